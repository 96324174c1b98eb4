"""Throw hostile cases at every door of the press (``tests/trust/doors.py``) and count them: ``make fuzz N=100000 SEED=1``.

Each case is bred from a sound file (``tests/trust/seeds.py``). What raises anything but a refusal, takes longer than ten seconds or lets
out what steers a terminal is kept as a file for ``tests/trust/cases`` and told at the end. With ``--guided SECONDS`` atheris looks for
cases that reach code which none has reached (``pip install atheris``; Python 3.11 to 3.13). With ``--record`` the run is added to the tally
of all runs, ``benchmarks/results/fuzz.json``; a guided one with the branches that were reached at first and in the end.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from benchmarks.measure import ROOT, Ratio, keep
from tests.trust.seeds import SEEDS, breed

TALLY = ROOT / "benchmarks" / "results" / "fuzz.json"
PATIENCE = 10


class Hang(BaseException):
    """A case took longer than ``PATIENCE`` seconds."""


def give_up(number: int, frame: FrameType | None) -> None:
    raise Hang


def run(door: Callable[[bytes], None], data: bytes) -> str:
    """What went wrong with a case: nothing, or the place where."""
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        door(data)
    except (Exception, Hang) as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "taiyaku" in frame.filename or "trust" in frame.filename]
        last = frames[-1] if frames else None
        return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}" if last else type(error).__name__
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return ""


def bred(names: list[str], count: int, seed: str, keep: Path) -> dict[str, object]:
    """Run ``count`` cases spread over the doors; gives the figures."""
    from tests.trust.doors import DOORS

    signal.signal(signal.SIGALRM, give_up)
    found: dict[str, str] = {}
    figures: dict[str, object] = {}
    for name in names:
        draw = random.Random(f"{seed} {name}")  # noqa: S311 - cases, not secrets
        begun, many = time.monotonic(), count // len(names)
        for _ in range(many):
            data = breed(name, draw)
            if wrong := run(DOORS[name], data):
                place = f"{name}: {wrong}"
                if place not in found or len(data) < Path(found[place]).stat().st_size:
                    keep.mkdir(parents=True, exist_ok=True)
                    file = keep / f"{name}-{hashlib.sha256(place.encode()).hexdigest()[:8]}"
                    file.write_bytes(data)
                    found[place] = str(file)
        spent = time.monotonic() - begun
        figures[name] = {"cases": many, "seconds": round(spent, 1), "per_second": round(many / spent) if spent else 0}
        print(f"  {name:<12} {many:>9} cases  {many / max(spent, 1e-9):>8.0f} a second", flush=True)
    return {"seed": seed, "doors": figures, "found": found}


def record(seed: str, cases: dict[str, int], found: list[str], reached: dict[str, list[int]] | None = None) -> None:
    """Add a run to the tally, in the place of an earlier one with the same seed and commit."""
    head = ["git", "log", "-1", "--format=%h %cs"]
    commit, day = subprocess.run(head, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    runs = json.loads(TALLY.read_text("utf-8"))["raw"]["runs"] if TALLY.is_file() else []
    runs = [run for run in runs if (run["seed"], run["commit"]) != (seed, commit)]
    runs.append({"seed": seed, "commit": commit, "date": day, "cases": cases, "found": found} | ({"reached": reached} if reached else {}))
    names = dict.fromkeys(door for run in runs for door in run["cases"])
    doors = {door: sum(run["cases"].get(door, 0) for run in runs) for door in names}
    open_still = sum("mended since" not in finding for run in runs for finding in run["found"])
    ratio = Ratio("fuzz.cases", sum(doors.values()) / 1e6, 1, least=True, unit="M", detail=f"{len(doors)} : {open_still}")
    how = "Cases bred from sound files, or guided by coverage, at every door; a finding is open until its entry says what has mended it."
    keep("fuzz", how, [ratio], {"doors": doors, "runs": runs}, command="make fuzz RECORD=1")


@dataclass(frozen=True, slots=True)
class Guided:
    """What atheris did: cases, doors that failed, and branches reached at first and in the end, door by door."""

    cases: dict[str, int]
    failed: list[str]
    reached: dict[str, list[int]]


def guided(names: list[str], seconds: int, keep: Path) -> Guided:
    """Run atheris on each door, each in a process of its own; what it bred is kept, and bred from the next time."""
    told = Guided({}, [], {})
    for name in names:
        corpus = keep.resolve() / "corpus" / name
        corpus.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "benchmarks.fuzz",
            "--one",
            name,
            str(corpus),
            f"-max_total_time={seconds}",
            f"-timeout={PATIENCE}",
        ]
        command += [f"-artifact_prefix={keep.resolve()}/{name}-", "-print_final_stats=1", "-max_len=4096"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
        said = done.stdout + done.stderr
        runs = re.search(r"number_of_executed_units: (\d+)", said)
        reached = [int(number) for number in re.findall(r"^#\d+\s+\w+\s+cov: (\d+)", said, re.MULTILINE)]
        told.cases[name] = int(runs[1]) if runs else 0
        told.reached[name] = [reached[0], reached[-1]] if reached else [0, 0]
        at_first, in_the_end = told.reached[name]
        failed = "  FAILED" if done.returncode else ""
        print(f"  {name:<12} {told.cases[name]:>9} cases, guided by coverage: {at_first} → {in_the_end} branches{failed}", flush=True)
        if done.returncode:
            told.failed.append(name)
            print("\n".join(said.splitlines()[-30:]))
    return told


def one(name: str, arguments: list[str]) -> None:
    """Be the process that atheris runs a door in."""
    import atheris

    with atheris.instrument_imports(include=["taiyaku"]):
        from tests.trust.doors import DOORS

    for number, data in enumerate(SEEDS[name]):
        (Path(arguments[0]) / f"seed-{number}").write_bytes(data[:4096])
    atheris.Setup([sys.argv[0], *arguments], DOORS[name])
    atheris.Fuzz()


def main() -> int:
    """0 where every case was taken or refused as it should be."""
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3:])
        return 0
    from tests.trust.doors import DOORS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000, help="how many in all (default: 100000)")
    parser.add_argument("--seed", default="1", help="another seed, other cases (default: 1)")
    parser.add_argument("--doors", nargs="+", default=list(DOORS), choices=list(DOORS))
    parser.add_argument("--guided", type=int, default=0, metavar="SECONDS", help="with atheris, so long for each door")
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "fuzz", help="where findings go (default: build/fuzz)")
    parser.add_argument("--record", action="store_true", help="add the run to benchmarks/results/fuzz.json")
    options = parser.parse_args()
    if options.guided:
        told = guided(options.doors, options.guided, options.keep)
        if options.record:
            record("guided", told.cases, told.failed, told.reached)
        return 1 if told.failed else 0
    begun = time.monotonic()
    figures = bred(options.doors, options.cases, options.seed, options.keep)
    found = figures["found"]
    print(f"{options.cases} cases in {time.monotonic() - begun:.0f} s, {len(found) if isinstance(found, dict) else 0} findings")
    for place, file in found.items() if isinstance(found, dict) else ():
        print(f"  {place}  {file}")
    options.keep.mkdir(parents=True, exist_ok=True)
    (options.keep / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    if options.record:
        record(
            options.seed, dict.fromkeys(options.doors, options.cases // len(options.doors)), list(found) if isinstance(found, dict) else []
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
