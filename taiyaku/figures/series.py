"""Amounts by year, read from top to bottom: a bar for each series; a year of which nothing is known is named as such, never drawn as none.

What is known as a bound only ("under 10%") is an outline with a dashed end, and none at all is the bare axis with its nought.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import groupby

from taiyaku.facts import Facts
from taiyaku.facts.query import UnknownFact
from taiyaku.facts.values import Money, Percent
from taiyaku.facts.words import say
from taiyaku.figures.bars import BAR, PATTERNS, Amount, draw_bar, draw_sample, size_of
from taiyaku.figures.canvas import INK, LEADING, SIZE, WIDTH, Canvas
from taiyaku.figures.choice import split
from taiyaku.figures.legend import Sample, draw_legend
from taiyaku.figures.lettering import UNSPACED, measure
from taiyaku.figures.model import Drawing
from taiyaku.strings import translate

GAP = 11.0
BASE = BAR / 2 + SIZE * 0.36  # from the top of a bar to the base line of its words


class Bound(StrEnum):
    """How exactly an amount is known, and how that is said."""

    EXACT = "{amount}"
    BELOW = "under {amount}"
    OVER = "over {amount}"


@dataclass(frozen=True, slots=True)
class Reading:
    """An amount, or the bound of one."""

    amount: Amount
    bound: Bound = Bound.EXACT

    def say(self, lang: str) -> str:
        return translate(str(self.bound), lang).format(amount=say(self.amount, lang))


@dataclass(frozen=True, slots=True)
class Series:
    """What is measured, and what is known of it by year; a year that is missing is unknown."""

    label: str
    readings: Mapping[int, Reading]


def choose_series(facts: Facts, expression: str, label: str) -> Series:
    """The values of a fact whose keys are a stem and a year: ``trade.china`` means ``china-2007``, ``china-2010-below`` ….

    Raises ``UnknownFact`` where the fact has none.
    """
    name, stem = split(expression)
    readings = {}
    for key, value in facts.target(name).holds.items():
        match = re.fullmatch(rf"{re.escape(stem)}-(\d{{4}})(?:-(below|over))?", key) if stem else None
        if match and isinstance(value, Money | Percent):
            readings[int(match[1])] = Reading(value, Bound[match[2].upper()] if match[2] else Bound.EXACT)
    if not readings:
        raise UnknownFact(f"`{expression}` names no series; the fact needs amounts under keys such as `{stem or 'volume'}-2010`")
    return Series(label, readings)


def draw_series(ident: str, series: Sequence[Series], span: tuple[int, int] | None, lang: str, title: str, width: float = WIDTH) -> Drawing:
    """Draw up to three series of one unit over a span of whole years (None: the years that are known).

    Raises ``ValueError`` for no known amount in the span, a negative one, or amounts of several units.
    """
    years = years_of(series, span)
    known = [reading for each in series for year, reading in each.readings.items() if year in years]
    check(series, known)
    left = measure(f"{years[0]}–{years[-1]}", SIZE) + 8
    room = width - left - max(measure(reading.say(lang), SIZE) for reading in known) - 8
    scale = room / (max(size_of(reading.amount) for reading in known) or 1.0)
    canvas, y = Canvas(ident, lang, width), 2.0
    for silent, run in runs(series, years):
        if silent:
            y = write_silence(canvas, left, y, run)
            continue
        for year in run:
            y = draw_year(canvas, left, y, year, series, scale)
    samples: list[tuple[Sample, str]] = [(partial(draw_sample, pattern=PATTERNS[i]), each.label) for i, each in enumerate(series)]
    bottom = draw_legend(canvas, y, samples, left=36) if len(series) > 1 else y - GAP + 4
    desc = describe(series, years, lang)
    columns = (translate("Year", lang), *(each.label for each in series))
    rows_ = tuple((str(year), *(told(each, year, lang) for each in series)) for year in years)
    return Drawing(canvas.svg(bottom, title, desc), title, desc, columns, rows_, width, bottom, lang)


def years_of(series: Sequence[Series], span: tuple[int, int] | None) -> range:
    """The years to draw, each once, in order."""
    known = [year for each in series for year in each.readings]
    first, last = span or (min(known, default=0), max(known, default=0))
    if first > last:
        raise ValueError(f"no span of years: {first}–{last}")
    return range(first, last + 1)


def runs(series: Sequence[Series], years: range) -> Iterator[tuple[bool, list[int]]]:
    """The years in runs of those of which nothing is known (True) and of those of which something is."""
    for silent, run in groupby(years, key=lambda year: not any(year in each.readings for each in series)):
        yield silent, list(run)


def span_words(run: Sequence[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"


def check(series: Sequence[Series], known: Sequence[Reading]) -> None:
    """Raise ``ValueError`` for what bars of one scale cannot show."""
    if not known or not 1 <= len(series) <= len(PATTERNS):
        raise ValueError(f"a series needs amounts by year, and a figure 1 to {len(PATTERNS)} series")
    if any(size_of(reading.amount) < 0 for reading in known):
        raise ValueError("a bar cannot show a negative amount")
    if len({reading.amount.currency if isinstance(reading.amount, Money) else type(reading.amount) for reading in known}) > 1:
        raise ValueError("the amounts of a figure need one unit")


def told(series: Series, year: int, lang: str) -> str:
    """What is known of a year, in words."""
    reading = series.readings.get(year)
    return reading.say(lang) if reading else translate("No figure found", lang)


def draw_year(canvas: Canvas, left: float, top: float, year: int, series: Sequence[Series], scale: float) -> float:
    """A known year with a bar for each series; gives the height at which the next year begins."""
    high = LEADING * len(series)
    canvas.write(0, top + (high - LEADING) / 2 + 3 + BASE, str(year), bold=True)
    canvas.draw("line", x1=left, y1=top, x2=left, y2=top + high, stroke=INK, stroke_width=1)
    for i, each in enumerate(series):
        y, reading = top + i * LEADING + 3, each.readings.get(year)
        long = size_of(reading.amount) * scale if reading else 0.0
        if reading and long:
            draw_reading(canvas, left, y, max(1.0, long), PATTERNS[i], reading.bound)
        words = reading.say(canvas.lang) if reading else translate("unknown", canvas.lang)
        canvas.write(left + long + 6, y + BASE, words, muted=reading is None)
    return top + high + GAP


def draw_reading(canvas: Canvas, x: float, y: float, long: float, pattern: str, bound: Bound) -> None:
    """A bar; of a mere bound the outline, its end dashed."""
    if bound is Bound.EXACT:
        draw_bar(canvas, x, y, long, pattern)
        return
    canvas.draw("path", d=f"M{x + long:.1f} {y:.1f}H{x:.1f}v{BAR:.1f}h{long:.1f}", fill="none", stroke=INK, stroke_width=1)
    canvas.draw("line", x1=x + long, y1=y, x2=x + long, y2=y + BAR, stroke=INK, stroke_width=1, stroke_dasharray="3 2.5")


def write_silence(canvas: Canvas, left: float, top: float, years: Sequence[int]) -> float:
    """Years of which nothing is known, on one line beside a dotted axis."""
    canvas.write(0, top + 3 + BASE, span_words(years))
    canvas.draw(
        "line", x1=left, y1=top + 2, x2=left, y2=top + LEADING, stroke=INK, stroke_width=2, stroke_dasharray="0.1 6", stroke_linecap="round"
    )
    canvas.write(left + 6, top + 3 + BASE, translate("No figure found", canvas.lang), muted=True)
    return top + LEADING + GAP


def describe(series: Sequence[Series], years: range, lang: str) -> str:
    """The figure in words: the largest of each series, and the years of which nothing is known."""
    comma = "、" if lang in UNSPACED else ", "
    said = [translate("Bars by year, {first}–{last}.", lang).format(first=years[0], last=years[-1])]
    for each in series:
        inside = {year: reading for year, reading in each.readings.items() if year in years}
        if inside:
            most = max(inside, key=lambda year: size_of(inside[year].amount))
            words = translate("{series}: largest in {year}, {value}.", lang)
            said.append(words.format(series=each.label, year=most, value=inside[most].say(lang)))
    if silent := [span_words(run) for unknown, run in runs(series, years) if unknown]:
        said.append(translate("No figure found for {years}.", lang).format(years=comma.join(silent)))
    return ("" if lang in UNSPACED else " ").join(said)
