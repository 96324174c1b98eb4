"""Bring the catalogues up to date: the chapters' templates from Sphinx, the facts' from the press, both merged by sphinx-intl."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import polib
from babel import Locale, UnknownLocaleError

from taiyaku.editions import Book
from taiyaku.facts import Facts, load
from taiyaku.finding import Finding, Refused, Where
from taiyaku.languages import BOOK
from taiyaku.lock import alone, held
from taiyaku.translation.comments import Commenter
from taiyaku.translation.merge import Head, Merged, fields_of, merge
from taiyaku.translation.sound import open_catalogs
from taiyaku.translation.templates import write_book_template, write_template
from taiyaku.whole import pass_on_no_room

Say = Callable[[str], None]
Contexts = Mapping[str, Mapping[str, tuple[str, str]]]
VIA = "X-Taiyaku-Via"
#: What went wrong, in the report that Sphinx makes of a crash of its own.
CRASH = re.compile(r"^ *(\S.*)\n\s*\nThe full traceback", re.MULTILINE)


def run(command: list[str], root: Path, what: str) -> str:
    """Run a program of the house; raises ``Refused`` with what it said where it fails, ``OSError`` where it had no room to write."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=root, capture_output=True, text=True, check=False, pass_fds=held())
    if done.returncode:
        pass_on_no_room(done.stderr)
        said = (done.stderr or done.stdout).strip().splitlines()
        faults = [line for line in said if "WARNING: " in line or "ERROR: " in line] or CRASH.findall(done.stderr) or said[-1:]
        raise Refused([Finding("translation.failed", Where(what), line, "mend it, and run the command again") for line in faults])
    return done.stdout


def folder_of(book: Book, lang: str) -> Path:
    return book.locales / lang / "LC_MESSAGES"


def catalogs(book: Book, lang: str) -> list[Path]:
    """The catalogues of a language, in the order of their names."""
    return sorted(folder_of(book, lang).glob("*.po"))


def update(book: Book, say: Say, languages: tuple[str, ...] = (), via: str = "") -> None:
    """Make the templates and merge them into the catalogues of some languages (all by default); a second run changes nothing.

    ``via`` begins new catalogues with that language in the translators' comments. Raises ``Refused`` with every fault of every catalogue
    before anything is written.
    """
    with alone(book.root / "build"):
        update_all(book, say, languages or book.translations, via)


def update_all(book: Book, say: Say, wanted: tuple[str, ...], via: str) -> None:
    """The same, for a caller that is alone in the checkout."""
    for lang in wanted:
        open_catalogs(catalogs(book, lang))
    templates, facts = make_templates(book, say)
    contexts: Contexts = json.loads((templates / "contexts.json").read_text("utf-8"))
    for lang in sorted(wanted, key=lambda lang: via_of(book, lang) != ""):  # what others are translated from comes first
        say(f"{lang}: {summary(update_one(book, lang, templates, facts, contexts, via))}")


def make_templates(book: Book, say: Say) -> tuple[Path, Facts]:
    """Read the chapters and write the template of each, and that of the facts."""
    facts = load(book.root)
    templates = book.root / "build" / ".work" / "gettext"
    say("reading the chapters …")
    command = ["sphinx", "-q", "-W", "--keep-going", "-b", "gettext", "-c", str(book.root)]
    command += ["-d", str(templates.with_name("doctrees") / "gettext"), "-D", f"language={book.source_language}"]
    run([*command, str(book.docs), str(templates)], book.root, "docs")
    for stale in templates.glob("*.pot"):
        if stale.stem != "facts" and not (book.docs / stale.stem).with_suffix(".md").is_file():
            stale.unlink()
    write_template(facts, book.source_language, templates / "facts.pot")
    return templates, facts


def update_one(book: Book, lang: str, templates: Path, facts: Facts, contexts: Contexts, via: str = "") -> Merged:
    """Merge all templates into one language."""
    sources = sorted(templates.glob("*.pot"))
    own = templates / lang / Path(BOOK).with_suffix(".pot").name
    if write_book_template(book.words, book.source_language, lang, own):
        sources.insert(0, own)
    pivot = via_of(book, lang) or via
    said = {name: spoken(catalog) for name, catalog in open_catalogs(catalogs(book, pivot)).items()} if pivot else {}
    if pivot:
        said[BOOK] = {by[book.source_language]: by[pivot] for _, by in book.words if pivot in by and book.source_language in by}
    commenter = Commenter(lang, facts, contexts, pivot, said)
    head = Head(book.file_name, f"{language_name(lang)} translators", now(), pivot)
    return merge(folder_of(book, lang), sources, templates.with_name("merging") / lang, lang, head, commenter.comment)


def via_of(book: Book, lang: str) -> str:
    """The language that a language is translated through, as its catalogues say; "" for none."""
    return fields_of(open_catalogs(catalogs(book, lang)).values(), VIA)


def spoken(catalog: polib.POFile) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in catalog.translated_entries()}


def language_name(lang: str) -> str:
    """A language's name in English; its code where it is not known."""
    try:
        return Locale.parse(lang.replace("_", "-"), sep="-").english_name or lang
    except (ValueError, UnknownLocaleError):
        return lang


def now() -> str:
    """The time as PO headers write it; ``SOURCE_DATE_EPOCH`` where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    time = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else dt.datetime.now(dt.UTC)
    return time.strftime("%Y-%m-%d %H:%M+0000")


def summary(merged: Merged) -> str:
    """What an update did, in words."""
    if not merged.written:
        return "up to date"
    parts = [f"{len(merged.written)} files written"]
    for count, words in (
        (merged.new, "new texts"),
        (merged.moved, "found again elsewhere"),
        (merged.fuzzy, "near matches to review"),
        (merged.gone, "texts gone, kept as obsolete"),
    ):
        parts += [f"{count} {words}"] if count else []
    return ", ".join(parts)
