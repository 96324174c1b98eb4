"""Every option of the press: name, default, types and help, declared once. Sphinx, the guides and the checks read this table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util.typing import ExtensionMetadata

from taiyaku.aspects import find_outdated
from taiyaku.finding import Refused
from taiyaku.languages import book_words, discover_languages


@dataclass(frozen=True, slots=True)
class Option:
    """One configuration value; ``rebuild`` is Sphinx's word for what a change makes stale (``env``, ``html`` or nothing)."""

    name: str
    default: Any
    types: tuple[type, ...]
    help: str
    rebuild: Literal["", "env", "html"] = "env"


OPTIONS: tuple[Option, ...] = (
    # The book
    Option("taiyaku_source_language", "ja", (str,), "The language that the book is written in."),
    Option("taiyaku_languages", ["ja"], (list, tuple), "The languages of the book, the source first; others are found in locales/."),
    Option(
        "taiyaku_aligned_languages", [], (list, tuple), "The translations set beside the source; those of taiyaku_languages by default."
    ),
    Option("taiyaku_titles", {}, (dict,), "The book's title by language; a subtitle follows a colon or a long dash."),
    Option("taiyaku_authors", {}, (dict,), "The author, a person or body, by language."),
    Option("taiyaku_file_name", "book", (str,), "The name of the files made, without language and suffix."),
    Option(
        "taiyaku_date",
        "",
        (str,),
        "The edition's date, YYYY-MM-DD, for references and metadata; SOURCE_DATE_EPOCH comes first.",
    ),
    Option("taiyaku_licence", "", (str,), "The licence as references name it, as CC BY 4.0.", "html"),
    Option("taiyaku_base_url", "", (str,), "Where the contents of build/ stand on the web, an absolute address; empty: nowhere.", "html"),
    Option("taiyaku_report_address", "", (str,), "Where errors go: an address with {subject} and {body}; empty: to nobody.", "html"),
    # Facts
    Option("taiyaku_census_rules", (), (list, tuple), "Numerals that need no fact: (name, pattern, reason)."),
    # Reading
    Option("taiyaku_aligned", False, (bool,), "Show each block of the source beside its translation."),
    Option(
        "taiyaku_inline_languages", ["es", "pt", "en", "ja", "fr"], (list, tuple), "Languages that have a role for words in them, as {es}."
    ),
    Option("taiyaku_box_labels", {}, (dict,), "Labels of boxes: kind → {language: label}; kinds: points, criticism, assessment, since."),
    Option("taiyaku_readings", "readings.tsv", (str,), "The list of readings shown over terms, relative to the source folder."),
    Option("taiyaku_paragraphs", "paragraphs.yaml", (str,), "The register of numbered paragraphs, relative to the source folder."),
    Option("taiyaku_numbered_pages", r"\d+-.*", (str,), "A regular expression for the pages whose paragraphs are numbered."),
    Option(
        "taiyaku_editions",
        [],
        (list, tuple),
        "Sibling editions for the switcher, if other than the languages: key, label, lang, hreflang, path.",
    ),
    Option("taiyaku_edition", "", (str,), "The key of the edition being built, if other than its language or aligned."),
    # Exercises
    Option(
        "taiyaku_exercises_path",
        "exercises",
        (str,),
        "The folder of the exercises, relative to conf.py; each chapter has one of its name inside.",
    ),
    Option(
        "taiyaku_exercises_full",
        True,
        (bool,),
        "Have `taiyaku check` ask every chapter for recall, chronology, computation, source criticism and argument.",
        "",
    ),
    # Translation
    Option("taiyaku_translation_hosts", [], (list, tuple), "Hosts that translations may link to though their source does not."),
    # PDF
    Option("taiyaku_pdf_name", "", (str,), "The PDF's file name without language and suffix; taiyaku_file_name by default.", ""),
    Option("taiyaku_pdf_title", "", (str,), "The title of the printed book; the project's by default.", ""),
    Option("taiyaku_pdf_subtitle", "", (str,), "The subtitle; by default what follows a long dash or a colon in the title.", ""),
    Option("taiyaku_pdf_edition", "", (str,), "The edition line of the title page; `release` by default.", ""),
    Option("taiyaku_pdf_imprint", [], (list, tuple), "The lines of the imprint, on the back of the title page.", ""),
    Option("taiyaku_pdf_keywords", [], (list, tuple), "Keywords of the file's metadata.", ""),
    Option("taiyaku_pdf_paper", "b5", (str,), "The page design: b5, a5, or a4-large for large print.", ""),
    Option("taiyaku_pdf_recto", False, (bool,), "Begin every chapter on a right-hand page.", ""),
    Option("taiyaku_pdf_addresses", "note", (str,), "Where the address behind a link is printed: note, inline or no.", ""),
    Option("taiyaku_pdf_fonts", [], (list, tuple), "Folders with the project's own fonts, relative to conf.py, searched first.", ""),
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every option with Sphinx, and let the book's title and author follow the language."""
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, option.rebuild, types=option.types, description=option.help)
    app.connect("config-inited", learn_languages, priority=200)
    app.connect("config-inited", name_the_book, priority=300)
    app.connect("env-get-outdated", find_outdated)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def learn_languages(app: Sphinx, config: Config) -> None:
    """Add the languages that ``locales/`` has beyond those listed, and the words of ``conf.py`` in them."""
    listed, locales = tuple(config.taiyaku_languages), Path(app.confdir) / "locales"
    source = config.taiyaku_source_language
    if not config.taiyaku_aligned_languages:
        config.taiyaku_aligned_languages = [lang for lang in listed if lang != source]
    config.taiyaku_languages = list(discover_languages(listed, locales))
    try:
        for texts in (config.taiyaku_titles, config.taiyaku_authors, *config.taiyaku_box_labels.values()):
            texts.update(book_words(texts, source, config.taiyaku_languages, locales))
    except Refused as refused:
        raise ExtensionError(str(refused)) from None


def name_the_book(app: Sphinx, config: Config) -> None:
    """Set Sphinx's own title and author from the options, in the language of the build."""
    language, source = str(config.language), config.taiyaku_source_language
    if title := config.taiyaku_titles.get(language) or config.taiyaku_titles.get(source):
        config.project = title
        config.html_title = config.html_short_title = config.epub_title = title
    if author := config.taiyaku_authors.get(language) or config.taiyaku_authors.get(source):
        config.author = config.epub_author = config.epub_publisher = author
