"""Figures in a book: written in the source, translated as text, drawn in each edition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Workshop

FACTS = {
    "facts/sources.yaml": """\
sources:
- {id: gazette, title: Gazette, by: Us, url: 'https://example.org/', lang: en, kind: press, consulted: '2026', read: whole, saw: Dates.}
""",
    "facts/01-bridge.yaml": """\
claims:
- id: bridge-opened
  section: 橋
  kind: date
  claim: 橋は1991年3月に開通したという。
  value: {date: 1991-03}
  verdict: contradicted
  corrected: {date: 1990-04-02}
  gap: slip
  weight: detail
  finding: 開通は1990年4月2日である。
  sources: [gazette]
  confidence: high
events:
- {id: bridge-closed, date: 2001-05, event: 橋が閉じた。, sources: [gazette]}
entities:
- id: club
  type: organisation
  names: {ja: 会, en: The Club}
  sources: [gazette]
  members:
  - {state: ARG, time: 1991-03-26/}
  - {state: CHL, time: 1996/2004, status: associate}
  capital:
  - {state: ARG, amount: {usd: 300}}
  - {state: CHL, amount: {usd: 100}}
  facts: {votes: 2, dues-2001: {usd: 5}, dues-2003-over: {usd: 7}}
- id: argentina
  type: state
  names: {ja: アルゼンチン, en: Argentina, iso3: ARG}
  sources: [gazette]
  terms:
  - {office: president, names: {ja: 甲, en: First}, time: 1991-01-01/1995-01-01}
""",
}
PAGE = """\
# 橋

{numref}`fig-01-bridge`を見よ。

:::{timeline} fig-01-bridge
:items: bridge-opened bridge-closed

`bridge-opened`
: 橋の<開通>

橋の歩み。
:::

:::{membership} fig-01-club
:of: club
:from: 1990
:to: 2010

会員。
:::

:::{presidents} fig-01-heads
:of: argentina

大統領。
:::

:::{shares} fig-01-capital
:of: club
:votes: club.votes

資本。
:::

:::{series} fig-01-dues
:of: club.dues

`club.dues`
: 会費

会費の推移。
:::

:::{lanes} fig-01-lanes
:from: 1985
:to: 2005
:line: bridge-closed

`bridge-closed`
: 橋が閉じた日

`lane-work`
: 工事

`bridge-opened`
: 橋の開通

主題ごとの年表。
:::
"""
SETTINGS = {"extensions": ["myst_parser", "taiyaku.figures.ext"], "numfig": True}


@pytest.fixture
def bridge(workshop: Workshop) -> Workshop:
    """A book of one page with a figure of each kind, of which the timeline is translated."""
    workshop.write({**FACTS, "docs/index.md": PAGE})
    workshop.translate("en", "index", {"橋の<開通>": "The <bridge> opens", "橋の歩み。": "The bridge and its dates.", "会員。": "Members."})
    workshop.translate("en", "facts", {"橋が閉じた。": "The bridge closed."})
    return workshop


def test_figures_are_drawn_in_the_source_language(bridge: Workshop) -> None:
    """Each figure is an inline drawing with a numbered caption and its data as a table, and nothing is complained of."""
    built = bridge.build(**SETTINGS)
    assert not built.complaints
    page = built.page("index")
    assert [figure["id"] for figure in page.find_all("figure")] == [
        "fig-01-bridge",
        "fig-01-club",
        "fig-01-heads",
        "fig-01-capital",
        "fig-01-dues",
        "fig-01-lanes",
    ]
    figure = page.find(id="fig-01-bridge")
    assert figure.svg["role"] == "img" and figure.svg["xml:lang"] == "ja"
    assert figure.svg.title.get_text() == "橋の歩み。"
    assert [cell.get_text(strip=True) for cell in figure.table.find_all("td")][:3] == ["1990年4月2日", "橋の<開通>", "1991年3月"]
    assert figure.find("figcaption").get_text(strip=True).startswith("図 1") or "1" in figure.find("figcaption").get_text()
    assert page.find("a", href="#fig-01-bridge")


def test_labels_are_translated_before_they_are_drawn(bridge: Workshop) -> None:
    """The English edition has English labels, dates, captions and states' names in the drawing itself, and the same addresses."""
    page = bridge.build("en", **SETTINGS).page("index")
    drawn = page.find(id="fig-01-bridge").svg.get_text(" ")
    assert "The <bridge> opens" in drawn and "2 April 1990" in drawn and "The bridge closed." in drawn
    assert not re.search("[ぁ-ん]", drawn)
    assert "Argentina" in page.find(id="fig-01-club").svg.get_text(" ")
    capital = page.find(id="fig-01-capital").svg.get_text(" ")
    assert "75%" in capital and capital.count("50%") == 2 and "Share of votes" in capital
    assert "over US$7" in page.find(id="fig-01-dues").svg.get_text(" ") and "No figure found" in page.find(id="fig-01-dues").svg.get_text(
        " "
    )
    assert "First" in page.find(id="fig-01-heads").svg.get_text(" ")


def test_labels_and_captions_go_to_the_translator(bridge: Workshop) -> None:
    """The catalogue has the label's words and the caption, and not the fact that the label belongs to."""
    built = bridge.build(builder="gettext", **SETTINGS)
    template = (built.out / "index.pot").read_text("utf-8")
    assert 'msgid "橋の<開通>"' in template and 'msgid "橋の歩み。"' in template
    assert 'msgid "bridge-opened"' not in template and "`bridge-opened`" not in template


def test_the_text_edition_has_the_data(bridge: Workshop) -> None:
    """Where nothing can be drawn, the table says it all."""
    text = (bridge.build(builder="text", **SETTINGS).out / "index.txt").read_text("utf-8")
    assert "1990年4月2日" in text and "1991年3月" in text and "<svg" not in text


def test_a_drawing_needs_no_inline_style(bridge: Workshop) -> None:
    """No style attribute, style sheet or script stands in a figure, so that a strict content security policy holds."""
    for figure in bridge.build(**SETTINGS).page("index").find_all("figure"):
        assert not figure.find_all(["style", "script"]) and not figure.find_all(style=True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (":items: bridge-opened", ":items: bridge-opend", "no fact `bridge-opend`"),
        ("`bridge-opened`\n: 橋の<開通>\n\n", "", "no label for `bridge-opened`"),
        ("fig-01-bridge\n:items", "図\n:items", "is no figure id"),
        ("\n橋の歩み。\n", "", "needs a caption"),
        (":of: club.dues", ":of: club.duties", "no label for `club.duties`"),
        (":of: club.dues\n\n`club.dues`", ":of: club.duties\n\n`club.duties`", "names no series"),
        ("`lane-work`\n: 工事\n\n", "", "stands before the first lane"),
        (":votes: club.votes", ":votes: club.dues-2001", "is no number of votes"),
        (":from: 1990\n:to: 2010", ":from: 1950\n:to: 1960", "no membership falls within 1950–1960"),
    ],
)
def test_a_fault_is_one_warning_with_its_place(bridge: Workshop, old: str, new: str, said: str) -> None:
    """What cannot be drawn is reported with file and line, and the build goes on."""
    assert old in PAGE
    bridge.write({"docs/index.md": PAGE.replace(old, new)})
    complaints = bridge.build(**SETTINGS).complaints
    assert any(re.search(r"index\.md:\d+", line) and said in line for line in complaints), complaints


def test_the_aligned_edition_draws_both_languages(bridge: Workshop) -> None:
    """Beside the translation's drawing stands the source's, under ids of its own, to be shown where the reader opens the source."""
    settings = {**SETTINGS, "extensions": ["myst_parser", "taiyaku.figures.ext", "taiyaku.reading.ext"], "taiyaku_aligned": True}
    figure = bridge.build("en", **settings).page("index").find(id="fig-01-bridge")
    source, target = figure.find_all("svg")
    assert source["xml:lang"] == "ja" and "橋の<開通>" in source.get_text() and "The <bridge> opens" not in source.get_text()
    assert target["xml:lang"] == "en" and "The <bridge> opens" in target.get_text() and "橋の<開通>" not in target.get_text()
    assert source.find_parent(class_="tai-src")
    ids = [element["id"] for element in figure.find_all(id=True)]
    assert len(ids) == len(set(ids))
