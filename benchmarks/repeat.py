"""Build the whole book twice from two clones of what is committed, and compare every byte: ``make repeat``.

The clones lie in different folders and are built one after the other, with other numbers of jobs, languages, zones, hash seeds, masks and
dates of files: every edition, and a kit for one class whose questions a seed draws. Then the editions of the book's own language are built
again in both with a ``SOURCE_DATE_EPOCH``, which everything that carries a date has to obey. The figures go to
``benchmarks/results/repeat.json``; 1 where a byte differs. With ``--beside BOOK`` one clone is built and compared with what stands in a
clone that was built elsewhere, say on the bare machine.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT, Ratio, keep

EPOCH = "1767225600"
KIT = ["kit", "--lang", "both", "--chapters", "01", "02", "--forms", "2", "--seed", "spring", "--out", "build/chosen"]
ONE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1", "USER": "one", "jobs": "1", "umask": "022"}
OTHER = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "ja_JP.UTF-8",
    "LANGUAGE": "es",
    "PYTHONHASHSEED": "4242",
    "COLUMNS": "40",
    "USER": "other",
    "jobs": "3",
    "umask": "077",
}


def clone(folder: Path, commit: str, touched: int) -> Path:
    """What is committed, in a new folder; its files are as old as told."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "clone", "-q", "--no-local", str(ROOT), str(folder)], check=True)
    subprocess.run(["git", "checkout", "-q", commit], cwd=folder, check=True)
    for number, path in enumerate(sorted(folder.rglob("*"), reverse=bool(touched % 2))):
        if ".git" not in path.parts and not path.is_symlink():
            os.utime(path, (touched + number,) * 2)
    return folder


def build(book: Path, settings: dict[str, str], epoch: str, editions: list[str]) -> float:
    """Build the editions and a kit in a clone, by its own press; gives the seconds."""
    kept = {name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", *ONE, *OTHER}}
    environment = kept | {name: value for name, value in settings.items() if name not in {"jobs", "umask"}} | {"PYTHONPATH": str(book)}
    if epoch:
        environment["SOURCE_DATE_EPOCH"] = epoch
    begun = time.monotonic()
    for words in (["build", "--jobs", settings["jobs"], *editions], KIT):
        command = [sys.executable, "-m", "taiyaku", *words]
        done = subprocess.run(
            command, cwd=book, env=environment, umask=int(settings["umask"], 8), capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{' '.join(command)}: {done.stdout[-2000:]}{done.stderr[-4000:]}")
    return time.monotonic() - begun


def contents(folder: Path) -> dict[str, tuple[int, str]]:
    """Every file under a final name: its size and what it holds."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            found[str(name)] = (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
    return found


def compare(one: Path, other: Path, chosen: list[str]) -> dict[str, Any]:
    """How many files there are of each kind, and which are not the same; of chosen editions without what gathers all that are there."""
    first, second = contents(one / "build"), contents(other / "build")
    if chosen:
        second = {name: held for name, held in second.items() if name != "index.html" and not name.startswith("offline/")}
        wanted = places(second)
        first = {name: held for name, held in first.items() if "/".join(name.split("/")[:2]) in wanted}
    kinds: dict[str, int] = {}
    for name in first:
        kinds[Path(name).suffix or name] = kinds.get(Path(name).suffix or name, 0) + 1
    return {
        "files": len(first.keys() | second.keys()),
        "bytes": sum(size for size, _ in first.values()),
        "kinds": dict(sorted(kinds.items(), key=lambda item: -item[1])),
        "only_one": sorted(first.keys() ^ second.keys()),
        "differ": sorted(name for name in first.keys() & second.keys() if first[name] != second[name]),
    }


def places(names: Iterable[str]) -> set[str]:
    """The folders and files of editions that these files belong to: html/ja, epub/BOOK-ja.epub."""
    return {"/".join(name.split("/")[:2]) for name in names}


def obeyed(before: dict[str, tuple[int, str]], after: dict[str, tuple[int, str]]) -> list[str]:
    """The files that carry a date, which another ``SOURCE_DATE_EPOCH`` has changed."""
    return sorted(name for name in before.keys() & after.keys() if before[name] != after[name])


def commit_of(book: Path) -> str:
    command = ["git", "-c", f"safe.directory={book.resolve()}", "rev-parse", "HEAD"]
    return subprocess.run(command, cwd=book, capture_output=True, text=True, check=True).stdout.strip()


def compare_clones(room: Path, chosen: list[str]) -> dict[str, Any]:
    """Build two clones, then both again with a date."""
    commit = commit_of(ROOT)
    one, other = clone(room / "a", commit, 1_000_000_000), clone(room / "a longer name, with spaces" / "橋" / "book", commit, 1_700_000_001)
    figures: dict[str, Any] = {"commit": commit[:7], "kit": " ".join(KIT)}
    for epoch in ("", EPOCH):
        before = contents(one / "build")
        editions = chosen or (["ja"] if epoch else [])
        seconds = [round(build(book, settings, epoch, editions)) for book, settings in ((one, ONE), (other, OTHER))]
        figures["dated" if epoch else "undated"] = told(one, other, editions, seconds, epoch)
        if epoch:
            figures["changed_by_the_date"] = sorted({Path(name).suffix for name in obeyed(before, contents(one / "build"))})
            print(f"the date changes {', '.join(figures['changed_by_the_date']) or 'nothing'}")
    return figures


def compare_beside(book: Path, room: Path, chosen: list[str]) -> dict[str, Any]:
    """Build one clone of what a finished one was built of."""
    commit = commit_of(book)
    other = clone(room / "a longer name, with spaces" / "橋" / "book", commit, 1_700_000_001)
    seconds = [round(build(other, OTHER, "", chosen))]
    return {
        "commit": commit[:7],
        "kit": " ".join(KIT),
        "beside": "a clone built elsewhere",
        "undated": told(book, other, chosen, seconds, ""),
    }


def told(one: Path, other: Path, editions: list[str], seconds: list[int], epoch: str) -> dict[str, Any]:
    """What a comparison found, printed on the way."""
    found = compare(one, other, editions) | {"editions": editions or ["all"], "seconds": seconds, "SOURCE_DATE_EPOCH": epoch or None}
    print(f"SOURCE_DATE_EPOCH={epoch or '(unset)'}: {found['files']} files, {found['bytes']} bytes, {seconds} s", flush=True)
    for name in (*found["only_one"], *found["differ"]):
        print(f"  differs: {name}")
    return found


def main() -> int:
    """0 where both builds are the same to the byte, with a date set and without."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("editions", nargs="*", help="as `taiyaku build` takes them (default: all)")
    parser.add_argument("--beside", type=Path, metavar="BOOK", help="compare with this clone as it was built, and a kit made there")
    parser.add_argument("--folder", type=Path, help="where to build (default: a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="repeat-", dir=options.folder) as room:
        if options.beside:
            figures = compare_beside(options.beside, Path(room), options.editions)
        else:
            figures = compare_clones(Path(room), options.editions)
    same, all_of_them = tally(figures)
    how = "Every file of two builds of one commit in other circumstances, byte for byte."
    ratio = Ratio("repeat.same", 100 * same / all_of_them, 100, least=True, unit="%", detail=f"{same:,} / {all_of_them:,}")
    keep("repeat", how, [ratio], figures, command="make repeat")
    print("the same to the byte" if same == all_of_them else "NOT the same")
    return 0 if same == all_of_them and figures.get("changed_by_the_date", True) else 1


def tally(figures: dict[str, Any]) -> tuple[int, int]:
    """How many files are the same, of how many that either build has; dated and undated builds together."""
    told = [figures[key] for key in ("undated", "dated") if key in figures]
    unlike = sum(len(one["only_one"]) + len(one["differ"]) for one in told)
    every = sum(one["files"] for one in told)
    return every - unlike, every


if __name__ == "__main__":
    sys.exit(main())
