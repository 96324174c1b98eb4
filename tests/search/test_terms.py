"""Search in the real book, in a real browser, from a folder: every name of every term, in every edition."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

#: For each query: how many results, the addresses of the first, and whether some result shows the query itself.
FIND = """queries => queries.map(query => {
  const found = taiSearch.find(query).results;
  return [found.length, [...new Set(found.slice(0, 40).map(one => one.href))], found.slice(0, 5).map(one => one.passage.text)];
})"""


def fold(text: str) -> str:
    """Width, case, accents and kana made alike, by other means than the search's own."""
    plain = "".join(c for c in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text)) if not "\u0300" <= c <= "\u036f")
    kana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in unicodedata.normalize("NFC", plain).lower())
    return re.sub(r"[\s・·]", "", kana)


def queries_of(built: Path) -> dict[str, list[str]]:
    """Query → the names of its term: Japanese, reading, English, Spanish, Portuguese, abbreviations, synonyms.

    A term that is not defined in Japanese yet is not in the book.
    """
    made: dict[str, list[str]] = {}
    for term in yaml.safe_load((built / "facts" / "glossary.yaml").read_text("utf-8"))["terms"]:
        if term.get("prose", "ja") != "ja":
            continue
        names = [term[key] for key in ("ja", "reading", "en", "es", "pt") if term.get(key)]
        names += [*(term.get("abbr") or "").split(" / "), *term.get("synonyms", [])]
        for name in names:
            if name:
                made.setdefault(name, []).extend(names)
    return made


def search_page(browser: Browser, built: Path, edition: str) -> tuple[Any, list[str]]:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.goto((built / "build" / "html" / edition / "search.html").as_uri())
    page.wait_for_function("window.taiSearch && window.taiSearchIndex")
    return page, wrong


@pytest.mark.parametrize("edition", ["ja", "en", "es", "aligned"])
def test_every_name_of_every_term_finds_a_page_where_it_stands(built: Path, browser: Browser, edition: str) -> None:
    """Japanese name, reading, synonyms, English name: each leads, among the first results, to a page that has the term on it."""
    page, wrong = search_page(browser, built, edition)
    queries = queries_of(built)
    assert len(queries) > 300
    texts: dict[str, str] = {}
    missed = []
    for query, (count, hrefs, _) in zip(queries, page.evaluate(FIND, list(queries)), strict=True):
        names = [fold(name) for name in queries[query] if name]
        for name in {href.partition("#")[0] for href in hrefs} - texts.keys():
            (main,) = lxml.html.document_fromstring((built / "build" / "html" / edition / name).read_bytes()).iter("main")
            for script in list(main.iter("script")):
                script.drop_tree()
            texts[name] = fold(main.text_content())
        if not count or not any(name in texts[hrefs[0].partition("#")[0]] for name in names):
            missed.append((query, count, hrefs[:3]))
    page.close()
    assert missed == []
    assert wrong == []


@pytest.mark.parametrize(
    ("edition", "query", "shown"),
    [
        ("ja", "州機", "米州機構"),
        ("ja", "諸国連", "南米諸国連合"),
        ("ja", "ﾒﾙｺｽｰﾙ", "メルコスール"),
        ("ja", "めるこすーる", "メルコスール"),
        ("ja", "ＦＴＡＡ", "FTAA"),
        ("ja", "べいしゅうきこう", "米州機構"),
        ("ja", "chavez", "Chávez"),
        ("en", "multipol", "multipolar"),
        ("en", "CHAVEZ kirchner", "Kirchner"),
        ("en", "“constitutive treaty”", "onstitutive treaty"),
        ("aligned", "南米銀行", "南米銀行"),
        ("aligned", "Bank of the South", "Bank of the South"),
    ],
)
def test_ways_to_ask(built: Path, browser: Browser, edition: str, query: str, shown: str) -> None:
    """Parts of compounds, other widths and kana, no accents, beginnings of words, several words, a phrase; both languages side by side."""
    page, _ = search_page(browser, built, edition)
    ((count, _, texts),) = page.evaluate(FIND, [query])
    page.close()
    assert count and any(shown in text for text in texts), texts


def test_what_stands_in_a_chapter_is_found(built: Path, browser: Browser) -> None:
    """Any stretch of a paragraph finds that paragraph: two characters or more, wherever it begins."""
    soup = BeautifulSoup((built / "build" / "html" / "ja" / "05-unasur.html").read_text("utf-8"), "lxml")
    for extra in soup.select(".tai-mark, a[role=doc-noteref]"):
        extra.decompose()
    wanted = []
    for paragraph in soup.select("p.tai-p[id]"):
        for found in list(re.finditer(r"[\u3040-\u30ff\u3400-\u9fff]{4,}", paragraph.get_text()))[::3]:
            wanted += [(found[0][1:3], paragraph["id"]), (found[0][:7], paragraph["id"])]
    page, _ = search_page(browser, built, "ja")
    missed = page.evaluate(
        """wanted => wanted.filter(([words, id]) => !taiSearch.find(words).results.some(one => one.href === `05-unasur.html#${id}`))""",
        wanted[:400],
    )
    page.close()
    assert len(wanted) > 200 and missed == []


def test_results_can_be_read_and_reached_by_keyboard(built: Path, browser: Browser) -> None:
    """Typing and Enter, a count that is announced, marked words, and a link to the numbered paragraph one Tab stop away."""
    page, wrong = search_page(browser, built, "ja")
    page.keyboard.type("米州機構")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li mark")
    assert re.search(r"\d+", page.inner_text("#search-count[role=status]"))
    assert {page.inner_text(f"#search-results li:nth-child({i}) mark >> nth=0") for i in (1, 2, 3)} <= {"米州機構", "OAS", "OEA"}
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#search-results') !== null")
    numbered = page.locator("#search-results a", has_text="¶").first
    number = re.search(r"(\d+) ¶(\w+)", numbered.inner_text())
    numbered.click()
    page.wait_for_url(f"**/{number[1]}-*.html#p{number[2]}")  # type: ignore[index]
    assert wrong == []
    page.close()


def test_sphinx_own_search_is_gone(built: Path) -> None:
    """Neither its index nor its scripts are shipped; ours is."""
    for edition in ("ja", "en", "aligned"):
        folder = built / "build" / "html" / edition
        assert (folder / "search-index.js").stat().st_size < 2_500_000
        scripts = {path.name for path in folder.rglob("*.js")}
        assert scripts.isdisjoint({"searchindex.js", "searchtools.js", "language_data.js", "doctools.js", "sphinx_highlight.js"})
