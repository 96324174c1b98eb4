"""Who belonged to an organisation when: a bar a state, patterned by status, over an axis of years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from taiyaku.facts.model import Membership
from taiyaku.facts.query import runs_on
from taiyaku.facts.values import When
from taiyaku.facts.words import say
from taiyaku.figures.canvas import ACCENT, INK, LEADING, SIZE, WIDTH, Canvas, tag
from taiyaku.figures.dial import Dial
from taiyaku.figures.legend import Sample, draw_legend
from taiyaku.figures.lettering import UNSPACED, measure, wrap
from taiyaku.figures.model import Drawing
from taiyaku.figures.years import Years
from taiyaku.strings import translate

#: The paint of each status; a status that is not named here is drawn as an outline.
PATTERNS = {"member": "", "associate": "hatch", "suspended": "cross", "observer": "dots", "signatory": "lines"}
HEAD, GAP, BAR = 30.0, 9.0, 13.0


def draw_membership(
    ident: str,
    members: Sequence[Membership],
    span: tuple[int, int],
    lang: str,
    title: str,
    names: Mapping[str, str],
    width: float = WIDTH,
    dial: Dial | None = None,
) -> Drawing:
    """Draw memberships within ``span`` (first and last year, both whole). ``names`` words the states' codes in the language of the figure.

    With a ``dial`` the reader can move a line through its years, and is told who belonged then.

    Raises ``ValueError`` where nothing falls within the span.
    """
    years = Years(*span, left=0, right=width - 6)
    shown = [row for row in members if row.time.first <= years.end and row.time.last >= years.start]
    states = list(dict.fromkeys(row.state for row in sorted(shown, key=lambda row: (row.time.first, names.get(row.state, row.state)))))
    if not states:
        raise ValueError(f"no membership falls within {span[0]}–{span[1]}")
    labels = {state: wrap(names.get(state, state), width * 0.3, SIZE, lang) for state in states}
    years = Years(*span, left=max(measure(line, SIZE) for lines in labels.values() for line in lines) + 10, right=width - 6)
    canvas = Canvas(ident, lang, width)
    tops, y = {}, HEAD
    for state in states:
        tops[state], y = y, y + LEADING * len(labels[state]) + GAP
    years.draw(canvas, y)
    for state, top in tops.items():
        canvas.write(0, top + SIZE, labels[state])
        for row in sorted((row for row in shown if row.state == state), key=lambda row: (row.time.first, row.time.last)):
            for start, end in pieces(row, [other for other in shown if other.state == state]):
                draw_bar(canvas, years.x(start), top + 3, years.x(end), row.status)
    if dial:
        draw_cursor(canvas, years, dial, y)
        dial.announce(canvas, [roll(shown, day, lang, names) for day in dial.days])
    used = [status for status in dict.fromkeys((*PATTERNS, *(row.status for row in shown))) if any(row.status == status for row in shown)]
    samples: list[tuple[Sample, str]] = [(partial(draw_sample, status=status), translate(status.capitalize(), lang)) for status in used]
    bottom = draw_legend(canvas, y + 8, samples, left=36) if used != ["member"] else y + 2
    desc = translate("A bar for each state over the years {first}–{last}; states: {count}.", lang)
    desc = desc.format(first=span[0], last=span[1], count=len(states))
    columns = tuple(translate(word, lang) for word in ("State", "Status", "From", "To"))
    rows = tuple(line for state in states for line in tabulate([row for row in shown if row.state == state], names, lang))
    return Drawing(canvas.svg(bottom, title, desc), title, desc, columns, rows, width, bottom, lang)


def draw_cursor(canvas: Canvas, years: Years, dial: Dial, bottom: float) -> None:
    """A line through the bars for each day that can be chosen, all hidden: on paper there is nothing to choose."""
    for day in dial.days:
        x = years.x(day)
        line = tag("line", x1=x, y1=HEAD - 8, x2=x, y2=bottom, stroke=ACCENT, stroke_width=2, class_="tai-accent-line")
        canvas.parts.append(dial.wrap(line, f"{day.year}-{day.year}", shown=False))


def roll(rows: Sequence[Membership], day: dt.date, lang: str, names: Mapping[str, str]) -> str:
    """Who belonged on a day, by status, with the number of each."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if runs_on(row.time, day):
            found.setdefault(row.status, []).append(names.get(row.state, row.state))
    comma = "、" if lang in UNSPACED else ", "
    order = sorted(found, key=lambda status: [*PATTERNS, status].index(status))
    words = translate("{status} {count}: {states}", lang)
    said = [
        words.format(status=translate(status.capitalize(), lang), count=len(found[status]), states=comma.join(found[status]))
        for status in order
    ]
    return ("。" if lang in UNSPACED else "; ").join(said) or translate("no state", lang)


def pieces(row: Membership, others: Sequence[Membership]) -> Iterator[tuple[dt.date, dt.date]]:
    """The parts of a membership that no suspension covers; a suspension itself is one piece."""
    start = row.time.first
    paused = [other.time for other in others if other.status == "suspended"] if row.status == "member" else []
    for hole in sorted(paused, key=lambda time: time.first):
        if start < hole.first < row.time.last:
            yield start, hole.first
        start = max(start, hole.last) if hole.first < row.time.last else start
    if start < row.time.last:
        yield start, row.time.last


def draw_bar(canvas: Canvas, x: float, y: float, end: float, status: str) -> None:
    """One bar in the pattern of its status, at least two units long."""
    pattern = PATTERNS.get(status, "none")
    paint = canvas.surface(pattern) if pattern not in {"", "none"} else INK if not pattern else "none"
    canvas.draw("rect", x=x, y=y, width=max(2.0, end - x), height=BAR, fill=paint, stroke=INK, stroke_width=1)


def draw_sample(canvas: Canvas, x: float, y: float, status: str) -> None:
    draw_bar(canvas, x - 12, y - BAR / 2, x + 14, status)


def tabulate(rows: Sequence[Membership], names: Mapping[str, str], lang: str) -> Iterator[tuple[str, ...]]:
    """State, status, from, to: one line a membership; an open end is left blank."""
    for row in sorted(rows, key=lambda row: (row.time.first, row.time.last)):
        end = say(When(row.time.end), lang) if row.time.end else ""
        yield names.get(row.state, row.state), translate(row.status.capitalize(), lang), say(When(row.time.start), lang), end
