"""The languages of a book: those that ``conf.py`` lists, and those that a translator has begun in ``locales/``.

A language that has only a folder takes the words of ``conf.py`` (title, author, labels of boxes) from its catalogue ``book.po``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from taiyaku.catalog import read_catalog

#: The catalogue with the words of ``conf.py``.
BOOK = "book.po"
#: What a language is called in the name of a folder: es, pt-BR, zh_Hant.
CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def discover_languages(listed: Iterable[str], locales: Path) -> tuple[str, ...]:
    """The listed languages in their order, then every other that has a catalogue in ``locales``, by code."""
    known = tuple(listed)
    found = {path.parts[-3] for path in locales.glob("*/LC_MESSAGES/*.po")} if locales.is_dir() else set()
    return (*known, *sorted(code for code in found - set(known) if CODE.fullmatch(code)))


def book_words(by_language: Mapping[str, str], source: str, languages: Iterable[str], locales: Path) -> dict[str, str]:
    """A text of ``conf.py`` by language: as listed there, else from ``book.po``; a language that has neither is left out.

    Raises ``Refused`` where a ``book.po`` that is needed is broken.
    """
    own, made = by_language.get(source, ""), dict(by_language)
    for lang in languages:
        path = locales / lang / "LC_MESSAGES" / BOOK
        if own and lang not in made and path.is_file() and (words := read_catalog(path).get(own)):
            made[lang] = words
    return made
