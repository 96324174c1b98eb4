"""The press's own words, in the reader's language: English in the code, other languages in ``locale/<lang>/LC_MESSAGES/taiyaku.po``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from taiyaku.catalog import read_catalog

LOCALE = Path(__file__).parent / "locale"


@cache
def _catalog(lang: str) -> dict[str, str]:
    path = LOCALE / lang / "LC_MESSAGES" / "taiyaku.po"
    return read_catalog(path) if path.is_file() else {}


def translate(text: str, lang: str) -> str:
    """The text in a language; as it stands in the code where no catalogue has it."""
    return _catalog(lang).get(text, text)
