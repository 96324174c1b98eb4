"""The index script: small, the same each time, and with every name of a term."""

from __future__ import annotations

import json
from pathlib import Path

from taiyaku.facts.model import Entity, GlossaryTerm
from taiyaku.search.index import Page, forms, index_script, names_of, read_page
from taiyaku.search.passages import Kind, Passage


def test_names_are_taken_apart() -> None:
    """A stroke divides two names; what stands in brackets is a name where it is a Japanese one, and a remark elsewhere."""
    assert forms(["米州自由貿易地域（米州自由貿易圏）"]) == ["米州自由貿易地域（米州自由貿易圏）", "米州自由貿易地域", "米州自由貿易圏"]
    assert forms(["co-chair (country)", "FTAA / ALCA", ""]) == ["co-chair (country)", "co-chair", "FTAA", "ALCA"]


def test_names_stand_for_one_another() -> None:
    """A term brings its reading and synonyms, an entity its names but not its code; who has one name needs no entry."""
    term = GlossaryTerm("oas", "Organization of American States", "地域の機構。", "米州機構", "べいしゅうきこう", synonyms=("汎米機構",))
    states = [Entity("BRA", "state", {"ja": "ブラジル", "en": "Brazil", "iso3": "BRA"}), Entity("x", "place", {"ja": "川", "en": "Ob"})]
    assert names_of([term], states) == [
        ["米州機構", "べいしゅうきこう", "Organization of American States", "汎米機構"],
        ["ブラジル", "Brazil"],
    ]


def test_the_script_holds_the_pages() -> None:
    """A plain assignment that a script element can run; what is empty is left out of a row."""
    passages = (Passage("a", "題", "ja", kind=Kind.HEADING), Passage("p1", "本文\u2028続き", "ja", "1"), Passage("p1", "Text", "en", "1"))
    script = index_script([Page("02-talk.html", "02", "題", passages)], [["題", "title"]], "ja")
    assert script.startswith("window.taiSearchIndex = ") and script.endswith(";\n") and "\u2028" not in script
    assert json.loads(script.removeprefix("window.taiSearchIndex = ").removesuffix(";\n")) == {
        "pages": [["02-talk.html", "02", "題"]],
        "passages": [[0, "a", "題", "", 1], [0, "p1", "本文 続き", "1"], [0, "p1", "Text", "1", 0, "en"]],
        "names": [["題", "title"]],
    }


def test_a_page_is_named_by_its_first_heading(tmp_path: Path) -> None:
    """A chapter's number comes from its address."""
    path = tmp_path / "02-talk.html"
    path.write_text('<html lang="ja"><article><section id="s"><h1>街</h1></section></article></html>', "utf-8")
    page = read_page("02-talk.html", path.read_text("utf-8"))
    assert (page.chapter, page.title, page.passages) == ("02", "街", (Passage("s", "街", "ja", kind=Kind.HEADING),))
