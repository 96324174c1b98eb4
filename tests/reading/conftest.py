"""A small bilingual book, ready to build."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # tests are imported by path, so what they share must be found by name

from tiny_book import INDEX, Book  # noqa: E402

ENGLISH = {
    "会議の{ruby}`街 <まち>`": "The City of the Talks",
    "第一の要点。": "The first point.",
    "首脳は{es}`Área de Libre Comercio`を論じた[^one]。": "Leaders[^one] debated the {es}`Área de Libre Comercio`.",
    "採決": "The Vote",
    "数を*確かめる*": "*Checking* the count",
    "箱の中の段落である[^two]。": "A paragraph in a box.[^two]",
    "項目の文[^three]。": "The text of an item.[^three]",
    "用語": "Term",
    "用語の説明。": "What the term means.",
    "国": "State",
    "亜国": "Argentina",
    "図の説明[^one]。": "What the figure shows.[^one]",
    "[02-voteへ](#02-vote)戻る。": "Back [to 02-vote](#02-vote).",
    "UNASUR": "UNASUR",
    "一つ目の注。": "The first note.",
    "二つ目の注。": "The second note.",
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """One chapter with everything in it, translated in part, and a guide that has no catalogue."""
    docs = {"index": INDEX, "02-talk": (HERE / "talk.md").read_text(encoding="utf-8"), "guide": "# 案内\n\n案内の文。\n"}
    made = Book(tmp_path, docs, {"02-talk": ENGLISH, "index": {"小さな本": "A Small Book"}})
    made.write()
    (tmp_path / "docs/plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>')
    return made


@pytest.fixture
def registered(book: Book) -> Book:
    """The same, with its paragraphs registered."""
    book.build("paragraphs")
    return book
