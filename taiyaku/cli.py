"""The command line: thin, it calls the rooms and prints.

Only the room of the command that was asked for is imported: a save hook that checks one catalogue does not wait for the PDF compiler.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from taiyaku import __version__
from taiyaku.editions import read_book
from taiyaku.finding import Finding, Refused, Where, show

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


#: Every command: its help, and the module and function that add its options.
COMMANDS = {
    "build": ("build editions into build/", "taiyaku.commands", "add_build"),
    "check": ("judge the facts and the register", "taiyaku.commands", "add_check"),
    "paragraphs": ("number the paragraphs that are new", "taiyaku.commands", "add_number"),
    "translate": ("the translators' commands", "taiyaku.translation.commands", "add_commands"),
    "exercises": ("the pupils' commands", "taiyaku.exercises.commands", "add_exercises"),
    "grade": ("grade Python tasks that were handed in", "taiyaku.exercises.commands", "add_grade"),
    "kit": ("make a teaching kit for a class", "taiyaku.kit.command", "add_options"),
    "new-book": ("lay out a small bilingual book", "taiyaku.newbook.command", "add_options"),
}


def parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """Every command with its help, and the options of those that are among the words of a command line; without words, of all."""
    made = argparse.ArgumentParser("taiyaku", description="The press for bilingual annotated books.", epilog=EXAMPLES)
    made.formatter_class = argparse.RawDescriptionHelpFormatter
    made.add_argument("--version", action="version", version=f"taiyaku {__version__}")
    made.add_argument("--book", type=Path, default=Path(), help="the folder of the book (default: here)")
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, (told, module, add) in COMMANDS.items():
        one = commands.add_parser(name, help=told)
        if words is None or name in words:
            getattr(importlib.import_module(module), add)(one)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 done, 1 something is wrong with the book, 2 the command line is."""
    words = sys.argv[1:] if arguments is None else arguments
    options = parser(words).parse_args(words)
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
