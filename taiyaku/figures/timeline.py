"""A timeline from top to bottom: what happened, when, how exactly that is known, and which date the article gives instead.

A date of the article that the record contradicts is drawn hollow at its own place, with a dashed arrow to the date of the record. Gaps
grow with the time between two rows; one that would be too long is shortened and dotted. Nothing is told by colour alone.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import pairwise
from types import MappingProxyType

from taiyaku.facts.values import Precision, When
from taiyaku.facts.words import say
from taiyaku.figures.canvas import ACCENT, INK, LEADING, SIZE, WIDTH, Canvas
from taiyaku.figures.legend import Sample, draw_legend
from taiyaku.figures.lettering import measure, wrap
from taiyaku.figures.model import Drawing
from taiyaku.strings import translate

TOP, GAP, STRETCH, LONGEST = 14.0, 15.0, 0.35, 66.0
LONG = dt.timedelta(days=45)  # from which a range is drawn as a bar
DRAWN: Mapping[str, str | float] = MappingProxyType({"stroke": INK, "stroke_width": 2})
DOTTED: Mapping[str, str | float] = MappingProxyType({**DRAWN, "stroke_dasharray": "0.1 6", "stroke_linecap": "round"})


class Kind(StrEnum):
    """Where a row comes from, and so its mark: a disc, a diamond, a square, a ring."""

    TOLD = "In the article"
    UNTOLD = "Not in the article"
    DOCUMENT = "Document"
    ARTICLE = "Article’s date"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something dated: ``when`` as the record has it, and ``article`` where the article gives another date."""

    when: When
    label: str
    kind: Kind = Kind.TOLD
    article: When | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Entries that share a date and a mark, wrapped; ``pair`` joins the article's date with the record's."""

    when: When
    kind: Kind
    labels: tuple[tuple[str, ...], ...]
    date: tuple[str, ...] = ()
    tag: str = ""
    pair: int = -1

    @property
    def height(self) -> float:
        return LEADING * (len(self.date) + sum(map(len, self.labels))) + 4 * (len(self.labels) - 1) + GAP


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the axis: a row's date, or (no row) the end of a bar."""

    day: dt.date
    y: float
    row: Row | None = None
    shortened: bool = False


def draw_timeline(ident: str, entries: Sequence[Entry], lang: str, title: str, width: float = WIDTH) -> Drawing:
    """Draw entries in order of time; raises ``ValueError`` where there is none. ``ident`` must be unique on the page."""
    if not entries:
        raise ValueError("a timeline needs at least one entry")
    entries = sorted(entries, key=lambda entry: order(entry.when))
    lanes = assign_lanes([row.when for row in make_rows(entries, lang, width)])
    corrected = sum(entry.article is not None for entry in entries)
    axis = 12.0 + (22 + 9 * corrected if corrected else 0)
    left = axis + 18 + 9 * (max(lanes.values(), default=-1) + 1)
    rows = make_rows(entries, lang, width - left - 2)
    stops = place(rows)
    canvas = Canvas(ident, lang, width)
    draw_axis(canvas, axis, stops)
    draw_spans(canvas, axis, stops, lanes)
    draw_corrections(canvas, axis, stops)
    for stop in stops:
        if stop.row:
            draw_mark(canvas, axis, stop.y, stop.row.kind)
            write_row(canvas, left, stop.y, stop.row)
    bottom = explain(canvas, stops)
    columns, cells = tabulate(entries, lang)
    return Drawing(canvas.svg(bottom, title, describe(entries, lang)), title, describe(entries, lang), columns, cells, width, bottom, lang)


def order(time: When) -> tuple[dt.date, dt.date]:
    """Earlier first, and of two that begin together the shorter."""
    return time.first, time.last


def make_rows(entries: Sequence[Entry], lang: str, width: float) -> list[Row]:
    """Wrap labels and dates; entries of one date and mark share a row, except where the article's date differs."""
    rows: list[Row] = []
    for number, entry in enumerate(entries):
        label = wrap(entry.label, width, SIZE, lang)
        row = Row(entry.when, entry.kind, (label,), wrap(say(entry.when, lang), width, SIZE * 1.04, lang))
        same = next((i for i, other in enumerate(rows) if other.pair < 0 and (other.when, other.kind) == (row.when, row.kind)), None)
        if entry.article:
            rows.append(tagged(replace(row, pair=number), translate("Record’s date", lang), width))
            date = wrap(say(entry.article, lang), width, SIZE * 1.04, lang)
            rows.append(tagged(Row(entry.article, Kind.ARTICLE, (label,), date, pair=number), translate("Article’s date", lang), width))
        elif same is not None:
            rows[same] = replace(rows[same], labels=(*rows[same].labels, label))
        else:
            rows.append(row)
    return sorted(rows, key=lambda row: (order(row.when), row.kind is Kind.ARTICLE))


def tagged(row: Row, tag: str, width: float) -> Row:
    """Add a remark behind the date, or below it where there is no room."""
    beside = measure(row.date[-1], SIZE * 1.04) + SIZE + measure(tag, SIZE) <= width
    return replace(row, tag=tag, date=row.date if beside else (*row.date, ""))


def assign_lanes(times: Sequence[When]) -> dict[When, int]:
    """Give each long range, and each date known by year or month only, a lane of its own beside the axis while it lasts."""
    lanes: dict[When, int] = {}
    ends: list[dt.date] = []
    for time in sorted({time for time in times if spans(time)}, key=order):
        lane = next((i for i, end in enumerate(ends) if end < time.first), len(ends))
        ends[lane : lane + 1] = [time.last]
        lanes[time] = lane
    return lanes


def spans(time: When) -> bool:
    """Whether a time is drawn with its extent."""
    return time.open or bool(time.end and time.last - time.first > LONG) or (not time.end and time.start.precision < Precision.MONTH)


def place(rows: Sequence[Row]) -> list[Stop]:
    """Give each row and each end of a bar its height on the axis; later is lower, and no two texts meet."""
    ends = {row.when.last for row in rows if row.when.end and spans(row.when)} - {row.when.first for row in rows}
    wanted: list[tuple[dt.date, float, Row | None]] = [(row.when.first, row.height, row) for row in rows]
    wanted = sorted(wanted + [(end, GAP, None) for end in ends], key=lambda stop: stop[0])
    total = max(1, (wanted[-1][0] - wanted[0][0]).days)
    pace = STRETCH * sum(height for _, height, _ in wanted) / total
    stops: list[Stop] = []
    y = TOP
    for (day, height, row), (following, *_) in pairwise([*wanted, wanted[-1]]):
        extra = (following - day).days * pace
        stops.append(Stop(day, y, row, extra > LONGEST))
        y += height + min(extra, LONGEST)
    return stops


def height_of(day: dt.date, stops: Sequence[Stop]) -> float:
    """Where a day lies on the axis, between the stops around it; below the last stop for a later day."""
    after = bisect_right([stop.day for stop in stops], day)
    if after == 0:
        return stops[0].y
    if after == len(stops):
        return stops[-1].y if day == stops[-1].day else foot(stops)
    before, following = stops[after - 1], stops[after]
    return before.y + (following.y - before.y) * (day - before.day).days / (following.day - before.day).days


def foot(stops: Sequence[Stop]) -> float:
    """Where the last text ends."""
    return stops[-1].y + (stops[-1].row.height - GAP if stops[-1].row else 0)


def draw_axis(canvas: Canvas, axis: float, stops: Sequence[Stop]) -> None:
    for stop, following in pairwise(stops):
        start, end = stop.y + (10 if stop.row else 0), following.y - (10 if following.row else 0)
        canvas.draw("line", x1=axis, y1=start, x2=axis, y2=end, **(DOTTED if stop.shortened else DRAWN))


def draw_spans(canvas: Canvas, axis: float, stops: Sequence[Stop], lanes: dict[When, int]) -> None:
    """A range is a bar, open at the foot with an arrow; a date known roughly is a thin line as long as it may be."""
    for time, lane in lanes.items():
        x, start = axis + 13 + 9 * lane, next(stop.y for stop in stops if stop.row and stop.row.when == time)
        end = foot(stops) if time.open else max(start + 8, height_of(time.last, stops))
        thick = bool(time.end or time.open)
        canvas.draw("line", x1=x, y1=start - 6, x2=x, y2=end, stroke=INK, stroke_width=5 if thick else 1.5)
        if time.open:
            canvas.draw("path", d=f"M{x - 6:.1f} {end:.1f}h12l-6 9z")


def draw_corrections(canvas: Canvas, axis: float, stops: Sequence[Stop]) -> None:
    """From each date of the article a dashed arrow to the date of the record, shorter ones inside longer ones."""
    pairs: dict[int, dict[bool, float]] = {}
    for stop in stops:
        if stop.row and stop.row.pair >= 0:
            pairs.setdefault(stop.row.pair, {})[stop.row.kind is Kind.ARTICLE] = stop.y
    for depth, ends in enumerate(sorted(pairs.values(), key=lambda ends: abs(ends[True] - ends[False]))):
        wrong, right, bow = ends[True], ends[False], axis - 28 - 9 * depth
        turn = 12 if wrong > right else -12
        out = f"M{axis - 9:.1f} {wrong:.1f}Q{bow:.1f} {wrong:.1f} {bow:.1f} {wrong - turn:.1f}"
        line = f"{out}V{right + turn:.1f}Q{bow:.1f} {right:.1f} {axis - 15:.1f} {right:.1f}"
        canvas.draw("path", d=line, fill="none", stroke=ACCENT, stroke_width=2, stroke_dasharray="5 4", class_="tai-accent-line")
        canvas.draw("path", d=f"M{axis - 17:.1f} {right - 5:.1f}l8 5l-8 5z", fill=ACCENT, class_="tai-accent")


def draw_mark(canvas: Canvas, x: float, y: float, kind: Kind) -> None:
    """The mark of a row, twelve units across."""
    if kind is Kind.TOLD:
        canvas.draw("circle", cx=x, cy=y, r=6)
    elif kind is Kind.UNTOLD:
        canvas.draw("path", d=f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z")
    elif kind is Kind.DOCUMENT:
        canvas.draw("rect", x=x - 5.5, y=y - 5.5, width=11, height=11)
    else:
        canvas.draw("circle", cx=x, cy=y, r=6, fill="none", stroke=ACCENT, stroke_width=2, class_="tai-accent-line")


def write_row(canvas: Canvas, left: float, y: float, row: Row) -> None:
    """Date, remark and labels, the date level with the mark."""
    line, wrong = y + SIZE * 0.36, row.kind is Kind.ARTICLE
    shown = [part for part in row.date if part]
    below = canvas.write(left, line, shown, bold=not wrong)
    if row.tag:
        beside = len(shown) == len(row.date)
        across = measure(shown[-1], SIZE * 1.04) + SIZE if beside else 0
        after = canvas.write(left + across, below - (LEADING if beside else 0), row.tag, accent=wrong)
        below = max(below, after)
    for label in row.labels:
        below = canvas.write(left, below, label, muted=wrong) + 4


def explain(canvas: Canvas, stops: Sequence[Stop]) -> float:
    """Explain the marks where there are several, and the dotted axis; gives the height of the whole."""
    kinds = [kind for kind in Kind if any(stop.row and stop.row.kind is kind for stop in stops)]
    words = {kind: translate(str(kind), canvas.lang) for kind in kinds}
    words |= {Kind.ARTICLE: translate("Article’s date; the arrow leads to the record’s", canvas.lang)} if Kind.ARTICLE in kinds else {}
    samples: list[tuple[Sample, str]] = [(partial(draw_mark, kind=kind), words[kind]) for kind in kinds] if len(kinds) > 1 else []
    if any(stop.shortened for stop in stops):
        samples.append((draw_dots, translate("Dotted axis: a long gap, shortened", canvas.lang)))
    below = 18 if any(stop.row and stop.row.when.open for stop in stops) else 8  # room for the arrow of what goes on
    return draw_legend(canvas, foot(stops) + below, samples)


def draw_dots(canvas: Canvas, x: float, y: float) -> None:
    canvas.draw("line", x1=x, y1=y - 8, x2=x, y2=y + 8, **DOTTED)


def describe(entries: Sequence[Entry], lang: str) -> str:
    """What a listener needs to know of the drawing; the data themselves are in the table."""
    first, last = (say(time, lang) for time in (entries[0].when, max((entry.when for entry in entries), key=order)))
    words = translate("A timeline read from top to bottom, {first} to {last}; entries: {count}.", lang)
    words = words.format(first=first, last=last, count=len(entries))
    wrong = [entry for entry in entries if entry.article]
    told = [
        translate("{label}: the article gives {wrong}, the record {right}.", lang).format(
            label=entry.label, wrong=say(entry.article, lang), right=say(entry.when, lang)
        )
        for entry in wrong
        if entry.article
    ]
    return ("" if lang == "ja" else " ").join([words, *told])


def tabulate(entries: Sequence[Entry], lang: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The same as a table: date and event, and the article's date where any differs."""
    columns = [translate("Date", lang), translate("Event", lang)]
    several = any(entry.article for entry in entries)
    columns += [translate("Article’s date", lang)] if several else []
    rows = [[say(entry.when, lang), entry.label, say(entry.article, lang) if entry.article else "–"][: len(columns)] for entry in entries]
    return tuple(columns), tuple(map(tuple, rows))
