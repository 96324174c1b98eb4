"""Every check is declared, and does what its declaration says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taiyaku.translation.checks.judging import judge_message
from taiyaku.translation.checks.subject import Setting
from taiyaku.translation.checks.table import CHECKS, Check
from taiyaku.translation.po import Message

CHECKS_FOLDER = Path(__file__).parents[2] / "taiyaku" / "translation"
EXAMPLES = [check for check in CHECKS if check.source]


def codes(check: Check, target: str) -> set[str]:
    return {remark.code for remark in judge_message(Message(1, 2, check.source, target), Setting(*check.pair))}


@pytest.mark.parametrize("check", EXAMPLES, ids=lambda check: check.code)
def test_example_shows_what_is_found(check: Check) -> None:
    """The wrong translation of an example raises its check, the right one none at all."""
    assert check.code in codes(check, check.wrong)
    assert codes(check, check.right) == set()


def test_every_code_is_declared_and_used() -> None:
    """A code in the program is a code of the table, and the other way round."""
    text = "".join(path.read_text("utf-8") for path in CHECKS_FOLDER.rglob("*.py"))
    parts = {check.code.partition(".")[2] for check in CHECKS}
    named = set(re.findall(r'"(?:values|markup|terms|leftovers|safety|suppression|catalog)\.([a-z-]+)"', text))
    assert named <= parts | {"missing", "unreadable"}
    for check in CHECKS:
        part = check.code.partition(".")[2]
        assert re.search(rf"""["'.](?:{check.family}\.)?{part}["']""", text), check.code


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_declarations_are_whole(check: Check) -> None:
    """Each says in a sentence what it finds, and what to do; safety is always an error."""
    assert check.explanation.endswith(".")
    assert check.hint and not check.hint.endswith(".")
    assert re.fullmatch(r"[a-z]+\.[a-z]+(?:-[a-z]+)*", check.code)
    assert check.family != "safety" or check.severity == "error"
