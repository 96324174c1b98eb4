"""The title page: what Sphinx must know of this book."""

taiyaku_source_language = "ja"
taiyaku_languages = ["ja", "en"]
taiyaku_titles = {
    "ja": "多極化する南米外交——2010年の論考を史料で読み直す",
    "en": "South American Diplomacy Goes Multipolar: A 2010 Article Reread Against the Record",
}
taiyaku_authors = {"ja": "多極化する南米外交 編集室", "en": "The Editors, South American Diplomacy Goes Multipolar"}
taiyaku_file_name = "south-american-diplomacy"
taiyaku_date = "2026-11-25"
taiyaku_licence = "CC BY 4.0"
taiyaku_box_labels = {"since": {"ja": "2010年以後", "en": "Since 2010"}}

extensions = ["myst_parser", "taiyaku"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
version = release = "1"
copyright = "2026, The Editors, South American Diplomacy Goes Multipolar. CC BY 4.0"  # noqa: A001 - the name is Sphinx\'s
language = "ja"
locale_dirs = ["../locales"]
gettext_compact = False
gettext_location = False
gettext_additional_targets = ["image"]
numfig = True
html_theme = "taiyaku"
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
html_show_search_summary = False
html_math_renderer = "mathml"
html_theme_options = {"book": "south-american-diplomacy"}

#: Numerals that need no fact. A figure that carries information is written in Arabic numerals and stands in one.
taiyaku_census_rules = [
    ("set phrase", r"一国一票|一国主義", "a fixed term: 一国一票"),
    ("fraction", r"[一二三四五六七八九十]分の[一二三四五六七八九十]|半分", "a fraction as the rule that is being told says it: 三分の二"),
    (
        "plain speech",
        r"第?[一二三四五六七八九十][^0-9０-９〇一二三四五六七八九十百千万億兆…。、]{0,4}",
        "a kanji numeral up to ten is plain speech: 二つの期限, 三人の首脳, 四隻",
    ),
    ("name of a meeting", r"第\d+回", "the ordinal is part of the meeting's name: 第4回米州首脳会議"),
    ("name of a unit", r"第\d+(?:艦隊|任務部隊)", "the ordinal is part of the unit's name: 第4艦隊"),
    ("place in a document", r"第\d+(?:項|条|章|節|段落|頁)", "a place in a document, given with its source"),
    ("decade", r"(?:19|20)\d0年代", "a decade names a period, not a date"),
    ("the book itself", r"2010年(?:以後|、南米から見た世界)|2024年の末", "labels and titles of the book, and the day on which it ends"),
]
