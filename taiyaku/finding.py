"""Findings: what a check has to say, in the same form everywhere."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

#: What moves the cursor, changes colours, turns writing round or cannot be written at all; no message needs it.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """Text from outside on one line of a terminal: runs of white space are one space, what steers a terminal is U+FFFD."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", re.sub(r"[ \t\r\n\f\v]+", " ", text))


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning makes a check fail, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file. ``line`` counts from 1; 0 means the file as a whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    @classmethod
    def of(cls, path: Path, line: int = 0, base: Path | None = None) -> Where:
        """The place in ``path``, named relative to ``base`` (or the working folder) where it lies below it."""
        root = (base or Path.cwd()).resolve()
        full = path.resolve()
        return cls(str(full.relative_to(root)) if full.is_relative_to(root) else str(path), line)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a stable code ``room.what-is-wrong``, where, what, and what to do about it."""

    code: str
    where: Where
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """One line for a terminal, whatever stands in the file that it is about."""
        hint = f"  → {one_line(self.hint)}" if self.hint else ""
        return one_line(f"{self.where}: {self.severity}: {self.message} [{self.code}]") + hint


class Refused(Exception):
    """Raised where work cannot go on; carries every finding, so that all faults are reported at once."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


def show(findings: Iterable[Finding]) -> None:
    """Print findings where errors go, a line each."""
    for finding in findings:
        print(finding, file=sys.stderr)
