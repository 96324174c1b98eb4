"""Every check of translations, declared once in ``checks.toml``; the command line, the reports, the tests and the guide read it here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from taiyaku.finding import Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``source``, ``wrong`` and ``right`` are an example, Japanese to English unless ``pair`` says otherwise."""

    code: str
    severity: Severity
    explanation: str
    hint: str
    source: str = ""
    wrong: str = ""
    right: str = ""
    pair: tuple[str, str] = ("ja", "en")

    @property
    def family(self) -> str:
        return self.code.partition(".")[0]


def read_table(path: Path) -> tuple[Check, ...]:
    """The checks in the order of the file; their codes are ``family.what-is-wrong``."""
    families = tomllib.loads(path.read_text("utf-8"))
    return tuple(
        Check(f"{family}.{name}", Severity(fields.pop("severity")), pair=tuple(fields.pop("pair", ("ja", "en"))), **fields)
        for family, checks in families.items()
        for name, fields in checks.items()
    )


CHECKS = read_table(Path(__file__).with_name("checks.toml"))
BY_CODE = {check.code: check for check in CHECKS}
