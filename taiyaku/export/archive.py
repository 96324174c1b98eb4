"""Zip archives whose bytes depend on their contents alone: fixed times and modes, entries in a fixed order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

TIME = (1980, 1, 1, 0, 0, 0)
MODE = 0o100644 << 16
#: What office programs write of the moment of saving.
SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def write_zip(entries: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """An archive of the entries in the order given; ``stored`` leaves them uncompressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name, TIME)
            entry.external_attr, entry.create_system = MODE, 3
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return made.getvalue()


def repack(data: bytes, date: str = "", *, stored: bool = False) -> bytes:
    """The same archive without the times at which it was made; an office file is dated ``date`` (YYYY-MM-DD) where that is given."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    if "docProps/core.xml" in entries:
        moment = f"{date or '1980-01-01'}T00:00:00Z".encode()
        entries["docProps/core.xml"] = SAVED.sub(rb"\g<1>" + moment + rb"\g<2>", entries["docProps/core.xml"])
    return write_zip(entries, stored=stored)
