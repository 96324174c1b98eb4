"""Amounts side by side: horizontal bars with their labels and values written next to them; no axis to look things up on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from taiyaku.facts.values import Money, Percent
from taiyaku.facts.words import say
from taiyaku.figures.canvas import INK, LEADING, SIZE, WIDTH, Canvas
from taiyaku.figures.legend import Sample, draw_legend
from taiyaku.figures.lettering import measure, wrap
from taiyaku.figures.model import Drawing
from taiyaku.strings import translate

Amount = Money | Percent | Decimal
PATTERNS = ("", "hatch", "dots")
BAR, GAP = 14.0, 12.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A label, and one amount for each series."""

    label: str
    amounts: tuple[Amount, ...]


def size_of(amount: Amount) -> float:
    """The plain number of an amount, in its unit."""
    return float(amount if isinstance(amount, Decimal) else amount.amount)


def draw_bars(ident: str, bars: Sequence[Bar], series: Sequence[str], lang: str, title: str, head: str, width: float = WIDTH) -> Drawing:
    """Draw bars in the given order, one below another for each series (up to three); ``head`` names what the labels are.

    Each series is measured against its own largest amount unless all are shares. Raises ``ValueError`` for no bars, a negative amount or
    a number of amounts other than that of the series.
    """
    if not bars or not 1 <= len(series) <= len(PATTERNS) or any(len(bar.amounts) != len(series) for bar in bars):
        raise ValueError(f"bars need one amount for each of 1 to {len(PATTERNS)} series")
    if any(size_of(amount) < 0 for bar in bars for amount in bar.amounts):
        raise ValueError("a bar cannot show a negative amount")
    labels = [wrap(bar.label, width * 0.3, SIZE, lang) for bar in bars]
    said = [[say(amount, lang) for amount in bar.amounts] for bar in bars]
    left = max(measure(line, SIZE) for lines in labels for line in lines) + 10
    room = width - left - max(measure(words, SIZE) for row in said for words in row) - 8
    longest = scales(bars, len(series))
    canvas, y = Canvas(ident, lang, width), 2.0
    for bar, lines, words in zip(bars, labels, said, strict=True):
        block = max(len(lines), len(series)) * LEADING
        canvas.write(0, y + (block - LEADING * len(lines)) / 2 + SIZE, lines)
        for i, amount in enumerate(bar.amounts):
            top = y + (block - LEADING * len(series)) / 2 + i * LEADING + 3
            long = room * size_of(amount) / longest[i]
            draw_bar(canvas, left, top, max(1.0, long), PATTERNS[i])
            canvas.write(left + long + 6, top + BAR / 2 + SIZE * 0.36, words[i])
        y += block + GAP
    samples: list[tuple[Sample, str]] = [(partial(draw_sample, pattern=PATTERNS[i]), words) for i, words in enumerate(series)]
    bottom = draw_legend(canvas, y, samples, left=36) if len(series) > 1 else y - GAP + 4
    desc = translate("Horizontal bars; rows: {count}. Largest: {label}, {value}.", lang)
    most = max(range(len(bars)), key=lambda i: size_of(bars[i].amounts[0]))
    desc = desc.format(count=len(bars), label=bars[most].label, value=said[most][0])
    rows = tuple((bar.label, *words) for bar, words in zip(bars, said, strict=True))
    return Drawing(canvas.svg(bottom, title, desc), title, desc, (head, *series), rows, width, bottom, lang)


def scales(bars: Sequence[Bar], series: int) -> list[float]:
    """What a bar of full length stands for in each series: shares and series of one unit have one scale."""
    tops = [max(size_of(bar.amounts[i]) for bar in bars) or 1.0 for i in range(series)]
    units = {amount.currency if isinstance(amount, Money) else type(amount).__name__ for bar in bars for amount in bar.amounts}
    return [max(tops)] * series if len(units) == 1 else tops


def draw_bar(canvas: Canvas, x: float, y: float, long: float, pattern: str) -> None:
    paint = canvas.surface(pattern) if pattern else INK
    canvas.draw("rect", x=x, y=y, width=long, height=BAR, fill=paint, stroke=INK, stroke_width=1)


def draw_sample(canvas: Canvas, x: float, y: float, pattern: str) -> None:
    draw_bar(canvas, x - 12, y - BAR / 2, 26, pattern)
