"""What a language in Latin letters calls numbers, months and money: one table a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from taiyaku.facts.qualifiers import Qualifiers


def split(words: str) -> list[str]:
    """The words of a list that is written as one text."""
    return words.split()


#: Signs of money and the currencies that they may mean, the likeliest first.
SIGNS: Mapping[str, tuple[str, ...]] = {
    "US$": ("USD",), "$": ("USD",), "AR$": ("ARS",), "R$": ("BRL",), "€": ("EUR",), "£": ("GBP",), "¥": ("JPY",),
    "Bs": ("VES", "BOB"), "Bs.": ("VES", "BOB"),
}  # fmt: skip
#: The ISO 4217 codes that are read in front of or behind a number.
CODES = tuple(split("USD EUR JPY GBP ARS BRL VES VEF VEB XSU MXN CLP COP UYU PEN BOB PYG CUP CNY RUB"))


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; it matches nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"


def grouped(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first, arranged by first letter, so that few are tried at a place of a text."""
    groups: dict[str, list[str]] = {}
    for word in sorted({*words} - {""}, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items())) or r"(?!)"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language. Words are in lower case; months are as they are written; the rest are patterns."""

    #: Words for 0 to 99 (also hundreds, where a language has words for them), ordinals, and multiples from 100 on.
    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    multiples: Mapping[str, int]
    #: Multiples that are numbers by themselves (es mil); in English *a million* is spelt by ``a``, a word of value 1.
    alone: frozenset[str]
    #: Words and marks of scale after digits.
    scales: Mapping[str, int]
    scale_marks: Mapping[str, int]
    #: The word between the parts of a number, and whether it joins after what was read (below the last scale, and in all).
    joiner: str
    joins: Callable[[int, int], bool]
    #: Parts of one, and adverbs that count (twice).
    fractions: Mapping[str, int]
    times: Mapping[str, int]
    #: Words that are values only where their test says so.
    ambiguous: Mapping[str, Callable[[str, int], bool]]
    months: Mapping[str, int]
    #: Months whose name is also another word; alone they need the company that ``month_leads``
    #: describes, where ``|`` stands for the month.
    shy_months: frozenset[str]
    #: Abbreviations, which alone need their full stop.
    short_months: frozenset[str]
    month_leads: str
    #: Names of months begin with a capital.
    capital_months: bool
    #: Between day and month, between month and year; whether the month may come first.
    day_of: str
    year_of: str
    month_first: bool
    #: Between the ends of a range; the word that joins two days of a list; the word before a range joined by that one.
    to: str
    both: str
    between: str
    decades: Mapping[str, int]
    decade: str
    number: str
    group: str
    point: str
    rank: str
    percent: str
    minus: str
    currencies: Mapping[str, tuple[str, ...]]
    of_money: str
    article: re.Pattern[str]
    #: Words that are no nouns, so that a number before them counts nothing.
    function: frozenset[str]
    qualifiers: Qualifiers
    and_half: str = ""
    half_scale: re.Pattern[str] | None = None
    #: Tests of fractions without a numerator; the place behind the word is marked by ``|``.
    half_of: re.Pattern[str] | None = None
    part_of: re.Pattern[str] | None = None

    def parse(self, digits: str) -> Decimal:
        """The number that digits of this language write."""
        plain = re.sub(rf"[{re.escape(self.group)}\s]", "", digits)
        return Decimal(plain.replace(self.point, "."))
