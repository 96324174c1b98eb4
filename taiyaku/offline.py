"""One archive a language, to carry away: the web edition, the parallel text, the files to read and to teach with, and a start page."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from taiyaku.editions import Book, Edition, Format
from taiyaku.start import doors, render, style

FOLDER = "offline"
#: Already packed by themselves; to deflate them again costs time and saves nothing.
PACKED = {".epub", ".pdf", ".zip", ".imscc", ".apkg", ".docx", ".pptx", ".xlsx", ".png", ".woff2"}
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

    Entries are sorted and dated with ``epoch``, in seconds since 1970, so that the same editions give the same bytes.
    """
    build = book.root / "build"
    editions = carried(book, lang)
    if not any(edition.format is Format.HTML and (build / edition.place / "index.html").is_file() for edition in editions):
        return None
    made = place(book, lang)
    made.parent.mkdir(parents=True, exist_ok=True)
    draft = made.with_name(f".{made.name}.new")
    when = time.gmtime(max(epoch, 315532800))[:6]
    with ZipFile(draft, "w") as archive:
        for name, content in sorted(contents(book, lang, editions)):
            entry = ZipInfo(f"{book.file_name}-{lang}/{name}", (when[0], when[1], when[2], when[3], when[4], when[5]))
            entry.external_attr = 0o644 << 16
            if Path(name).suffix not in PACKED:
                entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    draft.replace(made)
    return made


def contents(book: Book, lang: str, editions: list[Edition]) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of what goes in; pages lose the links to web editions that stay behind."""
    build = book.root / "build"
    along = {Path(edition.place).name for edition in editions if edition.format in {Format.HTML, Format.ALIGNED}}
    for edition in editions:
        where = build / edition.place
        files = [where] if where.is_file() else sorted(path for path in where.rglob("*") if path.is_file())
        for path in files:
            content = path.read_bytes()
            yield str(path.relative_to(build)), keep_switches(content, along) if path.suffix == ".html" else content
    shown = [door for door in doors(book) if door.lang == lang and door.format != FOLDER]
    yield "index.html", render(book, shown, (lang,)).encode()
    yield "start.css", style().encode()


def keep_switches(page: bytes, along: set[str]) -> bytes:
    """The page with only those links in its switcher of editions whose folders are ``along``."""

    def keep(link: re.Match[bytes]) -> bytes:
        return link[0] if link[1].decode() in along else b""

    return SWITCH.sub(lambda nav: nav[1] + SWITCHED.sub(keep, nav[2]) + nav[3], page)
