"""Every page of a web edition can be cited, in its head and at its foot."""

from __future__ import annotations

import datetime as dt
import runpy
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser
from sphinx.errors import ExtensionError

from taiyaku.finding import Refused
from tests.conftest import Workshop

ROOT = Path(__file__).parents[2]
TEXT = """(toll)=
# The *Toll*

The toll was two pence.
"""
SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "taiyaku"],
    "html_theme": "taiyaku",
    "taiyaku_source_language": "en",
    "taiyaku_languages": ["en", "ja"],
    "taiyaku_titles": {"en": "The Bridge", "ja": "橋"},
    "taiyaku_authors": {"en": "The Bridge Readers"},
    "taiyaku_file_name": "bridge",
    "taiyaku_date": "2026-11-25",
    "taiyaku_licence": "CC BY 4.0",
    "release": "1",
}


def book(workshop: Workshop) -> Workshop:
    return workshop.write({"docs/index.md": "# The Bridge\n\n```{toctree}\n02-toll\n```\n", "docs/02-toll.md": TEXT})


def test_the_head_tells_scholars_engines(workshop: Workshop) -> None:
    """Title, body, date, language and absolute addresses stand in the head where the book has a home."""
    pages = book(workshop).build("en", **SETTINGS, taiyaku_base_url="https://example.org/b")
    head = pages.page("02-toll").head
    assert head is not None
    tags = {str(meta["name"]): meta["content"] for meta in head.select("meta[name^=citation_]")}
    assert tags == {
        "citation_title": "The Toll",
        "citation_inbook_title": "The Bridge",
        "citation_author": "The Bridge Readers",
        "citation_publication_date": "2026/11/25",
        "citation_language": "en",
        "citation_public_url": "https://example.org/b/html/en/02-toll.html",
        "citation_pdf_url": "https://example.org/b/pdf/bridge-en.pdf",
    }
    alternates = {str(link["hreflang"]): link["href"] for link in head.select("link[rel=alternate]")}
    assert alternates == {code: f"https://example.org/b/html/{code}/02-toll.html" for code in ("en", "ja")}
    description = head.select_one("meta[name=description]")
    assert description is not None
    assert description["content"] == "The toll was two pence."
    canonical = head.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == "https://example.org/b/html/en/02-toll.html"


def test_a_book_without_a_home_claims_none(workshop: Workshop) -> None:
    """No address is made up; the forms stand all the same, and search pages have none."""
    pages = book(workshop).build("en", **SETTINGS)
    page = pages.page("02-toll")
    assert not page.select("meta[name=citation_public_url], link[rel=canonical], link[rel=alternate]")
    forms = page.select(".tai-cite-form")
    assert [form["data-form"] for form in forms] == ["reference", "bibtex", "ris"]
    assert "“The Toll.” In The Bridge, edition 1, 2026" in forms[0].get_text()
    assert not pages.page("search").select(".tai-cite")


def test_a_report_is_filled_in(workshop: Workshop) -> None:
    """The address for errors carries book, edition and page; without a configured one it is a message to nobody."""
    link = book(workshop).build("en", **SETTINGS).page("02-toll").select_one(".tai-report a")
    assert link is not None
    address = urlsplit(str(link["href"]))
    assert (address.scheme, address.path) == ("mailto", "")
    asked = parse_qs(address.query)
    assert asked["subject"] == ["An error in The Bridge"]
    assert "bridge-02-toll-en" in asked["body"][0]
    there = book(workshop).build("en", **SETTINGS, taiyaku_report_address="https://example.org/new?title={subject}&body={body}")
    link = there.page("02-toll").select_one(".tai-report a")
    assert link is not None
    assert unquote(str(link["href"])).startswith("https://example.org/new?title=An error in The Bridge&body=Edition: 1 2026-11-25")


def test_a_home_must_be_absolute(workshop: Workshop) -> None:
    """A relative home is refused with what to write."""
    with pytest.raises((Refused, ExtensionError), match="absolute address"):
        book(workshop).build("en", **SETTINGS, taiyaku_base_url="book/")


def test_a_paragraph_opens_its_references(workshop: Workshop, browser: Browser) -> None:
    """With numbers shown, the number opens address, reference, BibTeX and RIS of that paragraph; Escape closes them."""
    book(workshop).write({"docs/paragraphs.yaml": "# register\n"})
    pages = workshop.build("en", builder="paragraphs", **SETTINGS)
    pages = workshop.build("en", **SETTINGS)
    page = browser.new_page()
    page.goto((pages.out / "02-toll.html").as_uri())
    page.keyboard.press("n")
    page.locator(".tai-num").first.click()
    shown = page.locator(".tai-note")
    shown.wait_for(state="visible")
    text = shown.inner_text()
    assert "02 ¶1" in text
    assert "02-toll.html#p1" in text
    assert "@incollection{bridge-02-toll-en," in text
    assert "N1  - ¶1" in text
    page.keyboard.press("Escape")
    shown.wait_for(state="hidden")
    page.close()


def test_the_citation_file_agrees_with_the_book() -> None:
    """`CITATION.cff` tells title, edition, date and licence as `conf.py` does."""
    conf = runpy.run_path(str(ROOT / "conf.py"))
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["cff-version"] == "1.2.0"
    assert cited["title"] == conf["taiyaku_titles"]["ja"]
    assert cited["version"] == conf["release"]
    assert cited["date-released"] == dt.date.fromisoformat(conf["taiyaku_date"])
    assert cited["license"].replace("-", " ", 2).replace("-", " ") == conf["taiyaku_licence"]
    assert cited["authors"] == [{"name": conf["taiyaku_authors"]["ja"], "alias": conf["taiyaku_authors"]["en"]}]
