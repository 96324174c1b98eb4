"""Build the editions: every run works aside, and only what is finished takes its final place."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from taiyaku.catalog import compile_catalogs
from taiyaku.editions import Book, Edition
from taiyaku.facts import load
from taiyaku.lock import alone
from taiyaku.press import Press, Run, remove
from taiyaku.unchanged import Prints
from taiyaku.whole import pass_on_no_room

#: Of Linux: the working folder, and the wish that two names change places.
AT_CWD, EXCHANGE = -100, 2
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the building of one edition ended: seconds, and what Sphinx said where it failed."""

    edition: Edition
    seconds: float
    complaint: str = ""


def build_editions(press: Press, editions: list[Edition], say: Say) -> list[Outcome]:
    """Build editions, those of one language after another and languages side by side; returns how each went.

    An edition of which nothing changed since it was built is left as it lies. Raises ``Refused`` before anything is built where facts or
    catalogues are broken, or where another run is at work.
    """
    book = press.book
    with alone(book.root / "build"):
        load(book.root)
        compile_catalogs(book.locales)
        prints = Prints(book)
        wanted = [edition for edition in editions if not prints.stands(edition)]
        if left := len(editions) - len(wanted):
            say(f"{left} of {len(editions)} stand as they were built: nothing changed that they rest on")
        done = build_wanted(press, wanted, prints, say)
        return [done.get(edition) or Outcome(edition, 0) for edition in editions]


def build_wanted(press: Press, wanted: list[Edition], prints: Prints, say: Say) -> dict[Edition, Outcome]:
    """Build editions in the order that they are given in, those that share doctrees one after the other."""
    counter = iter(range(1, len(wanted) + 1))

    def work(group: list[Edition]) -> list[Outcome]:
        outcomes = []
        for edition in group:
            outcome = build_edition(press, edition, prints)
            state = f"failed after {outcome.seconds:.0f} s" if outcome.complaint else f"{outcome.seconds:.0f} s"
            say(f"[{next(counter)}/{len(wanted)}] {edition.name}: {state}")
            outcomes.append(outcome)
        return outcomes

    ordered = sorted(wanted, key=lambda edition: (edition.doctrees, wanted.index(edition)))
    groups = [list(group) for _, group in groupby(ordered, key=lambda edition: edition.doctrees)]
    with ThreadPoolExecutor(max_workers=press.jobs) as pool:
        return {outcome.edition: outcome for outcomes in pool.map(work, groups) for outcome in outcomes}


def read_with_sphinx(book: Book, builder: str, *options: str) -> Run:
    """Have a builder that only reads go over the whole book in its own language; every page is read anew."""
    with alone(book.root / "build"), Press(book) as press:
        return press.run(builder, builder, book.root / "build" / ".work" / builder, "-E", *options)


def build_edition(press: Press, edition: Edition, prints: Prints) -> Outcome:
    """Build one edition aside and put it in its place; a failed one leaves the last good result where it is."""
    begun = time.monotonic()
    build = press.book.root / "build"
    made = build / ".work" / edition.name
    settings = [word for name, value in edition.settings.items() for word in ("-D", f"{name}={value}")]
    prints.begin(edition)
    done = press.run(edition.builder, edition.doctrees, made, "-W", "--keep-going", *settings)
    prints.note_read(edition.doctrees, done.read)
    if done.code:
        pass_on_no_room(done.stderr)
        # Sphinx complains once of what it has read: without this a second run would find nothing to read, and pass.
        (build / ".work" / "doctrees" / edition.doctrees / "environment.pickle").unlink(missing_ok=True)
        return Outcome(edition, time.monotonic() - begun, (done.stderr or done.stdout).strip() or f"sphinx ended with {done.code}")
    place = build / edition.place
    product = next(made.glob(f"*{place.suffix}"), None) if place.suffix else made
    if product is None:
        return Outcome(edition, time.monotonic() - begun, f"{edition.builder} made no {place.suffix} file in {made}")
    publish(product, place)
    prints.note(edition)
    return Outcome(edition, time.monotonic() - begun)


def publish(product: Path, place: Path) -> None:
    """Put a finished file or folder in its place in one step, without what Sphinx keeps for itself.

    Files that lie there already as they were made are taken over, and not written again.
    """
    place = place.resolve()  # a link stays a link
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.new")
    remove(fresh)
    try:
        if product.is_file():
            shutil.copyfile(product, fresh)
        else:
            left = shutil.ignore_patterns(".buildinfo*", ".taiyaku-*", ".doctrees", "objects.inv.tmp")
            shutil.copytree(product, fresh, ignore=left, copy_function=lambda made, to: take(made, to, place / os.path.relpath(to, fresh)))
    except OSError:
        remove(fresh)
        raise
    if fresh.is_dir() and place.exists():
        exchange(fresh, place)
        remove(fresh)
    else:
        fresh.replace(place)


def take(made: str, to: str, before: Path) -> None:
    """Copy a file, or give an earlier copy of it another name: what is in its place is never written to, so two names do no harm."""
    try:
        now, then = os.stat(made), before.lstat()  # noqa: PTH116 - copytree gives names as text
        if stat.S_ISREG(then.st_mode) and (now.st_size, now.st_mtime_ns, now.st_mode) == (then.st_size, then.st_mtime_ns, then.st_mode):
            os.link(before, to)
            return
    except OSError:
        pass  # there is none, or the file system knows no second name
    shutil.copy2(made, to)


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
