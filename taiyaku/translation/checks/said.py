"""The values that a message says: those of the press's reader, and what only running prose has (eightfold, a quarter of a million)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from taiyaku.facts.numerals import LANGUAGES, Bound, Found, Kind, find
from taiyaku.facts.values import Percent
from taiyaku.facts.vocabulary import split

#: eightfold says eight; the rest of the word gives way to spaces, so that places stay.
_FOLD = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|\d+)-?fold\b", re.IGNORECASE
)
#: doubled, tripling: what was done says how many times.
_TIMES = re.compile(r"\b(doubl|tripl|trebl|quadrupl|quintupl)(?:ed|ing)\b", re.IGNORECASE)
_FACTORS = {"doubl": "two", "tripl": "three", "trebl": "three", "quadrupl": "four", "quintupl": "five"}
#: Words with a number that says nothing about a count.
_PHRASES = {
    "ja": re.compile(r"第[三3](?:者|国|世界)|[千百]年紀|[一1]人当たり|四半[世期]"),
    "en": re.compile(
        r"\b(?:third[ -](?:part(?:y|ies)|countr(?:y|ies)|states?|world)|no\. ?(?=\d)|quarter(?=-?century| of a century))\b", re.IGNORECASE
    ),
    "es": re.compile(r"\b(?:terceros?|tercer mundo)\b", re.IGNORECASE),
}  # fmt: skip
#: What every such phrase of a language has in it.
_SIGNS = {"ja": ("第", "年紀", "当たり", "四半"), "en": ("hird", "HIRD", "no.", "No.", "uarter"), "es": ("erce",)}
_LIMITS = {"以上": Bound.AT_LEAST, "以下": Bound.AT_MOST, "以内": Bound.AT_MOST, "未満": Bound.LESS}
_BEHIND = re.compile(r"[ァ-ヶーA-Za-z\u4e00-\u9fff]{1,5}?(以上|以下|以内|未満)")
_AHEAD = re.compile(r"(?:少なくとも|最低)、?[約]?$|(多くとも|最大で?|せいぜい|最長で?)、?[約]?$")


@lru_cache(maxsize=64)
def language(code: str) -> str:
    """The language of a code such as pt_BR or zh-Hant, without its country and script."""
    return code.replace("_", "-").partition("-")[0].lower()


def values(text: str, code: str) -> tuple[Found, ...]:
    """The values that a text says, where there is a reader of its language."""
    name = language(code)
    if name not in LANGUAGES:
        return ()
    plain = text
    if any(sign in text for sign in _SIGNS[name]):
        plain = _PHRASES[name].sub(lambda match: "\ufffc" * len(match[0]), text)
    if name == "en" and "fold" in plain:
        plain = _FOLD.sub(lambda match: match[1].ljust(len(match[0])), plain)
    if name == "en" and ("pl" in plain or "bl" in plain):
        plain = _TIMES.sub(lambda match: _FACTORS[match[1].lower()].ljust(len(match[0])), plain)
    found = find(plain, name)
    if not found:
        return ()
    if name == "ja":
        return tuple(one if one.bound else replace(one, bound=bound_of(one, text)) for one in found)
    return tuple(join_parts(found, text)) if any(one.fraction for one in found) else tuple(found)


#: English words of values that count even where the source says none.
_LARGE = frozenset(
    split(
        "hundred thousand million billion trillion dozen percent cent third thirds quarter quarters fifth fifths half twenty thirty forty "
        "fifty sixty seventy eighty ninety nineteen january february march april may june july august september october november december"
    )
)
_LETTERS = re.compile(r"[a-z]+")


def may_add(text: str, code: str) -> bool:
    """Whether a translation may say a value that counts by itself: digits, a large number or a month; a quick look, for most say none."""
    if any(map(str.isdigit, text)):
        return True
    return language(code) != "en" or not _LARGE.isdisjoint(_LETTERS.findall(text.lower()))


def bound_of(one: Found, text: str) -> Bound | None:
    """The limit that a Japanese value has by words behind its counter (8文字以上) or ahead of it (少なくとも)."""
    if one.kind is Kind.DATE:
        return None
    if match := _BEHIND.match(text, one.end):
        return _LIMITS[match[1]]
    match = _AHEAD.search(text[max(0, one.start - 8) : one.start])
    return None if not match else Bound.AT_MOST if match[1] else Bound.AT_LEAST


def join_parts(found: list[Found], text: str) -> Iterator[Found]:
    """The values, with a part of a large number taken for the number that it is: a quarter of a million."""
    place = 0
    while place < len(found):
        one, other = found[place], found[place + 1] if place + 1 < len(found) else None
        if (
            other
            and one.fraction
            and isinstance(one.value, Percent)
            and isinstance(other.value, Decimal)
            and other.value >= 1000
            and re.fullmatch(r"\s?(?:of )?", text[one.end : other.start])
        ):
            yield replace(other, start=one.start, text=text[one.start : other.end], value=other.value * one.value.amount / 100)
            place += 2
            continue
        yield one
        place += 1
