"""What was measured, against what it should be: a bar for each figure on the way to its target, which is one line for all of them.

A bar that ends before the line meets its target. Figures that may be at most their target are drawn as shares of it; of those that must be
at least their target the target's share of the figure is drawn, so that shorter is better everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taiyaku.figures.bars import BAR, GAP, draw_bar
from taiyaku.figures.canvas import LEADING, SIZE, WIDTH, Canvas
from taiyaku.figures.lettering import UNSPACED, measure, wrap
from taiyaku.figures.model import Drawing
from taiyaku.strings import translate

#: What is further beyond its target than this is drawn no longer.
FARTHEST = 1.6


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure with its label; ``least``: it should be at least its ``target``, where it has one; ``detail``: what it is made of;
    ``instead``: what is enough in place of its target.
    """

    label: str
    value: float
    unit: str
    target: float | None
    least: bool
    met: bool | None
    detail: str = ""
    instead: str = ""

    def say(self) -> str:
        return amount(self.value, self.unit)

    def say_target(self) -> str:
        if self.target is None:
            return ""
        return f"{'≥' if self.least else '≤'} {amount(self.target, self.unit)}{f' / {self.instead}' if self.instead else ''}"

    def say_beside(self) -> str:
        """What stands beside the bar: where that ends beyond the line and is enough all the same, also why."""
        return f"{self.say()} (≤ {self.instead})" if self.met and self.instead and self.share() > 1 else self.say()

    def share(self) -> float:
        """How much of the way to its target a figure takes: up to 1 is met."""
        assert self.target is not None
        return self.target / self.value if self.least else self.value / self.target


def choose_measured(results: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> list[Measured]:
    """The figures that are labelled, in the order of the labels; of a measurement (``cost`` of ``cost.time``) without result, none.

    Raises ``ValueError`` for a figure that its measurement does not give.
    """
    found = {ratio["id"]: ratio for result in results for ratio in result["ratios"]}
    made = {str(result["name"]) for result in results}
    if unknown := [name for name in labels if name not in found and name.partition(".")[0] in made]:
        raise ValueError(f"no result holds `{unknown[0]}`; there are {', '.join(sorted(found))}")
    return [
        Measured(words, one["value"], one["unit"], one["target"], one["least"], one["met"], one.get("detail", ""), one.get("instead", ""))
        for one, words in ((found[name], words) for name, words in labels.items() if name in found)
    ]


def tell_machine(results: Sequence[Mapping[str, Any]], lang: str) -> str:
    """When and on what the results were measured, in a sentence; several days or machines, each once."""
    told: dict[str, None] = {}
    for result in results:
        on = result["machine"]
        versions = on.get("versions", {})
        words = translate("Measured on {date}: {cores} cores, {memory}, {system}, Python {python}, Sphinx {sphinx}.", lang)
        told[
            words.format(
                date=result["date"], cores=on["cores"], memory=on["memory"], system=on["system"], python=on["python"],
                sphinx=versions.get("sphinx", "?"),
            )
        ] = None  # fmt: skip
    return ("" if lang in UNSPACED else " ").join(told)


def amount(value: float, unit: str) -> str:
    return f"{value:g}{unit if unit in {'×', '%', ''} else f' {unit}'}"


def draw_measured(ident: str, rows: Sequence[Measured], lang: str, title: str, note: str, width: float = WIDTH) -> Drawing:
    """Draw the figures that have a target in their order, and tell all of them in the table. Raises ``ValueError`` where none has one."""
    drawn = [row for row in rows if row.target is not None]
    if not drawn or any(row.value <= 0 for row in drawn):
        raise ValueError("a figure of measurements needs one with a target, and none of nought")
    canvas, y = Canvas(ident, lang, width), SIZE + 6
    aim = translate("Target", lang)
    room = width - max(measure(row.say_beside(), SIZE) for row in drawn) - 8
    line = room / FARTHEST
    top = y
    canvas.write(line, SIZE - 2, aim, anchor="middle", muted=True)
    for row in drawn:
        lines = wrap(row.label, width - 2, SIZE, lang)
        canvas.write(0, y + SIZE, lines)
        y += len(lines) * LEADING + 2
        long = max(1.0, min(row.share(), FARTHEST) * line)
        draw_bar(canvas, 0, y, long, "" if row.met else "hatch")
        canvas.write(long + 6 if abs(long + 3 - line) > 6 else line + 6, y + BAR / 2 + SIZE * 0.36, row.say_beside(), bold=True)
        y += BAR + GAP
    canvas.drop(line, top, y - GAP + 4, stroke_width=1.2, stroke_dasharray="4 3")
    met = sum(row.met is True for row in drawn)
    desc = translate("Bars on the way to their targets; {met} of {count} are met.", lang).format(met=met, count=len(drawn))
    columns = tuple(translate(words, lang) for words in ("Measured", "Result", "Target", "Met", "Figures"))
    answer = {True: translate("yes", lang), False: translate("no", lang), None: "–"}
    cells = tuple((row.label, row.say(), row.say_target() or "–", answer[row.met], row.detail or "–") for row in rows)
    return Drawing(canvas.svg(y - GAP + 8, title, desc), title, desc, columns, cells, width, y - GAP + 8, lang, note)
