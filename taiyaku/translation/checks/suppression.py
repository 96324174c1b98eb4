"""“This is meant”: a translator's comment allows a finding, and says why.

``# taiyaku: ok values.number — the source counts otherwise``; several codes are joined by commas, ``values.*`` means a whole family. What
no longer applies is reported, and so is a comment without a reason. Safety cannot be allowed from inside a catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taiyaku.translation.checks.subject import Remark
from taiyaku.translation.checks.table import BY_CODE

_COMMENT = re.compile(r"taiyaku:\s*ok\s+(?P<codes>[\w.*-]+(?:\s*,\s*[\w.*-]+)*)\s*(?:[—–:-]+\s*(?P<reason>\S.*))?\Z")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one comment allows."""

    codes: tuple[str, ...]
    reason: str

    def covers(self, code: str) -> bool:
        return any(code == name or (name.endswith(".*") and code.startswith(name[:-1])) for name in self.codes)


def read_allowances(comments: Iterable[str]) -> list[Allowance]:
    """The allowances among the comments of a message."""
    matches = (_COMMENT.match(comment) for comment in comments if comment.startswith("taiyaku:"))
    return [Allowance(tuple(re.split(r"\s*,\s*", match["codes"])), match["reason"] or "") for match in matches if match]


def apply(remarks: list[Remark], comments: Iterable[str]) -> Iterator[Remark]:
    """The remarks that are left, and what is wrong with the allowances themselves."""
    allowances = read_allowances(comments)
    for remark in remarks:
        if remark.code.startswith(("safety.", "suppression.")) or not any(one.reason and one.covers(remark.code) for one in allowances):
            yield remark
    for one in allowances:
        unknown = [
            code
            for code in one.codes
            if code not in BY_CODE and not any(known.startswith(code[:-1]) for known in BY_CODE if code.endswith(".*"))
        ]
        if not one.reason or unknown or any(code.startswith("safety") for code in one.codes):
            about = f"no check is called {unknown[0]}" if unknown else "safety cannot be allowed" if one.reason else "no reason is given"
            yield Remark("suppression.no-reason", f"“ok {', '.join(one.codes)}”: {about}")
        elif not any(one.covers(remark.code) for remark in remarks):
            yield Remark("suppression.stale", f"“ok {', '.join(one.codes)}” allows what is not found here")
