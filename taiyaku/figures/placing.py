"""Where the names on a map go: within their state, beside their mark, or out in the open with a leader; never on one another.

The ground is a grid of small cells that know which state they belong to. Every search runs in a fixed order, so that the same map has
its names in the same places.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from taiyaku.figures.canvas import LEADING, SIZE, Box
from taiyaku.figures.geography import Frame, Point
from taiyaku.figures.lettering import measure

CELL = 2.0  # units
EDGE = 4.0  # units between a name and the frame
#: How dear it is to put a name where it covers a line or an earlier leader, in units of distance from its mark.
ON_LINE, CROSSING = 25.0, 400.0
#: The same for land: the name of a place beside its mark, of a place apart, of a state on foreign land.
ON_LAND = (60.0, 80.0, 120.0)
WITHIN = 0.65  # the part of a state's name that has to stand on its own land; the rest may run out to sea
REACH = 190.0
GAP = 7.0  # units between a mark and the name beside it


@dataclass(frozen=True, slots=True)
class Name:
    """A name that has its place: its lines, its box, and the leader from the box to what it names, if it stands apart."""

    lines: tuple[str, ...]
    box: Box
    leader: tuple[Point, Point] | None = None
    bold: bool = False

    @property
    def baseline(self) -> Point:
        """Where the first line begins."""
        return self.box.x, self.box.y + SIZE * 0.85


def extent(lines: Sequence[str], bold: bool = False) -> tuple[float, float]:
    """Width and height of lines of text, with a little air for faces that run wide."""
    return max(measure(line, SIZE) for line in lines) * (1.04 if bold else 1) + 2, (len(lines) - 1) * LEADING + SIZE


@dataclass(slots=True)
class Ground:
    """The cells of a frame by state, and what already stands there: boxes of names, spots that lines run through, leaders."""

    frame: Frame
    cells: list[list[str]] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)
    lines: list[Point] = field(default_factory=list)
    leaders: list[tuple[Point, Point]] = field(default_factory=list)

    @classmethod
    def of(cls, frame: Frame, shapes: Mapping[str, Sequence[Sequence[Point]]]) -> Ground:
        """The ground under shapes on the sheet, given by state."""
        across, down = math.ceil(frame.width / CELL), math.ceil(frame.height / CELL)
        made = cls(frame, [[""] * across for _ in range(down)])
        for code, rings in shapes.items():
            for ring in rings:
                made.fill(code, ring)
        return made

    def fill(self, code: str, ring: Sequence[Point]) -> None:
        """Mark the cells whose middle lies within a ring."""
        edges = list(zip(ring, [*ring[1:], *ring[:1]], strict=True))
        for row, cells in enumerate(self.cells):
            y = self.frame.top + (row + 0.5) * CELL
            cuts = sorted(a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in edges if (a[1] <= y) != (b[1] <= y))
            for start, end in zip(cuts[::2], cuts[1::2], strict=False):
                first = max(0, math.ceil((start - self.frame.left) / CELL - 0.5))
                last = min(len(cells) - 1, math.floor((end - self.frame.left) / CELL - 0.5))
                cells[first : last + 1] = [code] * max(0, last + 1 - first)

    def at(self, x: float, y: float) -> str:
        """The state at a place, or nothing."""
        row, column = int((y - self.frame.top) / CELL), int((x - self.frame.left) / CELL)
        return self.cells[row][column] if 0 <= row < len(self.cells) and 0 <= column < len(self.cells[row]) else ""

    def size(self, code: str) -> int:
        return sum(cells.count(code) for cells in self.cells)

    def under(self, box: Box) -> list[str]:
        """The states under a box, sampled."""
        xs = [box.x + box.width * i / 8 for i in range(9)]
        ys = [box.y + box.height * i / 4 for i in range(5)]
        return [self.at(x, y) for y in ys for x in xs]

    def free(self, box: Box, air: float = 2) -> bool:
        """Whether a name can stand there at all: within the frame and not on another name."""
        if not (self.frame.holds((box.x, box.y), EDGE) and self.frame.holds((box.x + box.width, box.y + box.height), EDGE)):
            return False
        wide = Box(box.x - air, box.y - air, box.width + 2 * air, box.height + 2 * air)
        return not any(wide.overlaps(other) for other in self.taken)

    def keep(self, name: Name) -> Name:
        self.taken.append(name.box)
        if name.leader:
            self.leaders.append(name.leader)
        return name

    def inside(self, lines: tuple[str, ...], code: str) -> Name | None:
        """A place for a name within its state, as far from the borders as may be, else partly out at sea; None where it does not fit."""
        width, height = extent(lines, bold=True)
        best: tuple[float, Box] | None = None
        for box in self.boxes(width, height, 4, self.reach_of(code)):
            if self.at(box.x + width / 2, box.y + height / 2) != code or not self.free(box):
                continue
            under = self.under(box)
            own = under.count(code) / len(under)
            if own < WITHIN or set(under) - {code, ""}:
                continue
            air = (self.air(box, code) if own == 1 else own - 1) - sum(4 for spot in self.lines if holds(box, spot))
            if best is None or air > best[0]:
                best = air, box
        return self.keep(Name(lines, best[1], bold=True)) if best else None

    def air(self, box: Box, code: str) -> float:
        """How far a box can grow before it leaves its state or meets a name, in steps of four units, at most ten."""
        for step in range(1, 11):
            grown = Box(box.x - 4 * step, box.y - 4 * step, box.width + 8 * step, box.height + 8 * step)
            if set(self.under(grown)) != {code} or any(grown.overlaps(other) for other in self.taken):
                return step
        return 11

    def reach_of(self, code: str) -> Box:
        """The box around all cells of a state; empty where it has none."""
        rows = [row for row, cells in enumerate(self.cells) if code in cells]
        columns = [column for row in rows for column, cell in enumerate(self.cells[row]) if cell == code]
        if not rows:
            return Box(self.frame.left, self.frame.top, 0, 0)
        left, top = self.frame.left + min(columns) * CELL, self.frame.top + rows[0] * CELL
        return Box(left, top, (max(columns) - min(columns) + 1) * CELL, (rows[-1] - rows[0] + 1) * CELL)

    def boxes(self, width: float, height: float, step: float, within: Box) -> Iterator[Box]:
        """Boxes of a size in a part of the frame, row by row."""
        y = max(self.frame.top + EDGE, within.y)
        while y + height <= min(self.frame.top + self.frame.height - EDGE, within.y + within.height):
            x = max(self.frame.left + EDGE, within.x)
            while x + width <= min(self.frame.left + self.frame.width - EDGE, within.x + within.width):
                yield Box(x, y, width, height)
                x += step
            y += step

    def beside(self, lines: tuple[str, ...], spot: Point) -> Name | None:
        """A place right beside a mark, on whichever side disturbs least; None where every side is taken."""
        width, height = extent(lines)
        x, y = spot
        low, middle, high = y - height - GAP / 2, y - height / 2, y + GAP / 2
        right, left = x + GAP, x - GAP - width
        sides = [(right, middle), (left, middle), (right, low), (right, high), (left, low), (left, high)]
        sides += [(x - width / 2, y - height - GAP), (x - width / 2, y + GAP)]
        boxes = [Box(left, top, width, height) for left, top in sides]
        dear = [(self.cost(box, ON_LAND[0]) + i * 3, i) for i, box in enumerate(boxes) if self.free(box)]
        return self.keep(Name(lines, boxes[min(dear)[1]])) if dear and min(dear)[0] < CROSSING / 4 else None

    def apart(self, lines: tuple[str, ...], spot: Point, own: str = "") -> Name | None:
        """A place in the open with a leader to ``spot``, near and off the land where it can be; None where none is within reach."""
        width, height = extent(lines, bold=bool(own))
        best: tuple[float, Box, tuple[Point, Point]] | None = None
        around = Box(spot[0] - REACH - width, spot[1] - REACH - height, 2 * (REACH + width), 2 * (REACH + height))
        near_ones = ((nearest(box, spot), box) for box in self.boxes(width, height, 5, around))
        for away, near, box in sorted(((math.dist(near, spot), near, box) for near, box in near_ones), key=lambda each: each[0]):
            if best and away >= best[0]:
                break
            if not 9 <= away <= REACH or not self.free(box, 5):
                continue
            dear = away + self.cost(box, ON_LAND[2] if own else ON_LAND[1]) + self.trouble((near, spot), own)
            if best is None or dear < best[0]:
                best = dear, box, (near, spot)
        return self.keep(Name(lines, best[1], best[2], bold=bool(own))) if best else None

    def cost(self, box: Box, on_ground: float) -> float:
        """What it costs to cover what lies under a box; ``on_ground`` if it is all land."""
        under = self.under(box)
        on_land = sum(1 for code in under if code) / len(under)
        borders = len(set(under)) - 1
        crossed = sum(1 for leader in self.leaders if any(holds(box, spot) for spot in along(leader)))
        return on_ground * on_land + 12 * borders + ON_LINE * sum(1 for spot in self.lines if holds(box, spot)) + CROSSING * crossed

    def trouble(self, leader: tuple[Point, Point], own: str) -> float:
        """What it costs to draw a leader: over names, other leaders, lines and foreign land."""
        spots = along(leader)
        names = sum(1 for box in self.taken if any(holds(box, spot) for spot in spots[1:]))
        crossed = sum(1 for other in self.leaders if cross(leader, other))
        foreign = sum(1 for spot in spots if self.at(*spot) not in {"", own}) / len(spots)
        met = sum(1 for spot in spots[1:-2] if any(math.dist(spot, other) < 4 for other in self.lines))
        return CROSSING * (names + crossed) + 40 * foreign + ON_LINE * met


def holds(box: Box, spot: Point) -> bool:
    return box.x - 2 <= spot[0] <= box.x + box.width + 2 and box.y - 2 <= spot[1] <= box.y + box.height + 2


def nearest(box: Box, spot: Point) -> Point:
    """The point of a box from which a leader starts: on its edge, nearest to a spot, at the height of the letters where it is beside."""
    x = min(max(spot[0], box.x), box.x + box.width)
    y = min(max(spot[1], box.y), box.y + box.height)
    return (x, y) if box.x < x < box.x + box.width else (x, min(max(spot[1], box.y + SIZE / 2), box.y + box.height - SIZE / 2))


def along(line: tuple[Point, Point]) -> list[Point]:
    """Spots on a line, about five units apart."""
    (x0, y0), (x1, y1) = line
    count = max(2, int(math.dist(*line) / 5))
    return [(x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count) for i in range(count + 1)]


def cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two lines cross."""

    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
