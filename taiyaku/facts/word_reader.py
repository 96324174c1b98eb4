"""The readers of all languages behind one function."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from taiyaku.facts import numerals_cldr, numerals_ja, qualifiers
from taiyaku.facts.found import Found
from taiyaku.facts.kanji import NARROW
from taiyaku.facts.numerals_en import ENGLISH
from taiyaku.facts.numerals_es import SPANISH
from taiyaku.facts.numerals_west import Reader

_WESTERN = {"en": Reader(ENGLISH), "es": Reader(SPANISH)}
_WIDE = re.compile("[" + "".join(re.escape(chr(char)) for char in NARROW) + "]")
#: The languages whose numbers are read in words too.
LANGUAGES = ("ja", *_WESTERN)


@cache
def _further(lang: str) -> numerals_cldr.Reader:
    return numerals_cldr.Reader(lang)


def find(text: str, lang: str) -> list[Found]:
    """Read every value of a text, in order and without overlap.

    Vague numbers (数十, *dozens*) and numerals inside ordinary words or names in Latin letters (一方, 統一, G20, Tu-160) are none.
    A language without a vocabulary of its own is read by CLDR (digits, dates, money, percent; no numbers in words); raises ``ValueError``
    for a code that is no language's.
    """
    language = lang.replace("_", "-").partition("-")[0]
    if language == "ja":
        narrow = text.translate(NARROW) if _WIDE.search(text) else text
        found = [qualifiers.qualify(narrow, item, qualifiers.JAPANESE) for item in numerals_ja.find_values(narrow)]
        return found if narrow == text else [replace(item, text=text[item.start : item.end]) for item in found]
    if language not in _WESTERN:
        return list(_further(lang).find_values(text))
    reader = _WESTERN[language]
    return [qualifiers.qualify(text, item, reader.words.qualifiers) for item in reader.find_values(text)]
