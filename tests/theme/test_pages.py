"""What every page keeps to, seen in its source: no inline script or style, nothing from elsewhere, languages and landmarks in place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "video": "src", "object": "data"}


def pages(html: Path) -> list[tuple[str, BeautifulSoup]]:
    found = sorted(path for edition in ("ja", "en", "aligned") for path in (html / edition).glob("*.html"))
    assert len(found) == 12
    return [(str(path.relative_to(html)), BeautifulSoup(path.read_text("utf-8"), "html5lib")) for path in found]


def first(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def test_no_page_has_inline_script_or_style(html: Path) -> None:
    """A Content-Security-Policy without exceptions for inline code holds on every page."""
    for name, soup in pages(html):
        scripts = [tag for tag in soup.select("script") if not tag.get("src")]
        handlers = [(tag.name, key) for tag in soup.find_all(True) for key in tag.attrs if key.startswith("on") or key == "style"]
        assert (scripts, soup.select("style"), handlers) == ([], [], []), name
        policy = str(first(soup, 'meta[http-equiv="Content-Security-Policy"]')["content"])
        assert "unsafe" not in policy and "default-src 'none'" in policy


def test_nothing_is_loaded_from_another_host(html: Path) -> None:
    """Scripts, styles and pictures are files of the book; a link away is the reader's own choice."""
    for name, soup in pages(html):
        for tag, attribute in LOADING.items():
            for found in soup.find_all(tag):
                address = str(found.get(attribute, ""))
                assert not address.startswith(("http:", "https:", "//")) or found.get("rel") == ["canonical"], (name, address)
                if tag == "script":
                    assert found.get("type") != "module" and not found.get("integrity")


def test_what_a_page_loads_is_there(html: Path) -> None:
    """Every script, style sheet and icon lies in the edition's own folder."""
    for name, soup in pages(html):
        for found in soup.select("script[src], link[rel=stylesheet], link[rel=icon]"):
            address = str(found.get("src") or found.get("href")).split("?")[0]
            assert (html / name).parent.joinpath(address).is_file(), (name, address)


def test_what_a_page_loads_is_what_it_was_made_for(html: Path) -> None:
    """Each script and style sheet of the theme has a number for its contents in its address, so that no old copy of it is taken."""
    for name, soup in pages(html):
        addresses = [str(found.get("src") or found.get("href")) for found in soup.select("script[src], link[rel=stylesheet]")]
        own = [address for address in addresses if "_static/" in address]
        assert len(own) >= 4 and all(re.search(r"\?v=[0-9a-f]{8}$", address) for address in own), (name, own)


def test_the_switcher_leads_to_the_same_page_in_every_edition(html: Path) -> None:
    """Each link exists, says its own and the target's language, and one of the three is the present one."""
    for name, soup in pages(html):
        links = soup.select(".tai-switch a")
        assert [link.get_text(strip=True) for link in links] == ["日本語", "English", "対訳"]
        assert [link["hreflang"] for link in links] == ["ja", "en", "en"]
        assert [link["lang"] for link in links] == ["ja", "en", "ja"]
        assert all((html / name).parent.joinpath(str(link["href"])).is_file() for link in links), name
        assert len(soup.select('.tai-switch a[aria-current="page"]')) == 1


LANDMARKS = ["header.tai-bar", "main#tai-main", "footer.tai-foot", "nav.tai-switch[aria-label]", 'a.tai-skip[href="#tai-main"]']


@pytest.mark.parametrize("landmark", LANDMARKS)
def test_landmarks(html: Path, landmark: str) -> None:
    """A page can be walked by its landmarks, and the first link skips to the text."""
    for name, soup in pages(html):
        assert len(soup.select(landmark)) == 1, name


def test_every_id_is_used_once(html: Path) -> None:
    """No id of the frame collides with one of the text."""
    for name, soup in pages(html):
        ids = [str(tag["id"]) for tag in soup.select("[id]")]
        assert sorted({one for one in ids if ids.count(one) > 1}) == [], name


def test_controls_have_names(html: Path) -> None:
    """Every control says what it does, by its words or a label."""
    for name, soup in pages(html):
        for control in soup.select("button, summary, a[href], input"):
            label = control.find_parent("label")
            words = control.get_text(strip=True) + (label.get_text(strip=True) if label else "")
            assert words or control.get("aria-label") or control.get("aria-labelledby"), (name, str(control))


def test_tables_lie_in_a_box_that_scrolls(html: Path) -> None:
    """A wide table never widens the page."""
    soup = dict(pages(html))["ja/01-river.html"]
    tables = soup.select("main table.docutils")
    assert tables and all(table.find_parent("div", class_="tai-scroll") for table in tables)


def test_mathematics_is_mathml(html: Path) -> None:
    """Formulae need neither script nor a font from elsewhere."""
    soup = dict(pages(html))["ja/01-river.html"]
    assert len(soup.select("math")) == 2
    assert "MathJax" not in (html / "ja" / "01-river.html").read_text("utf-8")


def test_the_weight_of_the_theme(html: Path) -> None:
    """Style and script stay small enough to read, and to load on a slow line."""
    static = html / "ja" / "_static"
    assert (static / "taiyaku.css").stat().st_size <= 35_000
    assert (static / "taiyaku.js").stat().st_size <= 15_000
    assert (static / "asked.js").stat().st_size <= 7_500
    assert (static / "search.js").stat().st_size <= 12_000
    assert (static / "early.js").stat().st_size <= 1_000
