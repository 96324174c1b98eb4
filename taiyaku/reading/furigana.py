"""The list of readings: how the words of the glossary's terms are read, part by part, and whether the list agrees with the glossary.

A line of the list is ``term TAB base|base TAB reading|reading``. Only a part with kanji shows its reading; any other may
leave it empty, for it is read as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from taiyaku.facts.model import GlossaryTerm
from taiyaku.finding import Finding, Refused, Where

Parts: TypeAlias = tuple[tuple[str, str], ...]
Readings: TypeAlias = Mapping[str, Parts]
KANJI = re.compile(r"[々\u3400-\u9fff]")
KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
KANA = re.compile(r"[ぁ-ゖー]")
EXPLAINED = re.compile(r"（.*?）")


def read_readings(path: Path) -> Readings:
    """Term → its parts with their readings; empty where there is no such file. Raises ``Refused`` with every faulty line."""
    readings: dict[str, Parts] = {}
    findings = []
    for number, line in enumerate(path.read_text("utf-8").splitlines() if path.is_file() else (), 1):
        if not line.strip():
            continue
        term, *columns = line.split("\t")
        bases, spoken = (column.split("|") for column in columns) if len(columns) == 2 else ([], [])
        if not bases or len(bases) != len(spoken) or term in readings:
            hint = "write: term TAB base|base TAB reading|reading, each term once, with the same number of | on both sides"
            findings.append(Finding("reading.readings-line", Where.of(path, number), f"no line of readings: {line!r}", hint))
            continue
        readings[term] = tuple(zip(bases, spoken, strict=True))
    if findings:
        raise Refused(findings)
    return readings


def shown(parts: Parts) -> list[str]:
    """The parts as a ruby holds them, ``base|reading``; the reading is empty over what is no kanji."""
    return [f"{base}|{reading if KANJI.search(base) else ''}" for base, reading in parts]


def plain(reading: str) -> str:
    """A reading in hiragana alone, without what the glossary adds in brackets, so that two ways to write it agree."""
    return "".join(KANA.findall(EXPLAINED.sub("", reading).translate(KATAKANA)))


def disagreements(readings: Readings, terms: Iterable[GlossaryTerm]) -> Iterator[str]:
    """Where the list and the glossary part: other words, another reading, a term with kanji that is not listed, or one that is none."""
    known = {term.id: term for term in terms}
    yield from (f"{name} is no term of the glossary" for name in readings if name not in known)
    for term in known.values():
        parts = readings.get(term.id)
        if parts is None:
            if KANJI.search(term.ja):
                yield f"{term.id}: {term.ja} has no line in the list of readings"
        elif (words := "".join(base for base, _ in parts)) != term.ja:
            yield f"{term.id}: the list writes {words}, the glossary {term.ja}"
        elif (spoken := plain("".join(reading or base for base, reading in parts))) != plain(term.reading):
            yield f"{term.id}: the list reads {spoken}, the glossary {plain(term.reading)}"
        elif unread := [base for base, reading in parts if KANJI.search(base) and not reading]:
            yield f"{term.id}: no reading for {unread[0]}"
