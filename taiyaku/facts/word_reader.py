"""The readers of all languages behind one function."""

from __future__ import annotations

import re
from dataclasses import replace

from taiyaku.facts import numerals_ja, qualifiers
from taiyaku.facts.found import Found
from taiyaku.facts.kanji import NARROW
from taiyaku.facts.numerals_en import ENGLISH
from taiyaku.facts.numerals_es import SPANISH
from taiyaku.facts.numerals_west import Reader

_WESTERN = {"en": Reader(ENGLISH), "es": Reader(SPANISH)}
_WIDE = re.compile("[" + "".join(re.escape(chr(char)) for char in NARROW) + "]")
LANGUAGES = ("ja", *_WESTERN)


def find(text: str, lang: str) -> list[Found]:
    """Read every value of a text, in order and without overlap.

    Vague numbers (数十, *dozens*) and numerals inside ordinary words or names in Latin letters (一方, 統一, G20, Tu-160) are none.
    Raises ``ValueError`` for a language without a reader.
    """
    language = lang.replace("_", "-").partition("-")[0]
    if language == "ja":
        narrow = text.translate(NARROW) if _WIDE.search(text) else text
        found = [qualifiers.qualify(narrow, item, qualifiers.JAPANESE) for item in numerals_ja.find_values(narrow)]
        return found if narrow == text else [replace(item, text=text[item.start : item.end]) for item in found]
    if language not in _WESTERN:
        raise ValueError(f"no reader of values in the language {lang!r}: there are {', '.join(LANGUAGES)}")
    reader = _WESTERN[language]
    return [qualifiers.qualify(text, item, reader.words.qualifiers) for item in reader.find_values(text)]
