"""What a chapter weighs before fonts: its page with the style sheets and scripts that it loads by itself, in every edition.

Two measures, for there are two ways to get a page. From a folder it is read as it lies. A web server sends it packed with gzip, as every
common one does. A page of one language keeps to the limit both ways; a parallel page holds two books' worth of text, and keeps to it as
sent, while what lies there may weigh no more than half as much again.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import lxml.html
import pytest

LIMIT = 250_000
#: What is asked for later, when a reader opens something, does not count; nor do pictures of the browser's own window.
LOADED = "//script/@src | //link[@rel='stylesheet']/@href"


def parts_of(page: Path) -> list[bytes]:
    """The page and every file that it loads by itself."""
    tree = lxml.html.document_fromstring(page.read_bytes())
    names = [str(name).partition("?")[0] for name in tree.xpath(LOADED)]
    assert len(names) >= 5 and not tree.xpath("//main//img"), "figures stand in the page"
    return [page.read_bytes(), *((page.parent / name).read_bytes() for name in names)]


def chapters_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9][0-9]-*.html"))


@pytest.mark.parametrize("edition", ["ja", "en", "es", "aligned"])
def test_a_chapter_is_light(built: Path, edition: str) -> None:
    """Every chapter keeps to the limit as sent, and as it lies if it is in one language."""
    pages = chapters_of(built / "build" / "html" / edition)
    assert len(pages) >= 13
    heavy = {}
    for page in pages:
        parts = parts_of(page)
        lies, sent = sum(map(len, parts)), sum(len(gzip.compress(part, 6)) for part in parts)
        if lies > (LIMIT * 1.5 if edition == "aligned" else LIMIT) or sent > LIMIT / 2:
            heavy[page.name] = (lies, sent)
    assert heavy == {}
