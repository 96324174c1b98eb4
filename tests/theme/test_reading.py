"""Reading with the keyboard, in a real browser, from a folder without a server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from taiyaku.offline import keep_switches

Open = Callable[..., Any]


@pytest.fixture
def visit(html: Path, browser: Any) -> Iterator[Open]:
    """Open a page of the trial book in a fresh browser context; complaints of the console fail the test."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def visit_page(name: str, width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((html / name).as_uri())
        return page

    yield visit_page
    for context in contexts:
        context.close()
    assert complaints == []


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_a_note_opens_in_place_and_gives_the_focus_back(visit: Open) -> None:
    """Enter opens a note beside the text, Escape closes it, and the reader stands where they stood."""
    page = visit("ja/01-river.html")
    page.focus("#r1")
    page.keyboard.press("Enter")
    note = page.locator("#tai-note")
    assert note.is_visible() and "条約の前文による" in note.inner_text()
    assert focused(page) == "tai-note"
    assert note.locator("[id]:not(#tai-note-title)").count() == 0
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert focused(page) == "r1"


def test_an_address_is_reached_at_once(visit: Open, html: Path) -> None:
    """Whoever comes by a link to a place is there when the page is; only from there on does a page glide."""
    page = visit("ja/index.html", reduced_motion="no-preference")
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => { window.atFirst = getComputedStyle(document.documentElement).scrollBehavior })"
    )
    page.goto(f"{(html / 'ja' / '01-river.html').as_uri()}#p3")
    page.wait_for_function("getComputedStyle(document.documentElement).scrollBehavior === 'smooth'")
    assert page.evaluate("window.atFirst") == "auto"


def test_a_note_never_opens_on_hover(visit: Open) -> None:
    """The pointer may rest anywhere."""
    page = visit("ja/01-river.html")
    page.hover("#r1")
    page.wait_for_timeout(400)
    assert not page.locator("#tai-note").is_visible()


def test_a_note_leads_to_its_full_entry(visit: Open) -> None:
    """The popped-up note is a window on the page's note, which keeps its address."""
    page = visit("ja/01-river.html")
    page.click("#r1")
    page.click("#tai-note .tai-note-foot a")
    assert page.url.endswith("#n-treaty")
    assert not page.locator("#tai-note").is_visible()


def test_a_term_opens_in_place(visit: Open) -> None:
    """A term's entry comes from a plain script, asked for only when a reader wants it."""
    page = visit("ja/01-river.html")
    page.focus("#t1")
    page.keyboard.press("Enter")
    page.wait_for_selector("#tai-note:popover-open")
    assert "1948年" in page.locator("#tai-note").inner_text()
    page.keyboard.press("Escape")
    assert focused(page) == "t1"


def test_evidence_opens_by_key(visit: Open) -> None:
    """One control a paragraph, an ordinary one."""
    page = visit("ja/01-river.html")
    page.focus(".tai-evidence summary")
    page.keyboard.press("Enter")
    assert page.locator(".tai-evidence").first.locator("ul").first.is_visible()


def test_the_other_language_opens_beneath_a_paragraph(visit: Open) -> None:
    """A key opens the paragraph in view in the other language, and closes it; the choice of a control for each is kept."""
    page = visit("ja/01-river.html")
    page.keyboard.press("o")
    page.wait_for_selector("#p1 ~ .tai-other[lang=en]")
    assert page.locator(".tai-other").count() == 1 and "測量士" in page.inner_text(".tai-other")  # the trial book is not translated
    page.keyboard.press("o")
    assert not page.locator(".tai-other").is_visible()
    page.click("header .tai-needs-js")
    page.check("input[name=beside]")
    page.reload()
    page.click("#p2 + .tai-open-other")
    page.wait_for_selector("#p2 + .tai-open-other[aria-expanded=true] + .tai-other")


def test_a_copy_without_the_other_edition_offers_what_it_has(html: Path, visit: Open, tmp_path: Path) -> None:
    """In an archive of one language the key leads to the parallel text at that paragraph, and to nowhere where that is missing too."""
    for editions in ({"ja", "aligned"}, {"ja"}):
        copy = tmp_path / "-".join(sorted(editions))
        for edition in editions:
            shutil.copytree(html / edition, copy / edition)
        path = copy / "ja" / "01-river.html"
        path.write_bytes(keep_switches(path.read_bytes(), editions))
        page = visit(str(path))
        assert page.locator("input[name=beside]").count() == 0
        page.keyboard.press("o")
        if "aligned" in editions:
            page.wait_for_url("**/aligned/01-river.html#p1")
        else:
            assert page.locator(".tai-key-other").count() == 0 and page.url == path.as_uri()


def test_a_missing_edition_is_said_not_visited(html: Path, browser: Any, tmp_path: Path) -> None:
    """Where the folder of the other edition was not copied along, the reader is told and stays where she is."""
    shutil.copytree(html / "ja", tmp_path / "ja")
    page = browser.new_page()
    page.goto((tmp_path / "ja" / "01-river.html").as_uri())
    page.keyboard.press("o")
    page.wait_for_function("document.getElementById('tai-status').textContent.includes('入っていない')")
    assert page.url.endswith("/ja/01-river.html")
    page.close()


def test_furigana_are_offered_where_there_are_any(visit: Open) -> None:
    """A page without ruby has no choice of it; and one page has one viewport."""
    assert visit("ja/01-river.html").locator("input[name=ruby]").count() == 3
    page = visit("ja/index.html")
    assert page.locator("input[name=ruby]").count() == 0 and page.locator("input[name=theme]").count() == 3
    assert page.locator("meta[name=viewport]").count() == 1


def test_the_switcher_keeps_the_paragraph(visit: Open) -> None:
    """By key and by click, the other edition opens at the paragraph in view."""
    page = visit("ja/01-river.html", width=375)
    page.evaluate("document.getElementById('p3').scrollIntoView()")
    page.wait_for_timeout(900)
    page.keyboard.press("2")
    page.wait_for_url("**/en/01-river.html#p3")
    page.evaluate("document.getElementById('p2').scrollIntoView({behavior: 'instant'})")
    box = page.locator(".tai-switch a[aria-current] + a").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # a locator's click would scroll first
    page.wait_for_url("**/aligned/01-river.html#p2")


def test_single_keys_can_be_switched_off(visit: Open) -> None:
    """WCAG 2.1.4: no single-key shortcut against the reader's will."""
    page = visit("ja/01-river.html")
    page.keyboard.press("n")
    assert page.get_attribute("html", "data-numbers") == "on"
    page.click("header .tai-needs-js")
    page.uncheck("input[name=keys]")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert page.get_attribute("html", "data-numbers") == "on"


def test_settings_are_remembered_before_the_first_paint(visit: Open) -> None:
    """The chosen colours are set by the blocking script, so that no page flashes."""
    page = visit("ja/01-river.html")
    page.click("header .tai-needs-js")
    page.check("input[name=theme][value=dark]")
    page.route("**/taiyaku.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.reload(wait_until="domcontentloaded")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(26, 25, 23)"
    page.unroute("**/taiyaku.js")
    page.reload()
    assert page.is_checked("input[name=theme][value=dark]")


def test_hidden_criticism_shows_when_it_is_the_address(visit: Open) -> None:
    """A link to a paragraph in a hidden box still arrives."""
    page = visit("ja/01-river.html")
    page.click("header .tai-needs-js")
    page.uncheck("input[name=criticism]")
    assert not page.locator("#p4").is_visible()
    page.evaluate("location.hash = 'p4'")
    page.wait_for_function("document.getElementById('p4').checkVisibility()")


def test_the_reading_place_is_offered_on_the_title_page(visit: Open) -> None:
    """Whoever comes back is led to the paragraph where they stopped."""
    page = visit("ja/01-river.html", width=375)
    page.evaluate("document.getElementById('p3').scrollIntoView({behavior: 'instant'})")
    page.wait_for_timeout(1200)
    page.goto(page.url.replace("01-river.html", "index.html").split("#")[0])
    link = page.locator("#tai-resume a")
    assert link.is_visible() and str(link.get_attribute("href")).endswith("01-river.html#p3")


def test_the_other_language_opens_paragraph_by_paragraph(visit: Open) -> None:
    """Learners may read one language and open the other by key."""
    page = visit("aligned/02-aligned.html", width=375)
    page.click("header .tai-needs-js")
    page.check("input[name=pair][value=open-src]")
    page.keyboard.press("Escape")
    source = page.locator(".tai-pair .tai-src").first
    assert not source.is_visible()
    page.focus(".tai-reveal")
    page.keyboard.press("Enter")
    assert source.is_visible() and page.get_attribute(".tai-reveal", "aria-expanded") == "true"


def test_parallel_columns_stand_side_by_side(visit: Open) -> None:
    """On a wide screen each paragraph begins level with its translation."""
    page = visit("aligned/02-aligned.html")
    source, target = (page.locator(f".tai-pair {name}").first.bounding_box() for name in (".tai-src", ".tai-dst"))
    assert source["y"] == target["y"] and source["x"] + source["width"] <= target["x"]


@pytest.mark.parametrize("width", [320, 375, 768, 1280, 1920])
@pytest.mark.parametrize("name", ["ja/index.html", "ja/01-river.html", "en/01-river.html", "aligned/02-aligned.html", "ja/search.html"])
def test_no_page_scrolls_sideways(visit: Open, name: str, width: int) -> None:
    """WCAG 1.4.10: from 320 px on, text reflows."""
    page = visit(name, width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_reads_without_script(visit: Open) -> None:
    """Without JavaScript the text, both columns, the contents and the notes are there; what could not work is not offered."""
    page = visit("aligned/02-aligned.html", java_script_enabled=False)
    assert page.locator(".tai-src").first.is_visible() and page.locator(".tai-dst").first.is_visible()
    assert not page.locator("header .tai-needs-js").is_visible()
    page.click(".tai-open-contents")
    assert page.locator("#tai-contents").is_visible()


def test_touch_targets_are_large_enough(visit: Open) -> None:
    """WCAG 2.5.8: 24 px at least for controls outside running text."""
    page = visit("ja/01-river.html", width=320)
    small = page.evaluate(
        """[...document.querySelectorAll('.tai-bar a, .tai-bar button, summary')].filter(e => e.checkVisibility())
        .map(e => [e.className || e.textContent, e.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
    )
    assert small == []


def test_search_finds_and_leads_there(visit: Open) -> None:
    """Search works under the policy from a folder, says how much it found, and marks it."""
    page = visit("ja/search.html")
    page.keyboard.type("量士は三")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li mark")
    assert "2か所" in page.inner_text("#search-count")
    page.click("#search-results a")
    page.wait_for_url("**/ja/01-river.html#p*")


def test_search_is_not_offered_where_it_cannot_work(visit: Open) -> None:
    """Without JavaScript the page says so and shows no form."""
    page = visit("ja/search.html", java_script_enabled=False)
    assert not page.locator("#tai-search").is_visible() and page.locator("noscript p").is_visible()
