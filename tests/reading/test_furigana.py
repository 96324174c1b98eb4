"""Readings over terms: the list agrees with the glossary, and only the first mention in full shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_book import Book, read_page, words

from taiyaku.facts import load
from taiyaku.finding import Refused
from taiyaku.reading.furigana import disagreements, read_readings, shown

ROOT = Path(__file__).parents[2]
GLOSSARY = """
terms:
- {id: treaty, ja: 設立条約, reading: せつりつじょうやく, en: constitutive treaty, definition: 条約。, sources: [report]}
- {id: board, ja: ボード制, reading: ぼーどせい, en: board, definition: 制度。, sources: [report]}
"""
SOURCES = """
sources:
- {id: report, title: Report, by: The Office, url: "https://example.org/r", lang: en, kind: official, consulted: 2026-11, read: whole, saw: All.}
"""
READINGS = "treaty\t設立|条約\tせつりつ|じょうやく\nboard\tボード|制\t|せい\n"
TEXT = """(guide)=
# 案内と{term}`設立条約 <treaty>`

{term}`条約 <treaty>`とは{term}`設立条約 <treaty>`のこと。

また{term}`設立条約 <treaty>`と{term}`ボード制 <board>`。
"""
ENGLISH = {
    "{term}`条約 <treaty>`とは{term}`設立条約 <treaty>`のこと。": "The {term}`constitutive treaty <treaty>`.",
    "また{term}`設立条約 <treaty>`と{term}`ボード制 <board>`。": "And the {term}`board`.",
}
FACTS = {"extensions": ["myst_parser", "taiyaku.facts.ext", "taiyaku.reading.ext"]}


@pytest.fixture
def termed(registered: Book) -> Book:
    """The tiny book with two terms, their readings, and a guide that names them."""
    for name, text in {"facts/sources.yaml": SOURCES, "facts/glossary.yaml": GLOSSARY, "readings.tsv": READINGS}.items():
        path = registered.root / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    registered.docs["guide"] = TEXT
    registered.english["guide"] = ENGLISH
    return registered


def rubies(page: object) -> list[tuple[str, list[str]]]:
    found = page.xpath("//section//p//ruby[not(@class)]")  # type: ignore[attr-defined]
    return [(words(ruby), ruby.xpath("rt/@data-reading")) for ruby in found]


def test_the_books_list_agrees_with_its_glossary() -> None:
    """Every term with kanji has its line; joined, the parts are the term and its reading."""
    assert list(disagreements(read_readings(ROOT / "docs" / "readings.tsv"), load(ROOT).terms)) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("treaty\t設立|法\tせつりつ|ほう", "writes 設立法"),
        ("treaty\t設立|条約\tせつりつ|じょうや", "reads せつりつじょうや,"),
        ("treaty\t設立|条約\tせつりつじょうやく|", "no reading for 条約"),
        ("pact\t協定\tきょうてい", "pact is no term"),
        ("", "設立条約 has no line"),
    ],
)
def test_a_list_that_parts_from_the_glossary_is_found(termed: Book, line: str, fault: str) -> None:
    """Other words, another reading, a part that is not read, an unknown term and a missing one are all named."""
    path = termed.root / "docs/readings.tsv"
    path.write_text(f"{line}\nboard\tボード|制\t|せい\n", encoding="utf-8")
    assert fault in "\n".join(disagreements(read_readings(path), load(termed.root / "docs").terms))


def test_faulty_lines_are_refused_together(tmp_path: Path) -> None:
    """A line without its columns, with parts that do not fit, or for a term once more is reported with its number."""
    path = tmp_path / "readings.tsv"
    path.write_text("a\t一\tいち\nb\nc\t一|二\tいち\na\t一\tいち\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_readings(path)
    assert [finding.where.line for finding in refused.value.findings] == [2, 3, 4]


def test_readings_stand_over_kanji_alone() -> None:
    """A part without kanji shows no reading, even where the list gives one."""
    assert shown((("軽量版", "けいりょうばん"), ("FTAA", "えふてぃーえーえー"))) == ["軽量版|けいりょうばん", "FTAA|"]


def test_first_full_mention_shows_the_reading(termed: Book) -> None:
    """Neither a heading, nor other words, nor a later mention shows it; katakana stand outside the ruby."""
    page = termed.page("guide", **FACTS)
    assert rubies(page) == [("設立条約", ["せつりつ", "じょうやく"]), ("制", ["せい"])]
    (first, second) = page.xpath("//section//p//ruby[not(@class)]")
    assert words(first.getparent().getparent()).startswith("条約とは設立条約")
    assert words(second.getparent()) == "ボード制"
    assert page.xpath("//h1//ruby") == []


def test_later_mentions_keep_the_reading_in_reserve(termed: Book) -> None:
    """On the web a later mention is marked as read before, for readers who ask for every reading; in an EPUB it is plain words."""
    (later,) = termed.page("guide", **FACTS).xpath("//ruby[@class='tai-again']")
    assert words(later.getparent().getparent()).startswith("また設立条約")
    assert later.xpath("rt/@data-reading") == ["せつりつ", "じょうやく"]
    page = read_page(termed.build("epub", **FACTS) / "guide.xhtml")
    assert [words(ruby) for ruby in page.xpath("//p//ruby")] == ["設立（せつりつ）条約（じょうやく）", "制（せい）"]


def test_only_the_source_shows_readings(termed: Book) -> None:
    """English shows none; beside its translation the source shows them as ever."""
    assert rubies(termed.page("guide", language="en", **FACTS)) == []
    aligned = termed.page("guide", language="en", taiyaku_aligned=True, **FACTS)
    assert [word for word, _ in rubies(aligned)] == ["設立条約", "制"]
    assert all("tai-src" in "".join(ruby.xpath("ancestor::*/@class")) for ruby in aligned.xpath("//ruby"))


def test_search_and_catalogue_do_not_notice(termed: Book) -> None:
    """What is indexed and what is translated are the same with and without the list."""
    index, catalogue = [], []
    for name in ("with", "without"):
        settings = {**FACTS, "taiyaku_readings": "readings.tsv" if name == "with" else "none.tsv"}
        index.append((termed.build(out=name, **settings) / "searchindex.js").read_text("utf-8"))
        pot = (termed.build("gettext", out=f"pot-{name}", **settings) / "guide.pot").read_text("utf-8")
        catalogue.append([line for line in pot.splitlines() if line.startswith("msgid")])
    assert index[0] == index[1]
    assert catalogue[0] == catalogue[1]
    assert read_page(termed.root / "build/with/guide.html").xpath("//ruby")


def test_books_for_reading_systems_carry_the_text_of_readings(termed: Book) -> None:
    """In an EPUB the first mention has its reading as text, with brackets for systems without ruby."""
    page = read_page(termed.build("epub", **FACTS) / "guide.xhtml")
    assert words(page.xpath("//section//p//ruby")[0]) == "設立（せつりつ）条約（じょうやく）"
