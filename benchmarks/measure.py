"""Run a program and say what it took: seconds on the clock, processor seconds and the most memory it held at once; and keep results.

A result is one JSON file in ``benchmarks/results/``: what was done, the ratio to the peer of the same run and its target, the machine, the
day, and what was measured, unrounded enough to be worked out again. The colophon draws its table and its plot from these files.
"""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("results")
#: What a build needs to be the same wherever it runs.
STEADY = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": "315532800"}
PACKAGES = ("taiyaku", "sphinx", "docutils", "myst-parser", "typst")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: ``clock`` and ``processor`` in seconds, ``memory`` in MiB (the largest of its processes)."""

    clock: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure to report, unrounded: what is kept has three digits, what is judged has all.

    ``target`` is the most it may be, or with ``least`` the least; None: only told.
    ``instead``: what is enough in its place, as "3 s"; ``otherwise``: that is met.
    """

    id: str
    value: float
    target: float | None = None
    least: bool = False
    unit: str = "×"
    instead: str = ""
    otherwise: bool = False
    #: The figures behind it, as "8.1 s : 15.3 s".
    detail: str = ""

    @property
    def met(self) -> bool | None:
        if self.target is None:
            return None
        if self.otherwise:
            return True
        return self.value >= self.target if self.least else self.value <= self.target


class Failed(Exception):
    """A program under measurement went wrong: its output."""


#: Waits for a program and tells what it took. A small process of its own: the kernel starts a child's peak memory with that of its parent.
WATCH = """
import json, os, resource, subprocess, sys, time
begun = time.perf_counter()
ended = subprocess.call(sys.argv[2:])
clock, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
os.write(int(sys.argv[1]), json.dumps([ended, clock, used.ru_utime + used.ru_stime, used.ru_maxrss]).encode())
"""


def run(command: Sequence[str], folder: Path = ROOT, environment: Mapping[str, str] = STEADY) -> Cost:
    """Run a program to its end; raises ``Failed`` with what it said where it ends in error."""
    return run_and_listen(command, folder, environment)[0]


def run_and_listen(command: Sequence[str], folder: Path = ROOT, environment: Mapping[str, str] = STEADY) -> tuple[Cost, str]:
    """The same, with what the program said."""
    with tempfile.TemporaryFile() as log, tempfile.TemporaryFile() as told:
        watch = [sys.executable, "-I", "-S", "-c", WATCH, str(told.fileno()), *command]
        subprocess.run(watch, cwd=folder, stdout=log, stderr=log, env={**os.environ, **environment}, pass_fds=(told.fileno(),), check=False)
        log.seek(0)
        said = log.read(1 << 20).decode("utf-8", "replace")
        told.seek(0)
        ended, clock, processor, memory = json.loads(told.read() or b"[1, 0, 0, 0]")
    if ended:
        raise Failed(f"{' '.join(command)} ended with {ended}\n{said[-3000:]}")
    return Cost(round(clock, 2), round(processor, 2), round(memory / 1024, 1)), said


def compare(one: float, other: float, unit: str = "s") -> str:
    """Two figures side by side, the press's first."""
    return f"{one:.3g} {unit} : {other:.3g} {unit}" if max(one, other) < 1000 else f"{one:.0f} {unit} : {other:.0f} {unit}"


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of several runs, figure by figure."""
    return Cost(*(round(statistics.median(asdict(cost)[name] for cost in costs), 2) for name in ("clock", "processor", "memory")))


def machine() -> dict[str, Any]:
    """What the measurements were made on."""
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system()) if Path("/etc/os-release").exists() else ""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory": f"{memory:.0f} GiB",
        "processor": platform.machine(),
        "system": system,
        "python": platform.python_version(),
        "versions": versions,
    }


def keep(
    name: str, how: str, ratios: Sequence[Ratio], raw: Mapping[str, Any], folder: Path = RESULTS, skipped: str = "", command: str = ""
) -> dict[str, Any]:
    """Write a result, whole or not at all; gives it. One that was skipped leaves the last one in its place."""
    result: dict[str, Any] = {
        "name": name,
        "how": how,
        "command": command or f"python -m benchmarks {name}",
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": machine(),
        "load": round(os.getloadavg()[0], 1),
        "ratios": [asdict(ratio) | {"value": float(f"{ratio.value:.3g}"), "met": ratio.met} for ratio in ratios],
        "raw": raw,
    }
    if skipped:
        return result | {"skipped": skipped}
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{name}.json.new"
    fresh.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    fresh.replace(folder / f"{name}.json")
    return result


def copy_book(book: Path, folder: Path) -> Path:
    """The sources of a book without anything built, in a folder of their own."""
    for name in ("conf.py", "docs", "facts", "exercises", "locales", "benchmarks/results"):
        if (book / name).is_dir():
            shutil.copytree(book / name, folder / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
        elif (book / name).exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(book / name, folder / name)
    return folder


def sphinx(book: Path, out: Path, *options: str, relaxed: bool = True, builder: str = "html") -> list[str]:
    """The command that builds a book with Sphinx, read anew; ``relaxed``: with the garbage collector as the press sets it."""
    module = "taiyaku.run" if relaxed else "sphinx"
    doctrees = out.with_name(f"{out.name}-doctrees")
    return [
        *(sys.executable, "-m", module, "-q", "-E", "-a", "-b", builder, "-d", str(doctrees), "-c", str(book), *options),
        *(str(book / "docs"), str(out)),
    ]
