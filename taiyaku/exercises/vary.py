"""Draw by seed: the same seed gives the same paper on every machine and every Python.

What is drawn are numbers of places, never words, so that a paper in one language agrees with its translation. A seed belongs to a paper;
its forms (A, B, C …) are as different from each other as the exercise allows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

FORMS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TURNS = 64


def order(count: int, seed: str) -> tuple[int, ...]:
    """A permutation of ``0 … count-1`` fixed by the seed. It is drawn from a hash, since ``random`` promises no order across versions."""
    return tuple(sorted(range(count), key=lambda place: hashlib.sha256(f"{seed}:{place}".encode()).digest()))


def disorder(ranks: tuple[int, ...], seed: str) -> tuple[int, ...]:
    """A permutation in which the ranks do not stand in their true order (nor two steps could: one step alone stays)."""
    for turn in range(1, TURNS + 1):
        drawn = order(len(ranks), f"{seed}/{turn}")
        if len(ranks) < 2 or [ranks[place] for place in drawn] != sorted(ranks):
            return drawn
    return tuple(reversed(range(len(ranks))))


def number_of(form: str) -> int:
    """0 for form A, 1 for B …; raises ``ValueError`` for what is no form."""
    if len(form) != 1 or form not in FORMS:
        raise ValueError(f"{form!r} is no form; forms are the letters A to Z")
    return FORMS.index(form)


def pick(count: int, seed: str, form: str) -> int:
    """One of ``count`` alternatives; forms take different ones as long as there are any left."""
    return order(count, seed)[number_of(form) % count]


def arrange(count: int, seed: str, form: str, suits: Callable[[tuple[int, ...]], bool] = lambda _: True) -> tuple[int, ...]:
    """A permutation for a form, different from those of the forms before it as long as there are any left that ``suits``."""
    found: dict[tuple[int, ...], None] = {}
    wanted = number_of(form)
    for turn in range(TURNS + wanted):
        drawn = order(count, f"{seed}/{turn}")
        if suits(drawn):
            found[drawn] = None
        if len(found) > wanted:
            break
    kept = list(found) or [tuple(reversed(range(count)))]
    return kept[wanted % len(kept)]


def some(count: int, take: int, seed: str, form: str) -> tuple[int, ...]:
    """``take`` of ``count`` places in their own order, others for each form; all of them where ``take`` is 0 or no fewer."""
    if not take or take >= count:
        return tuple(range(count))
    return tuple(sorted(arrange(count, seed, form)[:take]))
