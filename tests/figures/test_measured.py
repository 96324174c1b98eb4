"""Measurements drawn against their targets: shorter is better, whichever side of its target a figure should be on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from taiyaku.figures.measured import Measured, choose_measured, draw_measured, tell_machine
from taiyaku.figures.results import read_results

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Workshop

ROWS = [
    Measured("Pages, against a rival", 0.5, "×", 1.25, False, True, "5 s : 10 s"),
    Measured("Everything", 180, "s", 120, False, False),
    Measured("Paper, as a multiple", 20, "×", 10, True, True),
    Measured("Only told", 7, "×", None, False, None),
]
RESULT = {
    "name": "bridge",
    "date": "2031-02-03",
    "machine": {"cores": 2, "memory": "8 GiB", "system": "Debian", "python": "3.11.2", "versions": {"sphinx": "9.0.4"}},
    "ratios": [
        {"id": "bridge.time", "value": 0.5, "unit": "×", "target": 1.25, "least": False, "met": True, "detail": "5 s : 10 s"},
        {"id": "bridge.all", "value": 180, "unit": "s", "target": 120, "least": False, "met": False, "instead": "8 h"},
    ],
}
SOURCES = """\
sources:
- {id: gazette, title: Gazette, by: Us, url: 'https://example.org/', lang: en, kind: press, consulted: '2026', read: whole, saw: Dates.}
"""
PAGE = """\
# 橋

:::{measurements} fig-speed
:of: results

`bridge.time`
: 頁を組む時間

`bridge.all`
: すべて

測った結果。
:::
"""


def test_a_bar_ends_before_the_line_where_its_target_is_met() -> None:
    """Bars are shares of the way to the target; what is short is hatched, and what has no target stands in the table alone."""
    made = draw_measured("m", ROWS, "en", "Speed", "")
    bars = re.findall(r'<rect x="0" y="[\d.]+" width="([\d.]+)" height="14" fill="([^"]+)"', made.svg)
    line = float(re.findall(r'd="M([\d.]+) [\d.]+V', made.svg)[-1])
    assert [(float(width) / line) for width, _ in bars] == pytest.approx([0.4, 1.5, 0.5], abs=0.02)
    assert [paint == "currentColor" for _, paint in bars] == [True, False, True]
    assert "Only told" not in made.svg
    assert made.rows[0] == ("Pages, against a rival", "0.5×", "≤ 1.25×", "yes", "5 s : 10 s")
    assert made.rows[2][1:4] == ("20×", "≥ 10×", "yes")
    assert made.rows[3][1:] == ("7×", "–", "–", "–")
    assert "2 of 3 are met" in made.desc


def test_a_bar_beyond_the_line_says_why_it_is_enough() -> None:
    """A target may be met in another way: that stands beside the bar that does not show it, and beside no other."""
    beyond = Measured("An edit", 0.12, "×", 0.1, False, True, instead="3 s")
    within, short = (Measured("An edit", value, "×", 0.1, False, value < 0.1, instead="3 s") for value in (0.08, 0.2))
    assert [row.say_beside() for row in (beyond, within, short)] == ["0.12× (≤ 3 s)", "0.08×", "0.2×"]
    assert "0.12× (≤ 3 s)" in draw_measured("m", [beyond], "en", "Speed", "").svg


def test_nothing_to_draw_is_refused() -> None:
    """A figure needs a target, and no measurement is nought."""
    for rows in ([], ROWS[3:], [Measured("Nothing", 0, "s", 1, False, True)]):
        with pytest.raises(ValueError, match="measurements"):
            draw_measured("m", rows, "en", "Speed", "")


def test_results_are_read_with_care(tmp_path: Path) -> None:
    """A file that is no result is named, and so is a label that no result holds; machines are told once."""
    (tmp_path / "a.json").write_text(json.dumps(RESULT), "utf-8")
    results = read_results(tmp_path)
    with pytest.raises(ValueError, match=r"`bridge\.tome`; there are bridge\.all, bridge\.time"):
        choose_measured(results, {"bridge.tome": ""})
    assert tell_machine([*results, *results], "en") == "Measured on 2031-02-03: 2 cores, 8 GiB, Debian, Python 3.11.2, Sphinx 9.0.4."
    assert [one.label for one in choose_measured(results, {"bridge.all": "All", "tower.time": "Not measured here"})] == ["All"]
    assert choose_measured(results, {"bridge.all": "All"})[0].say_target() == "≤ 120 s / 8 h"
    for other in ("[]", "{}"):
        (tmp_path / "b.json").write_text(other, "utf-8")
        assert read_results(tmp_path) == results
    for lack, said in (
        ({"machine": {}}, "b.json lacks `machine.cores`"),
        ({"machine": []}, "b.json lacks `machine.cores`"),
        ({"ratios": {}}, "b.json lacks `id` in its ratio 1"),
        ({"ratios": [{**RESULT["ratios"][0], "value": "fast"}]}, "b.json lacks a number in its ratio 1"),
    ):
        (tmp_path / "b.json").write_text(json.dumps({**RESULT, **lack}), "utf-8")
        with pytest.raises(ValueError, match=re.escape(said)):
            read_results(tmp_path)
    (tmp_path / "b.json").write_text("{", "utf-8")
    with pytest.raises(ValueError, match=r"b\.json"):
        read_results(tmp_path)


def test_a_page_shows_results_and_follows_them(workshop: Workshop) -> None:
    """Drawing, open table, day and machine stand on the page, in the language of the edition; new results are drawn at the next build."""
    settings = {"extensions": ["myst_parser", "taiyaku.figures.ext"], "numfig": True}
    workshop.write({"docs/index.md": PAGE, "facts/sources.yaml": SOURCES, "results/bridge.json": json.dumps(RESULT)})
    workshop.translate("en", "index", {"頁を組む時間": "Time for the pages", "すべて": "All of it", "測った結果。": "The results."})
    built = workshop.build(**settings)
    assert not built.complaints
    page = str(built.page("index"))
    written = (built.out / "index.html").read_text("utf-8")
    figure = etree.fromstring(written[written.index("<figure") : written.index("</figure>") + 9])  # e-books are XML
    assert figure.find(".//{*}details").get("open") == ""
    assert "2031-02-03" in page and "目標" in page
    english = str(workshop.build("en", **settings).page("index"))
    assert "Time for the pages" in english and "Measured on 2031-02-03" in english and "180 s" in english
    workshop.write({"results/bridge.json": json.dumps({**RESULT, "date": "2031-02-09"})})
    assert "2031-02-09" in str(workshop.build(**settings).page("index"))
