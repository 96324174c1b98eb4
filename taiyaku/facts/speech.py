"""How a language says values: the table that ``words`` reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language says values. Templates take ``year``, ``month``, ``day``, ranges also ``year2`` …, or ``start`` and ``end``."""

    #: Day, month and year alone.
    day: str
    month: str
    year: str
    #: Ranges by what their ends share: days of a month, days of a year, months of a year, years; and any other range.
    days: str
    months_days: str
    months: str
    years: str
    range: str
    since: str
    since_day: str
    computed: str
    #: Steps of large numbers, largest first. ``mixed`` puts them one after the other (1億2,000万), else one takes a decimal (1.5 billion).
    scales: tuple[tuple[int, str], ...]
    mixed: bool
    group: str
    point: str
    #: From how many digits on the thousands are parted.
    group_from: int
    percent: str
    #: Templates with ``amount`` by currency; ``""`` is any other and takes ``code`` too. ``of`` is what a word of scale wants after it.
    money: Mapping[str, str]
    comma: str
    last: str
    of: str = ""
