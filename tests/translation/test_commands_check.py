"""The command works on any catalogue, and ends with the status that a script can rely on."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from sarif_pydantic import Sarif

from taiyaku.cli import main

ROOT = Path(__file__).parents[2]
HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
SOUND = 'msgid "予算は100億ドルである。"\nmsgstr "The budget is US$10 billion."\n'
WRONG = 'msgid "予算は100億ドルである。"\nmsgstr "The budget is US$10 million."\n'


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run outside any book."""
    monkeypatch.chdir(tmp_path)


def write(name: str, *entries: str, lang: str = "en") -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(lang) + "\n".join(entries), "utf-8")
    return name


def check(*words: str) -> int:
    return main(["translate", "check", *words])


def test_sound_file_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing found is status 0, and a line says how much was read."""
    assert check(write("x.po", SOUND)) == 0
    assert capsys.readouterr().out == "1 files, 1 messages: nothing found\n"


def test_wrong_file_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """A finding is status 1, on a line with file, line, severity, code and hint."""
    assert check(write("x.po", WRONG)) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "x.po:7: error: “100億ドル” became “US$10 million” [values.scale]  → count the zeros"


def test_notes_alone_end_with_0() -> None:
    """One text with two translations is only noted."""
    again = SOUND.replace("The budget is", "The budget amounts to")
    assert check(write("a/x.po", SOUND), write("b/x.po", again)) == 0


@pytest.mark.parametrize(
    "words", [["nowhere.po"], ["."], [], ["x.po", "--skip", "nothing"], ["x.po", "--glossary", "nowhere.csv"], ["--explain", "nothing"]]
)
def test_cannot_run_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be run is status 2 with one line, and never a traceback."""
    if "x.po" in words:
        write("x.po", SOUND)
    assert check(*words) == 2
    said = capsys.readouterr()
    assert len((said.err or said.out).strip().splitlines()) == 1


def test_dirty_files_are_findings(capsys: pytest.CaptureFixture[str]) -> None:
    """A broken catalogue does not keep the others from being judged, and is left as it is."""
    Path("a.po").write_bytes(b"\xff\xfe\x00broken")
    before = Path("a.po").read_bytes()
    assert check("a.po", write("b.po", WRONG)) == 1
    assert re.search(r"a\.po:1: error: .*\[catalog\.", said := capsys.readouterr().out)
    assert "b.po:7" in said
    assert Path("a.po").read_bytes() == before


def test_foreign_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of another project is judged without a book; the languages are told by the folders and the texts."""
    english = 'msgid "The bridge was opened in 1930 and closed in 1975."\nmsgstr "{}"\n'
    write("locales/ja/LC_MESSAGES/a.po", english.format("橋は1930年に開き、1975年に閉じた。"), lang="ja")
    write("locales/es/LC_MESSAGES/a.po", english.format("El puente se abrió en 1930 y se cerró en 1957."), lang="es")
    write("locales/xx/LC_MESSAGES/a.po", english.format("Aaa bbb 1930 ccc ddd eee 1975."), lang="xx")
    assert check("locales") == 1
    lines = capsys.readouterr().out.splitlines()
    assert [re.sub(r":.*\[(.*?)\].*", r" \1", line) for line in lines[:-1]] == ["locales/es/LC_MESSAGES/a.po values.date"]


def test_glossary_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Terms of a table are kept, in whatever inflection."""
    Path("terms.csv").write_text("予算,budget|appropriation\n", "utf-8")
    assert check(write("x.po", SOUND), "--glossary", "terms.csv") == 0
    assert check(write("y.po", SOUND.replace("The budget is", "The plan is")), "--glossary", "terms.csv") == 1
    assert "[terms.glossary]" in capsys.readouterr().out


def test_only_and_skip() -> None:
    """Checks can be chosen by code and by family."""
    name = write("x.po", WRONG.replace("The budget", "The  budget"))
    assert check(name, "--skip", "values", "--skip", "leftovers.double-space") == 0
    assert check(name, "--only", "markup") == 0
    assert check(name, "--only", "values.scale") == 1


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON report says everything that the text says."""
    check(write("x.po", WRONG), "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert (told["files"], told["messages"], told["counts"]) == (1, 1, {"error": 1})
    assert (told["findings"][0]["code"], told["findings"][0]["line"]) == ("values.scale", 7)


def test_github(capsys: pytest.CaptureFixture[str]) -> None:
    """GitHub reads one command a line; what would end a property is escaped."""
    check(write("a,b.po", WRONG), "--format", "github")
    assert capsys.readouterr().out == (
        "::error file=a%2Cb.po,line=7,title=values.scale::“100億ドル” became “US$10 million”. count the zeros\n"
    )


def test_sarif() -> None:
    """The SARIF log is valid for a strict reader, and its rules and results belong together."""
    assert check(write("a b.po", WRONG, 'msgid "保存"\nmsgstr ""\n'), "--format", "sarif", "--output", "log.sarif") == 1
    log = Sarif.model_validate_json(Path("log.sarif").read_text("utf-8"))
    assert str(log.version) == "2.1.0"
    (run,) = log.runs
    rules = [rule.id for rule in run.tool.driver.rules or []]
    assert rules == ["leftovers.untranslated", "values.scale"]
    results = run.results or []
    assert [rules[result.rule_index or 0] for result in results] == [result.rule_id for result in results]
    place = (results[0].locations or [])[0].physical_location
    assert place and place.artifact_location and place.region
    assert (place.artifact_location.uri, place.region.start_line) == ("a%20b.po", 7)


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    """A check can be asked what it is for."""
    assert check("--explain", "values.bound") == 0
    assert "以上" in capsys.readouterr().out


def test_processes_find_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """Two processes find what one finds, in the same order, differences between files included."""
    folder = Path("locales/en/LC_MESSAGES")
    for number in range(4):
        entries = [
            f'msgid "費用は{n}00億ドルである。"\nmsgstr "The cost is US${n + n % 7 // 6}0 billion, {number}."\n' for n in range(1, 900)
        ]
        write(str(folder / f"{number}.po"), *entries)
    outputs = []
    for jobs in ("1", "2"):
        check("locales", "--jobs", jobs)
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "terms.inconsistent" in outputs[0]


def test_inside_a_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Inside a book its languages and glossary are known, and its own catalogues are sound."""
    shutil.copytree(ROOT / "tests" / "books" / "mini", tmp_path / "mini", ignore=shutil.ignore_patterns("build"))
    assert main(["--book", "mini", "translate", "check"]) == 0, capsys.readouterr().out
