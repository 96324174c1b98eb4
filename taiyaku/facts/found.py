"""What the reader of values in words gives back: a place in a text, the value that stands there and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from taiyaku.facts.values import Money, Percent, When


class Kind(StrEnum):
    """What sort of value the words say."""

    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    COUNT = "count"
    NUMBER = "number"


class Bound(StrEnum):
    """A word beside a value that makes a limit of it (以上, *at least*; から, *since*). The value itself stays what it is."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    MORE = "more"
    LESS = "less"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"


_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date whose year (and perhaps month) the words leave to the context: 11月4日, 4日, *November*; 0 is what is not said.

    ``until`` is the last day or month of a range (4〜5日). Raises ``ValueError`` for a day or month that no year has.
    """

    month: int = 0
    day: int = 0
    until: PartialDate | None = None

    def __post_init__(self) -> None:
        longest = _LONGEST_MONTHS[self.month - 1] if 1 <= self.month <= 12 else 31
        if not (0 <= self.month <= 12 and 0 <= self.day <= longest and (self.month or self.day)):
            raise ValueError(f"not a month and day: {self.month}, {self.day}")

    def __str__(self) -> str:
        month = f"{self.month:02d}" if self.month else "-"
        text = f"--{month}" + (f"-{self.day:02d}" if self.day else "")
        return f"{text}/{self.until}" if self.until else text


def tidy(number: Decimal) -> Decimal:
    """The same number without zeros behind the point (1.5 billion is 1500000000, not 1500000000.0)."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


Reading: TypeAlias = When | PartialDate | Money | Percent | Decimal


@dataclass(frozen=True, slots=True)
class Found:
    """A value in words: ``text`` is ``source[start:end]``.

    ``also`` holds the other values that the same words may mean (12年: twelve years, or 2012), ``unit`` the counter or the noun that
    follows, ``fraction`` says that the share was said as one (三分の二), ``approximate`` that the words say *about*.
    """

    start: int
    end: int
    text: str
    value: Reading
    kind: Kind
    also: tuple[Reading, ...] = ()
    approximate: bool = False
    bound: Bound | None = None
    unit: str = ""
    fraction: bool = False

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Every value that the words may mean, the likeliest first."""
        return (self.value, *self.also)
