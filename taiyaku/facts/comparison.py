"""Whether words say nothing other than a value that is held.

* A date may be said less exactly (its year, its month, its day without either, its decade, a year within a range, either end of a range),
  never more exactly.
* Amounts are equal by value. *About* gives 5 per cent of room either way, *more than* and *less than* 5 per cent one way, no other word
  any: 57% is not 57.1%.
* A currency may be left unsaid, and a held number has no unit that words could contradict.
* A fraction agrees with a share as far as the share is written (two thirds with 66.7 and 67), because no share can write it in full.
* A text agrees where the same values stand in it, a list where one of its items agrees.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from taiyaku.facts.found import Bound, Found, Kind, PartialDate, Reading
from taiyaku.facts.values import Moment, Money, Percent, Precision, Value, When
from taiyaku.facts.word_reader import LANGUAGES, find

#: How far *about* reaches, as a share of the value held.
LEEWAY = Decimal("0.05")


def agrees(found: Found, value: Value) -> bool:
    """Whether what the words say is the value held, or less of it; see the module for what less may be."""
    if isinstance(value, tuple):
        return any(agrees(found, item) for item in value)
    if isinstance(value, str):
        return any(_same(reading, held) for held in _values_in(value) for reading in found.readings)
    return any(_agrees_as(reading, found, value) for reading in found.readings)


@lru_cache(maxsize=4096)
def _values_in(text: str) -> tuple[Reading, ...]:
    """The values that stand in a text of the facts, whatever its language."""
    return tuple(dict.fromkeys(item.value for lang in LANGUAGES for item in find(text, lang)))


def _same(reading: Reading, held: Reading) -> bool:
    if isinstance(reading, When) and isinstance(held, When):
        return _dates_agree(reading, held)
    if isinstance(reading, PartialDate) and isinstance(held, When):
        return _partial_agrees(reading, held)
    return reading == held


def _agrees_as(reading: Reading, found: Found, value: When | Money | Percent | Decimal) -> bool:
    match reading, value:
        case When(), When():
            return _dates_agree(reading, value)
        case PartialDate(), When():
            return _partial_agrees(reading, value)
        case When(start=start, end=None), Decimal():
            return start.precision is Precision.YEAR and start.year == value
        case Money(), Money():
            return reading.currency == value.currency and _amounts_agree(reading.amount, found, value.amount)
        case Percent(), Percent():
            return _amounts_agree(reading.amount, found, value.amount)
        case Decimal(), Money() | Percent():
            return found.kind is Kind.NUMBER and _amounts_agree(reading, found, value.amount)
        case Decimal(), Decimal():
            return _amounts_agree(reading, found, value)
        case Percent() | Money(), Decimal():
            share = found.fraction and _amounts_agree(reading.amount, found, value * 100)
            return share or _amounts_agree(reading.amount, found, value)
    return False


def _amounts_agree(said: Decimal, found: Found, held: Decimal) -> bool:
    if found.fraction:
        said = said.quantize(Decimal(1).scaleb(min(0, int(held.as_tuple().exponent))), ROUND_HALF_UP)
    room = abs(held) * LEEWAY
    if found.approximate and abs(said - held) <= room:
        return True
    if (found.bound is Bound.MORE and 0 <= held - said <= room) or (found.bound is Bound.LESS and 0 <= said - held <= room):
        return True
    return said == held


def _dates_agree(said: When, held: When) -> bool:
    """Whether a date says the one held, or less of it."""
    if said.open or held.open:
        return (said.start.covers(held.start) and (said.open or said.end is None)) or (not said.open and _is_year_within(said, held))
    if said.end is None:
        ends = (held.start, held.end or held.start)
        return any(said.start.covers(end) for end in ends) or _is_year_within(said, held)
    if held.end is None:
        # A decade, or another stretch of years that holds the moment.
        return said.start.precision is Precision.YEAR and said.end.precision is Precision.YEAR and _is_decade(said) and _spans(said, held)
    same_ends = said.start.covers(held.start) and said.end.covers(held.end)
    return same_ends or (_is_decade(said) and _spans(said, held))


def _is_year_within(said: When, held: When) -> bool:
    return said.end is None and said.start.precision is Precision.YEAR and held.first.year <= said.start.year <= held.last.year


def _is_decade(when: When) -> bool:
    return when.end is not None and when.start.year % 10 == 0 and when.end.year == when.start.year + 9


def _spans(said: When, held: When) -> bool:
    return said.first <= held.first and held.last <= said.last


def _partial_agrees(said: PartialDate, held: When) -> bool:
    """Whether a date without its year says a day or month of the date held: its only one, or either end."""
    if said.until:
        return held.end is not None and _part_is(replace(said, until=None), held.start) and _part_is(said.until, held.end)
    return any(_part_is(said, moment) for moment in (held.start, held.end) if moment)


def _part_is(said: PartialDate, moment: Moment) -> bool:
    return (not said.month or said.month == moment.month) and (not said.day or said.day == moment.day)
