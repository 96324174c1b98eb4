"""A small book that shows every component once; three editions of it are built by the tests."""

import os

edition = os.environ.get("TRIAL_EDITION", "ja")
project = "橋と川" if edition == "ja" else "Bridges and Rivers"
html_title = project
author = "The Editors"
copyright = "2026, The Editors"
extensions = ["myst_parser", "taiyaku.theme.ext"]
myst_enable_extensions = ["colon_fence", "attrs_inline", "attrs_block", "dollarmath"]
language = "ja" if edition == "ja" else "en"
html_theme = "taiyaku"
html_theme_options = {"book": "bridges"}
html_math_renderer = "mathml"
html_show_search_summary = False
html_copy_source = False
html_use_index = False
root_doc = "index"
exclude_patterns = ["_build"]
html_static_path = ["_static"]


def give_editions(app, pagename, templatename, context, doctree):
    kinds = [("ja", "日本語", "ja", "ja"), ("en", "English", "en", "en"), ("aligned", "対訳", "en", "ja")]
    context["tai_editions"] = [
        {"key": key, "label": label, "lang": lang, "label_lang": label_lang, "href": f"../{key}/{pagename}.html", "current": key == edition}
        for key, label, lang, label_lang in kinds
    ]
    context["tai_terms"] = "terms.js"
    context["tai_"] = lambda text: words.get(text, text) if language == "ja" else text


words = {
    "Contents": "目次", "Search": "検索", "Reading settings": "表示の設定", "In this chapter": "この章の内容", "Previous": "前へ", "Next": "次へ",
    "Note": "注", "Full entry": "全体を見る", "Close": "閉じる", "Show": "表示", "Colours": "配色", "Dark": "暗い", "Light": "明るい",
    "Paragraph numbers": "段落番号", "Every checked fact": "照合した事実すべて", "Source criticism": "史料批判", "Search the book": "本の中を検索",
}


def setup(app):
    app.connect("html-page-context", give_editions)
