"""Gettext catalogues: read what one says, message by message, and compile it for Sphinx."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from taiyaku.finding import Finding, Refused, Where

#: What a line of a PO file can be: nothing, a comment, or a string with or without a keyword before it.
LINE = re.compile(r'\s*(?:#.*|(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)?\s*"(?:[^"\\]|\\.)*"\s*)?')


def check_lines(path: Path) -> None:
    """Raise ``Refused`` for every line that no PO file can have; Babel itself reads an open string without a word."""
    faults = []
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if not LINE.fullmatch(line):
            conflict = line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
            message, hint = (
                ("an unsolved merge conflict", "choose one side") if conflict else ("not a line of a PO file", "mend the quotes there")
            )
            faults.append(Finding("translation.broken-catalog", Where.of(path, number), message, hint))
    if faults:
        raise Refused(faults)


def read_catalog(path: Path) -> dict[str, str]:
    """Give the finished translations of a PO file by source text; fuzzy and empty ones are left out.

    Raises ``Refused`` with file and line where it is no PO file.
    """
    try:
        check_lines(path)
        with path.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
    except PoFileError as error:
        place = Where.of(path, error.lineno or 0)
        raise Refused([Finding("translation.broken-catalog", place, str(error), "mend that line, or take the last good version")]) from None
    except (OSError, ValueError, LookupError) as error:  # the header may name an encoding that there is not
        raise Refused([Finding("translation.broken-catalog", Where.of(path), str(error), "save it as UTF-8")]) from None
    return {
        str(message.id): str(message.string)
        for message in catalog
        if message.id and message.string and not message.fuzzy and isinstance(message.id, str)
    }


def compile_catalogs(locales: Path) -> None:
    """Compile every PO file below ``locales`` that is newer than its MO file; raises ``Refused`` for all broken ones at once."""
    faults: list[Finding] = []
    for path in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        target = path.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        try:
            read_catalog(path)
        except Refused as refused:
            faults += refused.findings
            continue
        with path.open("rb") as file:
            catalog = read_po(file)
        aside = target.with_name(f".{target.name}.new")
        with aside.open("wb") as out:
            write_mo(out, catalog)
        aside.replace(target)
    if faults:
        raise Refused(faults)
