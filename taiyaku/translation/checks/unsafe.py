"""What is unsafe in a catalogue, and in what was compiled of it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import read_mo

from taiyaku.finding import Finding, Severity, Where
from taiyaku.translation.checks.judging import judge_unsafe
from taiyaku.translation.checks.subject import Setting
from taiyaku.translation.checks.table import BY_CODE
from taiyaku.translation.po import Message, read_po


def find_unsafe(path: Path, setting: Setting) -> Iterator[Finding]:
    """What is unsafe in a catalogue and what was compiled of it; fuzzy entries count, for Sphinx can be told to show them."""
    known = set()
    if path.suffix == ".po":
        for message in read_po(path).messages:
            known.add((message.source, message.target))
            yield from judge(message, setting, (path, message.target_line), "")
    yield from find_compiled(path.with_suffix(".mo"), known, setting)


def find_compiled(path: Path, known: set[tuple[str, str]], setting: Setting) -> Iterator[Finding]:
    """What is unsafe in a compiled catalogue and does not stand so in its PO file: Sphinx reads this one."""
    if not path.is_file():
        return
    try:
        with path.open("rb") as file:
            catalog = read_mo(file)
    except (OSError, ValueError, struct.error):  # the last where it was cut short
        yield Finding("safety.compiled", Where.of(path), "a compiled catalogue that cannot be read", "delete it; the build makes it anew")
        return
    for entry in catalog:
        if isinstance(entry.id, str) and isinstance(entry.string, str) and entry.id and (entry.id, entry.string) not in known:
            yield from judge(Message(0, 0, entry.id, entry.string), setting, (path, 0), f"“{entry.id[:30]}”: ")


def judge(message: Message, setting: Setting, place: tuple[Path, int], lead: str) -> Iterator[Finding]:
    for remark in judge_unsafe(message, setting):
        yield Finding(remark.code, Where.of(*place), lead + remark.message, BY_CODE[remark.code].hint, Severity.ERROR)
