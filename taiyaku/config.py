"""Every option of the press: name, default, types and help, declared once. Sphinx, the guides and the checks read this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata


@dataclass(frozen=True, slots=True)
class Option:
    """One configuration value; ``rebuild`` is Sphinx's word for what a change makes stale (``env``, ``html`` or nothing)."""

    name: str
    default: Any
    types: tuple[type, ...]
    help: str
    rebuild: Literal["", "env", "html"] = "env"


OPTIONS: tuple[Option, ...] = (
    Option("taiyaku_source_language", "ja", (str,), "The language that the book is written in."),
    Option("taiyaku_languages", ["ja"], (list, tuple), "Every language of the book, the source first."),
    Option("taiyaku_titles", {}, (dict,), "The book's title by language; a subtitle follows a colon or a long dash."),
    Option("taiyaku_authors", {}, (dict,), "The author, a person or body, by language."),
    Option("taiyaku_census_rules", (), (list, tuple), "Numerals that need no fact: (name, pattern, reason)."),
    Option("taiyaku_file_name", "book", (str,), "The name of the files made, without language and suffix."),
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every option with Sphinx, and let the book's title and author follow the language."""
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, option.rebuild, types=option.types, description=option.help)
    app.connect("config-inited", name_the_book, priority=300)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def name_the_book(app: Sphinx, config: Config) -> None:
    """Set Sphinx's own title and author from the options, in the language of the build."""
    language = str(config.language)
    if title := config.taiyaku_titles.get(language):
        config.project = title
        config.html_title = config.html_short_title = config.epub_title = title
    if author := config.taiyaku_authors.get(language):
        config.author = config.epub_author = config.epub_publisher = author
