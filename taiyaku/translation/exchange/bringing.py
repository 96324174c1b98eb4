"""Bring translations that come back from another tool into the catalogues; nothing that they do not hold is touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from taiyaku.editions import Book
from taiyaku.finding import Finding, Refused, Severity, Where
from taiyaku.lock import alone
from taiyaku.translation.exchange.tmx import read_tmx, write_tmx
from taiyaku.translation.exchange.xliff import read_xliff, write_xliff
from taiyaku.translation.exchange.xml import refusal
from taiyaku.translation.merge import text_of
from taiyaku.translation.sound import open_catalogs
from taiyaku.translation.workflow import catalogs, folder_of
from taiyaku.whole import write_whole

WRITERS = {"xliff": write_xliff, "tmx": write_tmx}
SUFFIXES = {"xliff": "xlf", "tmx": "tmx"}


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in: the catalogues written, entries changed, and what has no place here."""

    written: tuple[str, ...]
    changed: int
    strangers: tuple[Finding, ...]


def export(book: Book, lang: str, form: str, place: Path) -> int:
    """Write all catalogues of a language as one file; returns how many entries they have."""
    opened = open_catalogs(catalogs(book, lang))
    if not opened:
        hint = f"there are: {', '.join(book.translations)}"
        raise Refused([Finding("translation.unknown-language", Where("command line"), f"no catalogue of `{lang}`", hint)])
    write_whole(place, WRITERS[form](opened, book.source_language, lang))
    return sum(len(catalog) for catalog in opened.values())


def bring(book: Book, path: Path, lang: str = "") -> Brought:
    """Take an XLIFF or TMX file into the catalogues of its language, or of ``lang``. Raises ``Refused`` before anything is written."""
    with alone(book.root / "build"):
        return bring_in(book, path, lang)


def bring_in(book: Book, path: Path, lang: str) -> Brought:
    """The same, for a caller that is alone in the checkout."""
    if path.suffix.lower() in {".xlf", ".xliff"}:
        said, incoming = read_xliff(path)
        target, take = lang or said, take_words
    elif path.suffix.lower() == ".tmx":
        target, incoming = read_tmx(path, book.source_language, lang)
        take = fill_gap
    else:
        raise refusal(path, 0, "neither .xlf nor .tmx", "name a file with that ending")
    ours = open_catalogs(catalogs(book, target)) if target in book.translations else {}
    if not ours:
        raise refusal(path, 0, f"it is in `{target}`, which the book has not", f"begin it with: taiyaku translate new {target}")
    before = {name: text_of(catalog) for name, catalog in ours.items()}
    changed, strangers = merge_in(ours, incoming, take, path)
    written = [name for name, catalog in ours.items() if text_of(catalog) != before[name]]
    for name in written:
        write_whole(folder_of(book, target) / name, text_of(ours[name]).encode())
    return Brought(tuple(written), changed, tuple(strangers))


Take = Callable[[polib.POEntry, polib.POEntry], bool]


def merge_in(ours: Mapping[str, polib.POFile], incoming: Mapping[str, polib.POFile], take: Take, path: Path) -> tuple[int, list[Finding]]:
    """Take every entry that has its like here; returns how many changed, and a finding for each that has none."""
    here = {(name, entry.msgctxt or "", entry.msgid): entry for name, catalog in ours.items() for entry in catalog if not entry.obsolete}
    anywhere: dict[str, list[polib.POEntry]] = {}
    for (_, _, source), entry in here.items():
        anywhere.setdefault(source, []).append(entry)
    changed, strangers = 0, list[Finding]()
    for name, catalog in incoming.items():
        for entry in catalog:
            if entry.obsolete:
                continue
            own = here.get((name, entry.msgctxt or "", entry.msgid))
            targets = [own] if own is not None else anywhere.get(entry.msgid, []) if take is fill_gap else []
            changed += sum(take(target, entry) for target in targets)
            if not targets:
                opening = f"{name}: {entry.msgid[:30]}…"
                hint = "the text has changed since the file was made: translate it anew in the catalogue"
                strangers.append(Finding("exchange.no-place", Where.of(path), f"no such text here: {opening}", hint, Severity.WARNING))
    return changed, strangers


def take_words(own: polib.POEntry, other: polib.POEntry) -> bool:
    """Let an entry say what came back: words, whether they are sure, and the translator's notes. An empty text empties nothing."""
    words = other.msgstr or own.msgstr
    flags = [flag for flag in own.flags if flag != "fuzzy"] + (["fuzzy"] if other.fuzzy and words else [])
    before = (own.msgstr, own.tcomment, sorted(own.flags), dict(own.msgstr_plural))
    own.msgstr, own.tcomment = words, other.tcomment or own.tcomment
    own.flags = own.flags if sorted(flags) == sorted(own.flags) else flags
    own.msgstr_plural = {form: other.msgstr_plural.get(form) or text for form, text in own.msgstr_plural.items()}
    if not own.fuzzy:
        own.previous_msgid = None
    return before != (own.msgstr, own.tcomment, sorted(own.flags), dict(own.msgstr_plural))


def fill_gap(own: polib.POEntry, other: polib.POEntry) -> bool:
    """Fill an entry that has no words from a memory; what a person has translated is not touched."""
    if own.msgstr or not other.msgstr:
        return False
    own.msgstr, own.tcomment = other.msgstr, own.tcomment or other.tcomment
    own.flags += ["fuzzy"] if other.fuzzy else []
    return True
