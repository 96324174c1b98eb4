"""Let a translator's PO file in for writing: what no tool could read whole is named with file and line, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polib

from taiyaku.finding import Finding, Refused, Severity, Where
from taiyaku.translation.po import read_po


def open_catalog(path: Path) -> polib.POFile:
    """The catalogue, or ``Refused`` with every fault of the file that would lose something on writing.

    A byte order mark and the line ends of Windows are read, and left out when the file is next written.
    """
    faults = [fault for fault in read_po(path).faults if fault.severity is Severity.ERROR]
    if faults:
        raise Refused(faults)
    try:
        text = path.read_text("utf-8-sig").replace("\r\n", "\n")
        # polib takes a text without line ends for the name of a file
        catalog = polib.pofile(text if "\n" in text else f"{text}\n", wrapwidth=0)
        catalog.ordered_metadata()  # names of fields that polib cannot sort would stop the writing
        return catalog
    except (OSError, ValueError) as error:
        hint = "mend that line, or take the last good version"
        raise Refused([Finding("catalog.syntax", Where.of(path), str(error).splitlines()[0], hint)]) from None


def open_catalogs(paths: Iterable[Path]) -> dict[str, polib.POFile]:
    """All catalogues by file name; raises ``Refused`` for the faults of all of them at once."""
    opened, faults = {}, list[Finding]()
    for path in paths:
        try:
            opened[path.name] = open_catalog(path)
        except Refused as refused:
            faults += refused.findings
    if faults:
        raise Refused(faults)
    return opened
