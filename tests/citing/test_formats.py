"""A work becomes a reference that people and programs read."""

from __future__ import annotations

from dataclasses import replace

from taiyaku.citing import Work, bibtex, reference, ris

PAGE = Work(
    book="橋——小冊子を読み直す",
    author="橋を読む会",
    language="ja",
    key="bridge-02-toll-ja",
    edition="1",
    date="2026-11-25",
    title="通行料",
    chapter="02",
    url="https://example.org/html/ja/02-toll.html",
    licence="CC BY 4.0",
)
PARAGRAPH = replace(PAGE, paragraph="14")


def test_a_japanese_reference() -> None:
    """Author, page, book, edition, year, place and address stand in the order that Japanese readers expect."""
    expected = (
        "橋を読む会「通行料」『橋——小冊子を読み直す』第1版、2026年、02 ¶14、CC BY 4.0、https://example.org/html/ja/02-toll.html#p14。"
    )
    assert reference(PARAGRAPH) == expected


def test_an_english_reference() -> None:
    """A paragraph of a page, in the order of English bibliographies."""
    work = replace(PARAGRAPH, book="The Bridge", author="The Bridge Readers", language="en", title="The Toll", url="")
    assert reference(work) == "The Bridge Readers. “The Toll.” In The Bridge, edition 1, 2026, 02 ¶14. CC BY 4.0."


def test_what_is_not_known_leaves_no_gap() -> None:
    """A book alone, without date, edition, licence or address."""
    assert reference(Work("The Bridge", "A. Reader", "en", "bridge-en")) == "A. Reader. The Bridge."
    assert reference(Work("橋", "橋を読む会", "ja", "bridge-ja")) == "橋を読む会『橋』。"


def test_bibtex_braces_the_body_and_escapes() -> None:
    """A body keeps its name in one piece, and what TeX would run is text."""
    entry = bibtex(replace(PARAGRAPH, title=r"50 % & {more} \input"))
    assert entry.startswith("@incollection{bridge-02-toll-ja,\n  author = {{橋を読む会}},")
    assert r"title = {50 \% \& \{more\} \textbackslash{}input}" in entry
    assert "note = {¶14}" in entry
    assert "url = {https://example.org/html/ja/02-toll.html#p14}" in entry


def test_ris_has_its_tags_in_lines() -> None:
    """A record begins with its type, ends with ER, and no text breaks a line."""
    record = ris(replace(PARAGRAPH, title="two\nlines"))
    lines = record.split("\r\n")
    assert lines[0] == "TY  - CHAP"
    assert "TI  - two lines" in lines
    assert "DA  - 2026/11/25" in lines
    assert lines[-2:] == ["ER  - ", ""]
    assert all(line[2:6] == "  - " for line in lines if line)
