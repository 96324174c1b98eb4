"""The real pages in a real browser, opened from a folder: no error, no request elsewhere, nothing wider than the screen, all by keyboard."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

EDITIONS = ("ja", "en", "aligned")


def open_page(browser: Browser, path: Path, width: int, **settings: str) -> tuple[Page, list[str]]:
    """Open a page and collect what goes wrong on it: errors, complaints of the security policy, requests to other places."""
    page = browser.new_page(viewport={"width": width, "height": 900}, **settings)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda message: wrong.append(f"console: {message.text}") if message.type in {"error", "warning"} else None)
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else wrong.append(f"request: {request.url}"))
    page.goto(path.as_uri())
    return page, wrong


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_open_quietly_and_fit(built: Path, browser: Browser, edition: str, scheme: str) -> None:
    """Every page opens from a folder without a complaint, and does not scroll sideways on any screen."""
    paths = sorted((built / "build" / "html" / edition).glob("*.html"))
    widths = (320, 1280) if scheme == "light" else (1280, 375)
    page, wrong = open_page(browser, paths[0], widths[0], color_scheme=scheme)
    for path in paths:
        page.set_viewport_size({"width": widths[0], "height": 900})
        page.goto(path.as_uri())
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert too_wide <= 0, f"{edition}/{path.name} is {too_wide} px wider than {width}"
        assert wrong == [], path.name
    page.close()


def test_a_note_opens_and_closes_by_keyboard(built: Path, browser: Browser) -> None:
    """Enter opens a note in place, Escape closes it, and the reader is where she was."""
    page, wrong = open_page(browser, built / "build" / "html" / "ja" / "02-ftaa.html", 1280)
    note = page.locator("a[role=doc-noteref], a.footnote-reference").first
    note.focus()
    page.keyboard.press("Enter")
    opened = page.locator(".tai-note")
    opened.wait_for(state="visible")
    assert len(opened.inner_text()) > 10
    page.keyboard.press("Escape")
    opened.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.getAttribute('href')") == note.get_attribute("href")
    assert wrong == []
    page.close()


def test_the_switcher_keeps_the_page(built: Path, browser: Browser) -> None:
    """From the Japanese chapter the switcher leads to the same chapter in English and beside its translation."""
    page, _ = open_page(browser, built / "build" / "html" / "ja" / "02-ftaa.html", 1280)
    for edition in ("en", "aligned", "ja"):
        page.locator(f".tai-switch a[href*='/{edition}/']").first.click()
        page.wait_for_url(f"**/html/{edition}/02-ftaa.html*")
    page.close()


def test_evidence_opens(built: Path, browser: Browser) -> None:
    """The control of a paragraph shows its facts with verdict and sources."""
    page, _ = open_page(browser, built / "build" / "html" / "en" / "02-ftaa.html", 375)
    control = page.locator("details.tai-evidence").first
    control.locator("summary").focus()
    page.keyboard.press("Enter")
    control.locator("li").first.wait_for(state="visible")
    assert control.locator("li a[href*='#source-']").count()
    page.close()


def test_terms_and_sources_open_in_place(built: Path, browser: Browser) -> None:
    """Enter on a term shows its entry; a source in a note opens in the same place; Escape gives the focus back."""
    page, wrong = open_page(browser, built / "build" / "html" / "ja" / "05-unasur.html", 1280)
    page.locator("main p.tai-p a[href*='#term-']").first.focus()
    page.keyboard.press("Enter")
    opened = page.locator("#tai-note")
    opened.wait_for(state="visible")
    assert len(opened.locator(".tai-note-body").inner_text()) > 20
    page.keyboard.press("Escape")
    opened.wait_for(state="hidden")
    assert "#term-" in page.evaluate("document.activeElement.getAttribute('href')")
    page.locator("main a[role=doc-noteref]").first.click()
    opened.locator("a[href*='#source-']").first.click()
    opened.locator("a.tai-url, a[href^='http']").first.wait_for(state="visible")
    assert "#source-" in str(opened.locator(".tai-note-foot a").get_attribute("href"))
    assert wrong == [] and "05-unasur.html" in page.url
    page.close()


@pytest.mark.parametrize("edition", EDITIONS)
def test_chapters_are_light(built: Path, edition: str) -> None:
    """A chapter with the style and scripts that it loads stays under 250 KB; in two languages its page does when packed, as servers send it."""
    folder = built / "build" / "html" / edition
    for path in sorted(folder.glob("[0-9]*.html")):
        text = path.read_text("utf-8")
        loaded = [
            folder / found.split("?")[0] for found in re.findall(r'<(?:script\b[^>]* src|link rel="stylesheet"[^>]* href)="([^"]+)"', text)
        ]
        assert len(loaded) >= 4
        parts = [path.read_bytes(), *(one.read_bytes() for one in loaded)]
        assert sum(len(part) if edition != "aligned" else len(gzip.compress(part)) for part in parts) < 250_000, path.name
        assert len(parts[0]) < 300_000, path.name
