"""Every format: read by readers that others wrote, the same bytes each time, nothing lost in silence, and no text can break out of it."""

from __future__ import annotations

import base64
import csv
import dataclasses
import html
import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from taiyaku.exercises.model import Form, Kind
from taiyaku.export.anki import write_anki
from taiyaku.export.bank import Bank, Chapter, Term, fetch, keep
from taiyaku.export.formats import TARGETS, export_all, report_html, report_json
from taiyaku.export.markup import gap, say, wrap
from taiyaku.export.model import Item, Picture
from taiyaku.export.report import Export, Loss
from taiyaku.finding import Refused
from tests.export import readers
from tests.export.test_moodle import HOSTILE, ITEMS

CHAPTER = Chapter("02-ftaa", "米州 A/B", "誰が葬ったのか。", {"02-1": "言える。"}, ("一",), ("なぜか。",), ("ftaa",))
TERM = Term(
    "ftaa", "米州自由貿易地域", "構想。", "べいしゅう", "FTAA", {"ja": "米州自由貿易地域", "en": "Free Trade Area"}, "例文。", "02-ftaa"
)
BANK = Bank("ja", "本", "編集室", "CC BY 4.0", "2026-11-25", "book", (CHAPTER,), tuple(ITEMS.values()), (TERM,))
WRITTEN = {target.name: target for target in TARGETS}
LONELY = {Form.NUMBER: "numeric", Form.WORDS: "short-answer"}


def hostile(item: Item, text: str) -> Item:
    """The item with a text in every place where an author could have written it."""
    html = wrap("p", say(text))
    return dataclasses.replace(
        item,
        title=text,
        unit=text,
        question=html + (gap(0) if item.form is Form.GAPS else ""),
        solution=html,
        rubric=html,
        gaps=(text,) if item.gaps else (),
        accepted=(text,) if item.accepted else (),
        choices=tuple(dataclasses.replace(choice, text=say(f"{text} {place}"), feedback=html) for place, choice in enumerate(item.choices)),
        pairs=tuple((say(text), say(f"{text} {place}")) for place, _ in enumerate(item.pairs)),
        steps=tuple(say(f"{text} {place}") for place, _ in enumerate(item.steps)),
        facts=(text,),
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
DRAWN = dataclasses.replace(ITEMS[Kind.MAP], id="02-ftaa/drawn", pictures=(Picture("fig-x", 'a "map" of <A>', SVG),))
BANKS = {
    "plain": BANK,
    "drawn": dataclasses.replace(BANK, items=(*BANK.items, DRAWN)),
    **{
        f"hostile-{number}": dataclasses.replace(
            BANK,
            title=text,
            chapters=(dataclasses.replace(CHAPTER, title=text),),
            items=tuple(hostile(item, text) for item in ITEMS.values()),
            terms=(dataclasses.replace(TERM, name=text, definition=text, example=text),),
        )
        for number, text in enumerate(HOSTILE)
    },
}


@pytest.fixture(params=list(BANKS))
def bank(request: pytest.FixtureRequest) -> Bank:
    return BANKS[request.param]


def written(name: str, bank: Bank, folder: Path) -> tuple[Path, Export]:
    export = WRITTEN[name].write(bank)
    path = folder / WRITTEN[name].file.format(lang=bank.lang)
    path.write_bytes(export.data)
    return path, export


@pytest.mark.parametrize("name", WRITTEN)
def test_the_same_bank_gives_the_same_bytes(name: str) -> None:
    """Nothing of time or machine is in a file."""
    assert WRITTEN[name].write(BANK) == WRITTEN[name].write(BANK)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_item_is_there_or_reported(name: str) -> None:
    """Written and left out make up the whole; of the cards, a note for each term comes on top."""
    export = WRITTEN[name].write(BANK)
    assert export.count - (len(BANK.terms) if name == "anki" else 0) + len(set(export.left_out)) == len(BANK.items)


def test_gift_is_read_by_a_stricter_reader(bank: Bank, tmp_path: Path) -> None:
    """gift-pegjs finds each question, of the type that it should have, under its id and with its tags."""
    path, export = written("gift", bank, tmp_path)
    questions = [found for found in readers.read_gift(path) if found["type"] != "Category"]
    assert len(questions) == export.count == len(bank.items)
    assert [found["id"] for found in questions] == [item.id for item in bank.items]
    kinds = {item.id: item.form for item in bank.items}
    expected = {Form.CHOICE: {"MC"}, Form.TRUTH: {"TF"}, Form.NUMBER: {"Numerical"}, Form.WORDS: {"Short"}, Form.PAIRS: {"Matching"}}
    expected |= {Form.ORDER: {"Matching"}, Form.GAPS: {"Short", "Matching"}, Form.OPEN: {"Essay"}, Form.CODE: {"Essay"}}
    for found in questions:
        assert found["type"] in expected[kinds[found["id"]]], found["id"]
        assert f"aim:{bank.items[0].aim}" in found["tags"]


def test_a_gift_choice_keeps_its_key(tmp_path: Path) -> None:
    """The right option is the right one, and both feedbacks of true and false stand on their side."""
    path, _ = written("gift", BANK, tmp_path)
    found = {question["id"]: question for question in readers.read_gift(path) if question.get("id")}
    assert [choice["isCorrect"] for choice in found["02-ftaa/single-choice"]["choices"]] == [True, False, False]
    assert sum(choice["weight"] for choice in found["02-ftaa/multiple-choice"]["choices"]) == 0
    truth = found["02-ftaa/true-false"]
    assert truth["isTrue"] is False and [truth["trueFeedback"]["text"], truth["falseFeedback"]["text"]] == [
        "<p>違う。</p>",
        "<p>そう。</p>",
    ]
    numbers = [(choice["text"]["number"], choice["text"]["range"]) for choice in found["02-ftaa/numeric"]["choices"]]
    assert numbers == [(5, 0.5)]


@pytest.mark.parametrize("name", ["canvas", "cartridge"])
def test_packages_keep_to_the_dtd(name: str, bank: Bank, tmp_path: Path) -> None:
    """Each test is valid against the DTD of QTI 1.2.1, and another program finds no reference that leads nowhere."""
    path, _ = written(name, bank, tmp_path)
    dtd = readers.qti_dtd()
    with zipfile.ZipFile(path) as archive:
        tests = [entry for entry in archive.namelist() if b"<questestinterop" in archive.read(entry)]
        assert tests == ["i-02-ftaa/i-02-ftaa.xml"]
        assert readers.faults_of(archive.read(tests[0]), dtd) == []


def test_packages_hold_together(tmp_path: Path) -> None:
    """Manifest, files and identifiers agree, by qti_package_maker's check."""
    paths = [
        written(name, BANKS[bank], make(tmp_path / bank))[0] for name in ("canvas", "cartridge") for bank in ("plain", "drawn", "hostile-1")
    ]
    assert set(map(str, paths)) == set(found := readers.python("read_package.py", *paths))
    assert all(faults == [] for faults in found.values()), found


def make(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def test_the_check_of_packages_can_fail(tmp_path: Path) -> None:
    """A key that names no option is found by both judges of the package, or they judge nothing."""
    path, _ = written("canvas", BANK, tmp_path)
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    test = entries["i-02-ftaa/i-02-ftaa.xml"]
    entries["i-02-ftaa/i-02-ftaa.xml"] = test.replace(b'<response_label ident="r1">', b'<response_label ident="x1">')
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    assert readers.python("read_package.py", path)[str(path)] != []
    assert readers.faults_of(test.replace(b"<presentation>", b"<presentation><nonsense/>"), readers.qti_dtd()) != []


def questions_of(path: Path) -> list[etree._Element]:
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("i-02-ftaa/i-02-ftaa.xml"))
    return root.findall(".//{*}item")


def entry_of(question: etree._Element, name: str) -> str:
    for found in question.iterfind(".//{*}qtimetadatafield"):
        if found.findtext("{*}fieldlabel") == name:
            return found.findtext("{*}fieldentry", "")
    return ""


def test_canvas_is_told_every_kind(tmp_path: Path) -> None:
    """Each item has the question type that Canvas knows it by, its id and its provenance."""
    path, _ = written("canvas", BANK, tmp_path)
    kinds = {entry_of(question, "taiyaku_id"): entry_of(question, "question_type") for question in questions_of(path)}
    assert Counter(kinds.values()) == {
        "multiple_choice_question": 1,
        "multiple_answers_question": 2,
        "true_false_question": 1,
        "numerical_question": 2,
        "short_answer_question": 1,
        "matching_question": 3,
        "fill_in_multiple_blanks_question": 1,
        "essay_question": len(BANK.items) - 11,
    }
    assert all("claim:summit4-date" in entry_of(question, "taiyaku_tags") for question in questions_of(path))


def test_a_cartridge_uses_only_its_own_kinds(tmp_path: Path) -> None:
    """Nothing but the six profiles of Common Cartridge, and what was reduced is named."""
    path, export = written("cartridge", BANK, tmp_path)
    profiles = {entry_of(question, "cc_profile") for question in questions_of(path)}
    known = {"multiple_choice", "multiple_response", "true_false", "fib", "pattern_match", "essay"}
    assert profiles <= {f"cc.{name}.v0p1" for name in known}
    reduced = {note.item.removeprefix("02-ftaa/") for note in export.notes if note.loss is Loss.REDUCED}
    assert reduced == {"matching", "map-marking", "ordering", "cloze", "numeric", "reading"}
    with zipfile.ZipFile(path) as archive:
        manifest = etree.fromstring(archive.read("imsmanifest.xml"))
        names = set(archive.namelist())
    assert manifest.tag == "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}manifest"
    assert manifest.findtext("{*}metadata/{*}schemaversion") == "1.1.0"
    resources = {found.get("identifier"): found for found in manifest.iterfind(".//{*}resource")}
    assert {found.find("{*}file").get("href") for found in resources.values()} == names - {"imsmanifest.xml"}  # type: ignore[union-attr]
    roots = manifest.findall("{*}organizations/{*}organization/{*}item")
    assert len(roots) == 1 and roots[0].find("{*}title") is None
    assert {found.get("identifierref") for found in roots[0].iterfind("{*}item")} == set(resources)


def test_anki_imports_the_deck_twice(tmp_path: Path) -> None:
    """The first time every note is new, the second none is; a deck of two languages adds the other's, and no card is empty."""
    path, export = written("anki", BANK, tmp_path)
    other = dataclasses.replace(BANK, lang="en")
    both = tmp_path / "both.apkg"
    both.write_bytes(write_anki(BANK, other).data)
    told = readers.python("read_anki.py", path, path, both)
    assert [found["new"] for found in told["imports"]] == [export.count, 0, export.count]
    assert [found["duplicate"] for found in told["imports"]] == [0, export.count, export.count]
    assert told["sound"] and told["empty"] == 0
    assert told["cards"] == 2 * (export.count + len(BANK.terms))


def test_a_changed_card_is_updated(tmp_path: Path) -> None:
    """A new wording of an old item, in a later edition, reaches the card that is there; it does not become a second one."""
    path, export = written("anki", BANK, tmp_path)
    later = dataclasses.replace(
        BANK, date="2027-01-01", items=tuple(dataclasses.replace(item, question="<p>新しい。</p>" + item.question) for item in BANK.items)
    )
    newer = tmp_path / "newer.apkg"
    newer.write_bytes(WRITTEN["anki"].write(later).data)
    told = readers.python("read_anki.py", path, newer)["imports"]
    assert told[1]["new"] == 0 and told[1]["updated"] == export.count


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    """What a spreadsheet would run stands behind an apostrophe, in both tables."""
    bank = dataclasses.replace(BANK, items=tuple(hostile(item, text) for item in ITEMS.values()))
    path, _ = written("xlsx", bank, tmp_path)
    page = openpyxl.load_workbook(path).active
    assert page is not None
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert len(cells) > 50 and all(cell.data_type == "s" for cell in cells)
    lines = WRITTEN["tsv"].write(bank).data.decode("utf-8-sig").splitlines()
    told = [str(cell.value) for cell in cells] + [cell for line in lines[1:] for cell in line.split("\t")]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in told)
    assert any(text.strip().lstrip("'") in cell for cell in told)


def test_both_tables_say_the_same(tmp_path: Path) -> None:
    """One row an item, under one head; the key is that of the options as they stand."""
    path, _ = written("xlsx", BANK, tmp_path)
    page = openpyxl.load_workbook(path).active
    assert page is not None and page.freeze_panes == "B2"
    table = [[str(cell or "") for cell in row] for row in page.iter_rows(values_only=True)]
    lines = list(csv.reader(io.StringIO(WRITTEN["tsv"].write(BANK).data.decode("utf-8-sig")), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert table == lines and len(table) == len(BANK.items) + 1
    single = next(row for row in table if row[0] == "02-ftaa/single-choice")
    assert single[8:11] == ["2005年", "2006年", "2004年"] and single[16] == "A"


def test_drawings_come_along_as_files() -> None:
    """Moodle keeps them in the question, Canvas and cartridges beside it, Anki among its media; each is shown with its description."""
    bank = dataclasses.replace(BANK, items=(DRAWN,))
    made = {target.name: export.data for target, export in export_all(bank)}
    text = etree.fromstring(made["moodle"]).find("question[@type='matching']/questiontext")
    assert text is not None
    file = text.find("file")
    assert file is not None and file.text and base64.b64decode(file.text).startswith(b'<svg style="background:#fff"')
    image = BeautifulSoup(text.findtext("text") or "", "html5lib").img
    assert image and image.get("src") == f"@@PLUGINFILE@@/{file.get('name')}" and image.get("alt") == 'a "map" of <A>'
    for name in ("canvas", "cartridge"):
        with zipfile.ZipFile(io.BytesIO(made[name])) as package:
            (picture,) = (entry for entry in package.namelist() if entry.startswith("pictures/"))
            assert etree.fromstring(package.read(picture)).tag.endswith("svg")
            assert f'href="{picture}"' in package.read("imsmanifest.xml").decode()
            assert f'src="$IMS-CC-FILEBASE$/{picture}"' in html.unescape(package.read("i-02-ftaa/i-02-ftaa.xml").decode())
    with zipfile.ZipFile(io.BytesIO(made["anki"])) as package:
        assert list(json.loads(package.read("media")).values()) == [file.get("name")]


def test_every_way_to_fill_a_gap_is_right() -> None:
    """Words and figure alike, as on the page of the book."""
    item = dataclasses.replace(ITEMS[Kind.CLOZE], gaps=("twelve states", "2011"), fillings=(("twelve states", "12"), ("2011",)))
    made = {target.name: target.write(dataclasses.replace(BANK, items=(item,))).data for target in TARGETS}
    text = etree.fromstring(made["moodle"]).findtext("question[@type='cloze']/questiontext/text") or ""
    assert "{1:SHORTANSWER:=twelve states~=12}" in text and "{1:SHORTANSWER:=2011}" in text
    for name in ("canvas", "cartridge"):
        with zipfile.ZipFile(io.BytesIO(made[name])) as package:
            tree = etree.fromstring(package.read("i-02-ftaa/i-02-ftaa.xml"))
        first, *_ = (element.getparent() for element in tree.iter("{*}response_lid", "{*}response_str"))
        assert first is not None
        labels = {label.get("ident"): "".join(label.itertext()) for label in first.iter("{*}response_label")}
        scored = [found.text for found in first.getparent().iter("{*}varequal")]
        assert {labels.get(found, found) for found in scored} >= {"twelve states", "12"}, name


def test_the_report_names_what_is_lost() -> None:
    """For programs and for people: every format, and every item that lost something; pictures, where there are no files, and rubrics."""
    drawn = dataclasses.replace(ITEMS[Kind.READING], id="02-ftaa/drawn", pictures=(Picture("x", "a map", "<svg/>"),))
    bank = dataclasses.replace(BANK, items=(*BANK.items, drawn))
    made = list(export_all(bank))
    told = json.loads(report_json(bank, made))
    assert set(told["formats"]) == set(WRITTEN)
    for name, found in told["formats"].items():
        losses = {(note["item"].removeprefix("02-ftaa/"), note["loss"]) for note in found["notes"]}
        assert (("drawn", "picture-as-words") in losses) is (name in {"gift", "xlsx", "tsv"}), name
        if name in {"moodle", "canvas", "cartridge", "gift"}:
            assert {("source-task", "rubric-as-notes"), ("true-false", "by-hand"), ("python-task", "by-hand")} <= losses, name
    page = report_html(bank, made).decode()
    assert all(note.item in page for _, export in made for note in export.notes)


def test_the_bank_is_kept(tmp_path: Path) -> None:
    """What is kept is fetched; what is no bank is refused with a hint."""
    keep(BANK, tmp_path / "bank")
    assert fetch(tmp_path / "bank") == BANK
    (tmp_path / "broken").write_bytes(b"nonsense")
    for name in ("broken", "absent"):
        with pytest.raises(Refused, match=r"kit\.no-bank"):
            fetch(tmp_path / name)
