"""A choice of years above a drawing, in a real browser: by keyboard, from a folder, under a strict policy, in every edition."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.figures.test_build import FACTS
from tests.figures.test_maps import TINY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from tests.conftest import Pages, Workshop

PAGE = """\
# 会

:::{overlap} fig-seats
:of: club
:on: 2000-05-01
:years: 1990 2010

席。
:::

:::{membership} fig-bars
:of: club
:from: 1990
:to: 2010
:on: 2000-05-01

帯。
:::

:::{map} fig-map
:of: club club.associate
:on: 2000-05-01
:years: 1990 2010

地図。
:::
"""
PLAIN = "# 何もない頁\n\n文。\n"
FIGURES = ("fig-seats", "fig-bars", "fig-map")


@pytest.fixture
def club(workshop: Workshop) -> Workshop:
    """A book with a figure of each kind that lets the reader choose a year, and a page without."""
    files = {"docs/index.md": PAGE + "\n```{toctree}\nplain\n```\n", "docs/plain.md": PLAIN, "facts/geometry/tiny.json": json.dumps(TINY)}
    workshop.write({**FACTS, **files})
    workshop.translate("en", "index", {"席。": "Seats.", "帯。": "Bars.", "地図。": "A map."})
    return workshop


def build(club: Workshop, language: str = "ja", **more: object) -> Pages:
    return club.build(language, extensions=["myst_parser", "taiyaku"], html_theme="taiyaku", numfig=True, **more)


def open_page(browser: Browser, pages: Pages, wrong: list[str]) -> Page:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.goto((pages.out / "index.html").as_uri())
    return page


def seen(figure: Locator) -> int:
    """How many parts that belong to some years are shown."""
    return figure.locator("[data-tai-years]:not([visibility=hidden])").count()


@pytest.mark.parametrize("edition", ["ja", "en", "aligned"])
def test_the_years_are_chosen_by_keyboard(club: Workshop, browser: Browser, edition: str) -> None:
    """The arrow keys move the year; drawing, sentence and description follow, and on paper the figure is that of its own day."""
    pages = build(club, "ja" if edition == "ja" else "en", **({"taiyaku_aligned": True} if edition == "aligned" else {}))
    wrong: list[str] = []
    page = open_page(browser, pages, wrong)
    for name in FIGURES:
        figure = page.locator(f"#{name}")
        slider, output = figure.get_by_role("slider"), figure.locator("output")
        assert slider.input_value() == "2000" and ("2000年5月1日" if edition == "ja" else "1 May 2000") in output.inner_text()
        own, described = output.inner_text(), figure.locator("svg desc").last.text_content()
        slider.focus()
        page.keyboard.press("End")
        assert slider.input_value() == "2010" and output.inner_text() != own
        assert figure.locator("svg desc").last.text_content() == output.text_content()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        assert "1991" in output.inner_text()
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        printed = seen(figure)
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        for _ in range(9):
            page.keyboard.press("ArrowRight")
        assert output.inner_text() == own and figure.locator("svg desc").last.text_content() == described
        assert seen(figure) == printed + (name == "fig-bars") * figure.locator("svg").count()
    page.emulate_media(media="print")
    assert not page.locator(".tai-dial").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert wrong == []
    page.close()


def test_a_map_shows_who_belonged_in_the_year(club: Workshop, browser: Browser) -> None:
    """The associate of 1996 to 2004 is on the map of 2000 and not on that of 2010; the figure counts in words."""
    wrong: list[str] = []
    page = open_page(browser, build(club, "en"), wrong)
    figure = page.locator("#fig-map")
    associate = figure.locator("[data-tai-years='1996-2004']")
    assert associate.first.get_attribute("visibility") == "visible"
    figure.get_by_role("slider").fill("2010")
    assert associate.first.get_attribute("visibility") == "hidden"
    assert figure.locator("output").inner_text() == "1 May 2010: The Club 1 · The Club (associate) 0"
    page.close()


def test_without_the_script_stand_the_drawing_and_the_table(club: Workshop) -> None:
    """The page itself has no control that would do nothing; every membership stands in the table, and only pages in need have the script."""
    pages = build(club)
    page = pages.page("index")
    assert not page.find("input", type="range")
    cells = [cell.get_text(strip=True) for cell in page.find(id="fig-seats").table.find_all("td")]
    assert "1996年" in cells and "2004年" in cells
    assert page.find("script", src=lambda src: bool(src and "dial.js" in src))
    assert not pages.page("plain").find("script", src=lambda src: bool(src and "dial.js" in src))
    assert not page.find_all(style=True)


def test_other_editions_have_the_day_alone(club: Workshop) -> None:
    """Where nothing can be chosen nothing is hidden: the text edition has the table of the day."""
    text = (club.build(builder="text", extensions=["myst_parser", "taiyaku"], numfig=True).out / "index.txt").read_text("utf-8")
    assert "属する組織" in text and "各年のこの日" not in text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (":years: 1990 2010", ":years: 2010 1990", "no two years"),
        (":years: 1990 2010", ":years: 2001 2010", "does not lie within 2001–2010"),
        (":on: 2000-05-01\n:years", ":years", "say on which day"),
    ],
)
def test_a_faulty_choice_is_one_warning_with_its_place(club: Workshop, old: str, new: str, said: str) -> None:
    """What cannot be chosen among is reported with file and line."""
    club.write({"docs/index.md": PAGE.replace(old, new, 1)})
    complaints = build(club).complaints
    assert any("index.md:" in line and said in line for line in complaints), complaints
