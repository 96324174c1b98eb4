"""What the second readers are given: plain text on the same lines, and every translation where it stands."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def load(name: str) -> ModuleType:
    """A script of lint/, which is no package."""
    sys.path.insert(0, str(ROOT / "lint"))
    try:
        spec = importlib.util.spec_from_file_location(name, ROOT / "lint" / f"{name}.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "lint"))
    return module


PLAIN, ENGLISH, JAPANESE = load("plain"), load("english"), load("japanese")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{fact}`5両 <train.carriages>`編成の{term}`列車 <train>`。[^train]", "5両編成の列車。"),
        ("{fact}`train.date`に出た。", "それに出た。"),
        ("大統領（{es}`Hugo Chávez`）は", "大統領は"),
        ("構想（{en}`Free Trade Area`、FTAA。{es}`Área`、{pt}`Comércio`ではALCA）の", "構想の"),
        ("大統領（ブッシュの父）は", "大統領（ブッシュの父）は"),
        ("**最も強く読めば。** 冷戦の[頁](page.md)と`code`", "最も強く読めば。 冷戦の頁と"),
        ("[^rally]: 雨：{source}`a-1`、および{source}`b-2`。拍手（{source}`c`）。", "雨。拍手。"),
        ("[^order]: 順に{source}`a`、{source}`b`。", "順に出典。"),
        ("(02-miami)=", ""),
        (":claims: summit4-date", ""),
        (":title: 首脳会議の{term}`歩み <x>`", "#### 首脳会議の歩み"),
        (":::{criticism} 一年のずれ", "### 一年のずれ"),
        (":::{timeline} fig-02-ftaa", ""),
        (":::", ""),
        ("| 段階 | {fact}`20億ドル <a.b>` |", "- 段階。20億ドル"),
        ("|---|---|", ""),
        ("% 覚え書き", ""),
        ("1. 初め", "- 初め"),
        ("## 発想の源", "## 発想の源"),
    ],
)
def test_a_line_keeps_its_words_only(source: str, words: str) -> None:
    """Roles leave their words; ids, options, notes' marks and sources go."""
    assert PLAIN.plain(source) == f"{words}\n"


def test_code_and_front_matter_are_not_read() -> None:
    """Front matter, trees of contents and blocks of code come out as empty lines; what follows them does not."""
    source = "---\norphan: true\n---\n本文。\n```{toctree}\n01-page\n```\n```text\n{fact}\n```\n終わり。\n"

    assert PLAIN.plain(source).split("\n") == ["", "", "", "本文。", "", "", "", "", "", "", "終わり。", ""]


def test_the_term_of_a_definition_is_an_item() -> None:
    """A term has no full stop, so it may not look like a sentence."""
    assert PLAIN.plain("文書カード\n: 条約の身元。\n") == "- 文書カード\n- 条約の身元。\n"


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.stem)
def test_a_page_keeps_its_lines(page: Path) -> None:
    """A finding in the plain copy stands on the same line of the page, and no role is left over."""
    source = page.read_text("utf-8")
    copy = PLAIN.plain(source)

    assert len(copy.splitlines()) == len(source.splitlines())
    assert "{fact}`" not in copy
    assert "{source}" not in copy
    assert "[^" not in copy


def test_findings_name_the_page() -> None:
    """What textlint says of the copy is told of the page."""
    message = {"line": 3, "message": "長い文\n詳しく", "ruleId": "ja-technical-writing/sentence-length"}
    report = json.dumps([{"filePath": "/x/build/prose/02-ftaa.md", "messages": [message]}])

    assert JAPANESE.findings(report) == ["docs/02-ftaa.md:3: 長い文 (sentence-length)"]


CATALOGUE = """msgid ""
msgstr "Language: en\\n"

#: docs/a.md
msgid "一つ"
msgstr "One {term}`word <word>`."

msgid ""
"二"
"つ"
msgstr ""
"Two \\"words\\" "
"here.[^a]"

msgid "三つ"
msgstr ""

#~ msgid "四つ"
#~ msgstr "Four"
"""


def test_translations_stand_on_their_lines() -> None:
    """Each translation is on the line of its msgstr; header, empty and obsolete entries are left out."""
    copy = ENGLISH.plain_catalogue(CATALOGUE)

    assert len(copy.splitlines()) == len(CATALOGUE.splitlines())
    assert {number: row for number, row in enumerate(copy.splitlines(), 1) if row} == {6: "One word.", 11: 'Two "words" here.'}


def test_words_are_known_without_their_possessive(tmp_path: Path) -> None:
    """The list has comments; a possessive of a known name is known."""
    words = tmp_path / "words.txt"
    words.write_text("# names\nCorrea\n\nUNASUR  # the union\n", "utf-8")

    assert ENGLISH.known_words(words) == {"Correa", "UNASUR"}
    assert [ENGLISH.bare(word) for word in ("Correa’s", "Correa's", "Andes'", "Correa")] == ["Correa", "Correa", "Andes", "Correa"]


def test_the_lock_names_no_host() -> None:
    """The versions of the linter are pinned without saying where to fetch them."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        assert "://" not in (ROOT / "lint" / name).read_text("utf-8"), name


def test_straight_quotes_are_found_where_they_stand() -> None:
    """A typewriter's apostrophe or quotation mark is named with its line; curly ones pass."""
    path = ROOT / "locales" / "en" / "LC_MESSAGES" / "02-ftaa.po"
    found = list(ENGLISH.straight_quotes(path, "Brazil’s “ally”\nBrazil's ally\n"))
    assert found == ["locales/en/LC_MESSAGES/02-ftaa.po:2: Set curly quotation marks and apostrophes. [Brazil's] (house style)"]
