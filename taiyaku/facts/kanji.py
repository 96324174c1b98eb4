"""Japanese numerals: 100億, 1億2,000万, 十二, 二〇一〇, 1万5千."""

from __future__ import annotations

import re
from decimal import Decimal

from taiyaku.facts.found import tidy

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_KANJI = r"[〇零一二三四五六七八九]+"
_PLAIN = rf"(?:{_ARABIC}|{_KANJI})"
#: A part below 10,000, with or without its hundreds and thousands spelt out.
_SMALL = rf"(?:(?:{_PLAIN}?[千百十])+{_PLAIN}?|{_PLAIN})"

#: A numeral, as a pattern without groups; digits are ASCII (see ``NARROW``).
NUMERAL = rf"(?:{_KANJI}・{_KANJI}(?:[兆億万]|(?=パーセント|%|倍))|{_SMALL}(?:[兆億万]{_SMALL})*[兆億万]?)"
#: A numeral short enough for a year, month or day.
SHORT = r"(?:\d{1,4}|[〇零一二三四五六七八九十百千]{1,7})"

#: Full-width digits and signs become ASCII, one for one, so that places stay.
NARROW = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９，．％＄￥～－／", "0123456789,.%$¥〜-/", strict=True)}

_TOKEN = re.compile(rf"({_ARABIC})|({_KANJI}(?:・{_KANJI})?)|([十百千])|([万億兆])")
_DIGITS = {ord(kanji): digit for kanji, digit in zip("〇零一二三四五六七八九・", "00123456789.", strict=True)}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}


def parse_numeral(text: str) -> Decimal:
    """Give the number that a match of ``NUMERAL`` writes; anything else is read as far as it is one."""
    total, section, current = Decimal(0), Decimal(0), None
    for arabic, kanji, unit, myriad in _TOKEN.findall(text):
        if arabic or kanji:
            current = Decimal(arabic.replace(",", "") if arabic else kanji.translate(_DIGITS))
        elif unit:
            section += (1 if current is None else current) * _UNITS[unit]
            current = None
        else:
            total += (section + (current or 0) or 1) * _UNITS[myriad]
            section, current = Decimal(0), None
    return tidy(total + section + (current or 0))
