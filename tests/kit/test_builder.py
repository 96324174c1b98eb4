"""The kit comes from the pages as they are translated; it is whole, the same each time, and nothing half-written is left."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from lxml import etree
from sphinx.locale import translators

MINI = Path(__file__).parents[1] / "books" / "mini"
SETTINGS = {
    "extensions": ["myst_parser", "taiyaku.facts.ext", "taiyaku.exercises.ext", "taiyaku.kit.ext"],
    "taiyaku_source_language": "en",
}


@pytest.fixture
def book(workshop):
    """The mini book's facts and exercises."""
    translators.clear()  # Sphinx keeps catalogues for the life of the process, and adds later ones to them
    shutil.copytree(MINI / "facts", workshop.root / "facts")
    shutil.copytree(MINI / "exercises", workshop.root / "exercises")
    pages = {"docs/index.md": "# Book\n\n```{toctree}\n01-bridge\n```\n", "docs/01-bridge.md": "# Bridge\n\n:::{exercises}\n:::\n"}
    return workshop.write(pages)


def read(pages, lang: str):
    return {
        question.findtext("idnumber"): question
        for question in etree.parse(pages.out / "exports" / f"moodle-{lang}.xml").findall("question")
    }


def test_the_kit_holds_every_exercise(book):
    """One question a file, in a category of the chapter; the report says how many were read."""
    pages = book.build("en", "kit", **SETTINGS)
    assert pages.complaints == []
    found = read(pages, "en")
    assert set(found) == {"01-bridge", "01-bridge/day-of-opening", "01-bridge/years-of-service", "01-bridge/count-the-founders"}
    assert found["01-bridge"].findtext("category/text") == "$course$/top/01-bridge Bridge"
    told = json.loads((pages.out / "exports" / "report-en.json").read_text("utf-8"))
    assert told["items"] == 3 and all(found["count"] for found in told["formats"].values())


def test_numbers_are_worked_out(book):
    """Answer, tolerance and unit are there; the proof is not."""
    question = read(book.build("en", "kit", **SETTINGS), "en")["01-bridge/years-of-service"]
    assert question.findtext("answer/text") == "45" and question.findtext("answer/tolerance") == "1"
    assert question.findtext("units/unit/unit_name") == "years"
    assert ">>>" not in etree.tostring(question, encoding="unicode") and "&gt;&gt;&gt;" not in question.findtext("generalfeedback/text")


def test_the_kit_speaks_the_language_of_the_pages(book):
    """Translated text comes from the catalogue, worked answers from the facts."""
    book.translate("ja", "01-bridge", {"years": "年", "When was the bridge opened?": "橋が開通したのはいつか。"})
    found = read(book.build("ja", "kit", **SETTINGS), "ja")
    assert found["01-bridge/day-of-opening"].findtext("questiontext/text") == "<p>橋が開通したのはいつか。</p>"
    assert found["01-bridge/years-of-service"].findtext("units/unit/unit_name") == "年"


def test_the_kit_is_the_same_each_time(book):
    """Built twice, byte for byte."""
    first = everything(book.build("en", "kit", **SETTINGS).out)
    shutil.rmtree(book.root / "out")
    shutil.rmtree(book.root / "doctrees")
    assert everything(book.build("en", "kit", **SETTINGS).out) == first


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
