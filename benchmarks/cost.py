"""What the pages of one language cost, beside plain Sphinx with MyST and the same theme on the same text.

Three peers, each built from clean in turn, so that whatever else the machine does falls on all alike:

- ``words``: every word that our pages show, written out as Markdown (see ``plain``), built by ``sphinx-build``;
- ``words, relaxed``: the same, with Python's garbage collector set as the press sets it;
- ``sources``: only what stands in ``docs/``, our roles and directives stubbed: no lists, exercises, figures or evidence.

The first is the peer of the target; the other two say how much of the ratio is owed to what.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.measure import RESULTS, ROOT, Cost, Ratio, compare, keep, middle, run, sphinx
from benchmarks.plain import make_bare, make_plain
from taiyaku.editions import read_book

TARGET = 1.25
HOW = (
    "The web edition of one language from clean, one process, against sphinx-build with MyST and the same theme on the same words as "
    "ready-made Markdown; time on the clock and peak memory, medians of interleaved runs."
)


def measure(book: Path, work: Path, language: str, times: int) -> dict[str, Cost]:
    """The cost of the press and of each peer."""
    ours = work / "ours"
    settings = ("-D", f"language={language}")
    run(sphinx(book, ours, *settings), book)
    make_plain(ours, work / "words", language)
    make_bare(book / "docs", work / "sources", language)
    rivals: dict[str, Callable[[Path], list[str]]] = {
        "press": lambda out: sphinx(book, out, *settings),
        "words": lambda out: sphinx(work / "words", out, relaxed=False),
        "words, relaxed": lambda out: sphinx(work / "words", out),
        "sources": lambda out: sphinx(work / "sources", out, relaxed=False),
    }
    taken: dict[str, list[Cost]] = {name: [] for name in rivals}
    for _ in range(times):
        for name, command in rivals.items():
            out = work / "out"
            for folder in (out, out.with_name("out-doctrees")):
                shutil.rmtree(folder, ignore_errors=True)
            taken[name].append(run(command(out), book if name == "press" else ROOT))
    return {name: middle(costs) for name, costs in taken.items()}


def main(book: Path = ROOT, *, times: int = 3, quick: bool = False, folder: Path = RESULTS, **_: Any) -> dict[str, Any]:
    language = read_book(book).source_language
    with tempfile.TemporaryDirectory() as name:
        costs = measure(book, Path(name), language, 1 if quick else times)
    press, peer, bare = costs["press"], costs["words"], costs["sources"]
    ratios = [
        Ratio("cost.time", press.clock / peer.clock, TARGET, detail=compare(press.clock, peer.clock)),
        Ratio("cost.memory", press.memory / peer.memory, TARGET, detail=compare(press.memory, peer.memory, "MiB")),
        Ratio("cost.processor", press.processor / peer.processor, detail=compare(press.processor, peer.processor)),
        Ratio("cost.time-relaxed", press.clock / costs["words, relaxed"].clock),
        Ratio("cost.time-sources", press.clock / bare.clock, detail=compare(press.clock, bare.clock)),
        Ratio("cost.memory-sources", press.memory / bare.memory),
    ]
    return keep("cost", HOW, ratios, {key: asdict(cost) for key, cost in costs.items()} | {"runs": times}, folder)
