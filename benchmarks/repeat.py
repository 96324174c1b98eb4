"""Build the whole book twice from two clones of what is committed, and compare every byte: ``make repeat``.

The clones lie in different folders and are built one after the other, with other numbers of jobs, languages, zones, hash seeds, masks and
dates of files. Then the editions of the book's own language are built again in both with a ``SOURCE_DATE_EPOCH``, which everything that
carries a date has to obey. With a kit drawn by a seed. The figures go to
``benchmarks/results/repeat.json``; 1 where a byte differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "benchmarks" / "results" / "repeat.json"
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


def compare(one: Path, other: Path) -> dict[str, object]:
    """How many files there are of each kind, and which are not the same."""
    first, second = contents(one / "build"), contents(other / "build")
    kinds: dict[str, int] = {}
    for name in first:
        kinds[Path(name).suffix or name] = kinds.get(Path(name).suffix or name, 0) + 1
    return {
        "files": len(first),
        "bytes": sum(size for size, _ in first.values()),
        "kinds": dict(sorted(kinds.items(), key=lambda item: -item[1])),
        "only_one": sorted(first.keys() ^ second.keys()),
        "differ": sorted(name for name in first.keys() & second.keys() if first[name] != second[name]),
    }


def obeyed(before: dict[str, tuple[int, str]], after: dict[str, tuple[int, str]]) -> list[str]:
    """The files that carry a date, which another ``SOURCE_DATE_EPOCH`` has changed."""
    return sorted(name for name in before.keys() & after.keys() if before[name] != after[name])


def main() -> int:
    """0 where both builds are the same to the byte, with a date set and without."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("editions", nargs="*", help="as `taiyaku build` takes them (default: all)")
    parser.add_argument("--folder", type=Path, help="where to build (default: a temporary folder)")
    options = parser.parse_args()
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory(prefix="repeat-", dir=options.folder) as room:
        one = clone(Path(room, "a"), commit, 1_000_000_000)
        other = clone(Path(room, "a longer name, with spaces", "橋", "book"), commit, 1_700_000_001)
        figures: dict[str, object] = {"commit": commit[:7], "kit": " ".join(KIT)}
        dated: list[str] = []
        for epoch in ("", EPOCH):
            before = contents(one / "build")
            editions = options.editions or (["ja"] if epoch else [])
            seconds = [round(build(book, settings, epoch, editions)) for book, settings in ((one, ONE), (other, OTHER))]
            told = compare(one, other) | {"editions": editions or ["all"], "seconds": seconds, "SOURCE_DATE_EPOCH": epoch or None}
            figures["dated" if epoch else "undated"] = told
            print(f"SOURCE_DATE_EPOCH={epoch or '(unset)'}: {told['files']} files, {told['bytes']} bytes, {seconds} s", flush=True)
            for name in (*told["only_one"], *told["differ"]):  # type: ignore[misc]
                print(f"  differs: {name}")
            dated = obeyed(before, contents(one / "build")) if epoch else []
        figures["changed_by_the_date"] = sorted({Path(name).suffix for name in dated})
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    same = not any(figures[key][kind] for key in ("undated", "dated") for kind in ("only_one", "differ"))  # type: ignore[index]
    print(f"the same to the byte; a date changes {', '.join(map(str, figures['changed_by_the_date']))}" if same else "NOT the same")  # type: ignore[call-overload]
    return 0 if same and dated else 1


if __name__ == "__main__":
    sys.exit(main())
