"""Evidence that changed comes to readers without the page being written anew, and is what a clean build makes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from taiyaku.theme.lightening import read_script

SOURCES = """sources:
- {id: minutes, title: Minutes, by: The clerk, date: 1930-06-20, url: "https://example.org/m", lang: en, kind: primary,
   consulted: 2026-11, read: whole, saw: All.}
"""
FACTS = """claims:
- {id: opened, prose: en, section: s, kind: date, claim: It opened in 1931., value: {date: 1931-06}, verdict: contradicted,
   corrected: {date: 1930-06-14}, gap: slip, weight: argument, finding: The minutes have 1930., sources: [minutes], confidence: high}
events:
- {id: closed, prose: en, date: 1950-03-02, event: It closes., sources: [minutes]}
"""
PAGE = """(01-a)=
# The bridge

It opened on {fact}`14 June 1930 <opened.date>` and closed in {fact}`1950 <closed>`.
"""
BACK = "(back)=\n# Back\n\n:::{ledger} 01-a\n:::\n\n:::{bibliography}\n:::\n"
OURS: dict[str, Any] = {"extensions": ["myst_parser", "taiyaku"], "html_theme": "taiyaku", "taiyaku_source_language": "en"}
OTHER: dict[str, Any] = {"extensions": ["myst_parser", "taiyaku.facts.ext"], "html_theme": "alabaster", "taiyaku_source_language": "en"}


@pytest.fixture
def book(workshop: Any) -> Any:
    """A chapter with two facts, and a page that shows claims and sources."""
    index = "# Bridges\n\n```{toctree}\n01-a\nback\n```\n"
    files = {"docs/index.md": index, "docs/01-a.md": PAGE, "docs/back.md": BACK}
    return workshop.write({**files, "facts/sources.yaml": SOURCES, "facts/01-a.yaml": FACTS})


def change(book: Any, name: str, old: str, new: str) -> None:
    path = book.root / name
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def everything(out: Path) -> dict[str, bytes]:
    left_out = {".buildinfo", ".taiyaku-late", ".taiyaku-shown"}
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name not in left_out}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("facts/01-a.yaml", "The minutes have 1930.", "They say 1930 — “at noon”."), ("facts/sources.yaml", "The clerk", "The scribe")],
)
def test_a_page_stands_when_its_evidence_changes(book: Any, file: str, old: str, new: str) -> None:
    """The side file and the page for readers without script say the new words; all files are those of a clean build."""
    out = book.build("en", **OURS).out
    before = (out / "01-a.html").stat().st_mtime_ns
    assert old in (out / "01-a.evidence.js").read_text("utf-8")
    change(book, file, old, new)
    built = book.build("en", **OURS)
    assert not built.complaints
    assert (out / "01-a.html").stat().st_mtime_ns == before
    assert set(read_script((out / "01-a.evidence.js").read_text("utf-8")).facts) == {"opened", "closed"}
    assert new in (out / "01-a.evidence.js").read_text("utf-8") and new in (out / "evidence-01-a.html").read_text("utf-8")
    assert new in (out / "back.html").read_text("utf-8")
    made = everything(out)
    for folder in ("out", "doctrees"):
        shutil.rmtree(book.root / folder)
    assert everything(book.build("en", **OURS).out) == made


def test_another_theme_writes_the_page(book: Any) -> None:
    """It keeps its evidence within the page."""
    book.build("en", **OTHER)
    change(book, "facts/01-a.yaml", "The minutes have 1930.", "They say 1930.")
    assert "They say 1930." in str(book.build("en", **OTHER).page("01-a"))


@pytest.mark.parametrize("settings", [OURS, OTHER])
def test_a_fact_that_is_gone_is_complained_of(book: Any, settings: dict[str, Any]) -> None:
    """In one line where it is named, and the page has no evidence of it any more."""
    book.build("en", **settings)
    change(book, "facts/01-a.yaml", "id: closed", "id: shut")
    built = book.build("en", **settings)
    assert [line for line in built.complaints if "01-a.md:4" in line and "no fact `closed`" in line]
    evidence = built.out / "01-a.evidence.js"
    assert "It closes." not in (evidence if evidence.is_file() else built.out / "01-a.html").read_text("utf-8")


def test_a_side_file_that_is_gone_is_made_with_its_page(book: Any) -> None:
    """Nothing can be put into it."""
    out = book.build("en", **OURS).out
    (out / "01-a.evidence.js").unlink()
    change(book, "facts/01-a.yaml", "The minutes have 1930.", "They say 1930.")
    book.build("en", **OURS)
    assert "They say 1930." in (out / "01-a.evidence.js").read_text("utf-8")


def test_what_an_earlier_press_remembered_is_no_fault(book: Any) -> None:
    """It noted one digest a page; then every page that shows facts is written."""
    out = book.build("en", **OURS).out
    (out / ".taiyaku-late").write_text('{"01-a": "0123", "back": ["x"]}', "utf-8")
    change(book, "facts/01-a.yaml", "The minutes have 1930.", "They say 1930.")
    assert not book.build("en", **OURS).complaints
    assert "They say 1930." in (out / "01-a.evidence.js").read_text("utf-8")
