"""``taiyaku translate …``: each subcommand with its options; thin, they call the rest of the room and print."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from taiyaku.editions import Book
from taiyaku.finding import Finding, Refused, Where, show
from taiyaku.translation.beginning import begin_language
from taiyaku.translation.commands_check import add_check
from taiyaku.translation.commands_exchange import add_exchange
from taiyaku.translation.preview import preview
from taiyaku.translation.status import faults_of, progress_of, table, to_json
from taiyaku.translation.workflow import catalogs, update

Run = Callable[[Book, argparse.Namespace], int]


def say(line: str) -> None:
    print(line, flush=True)


def run_update(book: Book, options: argparse.Namespace) -> int:
    update(book, say, tuple(options.languages))
    return 0


def run_new(book: Book, options: argparse.Namespace) -> int:
    begin_language(book, options.language, options.via, say)
    return 0


def run_status(book: Book, options: argparse.Namespace) -> int:
    """Show how far the translations are; 1 where a language has no catalogue, or one is broken."""
    rows = {lang: progress_of(catalogs(book, lang), book.source_language) for lang in options.languages or book.translations}
    if empty := [lang for lang, found in rows.items() if not found]:
        hint = f"there are: {', '.join(book.translations) or 'none'}"
        raise Refused([Finding("translation.unknown-language", Where("command line"), f"no catalogue of `{lang}`", hint) for lang in empty])
    if options.json:
        say(to_json(rows, book.source_language))
    else:
        say("\n\n".join("\n".join(table(lang, found, book.source_language)) for lang, found in rows.items()))
    broken = faults_of(path for lang in rows for path in catalogs(book, lang))
    show(broken)
    return 1 if broken else 0


def run_preview(book: Book, options: argparse.Namespace) -> int:
    lang = options.language or next(iter(book.translations), book.source_language)
    return preview(book, lang, options.port, options.open, say)


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
    three = commands.add_parser("status", help="show how far each translation is")
    three.add_argument("languages", nargs="*", metavar="LANG", help="languages such as en (default: all)")
    three.add_argument("--json", action="store_true", help="for programs")
    three.set_defaults(run=run_status)
    four = commands.add_parser("preview", help="see a translation while it is written")
    four.add_argument("language", nargs="?", default="", metavar="LANG", help="default: the first translation of the book")
    four.add_argument("--port", type=int, default=8000, help="where on this machine (default: 8000)")
    four.add_argument("--open", action="store_true", help="open it in the browser")
    four.set_defaults(run=run_preview)
    add_check(commands)
    add_exchange(commands)
