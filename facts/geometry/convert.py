"""Convert the countries of Natural Earth into ``americas.json``, the geometry that the maps of this book are drawn from.

Run it again only to renew or refine the geometry. ``npm pack world-atlas@2.0.2`` and unpack it; then, from the folder of the book:

    python facts/geometry/convert.py package/countries-50m.json facts/geometry/americas.json

The package holds Natural Earth 4.1.0 at 1:50 million as TopoJSON, keyed by ISO 3166-1 numeric codes. Borders that two states share are
simplified once (Douglas and Peucker, in degrees), so that no gap opens between them; islets are left out except a state's largest piece.
Natural Earth keeps overseas regions with their state: those of France and the Netherlands get codes of their own here.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

Point = tuple[float, float]
WINDOW = (-128.0, -57.0, -33.0, 50.0)  # west, south, east, north; Canada and the United States are cut at its edge
TOLERANCE, ISLET, SMALL = 0.035, 0.008, 0.6  # degrees; square degrees, below which a piece is left out, or kept as it is
CODES = {
    "028": "ATG", "032": "ARG", "044": "BHS", "052": "BRB", "060": "BMU", "068": "BOL", "076": "BRA", "084": "BLZ", "092": "VGB",
    "124": "CAN", "136": "CYM", "152": "CHL", "170": "COL", "188": "CRI", "192": "CUB", "212": "DMA", "214": "DOM", "218": "ECU",
    "222": "SLV", "238": "FLK", "250": "FRA", "308": "GRD", "320": "GTM", "328": "GUY", "332": "HTI", "340": "HND", "388": "JAM",
    "484": "MEX", "500": "MSR", "528": "NLD", "531": "CUW", "533": "ABW", "534": "SXM", "558": "NIC", "591": "PAN", "600": "PRY",
    "604": "PER", "630": "PRI", "652": "BLM", "659": "KNA", "660": "AIA", "662": "LCA", "663": "MAF", "670": "VCT", "740": "SUR",
    "780": "TTO", "796": "TCA", "840": "USA", "850": "VIR", "858": "URY", "862": "VEN",
}  # fmt: skip
ABOUT = {
    "origin": "Natural Earth 4.1.0, Admin 0 countries, 1:50m; by way of world-atlas 2.0.2 (npm)",
    "licence": "public domain (Natural Earth); ISC (world-atlas)",
    "simplified": f"borders and coasts to {TOLERANCE} degrees, two decimals; whole below {SMALL} square degrees, left out below {ISLET}",
}
REGIONS = {
    "americas": {"view": [-92, -55.5, -34, 24.5], "insets": ["lesser-antilles"]},
    "south-america": {"view": [-83, -55.5, -34, 13], "insets": []},
    "caribbean": {"view": [-92, 3.5, -58.5, 28], "insets": []},
    "northern-andes": {"view": [-91, -5, -60, 31.5], "insets": []},
    "lesser-antilles": {"view": [-67.5, 11.7, -55.5, 18.3], "insets": []},
}
NOTES = [
    {
        "states": [],
        "ja": "地図の境界はNatural Earth 4.1.0による。どの国が現に治めているかを示す線で、本書の見解ではない。",
        "en": "Borders follow Natural Earth 4.1.0: they show which state is in control and express no view of this book.",
    },
    {
        "states": ["FLK"],
        "ja": "フォークランド諸島（マルビナス諸島）は英国が治め、アルゼンチンが領有を主張している。",
        "en": "The Falkland Islands (Islas Malvinas) are governed by the United Kingdom and claimed by Argentina.",
    },
    {
        "states": ["GUY", "VEN"],
        "ja": "エセキボ川の西（グアヤナ・エセキバ）はガイアナが治め、ベネズエラが領有を主張している。",
        "en": "The land west of the Essequibo (Guayana Esequiba) is governed by Guyana and claimed by Venezuela.",
    },
]


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def simplify(line: list[Point]) -> list[Point]:
    """What is left of a line within the tolerance; a closed one is cut where it is farthest from its start."""
    if line[0] == line[-1] and len(line) > 3:
        far = max(range(len(line)), key=lambda i: math.dist(line[i], line[0]))
        return simplify(line[: far + 1])[:-1] + simplify(line[far:])
    if len(line) < 3:
        return line
    (x0, y0), (x1, y1) = line[0], line[-1]
    length = math.dist(line[0], line[-1]) or 1e-12
    off = [abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length for x, y in line[1:-1]]
    most = max(range(len(off)), key=off.__getitem__)
    if off[most] <= TOLERANCE:
        return [line[0], line[-1]]
    return simplify(line[: most + 2])[:-1] + simplify(line[most + 1 :])


def join(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring of arcs, without its last point (which is its first)."""
    ring: list[Point] = []
    for i in indices:
        ring += (arcs[i] if i >= 0 else arcs[~i][::-1])[:-1]
    return ring


def area(ring: list[Point]) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def cut(ring: list[Point]) -> list[Point]:
    """The part of a ring within the window (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, WINDOW[0], 1), (1, WINDOW[1], 1), (0, WINDOW[2], -1), (1, WINDOW[3], -1)):
        kept: list[Point] = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, follows = (a[axis] - limit) * sign >= 0, (b[axis] - limit) * sign >= 0
            if inside:
                kept.append(a)
            if inside != follows:
                part = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part))
        ring = kept
    return ring


def code_of(code: str, ring: list[Point]) -> str:
    """The code of a piece: the overseas regions of France and the Netherlands have their own."""
    north = sum(y for _, y in ring) / len(ring)
    if code == "FRA":
        return "GUF" if north < 7 else "MTQ" if north < 15.5 else "GLP"
    return "BES" if code == "NLD" else code


def convert(topology: dict[str, Any]) -> dict[str, list[list[Point]]]:
    """Rings by ISO 3166-1 alpha-3 code."""
    full = decode(topology)
    fine = [simplify(arc) for arc in full]
    found: dict[str, list[tuple[float, list[Point]]]] = {}
    for state in topology["objects"]["countries"]["geometries"]:
        pieces = state["arcs"] if state["type"] == "MultiPolygon" else [state["arcs"]]
        for indices in (indices for piece in pieces for indices in piece if state.get("id") in CODES):
            ring = cut(join(indices, full))
            if ring and area(ring) > 0:
                drawn = cut(join(indices, fine))
                found.setdefault(code_of(CODES[state["id"]], ring), []).append((area(ring), drawn if area(ring) > SMALL else ring))
    shapes = {}
    for code, rings in sorted(found.items()):
        largest = max(size for size, _ in rings)
        kept = [ring for size, ring in rings if size >= ISLET or size == largest]
        shapes[code] = [list(dict.fromkeys((round(x, 2), round(y, 2)) for x, y in ring)) for ring in kept]
    return shapes


def main(source: str, target: str) -> None:
    shapes = convert(json.loads(Path(source).read_text("utf-8")))
    head = json.dumps({**ABOUT, "centre": [-60, -10], "regions": REGIONS, "notes": NOTES}, ensure_ascii=False, indent=1)
    rows = ",\n".join(f'  "{code}": {json.dumps(rings, separators=(",", ":"))}' for code, rings in shapes.items())
    Path(target).write_text(head.removesuffix("\n}") + ',\n "shapes": {\n' + rows + "\n }\n}\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
