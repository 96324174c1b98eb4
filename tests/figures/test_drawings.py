"""The drawings themselves: well formed, within their bounds, legible, and the same every time."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from taiyaku.facts.model import Membership, Term
from taiyaku.facts.values import Money, Percent, When
from taiyaku.figures import canvas, membership, presidents, timeline
from taiyaku.figures.bars import Bar, draw_bars
from taiyaku.figures.canvas import ACCENT, ACCENT_ON_DARK, MUTED, SIZE, Box, Canvas
from taiyaku.figures.dial import Dial
from taiyaku.figures.lanes import Lane, draw_lanes
from taiyaku.figures.lettering import measure, wrap
from taiyaku.figures.model import Drawing
from taiyaku.figures.overlap import Body, draw_overlap
from taiyaku.figures.series import Bound, Reading, Series, draw_series
from taiyaku.figures.timeline import Entry, Kind, draw_timeline

GOLDEN = Path(__file__).parent / "timeline.svg"
WHITE, DARK = "#ffffff", "#131416"
LONG = {
    "ja": "交渉の終わりを決めた会議で三十四か国の首脳が署名した宣言とその行動計画",
    "en": "A declaration and plan of action, signed by the leaders of the states",
}


def at(text: str) -> When:
    return When.parse(text)


def make_timeline(lang: str) -> Drawing:
    entries = [
        Entry(at("2005-11-04/2005-11-05"), LONG[lang], article=at("2006-11")),
        Entry(at("1990-06-27"), LONG[lang][:12], article=at("1991")),
        Entry(at("1962"), "<script>alert('&')</script>", Kind.UNTOLD),
        Entry(at("2002-11-01/2004-12-31"), LONG[lang], Kind.UNTOLD),
        Entry(at("2003-09"), LONG[lang]),
        Entry(at("2003-09"), LONG[lang][:9]),
        Entry(at("2008/"), LONG[lang] * 3, Kind.DOCUMENT),
    ]
    return draw_timeline("fig-t", entries, lang, "T & <t>")


def make_membership(lang: str) -> Drawing:
    rows = [
        Membership("ARG", at("1991-03-26/")),
        Membership("ARG", at("2012-06/2013-08"), "suspended"),
        Membership("VCT", at("1996/2004"), "associate"),
        Membership("CHL", at("2003/"), "guest"),
    ]
    return membership.draw_membership("fig-m", rows, (1990, 2024), lang, "M", {"VCT": "Saint Vincent and the Grenadines", "CHL": "チリ"})


def make_presidents(lang: str) -> Drawing:
    days = "1989/1999-12-10 1999-12-10/2001-12-21 2001-12-21/2001-12-23 2001-12-23/2001-12-30 2001-12-31/2002-01-02 2010-11/"
    names = [{"en": f"Person Number {i}", "ja": f"大統領その{i}"} for i in range(6)]
    terms = [Term(office="president", names=who, time=at(span)) for who, span in zip(names, days.split(), strict=True)]
    return presidents.draw_presidents("fig-p", {"甲": terms, "B": terms[:2]}, (1999, 2010), lang, "P")


def make_bars(lang: str) -> Drawing:
    bars = [Bar(name, (Percent(Decimal(share)), Percent(Decimal("14.3")))) for name, share in (("アルゼンチン", "85.7"), ("A", "0"))]
    return draw_bars("fig-b", bars, ["Capital", "Votes"], lang, "B", "State")


def make_series(lang: str) -> Drawing:
    whole = {
        2010: Reading(Money(Decimal(40_000_000))),
        2012: Reading(Money(Decimal(1_065_900_000)), Bound.OVER),
        2021: Reading(Money(Decimal(0))),
    }
    part = {2012: Reading(Money(Decimal(910_400_000)), Bound.BELOW)}
    return draw_series("fig-s", [Series(LONG[lang], whole), Series("Part", part)], (2009, 2021), lang, "S")


def make_overlap(lang: str, years: tuple[int, int] = (2010, 2010)) -> Drawing:
    one = (Membership("ARG", at("2001/")), Membership("VCT", at("2005/2008")), Membership("CHL", at("2003/"), "associate"))
    other = (Membership("ARG", at("2009/2012"), "suspended"), Membership("ARG", at("2001/")), Membership("BRA", at("2001/"), "signatory"))
    bodies = [Body(LONG[lang][:10], one), Body("The <other>", other, beside=True)]
    names = {"VCT": "Saint Vincent and the Grenadines", "CHL": "チリ", "ARG": "Argentina"}
    return draw_overlap("fig-o", bodies, Dial(dt.date(2010, 3, 31), *years), lang, "O", names)


def make_live_overlap(lang: str) -> Drawing:
    return make_overlap(lang, (2004, 2014))


def make_live_membership(lang: str) -> Drawing:
    rows = [Membership("ARG", at("1991-03-26/")), Membership("CHL", at("1996/2004"), "associate")]
    return membership.draw_membership("fig-m", rows, (1990, 2024), lang, "M", {}, dial=Dial(dt.date(2010, 3, 31), 1990, 2024))


def make_lanes(lang: str) -> Drawing:
    first = [Entry(at("1994-12-09"), LONG[lang][:12]), Entry(at("2018-04"), LONG[lang][:18]), Entry(at("2011-03-11"), LONG[lang][:10])]
    lanes = [Lane(LONG[lang], tuple(first)), Lane("B", (Entry(at("2020/"), "x"), Entry(at("2003"), "<y>")))]
    return draw_lanes("fig-l", lanes, (1994, 2024), lang, "L", Entry(at("2010-03-31"), LONG[lang][:6]))


MAKERS = [
    make_lanes,
    make_timeline,
    make_membership,
    make_presidents,
    make_bars,
    make_series,
    make_overlap,
    make_live_overlap,
    make_live_membership,
]


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[Canvas]:
    """Every sheet that is drawn on during a test, so that the places of its texts can be looked at."""
    made: list[Canvas] = []
    finish = Canvas.svg

    def keep(sheet: Canvas, height: float, title: str, desc: str) -> str:
        made.append(sheet)
        return finish(sheet, height, title, desc)

    monkeypatch.setattr(Canvas, "svg", keep)
    return made


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("make", MAKERS)
def test_text_lies_within_the_sheet_and_apart(make: Callable[[str], Drawing], lang: str, sheets: list[Canvas]) -> None:
    """By the estimate of widths no text leaves the drawing or covers another."""
    drawn = make(lang)
    boxes = sheets[-1].boxes
    assert boxes
    for i, box in enumerate(boxes):
        assert box.x >= -0.5 and box.x + box.width <= drawn.width + 0.5, box
        assert box.y >= -0.5 and box.y + box.height <= drawn.height + 0.5, box
        assert not [other for other in boxes[:i] if box.overlaps(other)], box


@pytest.mark.parametrize("make", MAKERS)
def test_a_drawing_is_well_formed_named_and_plain(make: Callable[[str], Drawing]) -> None:
    """It parses as XML, has its name and description under unique ids, and carries no style, script or outside reference."""
    drawn = make("en")
    root = etree.fromstring(drawn.svg)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) and all(name.startswith("fig-") for name in ids)
    assert root.get("role") == "img" and root.get("aria-labelledby") in ids and root.get("aria-describedby") in ids
    assert root[0].text == drawn.title and root[1].text == drawn.desc
    assert not root.xpath("//@style | //@href") and "<script" not in drawn.svg
    assert drawn.rows and all(len(row) == len(drawn.columns) for row in drawn.rows)
    assert make("en") == drawn


def test_markup_in_a_label_appears_literally() -> None:
    """A label is text, whatever it looks like."""
    root = etree.fromstring(make_timeline("en").svg)
    assert "<script>alert('&')</script>" in "".join(root.itertext())


def test_what_xml_cannot_carry_is_replaced() -> None:
    """A control character in a label does not break the drawing."""
    assert etree.fromstring(draw_timeline("f", [Entry(at("2000"), "a\x00b\ud800")], "en", "t").svg) is not None


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(ink: str, page: str, part: float) -> str:
    return "#" + "".join(f"{round(int(ink[i : i + 2], 16) * part + int(page[i : i + 2], 16) * (1 - part)):02x}" for i in (1, 3, 5))


@pytest.mark.parametrize(
    ("ink", "page"),
    [
        (ACCENT, WHITE),
        (ACCENT, "#f4f0e6"),
        (ACCENT_ON_DARK, DARK),
        (mixed("#1b1b1b", WHITE, MUTED), WHITE),
        (mixed("#dddddd", DARK, MUTED), DARK),
    ],
)
def test_every_ink_contrasts_with_its_page(ink: str, page: str) -> None:
    """Letters of every ink have at least 4.5 to 1 on white, tinted and dark pages."""
    assert contrast(ink, page) >= 4.5


def test_the_style_sheet_knows_the_dark_accent() -> None:
    """The colour for dark pages in the style sheet is the one that was measured."""
    assert ACCENT_ON_DARK in (Path(canvas.__file__).parent / "static" / "figures.css").read_text("utf-8")


def test_a_small_timeline_is_drawn_as_it_was_approved() -> None:
    """The drawing that was looked at, byte for byte; set ``TAIYAKU_GOLDEN=1`` to write it anew, and look at it."""
    entries = [
        Entry(at("1990-04-02"), "The bridge opens", article=at("1991-03")),
        Entry(at("1994/1996-06"), "Repairs", Kind.UNTOLD),
        Entry(at("2001-05"), "A report", Kind.DOCUMENT),
    ]
    drawn = draw_timeline("fig-bridge", entries, "en", "The bridge").svg + "\n"
    if os.environ.get("TAIYAKU_GOLDEN"):
        GOLDEN.write_text(drawn, "utf-8")
    assert drawn == GOLDEN.read_text("utf-8")


def test_the_article_s_date_is_joined_to_the_record_s() -> None:
    """A contradicted date gives a ring, a dashed path and a sentence in the description; an agreed one gives none of them."""
    wrong = draw_timeline("f", [Entry(at("2005-11-04"), "Summit", article=at("2006-11"))], "en", "t")
    right = draw_timeline("f", [Entry(at("2005-11-04"), "Summit")], "en", "t")
    assert 'stroke-dasharray="5 4"' in wrong.svg and "November 2006" in wrong.desc and wrong.rows[0][2] == "November 2006"
    assert "stroke-dasharray" not in right.svg and "2006" not in right.desc and len(right.columns) == 2


def test_later_is_lower_and_a_bar_ends_in_time() -> None:
    """Rows stand in order of time, and a day between two rows lies between them."""
    rows = timeline.make_rows([Entry(at(day), "x") for day in ("2003", "2001-05-06", "1999-01")], "en", 300)
    stops = timeline.place(rows)
    assert [stop.day.year for stop in stops] == [1999, 2001, 2003]
    assert stops[0].y < timeline.height_of(at("2000-01-01").first, stops) < stops[1].y


def test_what_no_term_is_known_of_is_left_open() -> None:
    """After the last term on record, and before the first, stand dots and words and not an empty sheet; a vacancy of days is none."""
    terms = [Term(office="president", names={"en": span}, time=at(span)) for span in ("2001-03/2003-05-02", "2003-05-20/2004-06")]
    drawn = presidents.draw_presidents("f", {"A": terms}, (1995, 2010), "en", "t")
    assert [row[1:] for row in drawn.rows if row[1] == "not on record"] == [
        ("not on record", "", "March 2001"),
        ("not on record", "June 2004", ""),
    ]
    assert drawn.svg.count("not on record") == 2 and drawn.svg.count('stroke-dasharray="0.1 4"') == 2
    whole = [Term(office="president", names={"en": "x"}, time=at("1990/"))]
    assert "not on record" not in presidents.draw_presidents("f", {"A": whole}, (1995, 2010), "en", "t").svg


def test_a_grid_shows_the_strongest_seat_of_a_day() -> None:
    """A suspended member is suspended, an associate a ring; a body that stands beside brings no row of its own."""
    drawn = make_overlap("en")
    assert drawn.rows == (("Argentina", "A declarat, The <other> (suspended)"), ("チリ", "A declarat (associate)"))
    assert "The <other>: Suspended 1, Signatory 1." in drawn.desc and "31 March 2010" in drawn.desc
    assert "data-tai" not in drawn.svg and "hidden" not in drawn.svg
    with pytest.raises(ValueError, match="no seat to show"):
        draw_overlap("f", [Body("x", ())], Dial(dt.date(2010, 3, 31), 2010, 2010), "en", "t", {})


def test_a_drawing_of_several_years_shows_its_own_day() -> None:
    """What belongs to other years is hidden, each part names its years, and there is a sentence for each year."""
    root = etree.fromstring(make_live_overlap("en").svg)
    told = json.loads(root.get("data-tai-told"))
    assert len(told) == 11 and told[0] == "31 March 2004: A declarat 1 · The <other> 2" and root.get("data-tai-year") == "2010"
    parts = {(part.get("data-tai-years"), part.get("visibility")) for part in root.iterfind("{*}g")}
    assert ("2005-2008", "hidden") in parts and ("2004-2008 2013-2014", "hidden") in parts and ("2009-2012", None) in parts
    assert [row[0] for row in make_live_overlap("en").rows] == ["Argentina"] * 3 + ["チリ", "Saint Vincent and the Grenadines"]


def test_a_dial_keeps_to_its_years() -> None:
    """The day of the figure must be among the years; 29 February is the 28th where there is none."""
    assert [str(day) for day in Dial(dt.date(2008, 2, 29), 2007, 2008).days] == ["2007-02-28", "2008-02-29"]
    with pytest.raises(ValueError, match="does not lie within"):
        Dial(dt.date(2010, 3, 31), 2011, 2020)


def test_lanes_keep_their_events_in_time() -> None:
    """Each lane has its events in order with their years, a range its bar; an event outside the span is refused."""
    drawn = make_lanes("en")
    words = ["".join(text.itertext()) for text in etree.fromstring(drawn.svg).iterfind("{*}text")]
    assert "2003 <y>" in words and "2020 x" in words and "A decl" in words
    assert [row[1] for row in drawn.rows] == ["9 December 1994", "11 March 2011", "April 2018", "2003", "from 2020"]
    assert drawn.svg.count("<circle") == 5 and drawn.svg.count("<rect") == 1
    with pytest.raises(ValueError, match="outside 2000–2010: x"):
        draw_lanes("f", [Lane("a", (Entry(at("1999"), "x"),))], (2000, 2010), "en", "t")


def test_a_dropped_line_leaves_out_what_is_written() -> None:
    """A line that comes down through a text is drawn above and below it; one beside it is whole."""
    sheet = Canvas("f", "en")
    sheet.write(50, 60, "a text")
    sheet.drop(60, 0, 100)
    sheet.drop(20, 0, 100)
    assert sheet.parts[1].count("V") == 2 and "M60 0V46.2" in sheet.parts[1] and sheet.parts[2].count("V") == 1


def test_an_unknown_year_is_no_nought() -> None:
    """Years without a figure stand on one dotted line and in the table as unknown; a year of nothing says so."""
    drawn = make_series("en")
    words = ["".join(text.itertext()) for text in etree.fromstring(drawn.svg).iterfind("{*}text")]
    assert [word for word in words if word.startswith("20")] == ["2009", "2010", "2011", "2012", "2013–2020", "2021"]
    assert "US$0" in words and words.count("No figure found") == 3 and "over US$1,065.9 million" in words
    assert drawn.rows[0] == ("2009", "No figure found", "No figure found") and drawn.rows[-1][1] == "US$0"
    assert "No figure found for 2009, 2011, 2013–2020." in drawn.desc


def test_a_series_is_refused_where_bars_would_mislead() -> None:
    """Amounts of two units, a negative amount and an empty span are errors."""
    some = Series("a", {2000: Reading(Percent(Decimal(3)))})
    for bad, span, said in (
        ([some, Series("b", {2000: Reading(Money(Decimal(3)))})], None, "one unit"),
        ([Series("b", {2000: Reading(Percent(Decimal(-3)))})], None, "negative"),
        ([some], (2001, 2009), "needs amounts"),
        ([some], (2009, 2001), "no span of years"),
    ):
        with pytest.raises(ValueError, match=said):
            draw_series("f", bad, span, "en", "t")


def test_a_suspension_cuts_the_membership() -> None:
    """A membership is drawn in the pieces before and after a suspension, and the suspension whole."""
    member, pause = Membership("PRY", at("1991/2020")), Membership("PRY", at("2012-06-29/2013-08-15"), "suspended")
    found = list(membership.pieces(member, [member, pause]))
    assert [(start.year, end.year) for start, end in found] == [(1991, 2012), (2013, 2020)]
    assert list(membership.pieces(pause, [member, pause])) == [(pause.time.first, pause.time.last)]


def test_what_begins_together_is_drawn_together() -> None:
    """A moment, a range and an open range of one beginning can be put in order in every figure."""
    times = [at("2001"), at("2001/2003"), at("2001/")]
    drawn = draw_timeline("f", [Entry(time, str(time)) for time in times], "en", "t")
    assert [row[1] for row in drawn.rows] == ["2001", "2001/2003", "2001/"]
    rows = [Membership("ARG", time, status) for time, status in zip(times, ("observer", "member", "suspended"), strict=True)]
    assert len(membership.draw_membership("f", rows, (2000, 2005), "en", "t", {}).rows) == 3
    terms = [Term(office="president", names={"en": str(time)}, time=time) for time in times]
    assert len(presidents.draw_presidents("f", {"A": terms}, (2000, 2005), "en", "t").rows) == 4  # and a year unknown


def test_nothing_to_draw_is_refused() -> None:
    """Empty figures and impossible spans are errors, not empty drawings."""
    with pytest.raises(ValueError, match="at least one entry"):
        draw_timeline("f", [], "en", "t")
    with pytest.raises(ValueError, match="no span of years"):
        membership.draw_membership("f", [], (2010, 2000), "en", "t", {})
    with pytest.raises(ValueError, match="negative"):
        draw_bars("f", [Bar("a", (Decimal(-1),))], ["x"], "en", "t", "State")


def test_lines_break_at_phrases_and_fit() -> None:
    """Japanese breaks between phrases, English between words, an overlong word within; nothing is lost and nothing too wide."""
    for lang, text in LONG.items():
        lines = wrap(text, 160, SIZE, lang)
        assert len(lines) > 1 and all(measure(line, SIZE) <= 160 for line in lines)
        assert ("" if lang == "ja" else " ").join(lines) == text
    assert "".join(wrap("x" * 90, 100, SIZE, "en")) == "x" * 90
    assert wrap("", 100, SIZE, "ja") == ("",)
    assert wrap("セントクリストファー・ネーヴィス", 184, SIZE, "ja") == ("セントクリストファー・", "ネーヴィス")
    assert measure("字字", 10) == 20 and measure("ｶﾅ", 10) < 12


def test_boxes_overlap_only_where_both_ways_do() -> None:
    """Touching is no overlap."""
    assert Box(0, 0, 10, 10).overlaps(Box(5, 5, 10, 10))
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 10, 10))
