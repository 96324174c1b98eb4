"""Maps: which states belong to what, where places lie and in which order they were called at.

Membership is told by tint and hatching, which lie over one another where bodies overlap; names are text, set on cleared ground; islands
that are too small to read are drawn larger in an inset below. No colour is needed, and none is used but the accent of a route.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from taiyaku.figures.canvas import ACCENT, INK, WIDTH, Canvas, number
from taiyaku.figures.geography import Frame, Geometry, Point, Region
from taiyaku.figures.legend import Sample, draw_legend
from taiyaku.figures.lettering import UNSPACED
from taiyaku.figures.model import Drawing
from taiyaku.figures.sheet import DASHED, PAINTS, Atlas, Layer, Sheet, Spot, ink_of
from taiyaku.strings import translate


def draw_map(
    ident: str, geometry: Geometry, region: str, atlas: Atlas, lang: str, title: str, names: Mapping[str, str], width: float = WIDTH
) -> Drawing:
    """Draw a region of a geometry. ``names`` words the states' codes in the language of the figure.

    Raises ``ValueError`` for an unknown region, too many layers, nothing to show, and a state or place that does not lie in the region.
    """
    if not (atlas.states or atlas.points or atlas.route):
        raise ValueError("nothing to show on the map: name bodies, places or a route")
    if len(atlas.layers) > len(PAINTS):
        raise ValueError(f"a map tells at most {len(PAINTS)} bodies apart, not {len(atlas.layers)}")
    shown = geometry.region(region)
    canvas = Canvas(ident, lang, width)
    frame = Frame.of(geometry, shown, width - 2, 1, 1)
    insets = lay_insets(geometry, shown, frame)
    check(geometry, atlas, (frame, *insets))
    sheets = [Sheet(canvas, geometry, atlas, each, names) for each in (frame, *insets)]
    apart = {code for sheet in sheets[1:] for code in atlas.states if code in sheet.shapes and not sheets[0].reads(code)}
    sheets[0].draw(set(atlas.states) - apart, larger=insets)
    for sheet in sheets[1:]:
        sheet.draw(apart)
    last = sheets[-1].frame
    bottom = draw_legend(canvas, last.top + last.height + 8, samples(atlas, lang), left=44)
    if atlas.dial:
        days = atlas.dial.days
        atlas.dial.announce(canvas, [" · ".join(f"{layer.label} {len(layer.days.get(day, ()))}" for layer in atlas.layers) for day in days])
    desc = describe(atlas, lang, names)
    columns, rows = tabulate(atlas, lang, names)
    note = geometry.note(shown, lang)
    return Drawing(canvas.svg(bottom, title, desc), title, desc, columns, rows, width, bottom, lang, note)


def lay_insets(geometry: Geometry, region: Region, frame: Frame) -> list[Frame]:
    """The frames of the insets, one below another, under the main one."""
    laid, top = [], frame.top + frame.height + 6
    for name in region.insets:
        laid.append(Frame.of(geometry, geometry.region(name), frame.width, frame.left, top))
        top += laid[-1].height + 6
    return laid


def check(geometry: Geometry, atlas: Atlas, frames: Sequence[Frame]) -> None:
    """Raise ``ValueError`` for what would be left off the map."""
    if unknown := [code for code in atlas.states if code not in geometry.shapes]:
        raise ValueError(f"the geometry has no shape for {', '.join(unknown)}")
    off = [code for code in atlas.states if not any(frame.cut(ring) for frame in frames for ring in geometry.shapes[code])]
    off += [spot.label for spot in (*atlas.points, *atlas.route) if not frames[0].holds(frames[0].place(spot.where), 2)]
    if off:
        raise ValueError(f"outside the region of the map: {', '.join(off)}; choose a wider region")


def samples(atlas: Atlas, lang: str) -> list[tuple[Sample, str]]:
    """What the legend explains: the bodies, the marks of places, the line of a route."""
    found: list[tuple[Sample, str]] = [
        (partial(draw_patch, paint=paint), layer.label) for layer, paint in zip(atlas.layers, PAINTS, strict=False)
    ]
    if atlas.route:
        found.append((draw_dash, translate("Order of calls, not the course sailed", lang)))
    return found


def draw_patch(canvas: Canvas, x: float, y: float, paint: str) -> None:
    canvas.draw("rect", x=x - 11, y=y - 8, width=34, height=16, **ink_of(canvas, paint))
    canvas.draw("rect", x=x - 11, y=y - 8, width=34, height=16, fill="none", stroke=INK, stroke_width=0.7)


def draw_dash(canvas: Canvas, x: float, y: float) -> None:
    canvas.draw("path", d=f"M{number(x - 11)} {number(y)}h24", **DASHED)
    canvas.draw("path", d=f"M{number(x + 23)} {number(y)}l-9-4.5v9z", class_="tai-accent", fill=ACCENT)


def describe(atlas: Atlas, lang: str, names: Mapping[str, str]) -> str:
    """The map in words: who belongs to what, which places, in which order."""
    comma = "、" if lang in UNSPACED else ", "
    said = [
        translate("{body}: {states}.", lang).format(body=layer.label, states=comma.join(names.get(code, code) for code in layer.states))
        for layer in atlas.layers
    ]
    if atlas.points:
        said.append(translate("Places: {places}.", lang).format(places=comma.join(told(spot, lang) for spot in atlas.points)))
    if atlas.route:
        said.append(translate("Calls in order: {places}.", lang).format(places=comma.join(told(spot, lang) for spot in atlas.route)))
    return ("" if lang in UNSPACED else " ").join([translate("A map.", lang), *said])


def told(spot: Spot, lang: str) -> str:
    if not spot.said:
        return spot.label
    return f"{spot.label}（{spot.said}）" if lang in UNSPACED else f"{spot.label} ({spot.said})"


def tabulate(atlas: Atlas, lang: str, names: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A row a state with what it belongs to, then a row a place with its date and position."""
    comma = "、" if lang in UNSPACED else ", "
    states = [
        (names.get(code, code), comma.join(belonging for layer in atlas.layers if (belonging := belong(atlas, layer, code))))
        for code in atlas.states
    ]
    calls = [(f"{i}. {spot.label}", spot.said, position(spot.where, lang)) for i, spot in enumerate(atlas.route, 1)]
    calls += [(spot.label, spot.said, position(spot.where, lang)) for spot in atlas.points]
    belongs = "Belongs to (each year, on this day)" if atlas.dial else "Belongs to"
    words = [translate(word, lang) for word in ("State", belongs, "Place", "Date", "Position")]
    if not calls:
        return (words[0], words[1]), tuple(states)
    if not states:
        dated = any(said for _, said, _ in calls)
        rows = tuple(row if dated else (row[0], row[2]) for row in calls)
        return (words[2], words[3], words[4]) if dated else (words[2], words[4]), rows
    rows = tuple((*state, "") for state in states) + tuple(calls)
    return (f"{words[0]} / {words[2]}", f"{words[1]} / {words[3]}", words[4]), rows


def belong(atlas: Atlas, layer: Layer, code: str) -> str:
    """The body of a layer if a state belongs to it; with its years where the reader can choose among several."""
    if atlas.dial is None:
        return layer.label if code in layer.states else ""
    spans = [span.split("-") for span in atlas.dial.spans(partial(layer.holds, code)).split()]
    return f"{layer.label} {', '.join('–'.join(dict.fromkeys(span)) for span in spans)}" if spans else ""


def position(where: Point, lang: str) -> str:
    """Latitude and longitude in words, to a tenth of a degree, as the facts give them."""
    lon, lat = where
    north = translate("{degrees}° N" if lat >= 0 else "{degrees}° S", lang).format(degrees=number(abs(lat)))
    east = translate("{degrees}° E" if lon >= 0 else "{degrees}° W", lang).format(degrees=number(abs(lon)))
    return f"{north}{'、' if lang in UNSPACED else ', '}{east}"
