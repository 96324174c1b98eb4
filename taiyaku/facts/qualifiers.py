"""Words beside a value that make it approximate (約, *about*) or a limit (以上, *at least*, 以降, *since*)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from taiyaku.facts.found import Bound, Found, Kind, PartialDate
from taiyaku.facts.values import When

#: How far before a value a qualifying word is looked for.
_REACH = 24


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """The qualifying words of a language, as patterns.

    Patterns ``before`` end at the value, patterns ``after`` begin behind it. Bounds of amounts and of dates are kept apart, because words
    such as *over* or 前 qualify only one of them.
    """

    about_before: re.Pattern[str]
    about_after: re.Pattern[str]
    amounts_before: Sequence[tuple[re.Pattern[str], Bound]] = ()
    amounts_after: Sequence[tuple[re.Pattern[str], Bound]] = ()
    dates_before: Sequence[tuple[re.Pattern[str], Bound]] = ()
    dates_after: Sequence[tuple[re.Pattern[str], Bound]] = ()


def qualify(text: str, found: Found, words: Qualifiers) -> Found:
    """Add to a value found what the words beside it say."""
    before = text[max(0, found.start - _REACH) : found.start]
    about = bool(words.about_before.search(before))
    end = found.end
    if after := words.about_after.match(text, end):
        about, end = True, after.end()
    if (isinstance(found.value, When) and found.value.end) or (isinstance(found.value, PartialDate) and found.value.until):
        return replace(found, approximate=True) if about else found
    dated = found.kind is Kind.DATE
    bound = _bound(before, text, end, words.dates_before, words.dates_after) if dated else None
    if not bound and (not dated or found.also):
        bound = _bound(before, text, end, words.amounts_before, words.amounts_after)
    if not about and bound is None:
        return found
    return replace(found, approximate=found.approximate or about, bound=bound)


def _bound(
    before: str, text: str, end: int, heads: Sequence[tuple[re.Pattern[str], Bound]], tails: Sequence[tuple[re.Pattern[str], Bound]]
) -> Bound | None:
    for pattern, bound in heads:
        if pattern.search(before):
            return bound
    return next((bound for pattern, bound in tails if pattern.match(text, end)), None)


def _heads(*pairs: tuple[str, Bound]) -> tuple[tuple[re.Pattern[str], Bound], ...]:
    return tuple((re.compile(rf"\b(?:{words})\s+(?:the\s+|el\s+|las?\s+|los\s+|US)?$", re.IGNORECASE), bound) for words, bound in pairs)


def _tails(*pairs: tuple[str, Bound]) -> tuple[tuple[re.Pattern[str], Bound], ...]:
    return tuple((re.compile(words), bound) for words, bound in pairs)


JAPANESE = Qualifiers(
    about_before=re.compile(r"(?:約|およそ|おおよそ|おおむね|ほぼ|推定で?|推計で?)(?:[\s、]|の)?$"),
    about_after=re.compile(r"(?:余り|あまり|余|前後|ほど|程度|くらい|ぐらい|近く|弱(?![いく体小点])|強(?![いく国制化調力硬大])|ごろ|頃|ころ)の?"),
    amounts_after=_tails(
        ("以上", Bound.AT_LEAST), ("以下|以内|を上限", Bound.AT_MOST), ("超|を?超[えす]|を上回|より(?:多|大)", Bound.MORE),
        ("未満|を?下回|足らず|に満たな|を割", Bound.LESS), ("まで", Bound.AT_MOST),
    ),
    dates_after=_tails(
        ("から|以降|以後|以来|より(?!前)", Bound.SINCE), ("まで|以前|以内", Bound.UNTIL),
        ("前(?!半|後|年|期|身|例|述|者|世)|より前|を待たず", Bound.BEFORE),
        ("後(?!半|年|期|者|世|継)|を過ぎ", Bound.AFTER),
    ),
)  # fmt: skip

ENGLISH = Qualifiers(
    about_before=re.compile(
        r"\b(?:about|around|roughly|nearly|almost|some|approximately|approx\.|circa|c\.|close to|just (?:over|under)|an estimated)"
        r"\s+(?:the\s+|a\s+|US)?$",
        re.IGNORECASE,
    ),
    about_after=re.compile(r"\s+or so\b|-odd\b|ish\b"),
    amounts_before=_heads(
        ("at least|not less than|no (?:fewer|less) than|a minimum of|minimum", Bound.AT_LEAST),
        ("at most|(?:no|not) more than|up to|a maximum of|maximum", Bound.AT_MOST),
        ("more than|over|above|exceeding|greater than|upwards of", Bound.MORE), ("less than|fewer than|under|below", Bound.LESS),
    ),
    amounts_after=_tails(
        (r"\s+or (?:more|above|over)\b|\s+and (?:above|over)\b(?!\s+\d)", Bound.AT_LEAST),
        (r"\s+or (?:less|fewer|below|under)\b", Bound.AT_MOST),
    ),
    dates_before=_heads(
        ("since|from|starting(?: in)?|as of", Bound.SINCE), ("until|till|by|no later than|not later than|through", Bound.UNTIL),
        ("before|prior to|pre-", Bound.BEFORE), ("after|post-", Bound.AFTER),
    ),
    dates_after=_tails((r"\s+onwards?\b", Bound.SINCE)),
)  # fmt: skip

SPANISH = Qualifiers(
    about_before=re.compile(
        r"\b(?:unos|unas|cerca de|casi|aproximadamente|alrededor de|en torno a|hacia)\s+(?:el\s+|las?\s+|los\s+|US)?$", re.IGNORECASE
    ),
    about_after=re.compile(r"\s+aproximadamente\b"),
    amounts_before=_heads(
        ("al menos|por lo menos|como mínimo", Bound.AT_LEAST), ("como máximo|hasta|no más de|a lo sumo", Bound.AT_MOST),
        ("más de|superior a|por encima de", Bound.MORE), ("menos de|inferior a|por debajo de", Bound.LESS),
    ),
    amounts_after=_tails((r"\s+o más\b", Bound.AT_LEAST), (r"\s+o menos\b", Bound.AT_MOST)),
    dates_before=_heads(
        ("desde|a partir del?", Bound.SINCE), ("hasta|antes de fines de", Bound.UNTIL), ("antes del?", Bound.BEFORE),
        ("después del?|tras", Bound.AFTER),
    ),
)  # fmt: skip
