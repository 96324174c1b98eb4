"""One frame of a map: the land with its patterns, the names, the marks of places and the legs of a route."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from types import MappingProxyType

from taiyaku.figures.canvas import ACCENT, INK, SIZE, Box, Canvas, number, tag
from taiyaku.figures.dial import Dial
from taiyaku.figures.geography import Frame, Geometry, Point, outline
from taiyaku.figures.lettering import wrap
from taiyaku.figures.placing import Ground, Name

#: How the states of each body are drawn, in the order in which the bodies are named; the first lies under the others.
PAINTS = ("tint", "hatch", "back", "beads")
TINT, LAND = 0.2, 0.05
LEGIBLE = 30  # cells that a state has to cover so that its name is put there and not into an inset
GRID = 10  # degrees between the lines of the grid
BULGE = 0.16  # how far a leg of a route swings out, as a part of its length
#: How a line of travel is drawn.
DASHED: Mapping[str, str | float] = MappingProxyType(
    {"fill": "none", "class_": "tai-accent-line", "stroke": ACCENT, "stroke_width": 2.0, "stroke_dasharray": "6 4"}
)


def ink_of(canvas: Canvas, paint: str) -> dict[str, str]:
    """The attributes of a surface in one of ``PAINTS``."""
    return (
        {"fill_opacity": f"{TINT}"}
        if paint == "tint"
        else {"fill": canvas.surface(paint), "fill_opacity": "0.85" if paint == "beads" else "0.55"}
    )


@dataclass(frozen=True, slots=True)
class Layer:
    """A body and the states (ISO 3166-1 alpha-3) that are drawn as belonging to it; ``days`` holds those of other days."""

    label: str
    states: tuple[str, ...]
    days: Mapping[dt.date, tuple[str, ...]] = field(default_factory=dict)

    def holds(self, code: str, day: dt.date) -> bool:
        return code in self.days.get(day, ())


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its name, its longitude and latitude in degrees, and what is said below its name (a date)."""

    label: str
    where: Point
    said: str = ""


@dataclass(frozen=True, slots=True)
class Atlas:
    """What a map shows: layers of states, places, and the calls of a route in their order."""

    layers: tuple[Layer, ...] = ()
    points: tuple[Spot, ...] = ()
    route: tuple[Spot, ...] = ()
    dial: Dial | None = None

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that belongs to something, on the day of the map or on another that can be chosen."""
        now = [code for layer in self.layers for code in layer.states]
        return tuple(dict.fromkeys([*now, *(code for layer in self.layers for states in layer.days.values() for code in states)]))


class Sheet:
    """One frame with its land, names, marks and lines."""

    def __init__(self, canvas: Canvas, geometry: Geometry, atlas: Atlas, frame: Frame, names: Mapping[str, str]) -> None:
        self.canvas, self.atlas, self.frame, self.names, self.centre = canvas, atlas, frame, names, geometry.centre
        cut = {code: [shape for ring in rings if (shape := frame.cut(ring))] for code, rings in geometry.shapes.items()}
        self.shapes = {code: shapes for code, shapes in cut.items() if shapes}
        self.ground = Ground.of(frame, self.shapes)
        self.main = True

    def reads(self, code: str) -> bool:
        """Whether a state is large enough here to be recognised."""
        return self.ground.size(code) >= LEGIBLE

    def draw(self, named: set[str], larger: Sequence[Frame] = ()) -> None:
        """Draw all; ``named`` are the states that get a name even where it needs a leader, ``larger`` the frames drawn larger elsewhere."""
        self.main = main = not self.canvas.parts
        spots = [(spot, f"{i}. {spot.label}") for i, spot in enumerate(self.atlas.route, 1)] if main else []
        spots += [(spot, spot.label) for spot in self.atlas.points] if main else []
        legs = [self.leg(self.at(one), self.at(other)) for one, other in pairwise(self.atlas.route)] if main else []
        self.ground.lines = [spot for leg in legs for spot in leg] + [self.at(spot) for spot, _ in spots]
        self.ground.taken = [Box(x - 4, y - 4, 8, 8) for x, y in (self.at(spot) for spot, _ in spots)]
        self.ground.taken += [Box(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in map(self.outline_of, larger)]
        put = [self.name_spot(spot, label) for spot, label in spots]
        put += self.name_states(named)
        self.draw_land(put)
        self.draw_frames(larger)
        for leg in legs:
            self.draw_leg(leg)
        for spot, _ in spots:
            x, y = self.at(spot)
            self.canvas.draw("circle", cx=x, cy=y, r=3.6, fill=ACCENT, class_="tai-accent")
        for name in put:
            self.write(name)

    def at(self, spot: Spot) -> Point:
        return self.frame.place(spot.where)

    def name_spot(self, spot: Spot, label: str) -> Name:
        lines = (*wrap(label, 170, SIZE, self.canvas.lang), *(wrap(spot.said, 170, SIZE, self.canvas.lang) if spot.said else ()))
        found = self.ground.beside(lines, self.at(spot)) or self.ground.apart(lines, self.at(spot))
        if found is None:
            raise ValueError(f"no room on the map for the name of {spot.label}; choose a closer region or fewer places")
        return found

    def name_states(self, named: set[str]) -> list[Name]:
        """The names of states: the large ones within, then those that must be told, smallest first, with leaders."""
        put = []
        order = sorted(self.shapes, key=lambda code: (-self.ground.size(code), code))
        waiting = []
        for code in order:
            lines = self.lines(code)
            within = self.ground.inside(lines, code) if lines and (code in named or not self.atlas.layers) else None
            if within:
                put.append(within)
            elif code in named:
                waiting.append(code)
        for code in reversed(waiting):
            found = self.ground.apart(self.lines(code), self.middle(code), code)
            if found is None:
                raise ValueError(f"no room on the map for the name of {code}; choose a closer region")
            put.append(found)
        return put

    def lines(self, code: str) -> tuple[str, ...]:
        wide = 150 if self.main else 190  # there is room beside islands
        return wrap(self.names[code], wide, SIZE, self.canvas.lang) if code in self.names else ()

    def middle(self, code: str) -> Point:
        """A spot within a state's largest piece: the middle of the longest run of its cells, or of its corners where it has none."""
        best: tuple[int, Point] = (0, (0, 0))
        for row, cells in enumerate(self.ground.cells):
            if code not in cells:
                continue
            run = max("".join("x" if cell == code else " " for cell in cells).split(), key=len)
            start = "".join("x" if cell == code else " " for cell in cells).index(run)
            if len(run) > best[0]:
                best = len(run), (self.frame.left + (start + len(run) / 2) * 2, self.frame.top + (row + 0.5) * 2)
        if best[0]:
            return best[1]
        ring = max(self.shapes[code], key=len)
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)

    def draw_land(self, put: Sequence[Name]) -> None:
        """The land, its patterns cleared away under the names."""
        mask = f"{self.canvas.ident}-clear-{len(self.canvas.parts)}"
        box = {"x": self.frame.left, "y": self.frame.top, "width": self.frame.width, "height": self.frame.height}
        holes = "".join(
            tag("rect", x=name.box.x - 2, y=name.box.y - 1, width=name.box.width + 4, height=name.box.height + 3, rx=3, fill="#000")
            for name in put
        )
        for (x1, y1), (x2, y2) in (name.leader for name in put if name.leader):
            holes += tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="#000", stroke_width=4)
        clear = tag("mask", tag("rect", **box, fill="#fff") + holes, id=mask, maskUnits="userSpaceOnUse", **box)
        self.canvas.parts.append(tag("defs", clear))
        self.canvas.parts.append(tag("g", "\n".join([self.grid(), *self.land()]), mask=f"url(#{mask})"))

    def land(self) -> list[str]:
        """The states, those of the first layer tinted, and the patterns over them."""
        first = set(self.atlas.layers[0].states) if self.atlas.layers and not self.atlas.dial else set()
        drawn = {code: outline(shapes) for code, shapes in self.shapes.items()}
        line: dict[str, str | float] = {"stroke": INK, "stroke_width": 0.7, "stroke_opacity": 0.8}
        land = [tag("path", d=d, fill_opacity=f"{TINT if code in first else LAND}", **line) for code, d in drawn.items() if d]
        for layer, paint in list(zip(self.atlas.layers, PAINTS, strict=False))[0 if self.atlas.dial else 1 :]:
            for spans, codes in self.spells(layer).items():
                d = "".join(drawn.get(code, "") for code in codes)
                path = tag("path", d=d, **ink_of(self.canvas, paint)) if d else ""
                if d:
                    dial = self.atlas.dial
                    land.append(dial.wrap(path, spans, shown=set(codes) <= set(layer.states)) if dial else path)
        return land

    def spells(self, layer: Layer) -> dict[str, list[str]]:
        """The states of a layer by the years in which they belong; all under one key where there is nothing to choose."""
        dial = self.atlas.dial
        if dial is None:
            return {"": list(layer.states)}
        found: dict[str, list[str]] = {}
        for code in self.atlas.states:
            if spans := dial.spans(partial(layer.holds, code)):
                found.setdefault(spans, []).append(code)
        return found

    def grid(self) -> str:
        """Meridians and parallels, thin, as path data within the frame."""
        lines: list[list[Point]] = [[(lon, lat / 4) for lat in range(-320, 321)] for lon in range(-180, 180, GRID)]
        lines += [[(lon / 4, lat) for lon in range(-720, 721)] for lat in range(-80, 81, GRID)]
        d = ""
        for line in lines:
            run: list[str] = []
            for where in line:
                near = math.hypot((where[0] - self.centre[0] + 180) % 360 - 180, where[1] - self.centre[1]) < 100
                spot = self.frame.place(where) if near else (-1e6, 0)
                if self.frame.holds(spot):
                    run.append(f"{number(spot[0])} {number(spot[1])}")
            d += "M" + "L".join([*run[: -1 : max(1, len(run) // 12)], run[-1]]) if len(run) > 1 else ""
        return tag("path", d=d, fill="none", stroke=INK, stroke_width=0.5, stroke_opacity=0.3)

    def draw_frames(self, larger: Sequence[Frame]) -> None:
        """The neat line, and where an inset lies."""
        frame, line = self.frame, {"fill": "none", "stroke": INK}
        self.canvas.draw("rect", x=frame.left, y=frame.top, width=frame.width, height=frame.height, stroke_width=1, **line)
        for inset in larger:
            x0, y0, x1, y1 = self.outline_of(inset)
            self.canvas.draw("rect", x=x0, y=y0, width=x1 - x0, height=y1 - y0, stroke_width=1, stroke_dasharray="4 2", **line)

    def outline_of(self, inset: Frame) -> tuple[float, float, float, float]:
        """The left, top, right and bottom of what an inset draws larger."""
        right, bottom = inset.left + inset.width, inset.top + inset.height
        return *self.seen(inset, (inset.left, inset.top)), *self.seen(inset, (right, bottom))

    def seen(self, inset: Frame, spot: Point) -> Point:
        """Where a spot of an inset lies in this frame: both are flat pieces of the same projection."""
        x, y = (spot[0] - inset.left) / inset.scale + inset.origin[0], (spot[1] - inset.top) / inset.scale + inset.origin[1]
        own = self.frame
        return own.left + (x - own.origin[0]) * own.scale, own.top + (y - own.origin[1]) * own.scale

    def draw_leg(self, leg: Sequence[Point]) -> None:
        """A leg of a route, dashed, with an arrowhead where it arrives."""
        stop = max(1, next((i for i, spot in enumerate(leg) if math.dist(spot, leg[-1]) < 8), len(leg)) - 1)
        d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in leg[: stop + 1])
        self.canvas.draw("path", d=d, **DASHED)
        (x0, y0), (x1, y1) = leg[stop], leg[-1]
        long = math.dist(leg[stop], leg[-1]) or 1.0
        u, v = (x1 - x0) / long, (y1 - y0) / long
        tip = x1 - u * 4, y1 - v * 4
        wings = [(tip[0] - u * 9 - side * v * 4.5, tip[1] - v * 9 + side * u * 4.5) for side in (1, -1)]
        d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in (tip, *wings)) + "z"
        self.canvas.draw("path", d=d, class_="tai-accent", fill=ACCENT)

    def leg(self, start: Point, end: Point) -> list[Point]:
        """A leg of a route, swung out to the side on which it crosses less land; to the left of its way where that is equal."""
        ways = [bend(start, end, side) for side in (1, -1)]
        return min(ways, key=lambda way: sum(1 for spot in way if self.ground.at(*spot)))

    def write(self, name: Name) -> None:
        if name.leader:
            (x1, y1), (x2, y2) = name.leader
            self.canvas.draw("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=INK, stroke_width=0.9)
            if name.bold:  # the leader of a place ends at its mark
                self.canvas.draw("circle", cx=x2, cy=y2, r=1.4)
        self.canvas.write(*name.baseline, name.lines, bold=name.bold)


def bend(start: Point, end: Point, side: int) -> list[Point]:
    """The points of a curve that swings out to the left (1) or right (-1) of its way."""
    (x0, y0), (x1, y1) = start, end
    control = (x0 + x1) / 2 + (y1 - y0) * BULGE * 2 * side, (y0 + y1) / 2 - (x1 - x0) * BULGE * 2 * side
    parts = [i / 24 for i in range(25)]
    return [
        ((1 - t) ** 2 * x0 + 2 * t * (1 - t) * control[0] + t * t * x1, (1 - t) ** 2 * y0 + 2 * t * (1 - t) * control[1] + t * t * y1)
        for t in parts
    ]
