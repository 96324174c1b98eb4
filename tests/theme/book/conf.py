"""A small book that shows every component once; three editions of it are built by the tests."""

import os

edition = os.environ.get("TRIAL_EDITION", "ja")
project = "橋と川" if edition == "ja" else "Bridges and Rivers"
html_title = project
author = "The Editors"
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
    kinds = [("ja", "日本語", "ja", "ja"), ("en", "English", "en", "en"), ("aligned", "対訳", "ja", "en")]
    context["tai_editions"] = [
        {"key": key, "label": label, "lang": lang, "hreflang": target, "href": f"../{key}/{pagename}.html", "current": key == edition}
        for key, label, lang, target in kinds
    ]
    context["tai_entries"] = "_static/terms.js"


def setup(app):
    app.connect("html-page-context", give_editions)
