"""The bank: all that the book can teach with, in one language.

A build fills it from the translated pages; every export and paper draws on it.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from taiyaku.export.model import Item, Picture
from taiyaku.finding import Finding, Refused, Where

#: The file of a bank, beside the doctrees of its language.
BANK = "bank.pickle"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary: its name and reading, its names in other languages, and a sentence of the book that uses it (plain text)."""

    id: str
    name: str
    definition: str
    reading: str = ""
    abbr: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Plate:
    """A figure of a chapter with its caption and its title (plain text)."""

    picture: Picture
    caption: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document card or a table of a chapter that exercises ask about: its title (plain text) and what it says (HTML)."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a lesson on a chapter needs. ``question`` is the one that holds the unit together; ``points`` and ``questions`` are HTML.

    ``aims`` map the id of an aim to its words; ``terms`` are ids of the glossary in the order of their mention.
    """

    stem: str
    title: str
    question: str = ""
    aims: Mapping[str, str] = field(default_factory=dict)
    points: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    plates: tuple[Plate, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Bank:
    """The whole book in one language. ``date`` is the edition's, YYYY-MM-DD."""

    lang: str
    title: str
    author: str
    licence: str
    date: str
    file_name: str
    chapters: tuple[Chapter, ...]
    items: tuple[Item, ...]
    terms: tuple[Term, ...]

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the chapters by stem."""
        return {chapter.stem: chapter.title for chapter in self.chapters}

    def chapter(self, stem: str) -> Chapter:
        return next(chapter for chapter in self.chapters if chapter.stem == stem)

    def items_of(self, stem: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.chapter == stem)

    def terms_of(self, stem: str) -> tuple[Term, ...]:
        """The terms that a chapter mentions, in the order of their mention."""
        known = {term.id: term for term in self.terms}
        return tuple(known[name] for name in self.chapter(stem).terms if name in known)


def keep(bank: Bank, path: Path) -> None:
    """Put a bank where other commands of the same build find it; whole or not at all."""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(pickle.dumps(bank))
    aside.replace(path)


def fetch(path: Path) -> Bank:
    """The bank that a build put there; raises ``Refused`` where none has, or another version of the press did."""
    try:
        bank = pickle.loads(path.read_bytes())
    except (OSError, pickle.UnpicklingError, AttributeError, EOFError, ImportError, TypeError):
        bank = None
    if not isinstance(bank, Bank):
        raise Refused(
            [
                Finding(
                    "kit.no-bank",
                    Where(str(path)),
                    "the exercises have not been collected",
                    "run the command again, or `taiyaku build kit`",
                )
            ]
        )
    return bank
