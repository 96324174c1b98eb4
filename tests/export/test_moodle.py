"""Moodle XML: what is written is what Moodle is documented to read, byte for byte the same each time, and no text can break out of it."""

from __future__ import annotations

import dataclasses
import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from taiyaku.exercises.model import FORMS, Form, Kind, Level
from taiyaku.export.markup import clean, gap, link, plain, say, wrap
from taiyaku.export.model import Choice, Item
from taiyaku.export.moodle import SHARES, WRITERS, write_moodle

GOLDENS = Path(__file__).parent / "goldens"
#: What each question type must carry, by Moodle's format page and by what its importer reads.
COMMON = {"name", "questiontext", "generalfeedback", "penalty", "hidden", "idnumber", "tags"}
COMBINED = {"correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "shownumcorrect"}
CARRIES: dict[str, set[str]] = {
    "multichoice": {"single", "shuffleanswers", "answernumbering", "answer", *COMBINED},
    "truefalse": {"answer"},
    "numerical": {"answer", "unitgradingtype", "unitpenalty", "showunits", "unitsleft"},
    "shortanswer": {"usecase", "answer"},
    "matching": {"shuffleanswers", "subquestion", *COMBINED},
    "ordering": {"layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "numberingstyle", "answer", *COMBINED},
    "cloze": set(),
    "essay": {
        "responseformat",
        "responserequired",
        "responsefieldlines",
        "attachments",
        "attachmentsrequired",
        "graderinfo",
        "responsetemplate",
    },
}
FRACTIONS = {"0", *SHARES.values(), *(f"-{share}" for share in SHARES.values())}


def item(kind: Kind, **given: object) -> Item:
    base = Item(
        id=f"02-ftaa/{kind}",
        kind=kind,
        form=FORMS[kind],
        title=f"題 {kind}",
        question=wrap("p", say("いつか。")),
        aim="02-1",
        level=Level.APPLY,
        minutes=3,
        facts=("summit4-date",),
        sources=("crs-ftaa-200511",),
        solution=wrap("p", say("理由。")),
    )
    return dataclasses.replace(base, **given)  # type: ignore[arg-type]


OPTIONS = (Choice("2005年", True, "<p>正しい。</p>"), Choice("2006年", False, "<p>遅い。</p>"), Choice("2004年", False, "<p>早い。</p>"))
ITEMS = {
    Kind.SINGLE: item(Kind.SINGLE, choices=OPTIONS),
    Kind.MULTIPLE: item(Kind.MULTIPLE, choices=(*OPTIONS, Choice("21世紀", True, "<p>正しい。</p>")), several=True),
    Kind.HUNT: item(Kind.HUNT, choices=(*OPTIONS, Choice("21世紀", True, "<p>直す。</p>")), several=True),
    Kind.TRUE_FALSE: item(Kind.TRUE_FALSE, choices=(Choice("正しい", False, "<p>違う。</p>"), Choice("誤り", True, "<p>そう。</p>"))),
    Kind.NUMERIC: item(Kind.NUMERIC, number=Decimal(5), tolerance=Decimal("0.5"), unit="か国"),
    Kind.READING: item(Kind.READING, number=Decimal("1E+10")),
    Kind.SHORT: item(Kind.SHORT, accepted=("メルコスール", "Mercosur*")),
    Kind.MATCHING: item(Kind.MATCHING, pairs=(("マイアミ", "1994"), ("ケベック", "2001"), ("マルデルプラタ", "<em>2005</em>"))),
    Kind.MAP: item(Kind.MAP, pairs=(("マンタ", "赤道の南"), ("ハバナ", "島の北の岸"), ("バルボア", "運河の口"))),
    Kind.ORDERING: item(Kind.ORDERING, steps=("<p>一</p>", "<p>二</p>", "<p>三</p>")),
    Kind.CLOZE: item(Kind.CLOZE, question=f"<p>{gap(0)}と{gap(1)}</p>", gaps=("2005年1月", "5/6 ~#}")),
    Kind.SOURCE: item(Kind.SOURCE, rubric="<dl><dt>十分</dt><dd>比べる</dd></dl>", lines=20),
    Kind.DEBATE: item(Kind.DEBATE),
    Kind.SIMULATION: item(Kind.SIMULATION),
    Kind.ESSAY: item(Kind.ESSAY),
    Kind.PYTHON: item(Kind.PYTHON),
}


def questions(data: bytes) -> list[etree._Element]:
    return etree.fromstring(data, etree.XMLParser(strip_cdata=False)).findall("question")


def check(question: etree._Element) -> None:
    """Judge one question as strictly as Moodle's documentation allows."""
    kind = question.get("type")
    if kind == "category":
        assert question.findtext("category/text", "").startswith("$course$/top/")
        return
    assert kind in CARRIES
    present = {child.tag for child in question}
    assert CARRIES[kind] | COMMON <= present, (kind, (CARRIES[kind] | COMMON) - present)
    for name in ("questiontext", "generalfeedback", "graderinfo"):
        assert all(part.get("format") == "html" for part in question.findall(name))
    if kind in {"multichoice", "truefalse", "numerical", "shortanswer"}:
        fractions = [answer.get("fraction") for answer in question.findall("answer")]
        assert set(fractions) <= FRACTIONS
        assert "100" in fractions or abs(sum(float(share) for share in fractions if not share.startswith("-")) - 100) < 0.001
    if kind == "multichoice" and question.findtext("single") == "true":
        assert [answer.get("fraction") for answer in question.findall("answer")].count("100") == 1
    if kind == "ordering":
        answers = question.findall("answer")
        assert [answer.get("fraction") for answer in answers] == [str(number) for number in range(1, len(answers) + 1)]
        assert question.findtext("selectcount") == str(len(answers))
    if kind == "numerical":
        assert all(Decimal(answer.findtext("tolerance", "")) >= 0 for answer in question.findall("answer"))


def test_every_form_has_a_writer_and_every_kind_a_golden() -> None:
    """No kind can be added without saying what Moodle makes of it."""
    assert set(WRITERS) == set(Form) and set(ITEMS) == set(Kind)
    assert {path.stem for path in GOLDENS.glob("*.xml")} == {str(kind) for kind in Kind}


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_written_as_reviewed(kind: Kind) -> None:
    """The bytes are those of the golden file, and a strict reader accepts them. UPDATE_GOLDENS=1 writes them anew, for review."""
    data = write_moodle([ITEMS[kind]], {"02-ftaa": "米州 A/B"}).data
    golden = GOLDENS / f"{kind}.xml"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(data)
    assert data == golden.read_bytes()
    for question in questions(data):
        check(question)


def test_the_same_items_give_the_same_bytes() -> None:
    """Nothing of time or machine is in the file, and it begins with the declaration."""
    first, second = write_moodle(ITEMS.values()), write_moodle(ITEMS.values())
    assert first == second
    assert first.data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>')


def test_identity_and_provenance_travel() -> None:
    """The id number is the exercise's id; tags name facts, sources, aim and level."""
    question = questions(write_moodle([ITEMS[Kind.SINGLE]]).data)[1]
    assert question.findtext("idnumber") == "02-ftaa/single-choice"
    assert [tag.text for tag in question.findall("tags/tag/text")] == [
        "claim:summit4-date",
        "src:crs-ftaa-200511",
        "aim:02-1",
        "level:apply",
    ]


def test_a_chapter_has_one_category() -> None:
    """Its name starts with the ASCII stem, and a slash in the title opens no level."""
    data = write_moodle(ITEMS.values(), {"02-ftaa": "米州 A/B"}).data
    found = [question for question in questions(data) if question.get("type") == "category"]
    assert [question.findtext("category/text") for question in found] == ["$course$/top/02-ftaa 米州 A//B"]


def test_wrong_options_cost_what_they_must() -> None:
    """Of several right options, ticking everything earns nothing."""
    question = questions(write_moodle([ITEMS[Kind.MULTIPLE]]).data)[1]
    assert sum(float(answer.get("fraction", "")) for answer in question.findall("answer")) == 0


def test_what_cannot_be_said_is_reported() -> None:
    """An item that Moodle cannot take is named, with the reason, and the others are written."""
    many = item(Kind.MULTIPLE, id="02-ftaa/many", several=True, choices=tuple(Choice(f"{number}", number < 13) for number in range(14)))
    empty = item(Kind.SHORT, id="02-ftaa/empty")
    two = item(Kind.MATCHING, id="02-ftaa/two", pairs=(("a", "b"), ("c", "d")))
    export = write_moodle([many, empty, two, *ITEMS.values()])
    left = set(export.left_out)
    assert left == {"02-ftaa/many", "02-ftaa/empty", "02-ftaa/two"}
    assert len(questions(export.data)) == len(ITEMS) + 1 and export.count == len(ITEMS)
    noted = {note.item.removeprefix("02-ftaa/") for note in export.notes if note.item not in left}
    assert noted == {"true-false", "source-task", "debate", "simulation", "essay", "python-task", "matching"}


HOSTILE = [
    "]]></text><script>alert(1)</script><![CDATA[",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\x00\x01\x08\x0b\x1f\x7f\ufffe\ud800 controls",
    "\x000\x00 a gap of one's own",
    "{1:SHORTANSWER:=x} {2:MULTICHOICE:a~=b}",
    "--> <!-- & &amp; &#0; ]]",
    "=~#:{}\\/%",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", Kind)
def test_hostile_text_stays_text(kind: Kind, text: str) -> None:
    """Whatever a text holds, the file is well-formed, has the same questions, and no element of the text's own."""
    html = wrap("p", say(text))
    hostile = dataclasses.replace(
        ITEMS[kind],
        title=text,
        unit=text,
        question=html + (gap(0) if kind is Kind.CLOZE else ""),
        solution=html,
        rubric=html,
        gaps=(text,),
        accepted=(text,),
        choices=tuple(dataclasses.replace(choice, text=say(text), feedback=html) for choice in ITEMS[kind].choices),
        pairs=tuple((say(text), say(text)) for _ in ITEMS[kind].pairs),
        steps=tuple(html for _ in ITEMS[kind].steps),
        facts=(text,),
    )
    data = write_moodle([hostile], {"02-ftaa": text}).data
    found = questions(data)
    assert [question.get("type") for question in found] == ["category", WRITERS[hostile.form][0]]
    check(found[1])
    tags = set(re.findall(r"<([a-z]+)", "".join(found[1].xpath(".//text/text()[contains(., '<')]"))))
    shown = [
        part.text or "" for part in found[1].xpath(".//questiontext/text | .//generalfeedback/text | .//feedback/text | .//graderinfo/text")
    ]
    for part in shown:
        assert set(re.findall(r"<\s*/?\s*([a-zA-Z]+)", part)) <= {"p", "dl", "dt", "dd", "em"}, tags
    if kind is Kind.CLOZE:
        assert len(re.findall(r"\{\d+:", found[1].findtext("questiontext/text", ""))) == 1


def test_only_listed_tags_can_be_made() -> None:
    """Nothing else passes, and a link is a web address or nothing."""
    for tag in ("script", "style", "iframe", "svg", "img", "form"):
        with pytest.raises(ValueError, match="not on the list"):
            wrap(tag, "")
    assert link("x", "https://example.org/a?b=c&d") == '<a href="https://example.org/a?b=c&amp;d">x</a>'
    for address in ("javascript:alert(1)", "/local", "page.html#a", "data:text/html,x", "https://e.org/\n", 'https://e.org/"onclick='):
        assert link("x", address) == "x"


def test_plain_text_comes_back() -> None:
    """What ``say`` escapes, ``plain`` gives back, without what XML forbids."""
    assert plain(say("a < b & “c” \x00")) == "a < b & “c” "
    assert clean("a\tb\nc") == "a\tb\nc"
