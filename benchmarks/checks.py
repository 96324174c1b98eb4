"""Checks of translations, beside translate-toolkit's ``pofilter`` and gettext's ``msgfmt -c``, on the same files.

The files hold the book's own catalogues many times over (see ``translation``, which also compares readers of catalogues). The three do not
look for the same: ``msgfmt -c`` reads the form of a catalogue, pofilter compares marks and names, and the press also numbers, dates, facts
and roles. translate-toolkit is under the GPL: a program of the tests, run and never imported.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measure import RESULTS, Ratio, compare, keep
from benchmarks.translation import check, make_corpus, median, seconds

HOW = "The same catalogues (40 files made of the book's own entries), one process each; processor seconds, medians, start included."
PROGRAM = Path(sys.executable).with_name("pofilter")


def main(messages: int = 10_000, *, quick: bool = False, folder: Path = RESULTS, **_: Any) -> dict[str, Any]:
    times = 1 if quick else 3
    with tempfile.TemporaryDirectory() as name:
        files = make_corpus(Path(name) / "book", 400 if quick else messages, 10_000)
        here = Path(files[0]).parent
        rivals: dict[str, Callable[[], float]] = {"press": lambda: seconds(check(here, 1))}
        if PROGRAM.exists():
            command = [str(PROGRAM), "--progress=none", "--language=en", str(here), str(here.with_name("filtered"))]
            rivals["pofilter"] = lambda: seconds(command)
        if shutil.which("msgfmt"):
            rivals["msgfmt"] = lambda: sum(seconds(["msgfmt", "-c", "-o", "/dev/null", file]) for file in files)
        taken = {rival: median(run, times) for rival, run in rivals.items()}
    if len(taken) == 1:
        return keep(
            "checks", HOW, [], {}, folder, skipped="neither pofilter (pip: translate-toolkit) nor msgfmt (Debian: gettext) is installed"
        )
    ratios = [
        Ratio(f"checks.{rival}", taken["press"] / took, 1.0 if rival == "pofilter" else None, detail=compare(taken["press"], took))
        for rival, took in taken.items()
        if rival != "press"
    ]
    raw = {"messages": 400 if quick else messages, "files": len(files), "processor seconds": taken}
    return keep("checks", HOW, ratios, raw, folder)
