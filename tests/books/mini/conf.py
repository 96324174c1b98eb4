"""A second book, English into Japanese: the press must serve it without a change."""

taiyaku_source_language = "en"
taiyaku_languages = ["en", "ja"]
taiyaku_titles = {"en": "The Bridge: A Pamphlet Reread", "ja": "橋——小冊子を読み直す"}
taiyaku_authors = {"en": "The Bridge Readers", "ja": "橋を読む会"}
taiyaku_file_name = "bridge"
taiyaku_exercises_full = False
extensions = ["myst_parser", "taiyaku"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
version = release = "1"
language = "en"
locale_dirs = ["../locales"]
gettext_compact = False
gettext_location = False
numfig = True
html_theme = "taiyaku"
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
html_show_search_summary = False
html_math_renderer = "mathml"
