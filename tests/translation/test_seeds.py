"""The checks measured on what was set aside: errors planted in sound entries, and the sound entries themselves."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from taiyaku.facts import load
from taiyaku.translation.checks.glossary import EMPTY, Glossary, from_facts
from taiyaku.translation.checks.judging import judge_message
from taiyaku.translation.checks.subject import Remark, Setting
from taiyaku.translation.po import Message
from tests.translation.seeds import kinds_markup, kinds_safety, kinds_values, kinds_words
from tests.translation.seeds.sowing import Entry, plant, sound_entries

ROOT = Path(__file__).parents[2]
KINDS = (*kinds_values.KINDS, *kinds_markup.KINDS, *kinds_words.KINDS, *kinds_safety.KINDS)
HELD_OUT = [entry for entry in sound_entries() if entry.held_out]


@cache
def glossary(pair: str) -> Glossary:
    return from_facts(load(ROOT), *pair.split("-"))


def judge(entry: Entry) -> list[Remark]:
    """What the checks say about an entry, with the glossary of its book."""
    setting = Setting(entry.source, entry.target, EMPTY if "books/mini" in entry.file else glossary(entry.pair))
    flags = frozenset({"fuzzy"}) if entry.fuzzy else frozenset[str]()
    return list(judge_message(Message(entry.line, entry.line, entry.msgid, entry.msgstr, flags=flags, comments=entry.comments), setting))


def test_most_errors_are_found() -> None:
    """Of 300 or more errors held out, of every kind, at least 95 in 100 are found as what they are, and of no kind only a few."""
    missed: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for seed in plant(KINDS, HELD_OUT):
        made[seed.kind.name] += 1
        families = {remark.code.partition(".")[0] for remark in judge(seed.wrong)}
        if not families & set(seed.kind.families):
            missed[seed.kind.name] += 1
    assert made.total() >= 300
    assert len(made) >= 90
    assert missed.total() <= 0.05 * made.total(), missed
    assert not [name for name in made if made[name] >= 4 and missed[name] == made[name]], missed


def test_sound_entries_raise_no_alarm() -> None:
    """At most one sound entry in 200 raises an alarm."""
    alarms = [(entry.file, entry.line, remarks) for entry in HELD_OUT if (remarks := judge(entry))]
    assert len(HELD_OUT) > 2000
    assert len(alarms) <= len(HELD_OUT) / 200, alarms


def test_halves_do_not_overlap() -> None:
    """No entry that checks were made with is measured."""
    development = {(entry.file, entry.msgid) for entry in sound_entries() if not entry.held_out}
    assert not development & {(entry.file, entry.msgid) for entry in HELD_OUT}
