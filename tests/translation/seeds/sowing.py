"""Sound entries, and errors planted in them: what the checks of translations are measured with.

The kinds of error and the files set aside were fixed before any check was written. An entry belongs to one half for good: *development*, to
look at while a check is made, or *held-out*, which only the measurement sees.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polib

HERE = Path(__file__).parent
ROOT = HERE.parents[2]

#: The chapters that a check may be made with; every other file is held out. Files of mixed content are split entry by entry.
DEVELOPMENT = ("01-", "03-", "05-", "08-", "10-", "for-")
MIXED = ("facts.po", "other-", "01-bridge.po")


@dataclass(frozen=True, slots=True)
class Entry:
    """One message with its translation, and the languages of both."""

    file: str
    line: int
    source: str
    target: str
    pair: str
    msgid: str
    msgstr: str
    fuzzy: bool = False
    comments: tuple[str, ...] = ()

    @property
    def held_out(self) -> bool:
        """Whether only the measurement may see it."""
        name = Path(self.file).name
        if name.startswith(MIXED) or "books" in self.file:
            return hashlib.sha256(self.msgid.encode()).digest()[0] % 2 == 0
        return not name.startswith(DEVELOPMENT)


#: Changes a translation into a wrong one; ``None`` where the kind of error cannot be made of this entry.
Sow = Callable[[Entry], "str | Entry | None"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error: its name, the families of findings that count as having found it, and how to make one."""

    name: str
    families: tuple[str, ...]
    sow: Sow


@dataclass(frozen=True, slots=True)
class Seed:
    """An entry with an error in it, and the sound one that it was made of."""

    kind: Kind
    sound: Entry
    wrong: Entry


def read(path: Path, source: str, target: str) -> list[Entry]:
    """The translated entries of a catalogue."""
    file = str(path.relative_to(ROOT))
    return [
        Entry(
            file,
            entry.linenum,
            source,
            target,
            f"{source}-{target}",
            entry.msgid,
            entry.msgstr,
            comments=tuple(entry.tcomment.splitlines()),
        )
        for entry in polib.pofile(str(path))
        if entry.msgstr and not entry.obsolete and not entry.fuzzy
    ]


def sound_entries() -> list[Entry]:
    """Every sound entry: the book's own catalogues, the little book's, and entries in the style of other projects."""
    entries = [entry for path in sorted((ROOT / "locales/en/LC_MESSAGES").glob("*.po")) for entry in read(path, "ja", "en")]
    entries += [
        entry for path in sorted((ROOT / "tests/books/mini/locales/ja/LC_MESSAGES").glob("*.po")) for entry in read(path, "en", "ja")
    ]
    for pair in ("ja-en", "en-ja", "ja-es"):
        source, target = pair.split("-")
        entries += read(HERE / f"other-{pair}.po", source, target)
    return entries


def plant(kinds: tuple[Kind, ...], entries: list[Entry], most: int = 7) -> Iterator[Seed]:
    """Plant up to ``most`` errors of every kind, the same ones in every run; entries of other projects come first."""

    def order(kind: Kind, entry: Entry) -> tuple[bool, bytes]:
        return "other-" not in entry.file, hashlib.sha256(f"{kind.name} {entry.msgid}".encode()).digest()

    for kind in kinds:
        made = 0
        for entry in sorted(entries, key=lambda entry: order(kind, entry)):
            wrong = kind.sow(entry)
            if isinstance(wrong, str):
                wrong = replace(entry, msgstr=wrong) if wrong != entry.msgstr else None
            if wrong is None:
                continue
            yield Seed(kind, entry, wrong)
            made += 1
            if made == most:
                break


def swap(pattern: str, change: Callable[[re.Match[str]], str] | str, when: str = "", flags: int = 0, target: str = "") -> Sow:
    """Make an error by changing the first match of a pattern in the translation, where the source matches ``when``."""
    found, needed = re.compile(pattern, flags), re.compile(when)

    def sow(entry: Entry) -> str | None:
        if (target and entry.target != target) or not needed.search(entry.msgid):
            return None
        made, count = found.subn(change, entry.msgstr, count=1)
        return made if count else None

    return sow


def first_of(*ways: Sow) -> Sow:
    """The first of several ways that can be gone."""

    def sow(entry: Entry) -> str | Entry | None:
        return next((made for way in ways if (made := way(entry)) is not None), None)

    return sow
