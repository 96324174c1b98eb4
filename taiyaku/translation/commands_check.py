"""``taiyaku translate check``: any catalogues, with a book around them or without."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from taiyaku.editions import Book, read_book
from taiyaku.facts import load
from taiyaku.finding import Finding, Refused, Where
from taiyaku.translation.checks.glossary import EMPTY, Glossary, from_facts, read_glossary
from taiyaku.translation.checks.judging import Judged, Languages, judge_files
from taiyaku.translation.checks.reports import WRITERS, Report, explain
from taiyaku.translation.checks.subject import Setting
from taiyaku.translation.checks.table import CHECKS
from taiyaku.whole import write_whole

CHECK_HELP = """exit status: 0 nothing found, 1 errors or warnings found, 2 could not run

examples:
  taiyaku translate check                          every catalogue of the book
  taiyaku translate check locales/es               one language
  taiyaku translate check --format sarif F.po      any catalogue, for a program to read
  taiyaku translate check --skip leftovers.fuzzy DOCS/locales
  taiyaku translate check --explain values.bound

“This is meant”: a translator's comment above the entry, # taiyaku: ok values.number — and the reason
"""


def add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``check`` to the translators' commands."""
    made = commands.add_parser("check", help="look for errors in translations", epilog=CHECK_HELP)
    made.formatter_class = argparse.RawDescriptionHelpFormatter
    made.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="PO files, or folders with some (default: locales/ of the book)")
    made.add_argument(
        "--source", default="", metavar="LANG", help="the language of the sources (default: the book's, or what they look like)"
    )
    made.add_argument("--target", default="", metavar="LANG", help="the language of the translations (default: what each file says)")
    made.add_argument("--glossary", type=Path, metavar="FILE", help="a table of terms, CSV or TSV: source term, then the names allowed")
    made.add_argument("--only", action="append", default=[], metavar="CODE", help="only these checks, or families such as values")
    made.add_argument("--skip", action="append", default=[], metavar="CODE", help="not these")
    made.add_argument("--format", choices=sorted(WRITERS), default="text", help="text, json, github (annotations) or sarif (2.1.0)")
    made.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to the terminal")
    made.add_argument("--jobs", type=int, default=0, metavar="N", help="how many processes (default: one a core)")
    made.add_argument("--explain", metavar="CODE", help="say what a check looks for (a code, a family, or all) and end")
    made.set_defaults(run=run_check, needs_book=False)


def run_check(book: Book | None, options: argparse.Namespace) -> int:
    """Judge catalogues and print what was found. Returns the exit status."""
    if options.explain:
        lines = list(explain(options.explain))
        print("\n".join(lines) if lines else f"no check is called {options.explain}; see --explain all")
        return 0 if lines else 2
    try:
        report = check_translations(options)
        text = "\n".join(WRITERS[options.format](report)) + "\n"
        if options.output:
            write_whole(options.output, text.encode())
        else:
            sys.stdout.write(text)
    except Refused as refused:
        print("\n".join(map(str, refused.findings)), file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return 1 if report.failed else 0


def check_translations(options: argparse.Namespace) -> Report:
    """Judge what the options name; raises ``Refused`` where there is nothing to judge or the glossary cannot be read."""
    book = book_around(options)
    if not options.paths and book is None:
        hint = "name a PO file or a folder, or run it inside a book"
        raise Refused([Finding("catalog.missing", Where(str(options.book)), "no book here (conf.py, facts/)", hint)])
    paths = list(find_catalogues(options.paths or [book.locales if book else Path()]))
    unknown = [name for name in (*options.only, *options.skip) if not any(selects(name, check.code) for check in CHECKS)]
    if unknown:
        raise Refused([Finding("check.unknown", Where("--only, --skip"), f"no check is called {unknown[0]}", "see --explain all")])
    source = options.source or (book.source_language if book else "")
    hosts = frozenset(host.lower().removeprefix("www.") for host in book.hosts) if book else frozenset()
    judged: list[Judged] = []
    for target, group in by_language(paths, options.target, book):
        setting = Setting(source, target, glossary_for(options, book, source, target), hosts)
        judged += judge_files(group, Languages(source, target), setting, options.jobs)
    chosen = [
        finding
        for one in sorted(judged, key=lambda one: paths.index(one.path))
        for finding in one.findings
        if (not options.only or any(selects(name, finding.code) for name in options.only))
        and not any(selects(name, finding.code) for name in options.skip)
    ]
    return Report(len(paths), sum(one.messages for one in judged), tuple(chosen))


def selects(name: str, code: str) -> bool:
    """Whether a name on the command line means a check: its code or its family."""
    return code == name or code.startswith(f"{name.removesuffix('.*').removesuffix('.')}.")


def book_around(options: argparse.Namespace) -> Book | None:
    """The book in the folder that the command line names; none where there is none, or where the paths lie outside it."""
    if not ((options.book / "conf.py").is_file() and (options.book / "facts").is_dir()):
        return None
    try:
        book = read_book(options.book)
    except Refused:
        if options.paths:
            return None
        raise
    inside = all(path.resolve().is_relative_to(book.locales.resolve()) for path in options.paths)
    return book if inside else None


def find_catalogues(paths: list[Path]) -> Iterator[Path]:
    """Every catalogue that paths name, files in the order given and folders in that of names; raises ``Refused`` where one has none."""
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.rglob("*.po") if not any(part.startswith(".") for part in file.relative_to(path).parts))
            if not found:
                raise Refused([Finding("catalog.missing", Where(str(path)), "no PO file here or below", "name another folder")])
            yield from found
        elif path.exists():
            yield path
        else:
            raise Refused([Finding("catalog.missing", Where(str(path)), "no such file or folder", "check the name")])


def by_language(paths: list[Path], target: str, book: Book | None) -> Iterator[tuple[str, list[Path]]]:
    """The catalogues of each language of the book by themselves, since each has a glossary of its own; others all at once."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        lang = target or (path.resolve().relative_to(book.locales.resolve()).parts[0] if book else "")
        groups.setdefault(lang, []).append(path)
    yield from groups.items()


def glossary_for(options: argparse.Namespace, book: Book | None, source: str, target: str) -> Glossary:
    """The terms to keep: of the book's facts, of the table named on the command line, or both."""
    own = from_facts(load(book.root), source, target) if book and target else EMPTY
    return replace(own, by_name=read_glossary(options.glossary).by_name) if options.glossary else own
