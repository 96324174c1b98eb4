"""``taiyaku translate …``: each subcommand with its options; thin, they call the rest of the room and print."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from taiyaku.editions import Book
from taiyaku.translation.beginning import begin_language
from taiyaku.translation.commands_check import add_check
from taiyaku.translation.workflow import update

Run = Callable[[Book, argparse.Namespace], int]


def say(line: str) -> None:
    print(line, flush=True)


def run_update(book: Book, options: argparse.Namespace) -> int:
    update(book, say, tuple(options.languages))
    return 0


def run_new(book: Book, options: argparse.Namespace) -> int:
    begin_language(book, options.language, options.via, say)
    return 0


def add_commands(made: argparse.ArgumentParser) -> None:
    """Add every subcommand to ``taiyaku translate``."""
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")
    one = commands.add_parser("update", help="bring locales/ up to date with the text")
    one.add_argument("languages", nargs="*", metavar="LANG", help="languages such as en (default: all)")
    one.set_defaults(run=run_update)
    two = commands.add_parser("new", help="begin a language")
    two.add_argument("language", metavar="LANG", help="its code, such as es or pt-BR")
    two.add_argument("--via", default="", metavar="LANG", help="show this translation in the comments, for translators who read it")
    two.set_defaults(run=run_new)
    add_check(commands)
