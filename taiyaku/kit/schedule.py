"""What a lesson has time for: exercises of a chapter laid out over the minutes, so that the minutes add up exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from taiyaku.exercises.model import Form, Kind, Level
from taiyaku.export.model import Item

OPENING, CLOSING, DISCUSSION = 5, 5, 5
#: The share of the time between opening and closing that facts, and then order and figures, may take.
FACTS, FIGURES = 0.25, 0.45


class Stage(StrEnum):
    """A part of a lesson."""

    OPEN = "open"
    FACTS = "facts"
    FIGURES = "figures"
    SOURCE = "source"
    TALK = "talk"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a lesson: how long, and which exercises."""

    stage: Stage
    minutes: int
    items: tuple[Item, ...] = ()


def is_fact(item: Item) -> bool:
    return item.level in {Level.REMEMBER, Level.UNDERSTAND} and item.form in {Form.CHOICE, Form.WORDS, Form.GAPS, Form.PAIRS, Form.TRUTH}


def is_figure(item: Item) -> bool:
    return item.form in {Form.ORDER, Form.NUMBER} or item.kind is Kind.READING


def is_talk(item: Item) -> bool:
    return item.kind in {Kind.DEBATE, Kind.SIMULATION, Kind.ESSAY}


def take(items: Sequence[Item], fits: Callable[[Item], bool], minutes: int, most: int = 99) -> tuple[Item, ...]:
    """As many fitting items, in their order, as the minutes allow."""
    taken: list[Item] = []
    for item in items:
        if fits(item) and item.minutes <= minutes and len(taken) < most:
            taken.append(item)
            minutes -= item.minutes
    return tuple(taken)


def minutes_of(items: Sequence[Item]) -> int:
    return sum(item.minutes for item in items)


def plan(items: Sequence[Item], minutes: int) -> tuple[Step, ...]:
    """The lesson: opening, facts, order and figures, one source task, a debate where there is time or else a discussion, closing.

    The minutes of the steps add up to ``minutes``; what is left over goes to the talk, and to the closing.
    """
    middle = minutes - OPENING - CLOSING
    source = take(items, lambda item: item.kind is Kind.SOURCE, middle - DISCUSSION, 1)
    left = middle - minutes_of(source)
    talk = take(items, is_talk, left - 6, 1)
    left -= minutes_of(talk) or DISCUSSION
    facts = take(items, is_fact, min(left, int(middle * FACTS)))
    left -= minutes_of(facts)
    figures = take(items, is_figure, min(left, int(middle * (FIGURES - FACTS)) + 1))
    left -= minutes_of(figures)
    steps = [Step(Stage.OPEN, OPENING)]
    steps += [Step(stage, minutes_of(found), found) for stage, found in ((Stage.FACTS, facts), (Stage.FIGURES, figures)) if found]
    steps += [Step(Stage.SOURCE, minutes_of(source), source)] if source else []
    steps += [Step(Stage.TALK, minutes_of(talk) or DISCUSSION + left, talk)]
    steps += [Step(Stage.CLOSE, CLOSING + (left if talk else 0))]
    return tuple(steps)
