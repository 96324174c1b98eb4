"""The texts of an exercise as plain words in a language, without a build: what a folder of tasks and a line of feedback are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from taiyaku.catalog import read_catalog
from taiyaku.facts import Facts, UnknownFact
from taiyaku.facts.words import say

ROLE = re.compile(r"\{(?P<name>[a-z]+)\}`(?P<content>[^`]*)`")
TARGET = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]*)>", re.DOTALL)
MARK = re.compile(r"(?P<mark>\*\*|\*)(?P<words>[^*]+)(?P=mark)")
HEADING = re.compile(r"#+\s+(?P<words>.+)")


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the book with the catalogue of one chapter; an empty catalogue is the book's own language."""

    code: str
    facts: Facts
    catalogue: Mapping[str, str]

    def plain(self, text: str) -> str:
        """A text of the chapter in this language, roles and marks as their words; code keeps its backquotes."""
        return "\n\n".join(self._plain(part) for part in text.split("\n\n"))

    def _plain(self, text: str) -> str:
        said = ROLE.sub(lambda match: self._role(match["content"]), self.catalogue.get(text, text))
        return MARK.sub(lambda match: match["words"], said)

    def _role(self, content: str) -> str:
        if match := TARGET.fullmatch(content):
            return match["words"]
        try:
            return say(self.facts.value(content), self.code)
        except (UnknownFact, ValueError):
            return content


def language_of(facts: Facts, code: str, source: str, chapter: str, locales: Path) -> Language:
    """The language of that code for a chapter; raises ``Refused`` for a catalogue that is none."""
    path = locales / code / "LC_MESSAGES" / f"{chapter}.po"
    return Language(code, facts, read_catalog(path) if code != source and path.is_file() else {})


def title_of(label: str, chapter_file: Path, language: Language) -> str:
    """The heading under a label of a chapter, in plain words; nothing where there is none."""
    lines = chapter_file.read_text("utf-8").splitlines() if label and chapter_file.is_file() else []
    if f"({label})=" not in lines:
        return ""
    below = lines[lines.index(f"({label})=") + 1 :]
    found = next((match for line in below[:3] if (match := HEADING.fullmatch(line))), None)
    return language.plain(found["words"]) if found else ""
