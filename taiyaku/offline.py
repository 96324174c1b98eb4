"""One archive a language, to carry away: the web edition, the parallel text, the files to read and to teach with, and a start page."""

from __future__ import annotations

import os
import re
import struct
import time
import zlib
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from taiyaku import craft
from taiyaku.editions import Book, Edition, Format
from taiyaku.start import doors, render, style
from taiyaku.unchanged import listing, read_note, write_note

FOLDER = "offline"
#: Already packed by themselves; to deflate them again costs time and saves nothing.
PACKED = {".epub", ".pdf", ".zip", ".imscc", ".apkg", ".docx", ".pptx", ".xlsx", ".png", ".woff2"}
#: How hard to deflate: twice as fast as the usual 6, for a twenty-fifth more.
QUICK = 4
SWITCH = re.compile(rb'(<nav class="tai-switch"[^>]*>)(.*?)(</nav>)', re.DOTALL)
SWITCHED = re.compile(rb'\s*<a href="(?:\.\./)+([\w-]+)/[^"]*"[^>]*>.*?</a>', re.DOTALL)


def place(book: Book, lang: str) -> Path:
    """Where the archive of a language lies."""
    return book.root / "build" / FOLDER / f"{book.file_name}-{lang}.zip"


def carried(book: Book, lang: str) -> list[Edition]:
    """The editions that a reader of a language takes along: those in it, and the parallel texts that have it on one side."""
    source = lang == book.source_language
    return [edition for edition in book.editions() if edition.language == lang or (source and edition.aligned)]


def pack(book: Book, lang: str, epoch: int) -> Path | None:
    """Write the archive of a language aside and put it in its place; none where its web edition is not built.

    One that lies there already, of the same files, is left as it is.

    Entries are sorted and dated with ``epoch``, in seconds since 1970, so that the same editions give the same bytes.
    """
    build = book.root / "build"
    editions = carried(book, lang)
    if not any(edition.format is Format.HTML and (build / edition.place / "index.html").is_file() for edition in editions):
        return None
    made = place(book, lang)
    lies = {edition.place: listing(build / edition.place) for edition in editions}
    along = {Path(edition.place).name for edition in editions if edition.format in {Format.HTML, Format.ALIGNED}}
    page = doors_in(book, lang)
    start: dict[str, bytes | Path] = {"index.html": page.encode(), "start.css": style().encode()}
    note, ground = build / ".work" / f".{FOLDER}-{lang}.made", [craft(), epoch, sorted(along)]
    rests = {"ground": ground, "lies": lies, "start": page, "made": listing(made)}
    noted = read_note(note)
    if noted == rests:
        return made
    same = unchanged(noted, rests)
    note.unlink(missing_ok=True)
    made.parent.mkdir(parents=True, exist_ok=True)
    draft = made.with_name(f".{made.name}.new")
    when = time.gmtime(max(epoch, 315532800))[:6]
    with ZipFile(draft, "w") as archive, ExitStack() as opened:
        before = open_archive(made, opened)
        for name, content in sorted((start | files_in(book, editions)).items()):
            entry = ZipInfo(f"{book.file_name}-{lang}/{name}", (when[0], when[1], when[2], when[3], when[4], when[5]))
            entry.external_attr = 0o644 << 16
            if Path(name).suffix not in PACKED:
                entry.compress_type = ZIP_DEFLATED
            if before and name in same and take_over(entry, None, before, archive):
                continue
            data = content if isinstance(content, bytes) else read_for(content, along)
            if not (before and take_over(entry, data, before, archive)):
                archive.writestr(entry, data, compresslevel=QUICK)
    draft.replace(made)
    write_note(note, rests | {"made": listing(made)})
    return made


def unchanged(noted: object, rests: dict[str, Any]) -> set[str]:
    """The files, relative to ``build/``, that lie as they lay when the archive was packed, if it lies as it was packed itself."""
    if not isinstance(noted, dict) or noted.get("ground") != rests["ground"] or noted.get("made") != rests["made"]:
        return set()
    before = {(place, *row) for place, rows in noted.get("lies", {}).items() for row in rows}
    return {str(Path(place).parent / row[0]) for place, rows in rests["lies"].items() for row in rows if (place, *row) in before}


def open_archive(path: Path, opened: ExitStack) -> ZipFile | None:
    """The archive of an earlier run, where there is one that can be read."""
    try:
        return opened.enter_context(ZipFile(path))
    except (OSError, BadZipFile):
        return None


def take_over(entry: ZipInfo, content: bytes | None, before: ZipFile, archive: ZipFile) -> bool:
    """Write an entry as an earlier archive has it packed, if that is the same to the byte: to unpack takes a fifth of packing.

    Without content it is known to be the same, and is not unpacked.
    """
    try:
        old = before.getinfo(entry.filename)
        if old.compress_type != entry.compress_type:
            return False
        if content is not None and (old.file_size != len(content) or before.read(old) != content):
            return False
        assert before.fp is not None
        before.fp.seek(old.header_offset + 26)
        name, extra = struct.unpack("<HH", before.fp.read(4))
        before.fp.seek(name + extra, os.SEEK_CUR)
        packed = before.fp.read(old.compress_size)
    except (KeyError, OSError, BadZipFile, zlib.error, struct.error):
        return False
    # zipfile has no way to write what is packed already; these are the steps that it takes itself.
    assert archive.fp is not None
    entry.CRC, entry.file_size, entry.compress_size = old.CRC, old.file_size, old.compress_size
    archive.fp.seek(archive.start_dir)
    entry.header_offset = archive.fp.tell()
    archive.fp.write(entry.FileHeader() + packed)
    archive.start_dir = archive.fp.tell()
    archive.filelist.append(entry)
    archive.NameToInfo[entry.filename] = entry
    archive._didModify = True  # type: ignore[attr-defined]
    return True


def doors_in(book: Book, lang: str) -> str:
    """The start page of an archive."""
    shown = [door for door in doors(book) if door.lang == lang and door.format != FOLDER]
    return render(book, shown, (lang,))


def files_in(book: Book, editions: list[Edition]) -> dict[str, Path]:
    """What goes in, by name relative to ``build/``."""
    build = book.root / "build"
    places = [build / edition.place for edition in editions]
    found = (path for place in places for path in ([place] if place.is_file() else place.rglob("*")) if path.is_file())
    return {str(path.relative_to(build)): path for path in found}


def read_for(path: Path, along: set[str]) -> bytes:
    """A file as it goes in: pages lose the links to web editions that stay behind."""
    content = path.read_bytes()
    return keep_switches(content, along) if path.suffix == ".html" else content


def keep_switches(page: bytes, along: set[str]) -> bytes:
    """The page with only those links in its switcher of editions whose folders are ``along``."""

    def keep(link: re.Match[bytes]) -> bytes:
        return link[0] if link[1].decode() in along else b""

    return SWITCH.sub(lambda nav: nav[1] + SWITCHED.sub(keep, nav[2]) + nav[3], page)
