"""Dates put together from the parts that words give: what one end of a range leaves unsaid is taken from the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from taiyaku.facts.found import PartialDate
from taiyaku.facts.values import Moment, When

#: Two-digit years up to this one belong to the 2000s, the others to the 1900s.
PIVOT = 49


@dataclass(frozen=True, slots=True)
class Parts:
    """Year, month and day as said; 0 is what is not said."""

    year: int = 0
    month: int = 0
    day: int = 0


def widen_year(short: int, after: int = 0) -> int:
    """Give the four digits of a two-digit year: the first such year after ``after``, or the one that the pivot gives."""
    if after:
        year = after - after % 100 + short
        return year if year >= after else year + 100
    return short + (2000 if short <= PIVOT else 1900)


def join_date(start: Parts, end: Parts | None = None) -> When | PartialDate | None:
    """Make a date, or a range, of parts; ``None`` where they make none (13月, 31 April, a range that runs backwards)."""
    try:
        return _join_one(start) if end is None else _join_range(*_complete(start, end))
    except ValueError:
        return None


def decade(first: int) -> When:
    """The ten years that begin with ``first``."""
    return When(Moment(first), Moment(first + 9))


def _join_one(parts: Parts) -> When | PartialDate:
    if parts.year:
        return When(Moment(parts.year, parts.month, parts.day))
    return PartialDate(parts.month, parts.day)


def _complete(start: Parts, end: Parts) -> tuple[Parts, Parts]:
    """Let each end take from the other what stands above its own smallest part."""
    full_start = replace(start, year=start.year or end.year, month=start.month or (end.month if start.day else 0))
    full_end = replace(end, year=end.year or start.year, month=end.month or (start.month if end.day else 0))
    if full_start.year == full_end.year and (full_start.month, full_start.day) > (full_end.month or 12, full_end.day or 31):
        # Over New Year: 2005年12月28日〜1月2日, 28 December – 2 January 2006.
        if not start.year:
            full_start = replace(full_start, year=full_start.year - 1)
        elif not end.year:
            full_end = replace(full_end, year=full_end.year + 1)
    return full_start, full_end


def _join_range(start: Parts, end: Parts) -> When | PartialDate:
    if start.year and end.year:
        first, last = Moment(start.year, start.month, start.day), Moment(end.year, end.month, end.day)
        if last.last < first.first or last == first:
            raise ValueError("a range that runs backwards")
        return When(first, last)
    return PartialDate(start.month, start.day, PartialDate(end.month, end.day))
