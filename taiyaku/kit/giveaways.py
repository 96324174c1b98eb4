"""Exercises that answer each other: the question of one says what another asks for, so that on one sheet nobody needs to know it.

Only answers in words, in gaps and in single choices are looked for: a number of two digits stands in too many questions to tell anything.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from taiyaku.exercises.model import Form, Kind
from taiyaku.export.markup import plain
from taiyaku.export.model import Item

#: Answers narrower than this, in columns of a terminal, are too short to be told from chance: ``21``, ``5人``, ``IDB``.
LEAST = 7


def answers(item: Item) -> tuple[str, ...]:
    """The words that answer an exercise, where words do."""
    found: Sequence[str] = ()
    if item.form is Form.WORDS:
        found = item.accepted
    elif item.form is Form.GAPS:
        found = item.gaps
    elif item.kind is Kind.SINGLE:
        found = [plain(choice.text).strip() for choice in item.choices if choice.right]
    return tuple(words for words in found if width(words) >= LEAST)


def width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)


def shown(item: Item) -> str:
    """What an exercise says as a fact: its question, its steps and pairs, and the claims among which errors are hunted."""
    claims = [choice.text for choice in item.choices] if item.kind is Kind.HUNT else []
    return " ".join(plain(html) for html in (item.question, *item.steps, *(side for pair in item.pairs for side in pair), *claims))


def tells(teller: Item, asked: Item) -> bool:
    """Whether one exercise says what the other asks for."""
    said = shown(teller).casefold()
    return teller.id != asked.id and any(words.casefold() in said for words in answers(asked))


def giveaways(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The numbers (from 1) of every two exercises of which the first says what the second asks for."""
    for number, teller in enumerate(items, 1):
        for other, asked in enumerate(items, 1):
            if tells(teller, asked):
                yield number, other
