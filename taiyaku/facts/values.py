"""Typed values of facts: a time with its precision, an amount of money, a share, a plain number, a name.

In the YAML a value is written as briefly as it can be told apart:

============================  ==========================================
``2005-11-04``                a day; ``2005-11`` a month, ``'2005'`` a year (quoted, so that it is no count)
``2005-11-04/2005-11-05``     a range, both ends included; ``2008-12-05/`` is open
``12``                        a number
``{usd: 10000000000}``        money, in whole units of the currency
``{percent: 70}``             a share
anything else                 a text or a list of texts: it is shown, never computed with
============================  ==========================================
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import TypeAlias


class Precision(IntEnum):
    """How exactly a time is known; a larger number is more exact."""

    YEAR = 1
    MONTH = 2
    DAY = 3


_EDTF = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day, month or year of the Gregorian calendar."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day without a month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read ``2005``, ``2005-11`` or ``2005-11-04``; raises ``ValueError`` for anything else, impossible dates included."""
        match = _EDTF.fullmatch(text)
        if not match:
            raise ValueError(f"not a date: {text!r}")
        year, month, day = match.groups()
        if month == "00" or day == "00":
            raise ValueError(f"not a date: {text!r}")
        return cls(int(year), int(month or 0), int(day or 0))

    @property
    def precision(self) -> Precision:
        return Precision.DAY if self.day else Precision.MONTH if self.month else Precision.YEAR

    @property
    def first(self) -> dt.date:
        """The first day that it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day that it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def covers(self, other: Moment) -> bool:
        """Whether ``other`` lies within it: November 2005 covers 4 November 2005, not the other way round."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)])


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A time with its precision: a moment, or a range of which both ends belong to it (``end`` None: open).

    ``computed`` says that no source prints the date: it follows from others (six months after a notice, say).
    """

    start: Moment
    end: Moment | None = None
    open: bool = False
    computed: bool = False

    @classmethod
    def parse(cls, text: str, computed: bool = False) -> When:
        """Read a moment or a range ``a/b`` or ``a/``; raises ``ValueError`` where it is none or runs backwards."""
        head, slash, tail = text.strip().partition("/")
        start = Moment.parse(head)
        if not slash:
            return cls(start, None, False, computed)
        if not tail:
            return cls(start, None, True, computed)
        end = Moment.parse(tail)
        if end.last < start.first:
            raise ValueError(f"the range {text!r} ends before it begins")
        return cls(start, end, False, computed)

    @property
    def first(self) -> dt.date:
        return self.start.first

    @property
    def last(self) -> dt.date:
        return dt.date.max if self.open else (self.end or self.start).last

    def __str__(self) -> str:
        return f"{self.start}/" if self.open else f"{self.start}/{self.end}" if self.end else str(self.start)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole units of a currency, named by its ISO 4217 code."""

    amount: Decimal
    currency: str = "USD"

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,}"


@dataclass(frozen=True, slots=True, order=True)
class Percent:
    """A share, in percent."""

    amount: Decimal

    def __str__(self) -> str:
        return f"{self.amount}%"


Number: TypeAlias = Decimal
Value: TypeAlias = When | Money | Percent | Decimal | str | tuple["Value", ...]
CURRENCIES = frozenset({"usd", "eur", "ars", "brl", "ves", "jpy", "xsu"})


def number(raw: object) -> Decimal:
    """A finite number of at most thirty places on either side of the point; raises ``ValueError`` for anything else.

    A larger one (1e999999) would take all memory when it is written out.
    """
    try:
        value = Decimal(str(raw))
    except ArithmeticError:
        raise ValueError(f"not a number: {str(raw)[:80]!r}") from None
    if not value.is_finite() or (value and not -30 <= value.adjusted() <= 30) or value.as_tuple().exponent not in range(-30, 31):
        raise ValueError(f"no number that a book can hold: {str(raw)[:80]}")
    return value


def parse_value(raw: object) -> Value:
    """Give the typed value of what stands in the YAML; raises ``ValueError`` for an impossible date or amount."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, int | float):
        return number(raw)
    if isinstance(raw, dt.date):
        return When(Moment(raw.year, raw.month, raw.day))
    if isinstance(raw, str):
        looks_dated = re.fullmatch(r"\d{4}(-\d{2}){0,2}(/(\d{4}(-\d{2}){0,2})?)?", raw.strip())
        return When.parse(raw) if looks_dated else raw
    if isinstance(raw, list | tuple):
        return tuple(parse_value(item) for item in raw)
    if isinstance(raw, dict) and len(raw) == 1:
        ((unit, amount),) = raw.items()
        if unit == "percent":
            return Percent(number(amount))
        if unit in CURRENCIES:
            return Money(number(amount), unit.upper())
        if unit == "computed":
            return When.parse(str(amount), computed=True)
    raise ValueError(f"no kind of value: {repr(raw)[:80]}")
