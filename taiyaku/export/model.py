"""What an export is made from: an exercise in one language, with its texts as safe HTML.

HTML in an item comes from ``taiyaku.export.markup`` only: a few tags without scripts, handlers or styles. ``\\x00n\\x00`` stands for gap
``n`` (from 0) of a cloze text; no text can hold that sign, since control characters are taken out when it is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from taiyaku.exercises.model import Form, Kind, Level

GAP = re.compile("\x00(\\d+)\x00")


@dataclass(frozen=True, slots=True)
class Choice:
    """An option: its text, whether it is right, and what to say to one who chose it."""

    text: str
    right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: its name (unique in the book), what it shows in plain text, and the SVG."""

    name: str
    alt: str
    svg: str


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise in one language. ``title`` and ``unit`` are plain text, as are ``accepted`` and ``gaps``; all else is HTML.

    ``steps`` and ``pairs`` stand in their true order; ``step_order`` and ``pair_order`` say in which order a paper shows the steps and the
    right-hand sides (empty: as they stand). ``pictures`` are described in the question, so that nothing is lost where they cannot be
    shown. ``alternatives`` are the same exercise with other givens, the shown one among them; ``taiyaku.export.forms.vary`` draws from
    them. ``fillings`` are all the ways to fill each
    gap, its words first (empty: the words alone). ``take`` is how many options, pairs or steps a drawn paper shows (0: all).
    """

    id: str
    kind: Kind
    form: Form
    title: str
    question: str
    aim: str
    level: Level
    minutes: int
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    solution: str = ""
    choices: tuple[Choice, ...] = ()
    several: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    fillings: tuple[tuple[str, ...], ...] = ()
    number: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    accepted: tuple[str, ...] = ()
    rubric: str = ""
    lines: int = 0
    pictures: tuple[Picture, ...] = ()
    step_order: tuple[int, ...] = ()
    pair_order: tuple[int, ...] = ()
    take: int = 0
    alternatives: tuple[Item, ...] = ()

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """All that is accepted in each gap."""
        return self.fillings or tuple((words,) for words in self.gaps)

    @property
    def chapter(self) -> str:
        return self.id.partition("/")[0]

    @property
    def tags(self) -> tuple[str, ...]:
        """Where the item comes from and what it is for, in a form that survives an import."""
        return (
            *(f"claim:{name}" for name in self.facts),
            *(f"src:{name}" for name in self.sources),
            f"aim:{self.aim}",
            f"level:{self.level}",
        )
