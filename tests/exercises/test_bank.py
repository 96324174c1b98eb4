"""The bank as a whole and in other languages: each check can fail, and says where and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from taiyaku.exercises.aims import read_aims
from taiyaku.exercises.bank import judge_bank
from taiyaku.exercises.checks import judge
from taiyaku.exercises.judging import judge_book
from taiyaku.exercises.language_checks import judge_language, texts
from taiyaku.exercises.model import Exercise
from taiyaku.exercises.read import read_folder
from taiyaku.exercises.vary import order
from taiyaku.facts import Facts, load
from taiyaku.finding import Finding

MINI = Path(__file__).parents[1] / "books" / "mini"
SOLUTION = ":::{solution}\nWhy.\n\n```python\n>>> 1\n1\n```\n:::\n"
RUBRIC = ":::{criteria}\ngood\n: compares\n\n  One.\n\nfair\n: names\n\n  Two.\n\nweak\n: repeats\n\n  Three.\n:::\n\n"
AIMS = "01-bridge:\n  01-1: Knows the bridge.\n  01-2: Argues.\n"


def front(kind: str, level: str = "apply", aim: str = "01-1", more: str = "") -> str:
    return f"---\nkind: {kind}\naim: {aim}\nlevel: {level}\nminutes: 2\nfacts: [bridge-opened]\n{more}---\n\n"


CHOICE = "{fact}`bridge-opened.date`\n: yes\n\n14 June 1931\n: late\n\n2 March 1975\n: closed\n\n"
FILES = {
    "recall": front("single-choice", "remember", more="answer: bridge-opened.date\n") + "# Day\n\nWhen?\n\n" + CHOICE + SOLUTION,
    "number": front("numeric", more="answer: {years: [bridge-opened.date, bridge-closed.date]}\nunit: years\n") + "# Years\n\nHow long?\n\n" + SOLUTION,
    "source": front("source-task", "analyse") + "# Read\n\nRead it.\n\n" + RUBRIC + SOLUTION,
    "second": front("source-task", "analyse") + "# Read on\n\nRead on.\n\n" + RUBRIC + SOLUTION,
    "debate": front("debate", "evaluate", "01-2") + "# Debate\n\nArgue.\n\n" + RUBRIC + SOLUTION,
    "name": front("short-answer", more="answer: {name: league}\n") + "# Name\n\nWhich league?\n\n" + SOLUTION,
}  # fmt: skip


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load(MINI)


def write(tmp_path: Path, files: Mapping[str, str], aims: str = AIMS) -> list[Exercise]:
    folder = tmp_path / "exercises" / "01-bridge"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    (folder.parent / "aims.yaml").write_text(aims, "utf-8")
    exercises, faults = read_folder(folder.parent, "", tmp_path)
    assert faults == []
    return exercises


def judge_all(tmp_path: Path, files: Mapping[str, str], facts: Facts, aims: str = AIMS) -> list[Finding]:
    exercises = write(tmp_path, files, aims)
    read, faults = read_aims(tmp_path / "exercises", tmp_path)
    return [*faults, *judge(exercises, facts, "en"), *judge_bank(exercises, read, facts, "en")]


def test_a_good_bank_stands_every_check(tmp_path: Path, facts: Facts) -> None:
    """Nothing is found in a chapter that has everything."""
    assert judge_all(tmp_path, FILES, facts) == []


def without(*names: str) -> dict[str, str]:
    return {name: text for name, text in FILES.items() if name not in names}


def changed(name: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[name]
    return {**FILES, name: FILES[name].replace(old, new)}


HUNT = front("error-hunt", "analyse", more="key: [1, 2]\n") + "# Hunt\n\nFind.\n\none\n: a\n\ntwo\n: b\n\nthree\n: c\n\n" + SOLUTION
FAULTS: dict[str, tuple[dict[str, str], str]] = {
    "no recall": (without("recall"), "exercises.work-missing"),
    "no computation": (without("number"), "exercises.work-missing"),
    "no argument": (without("debate"), "exercises.work-missing"),
    "no source task": (without("source", "second"), "exercises.work-missing"),
    "one source task": (without("second"), "exercises.source-tasks-missing"),
    "an aim that nothing serves": (without("debate"), "exercises.aim-not-examined"),
    "an aim that is none": (changed("number", "aim: 01-1", "aim: 01-9"), "exercises.unknown-aim"),
    "an aim for programmers": (changed("debate", "kind: debate", "kind: python-task"), "exercises.aim-needs-python"),
    "a debate without levels": (changed("debate", RUBRIC, ""), "exercises.rubric-missing"),
    "a source task without samples": (changed("source", "\n\n  One.", ""), "exercises.sample-missing"),
    "levels of another name": (changed("source", "\ngood\n", "\nexcellent\n"), "exercises.other-levels"),
    "a hunt where nearly all is wrong": ({**FILES, "hunt": HUNT}, "exercises.one-sided-hunt"),
    "an option that is a sentence": (changed("recall", "2 March 1975\n", "It was in March.\n"), "exercises.unequal-options"),
    "an option that is no date": (changed("recall", "2 March 1975\n", "some years after the war\n"), "exercises.unequal-options"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_what_a_bank_lacks_is_reported(case: str, tmp_path: Path, facts: Facts) -> None:
    """Each fault has its code, a file, a line and a hint."""
    files, code = FAULTS[case]
    found = judge_all(tmp_path, files, facts)
    assert code in {finding.code for finding in found}
    assert all(finding.where.line and finding.hint for finding in found)


@pytest.mark.parametrize("text", ["- 01-1\n", "01-bridge: [a]\n", "01-bridge: {01-1: [a\n", "01-bridge:\n  01-1:\n"])
def test_aims_that_cannot_be_read_are_reported(text: str, tmp_path: Path, facts: Facts) -> None:
    """A broken file of aims is one finding, with a line."""
    found = judge_all(tmp_path, FILES, facts, text)
    assert [finding.code for finding in found] == ["exercises.bad-aims"]
    assert found[0].where.line and found[0].hint


def many(count: int, make: Callable[[int], str]) -> dict[str, str]:
    return {**FILES, **{f"more-{number}": make(number) for number in range(count)}}


def long_key(number: int) -> str:
    options = f"the longest by a little, {number}\n: yes\n\nshort {number}\n: no\n\nshorter {number}\n: no\n\n"
    return front("single-choice", more="key: 1\n") + f"# Long {number}\n\nWhich?\n\n" + options + SOLUTION


def true(number: int) -> str:
    return front("true-false", more="key: 1\n") + f"# True {number}\n\nSo it is.\n\nTrue\n: yes\n\nFalse\n: no\n\n" + SOLUTION


def first_place(number: int) -> str:
    place = order(3, f"01-bridge/more-{number}")[0] + 1
    options = "".join(f"same {letter}\n: {letter}\n\n" for letter in "abc")
    return front("single-choice", more=f"key: {place}\n") + f"# Place {number}\n\nWhich?\n\n" + options + SOLUTION


@pytest.mark.parametrize(("make", "code"), [(long_key, "key-length"), (true, "key-truth"), (first_place, "key-place")])
def test_a_habit_of_the_bank_is_reported(make: Callable[[int], str], code: str, tmp_path: Path, facts: Facts) -> None:
    """Keys that are mostly longest, mostly at one place, or mostly true."""
    found = [finding for finding in judge_all(tmp_path, many(10, make), facts) if finding.code == f"exercises.{code}"]
    assert len(found) == 1 and found[0].hint


def catalogue(exercises: list[Exercise]) -> dict[str, str]:
    return {text: f"訳：{text}" for exercise in exercises for text, _ in texts(exercise)}


def test_an_exercise_can_be_answered_in_the_other_language(tmp_path: Path, facts: Facts) -> None:
    """With every text translated nothing is found; each text left out is one finding at its place."""
    exercises = write(tmp_path, FILES)
    whole = {**catalogue(exercises), "14 June 1931": "1931年6月14日", "2 March 1975": "1975年3月2日"}
    assert judge_language(exercises, facts, "ja", {"01-bridge": whole}) == []
    less = {text: words for text, words in whole.items() if text != "late"}
    (finding,) = judge_language(exercises, facts, "ja", {"01-bridge": less})
    assert finding.code == "exercises.untranslated" and finding.where.line == 17


def spoil(changes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from {"14 June 1931": "1931年6月14日", "2 March 1975": "1975年3月2日", **changes}.items()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"14 June 1931": "1930年6月14日"}, "exercises.distractor-agrees"),
        ({"14 June 1931": "1975年3月2日"}, "exercises.same-option"),
        ({"14 June 1931": "その翌年だった。"}, "exercises.unequal-options"),
    ],
)
def test_a_translation_that_gives_the_key_away_is_reported(changes: dict[str, str], code: str, tmp_path: Path, facts: Facts) -> None:
    """Distractors stay wrong and of one form in every language."""
    exercises = write(tmp_path, FILES)
    found = judge_language(exercises, facts, "ja", {"01-bridge": {**catalogue(exercises), **dict(spoil(changes))}})
    assert code in {finding.code for finding in found}


def test_a_gap_lost_in_translation_is_reported(tmp_path: Path, facts: Facts) -> None:
    """Gaps and givens are compared by what they point at."""
    gaps = front("cloze") + "# Gaps\n\nOpened {blank}`June 1930 <bridge-opened.date>`.\n\n" + SOLUTION
    exercises = write(tmp_path, {**FILES, "gaps": gaps})
    words = {**catalogue(exercises), **dict(spoil({"Opened {blank}`June 1930 <bridge-opened.date>`.": "1930年6月に開通。"}))}
    assert "exercises.translation-differs" in {finding.code for finding in judge_language(exercises, facts, "ja", {"01-bridge": words})}


def test_a_name_that_is_missing_is_reported(tmp_path: Path, facts: Facts) -> None:
    """A short answer needs a name in the language."""
    exercises = write(tmp_path, FILES)
    found = judge_language(exercises, facts, "es", {"01-bridge": catalogue(exercises)})
    assert "exercises.no-name" in {finding.code for finding in found}


def test_a_book_is_judged_with_its_catalogues(tmp_path: Path, facts: Facts) -> None:
    """What `taiyaku check` calls: unread files, the bank and every language together."""
    write(tmp_path, FILES)
    (tmp_path / "exercises" / "01-bridge" / "bad.md").write_text("# No front matter\n", "utf-8")
    exercises, found = judge_book(tmp_path / "exercises", facts, ["en", "ja"], tmp_path / "locales")
    assert len(exercises) == len(FILES)
    assert {"exercises.no-front-matter", "exercises.untranslated"} <= {finding.code for finding in found}
