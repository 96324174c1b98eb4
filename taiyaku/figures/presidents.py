"""Who held office when: a row a state, a bar a term, the name in its bar or, where that is too short, below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from taiyaku.facts.model import Term
from taiyaku.facts.values import When
from taiyaku.facts.words import say
from taiyaku.figures.canvas import INK, LEADING, SIZE, WIDTH, Canvas
from taiyaku.figures.lettering import measure
from taiyaku.figures.model import Drawing
from taiyaku.figures.years import Years
from taiyaku.strings import translate

HEAD, BAR, GAP = 30.0, 24.0, 18.0
AIR = 1.06  # for faces that run wider than the estimate
VACANCY = dt.timedelta(days=60)
DOTTED: Mapping[str, str | float] = {"stroke": INK, "stroke_width": 1.2, "stroke_dasharray": "0.1 4", "stroke_linecap": "round"}


def draw_presidents(
    ident: str, terms: Mapping[str, Sequence[Term]], span: tuple[int, int], lang: str, title: str, width: float = WIDTH
) -> Drawing:
    """Draw the terms of office of each state (keys: names of states in the language of the figure) within a span of whole years.

    What follows the last known term of a state, or precedes the first, is left open with dots and said to be unknown.

    Raises ``ValueError`` where no term falls within the span.
    """
    years = Years(*span, left=1, right=width - 1)
    shown = {state: within(rows, years) for state, rows in terms.items() if within(rows, years)}
    if not shown:
        raise ValueError(f"no term of office falls within {span[0]}–{span[1]}")
    canvas, y = Canvas(ident, lang, width), HEAD
    heads: list[tuple[str, float]] = []
    for state, rows in shown.items():
        heads.append((state, y))
        y = draw_state(canvas, years, y + LEADING + 2, rows) + GAP
    for state, top in heads:
        canvas.write(1, top + SIZE, state, bold=True)
    canvas.parts, body = [], canvas.parts
    years.draw(canvas, y - GAP)  # below the bars
    canvas.parts += body
    desc = translate("Terms of office as bars over the years {first}–{last}; states: {count}.", lang)
    desc = desc.format(first=span[0], last=span[1], count=len(shown))
    columns = tuple(translate(word, lang) for word in ("State", "Name", "From", "To"))
    cells = tuple(line for state, rows in shown.items() for line in tabulate(state, rows, years, lang))
    return Drawing(canvas.svg(y - GAP + 4, title, desc), title, desc, columns, cells, width, y - GAP + 4, lang)


def within(rows: Sequence[Term], years: Years) -> list[Term]:
    """The terms that touch the span, in order of time."""
    inside = [row for row in rows if row.time.first <= years.end and row.time.last >= years.start]
    return sorted(inside, key=lambda row: (row.time.first, row.time.last))


def name(term: Term, lang: str) -> str:
    """The person's name in a language, else in English, else the id."""
    return term.names.get(lang) or term.names.get("en") or term.person


def full_name(term: Term, lang: str) -> str:
    return f"{name(term, lang)} ({translate(term.capacity, lang)})" if term.capacity else name(term, lang)


def ends(time: When, lang: str) -> tuple[str, str]:
    """The first and the last day of a term in words; an open end is left blank."""
    return say(When(time.start), lang), say(When(time.end), lang) if time.end else ""


def gaps(rows: Sequence[Term], years: Years) -> list[tuple[dt.date, dt.date]]:
    """The parts of the span, longer than a vacancy of some weeks, of which no term is on record."""
    found, covered = [], years.start
    for start, end in [*((row.time.first, row.time.last) for row in rows), (years.end, years.end)]:
        if start - covered > VACANCY:
            found.append((covered, start))
        covered = max(covered, end)
    return found


def tabulate(state: str, rows: Sequence[Term], years: Years, lang: str) -> list[tuple[str, ...]]:
    """State, name, from, to: one line a term, and one for each part of the span that is not on record."""
    lines: list[tuple[dt.date, tuple[str, ...]]] = [(row.time.first, (state, full_name(row, lang), *ends(row.time, lang))) for row in rows]
    known = {row.time.first: row.time.start for row in rows} | {row.time.last: row.time.end for row in rows}
    for start, end in gaps(rows, years):
        said = [say(When(moment), lang) if (moment := known.get(day)) else "" for day in (start, end)]
        lines.append((start, (state, translate("not on record", lang), *said)))
    return [line for _, line in sorted(lines, key=lambda line: line[0])]


def draw_state(canvas: Canvas, years: Years, top: float, rows: Sequence[Term]) -> float:
    """The bars of one state, and the names that did not fit into them on as many lines below as they need; gives the height of the end."""
    bars: list[tuple[dt.date, dt.date, str, Term | None]] = [(row.time.first, row.time.last, name(row, canvas.lang), row) for row in rows]
    bars += [(start, end, translate("not on record", canvas.lang), None) for start, end in gaps(rows, years)]
    outside: list[tuple[float, str]] = []
    for first, last, words, row in sorted(bars, key=lambda bar: bar[:2]):
        x, end = years.x(first), years.x(last)
        middle = (x + end) / 2
        draw_term(canvas, x, top, max(1.5, end - x), row, open_ended=last > years.end)
        if measure(words, SIZE) + 6 <= end - x:
            canvas.write(middle, top + BAR / 2 + SIZE * 0.36, words, anchor="middle", muted=row is None)
        else:
            outside.append((middle, words))
    lines = assign_lines(outside, canvas.width)
    for (middle, words), line in zip(outside, lines, strict=True):
        canvas.write(start_of(middle, words, canvas.width), top + BAR + LEADING * (line + 1), words)
    for (middle, _), line in zip(outside, lines, strict=True):
        canvas.drop(middle, top + BAR, top + BAR + LEADING * (line + 1) - SIZE * 0.85, stroke_width=1)
    return top + BAR + (LEADING * (max(lines) + 1) + 4 if lines else 0)


def draw_term(canvas: Canvas, x: float, y: float, long: float, row: Term | None, *, open_ended: bool) -> None:
    """A term as a bar, without an end where it goes on; no term as two dotted lines."""
    if row is None:
        canvas.draw("path", d=f"M{x + 2:.1f} {y:.1f}h{long - 2:.1f}m0 {BAR:.1f}h{2 - long:.1f}", fill="none", **DOTTED)
        return
    shade = "0.2" if row.capacity else "0.06"
    if open_ended:
        canvas.draw("rect", x=x, y=y, width=long, height=BAR, fill_opacity=shade)
        canvas.draw("path", d=f"M{x + long:.1f} {y:.1f}H{x:.1f}v{BAR:.1f}h{long:.1f}", fill="none", stroke=INK, stroke_width=1)
    else:
        canvas.draw("rect", x=x, y=y, width=long, height=BAR, fill_opacity=shade, stroke=INK, stroke_width=1)


def start_of(middle: float, words: str, width: float) -> float:
    """Where a name below a bar begins: right of the line that leads to it, unless it would leave the sheet."""
    return max(0.0, min(middle + 3, width - measure(words, SIZE) * AIR))


def assign_lines(names: Sequence[tuple[float, str]], width: float) -> list[int]:
    """Put names on lines below the bars, later ones higher, so that no line that leads to a name runs through another."""
    taken: list[tuple[float, float, int]] = []  # where a name's leading line is, where the name begins, on which line it is
    for middle, words in reversed(names):
        start = start_of(middle, words, width)
        end = start + measure(words, SIZE) + 8
        crossed = [line for lead, begins, line in taken if min(lead, begins) < end]
        taken.append((middle, start, max(crossed, default=-1) + 1))
    return [line for *_, line in reversed(taken)]
