"""Findings in the forms that others read: lines for people, JSON, annotations for GitHub, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taiyaku import __version__
from taiyaku.finding import Finding, Severity
from taiyaku.translation.checks.table import BY_CODE, CHECKS


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has found: so many files and messages, and the findings in order."""

    files: int
    messages: int
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many findings of each severity there are."""
        return Counter(finding.severity.value for finding in self.findings)

    @property
    def failed(self) -> bool:
        """Whether there is an error or a warning."""
        return any(finding.severity is not Severity.NOTE for finding in self.findings)


def write_text(report: Report) -> Iterator[str]:
    """One line a finding, and a summary."""
    for finding in report.findings:
        yield str(finding)
    told = ", ".join(f"{report.counts[level.value]} {level.value}s" for level in Severity)
    yield f"{report.files} files, {report.messages} messages: {told if report.findings else 'nothing found'}"


def write_json(report: Report) -> Iterator[str]:
    """Everything as one JSON object."""
    findings = [
        {
            "code": one.code,
            "severity": one.severity.value,
            "file": one.where.file,
            "line": one.where.line,
            "message": one.message,
            "hint": one.hint,
        }
        for one in report.findings
    ]
    yield json.dumps(
        {"files": report.files, "messages": report.messages, "counts": dict(report.counts), "findings": findings},
        ensure_ascii=False,
        indent=1,
    )


def write_github(report: Report) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    for one in report.findings:
        line = f",line={one.where.line}" if one.where.line else ""
        text = f"{one.message}. {one.hint}" if one.hint else one.message
        yield f"::{kinds[one.severity]} file={escape(one.where.file, True)}{line},title={escape(one.code, True)}::{escape(text)}"


def escape(text: str, inside: bool = False) -> str:
    """Text as workflow commands want it; a property (``inside``) has more that must be escaped."""
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), *(((":", "%3A"), (",", "%2C")) if inside else ())):
        text = text.replace(char, code)
    return text


def write_sarif(report: Report) -> Iterator[str]:
    """A SARIF 2.1.0 log with the rules that were broken."""
    codes = sorted({one.code for one in report.findings})
    places = {code: place for place, code in enumerate(codes)}
    results = [sarif_result(one, places[one.code]) for one in report.findings]
    driver = {"name": "taiyaku", "version": __version__, "rules": [sarif_rule(code) for code in codes]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    yield json.dumps(log, ensure_ascii=False, indent=1)


def sarif_rule(code: str) -> dict[str, Any]:
    check = BY_CODE[code]
    return {
        "id": code,
        "shortDescription": {"text": check.explanation},
        "help": {"text": check.hint or check.explanation},
        "defaultConfiguration": {"level": check.severity.value},
    }


def sarif_result(one: Finding, place: int) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": Path(one.where.file).as_posix().replace(" ", "%20")}}
    if one.where.line:
        location["region"] = {"startLine": one.where.line}
    return {
        "ruleId": one.code,
        "ruleIndex": place,
        "level": one.severity.value,
        "message": {"text": f"{one.message}. {one.hint}" if one.hint else one.message},
        "locations": [{"physicalLocation": location}],
    }


WRITERS: Mapping[str, Callable[[Report], Iterator[str]]] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
    "sarif": write_sarif,
}


def explain(code: str) -> Iterator[str]:
    """What a check looks for, with its example; of every check where the code is a family (``values``) or ``all``."""
    for check in CHECKS:
        if code in {check.code, check.family, "all"}:
            yield f"{check.code} ({check.severity})"
            yield f"  {check.explanation}"
            yield f"  → {check.hint}"
            if check.source:
                yield f"  source: {check.source!r}\n  wrong:  {check.wrong!r}\n  right:  {check.right!r}"
