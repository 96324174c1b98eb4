"""Which states sit in which bodies: a grid with a row a state and a column a body, and a mark for each seat.

Heads stand above each other as stairs, so that long names need no turning; a line leads from each down to its column.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from taiyaku.facts.model import Membership
from taiyaku.facts.query import runs_on
from taiyaku.facts.values import Moment, When
from taiyaku.facts.words import say
from taiyaku.figures.canvas import INK, LEADING, SIZE, WIDTH, Canvas
from taiyaku.figures.dial import Dial
from taiyaku.figures.legend import Sample, draw_legend
from taiyaku.figures.lettering import UNSPACED, measure, wrap
from taiyaku.figures.model import Drawing
from taiyaku.strings import translate

#: Each status with its mark, the strongest first: what is drawn where a state has several at once.
MARKS = ("suspended", "member", "signatory", "associate", "observer")
#: The same as the legend tells them, and those that count as a seat of one's own.
ORDER = ("member", "signatory", "associate", "observer", "suspended")
FULL = {"member", "signatory", "suspended"}
ROW, STEP, NEAR = 23.0, 22.0, 9.0
FINE: Mapping[str, str | float] = {"stroke": INK, "stroke_width": 0.75}


@dataclass(frozen=True, slots=True)
class Body:
    """A body with all its memberships; one that stands ``beside`` brings no rows of its own."""

    label: str
    members: tuple[Membership, ...]
    beside: bool = False

    def counts(self, day: dt.date) -> dict[str, int]:
        """How many states belong to it on a day, by status."""
        held = [self.status(state, day) for state in {row.state for row in self.members}]
        return {status: held.count(status) for status in MARKS if status in held}

    def full(self, day: dt.date) -> int:
        """How many states have a seat of their own on a day: associates and observers do not count."""
        return sum(count for status, count in self.counts(day).items() if status in FULL)

    def status(self, state: str, day: dt.date) -> str:
        """How a state belongs on a day: the strongest of its statuses, or nothing."""
        held = {row.status for row in self.members if row.state == state and runs_on(row.time, day)}
        return next((status for status in MARKS if status in held), "")


def draw_overlap(
    ident: str, bodies: Sequence[Body], dial: Dial, lang: str, title: str, names: Mapping[str, str], width: float = WIDTH
) -> Drawing:
    """Draw who belonged to what on the day of a dial. ``names`` words the states' codes in the language of the figure.

    Raises ``ValueError`` where no state belonged to anything, and for more bodies than the sheet has room for.
    """
    states = order_states(bodies, dial, names)
    labels = {state: wrap(names.get(state, state), width * 0.46, SIZE, lang) for state in states}
    left = max((measure(line, SIZE) for lines in labels.values() for line in lines), default=0) + 16
    room = (width - left - NEAR) / len(bodies) if bodies else 0
    if not states or room < STEP:
        raise ValueError(f"no seat to show on {dial.day}" if not states else f"no room for {len(bodies)} bodies beside the names of states")
    columns = [left + room * (i + 0.5) for i in range(len(bodies))]
    canvas = Canvas(ident, lang, width)
    tops = dict(zip(states, stack(LEADING * len(bodies) + 8, [len(labels[state]) for state in states]), strict=True))
    end = tops[states[-1]] + row_height(len(labels[states[-1]]))
    draw_heads(canvas, [body.label for body in bodies], columns, end)
    for state, y in tops.items():
        canvas.draw("line", x1=0, y1=y, x2=width, y2=y, stroke_opacity="0.4", **FINE)
        canvas.write(0, y + SIZE + 2, labels[state])
        for body, x in zip(bodies, columns, strict=True):
            draw_seat(canvas, x, y + row_height(len(labels[state])) / 2, dial, partial(body.status, state))
    bottom = draw_legend(canvas, end, samples(bodies, states, dial, lang))
    if dial.first < dial.last:
        dial.announce(canvas, [" · ".join(f"{body.label} {body.full(day)}" for body in bodies) for day in dial.days])
    desc = describe(bodies, states, dial.day, lang)
    columns_, rows = tabulate(bodies, states, dial, lang, names)
    return Drawing(canvas.svg(bottom, title, desc), title, desc, columns_, rows, width, bottom, lang)


def order_states(bodies: Sequence[Body], dial: Dial, names: Mapping[str, str]) -> list[str]:
    """The states with a seat in any year, those with the same seats on the day of the figure together: full seats before others, earlier
    columns before later."""
    found = {
        row.state for body in bodies if not body.beside for row in body.members if any(body.status(row.state, day) for day in dial.days)
    }

    def rank(state: str) -> tuple[list[int], str]:
        held = [body.status(state, dial.day) for body in bodies]
        return [0 if status in FULL else 1 if status else 2 for status in held], names.get(state, state)

    return sorted(found, key=rank)


def row_height(lines: int) -> float:
    return ROW + LEADING * (lines - 1)


def stack(top: float, lines: Sequence[int]) -> Iterator[float]:
    """Where rows of so many lines begin, one below another."""
    for count in lines:
        yield top
        top += row_height(count)


def draw_heads(canvas: Canvas, labels: Sequence[str], columns: Sequence[float], end: float) -> None:
    """The names of the bodies, the last on top, each right-aligned at the line that leads down its column."""
    for i, (label, x) in enumerate(zip(labels, columns, strict=True)):
        y = LEADING * (len(labels) - 1 - i)
        canvas.write(x - 7, y + SIZE, label, anchor="end")
        canvas.draw("path", d=f"M{x - 4:.1f} {y + 10:.1f}H{x:.1f}V{end:.1f}", fill="none", stroke_dasharray="1 3", **FINE)


def draw_seat(canvas: Canvas, x: float, y: float, dial: Dial, status_on: Callable[[dt.date], str]) -> None:
    """The mark of a seat as it stands on the day of the figure, and hidden under it those of other years."""
    if dial.first == dial.last:
        draw_mark(canvas, x, y, status_on(dial.day))
        return
    for status in MARKS:
        with dial.layer(canvas, lambda day, wanted=status: status_on(day) == wanted):  # type: ignore[misc]
            draw_mark(canvas, x, y, status)


def samples(bodies: Sequence[Body], states: Sequence[str], dial: Dial, lang: str) -> list[tuple[Sample, str]]:
    """What the legend explains: every mark that the figure has in some year."""
    used = {body.status(state, day) for body in bodies for state in states for day in dial.days}
    return [(partial(draw_mark, status=status), translate(status.capitalize(), lang)) for status in ORDER if status in used]


def draw_mark(canvas: Canvas, x: float, y: float, status: str) -> None:
    """The mark of a seat, at most fourteen units across: disc, half disc, ring, dot, crossed ring; nothing for no seat."""
    if status == "member":
        canvas.draw("circle", cx=x, cy=y, r=6.5)
    elif status == "observer":
        canvas.draw("circle", cx=x, cy=y, r=2.5)
    elif status:
        canvas.draw("circle", cx=x, cy=y, r=5.8, fill="none", stroke=INK, stroke_width=1.4)
    if status == "signatory":
        canvas.draw("path", d=f"M{x:.1f} {y - 5.8:.1f}a5.8 5.8 0 0 0 0 11.6z")
    elif status == "suspended":
        canvas.draw("path", d=f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8", fill="none", stroke=INK, stroke_width=1.6)


def tabulate(
    bodies: Sequence[Body], states: Sequence[str], dial: Dial, lang: str, names: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A row a state with its bodies on the day; where the reader can choose, a row for each membership, with its first and last day."""
    if dial.first == dial.last:
        rows = tuple((names.get(state, state), seats(bodies, state, dial.day, lang)) for state in states)
        return (translate("State", lang), translate("Belongs to", lang)), rows
    first, last = dial.days[0], dial.days[-1]
    head = tuple(translate(word, lang) for word in ("State", "Body", "Status", "From", "To"))
    held = [
        (names.get(state, state), body.label, translate(row.status.capitalize(), lang), row.time)
        for state in states
        for body in bodies
        for row in sorted(body.members, key=lambda row: row.time.first)
        if row.state == state and row.time.first <= last and row.time.last >= first
    ]
    return head, tuple((*cells, say(When(time.start), lang), say(When(time.end), lang) if time.end else "") for *cells, time in held)


def seats(bodies: Sequence[Body], state: str, day: dt.date, lang: str) -> str:
    """The bodies of a state in words, each with the status unless it is that of a member."""
    held = [(body.label, body.status(state, day)) for body in bodies]
    said = [label if status == "member" else qualified(label, status, lang) for label, status in held if status]
    return ("、" if lang in UNSPACED else ", ").join(said)


def qualified(label: str, status: str, lang: str) -> str:
    word = translate(status.capitalize(), lang)
    return f"{label}（{word}）" if lang in UNSPACED else f"{label} ({word.lower()})"


def describe(bodies: Sequence[Body], states: Sequence[str], day: dt.date, lang: str) -> str:
    """The grid in words: how many states are shown, and how many of all states each body counts, by status."""
    when = say(When(Moment(day.year, day.month, day.day)), lang)
    said = [translate("A grid of states and bodies on {day}; states: {count}.", lang).format(day=when, count=len(states))]
    comma = "、" if lang in UNSPACED else ", "
    for body in bodies:
        counts = [f"{translate(status.capitalize(), lang)} {count}" for status, count in body.counts(day).items()]
        said.append(translate("{body}: {states}.", lang).format(body=body.label, states=comma.join(counts) or "0"))
    return ("" if lang in UNSPACED else " ").join(said)
