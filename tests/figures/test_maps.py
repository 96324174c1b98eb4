"""Maps: the projection, what is drawn and said, where the names stand, and the directive in a book."""

from __future__ import annotations

import json
import math
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from taiyaku.facts import load
from taiyaku.facts.words import state_name
from taiyaku.figures.canvas import Canvas
from taiyaku.figures.geography import Frame, Geometry, outline, project, read_geometry
from taiyaku.figures.map import draw_map
from taiyaku.figures.model import Drawing
from taiyaku.figures.placing import cross
from taiyaku.figures.sheet import Atlas, Layer, Spot

if TYPE_CHECKING:
    from tests.conftest import Workshop

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "facts" / "geometry" / "americas.json"
GOLDEN = Path(__file__).parent / "map.svg"
TINY: dict[str, Any] = {
    "centre": [0, 0],
    "regions": {"all": {"view": [-12, -10, 12, 10], "insets": ["islets"]}, "islets": {"view": [7, 5, 11, 7], "insets": []}},
    "notes": [
        {"states": [], "en": "Drawn as found.", "ja": "見たままに描いた。"},
        {"states": ["CHL"], "en": "A claim.", "ja": "主張。"},
        {"states": ["PRT"], "en": "Never.", "ja": "なし。"},
    ],
    "shapes": {
        "ARG": [[[-8, -6], [0, -6], [0, 4], [-8, 4]]],
        "CHL": [[[0, -6], [6, -6], [6, 4], [0, 4]]],
        "DMA": [[[9, 6], [9.15, 6], [9.15, 6.2], [9, 6.2]]],
        "PRT": [[[100, 40], [101, 40], [101, 41]]],
    },
}
NAMES = {"ARG": "Argentina", "CHL": "Chile & <Co>", "DMA": "Dominica"}
ATLAS = Atlas(
    (Layer("The Club", ("ARG", "CHL", "DMA")), Layer("The <Pact>", ("ARG",))),
    points=(Spot("Base & port", (-4.0, -8.0)),),
    route=(Spot("First", (-10.0, 6.0), "2008"), Spot("Second", (-1.0, 8.0), "2009")),
)


@pytest.fixture
def tiny(tmp_path: Path) -> Geometry:
    path = tmp_path / "tiny.json"
    path.write_text(json.dumps(TINY), "utf-8")
    return read_geometry(path)


def make(geometry: Geometry, atlas: Atlas = ATLAS, lang: str = "en") -> Drawing:
    return draw_map("fig-t", geometry, "all", atlas, lang, "T & <t>", NAMES)


def test_the_projection_keeps_areas_and_its_centre() -> None:
    """The centre is the origin, north is up, and equal parts of the globe have equal areas wherever they lie."""
    assert project((-60, -10), (-60, -10)) == pytest.approx((0, 0))
    assert project((-60, 0), (-60, -10))[1] < 0 < project((-50, -10), (-60, -10))[0]
    for west, south in ((-60, 0), (-80, 20), (-70, -55)):
        corners = [(west, south), (west + 1, south), (west + 1, south + 1), (west, south + 1)]
        flat = [project(corner, (-60, -10)) for corner in corners]
        area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(flat, flat[1:] + flat[:1], strict=True))) / 2
        globe = math.radians(1) * (math.sin(math.radians(south + 1)) - math.sin(math.radians(south)))
        assert area == pytest.approx(globe, rel=2e-3)
    with pytest.raises(ValueError, match="opposite"):
        project((120, 10), (-60, -10))


def test_a_frame_holds_its_region_and_cuts_the_rest(tiny: Geometry) -> None:
    """The corners of the view lie within, and no part of a shape is drawn outside."""
    frame = Frame.of(tiny, tiny.region("islets"), 400)
    assert all(frame.holds(frame.place(corner), -0.1) for corner in ((7, 5), (11, 7), (7, 7), (11, 5)))
    assert frame.cut(tiny.shapes["ARG"][0]) == []
    assert all(frame.holds(spot, -0.01) for spot in frame.cut([(0, 0), (20, 0), (20, 20), (0, 20)]))


def test_an_outline_is_exact_to_a_tenth() -> None:
    """Relative steps come back to the start: rounding does not add up, and a dot is left out beside a real shape."""
    ring = [(10 + 7 * math.cos(i / 9), 10 + 7 * math.sin(i / 9)) for i in range(56)]
    path = outline([ring, [(1, 1), (1.5, 1), (1.5, 1.5)]])
    start, steps = re.fullmatch(r"M([^l]*)l([^z]*)z", path).groups()  # type: ignore[union-attr]
    numbers = [float(step) for step in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", steps)]
    spots = [[float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", start)]]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        spots.append([spots[-1][0] + dx, spots[-1][1] + dy])
    assert all(min(math.dist(spot, corner) for corner in ring) < 0.08 for spot in spots)
    assert outline([[(1, 1), (1.5, 1), (1.5, 1.5)]])


def test_a_map_is_well_formed_escaped_and_the_same_every_time(tiny: Geometry) -> None:
    """It parses, has unique ids, no style, script or reference, and shows markup in names literally."""
    drawn = make(tiny)
    root = etree.fromstring(drawn.svg)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) and all(name.startswith("fig-t") for name in ids)
    assert not root.xpath("//@style | //@href") and "<script" not in drawn.svg
    said = " ".join(root.itertext())
    assert "Chile & <Co>" in said and "The <Pact>" in said and "Base & port" in said
    assert drawn == make(tiny)


def test_what_is_drawn_is_also_said(tiny: Geometry) -> None:
    """The description and the table name every state with what it belongs to, and every place with date and position."""
    drawn = make(tiny)
    assert "The Club: Argentina, Chile & <Co>, Dominica." in drawn.desc and "First (2008), Second (2009)" in drawn.desc
    assert drawn.rows[0] == ("Argentina", "The Club, The <Pact>", "")
    assert ("1. First", "2008", "6° N, 10° W") in drawn.rows and ("Base & port", "", "8° S, 4° W") in drawn.rows
    assert all(len(row) == len(drawn.columns) for row in drawn.rows)
    assert drawn.note == "Drawn as found. A claim."
    assert make(tiny, lang="ja").note == "見たままに描いた。主張。"
    assert make(tiny, Atlas(points=ATLAS.points)).rows == (("Base & port", "8° S, 4° W"),)


def test_a_small_island_is_named_in_the_inset(tiny: Geometry) -> None:
    """What cannot be recognised on the map has its name where it is drawn larger, and only there."""
    root = etree.fromstring(make(tiny).svg)
    frames = [element for element in root.iterfind("{*}rect") if element.get("stroke-dasharray") is None and element.get("fill") == "none"]
    below = float(frames[1].get("y"))
    spots = [float(element.get("y")) for element in root.iterfind("{*}text") if element.text == "Dominica"]
    assert len(spots) == 1 and spots[0] > below


@pytest.mark.parametrize(
    ("atlas", "said"),
    [
        (Atlas(), "nothing to show"),
        (Atlas((Layer("x", ("XXX",)),)), "no shape for XXX"),
        (Atlas((Layer("x", ("PRT",)),)), "outside the region of the map: PRT"),
        (Atlas(points=(Spot("Far", (50, 50)),)), "outside the region of the map: Far"),
        (Atlas(tuple(Layer(str(i), ("ARG",)) for i in range(5))), "at most 4"),
    ],
)
def test_nothing_is_left_off_in_silence(tiny: Geometry, atlas: Atlas, said: str) -> None:
    """A state or place that would be missing is an error that names it."""
    with pytest.raises(ValueError, match=re.escape(said)):
        make(tiny, atlas)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"regions": {}}, "`regions` is empty"),
        ({"regions": {"a": {"view": [0, 0, 1, 1], "insets": ["b"]}}}, "lacks b"),
        ({"regions": {"a": {"view": [1, 0, 0, 1]}}}, "is no west, south, east, north"),
        ({"shapes": {"ARG": [[[0, 91]]]}}, "off the globe"),
        ({"shapes": []}, "no geometry"),
    ],
)
def test_a_faulty_geometry_is_named(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    """Whatever is wrong with the file, the message has its name and the fault."""
    path = tmp_path / "bad.json"
    path.write_text(json.dumps({**TINY, **change}), "utf-8")
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        read_geometry(path)
    assert "bad.json" in str(caught.value)


def test_a_small_map_is_drawn_as_it_was_approved(tiny: Geometry) -> None:
    """The drawing that was looked at, byte for byte; set ``TAIYAKU_GOLDEN=1`` to write it anew, and look at it."""
    drawn = make(tiny).svg + "\n"
    if os.environ.get("TAIYAKU_GOLDEN"):
        GOLDEN.write_text(drawn, "utf-8")
    assert drawn == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("lang", ["ja", "en", "es"])
def test_the_book_s_map_of_bodies_stands_up(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the book's own geometry and members: every state is named once, no name covers another or leaves the sheet, and it is small."""
    facts, geometry = load(ROOT), read_geometry(BOOK)
    sheets: list[Canvas] = []
    finish = Canvas.svg

    def keep(sheet: Canvas, height: float, title: str, desc: str) -> str:
        sheets.append(sheet)
        return finish(sheet, height, title, desc)

    monkeypatch.setattr(Canvas, "svg", keep)
    bodies = {"unasur": "signatory", "mercosur": "member", "andean-community": "member", "alba": "member"}
    atlas = Atlas(tuple(Layer(name, facts.members(name, on="2010-03-31", status=status)) for name, status in bodies.items()))
    names = {code: state_name(code, lang) for code in geometry.shapes if state_name(code, lang)}
    drawn = draw_map("fig-b", geometry, "americas", atlas, lang, "t", names)
    assert len(drawn.svg.encode()) <= 60_000
    root = etree.fromstring(drawn.svg)
    said = ["".join(element.itertext()).replace(" ", "") for element in root.iterfind("{*}text")]
    assert [names[code] for code in atlas.states if said.count(names[code].replace(" ", "")) != 1] == []
    boxes = sheets[-1].boxes
    for i, box in enumerate(boxes):
        assert box.x >= 0 and box.y >= 0 and box.x + box.width <= drawn.width and box.y + box.height <= drawn.height
        assert not [other for other in boxes[:i] if box.overlaps(other)]


def test_leaders_cross_only_where_lines_do() -> None:
    """Touching is no crossing."""
    assert cross(((0, 0), (2, 2)), ((0, 2), (2, 0))) and not cross(((0, 0), (2, 2)), ((2, 2), (3, 0)))


FACTS = """\
sources:
- {id: gazette, title: Gazette, by: Us, url: 'https://example.org/', lang: en, kind: press, consulted: '2026', read: whole, saw: Dates.}
entities:
- id: club
  type: organisation
  names: {ja: 会, en: The Club}
  sources: [gazette]
  members:
  - {state: ARG, time: 1991-03-26/}
  - {state: CHL, time: 1996/2004, status: associate}
- {id: port, type: place, names: {ja: 港, en: The Port}, sources: [gazette], facts: {latitude: -8, longitude: -4, opened: 1999-05}}
- {id: cape, type: place, names: {ja: 岬, en: The Cape}, sources: [gazette], facts: {latitude: 7, longitude: -9}}
- {id: nowhere, type: place, names: {ja: 無, en: Nowhere}, sources: [gazette]}
"""
PAGE = """\
# 地図

:::{map} fig-map-club
:of: club club.associate
:on: 2000-01-01
:points: cape

`club`
: 小さな会

会の地図。
:::

:::{map} fig-map-way
:route: cape port=port.opened

航路。
:::
"""
SETTINGS = {"extensions": ["myst_parser", "taiyaku.figures.ext"], "numfig": True}


@pytest.fixture
def atlas_book(workshop: Workshop) -> Workshop:
    workshop.write({"facts/01-map.yaml": FACTS, "facts/geometry/tiny.json": json.dumps(TINY), "docs/index.md": PAGE})
    workshop.translate("en", "index", {"会の地図。": "The club.", "小さな会": "A small club", "航路。": "The way."})
    return workshop


def test_the_directive_draws_in_both_languages(atlas_book: Workshop) -> None:
    """Names, dates, legend, note and table follow the edition's language; nothing is complained of."""
    built = atlas_book.build(**SETTINGS)
    assert not built.complaints
    figure = built.page("index").find(id="fig-map-club")
    assert "小さな会" in figure.svg.get_text() and "岬" in figure.svg.get_text() and "小さな会（準加盟）" in figure.svg.get_text()
    assert "見たままに描いた。主張。" in figure.find("figcaption").get_text()
    page = atlas_book.build("en", **SETTINGS).page("index")
    drawn = page.find(id="fig-map-club").svg.get_text(" ") + page.find(id="fig-map-way").svg.get_text(" ")
    assert "A small club" in drawn and "2. The Port" in drawn and "May 1999" in drawn and not re.search("[ぁ-ん]", drawn)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (":on: 2000-01-01\n", "", "members change; say on which day"),
        (":on: 2000-01-01", ":on: 2000", "Invalid isoformat"),
        (":on: 2000-01-01", ":on: 1950-01-01", "has no states on 1950-01-01"),
        (":points: cape", ":points: nowhere", "has no latitude and longitude"),
        (":points: cape", ":points: caep", "no fact `caep`"),
        (":points: cape", ":points: cape\n:region: moon", "no region `moon`"),
        (":points: cape", ":points: cape\n:geometry: moon", "which geometry?"),
    ],
)
def test_a_faulty_map_is_one_warning_with_its_place(atlas_book: Workshop, old: str, new: str, said: str) -> None:
    """What cannot be drawn is reported with file and line, and the build goes on."""
    atlas_book.write({"docs/index.md": PAGE.replace(old, new, 1)})
    complaints = atlas_book.build(**SETTINGS).complaints
    assert any(re.search(r"index\.md:\d+", line) and said in line for line in complaints), complaints
