"""Any further language says values as CLDR has it, and what it says is read back."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from taiyaku.facts.numerals import agrees, find
from taiyaku.facts.values import Moment, Money, Percent, Value, When, parse_value
from taiyaku.facts.words import say

LANGUAGES = [
    "fr",
    "de",
    "pt",
    "it",
    "nl",
    "sv",
    "da",
    "nb",
    "pl",
    "cs",
    "ru",
    "uk",
    "el",
    "tr",
    "hu",
    "ro",
    "fi",
    "ca",
    "id",
    "vi",
    "hi",
    "th",
    "ko",
    "zh",
    "zh-Hant",
    "pt-PT",
    "eu",
    "he",
]


def some_values() -> list[Value]:
    """Dates of each precision and their ranges, numbers, shares and money; the same ones each time."""
    dice = random.Random(7)
    values: list[Value] = [parse_value(text) for text in ("2005-11-04/2005-11-05", "2005-11-04/2005-12-05", "2005-11/2005-12")]
    values += [parse_value(text) for text in ("2005/2007", "2005-11-04/2007-01-02", "2005-11/2007-01", "2008-12-05/", "2008-12/")]
    values += [When(Moment(2010, 11, 30), computed=True)]
    for _ in range(40):
        year, month, day = dice.randint(1850, 2049), dice.randint(1, 12), dice.randint(1, 28)
        values += [When(Moment(year)), When(Moment(year, month)), When(Moment(year, month, day))]
        number = Decimal(dice.choice([dice.randint(0, 99), dice.randint(1000, 9999), dice.randint(10**5, 10**12)]))
        values += [
            number,
            number + Decimal("0.5"),
            Money(number, dice.choice(["USD", "EUR", "BRL"])),
            Percent(Decimal(dice.randint(0, 999)) / 10),
        ]
    return [*values, Decimal(-12), Percent(Decimal("-0.7"))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reads_back_what_it_says(lang: str) -> None:
    """One value is found in the words, it agrees with what was said, and the words leave nothing over."""
    for value in some_values():
        words = say(value, lang)
        found = find(words, lang)
        assert len(found) == 1, (words, found)
        assert agrees(found[0], value), (words, found)
        assert not isinstance(value, When) or value.open or found[0].value == When(value.start, value.end), (words, found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_values_do_not_agree(lang: str) -> None:
    """The next day, month, year or amount is told from the one held."""
    pairs: list[tuple[Value, Value]] = [
        (When(Moment(2005, 11, 4)), When(Moment(2005, 11, 5))), (When(Moment(2005, 11)), When(Moment(2005, 12))),
        (When(Moment(2005)), When(Moment(2006))), (Decimal(12000), Decimal(12)), (Percent(Decimal("57.1")), Percent(Decimal(57))),
        (Money(Decimal(5), "EUR"), Money(Decimal(5), "USD")),
    ]  # fmt: skip
    for said, held in pairs:
        assert not agrees(find(say(said, lang), lang)[0], held), say(said, lang)


SAID = [
    ("fr", "2005-11-04/2005-11-05", "4–5 novembre 2005"), ("de", "2005-11-04/2005-11-05", "4.–5. November 2005"),
    ("pt", "2005-11-04/2005-12-05", "4 de novembro – 5 de dezembro de 2005"), ("pl", "2005-11", "listopad 2005"),
    ("pl", "2005-11-04", "4 listopada 2005"), ("zh", "2005-11-04/2005-11-05", "2005年11月4日–5日"), ("ko", "2005-11-04", "2005년 11월 4일"),
    ("hu", "2005-11-04", "2005. november 4."), ("ru", "2005-11-04", "4 ноября 2005 г."), ("it", "2005/2007", "2005–2007"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "value", "words"), SAID, ids=[f"{lang}-{value}" for lang, value, _ in SAID])
def test_says_dates_as_the_language_does(lang: str, value: str, words: str) -> None:
    """A date has the order, the case of its month and the marks of its language."""
    assert say(parse_value(value), lang).replace("\u202f", " ") == words


READ = [
    ("fr", "La tour a coûté 12 000 euros en mai 1883.", ["12000", "1883-05"]), ("fr", "5,5 millions d’EUR", ["EUR 5,500,000"]),
    ("de", "am 2. Mai 1883 um 12.000 EUR", ["1883-05-02", "EUR 12,000"]), ("de", "2. Mai", ["--05-02"]), ("pt", "57,1 %", ["57.1%"]),
    ("zh", "5亿人", ["500000000"]), ("ko", "11월 4일", ["--11-04"]), ("it", "il G20 e il Tu-160", []), ("nl", "2005-11-04", ["2005-11-04"]),
    ("fr", "trois bateaux", []), ("fr", "le 1er mai 1886", ["1886-05-01"]), ("de", "31. Februar", ["31", "--02"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "values"), READ, ids=[f"{lang}-{text}" for lang, text, _ in READ])
def test_reads_digits_in_a_text(lang: str, text: str, values: list[str]) -> None:
    """Values stand where the text has digits or a month; names, words and impossible dates are none."""
    assert [str(found.value) for found in find(text, lang)] == values


def test_lists_are_joined_as_the_language_does() -> None:
    """The last item has its *and*."""
    assert say(("a", "b", "c"), "fr") == "a, b et c"
    assert say(("a", "b"), "de") == "a und b"
    assert say(("a", "b", "c"), "zh") == "a、b和c"
