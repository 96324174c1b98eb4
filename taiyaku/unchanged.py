"""What an edition was made from, and whether that is the same still: an edition of which nothing changed is left as it lies.

The print of an edition is a digest of everything that can change it: its settings, the book's sources and those of its catalogues, every
other file that a run on the same doctrees ever read, the names in every folder that it listed, the press, and the versions of what is
installed. It is noted when the edition lies in its place, with what lies there, and is gone while the edition is being made.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from taiyaku.aspects import LEAD, tell
from taiyaku.editions import Book, Edition
from taiyaku.press import epoch
from taiyaku.whole import write_whole

Listing: TypeAlias = list[list[str | int]]
#: The sources of a book, of which everything counts; of what else it has, what was read.
ROOMS = ("docs", "facts")


@dataclass(slots=True)
class Prints:
    """The prints of a book's editions during one command: each file is read once, all of them as they were when it began."""

    book: Book
    _begun: int = field(default_factory=time.time_ns)
    _files: dict[str, bytes] = field(default_factory=dict)
    _common: str = ""

    def __post_init__(self) -> None:
        self._common = self._of_all()

    def stands(self, edition: Edition) -> bool:
        """Whether an edition lies in its place as it was made, and would be made the same again."""
        return read_note(self._note(edition)) == [self.of(edition), listing(self.book.root / "build" / edition.place)]

    def begin(self, edition: Edition) -> None:
        """Forget what was noted: the edition is about to be made."""
        self._note(edition).unlink(missing_ok=True)

    def note(self, edition: Edition) -> None:
        """Note that an edition lies in its place, made from the files as they were when the command began.

        Of a file that the run was the first to read nobody knows what it held then: where it is younger than the command, nothing is noted.
        Nor is it where a catalogue is, for a page may say how far it is.
        """
        read = (name for name in self._read(edition.doctrees) if not name.startswith(LEAD) and not name.endswith(os.sep))
        files = (*(self.book.root / name for name in read), *files_of(self.book.locales))
        if not any(changed_since(path, self._begun) for path in files):
            write_note(self._note(edition), [self.of(edition), listing(self.book.root / "build" / edition.place)])

    def note_read(self, doctrees: str, read: Iterable[str]) -> None:
        """Add to what the runs on some doctrees have read."""
        known = set(self._read(doctrees))
        sources = (name.removesuffix(".mo") + ".po" if name.endswith(".mo") else name for name in read)
        if new := {name.removeprefix(f"{self.book.root}{os.sep}") for name in sources} - known:
            write_note(self._inputs(doctrees), sorted(known | new))

    def of(self, edition: Edition) -> str:
        """The print of an edition."""
        digest = hashlib.sha256(f"{self._common} {edition.builder} {sorted(edition.settings.items())}".encode())
        names = {str(path) for path in (self.book.locales / edition.language).rglob("*.po")}
        names |= {name if name.startswith(LEAD) else f"{self.book.root}{os.sep}{name}" for name in self._read(edition.doctrees)}
        for name in sorted(names):
            digest.update(name.encode() + self._digest(name))
        return digest.hexdigest()

    def _of_all(self) -> str:
        """The digest of what every edition rests on; files that came or went count, wherever they lie."""
        book, press = self.book, Path(__file__).parent
        around = [os.environ.get("SOURCE_DATE_EPOCH") or epoch(book.date), sys.version, *installed()]
        names = [book.root / "conf.py", *(path for room in (*ROOMS, book.exercises_path) for path in files_of(book.root / room))]
        digest = hashlib.sha256(json.dumps([around, [str(path) for path in files_of(book.locales)]]).encode())
        for path in sorted((*names, *files_of(press))):
            digest.update(str(path).encode() + self._digest(str(path)))
        return digest.hexdigest()

    def _digest(self, name: str) -> bytes:
        """The digest of a file, of the names in a folder, of an aspect of files, or of nothing where it cannot be read."""
        if name not in self._files:
            try:
                self._files[name] = hashlib.sha256(self._inside(name)).digest()
            except OSError:
                self._files[name] = b""
        return self._files[name]

    def _inside(self, name: str) -> bytes:
        if name.startswith(LEAD):
            return tell(self.book.root, name.removeprefix(LEAD)).encode()
        return json.dumps(names_in(Path(name))).encode() if name.endswith(os.sep) else Path(name).read_bytes()

    def _read(self, doctrees: str) -> list[str]:
        found = read_note(self._inputs(doctrees))
        return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []

    def _note(self, edition: Edition) -> Path:
        return self.book.root / "build" / ".work" / f".{edition.name}.made"

    def _inputs(self, doctrees: str) -> Path:
        return self.book.root / "build" / ".work" / "doctrees" / f".{doctrees}.read"


def files_of(folder: Path) -> list[Path]:
    """The files below a folder, without what Python and gettext compile."""
    found = (path for path in folder.rglob("*") if path.suffix not in {".pyc", ".mo"} and path.is_file())
    return sorted(path for path in found if not path.name.startswith("."))


def names_in(folder: Path) -> list[str]:
    """The names in a folder, without what Python and gettext compile."""
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".mo" and path.name != "__pycache__" and path.name[0] != ".")


def installed() -> list[str]:
    """The names and versions of the packages that are installed, as their folders tell them."""
    return sorted({path.name for place in sys.path for path in Path(place or ".").glob("*.dist-info")})


def listing(place: Path) -> Listing:
    """What lies in a place: names, sizes and times of its files."""
    paths = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    found = ((path, path.stat()) for path in paths)
    return [[str(path.relative_to(place.parent)), state.st_size, state.st_mtime_ns] for path, state in found]


def changed_since(path: Path, moment: int) -> bool:
    """Whether a file changed after a moment, in nanoseconds since 1970; one that is not there did not."""
    try:
        return path.stat().st_mtime_ns > moment
    except OSError:
        return False


def read_note(path: Path) -> object:
    """What was noted; nothing where there is no note, or none that can be read."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def write_note(path: Path, what: object) -> None:
    """Note something, whole or not at all."""
    write_whole(path, json.dumps(what).encode())
