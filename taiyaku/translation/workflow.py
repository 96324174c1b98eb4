"""Bring the catalogues up to date: the chapters' templates from Sphinx, the facts' from the press, both merged by sphinx-intl."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polib

from taiyaku.editions import Book
from taiyaku.facts import load
from taiyaku.finding import Finding, Refused, Where
from taiyaku.translation.templates import write_template

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one catalogue is: messages translated, fuzzy and missing."""

    file: str
    translated: int
    fuzzy: int
    missing: int


def run(command: list[str], root: Path, what: str) -> str:
    """Run a program of the house; raises ``Refused`` with what it said where it fails."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused([Finding("translation.failed", Where(what), (done.stderr or done.stdout).strip())])
    return done.stdout


def update(book: Book, say: Say) -> None:
    """Make the templates and merge them into every language's catalogues; a second run changes nothing."""
    templates = book.root / "build" / ".work" / "gettext"
    say("reading the chapters …")
    command = [
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "gettext",
        "-c",
        str(book.root),
        "-d",
        str(templates.with_name("doctrees") / "gettext"),
    ]
    run([*command, str(book.docs), str(templates)], book.root, "docs")
    count = write_template(load(book.root), book.source_language, templates / "facts.pot")
    say(f"facts: {count} texts")
    for lang in book.translations:
        before = {path: path.read_text("utf-8") for path in catalogs(book, lang)}
        # -w 0: one line a message, so that a change of one word is a change of one line.
        run(["sphinx_intl", "update", "-p", str(templates), "-d", str(book.locales), "-l", lang, "-w", "0"], book.root, "sphinx-intl")
        for path in catalogs(book, lang):
            settle(path, before.get(path, ""))
        for row in progress(book, lang):
            say(f"{lang} {row.file}: {row.translated} translated, {row.fuzzy} fuzzy, {row.missing} missing")


def catalogs(book: Book, lang: str) -> list[Path]:
    return sorted((book.locales / lang / "LC_MESSAGES").glob("*.po"))


def settle(path: Path, before: str) -> None:
    """Drop what only makes noise: placeholders and dates in the header, and false format flags on text with braces."""
    text = path.read_text("utf-8")
    text = re.sub(
        r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid-Bugs-To): .*\\n"\n',
        "",
        text,
        flags=re.MULTILINE,
    )
    text = re.sub(r'^#, fuzzy\n(?=msgid ""\nmsgstr ""\n)', "", text, count=1, flags=re.MULTILINE)
    text = re.sub(r'\A(?:#(?: .*)?\n)+(?=msgid "")', "", text)
    text = re.sub(r"^#, python-(brace-)?format\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(#, .*?), python-(brace-)?format\b", r"\1", text, flags=re.MULTILINE)
    if text != before:
        aside = path.with_name(f".{path.name}.new")
        aside.write_text(text, "utf-8")
        aside.replace(path)


def progress(book: Book, lang: str) -> list[Progress]:
    """How far each catalogue of a language is."""
    rows = []
    for path in catalogs(book, lang):
        catalog = polib.pofile(str(path))
        rows.append(
            Progress(path.name, len(catalog.translated_entries()), len(catalog.fuzzy_entries()), len(catalog.untranslated_entries()))
        )
    return rows
