"""The register of numbered paragraphs: each keeps its number for good, whatever is written around it.

An unchanged paragraph keeps its number wherever it moves; an edited one keeps it while it resembles itself or is alone in its gap;
one put between 14 and 15 becomes 14a; one at the end continues the count; the number of a deleted one is retired.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import count
from string import ascii_lowercase

from taiyaku.reading.gaps import gaps_between

OPENING = 24
ALIKE = 0.6  # of the openings, within the same gap
ALIKE_ELSEWHERE = 0.75  # of the openings, anywhere on the page: edited and moved at once

_ROLE = re.compile(r"\{[\w:+.-]+\}(`+)(.+?)\1")
_TARGET = re.compile(r"^(.*?)\s*<[^<>]*>$", re.DOTALL)
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"[*_`\\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered paragraph as the register knows it: its number, the fingerprint of its words, and how it opens."""

    number: str
    fingerprint: str
    opening: str
    retired: bool = False


@dataclass(slots=True)
class Report:
    """What an alignment did, as numbers in page order."""

    edited: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.edited or self.moved or self.added or self.retired)

    def __str__(self) -> str:
        parts = [(name, getattr(self, name)) for name in ("edited", "moved", "added", "retired")]
        return "; ".join(f"{name}: {', '.join(numbers)}" for name, numbers in parts if numbers) or "unchanged"


def words_of(text: str) -> str:
    """The words of a MyST paragraph without its markup, so that marking a fact or adding a note is no edit."""
    text = _ROLE.sub(lambda match: shown[1] if (shown := _TARGET.match(match[2])) else match[2], text)
    text = _LINK.sub(r"\1", _NOTE.sub("", text))
    return unicodedata.normalize("NFC", " ".join(_MARK.sub("", text).split()))


def entry_of(text: str, number: str) -> Entry:
    """The entry of a paragraph: twelve hexadecimal digits of the SHA-256 of its words, and their first 24 characters."""
    words = words_of(text)
    return Entry(number, hashlib.sha256(words.encode()).hexdigest()[:12], words[:OPENING])


def align(entries: Sequence[Entry], texts: Sequence[str]) -> tuple[tuple[Entry, ...], Report]:
    """Give every text its number; returns the page's entries in page order, the retired after them, and what was done.

    The first ``len(texts)`` entries of the result belong to ``texts``, one by one.
    """
    new = [entry_of(text, "") for text in texts]
    old = [entry for entry in entries if not entry.retired]
    gone = [entry for entry in entries if entry.retired]
    match = _match_unchanged(old, new)
    gaps = gaps_between(match, len(old), len(new))
    report = Report(moved=[old[match[here]].number for here in sorted(gaps.moved)])
    _match_edited(old, new, match, gaps.rooms)
    numbers = {here: old[there].number for here, there in match.items()}
    back = {entry.fingerprint: entry for entry in gone}
    for here, entry in enumerate(new):  # a paragraph that returns word for word takes its own number again
        if here not in numbers and entry.fingerprint in back:
            numbers[here] = back.pop(entry.fingerprint).number
    report.added = _number_new(numbers, len(new), {entry.number for entry in entries})
    report.edited = [numbers[here] for here in sorted(match) if new[here].fingerprint != old[match[here]].fingerprint]
    report.retired = [entry.number for there, entry in enumerate(old) if there not in match.values()]
    lost = [replace(entry, retired=True) for there, entry in enumerate(old) if there not in match.values()]
    back_again = set(numbers.values())
    kept = [entry for entry in gone if entry.number not in back_again]
    live = tuple(replace(entry, number=numbers[here]) for here, entry in enumerate(new))
    return live + tuple(sorted([*kept, *lost], key=lambda entry: sort_key(entry.number))), report


def _match_unchanged(old: list[Entry], new: list[Entry]) -> dict[int, int]:
    """Pair equal fingerprints, index in ``new`` → index in ``old``; equal paragraphs are paired in order."""
    free: dict[str, list[int]] = {}
    for there, entry in enumerate(old):
        free.setdefault(entry.fingerprint, []).append(there)
    return {here: free[entry.fingerprint].pop(0) for here, entry in enumerate(new) if free.get(entry.fingerprint)}


def _match_edited(old: list[Entry], new: list[Entry], match: dict[int, int], rooms: list[tuple[list[int], list[int]]]) -> None:
    for theirs, ours in rooms:
        _match_alike(old, new, match, (theirs, ours), ALIKE)
    everywhere = (list(range(len(old))), list(range(len(new))))
    _match_alike(old, new, match, everywhere, ALIKE_ELSEWHERE)
    for theirs, ours in rooms:
        left = [there for there in theirs if there not in match.values()]
        open_ = [here for here in ours if here not in match]
        if len(left) == len(open_) == 1:
            match[open_[0]] = left[0]


def _match_alike(old: list[Entry], new: list[Entry], match: dict[int, int], room: tuple[list[int], list[int]], least: float) -> None:
    taken = set(match.values())
    pairs = [
        (SequenceMatcher(None, old[there].opening, new[here].opening, autojunk=False).ratio(), here, there)
        for there in room[0]
        if there not in taken
        for here in room[1]
        if here not in match
    ]
    for ratio, here, there in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if ratio >= least and here not in match and there not in match.values():
            match[here] = there


def _number_new(numbers: dict[int, str], size: int, taken: set[str]) -> list[str]:
    """Number what has none yet: after its predecessor inside the page, onward at the end. Fills ``numbers``; gives the new ones."""
    last, added = max(numbers, default=-1), []
    for here in range(size):
        if here not in numbers:
            number = _after(numbers.get(here - 1, "0"), taken) if here < last else _onward(taken)
            numbers[here] = number
            taken.add(number)
            added.append(number)
    return added


def _onward(taken: set[str]) -> str:
    return str(max((int(re.match(r"\d+", number)[0]) for number in taken), default=0) + 1)  # type: ignore[index]


def _after(number: str, taken: set[str]) -> str:
    """The next free number after one: 14 → 14a; 14a → 14b; 14a → 14a1 where 14b is taken."""
    if number[-1].isalpha():
        following = number[:-1] + chr(ord(number[-1]) + 1)
        if number[-1] != "z" and following not in taken:
            return following
    tails = map(str, count(1)) if number[-1].isalpha() else _letters()
    return next(number + tail for tail in tails if number + tail not in taken)


def _letters() -> Sequence[str]:
    return [*ascii_lowercase, *(f"z{tail}" for tail in ascii_lowercase)]


def sort_key(number: str) -> list[tuple[int, str]]:
    """Sorts 2 before 14, 14 before 14a, 14a before 14a1."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", number)]
