"""How the press's own cost grows with the book: made-up books of ever more chapters in two languages, beside plain Sphinx.

The own cost is what the press takes beyond plain Sphinx with the same theme on the same sources, its roles and directives stubbed, its
translations left out and the contents of the book worked out once, as the theme does it: otherwise what Sphinx loses on contents and on
translated pages would hide the press's cost. The exponent says how a cost grows: 1 is in step with the book. What a program takes before
it reads a word lowers it, so the exponent between the two largest books alone is told too, and the growth of each program as a whole.
``words`` is Sphinx as it comes: it writes the contents of the whole book into every page anew, so that its time grows faster than the book.
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.made import make_book
from benchmarks.measure import RESULTS, Cost, Ratio, keep, run, sphinx
from benchmarks.plain import make_bare, make_plain
from taiyaku.catalog import compile_catalogs

TARGET = 1.1
SIZES = (10, 100, 400)
LANGUAGES = ("en", "ja")
HOW = (
    "Made-up books with facts, terms, notes, figures and exercises, English and Japanese, each from clean, less plain Sphinx with the same "
    "theme, untranslated, its contents worked out once; exponent of a power fitted to time, and to memory, by the number of chapters."
)


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """The power of size that fits costs best: the slope of their logarithms. Raises ``ValueError`` for a cost of nothing."""
    xs, ys = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def add(one: Cost, other: Cost) -> Cost:
    """Two builds, one after the other."""
    return Cost(one.clock + other.clock, round(one.processor + other.processor, 2), max(one.memory, other.memory))


def measure(work: Path, chapters: int) -> dict[str, Cost]:
    """The cost of a book of so many chapters, and of its peers: the same words ready-made, and the sources alone."""
    book = work / "book"
    make_book(book, chapters)
    compile_catalogs(book / "locales")
    total: dict[str, Cost] = {}
    for language in LANGUAGES:
        ours, words, bare = work / f"ours-{language}", work / f"words-{language}", work / f"sources-{language}"
        costs = {"press": run(sphinx(book, ours, "-D", f"language={language}"), book)}
        make_plain(ours, words, language)
        costs["words"] = run(sphinx(words, work / "out-words"))
        make_bare(book / "docs", bare, language)
        costs["sources"] = run(sphinx(bare, work / "out-sources"))
        total = {name: add(total[name], cost) if name in total else cost for name, cost in costs.items()}
        for name in ("out-words", "out-sources"):
            shutil.rmtree(work / name)
            shutil.rmtree(work / f"{name}-doctrees")
    return total


def own(costs: dict[int, dict[str, Cost]], what: str, peer: str) -> list[float]:
    """What the press takes beyond a peer, by size."""
    return [round(getattr(cost["press"], what) - getattr(cost[peer], what), 2) for cost in costs.values()]


def judge(costs: dict[int, dict[str, Cost]]) -> list[Ratio]:
    """The exponents of the own cost over the sources alone, and of press and peer as a whole."""
    sizes = list(costs)
    ratios = []
    for what, short in (("processor", "time"), ("memory", "memory")):
        beyond = own(costs, what, "sources")
        if min(beyond) > 0:
            detail = " · ".join(f"{size}: {cost:.4g} {'s' if short == 'time' else 'MiB'}" for size, cost in zip(sizes, beyond, strict=True))
            ratios.append(Ratio(f"growth.{short}", exponent(sizes, beyond), TARGET, unit="", detail=detail))
            ratios.append(Ratio(f"growth.{short}-last", exponent(sizes[-2:], beyond[-2:]), TARGET, unit=""))
    whole = {name: [cost[name].processor for cost in costs.values()] for name in ("press", "words", "sources")}
    for name, taken in whole.items():  # the press with all that it rests on is to keep step with the book, whatever its peers do
        ratios.append(Ratio(f"growth.{name}", exponent(sizes[-2:], taken[-2:]), TARGET if name == "press" else None, unit=""))
    ratios.append(
        Ratio("growth.press-memory", exponent(sizes[-2:], [cost["press"].memory for cost in costs.values()][-2:]), TARGET, unit="")
    )
    largest = costs[sizes[-1]]
    ratios.append(Ratio("growth.largest", largest["press"].processor / largest["words"].processor))
    return ratios


def main(sizes: Sequence[int] = SIZES, *, quick: bool = False, folder: Path = RESULTS, **_: Any) -> dict[str, Any]:
    costs: dict[int, dict[str, Cost]] = {}
    for chapters in sizes[:2] if quick else sizes:
        with tempfile.TemporaryDirectory() as name:
            costs[chapters] = measure(Path(name), chapters)
    raw = {str(chapters): {name: asdict(cost) for name, cost in each.items()} for chapters, each in costs.items()}
    return keep("growth", HOW, judge(costs), raw, folder)
