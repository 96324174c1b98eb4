"""The register's file: read it strictly, write it whole or not at all, and say where it is behind the book."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from taiyaku.finding import Finding, Refused, Where
from taiyaku.reading.paragraphs import Entry, align
from taiyaku.whole import write_whole

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Register: TypeAlias = dict[str, tuple[Entry, ...]]
HEAD = (
    "# Numbers of paragraphs, page by page. `make paragraphs` keeps this file; a number, once given, is never given to another paragraph.\n"
)
COMMAND = "run make paragraphs"
NUMBER = re.compile(r"\d+([a-z]+(\d+[a-z]+)*\d*)?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the book in its source language, and where it stands."""

    text: str
    where: Where


def read_register(path: Path) -> Register:
    """Read a register; one that does not exist is empty. Raises ``Refused`` with the line of every fault."""
    if not path.is_file():
        return {}
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader) or {}  # noqa: S506 - a safe loader, the one in C where there is one
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise Refused([_broken(path, mark.line + 1 if mark else 0, str(getattr(error, "problem", error)))]) from None
    if not isinstance(data, dict) or not all(isinstance(rows, list) for rows in data.values()):
        raise Refused([_broken(path, 0, "it must hold one list of entries a page")])
    faults: list[Finding] = []
    register = {str(page): tuple(_read_entries(str(page), rows, path, faults)) for page, rows in data.items()}
    if faults:
        raise Refused(faults)
    return register


def _read_entries(page: str, rows: Sequence[Any], path: Path, faults: list[Finding]) -> Iterator[Entry]:
    seen: set[str] = set()
    for row in rows:
        keys = set(row) if isinstance(row, dict) else set()
        if not {"number", "print", "opening"} <= keys <= {"number", "print", "opening", "retired"} or not NUMBER.fullmatch(
            str(row["number"])
        ):
            faults.append(_broken(path, 0, f"{page}: not an entry: {row!r}"))
        elif str(row["number"]) in seen:
            faults.append(_broken(path, 0, f"{page}: number {row['number']} stands twice"))
        else:
            seen.add(str(row["number"]))
            yield Entry(str(row["number"]), str(row["print"]), str(row["opening"]), bool(row.get("retired", False)))


def _broken(path: Path, line: int, message: str) -> Finding:
    return Finding(
        "reading.broken-register", Where.of(path, line), message, "mend it, or take the last good version; never renumber by hand"
    )


def format_register(register: Register) -> str:
    """The register as YAML: pages sorted, one entry a line, so that a diff shows paragraphs."""
    lines = [HEAD]
    for page, entries in sorted(register.items()):
        lines.append(f"{page}:{'' if entries else ' []'}\n")
        for entry in entries:
            parts = [
                f"number: {json.dumps(entry.number)}",
                f'print: "{entry.fingerprint}"',
                f"opening: {json.dumps(entry.opening, ensure_ascii=False)}",
            ]
            lines.append(f"- {{{', '.join(parts + ['retired: true'] * entry.retired)}}}\n")
    return "".join(lines)


def write_register(path: Path, register: Register) -> bool:
    """Replace the file in one step; says whether anything changed."""
    text = format_register(register)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    write_whole(path, text.encode())
    return True


def update_register(register: Register, pages: Mapping[str, Sequence[Paragraph]]) -> tuple[Register, list[str]]:
    """Bring the register up to the book: the new register, and a line for every page that changed. Pages not given stay as they are."""
    fresh, said = dict(register), []
    for page, paragraphs in sorted(pages.items()):
        entries, report = align(register.get(page, ()), [paragraph.text for paragraph in paragraphs])
        if entries:
            fresh[page] = entries
        if report:
            said.append(f"{page}: {report}")
    return fresh, said


def check_register(register: Register, pages: Mapping[str, Sequence[Paragraph]], path: Path) -> Iterator[Finding]:
    """Say what the register does not know yet, and what it knows otherwise."""
    for page, paragraphs in sorted(pages.items()):
        entries, report = align(register.get(page, ()), [paragraph.text for paragraph in paragraphs])
        for entry, paragraph in zip(entries, paragraphs, strict=False):
            if entry.number in report.added:
                yield Finding("reading.unregistered-paragraph", paragraph.where, f"paragraph {entry.opening!r} has no number yet", COMMAND)
            elif entry.number in report.edited:
                yield Finding(
                    "reading.stale-register", paragraph.where, f"paragraph {entry.number} was edited since it was registered", COMMAND
                )
        for number in report.retired:
            yield Finding("reading.stale-register", Where.of(path), f"{page}: paragraph {number} is gone but not retired", COMMAND)
        if report.moved:
            yield Finding("reading.stale-register", Where.of(path), f"{page}: paragraphs moved: {', '.join(report.moved)}", COMMAND)
