"""An axis of whole years, from left to right."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from taiyaku.figures.canvas import SIZE, Canvas
from taiyaku.figures.lettering import measure


@dataclass(frozen=True, slots=True)
class Years:
    """From 1 January of ``first`` at ``left`` to 31 December of ``last`` at ``right``, both in units; raises ``ValueError`` if reversed."""

    first: int
    last: int
    left: float
    right: float

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last < dt.MAXYEAR:
            raise ValueError(f"no span of years: {self.first}–{self.last}")

    @property
    def start(self) -> dt.date:
        return dt.date(self.first, 1, 1)

    @property
    def end(self) -> dt.date:
        return dt.date(self.last, 12, 31)

    def x(self, day: dt.date) -> float:
        """Where a day lies; a day outside lies on the nearer end."""
        inside = min(max(day, self.start), self.end)
        return self.left + (self.right - self.left) * (inside - self.start).days / ((self.end - self.start).days + 1)

    @property
    def ticks(self) -> list[int]:
        """The years to write: every one, or every second, fifth, tenth …, so that they do not meet."""
        room = (self.right - self.left) / (self.last - self.first + 1)
        step = next((step for step in (1, 2, 5, 10, 20, 50) if step * room >= measure("2000", SIZE) + 14), 100)
        return [year for year in range(self.first, self.last + 1) if year % step == 0] or [self.first]

    def draw(self, canvas: Canvas, bottom: float, top: float = 22) -> None:
        """Write the years above ``top`` and draw a fine line down from each to ``bottom``, around what is written already."""
        half, written = measure("2000", SIZE) / 2, -canvas.width
        for year in self.ticks:
            x = self.x(dt.date(year, 1, 1))
            canvas.drop(x, top, bottom, stroke_width=0.75, stroke_dasharray="1 3")
            place = min(max(x, half), canvas.width - half)
            if place - written >= 2 * half + 6:  # a year pushed in from an edge may meet its neighbour
                canvas.write(place, top - 7, str(year), anchor="middle")
                written = place
