"""Reading an exercise: every part is found, and every fault is reported with file, line and a hint."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from taiyaku.exercises.answers import accepted, compute, ranks, right_options, work_out
from taiyaku.exercises.checks import judge
from taiyaku.exercises.model import Answer, Exercise, Form, Kind, Level, Way
from taiyaku.exercises.read import read_exercise, read_folder
from taiyaku.exercises.vary import disorder, order
from taiyaku.facts import Facts, load
from taiyaku.facts.values import When
from taiyaku.finding import Finding

MINI = Path(__file__).parents[1] / "books" / "mini"
FRONT = "kind: single-choice\naim: 01-1\nlevel: remember\nminutes: 2\nfacts: [bridge-opened]\nanswer: bridge-opened.date\n"
OPTIONS = "{fact}`bridge-opened.date`\n: yes\n\n14 June 1931\n: late\n\n2 March 1975\n: closed\n\n"
SOLUTION = ":::{solution}\nWhy.\n\n```python\n>>> 1\n1\n```\n:::\n"
#: A good exercise: 8 lines of front matter with its fences, the title on line 10, the first option on line 14.
GOOD = f"---\n{FRONT}---\n\n# Title\n\nQuestion?\n\n{OPTIONS}{SOLUTION}"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load(MINI)


def read(tmp_path: Path, text: str, name: str = "first") -> tuple[Exercise | None, list[Finding]]:
    path = tmp_path / "exercises" / "01-bridge" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return read_exercise(path, tmp_path / "exercises", tmp_path)


def test_a_good_exercise_is_read_whole(tmp_path: Path, facts: Facts) -> None:
    """Front matter, title, question, options with feedback, solution and proof."""
    exercise, faults = read(tmp_path, GOOD)
    assert exercise and not faults
    assert (exercise.id, exercise.kind, exercise.form, exercise.level) == ("01-bridge/first", Kind.SINGLE, Form.CHOICE, Level.REMEMBER)
    assert (exercise.title, exercise.question, exercise.solution) == ("Title", "Question?", "Why.")
    assert exercise.answer == Answer(Way.VALUE, ("bridge-opened.date",))
    assert [(option.text, option.feedback, option.where.line) for option in exercise.options][1] == ("14 June 1931", "late", 17)
    assert exercise.right() == (1,)
    assert exercise.examples[0].code == ">>> 1\n1\n"
    assert judge([exercise], facts, "en") == []


FAULTS = {
    "no front matter": ("# Title\n", "exercises.no-front-matter", 1),
    "bad YAML": (GOOD.replace("aim: 01-1", "aim: [01-1"), "exercises.syntax", 4),
    "a list for front matter": ("---\n- kind\n---\n\n# T\n", "exercises.syntax", 2),
    "empty front matter": ("---\n---\n\n# T\n", "exercises.syntax", 2),
    "a key twice": (GOOD.replace("aim: 01-1", "kind: essay"), "exercises.syntax", 3),
    "an alias": (GOOD.replace("[bridge-opened]", "&a [bridge-opened, *a]"), "exercises.syntax", 6),
    "unknown kind": (GOOD.replace("single-choice", "riddle"), "exercises.unknown-kind", 2),
    "unknown level": (GOOD.replace("remember", "guess"), "exercises.invalid", 4),
    "unknown key": (GOOD.replace("aim:", "goal:"), "exercises.unknown-key", 3),
    "missing minutes": (GOOD.replace("minutes: 2\n", ""), "exercises.missing-key", 1),
    "no minutes at all": (GOOD.replace("minutes: 2", "minutes: 0"), "exercises.invalid", 5),
    "a way that is none": (GOOD.replace("answer: bridge-opened.date", "answer: {weeks: [a, b]}"), "exercises.invalid", 7),
    "tolerance below zero": (GOOD.replace("---\n\n#", "tolerance: -1\n---\n\n#"), "exercises.invalid", 8),
    "tolerance without end": (GOOD.replace("---\n\n#", "tolerance: .nan\n---\n\n#"), "exercises.invalid", 8),
    "an option without feedback": (GOOD.replace(": late\n", ""), "exercises.stray-text", 17),
    "no title": (GOOD.replace("# Title", ""), "exercises.no-title", 1),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_of_form_is_named_with_its_line(tmp_path: Path, case: str) -> None:
    """Each fault says file, line, what is wrong and what to do."""
    text, code, line = FAULTS[case]
    exercise, faults = read(tmp_path, text)
    assert exercise is None
    assert (code, "exercises/01-bridge/first.md", line) in [(fault.code, fault.where.file, fault.where.line) for fault in faults]
    assert all(fault.hint and "\n" not in str(fault) for fault in faults)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Three faults, three findings."""
    _, faults = read(tmp_path, GOOD.replace("single-choice", "riddle").replace("remember", "guess").replace("minutes: 2\n", ""))
    assert {fault.code for fault in faults} == {"exercises.unknown-kind", "exercises.invalid", "exercises.missing-key"}


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    """A file in another encoding is refused, and reading goes on."""
    read(tmp_path, GOOD)
    (tmp_path / "exercises" / "01-bridge" / "second.md").write_bytes(b"---\n\xff\xfe\n---\n")
    exercises, faults = read_folder(tmp_path / "exercises", "01-bridge", tmp_path)
    assert [exercise.id for exercise in exercises] == ["01-bridge/first"]
    assert [fault.code for fault in faults] == ["exercises.unreadable"]


def test_an_id_is_made_of_plain_words(tmp_path: Path) -> None:
    """A file name that cannot be an id is refused."""
    _, faults = read(tmp_path, GOOD, "Erste_Frage")
    assert [fault.code for fault in faults] == ["exercises.bad-name"]


NUMERIC = FRONT.replace("single-choice", "numeric")
JUDGED = {
    "unknown fact": (GOOD.replace("facts: [bridge-opened]", "facts: [bridge-opend]"), "exercises.unknown-fact", 6),
    "unknown fact in an option": (GOOD.replace("14 June 1931\n", "{fact}`bridge.date`\n"), "exercises.unknown-fact", 17),
    "unknown answer": (GOOD.replace("answer: bridge-opened.date", "answer: bridge-opened.day"), "exercises.bad-answer", 7),
    "no key": (GOOD.replace("answer: bridge-opened.date", "answer: bridge-closed.date"), "exercises.no-key", 7),
    "a key too far": (GOOD.replace("answer: bridge-opened.date", "key: 4"), "exercises.no-such-option", 7),
    "two keys": (GOOD.replace("answer: bridge-opened.date", "key: [1, 2]"), "exercises.several-keys", 7),
    "two options": (GOOD.replace("2 March 1975\n: closed\n\n", ""), "exercises.part-missing", 1),
    "no feedback": (GOOD.replace(": late\n", ": ***\n"), "exercises.no-feedback", 17),
    "same option": (GOOD.replace("2 March 1975", "14 June 1931"), "exercises.same-option", 20),
    "agreeing distractor": (GOOD.replace("14 June 1931", "June 1930"), "exercises.distractor-agrees", 17),
    "no solution": (GOOD.replace("Why.\n", ""), "exercises.no-solution", 1),
    "no proof": (GOOD.replace(">>> 1\n1\n", "1\n"), "exercises.no-proof", 1),
    "a number that is a date": (GOOD.replace("single-choice", "numeric"), "exercises.bad-answer", 7),
    "a number without answer": (GOOD.replace("single-choice", "numeric").replace("answer: bridge-opened.date\n", ""), "exercises.no-answer", 1),
    "a statement that nobody can judge": (
        GOOD.replace("single-choice", "true-false").replace("bridge-opened.date\n-", "bridge-beautiful\n-"),
        "exercises.bad-answer",
        7,
    ),
    "a source task without rubric": (GOOD.replace("single-choice", "source-task"), "exercises.rubric-missing", 1),
    "a cloze without gaps": (GOOD.replace("single-choice", "cloze"), "exercises.part-missing", 1),
    "an order of one date": (GOOD.replace("single-choice", "ordering"), "exercises.part-missing", 1),
    "a long key": (GOOD.replace("{fact}`bridge-opened.date`", "On the fourteenth of June, before noon, in the rain").replace("answer: bridge-opened.date", "key: 1"), "exercises.key-stands-out", 14),
}  # fmt: skip


@pytest.mark.parametrize("case", JUDGED)
def test_a_fault_of_substance_is_named_with_its_line(tmp_path: Path, facts: Facts, case: str) -> None:
    """Each check finds what it is for."""
    text, code, line = JUDGED[case]
    exercise, faults = read(tmp_path, text)
    assert exercise and not faults
    found = judge([exercise], facts, "en")
    assert (code, line) in [(finding.code, finding.where.line) for finding in found], [str(finding) for finding in found]
    assert all(finding.hint for finding in found)


def test_a_title_stands_once_in_a_chapter(tmp_path: Path, facts: Facts) -> None:
    """Two exercises of one name cannot be told apart in a question bank."""
    both = [exercise for name in ("first", "second") if (exercise := read(tmp_path, GOOD, name)[0])]
    assert [finding.code for finding in judge(both, facts, "en")] == ["exercises.same-title"]


def test_answers_are_worked_out(facts: Facts) -> None:
    """Each way gives its number; names come with their abbreviations."""
    year, day = "bridge-opened.date", "bridge-closed.date"
    assert work_out(Answer(Way.YEARS, (year, day)), facts) == (Decimal(45),)
    assert work_out(Answer(Way.MONTHS, (year, day)), facts) == (Decimal(536),)
    assert work_out(Answer(Way.DAYS, (year, day)), facts) == (Decimal(16332),)
    assert work_out(Answer(Way.SUM, ("ferry.boats", "ferry.boats")), facts) == (Decimal(4),)
    assert work_out(Answer(Way.DIFFERENCE, ("bridge-cost.cost", "ferry.boats")), facts) == (Decimal(11999998),)
    assert work_out(Answer(Way.COUNT, ("ferry.boats",)), facts) == (Decimal(1),)
    assert work_out(Answer(Way.NAME, ("league",)), facts, "ja") == ("橋梁連盟", "LB")
    assert ranks(Answer(Way.VALUE, (day, year)), facts) == (2, 1)


def test_an_order_needs_dates_that_decide_it(facts: Facts) -> None:
    """A month and a day in it have no order."""
    with pytest.raises(ValueError, match="cannot be told apart"):
        ranks(Answer(Way.VALUE, ("bridge-opened.date", "bridge-opened.date")), facts)
    with pytest.raises(ValueError, match="needs dates"):
        ranks(Answer(Way.VALUE, ("bridge-cost.cost", "ferry.boats")), facts)


def test_a_month_that_has_not_run_out_does_not_count() -> None:
    """From 31 January to 1 March is one whole month."""
    assert compute(Way.MONTHS, [When.parse("2005-01-31"), When.parse("2005-03-01")]) == 1
    with pytest.raises(ValueError, match="not known to the month"):
        compute(Way.MONTHS, [When.parse("2005"), When.parse("2005-03-01")])


def test_a_verdict_makes_a_statement_true_or_false(tmp_path: Path, facts: Facts) -> None:
    """What the record contradicts is false, what it confirms is true."""
    text = GOOD.replace("single-choice", "true-false").replace("2 March 1975\n: closed\n\n", "")
    for claim, right in (("bridge-opened", (2,)), ("bridge-cost", (1,))):
        exercise, _ = read(tmp_path, text.replace("answer: bridge-opened.date", f"answer: {claim}"))
        assert exercise and right_options(exercise, facts) == right


def test_variants_are_added_to_the_names(tmp_path: Path, facts: Facts) -> None:
    """Names of the fact first, then variants of the file, each once whatever its capitals."""
    front = "---\n\n#"
    text = (
        GOOD.replace("single-choice", "short-answer")
        .replace("bridge-opened.date\n-", "{name: league}\n-")
        .replace(front, f"accept: {{en: [lb, the League]}}\n{front}")
    )
    exercise, faults = read(tmp_path, text)
    assert exercise and not faults
    assert accepted(exercise, facts, "en") == ("League of Bridges", "LB", "the League")


def test_a_seed_fixes_the_order() -> None:
    """The same seed gives the same order; a disorder is never the true order."""
    assert order(5, "a") == order(5, "a") != order(5, "b")
    assert sorted(order(5, "a")) == [0, 1, 2, 3, 4]
    assert all(list(disorder((1, 2, 3), f"{seed}")) != [0, 1, 2] for seed in range(200))
    assert order(4, "02-ftaa/when") == (2, 3, 0, 1)
