"""What a good translation may do with values: resolve a relative date, share a unit, say a share as a fraction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from taiyaku.facts.numerals import Found, Kind, PartialDate
from taiyaku.facts.values import Percent, When
from taiyaku.translation.checks.same_value import amount
from taiyaku.translation.checks.subject import Subject

#: Words that give a date by another one: the translation may say which year, month or day is meant.
_RELATIVE = re.compile(
    r"[翌同昨前来今本当]\s?(?:々)?[年月日度]|[翌前昨今本]\d|同[\u4e00-\u9fff\d]|\d+(?:年|か月|日|週間?)[後前]|その年"
    r"|この年|次の年|以後|最終日|初日|年末|年初|初め|\b(?:the (?:following|next|same|previous) (?:year|month|day)"
    r"|this year|last year|(?:year|month|day)s? (?:later|before|earlier|after)|del mismo año|al año siguiente)\b",
    re.IGNORECASE,
)


def excuse(lost: list[Found], added: list[Found], subject: Subject) -> tuple[list[Found], list[Found]]:
    """Leave out what a good translation may do: resolve a relative date, share a unit, count words instead of characters."""
    source, target = subject.source.prose, subject.target.prose
    left_lost = [one for one in lost if not is_excused(one, source, target, subject)]
    dated = any(one.kind is Kind.DATE for one in left_lost)
    relative = not dated and _RELATIVE.search(source)
    in_letters = bool(_LETTERS.search(source) or _LETTERS.search(target))
    left = [
        one for one in added
        if not (relative and isinstance(one.value, When | PartialDate))
        and not (in_letters and _COUNTED.match(target[one.end : one.end + 24]))
        and not (one.fraction and "四半" in source)
        and not is_told_otherwise(one, source, target)
        and not (one.text in listed_days(target) and any(day_of(other) == one.text for other in lost))
        and not (one.text.isdigit() and is_written(one.text, source))
        and not shares_unit(one, subject.source_values)
        and not any(is_joined(one, other) for other in subject.source_values)
    ]  # fmt: skip
    return left_lost, left


#: The first of two days with one month: 13 or 14 December.
_LISTED = re.compile(r"\b(\d{1,2})(?:,| or| and| o| y)\s\d{1,2} (?:de )?[^\W\d_]{3,}")


def listed_days(text: str) -> list[str]:
    """The days of a text that share the month of the next one."""
    return _LISTED.findall(text)


def day_of(found: Found) -> str:
    """The day of a date without a year, in digits; nothing for any other value."""
    return str(found.value.day) if isinstance(found.value, PartialDate) and found.value.day else ""


def is_written(digits: str, source: str) -> bool:
    """Whether digits stand in the source as they are, in a name or a fraction that the reader of values passes over (EU63, 34分の5)."""
    return bool(re.search(rf"(?<![\d.,])(?:{digits})(?=分の)|(?<=[A-Za-z-]){digits}(?!\d)", source))


_ERA = re.compile(r"\b(?:Meiji|Taish[oō]|Sh[oō]wa|Heisei|Reiwa) \Z")
_ONE_IN = re.compile(r"(\d+)(?:人|世帯|件|社|か国|つ)に(?:1|一)")


def is_told_otherwise(one: Found, source: str, target: str) -> bool:
    """Whether a value of the translation is the source's in other words: a year of an era, 8進数 for octal, 20% for one in five."""
    if _ERA.search(target[max(0, one.start - 8) : one.start]):
        return one.text in source
    if isinstance(one.value, Percent) and (match := _ONE_IN.search(source)) and Decimal(match[1]):
        return abs(one.value.amount - 100 / Decimal(match[1])) < 1
    return one.text.isdigit() and target[one.end :].lstrip().startswith("進")


_LETTERS = re.compile(r"[\d一二三四五六七八九十百千]\s?(?:文?字|語)|\b(?:words|characters)\b")
#: Lengths of texts: 200字 may be 100 words.
_COUNTED = re.compile(r"\s?(?:(?:to|or|から|〜|–)\s?\d+\s?)?(?:words?\b|characters?\b|文?字|語)")
_SPANS = {
    10: re.compile(r"\bdecades?\b|十年", re.IGNORECASE),
    12: re.compile(r"\bdozen\b", re.IGNORECASE),
    100: re.compile(r"\bcentur(?:y|ies)\b|世紀", re.IGNORECASE),
}
_PARTS = re.compile(r"\b(?:half|quarters?|thirds?|fifths?|tenths?|doubl\w+|twofold|trebl\w+|mitad|tercios?|cuartos?)\b|分の|半")


_COMMON = frozenset(map(Decimal, (10, 20, 25, 33, 50, 75)))
_ROMAN = re.compile(r"\b[IVXLC]+\b")
_LETTER = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(numeral: str) -> int:
    """The number that a Roman numeral writes."""
    sizes = [_LETTER[letter] for letter in numeral]
    return sum(-size if size < max(sizes[place:]) else size for place, size in enumerate(sizes))


def is_excused(one: Found, source: str, target: str, subject: Subject) -> bool:
    """Whether a value of the source may be missing: part of a name (スホーイ30), a count of characters, a share said as a fraction."""
    if _COUNTED.match(source[one.end : one.end + 24]) or _is_named(one, source) or _is_in_title(one, source):
        return True
    size = amount(one)
    if one.unit == "時" and size in {0, 12, 24} and re.search(r"\b(?:midnight|noon)\b", target):
        return True
    if (match := _ONE_IN.search(source)) and size in {Decimal(1), Decimal(match[1])}:
        return any(is_told_otherwise(other, source, target) for other in subject.target_values)
    if size in _SPANS and _SPANS[int(size)].search(target):
        return True
    if day_of(one) and day_of(one) in listed_days(target):
        return True
    if match := re.fullmatch(r"(\d+)分の(\d+)", one.text):
        return {Decimal(match[1]), Decimal(match[2])} <= {other.value for other in subject.target_values}
    if one.kind is Kind.ORDINAL and any(size == one.value for size in map(roman, _ROMAN.findall(target))):
        return True
    if isinstance(one.value, Percent) and not any(isinstance(other.value, Percent) for other in subject.target_values):
        return one.value.amount in _COMMON and bool(_PARTS.search(target))
    if isinstance(one.value, Percent) and one.value.amount in _COMMON and _PARTS.search(target):
        return True
    return any(shares_unit(other, (one,), subject.source_values) or is_joined(other, one) for other in subject.target_values)


def _is_in_title(one: Found, source: str) -> bool:
    """Whether a value stands in the title of a work, which a translation may leave out or translate as a whole."""
    return source.count("『", 0, one.start) > source.count("』", 0, one.start)


def _is_named(one: Found, source: str) -> bool:
    return one.kind is not Kind.DATE and bool(re.search(r"[ァ-ヴー]$", source[: one.start][-1:])) and one.text[0].isdigit()


def shares_unit(number: Found, amounts: Iterable[Found], among: Iterable[Found] | None = None) -> bool:
    """Whether a bare number can be one of several amounts with a common unit: 514, 484 and 455 thousand; 35 and 50 percent."""
    if number.kind not in {Kind.NUMBER, Kind.COUNT} or not isinstance(number.value, Decimal) or any(char.isalpha() for char in number.text):
        return False
    company = list(among if among is not None else amounts)
    for one in amounts:
        same = [other for other in company if other is not one and other.kind is one.kind and not other.fraction]
        size = amount(one)
        if not same or size is None or not size or not number.value:
            continue
        ratio = size / number.value
        if (isinstance(one.value, Percent) and ratio == 1) or (ratio in _SCALES and any((amount(other) or 0) >= 1000 for other in same)):
            return True
    return False


_SCALES = frozenset(Decimal(10) ** power for power in (3, 6, 9, 12))


def is_joined(number: Found, part: Found) -> bool:
    """Whether a number such as 4.1 or 3.25 joins what the source says one by one: 第4条第1項, 3時25分."""
    match = re.fullmatch(r"(\d+)\.(\d+)", number.text)
    if not match or not (part.kind is Kind.ORDINAL or part.unit in {"時", "分"}):
        return False
    return amount(part) in {Decimal(match[1]), Decimal(match[2])}
