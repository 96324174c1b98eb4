"""``taiyaku translate export | import | glossary``: files for other translators' tools, and back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from taiyaku.editions import Book
from taiyaku.facts import load
from taiyaku.translation.exchange.bringing import SUFFIXES, bring, export
from taiyaku.translation.exchange.terms import compare, read_terms, terms_of, write_csv, write_tbx, write_weblate
from taiyaku.whole import write_whole

GLOSSARIES = {"csv": "csv", "tbx": "tbx", "weblate": "csv"}


def run_export(book: Book, options: argparse.Namespace) -> int:
    place = options.output or book.root / "build" / "exchange" / f"{book.file_name}-{options.language}.{SUFFIXES[options.format]}"
    count = export(book, options.language, options.format, place)
    print(f"{place}: {count} entries")
    return 0


def run_import(book: Book, options: argparse.Namespace) -> int:
    """Bring a file in; 1 where some of it found no place."""
    brought = bring(book, options.file, options.language)
    for finding in brought.strangers:
        print(finding, file=sys.stderr)
    print(f"{brought.changed} entries changed in {len(brought.written)} catalogues, {len(brought.strangers)} without a place")
    return 1 if brought.strangers else 0


def run_glossary(book: Book, options: argparse.Namespace) -> int:
    """Write the glossary, or say what a file proposes otherwise; 1 where it proposes something."""
    lang = options.language or book.source_language
    terms = terms_of(load(book.root), lang)
    if options.compare:
        proposals = list(compare(terms, read_terms(options.compare)))
        print("\n".join(map(str, proposals)) if proposals else "nothing is proposed otherwise")
        return 1 if proposals else 0
    name = f"glossary-{options.format}-{lang}.{GLOSSARIES[options.format]}"
    place = options.output or book.root / "build" / "exchange" / name
    if options.format == "csv":
        data = write_csv(terms)
    elif options.format == "tbx":
        data = write_tbx(terms, book.titles[lang], lang)
    else:
        data = write_weblate(terms, book.source_language, lang)
    write_whole(place, data)
    print(f"{place}: {len(terms)} terms")
    return 0


def add_exchange(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three commands."""
    one = commands.add_parser("export", help="write a language's catalogues as XLIFF or TMX")
    one.add_argument("language", metavar="LANG")
    one.add_argument("--format", choices=sorted(SUFFIXES), default="xliff")
    one.add_argument("--output", type=Path, metavar="FILE", help="default: in build/exchange/")
    one.set_defaults(run=run_export)
    two = commands.add_parser("import", help="bring an XLIFF or TMX file back into the catalogues")
    two.add_argument("file", type=Path, metavar="FILE")
    two.add_argument("language", nargs="?", default="", metavar="LANG", help="default: what the file says")
    two.set_defaults(run=run_import)
    three = commands.add_parser("glossary", help="write the glossary as CSV, TBX or for Weblate, or read proposals")
    three.add_argument("language", nargs="?", default="", metavar="LANG", help="of the definitions, and of the terms for Weblate")
    three.add_argument("--format", choices=sorted(GLOSSARIES), default="csv")
    three.add_argument("--output", type=Path, metavar="FILE", help="default: in build/exchange/")
    three.add_argument("--compare", type=Path, metavar="FILE", help="say what a CSV or TBX file proposes otherwise")
    three.set_defaults(run=run_glossary)
