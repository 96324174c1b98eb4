"""“This is meant”: a comment of the translator allows a finding, with a reason, and only while there is something to allow."""

from __future__ import annotations

import pytest

from taiyaku.translation.checks.judging import judge_message
from taiyaku.translation.checks.subject import Setting
from taiyaku.translation.po import Message


def codes(*comments: str, target: str = "There were 43 countries.") -> list[str]:
    message = Message(1, 2, "参加は34か国だった。", target, comments=comments)
    return [remark.code for remark in judge_message(message, Setting("ja", "en"))]


@pytest.mark.parametrize(
    "comment",
    [
        "taiyaku: ok values.number — the source counts otherwise",
        "taiyaku: ok values.number -- the source counts otherwise",
        "taiyaku: ok values.number: the source counts otherwise",
        "taiyaku: ok values.* — the source counts otherwise",
        "taiyaku: ok leftovers.length, values.number — both are meant",
    ],
)
def test_allowed_with_a_reason(comment: str) -> None:
    """A code, a family or several codes are allowed where a reason is given."""
    assert codes() == ["values.number"]
    assert codes(comment) == []


def test_no_reason_allows_nothing() -> None:
    """Without a reason the finding stays, and the comment is named."""
    assert codes("taiyaku: ok values.number") == ["values.number", "suppression.no-reason"]


def test_unknown_check_is_named() -> None:
    """A misspelt code is named."""
    assert codes("taiyaku: ok values.numbers — meant") == ["values.number", "suppression.no-reason"]


def test_stale_comment_is_named() -> None:
    """A comment that allows nothing any more is named."""
    assert codes("taiyaku: ok values.number — meant", target="There were 34 countries.") == ["suppression.stale"]


def test_safety_is_never_allowed() -> None:
    """What is unsafe cannot be allowed from inside a catalogue."""
    found = codes("taiyaku: ok safety.html — meant", target="There were 34 countries.<script>")
    assert found == ["safety.html", "suppression.no-reason"]


def test_other_comments_are_free() -> None:
    """Ordinary comments mean nothing."""
    assert codes("taiyaku is fine", "ok", target="There were 34 countries.") == []
