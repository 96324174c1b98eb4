"""Every command of the teacher's guide is one that the press takes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from taiyaku.cli import parser

GUIDE = Path(__file__).parents[2] / "docs" / "for-teachers.md"


def test_every_command_of_the_guide_is_taken() -> None:
    """Each line of its listings, and each command in its text, is understood as it stands."""
    text = GUIDE.read_text("utf-8")
    lines = [line for listing in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in listing.splitlines()]
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("taiyaku ")]
    assert len(commands) >= 6
    for words in commands:
        if "--help" not in words:
            assert parser().parse_args(words).run, words
    assert all(line.startswith(("taiyaku ", "export PATH=")) for line in lines)
