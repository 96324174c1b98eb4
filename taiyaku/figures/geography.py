"""The geometry of a book and how it is laid flat: states as rings of degrees, an equal-area projection, a frame to draw in.

A geometry file is JSON in ``facts/geometry/``. It has ``shapes`` (rings of longitude and latitude by ISO 3166-1 alpha-3 code), ``centre``
(of the projection), ``regions`` (by name: ``view`` as west, south, east, north, and ``insets``, the names of regions that are drawn
larger beside it) and ``notes`` (words by language, with the ``states`` that have to be in view; none: always).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]
DOT = 1.5  # units
STEPS = 24  # points on each edge of a view, by which its outline on the sheet is found


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the geometry to look at, in degrees; ``insets`` name regions that are drawn larger below it."""

    view: tuple[float, float, float, float]
    insets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Geometry:
    """States as rings of degrees, the regions that can be drawn and what has to be said of them."""

    shapes: Mapping[str, tuple[Ring, ...]]
    centre: Point
    regions: Mapping[str, Region]
    notes: tuple[tuple[frozenset[str], Mapping[str, str]], ...] = ()

    def region(self, name: str) -> Region:
        """A region by its name, the first where none is given; raises ``ValueError`` for an unknown one."""
        wanted = name or next(iter(self.regions))
        if wanted not in self.regions:
            raise ValueError(f"no region `{wanted}` in the geometry; it has: {', '.join(self.regions)}")
        return self.regions[wanted]

    def note(self, region: Region, lang: str, fallback: str = "en") -> str:
        """What has to be said of a view, in a language, else in ``fallback``; empty where there is nothing."""
        frame = Frame.of(self, region, 400)
        shown = {code for code, rings in self.shapes.items() if any(frame.cut(ring) for ring in rings)}
        said = [words.get(lang) or words.get(fallback, "") for states, words in self.notes if not states or states & shown]
        return ("" if lang in {"ja", "zh"} else " ").join(said)


def read_geometry(path: Path) -> Geometry:
    """Read a geometry file; raises ``ValueError`` that names the file and what is wrong with it."""
    try:
        raw: Any = json.loads(path.read_text("utf-8"))
        regions = {name: Region(bounds(region["view"]), tuple(region.get("insets", ()))) for name, region in raw["regions"].items()}
        made = Geometry(
            {code: tuple(tuple(point(pair) for pair in ring) for ring in rings) for code, rings in raw["shapes"].items()},
            point(raw["centre"]),
            regions,
            tuple((frozenset(note["states"]), {key: str(note[key]) for key in note if key != "states"}) for note in raw.get("notes", ())),
        )
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path.name}: no geometry: {type(error).__name__}: {error}") from None
    if not regions:
        raise ValueError(f"{path.name}: no geometry: `regions` is empty")
    if missing := {inset for region in regions.values() for inset in region.insets} - set(regions):
        raise ValueError(f"{path.name}: no geometry: `regions` lacks {', '.join(sorted(missing))}")
    return made


def point(raw: Sequence[Any]) -> Point:
    """Longitude and latitude in degrees; raises ``ValueError`` for what lies off the globe."""
    lon, lat = raw
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"{lon}, {lat} lies off the globe")
    return float(lon), float(lat)


def bounds(raw: Sequence[Any]) -> tuple[float, float, float, float]:
    """West, south, east and north; raises ``ValueError`` where they enclose nothing."""
    (west, south), (east, north) = point(raw[:2]), point(raw[2:])
    if not (west < east and south < north):
        raise ValueError(f"the view {list(raw)} is no west, south, east, north")
    return west, south, east, north


def project(place: Point, centre: Point) -> Point:
    """Lambert's azimuthal equal-area projection on a sphere of radius one; ``y`` grows to the south, as on a sheet.

    Raises ``ValueError`` for the antipode of the centre, which lies nowhere.
    """
    lon, lat = math.radians(place[0] - centre[0]), math.radians(place[1])
    middle = math.radians(centre[1])
    near = 1 + math.sin(middle) * math.sin(lat) + math.cos(middle) * math.cos(lat) * math.cos(lon)
    if near < 1e-9:
        raise ValueError(f"{place} lies opposite the centre of the map")
    scale = math.sqrt(2 / near)
    across = math.cos(lat) * math.sin(lon)
    return scale * across, -scale * (math.cos(middle) * math.sin(lat) - math.sin(middle) * math.cos(lat) * math.cos(lon))


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the sheet and what part of the globe it shows: ``left``, ``top``, ``width``, ``height`` in units."""

    centre: Point
    scale: float
    origin: Point
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def of(cls, geometry: Geometry, region: Region, width: float, left: float = 0, top: float = 0) -> Frame:
        """The frame ``width`` units across in which a whole region fits."""
        west, south, east, north = region.view
        parts = [i / STEPS for i in range(STEPS + 1)]
        edge = [(west + (east - west) * part, lat) for part in parts for lat in (south, north)]
        edge += [(lon, south + (north - south) * part) for part in parts for lon in (west, east)]
        flat = [project(place, geometry.centre) for place in edge]
        low, high = min(x for x, _ in flat), max(x for x, _ in flat)
        top_y, bottom_y = min(y for _, y in flat), max(y for _, y in flat)
        scale = width / (high - low)
        return cls(geometry.centre, scale, (low, top_y), left, top, width, round((bottom_y - top_y) * scale, 1))

    def place(self, where: Point) -> Point:
        """The place of a longitude and latitude on the sheet."""
        x, y = project(where, self.centre)
        return self.left + (x - self.origin[0]) * self.scale, self.top + (y - self.origin[1]) * self.scale

    def holds(self, spot: Point, margin: float = 0) -> bool:
        """Whether a place of the sheet lies within, at least ``margin`` units from the edge."""
        across = self.left + margin <= spot[0] <= self.left + self.width - margin
        return across and self.top + margin <= spot[1] <= self.top + self.height - margin

    def cut(self, ring: Iterable[Point]) -> list[Point]:
        """The part of a ring of degrees that lies within, on the sheet (Sutherland and Hodgman); empty where there is none."""
        shape = [self.place(where) for where in ring]
        right, bottom = self.left + self.width, self.top + self.height
        for axis, limit, sign in ((0, self.left, 1), (1, self.top, 1), (0, right, -1), (1, bottom, -1)):
            shape = clip(shape, axis, limit, sign)
        return shape


def clip(shape: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """What lies on one side of a line across the sheet."""
    kept: list[Point] = []
    for a, b in zip(shape, [*shape[1:], *shape[:1]], strict=True):
        inside, follows = (a[axis] - limit) * sign >= 0, (b[axis] - limit) * sign >= 0
        if inside:
            kept.append(a)
        if inside != follows:
            part = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part))
    return kept


def outline(shapes: Iterable[Sequence[Point]]) -> str:
    """Closed path data in relative steps of whole tenths, so that rounding never adds up.

    Islets smaller than a dot are left out, unless all that there is are such.
    """
    shapes = list(shapes)
    large = [shape for shape in shapes if max(max(spot[i] for spot in shape) - min(spot[i] for spot in shape) for i in (0, 1)) > DOT]
    parts = []
    for shape in large or shapes:
        tenths = [(round(x * 10), round(y * 10)) for x, y in shape]
        tenths = thin(tenths)
        if len(tenths) < 3:
            continue
        steps = "".join(f"{short(x - x0)} {short(y - y0)} " for (x0, y0), (x, y) in pairwise(tenths))
        parts.append(f"M{short(tenths[0][0])} {short(tenths[0][1])}l{steps.strip()}z".replace(" -", "-"))
    return "".join(parts)


def thin(tenths: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of an outline when points near the one before are dropped, up to 1.3 units in a large shape; a small one keeps all."""
    across = [max(spot[i] for spot in tenths) - min(spot[i] for spot in tenths) for i in (0, 1)]
    step = 13 if max(across) > 400 else 8 if max(across) > 120 else 4 if max(across) > 40 else 1
    kept: list[tuple[int, int]] = []
    for spot in tenths:
        if not kept or math.dist(spot, kept[-1]) >= step:
            kept.append(spot)
    return kept


def short(tenths: int) -> str:
    """A number of tenths as briefly as SVG reads it."""
    text = f"{abs(tenths) // 10 or ''}" + (f".{abs(tenths) % 10}" if tenths % 10 else "")
    return ("-" if tenths < 0 else "") + (text or "0")
