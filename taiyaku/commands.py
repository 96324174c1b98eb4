"""The commands that make and judge the book as a whole: build, check, paragraphs; thin, they call the rooms and print."""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from taiyaku.build import build_editions, read_with_sphinx
from taiyaku.editions import Book
from taiyaku.facts import load
from taiyaku.finding import show
from taiyaku.lock import alone
from taiyaku.offline import pack
from taiyaku.press import epoch
from taiyaku.start import write_start_page
from taiyaku.translation.checks.gate import keep_out
from taiyaku.whole import pass_on_no_room


def say(line: str) -> None:
    print(line, flush=True)


def build(book: Book, options: argparse.Namespace) -> int:
    """Build editions and say where each lies."""
    begun = time.monotonic()
    editions = book.chosen(options.editions)
    keep_out(book.locales, book.source_language, book.translations, book.hosts)
    say(f"{len(editions)} editions of {book.titles[book.source_language]}")
    with alone(book.root / "build"):
        outcomes = build_editions(book, editions, say, options.jobs)
        with ThreadPoolExecutor(max_workers=options.jobs) as pool:
            packed = [path for path in pool.map(lambda lang: pack(book, lang, int(epoch(book.date))), book.languages) if path]
        write_start_page(book)
    failed = [outcome for outcome in outcomes if outcome.complaint]
    for outcome in failed:
        print(f"\n{outcome.edition.name} failed:\n{outcome.complaint}", file=sys.stderr)
    say("")
    for outcome in outcomes:
        if not outcome.complaint:
            say(f"  {outcome.edition.name:<15} build/{outcome.edition.place}")
    for path in packed:
        say(f"  {'offline':<15} {path.relative_to(book.root)}")
    if failed:
        print(f"{len(failed)} of {len(editions)} editions failed; what they made before still stands", file=sys.stderr)
        return 1
    say(f"  {'start here':<15} build/index.html   ({time.monotonic() - begun:.0f} s)")
    return 0


def check(book: Book, options: argparse.Namespace) -> int:
    """Judge facts, exercises, numerals, the telling of claims and the register of paragraphs; every fault is shown before it ends."""
    from taiyaku.exercises.judging import judge_book  # noqa: PLC0415 - a build does not wait for the rooms of the exercises

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
