"""Build the editions: every run works aside, and only what is finished takes its final place."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from taiyaku.catalog import compile_catalogs
from taiyaku.editions import Book, Edition
from taiyaku.facts import load
from taiyaku.finding import Finding, Refused, Where
from taiyaku.lock import alone, held

#: Of Linux: the working folder, and the wish that two names change places.
AT_CWD, EXCHANGE = -100, 2
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the building of one edition ended: seconds, and what Sphinx said where it failed."""

    edition: Edition
    seconds: float
    complaint: str = ""


def build_editions(book: Book, editions: list[Edition], say: Say, jobs: int = 2) -> list[Outcome]:
    """Build editions, those of one language after another and languages side by side; returns how each went.

    Raises ``Refused`` before anything is built where facts or catalogues are broken.
    """
    load(book.root)
    with alone(book.root / "build"):
        compile_catalogs(book.locales)
        groups = [
            list(group) for _, group in groupby(sorted(editions, key=lambda e: (e.doctrees, editions.index(e))), key=lambda e: e.doctrees)
        ]
        counter = iter(range(1, len(editions) + 1))

        def work(group: list[Edition]) -> list[Outcome]:
            outcomes = []
            for edition in group:
                outcome = build_edition(book, edition)
                state = f"failed after {outcome.seconds:.0f} s" if outcome.complaint else f"{outcome.seconds:.0f} s"
                say(f"[{next(counter)}/{len(editions)}] {edition.name}: {state}")
                outcomes.append(outcome)
            return outcomes

        with ThreadPoolExecutor(max_workers=jobs) as pool:
            return [outcome for group in pool.map(work, groups) for outcome in group]


def run_sphinx(book: Book, builder: str, doctrees: str, made: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run Sphinx over the book in a process of its own: its catalogues and registries last as long as a process does."""
    folders = (made, book.root / "build" / ".work" / "doctrees" / doctrees)
    begin(folders)
    command = [sys.executable, "-m", "taiyaku.run", "-q", "--color" if sys.stderr.isatty() else "--no-color", "-b", builder]
    command += ["-c", str(book.root), "-d", str(folders[1]), *options]
    environment = {"SOURCE_DATE_EPOCH": epoch(book.date), **os.environ, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    done = subprocess.run(
        [*command, str(book.docs), str(made)],
        cwd=book.root,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        pass_fds=held(),
    )
    if not done.returncode:
        for folder in folders:
            mark(folder).unlink()
    return done


def epoch(date: str) -> str:
    """The first second of a date, YYYY-MM-DD, for ``SOURCE_DATE_EPOCH``: what is built today and tomorrow is the same to the byte.

    A book without a date is dated like a ZIP file's first day; raises ``Refused`` where the date is none.
    """
    try:
        day = dt.date.fromisoformat(date or "1980-01-01")
    except ValueError:
        raise Refused([Finding("build.broken-conf", Where("conf.py"), f"taiyaku_date is {date!r}", "write YYYY-MM-DD")]) from None
    return str(int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()))


def read_with_sphinx(book: Book, builder: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Have a builder that only reads go over the whole book in its own language; every page is read anew."""
    with alone(book.root / "build"):
        return run_sphinx(book, builder, builder, book.root / "build" / ".work" / builder, "-E", *options)


def build_edition(book: Book, edition: Edition) -> Outcome:
    """Build one edition aside and put it in its place; a failed one leaves the last good result where it is."""
    begun = time.monotonic()
    made = book.root / "build" / ".work" / edition.name
    settings = [word for name, value in edition.settings.items() for word in ("-D", f"{name}={value}")]
    done = run_sphinx(book, edition.builder, edition.doctrees, made, "-W", "--keep-going", *settings)
    if done.returncode:
        # Sphinx complains once of what it has read: without this a second run would find nothing to read, and pass.
        (book.root / "build" / ".work" / "doctrees" / edition.doctrees / "environment.pickle").unlink(missing_ok=True)
        return Outcome(edition, time.monotonic() - begun, (done.stderr or done.stdout).strip() or f"sphinx ended with {done.returncode}")
    place = book.root / "build" / edition.place
    product = next(made.glob(f"*{place.suffix}"), None) if place.suffix else made
    if product is None:
        return Outcome(edition, time.monotonic() - begun, f"{edition.builder} made no {place.suffix} file in {made}")
    publish(product, place)
    return Outcome(edition, time.monotonic() - begun)


def mark(folder: Path) -> Path:
    """The file that says, as long as it is there, that what lies in a folder is not finished."""
    return folder.with_name(f".{folder.name}.unfinished")


def begin(folders: Iterable[Path]) -> None:
    """Mark folders as unfinished; where one is marked already, empty it.

    Sphinx takes a page for good that is younger than its source, though it was cut short by a full disk or a kill, and it does not repeat
    a complaint about a page that it has read before. So nothing that was not finished is built upon.
    """
    for folder in folders:
        if mark(folder).exists():
            remove(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        mark(folder).touch()


def publish(product: Path, place: Path) -> None:
    """Put a finished file or folder in its place in one step, without what Sphinx keeps for itself."""
    place = place.resolve()  # a link stays a link
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.new")
    remove(fresh)
    try:
        if product.is_file():
            shutil.copyfile(product, fresh)
        else:
            shutil.copytree(product, fresh, ignore=shutil.ignore_patterns(".buildinfo*", ".taiyaku-shown", ".doctrees", "objects.inv.tmp"))
    except OSError:
        remove(fresh)
        raise
    if fresh.is_dir() and place.exists():
        exchange(fresh, place)
        remove(fresh)
    else:
        fresh.replace(place)


def exchange(one: Path, other: Path) -> None:
    """Let two folders change places in one step, so that there is no moment without either; in two where the system cannot (Linux can)."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        done = libc.renameat2(AT_CWD, os.fsencode(one), AT_CWD, os.fsencode(other), EXCHANGE) == 0
    except (OSError, AttributeError):
        done = False
    if not done:
        aside = other.with_name(f".{other.name}.old")
        remove(aside)
        other.replace(aside)
        one.replace(other)
        aside.replace(one)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
