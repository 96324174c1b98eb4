"""The command line: thin, it calls the rooms and prints."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from taiyaku import __version__
from taiyaku.build import build_editions, epoch, read_with_sphinx
from taiyaku.editions import Book, read_book
from taiyaku.exercises.commands import add_exercises, add_grade
from taiyaku.exercises.judging import judge_book
from taiyaku.facts import load
from taiyaku.finding import Finding, Refused, Where
from taiyaku.kit.command import add_command as add_kit
from taiyaku.lock import alone
from taiyaku.newbook.command import add_command as add_new_book
from taiyaku.offline import pack
from taiyaku.start import write_start_page
from taiyaku.translation.checks.gate import keep_out
from taiyaku.translation.commands import add_commands

EXAMPLES = """examples:
  taiyaku build                 every edition, into build/
  taiyaku build pdf-ja html     the Japanese PDF and the HTML of every language
  taiyaku check                 judge the facts and the paragraph register
  taiyaku paragraphs            number the paragraphs that are new
  taiyaku kit --chapters 02     a teaching kit of one chapter (see taiyaku kit --help)
  taiyaku translate update      bring locales/ up to date with the text
  taiyaku translate check       look for errors in the translations
  taiyaku new-book DIR          lay out a small bilingual book, in any two languages
  taiyaku exercises start 02    lay out a folder with the Python tasks of chapter 02
  taiyaku grade FOLDER          grade the Python tasks that were handed in
"""


def say(line: str) -> None:
    print(line, flush=True)


def show(findings: Sequence[Finding]) -> None:
    for finding in findings:
        print(finding, file=sys.stderr)


def build(book: Book, options: argparse.Namespace) -> int:
    """Build editions and say where each lies."""
    begun = time.monotonic()
    editions = book.chosen(options.editions)
    keep_out(book.locales, book.source_language, book.translations, book.hosts)
    say(f"{len(editions)} editions of {book.titles[book.source_language]}")
    with alone(book.root / "build"):
        outcomes = build_editions(book, editions, say, options.jobs)
        packed = [path for lang in book.languages if (path := pack(book, lang, int(epoch(book.date))))]
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
    facts = load(book.root)
    say(f"facts: {len(facts.claims)} claims, {len(facts.events)} events, {len(facts.sources)} sources, no fault")
    exercises, faults = judge_book(book.exercises, facts, (book.source_language, *book.aligned), book.locales, book.full_bank)
    show(faults)
    say(f"exercises: {len(exercises)} in {len({one.chapter for one in exercises})} chapters, {len(faults) or 'no'} faults")
    say("reading the chapters …")
    wrong = 1 if faults else 0
    plain = "taiyaku_aligned=0"
    for builder, setting in (("census", plain), ("coverage", plain), ("paragraphs", "taiyaku_paragraphs_check=1")):
        done = read_with_sphinx(book, builder, "-W", "--keep-going", "-D", setting)
        say(done.stdout.strip())
        print(done.stderr.strip(), file=sys.stderr)
        wrong |= done.returncode
    return 1 if wrong else 0


def number(book: Book, options: argparse.Namespace) -> int:
    """Bring the register of paragraph numbers up to date."""
    done = read_with_sphinx(book, "paragraphs")
    print(done.stderr.strip(), file=sys.stderr)
    say(done.stdout.strip() or "docs/paragraphs.yaml is up to date")
    return done.returncode


def parser() -> argparse.ArgumentParser:
    """Every command with its help."""
    made = argparse.ArgumentParser("taiyaku", description="The press for bilingual annotated books.", epilog=EXAMPLES)
    made.formatter_class = argparse.RawDescriptionHelpFormatter
    made.add_argument("--version", action="version", version=f"taiyaku {__version__}")
    made.add_argument("--book", type=Path, default=Path(), help="the folder of the book (default: here)")
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")
    one = commands.add_parser("build", help="build editions into build/")
    one.add_argument("editions", nargs="*", help="names such as pdf-ja, formats such as html, languages such as en (default: all)")
    one.add_argument("--jobs", type=int, default=2, help="how many editions at once (default: 2)")
    one.set_defaults(run=build)
    commands.add_parser("check", help="judge the facts and the register").set_defaults(run=check)
    commands.add_parser("paragraphs", help="number the paragraphs that are new").set_defaults(run=number)
    two = commands.add_parser("translate", help="the translators' commands")
    add_commands(two)
    add_exercises(commands.add_parser("exercises", help="the pupils' commands"))
    add_grade(commands.add_parser("grade", help="grade Python tasks that were handed in"))
    add_kit(commands, say)
    add_new_book(commands, say)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 done, 1 something is wrong with the book, 2 the command line is."""
    options = parser().parse_args(arguments)
    try:
        # A command that works on any files opens a book itself, if there is one.
        book = read_book(options.book) if getattr(options, "needs_book", True) else None
        return int(options.run(book, options))
    except Refused as refused:
        show(refused.findings)
        return 1
    except OSError as error:  # a full disk, a folder without the right to write
        where = Where(str(error.filename or "taiyaku"))
        show([Finding("press.cannot-write", where, error.strerror or str(error), "make room, or look at the rights; then run it again")])
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
