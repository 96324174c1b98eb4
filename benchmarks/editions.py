"""Every edition of the book from clean, as ``taiyaku build`` makes them, and what each edition and each kind of edition takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.measure import RESULTS, ROOT, STEADY, Cost, Failed, Ratio, copy_book, cost_of, keep

TARGET = 120.0
HOW = "Every edition of the book from clean with `taiyaku build`, on the clock; shares are those of the seconds of all editions together."
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
    begun = perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **STEADY}
    ) as child:
        assert child.stdout is not None
        said = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise Failed(said[-3000:])
    return cost_of(perf_counter() - begun, used), {name: float(seconds) for name, seconds in TOLD.findall(said)}


def main(book: Path = ROOT, names: tuple[str, ...] = (), *, folder: Path = RESULTS, **_: Any) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        cost, told = build(copy_book(book, Path(name) / "book"), *names)
    ratios = [
        Ratio("editions.clock", round(cost.clock, 0), TARGET, unit="s"),
        Ratio("editions.count", len(told), unit=""),
        *(Ratio(f"editions.share-{kind}", round(share * 100, 0), unit="%") for kind, share in shares(told).items()),
    ]
    raw = {"whole": asdict(cost), "editions": told, "shares": shares(told)}
    return keep("editions", HOW, ratios, raw, folder)
