"""Findings: what a check has to say, in the same form everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


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
        hint = f"  → {self.hint}" if self.hint else ""
        return f"{self.where}: {self.severity}: {self.message} [{self.code}]{hint}"


class Refused(Exception):
    """Raised where work cannot go on; carries every finding, so that all faults are reported at once."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings
