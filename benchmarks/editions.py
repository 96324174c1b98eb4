"""The editions of the book from clean, as ``taiyaku build`` makes them, and what each edition and each kind of edition takes.

The target is for the usual ones: the web in every language and side by side; e-book, paper and kit in the languages that are complete.
Those of a language that is begun, and large print, are told with the rest.
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.measure import RESULTS, ROOT, Cost, Ratio, copy_book, keep, run_and_listen
from taiyaku.editions import Format, read_book

TARGET = 120.0
HOW = (
    "The web in every language and side by side, e-book, paper and kit in those that are complete, from clean with `taiyaku build`, on the "
    "clock; then every edition that there is, large print included. Shares are those of the seconds of all editions together."
)
TOLD = re.compile(r"\[\d+/\d+\] (\S+): ([\d.]+) s")


def shares(told: dict[str, float]) -> dict[str, float]:
    """The share of each format (``pdf``, ``html``) in the seconds of all editions, the largest first."""
    total = sum(told.values()) or 1.0
    kinds: dict[str, float] = {}
    for name, seconds in told.items():
        kind = name.rpartition("-")[0]
        kinds[kind] = kinds.get(kind, 0.0) + seconds
    return {kind: round(seconds / total, 3) for kind, seconds in sorted(kinds.items(), key=lambda one: -one[1])}


def build(book: Path, *names: str) -> tuple[Cost, dict[str, float]]:
    """Build editions of a book; gives the cost of the whole, and the seconds that each edition took. Raises ``Failed``."""
    command = [sys.executable, "-m", "taiyaku", "--book", str(book), "build", *names]
    cost, said = run_and_listen(command)
    return cost, {name: float(seconds) for name, seconds in TOLD.findall(said)}


def tell(told: dict[str, float]) -> str:
    """How many editions, and the share of each kind."""
    return f"{len(told)}: " + " · ".join(f"{kind} {share * 100:.0f} %" for kind, share in shares(told).items())


def usual(book: Path) -> tuple[str, ...]:
    """The names of the editions that the target is for."""
    read = read_book(book)
    complete = {read.source_language, *read.aligned}
    return tuple(
        one.name
        for one in read.editions()
        if one.format in {Format.HTML, Format.ALIGNED} or (one.format is not Format.LARGE_PDF and one.language in complete)
    )


def main(book: Path = ROOT, names: tuple[str, ...] = (), *, quick: bool = False, folder: Path = RESULTS, **_: Any) -> dict[str, Any]:
    """``names``: the editions to build first, instead of the usual ones; quick: no others."""
    with tempfile.TemporaryDirectory() as name:
        cost, told = whole, every = build(copy_book(book, Path(name) / "usual"), *(names or usual(book)))
        if not quick:
            whole, every = build(copy_book(book, Path(name) / "whole"))
    ratios = [
        Ratio("editions.clock", cost.clock, TARGET, unit="s", detail=tell(told)),
        Ratio("editions.all", whole.clock, unit="s", detail=tell(every)),
    ]
    raw = {"usual": asdict(cost) | {"editions": told}, "whole": asdict(whole) | {"editions": every, "shares": shares(every)}}
    return keep("editions", HOW, ratios, raw, folder)
