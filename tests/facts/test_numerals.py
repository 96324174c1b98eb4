"""Values are read in words, and compared with what is held, case by case."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
import yaml

from taiyaku.facts.numerals import Bound, Found, PartialDate, agrees, find
from taiyaku.facts.values import Moment, Money, Percent, Value, When, parse_value
from taiyaku.facts.words import say

CASES = Path(__file__).parent / "cases"


def lines(name: str) -> list[list[str]]:
    """The fields of every case of a file."""
    rows = [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    return [[field.strip() for field in row.split("|")] for row in rows]


def write(found: Found) -> str:
    """A reading as the case files write it."""
    value = found.value
    if isinstance(value, Percent) and found.fraction:
        value = Percent(value.amount.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0)
    number = f"{value.amount:f}%" if isinstance(value, Percent) else str(value)
    marks = [" ~" * found.approximate, f" [{found.bound}]" if found.bound else "", " /" * found.fraction]
    return f"{found.kind} {number}{''.join(marks)}" + "".join(f" or {other}" for other in found.also)


READ = [(name[-6:-4], *row) for name in ("find-ja.txt", "find-en.txt", "find-es.txt") for row in lines(name)]


@pytest.mark.parametrize(("lang", "text", "expected"), READ, ids=[f"{lang}-{text}" for lang, text, _ in READ])
def test_reads_what_the_case_says(lang: str, text: str, expected: str) -> None:
    """A text gives the readings of its case, and each stands where it says it stands."""
    found = find(text, lang)
    assert (", ".join(write(item) for item in found) or "-") == expected
    assert all(text[item.start : item.end] == item.text for item in found)


AGREE = [tuple(row) for row in lines("agrees.txt")]


@pytest.mark.parametrize(("lang", "words", "held", "verdict"), AGREE, ids=["-".join(row[:3]) for row in AGREE])
def test_agrees_or_not(lang: str, words: str, held: str, verdict: str) -> None:
    """Words agree with a value that they say in whole or in part, and with no other."""
    value = parse_value(yaml.safe_load(held))
    found = find(words, lang)
    assert found, "the words hold no value"
    assert agrees(found[0], value) is (verdict == "yes")


def random_moment(dice: random.Random) -> Moment:
    year, month, day = dice.randint(1850, 2049), dice.randint(1, 12), dice.randint(1, 28)
    return dice.choice([Moment(year), Moment(year, month), Moment(year, month, day)])


def random_value(dice: random.Random) -> Value:
    """A date, range, amount, count or share as facts hold them."""
    digits = Decimal(dice.randint(1, 999)) * 10 ** dice.randint(0, 11)
    first, second = random_moment(dice), random_moment(dice)
    if second.first < first.first:
        first, second = second, first
    ranged = When(first, second) if first.last < second.first else When(first)
    share = Percent(Decimal(dice.randint(0, 1000)) / 10)
    made: list[Value] = [When(first), ranged, Money(digits, dice.choice(["USD", "EUR", "JPY", "ARS", "BRL"])), digits, share]
    return dice.choice(made)


@pytest.mark.parametrize("lang", ["ja", "en", "es"])
def test_reads_back_what_it_says(lang: str) -> None:
    """Any value said in a language is found again in those words, alone."""
    dice = random.Random(20051104)
    for _ in range(1500):
        value = random_value(dice)
        words = say(value, lang)
        found = find(f"({words})", lang)
        assert len(found) == 1, (value, words, found)
        assert value in found[0].readings, (value, words, found)
        assert agrees(found[0], value), (value, words, found)


@pytest.mark.parametrize("lang", ["ja", "en", "es"])
def test_other_values_do_not_agree(lang: str) -> None:
    """A value never agrees with the next day, the next number or another currency."""
    dice = random.Random(1994)
    for _ in range(500):
        day, number = dice.randint(1, 27), Decimal(dice.randint(100, 10**9))
        month, year = dice.randint(1, 12), dice.randint(1850, 2049)
        pairs: list[tuple[Value, Value]] = [
            (When(Moment(year, month, day)), When(Moment(year, month, day + 1))),
            (When(Moment(year, month, day)), When(Moment(year, month))),
            (When(Moment(year)), When(Moment(year + 1))),
            (number, number + 1),
            (Money(number), Money(number + 1)),
            (Money(number, "EUR"), Money(number, "BRL")),
            (Percent(number / 10), Percent(number)),
        ]
        for said, held in pairs:
            assert not agrees(find(say(said, lang), lang)[0], held), (said, held)


def test_open_range_is_a_bound() -> None:
    """A range without an end is read as its beginning with the bound that から and from give, and agrees with it."""
    value = When(Moment(2008, 12, 5), open=True)
    for lang in ("ja", "en", "es"):
        (found,) = find(say(value, lang), lang)
        assert (found.value, found.bound) == (When(value.start), Bound.SINCE)
        assert agrees(found, value)


def test_computed_mark_is_no_value() -> None:
    """The mark of a computed date adds no reading."""
    value = When(Moment(2010, 11, 30), computed=True)
    assert [str(item.value) for item in find(say(value, "ja"), "ja")] == ["2010-11-30"]


def test_unknown_language_is_named() -> None:
    """A language without a reader is refused by name."""
    with pytest.raises(ValueError, match="'xx'"):
        find("12", "xx")


def test_no_partial_date_beyond_the_calendar() -> None:
    """A day that no year has is no partial date."""
    with pytest.raises(ValueError, match="not a month and day"):
        PartialDate(2, 30)
