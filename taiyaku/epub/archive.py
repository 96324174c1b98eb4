"""Pack an EPUB so that the same book gives the same bytes."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EARLIEST = 315532800  # 1 January 1980, the first day that a ZIP file knows
MIMETYPE = b"application/epub+zip"


def build_time() -> int:
    """Seconds since 1970 to date the book with: ``SOURCE_DATE_EPOCH`` where it is set, else now."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def stamp(seconds: int) -> str:
    """The time as a package wants it: UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def write_archive(path: Path, files: Mapping[str, bytes]) -> None:
    """Write ``mimetype`` first and uncompressed, then the files sorted by name, in one step.

    The time of every entry is ``SOURCE_DATE_EPOCH``, or 1980 where that is not set.
    """
    when = time.gmtime(max(int(os.environ.get("SOURCE_DATE_EPOCH") or EARLIEST), EARLIEST))[:6]
    draft = path.with_name(f".{path.name}.new")
    with ZipFile(draft, "w") as archive:
        archive.writestr(_entry("mimetype", when, ZIP_STORED), MIMETYPE)
        for name in sorted(files):
            archive.writestr(_entry(name, when, ZIP_DEFLATED), files[name], compresslevel=9)
    draft.replace(path)


def _entry(name: str, when: tuple[int, ...], method: int) -> ZipInfo:
    entry = ZipInfo(name, (when[0], when[1], when[2], when[3], when[4], when[5]))
    entry.compress_type, entry.external_attr, entry.create_system = method, 0o644 << 16, 3
    return entry
