"""A chronology in lanes: a lane for each theme over one axis of years, its events marked on it and named below, each with its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taiyaku.facts.values import When
from taiyaku.facts.words import say
from taiyaku.figures.canvas import ACCENT, INK, LEADING, SIZE, WIDTH, Canvas
from taiyaku.figures.lettering import measure, wrap
from taiyaku.figures.model import Drawing
from taiyaku.figures.presidents import assign_lines, start_of
from taiyaku.figures.timeline import LONG, Entry
from taiyaku.figures.years import Years
from taiyaku.strings import translate

HEAD, LANE, GAP = 30.0, 16.0, 12.0
LINE = "tai-accent-line"
FINE: Mapping[str, str | float] = {"stroke": INK, "stroke_width": 1}


@dataclass(frozen=True, slots=True)
class Lane:
    """A theme and its events."""

    label: str
    entries: tuple[Entry, ...]


def draw_lanes(
    ident: str, lanes: Sequence[Lane], span: tuple[int, int], lang: str, title: str, line: Entry | None = None, width: float = WIDTH
) -> Drawing:
    """Draw lanes over a span of whole years, one below another; ``line`` is a day that is marked through all of them.

    Raises ``ValueError`` for no lane, and for an event outside the span: it would be drawn where it does not belong.
    """
    years = Years(*span, left=2, right=width - 2)
    events = [entry for lane in lanes for entry in lane.entries]
    if not events:
        raise ValueError("lanes need events: a lane's line, then facts with their words")
    if outside := [entry.label for entry in events if not years.start <= entry.when.first <= years.end]:
        raise ValueError(f"outside {span[0]}–{span[1]}: {', '.join(outside)}")
    canvas, y = Canvas(ident, lang, width), HEAD + (LEADING if line else 0)
    for lane in lanes:
        y = draw_lane(canvas, years, y, lane) + GAP
    canvas.parts, body = [], canvas.parts  # the lines of the years lie below, and around the names
    years.draw(canvas, y - GAP + 4)
    if line:
        draw_line(canvas, years.x(line.when.first), y - GAP + 4, line.label)
    canvas.parts += body
    desc = translate("A chronology in lanes, {first}–{last}; lanes: {lanes}; events: {count}.", lang)
    desc = desc.format(first=span[0], last=span[1], lanes=len(lanes), count=len(events))
    columns = tuple(translate(word, lang) for word in ("Theme", "Date", "Event"))
    rows = tuple((lane.label, say(entry.when, lang), entry.label) for lane in lanes for entry in in_order(lane.entries))
    return Drawing(canvas.svg(y - GAP + 4, title, desc), title, desc, columns, rows, width, y - GAP + 4, lang)


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.when.first, entry.when.last))


def draw_lane(canvas: Canvas, years: Years, top: float, lane: Lane) -> float:
    """The name of a lane, its line with the marks, and the events' names on as many lines as they need; gives where it ends."""
    axis = canvas.write(2, top + SIZE, wrap(lane.label, canvas.width - 4, SIZE, canvas.lang), bold=True) - SIZE + LANE / 2
    canvas.draw("line", x1=years.left, y1=axis, x2=years.right, y2=axis, **FINE)
    entries = in_order(lane.entries)
    named = [(years.x(entry.when.first), f"{entry.when.first.year} {entry.label}") for entry in entries]
    lines = assign_lines(named, canvas.width)
    for (x, words), row in zip(named, lines, strict=True):
        canvas.write(start_of(x, words, canvas.width), line_of(axis, row), words)
    for (x, _), row in zip(named, lines, strict=True):
        canvas.drop(x, axis, line_of(axis, row) - SIZE * 0.85, stroke_width=1)
    for entry in entries:
        draw_event(canvas, years, axis, entry.when)
    return axis + LANE / 2 + LEADING * (max(lines) + 1)


def line_of(axis: float, row: int) -> float:
    """The base line of a row of names below a lane's axis."""
    return axis + LANE / 2 + LEADING * (row + 1) - 4


def draw_event(canvas: Canvas, years: Years, y: float, when: When) -> None:
    """A disc where something happens, and a bar as far as it lasts."""
    x, end = years.x(when.first), years.x(min(when.last, years.end))
    if (when.end or when.open) and min(when.last, years.end) - when.first > LONG:
        canvas.draw("rect", x=x, y=y - 3, width=max(4.0, end - x), height=6)
    canvas.draw("circle", cx=x, cy=y, r=5)


def draw_line(canvas: Canvas, x: float, bottom: float, words: str) -> None:
    """A dashed line through all lanes, named above them."""
    wide = measure(words, SIZE)
    canvas.write(min(max(0.0, x - wide / 2), canvas.width - wide), HEAD + SIZE - 5, words, accent=True)
    canvas.drop(x, HEAD + SIZE, bottom, stroke=ACCENT, stroke_width=1.5, stroke_dasharray="5 4", class_=LINE)
