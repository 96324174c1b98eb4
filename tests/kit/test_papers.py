"""Papers: the pupils' hold no answer in any form, the instructor's hold them all, and each opens in a reader that we did not write."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from decimal import Decimal
from itertools import pairwise

import docx
import pypdf
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn

from taiyaku.exercises.model import FORMS, Form, Kind, Level
from taiyaku.export.forms import key, vary
from taiyaku.kit.document import Document, Heading
from taiyaku.kit.giveaways import giveaways
from taiyaku.kit.html import write_html
from taiyaku.kit.papers import answer_key, by_hand, edition, materials, rubric_table, rubrics, worksheet
from taiyaku.kit.plans import lesson_plan
from taiyaku.kit.schedule import plan
from taiyaku.kit.typeset import write_pdf
from taiyaku.kit.wish import Wish, choose
from taiyaku.kit.word import write_word
from tests.kit.sample import BANK, CHAPTER, ENGLISH, SECRETS

WISH = Wish(seed="spring", forms=3)
SHEET = worksheet(BANK, CHAPTER, WISH, "B")
EDITION = edition(BANK, CHAPTER, WISH, "B")
SOURCES = materials(BANK, CHAPTER)
assert SOURCES
WRITERS = {"html": write_html, "docx": write_word, "pdf": write_pdf}
DOCUMENTS = {
    "sheet": SHEET,
    "edition": EDITION,
    "key": answer_key(BANK, CHAPTER, WISH),
    "rubrics": rubrics(BANK, CHAPTER),
    "plan": lesson_plan(BANK, CHAPTER),
    "plan-en": lesson_plan(ENGLISH, CHAPTER),
    "materials": SOURCES,
    "sheet-en": worksheet(ENGLISH, CHAPTER, WISH, "A"),
}


def everything(data: bytes, kind: str) -> str:
    """All that a file holds, unpacked: every part of an archive, every stream, every text and field of a PDF, in every coding."""
    pieces = [data]
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pieces += [archive.read(name) for name in archive.namelist()] + [name.encode() for name in archive.namelist()]
    if kind == "pdf":
        reader = pypdf.PdfReader(io.BytesIO(data))
        pieces += ["\n".join(page.extract_text() for page in reader.pages).encode(), str(reader.metadata).encode()]
        pieces += [str(reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else "").encode()]
        for number in range(len(reader.xref_objStm) + sum(map(len, reader.xref.values()))):
            found = reader.get_object(number) if number else None
            pieces.append(str(found).encode())
            if hasattr(found, "get_data"):
                pieces.append(found.get_data())
    text = " ".join(piece.decode("utf-8", "ignore") + piece.decode("utf-16-be", "ignore") for piece in pieces)
    return text + re.sub(r"<[^>]+>", "", text)


@pytest.mark.parametrize("kind", WRITERS)
def test_no_answer_reaches_a_pupil(kind: str) -> None:
    """No solution, feedback, rubric, gap, accepted word, number, fact or aim is in the file, in sight or out of it."""
    held = everything(WRITERS[kind](SHEET), kind)
    assert [secret for secret in SECRETS if secret in held] == []
    assert "空欄" in held


@pytest.mark.parametrize("kind", WRITERS)
def test_the_search_for_answers_can_fail(kind: str) -> None:
    """The same search finds every secret in the instructor's edition."""
    held = everything(WRITERS[kind](EDITION), kind)
    assert [secret for secret in SECRETS if secret not in held] == ["QSOURCE"]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_document_gives_the_same_bytes(kind: str, name: str) -> None:
    """Nothing of time or machine is in a file."""
    document = DOCUMENTS[name]
    assert document and WRITERS[kind](document) == WRITERS[kind](document)


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_word_files_are_accessible(name: str) -> None:
    """python-docx reads them again: title, language, real headings, heads of tables that repeat, pictures with a description."""
    document = DOCUMENTS[name]
    assert document
    made = docx.Document(io.BytesIO(write_word(document)))
    about = made.core_properties
    assert (about.title, about.author) == (document.title, document.author)
    assert about.language == {"ja": "ja-JP", "en": "en-GB"}[document.lang] and not about.comments
    assert about.created is not None and about.created.isoformat().startswith("2026-11-25")
    assert [part.text for part in made.paragraphs if str(part.style and part.style.name).startswith("Heading")] == headings(document)
    for table in made.tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    for found in made.element.body.iter(qn("wp:docPr")):
        assert found.get("descr") == "絵の説明。"
    tongues = {found.get(qn("w:eastAsia")) for found in made.styles.element.iter(qn("w:lang"))}
    assert tongues == {"ja-JP"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_are_accessible(name: str) -> None:
    """Language, one title, headings without a gap, heads of tables with a scope, drawings with a name, and nothing that runs."""
    document = DOCUMENTS[name]
    assert document
    page = BeautifulSoup(write_html(document), "html5lib")
    assert page.html and page.html["lang"] == document.lang and page.title and page.title.text == document.title
    levels = [int(found.name[1]) for found in page.select("h1, h2, h3, h4")]
    assert levels[0] == 1 and levels.count(1) == 1 and all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(cell.get("scope") for cell in page.select("th"))
    assert all(found["role"] == "img" and found["aria-label"] == "絵の説明。" for found in page.select("svg"))
    assert page.select("script, foreignObject") == [] and "alert(1)" not in page.text
    assert not any(str(found.get("href", "")).startswith("http") for found in page.select("svg *"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pdf_files_are_tagged(name: str) -> None:
    """Title, language and structure are there; Typst has refused whatever falls short of PDF/UA-1."""
    document = DOCUMENTS[name]
    assert document
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(document)))
    assert reader.metadata and reader.metadata.title == document.title
    root = reader.trailer["/Root"]
    assert root["/Lang"] == document.lang and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root


def test_every_exercise_stands_on_both_papers() -> None:
    """In the same order under the same numbers, whatever its kind."""
    wanted = [f"{number}. {item.title}" for number, item in enumerate(BANK.items, 1)]
    assert headings(SHEET) == wanted
    assert [name for name in headings(EDITION) if name != "解答と解説"] == wanted
    assert {item.kind for item in BANK.items} == set(Kind) == set(FORMS)


def test_keys_are_those_of_each_form() -> None:
    """The table of keys has a column for each form, and each cell is the key of that form's paper."""
    rows = [block for block in answer_key(BANK, CHAPTER, WISH).blocks if hasattr(block, "rows")]
    table = rows[0].rows
    for row, item in zip(table, BANK.items, strict=True):
        for place, form in enumerate("ABC"):
            assert row[2 + place] == (key(vary(item, "spring", form)) or by_hand(item, "ja"))
    assert len({tuple(row[2 + place] for row in table) for place in range(3)}) == 3


def test_rubrics_are_tables_to_mark_with() -> None:
    """Three levels with three, two and one points, what reaches each, and a sample of each."""
    made = rubrics(BANK, CHAPTER)
    assert made
    tables = [block for block in made.blocks if hasattr(block, "rows")]
    assert len(tables) == sum(bool(item.rubric) for item in BANK.items if item.form is not Form.CODE) > 0
    for table in tables:
        assert [row[:2] for row in table.rows] == [("上", "3"), ("中", "2"), ("下", "1")]
        assert all("QRUBRIC" in row[2] and "QSAMPLE" in row[3] for row in table.rows)


def test_mistakes_of_a_program_are_no_levels_of_a_rubric() -> None:
    """What usually goes wrong in a Python task stands in the instructor's edition with what to say to it, and earns no points."""
    task = next(item for item in BANK.items if item.form is Form.CODE)
    table = rubric_table(task, "ja")
    assert table.head == ("思い違い", "どう答えるか") and all("QRUBRIC" in said for _, said in table.rows)


def test_what_questions_point_at_is_handed_out_too() -> None:
    """Document cards, tables and figures of the chapter under their titles, and no answer."""
    page = BeautifulSoup(write_html(SOURCES), "html5lib")
    assert [found.text for found in page.select("h2")] == ["宣言", "図の名"] and "第19項" in page.text and page.svg
    assert [secret for secret in SECRETS if secret in page.text] == []


def test_letters_have_a_place_to_be_written() -> None:
    """Events that are put in order and things that are matched leave a box for each letter."""
    page = BeautifulSoup(write_html(SHEET), "html5lib").text
    wanted = sum(len(item.steps) + len(item.pairs) for item in (vary(item, "spring", "B") for item in BANK.items))
    assert page.count("（　　）") == wanted > 0


def test_what_answers_another_question_is_reported() -> None:
    """Question 2 says the name that question 1 asks for: the instructor's edition warns, and a short paper has no such pair."""
    short = next(item for item in BANK.items if item.form is Form.WORDS)
    asked = dataclasses.replace(short, id="02-ftaa/asked", accepted=("マルデルプラタ",), level=Level.APPLY)
    said = "<p>マルデルプラタで何があったか。</p>"
    teller = dataclasses.replace(short, id="02-ftaa/teller", accepted=("別の答え",), question=said, level=Level.REMEMBER)
    other = dataclasses.replace(short, id="02-ftaa/other", accepted=("ほかの答え",), question="<p>何か。</p>", level=Level.CREATE)
    assert list(giveaways((asked, teller, other))) == [(2, 1)]
    bank = dataclasses.replace(BANK, items=(asked, teller, other))
    assert "第2問は、第1問の答えを述べている" in write_html(edition(bank, CHAPTER, Wish(), "A")).decode()
    assert "答えを述べている" not in write_html(worksheet(bank, CHAPTER, Wish(), "A")).decode()
    kept = choose(bank, Wish(minutes=sum(item.minutes for item in bank.items))).items
    assert [item.id for item in kept] == ["02-ftaa/teller", "02-ftaa/other"]


def test_questions_come_in_the_order_of_a_lesson() -> None:
    """From what is remembered to what is made, the short before the long."""
    items = choose(BANK, Wish()).items
    ranks = [(list(Level).index(item.level), item.minutes) for item in items]
    assert ranks == sorted(ranks) and {item.id for item in items} == {item.id for item in BANK.items}


@pytest.mark.parametrize("minutes", [45, 50, 75, 90, 100])
def test_the_minutes_of_a_lesson_add_up(minutes: int) -> None:
    """Whatever the exercises take, the steps fill the lesson exactly, and none is shorter than the exercises in it."""
    steps = plan(BANK.items, minutes)
    assert sum(step.minutes for step in steps) == minutes
    assert all(step.minutes >= sum(item.minutes for item in step.items) and step.minutes > 0 for step in steps)
    assert sum(step.minutes for step in plan((), minutes)) == minutes


def test_plans_take_the_form_of_their_country() -> None:
    """In Japanese three viewpoints and lessons of 50 and 90 minutes; in English 50 and 75, a question, materials and support."""
    japanese, english = (BeautifulSoup(write_html(lesson_plan(bank, CHAPTER)), "html5lib").text for bank in (BANK, ENGLISH))
    for words in (
        "学習指導案",
        "単元の問い",
        "知識・技能",
        "思考・判断・表現",
        "主体的に学習に取り組む態度",
        "導入",
        "展開",
        "まとめ",
        "（50分）",
        "（90分）",
        "葬ったのは誰か。",
    ):
        assert words in japanese, words
    for words in (
        "Compelling question",
        "Materials",
        "Lesson of 50 minutes",
        "Lesson of 75 minutes",
        "Word list",
        "Beginnings of sentences",
    ):
        assert words in english, words


def test_a_number_is_asked_with_its_unit() -> None:
    """The unit is part of the question; the number is not."""
    page = write_html(SHEET).decode()
    assert "か国" in page and str(Decimal(271828)) not in page
