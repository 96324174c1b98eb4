"""What is asked for is what is chosen; what cannot be is refused in one line."""

from __future__ import annotations

import dataclasses
import json
import shlex
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from taiyaku.cli import parser
from taiyaku.exercises.model import Kind
from taiyaku.finding import Refused
from taiyaku.kit import needs
from taiyaku.kit.command import check_place
from taiyaku.kit.pack import Part, make_pack, write_archive, write_folder
from taiyaku.kit.wish import Wish, choose
from tests.kit.sample import BANK, ENGLISH


def test_a_chapter_is_found_by_number_and_by_stem() -> None:
    """``2``, ``02`` and ``02-ftaa`` mean the same."""
    for name in ("2", "02", "02-ftaa"):
        assert choose(BANK, Wish(chapters=(name,))).items == BANK.items


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(chapters=("99",)), "kit.unknown-chapter"),
        (Wish(aims=("99-1",)), "kit.unknown-aim"),
        (Wish(minutes=1), "kit.nothing-chosen"),
    ],
)
def test_what_is_not_there_is_refused(wish: Wish, code: str) -> None:
    """With what there is, so that the next try is right."""
    with pytest.raises(Refused) as refused:
        choose(BANK, wish)
    assert refused.value.findings[0].code == code and refused.value.findings[0].hint


def test_kinds_and_minutes_are_kept() -> None:
    """Only the kinds asked for, and never more minutes than asked for."""
    assert {item.kind for item in choose(BANK, Wish(kinds=(Kind.ESSAY, Kind.NUMERIC))).items} == {Kind.ESSAY, Kind.NUMERIC}
    for minutes in (3, 7, 20):
        assert 0 < sum(item.minutes for item in choose(BANK, Wish(minutes=minutes)).items) <= minutes


def test_a_short_paper_has_many_aims() -> None:
    """One exercise of each aim comes before a second of any."""
    aims = [f"02-{number % 4}" for number in range(len(BANK.items))]
    bank = dataclasses.replace(BANK, items=tuple(dataclasses.replace(item, aim=aim) for item, aim in zip(BANK.items, aims, strict=True)))
    assert {item.aim for item in choose(bank, Wish(minutes=12)).items} == set(aims)


def test_the_pack_is_whole_and_the_same_each_time() -> None:
    """Student's, instructor's, exports and a first page, for each language in its folder; bytes repeat."""
    wish = Wish(seed="spring", forms=2)
    first, second = dict(make_pack([BANK, ENGLISH], wish)), dict(make_pack([BANK, ENGLISH], wish))
    assert first == second and "anki-ja-en.apkg" in first
    for lang in ("ja", "en"):
        names = {name.removeprefix(f"{lang}/") for name in first if name.startswith(f"{lang}/")}
        papers = ("worksheet-A", "worksheet-B", "materials")
        wanted = {f"student/02-ftaa-{paper}.{suffix}" for paper in papers for suffix in ("pdf", "docx", "html")}
        wanted |= {f"instructor/02-ftaa-edition-{form}.{suffix}" for form in "AB" for suffix in ("pdf", "docx", "html")}
        wanted |= {f"instructor/02-ftaa-{what}.docx" for what in ("key", "rubrics", "plan")}
        wanted |= {"instructor/02-ftaa-slides.pptx", f"exports/B/moodle-{lang}.xml", "exports/google-forms.js", "README.html"}
        assert wanted <= names
        assert {name for name in names if name.startswith("student/")} == {name for name in wanted if name.startswith("student/")}


def test_another_seed_is_another_paper() -> None:
    """A seed of one's own changes the papers, and marks the ids, so that a system keeps both."""
    one, other = (dict(make_pack([BANK], Wish(seed=seed), (Part.PAPERS, Part.EXPORTS))) for seed in ("spring", "autumn"))
    assert one["student/02-ftaa-worksheet.html"] != other["student/02-ftaa-worksheet.html"]
    assert b"02-ftaa/numeric-spring-a" in one["exports/moodle-ja.xml"] and b"02-ftaa/numeric-autumn-a" in other["exports/moodle-ja.xml"]
    plain = dict(make_pack([BANK], Wish(), (Part.EXPORTS,)))
    assert json.loads(plain["exports/report-ja.json"])["items"] == len(BANK.items)
    assert b"<idnumber>02-ftaa/numeric</idnumber>" in plain["exports/moodle-ja.xml"]


def test_a_kit_lies_in_a_folder_or_in_one_file(tmp_path: Path) -> None:
    """Both hold the same; half a file is never left."""
    count = write_folder(make_pack([BANK], Wish(), (Part.PLANS,)), tmp_path / "kit")
    assert count == len([path for path in (tmp_path / "kit").rglob("*") if path.is_file()])
    assert write_archive(make_pack([BANK], Wish(), (Part.PLANS,)), tmp_path / "kit.zip") == count
    first = (tmp_path / "kit.zip").read_bytes()
    write_archive(make_pack([BANK], Wish(), (Part.PLANS,)), tmp_path / "kit.zip")
    assert (tmp_path / "kit.zip").read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kit", "kit.zip"]


def test_what_is_no_kit_is_not_replaced(tmp_path: Path) -> None:
    """A folder of something else stays as it is."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mother.txt").write_text("dear")
    with pytest.raises(Refused, match=r"kit\.in-the-way"):
        check_place(tmp_path / "letters")
    check_place(tmp_path / "new")


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs them."""
    monkeypatch.setattr(needs, "PACKAGES", {"no_such_module": "no-such-package"})
    with pytest.raises(Refused, match="no-such-package") as refused:
        make_pack([BANK], Wish())
    assert "pip install" in refused.value.findings[0].hint


@pytest.mark.parametrize("words", [["--minutes", "0"], ["--forms", "27"], ["--kinds", "riddle"], ["--seed", "a b"], ["--parts", "songs"]])
def test_a_wrong_word_on_the_command_line_is_explained(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """One line and status 2, no traceback."""
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["kit", *words])
    assert ended.value.code == 2 and words[0] in capsys.readouterr().err


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """Each example is a command that the parser takes."""
    with pytest.raises(SystemExit):
        parser().parse_args(["kit", "--help"])
    lines = [line.strip() for line in capsys.readouterr().out.partition("examples:")[2].splitlines()]
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("taiyaku kit")]
    assert len(commands) >= 5 and all(parser().parse_args(words).run for words in commands)


def test_the_first_page_leads_to_every_file_of_a_chapter() -> None:
    """Each link is a file of the pack, and no paper, plan or deck is without one."""
    files = dict(make_pack([BANK], Wish(forms=2)))
    page = BeautifulSoup(files["README.html"].decode(), "html5lib")
    linked = {str(anchor["href"]) for anchor in page.select("a")}
    assert linked == {name for name in files if name.startswith(("student/", "instructor/"))}
