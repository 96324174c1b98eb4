"""Shuffle by seed: the same seed gives the same order on every machine and every Python."""

from __future__ import annotations

import hashlib


def order(count: int, seed: str) -> tuple[int, ...]:
    """A permutation of ``0 … count-1`` fixed by the seed. It is drawn from a hash, since ``random`` promises no order across versions."""
    return tuple(sorted(range(count), key=lambda place: hashlib.sha256(f"{seed}:{place}".encode()).digest()))


def disorder(ranks: tuple[int, ...], seed: str) -> tuple[int, ...]:
    """A permutation in which the ranks do not stand in their true order (nor two steps could: one step alone stays)."""
    for turn in range(1, 65):
        drawn = order(len(ranks), f"{seed}/{turn}")
        if len(ranks) < 2 or [ranks[place] for place in drawn] != sorted(ranks):
            return drawn
    return tuple(reversed(range(len(ranks))))
