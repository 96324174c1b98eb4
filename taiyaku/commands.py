"""The commands that make and judge the book as a whole: build, check, paragraphs; thin, they call the rooms and print."""

from __future__ import annotations

import argparse
import sys

from taiyaku.editions import Book
from taiyaku.finding import show
from taiyaku.lock import alone
from taiyaku.press import Press
from taiyaku.whole import pass_on_no_room


def say(line: str) -> None:
    print(line, flush=True)


def build(book: Book, options: argparse.Namespace) -> int:
    """Build editions and say where each lies."""
    editions = book.chosen(options.editions)
    with alone(book.root / "build"), Press(book, options.jobs) as press:
        from taiyaku.making import make  # noqa: PLC0415 - the press makes ready meanwhile

        return make(press, editions, say)


def check(book: Book, options: argparse.Namespace) -> int:
    """Judge facts, exercises, numerals, the telling of claims and the register of paragraphs; every fault is shown before it ends."""
    from taiyaku.build import read_with_sphinx  # noqa: PLC0415 - a build does not wait for these rooms
    from taiyaku.exercises.judging import judge_book  # noqa: PLC0415
    from taiyaku.facts import load  # noqa: PLC0415

    facts = load(book.root)
    say(f"facts: {len(facts.claims)} claims, {len(facts.events)} events, {len(facts.sources)} sources, no fault")
    exercises, faults = judge_book(book.exercises, facts, (book.source_language, *book.aligned), book.locales, book.full_bank)
    show(faults)
    say(f"exercises: {len(exercises)} in {len({one.chapter for one in exercises})} chapters, {len(faults) or 'no'} faults")
    say("reading the chapters …")
    done = read_with_sphinx(book, "check", "-W", "--keep-going", "-D", "taiyaku_aligned=0")
    pass_on_no_room(done.stderr)
    say(done.stdout.strip("\n"))
    if done.stderr.strip():
        print(done.stderr.strip(), file=sys.stderr)
    return 1 if faults or done.code else 0


def number(book: Book, options: argparse.Namespace) -> int:
    """Bring the register of paragraph numbers up to date."""
    from taiyaku.build import read_with_sphinx  # noqa: PLC0415 - a build does not wait for it

    done = read_with_sphinx(book, "paragraphs")
    pass_on_no_room(done.stderr)
    print(done.stderr.strip(), file=sys.stderr)
    say(done.stdout.strip() or "docs/paragraphs.yaml is up to date")
    return done.code


def add_build(made: argparse.ArgumentParser) -> None:
    """Add the options of ``taiyaku build``."""
    made.add_argument("editions", nargs="*", help="names such as pdf-ja, formats such as html, languages such as en (default: all)")
    made.add_argument("--jobs", type=int, default=2, help="how many editions at once (default: 2)")
    made.set_defaults(run=build)


def add_check(made: argparse.ArgumentParser) -> None:
    made.set_defaults(run=check)


def add_number(made: argparse.ArgumentParser) -> None:
    made.set_defaults(run=number)
