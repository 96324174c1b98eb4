"""What stayed in order between two versions of a page, and the gaps left between."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Gaps:
    """``rooms``: (old indices, new indices) between two items that stayed in order; ``moved``: new indices of those that did not."""

    rooms: list[tuple[list[int], list[int]]]
    moved: set[int]


def gaps_between(match: dict[int, int], old_size: int, new_size: int) -> Gaps:
    """The gaps between two versions of a page, given the pairs new index → old index of what is unchanged."""
    order = sorted(match)
    steady = {order[position] for position in _longest_rise([match[here] for here in order])}
    bounds = [(-1, -1), *((match[here], here) for here in sorted(steady)), (old_size, new_size)]
    rooms = []
    used = set(match.values())
    for (there, here), (next_there, next_here) in pairwise(bounds):
        theirs = [index for index in range(there + 1, next_there) if index not in used]
        rooms.append((theirs, [index for index in range(here + 1, next_here) if index not in match]))
    return Gaps(rooms, set(order) - steady)


def _longest_rise(values: list[int]) -> list[int]:
    """Positions of a longest increasing subsequence of distinct values."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        slot = bisect_left(tails, value)
        tails[slot : slot + 1] = [value]
        ends[slot : slot + 1] = [position]
        before.append(ends[slot - 1] if slot else -1)
    chain, position = [], ends[-1] if ends else -1
    while position >= 0:
        chain.append(position)
        position = before[position]
    return chain[::-1]
