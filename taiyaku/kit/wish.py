"""What an instructor asks for: which exercises, how long, in how many forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from taiyaku.exercises.model import Kind, Level
from taiyaku.exercises.vary import FORMS
from taiyaku.export.bank import Bank
from taiyaku.export.model import Item
from taiyaku.finding import Finding, Refused, Where
from taiyaku.kit.giveaways import tells

PLACE = Where("command line")
#: The seed of a kit for which none was asked.
USUAL = "1"


@dataclass(frozen=True, slots=True)
class Wish:
    """Empty choices mean everything. ``minutes`` is the most that the exercises of one paper may take (0: no limit).

    ``seed`` draws givens and orders (empty: the draw that every kit has); ``forms`` is how many forms (A, B, C …) each paper has.
    """

    chapters: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    minutes: int = 0
    seed: str = ""
    forms: int = 1

    @property
    def draw(self) -> str:
        """The seed that is drawn with."""
        return self.seed or USUAL

    @property
    def letters(self) -> str:
        return FORMS[: self.forms]


def choose(bank: Bank, wish: Wish) -> Bank:
    """The bank without what was not asked for, each chapter in the order of a lesson; raises ``Refused`` for what it does not have, and
    where nothing is left."""
    stems = find_chapters([chapter.stem for chapter in bank.chapters], wish.chapters)
    aims = {item.aim for item in bank.items}
    faults = [
        Finding("kit.unknown-aim", PLACE, f"no exercise has the aim `{aim}`", f"known: {', '.join(sorted(aims))}")
        for aim in wish.aims
        if aim not in aims
    ]
    if faults:
        raise Refused(faults)
    chosen: list[Item] = []
    for stem in stems:
        fitting = (item for item in in_order(bank.items_of(stem)) if suits(item, wish))
        chosen += within(fitting, wish.minutes)
    if not chosen:
        raise Refused(
            [Finding("kit.nothing-chosen", PLACE, "no exercise fits what was asked for", "ask for more chapters, kinds or minutes")]
        )
    kept = dict.fromkeys(item.chapter for item in chosen)
    return replace(bank, items=tuple(chosen), chapters=tuple(chapter for chapter in bank.chapters if chapter.stem in kept))


def find_chapters(stems: Sequence[str], names: Iterable[str]) -> list[str]:
    """The stems that are meant: a whole stem, or its number alone; raises ``Refused`` for those that are not there."""
    found: list[str] = []
    faults = []
    for name in names:
        meant = [stem for stem in stems if name in {stem, stem.partition("-")[0], stem.partition("-")[0].lstrip("0")}]
        faults += [] if meant else [Finding("kit.unknown-chapter", PLACE, f"no chapter `{name}`", f"known: {', '.join(stems)}")]
        found += meant
    if faults:
        raise Refused(faults)
    return [stem for stem in stems if stem in found] if found else list(stems)


def suits(item: Item, wish: Wish) -> bool:
    return (not wish.aims or item.aim in wish.aims) and (not wish.kinds or item.kind in wish.kinds)


def in_order(items: Iterable[Item]) -> list[Item]:
    """From what is remembered to what is judged and made, on each level the short before the long; else as they came."""
    levels = list(Level)
    return sorted(items, key=lambda item: (levels.index(item.level), item.minutes))


def within(items: Iterable[Item], minutes: int) -> list[Item]:
    """As many items as fit into the minutes: one of each aim before a second of any, so that a short paper is no heap of one kind.

    A second one is passed over where it and one that is on the paper already say each other's answer.
    """
    given = list(items)
    if not minutes:
        return given
    rounds: dict[str, int] = {}
    turns = []
    for item in given:
        rounds[item.aim] = rounds.get(item.aim, 0) + 1
        turns.append(rounds[item.aim])
    left, taken = minutes, dict[str, Item]()
    for turn, item in sorted(zip(turns, given, strict=True), key=lambda pair: pair[0]):
        parted = turn > 1 and any(tells(other, item) or tells(item, other) for other in taken.values())
        if item.minutes <= left and not parted:
            left -= item.minutes
            taken[item.id] = item
    return [item for item in given if item.id in taken]
