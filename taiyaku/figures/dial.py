"""The years among which a reader can choose: one drawing holds what stands in each, and a script shows what belongs to the chosen one.

Without the script, in print and in the other editions the drawing is that of its own day; what belongs to other years is hidden in it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from taiyaku.facts.values import Moment, When
from taiyaku.facts.words import say
from taiyaku.figures.canvas import Canvas, tag
from taiyaku.strings import translate


@dataclass(frozen=True, slots=True)
class Dial:
    """The same day of every year from ``first`` to ``last``; ``day`` is the one that is drawn.

    Raises ``ValueError`` where it is not among them.
    """

    day: dt.date
    first: int
    last: int

    def __post_init__(self) -> None:
        if not self.first <= self.day.year <= self.last:
            raise ValueError(f"the day of the figure, {self.day}, does not lie within {self.first}–{self.last}")

    @property
    def days(self) -> list[dt.date]:
        """The days that can be chosen, in order; 29 February is the 28th in other years."""
        month, day = self.day.month, 28 if (self.day.month, self.day.day) == (2, 29) else self.day.day
        return [self.day if year == self.day.year else dt.date(year, month, day) for year in range(self.first, self.last + 1)]

    def spans(self, holds: Callable[[dt.date], bool]) -> str:
        """The years in which something holds, in runs: ``2004-2009 2012-2012``."""
        runs = ([day.year for day in run] for true, run in groupby(self.days, key=holds) if true)
        return " ".join(f"{run[0]}-{run[-1]}" for run in runs)

    @contextmanager
    def layer(self, canvas: Canvas, holds: Callable[[dt.date], bool]) -> Iterator[None]:
        """What is drawn within shows in the years in which ``holds`` is true."""
        start = len(canvas.parts)
        yield
        drawn = canvas.parts[start:]
        del canvas.parts[start:]
        if drawn and (spans := self.spans(holds)):
            canvas.parts.append(self.wrap("".join(drawn), spans, shown=holds(self.day)))

    def wrap(self, markup: str, spans: str, *, shown: bool) -> str:
        """Markup as a group of the given years; hidden unless it is part of the day that is drawn."""
        return tag("g", markup, data_tai_years=spans, visibility=None if shown else "hidden")

    def announce(self, canvas: Canvas, told: Sequence[str]) -> None:
        """Leave on the drawing what the control needs: the years, its label, and for each year the sentence that is said of it."""
        dates = [say(When(Moment(day.year, day.month, day.day)), canvas.lang) for day in self.days]
        said = [translate("{day}: {words}", canvas.lang).format(day=date, words=words) for date, words in zip(dates, told, strict=True)]
        canvas.data |= {
            "data_tai_first": str(self.first),
            "data_tai_year": str(self.day.year),
            "data_tai_label": translate("Choose a year", canvas.lang),
            "data_tai_told": json.dumps(said, ensure_ascii=False),
        }
