"""The options of the reading room: name → (default, types, help)."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

OPTIONS: dict[str, tuple[Any, tuple[type, ...], str]] = {
    "taiyaku_source_language": ("ja", (str,), "language that the book is written in"),
    "taiyaku_languages": (["ja"], (list, tuple), "every language of the book, the source first"),
    "taiyaku_aligned": (False, (bool,), "show each block of the source beside its translation"),
    "taiyaku_inline_languages": (
        ["es", "pt", "en", "ja", "fr"],
        (list, tuple),
        "languages that have a role for words in them, such as {es}",
    ),
    "taiyaku_box_labels": ({}, (dict,), "labels of boxes: kind → {language: label}; kinds are points, criticism, assessment, since"),
    "taiyaku_paragraphs": ("paragraphs.yaml", (str,), "register of numbered paragraphs, relative to the source folder"),
    "taiyaku_paragraphs_check": (False, (bool,), "have the builder `paragraphs` check the register instead of writing it"),
    "taiyaku_numbered_pages": (r"\d+-.*", (str,), "regular expression for the pages whose paragraphs are numbered"),
    "taiyaku_editions": (
        [],
        (list, tuple),
        "sibling editions for the switcher, if other than the languages: dicts with key, label, lang, hreflang, path",
    ),
    "taiyaku_edition": ("", (str,), "key of the edition being built, if other than its language or aligned"),
}


def add_options(app: Sphinx, options: dict[str, tuple[Any, tuple[type, ...], str]]) -> None:
    """Declare what is not declared yet, so that each room can also be loaded alone."""
    for name, (default, types, _help) in options.items():
        if name not in app.config:
            app.add_config_value(name, default, "env", types)
