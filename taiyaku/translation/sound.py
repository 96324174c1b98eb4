"""Let a translator's PO file in: what no tool could read, or would read only in part, is named with file and line; nothing is written."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

import polib

from taiyaku.catalog import LINE
from taiyaku.finding import Finding, Refused, Severity, Where

CODE = "translation.broken-catalog"
CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def find_faults(path: Path) -> list[Finding]:
    """What is wrong with a PO file as a file. Notes are what is read all the same and mended when the file is next written."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [Finding(CODE, Where.of(path, line), f"byte {data[error.start]:#04x} is not UTF-8", "save the file as UTF-8")]
    except OSError as error:
        return [Finding(CODE, Where.of(path), str(error.strerror), "give the file back its rights")]
    lines = text.splitlines()
    return [*_file_form(path, data), *_bad_lines(path, lines), *_order(path, lines)]


def _file_form(path: Path, data: bytes) -> Iterator[Finding]:
    if data.startswith(codecs.BOM_UTF8):
        yield Finding(
            "translation.byte-order-mark", Where.of(path, 1), "begins with a byte order mark", "left out on writing", Severity.NOTE
        )
    if b"\r\n" in data:
        line = data[: data.index(b"\r\n")].count(b"\n") + 1
        message = "line ends of Windows (CRLF)"
        yield Finding("translation.line-ends", Where.of(path, line), message, "written as LF", Severity.NOTE)
    if not data.strip():
        yield Finding(CODE, Where.of(path, 1), "the file is empty", "take the last good version, or delete it and run update")
    elif not data.endswith((b"\n", b"\r")):
        last = data.count(b"\n") + 1
        yield Finding(
            "translation.cut-short", Where.of(path, last), "no line end at its end: cut short?", "look at the last entry", Severity.NOTE
        )


def _bad_lines(path: Path, lines: list[str]) -> Iterator[Finding]:
    for number, line in enumerate(lines, 1):
        if line.startswith(CONFLICT):
            yield Finding(CODE, Where.of(path, number), "an unsolved merge conflict", "choose one side and delete the marks")
        elif not LINE.fullmatch(line):
            yield Finding(CODE, Where.of(path, number), "not a line of a PO file", "mend the quotes there")


def _order(path: Path, lines: list[str]) -> Iterator[Finding]:
    """Entries without a translation's line, and entries that stand twice."""
    first: dict[tuple[str, str], int] = {}
    for number, context, source, has_target in entries(lines):
        if not has_target:
            yield Finding(CODE, Where.of(path, number), "a msgid without its msgstr: the file is cut short there", 'add msgstr ""')
        if (context, source) in first:
            message = f"the same msgid as in line {first[context, source]}"
            yield Finding(CODE, Where.of(path, number), message, "keep the better of the two translations")
        first.setdefault((context, source), number)


def entries(lines: list[str]) -> Iterator[tuple[int, str, str, bool]]:
    """The live entries as they stand: line of the msgid, context, source text (with its escapes), and whether a msgstr follows."""
    context = source = field = ""
    start, target = 0, False
    for number, line in enumerate([*lines, 'msgid ""'], 1):
        word, _, rest = line.strip().partition(" ")
        if word in {"msgid", "msgctxt"} and (field != "msgctxt" or word == "msgctxt"):
            if start:
                yield start, context, source, target
            context, source, start, target = "", "", 0, False
        if word.startswith("msg"):
            field = word
        text = rest if word.startswith("msg") else line.strip() if line.strip().startswith('"') else ""
        if field == "msgctxt":
            context += text.strip().strip('"')
        elif field == "msgid":
            start = start or number
            source += text.strip().removeprefix('"').removesuffix('"')
        target = target or field.startswith("msgstr")


def open_catalog(path: Path) -> polib.POFile:
    """The catalogue, or ``Refused`` with every fault of the file."""
    faults = [fault for fault in find_faults(path) if fault.severity is not Severity.NOTE]
    if faults:
        raise Refused(faults)
    try:
        return polib.pofile(path.read_text("utf-8-sig").replace("\r\n", "\n"), wrapwidth=0)
    except (OSError, ValueError) as error:
        raise Refused([Finding(CODE, Where.of(path), str(error), "mend that line, or take the last good version")]) from None


def open_catalogs(paths: list[Path]) -> dict[str, polib.POFile]:
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
