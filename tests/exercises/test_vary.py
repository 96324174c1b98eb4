"""Variants: the same seed gives the same paper, forms differ, and what varies changes the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyaku.exercises.answers import work_out
from taiyaku.exercises.checks import judge
from taiyaku.exercises.given import alternatives, each, fill, word
from taiyaku.exercises.model import Exercise
from taiyaku.exercises.read import read_exercise
from taiyaku.exercises.vary import arrange, pick, some
from taiyaku.facts import Facts, load

MINI = Path(__file__).parents[1] / "books" / "mini"
FRONT = (
    "kind: numeric\naim: 01-1\nlevel: apply\nminutes: 2\nfacts: [league]\nvary: {day: [1941-06-01, 1929-06-01]}\n"
    'answer: "league.members@{day}"\n'
)
VARIED = f"---\n{FRONT}---\n\n# Members\n\nHow many on {{given}}`day`?\n\n:::{{solution}}\nSo.\n\n```python\n>>> 1\n1\n```\n:::\n"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load(MINI)


def read(tmp_path: Path, text: str) -> Exercise:
    path = tmp_path / "exercises" / "01-bridge" / "varied.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    exercise, faults = read_exercise(path, tmp_path / "exercises", tmp_path)
    assert exercise, faults
    return exercise


def test_the_answer_follows_the_given(tmp_path: Path, facts: Facts) -> None:
    """One alternative for each value, each with the answer that the facts give."""
    exercise = read(tmp_path, VARIED)
    assert judge([exercise], facts, "en") == []
    assert [dict(chosen) for chosen in alternatives(exercise, facts)] == [{"day": "1941-06-01"}, {"day": "1929-06-01"}]
    assert [work_out(one.answer, facts) for one in each(exercise, facts) if one.answer] == [(1,), (2,)]


def test_members_are_drawn_from_the_facts(tmp_path: Path, facts: Facts) -> None:
    """`{members: …, on: …}` gives the states of that day, and every combination is an alternative."""
    text = VARIED.replace("vary: {", "vary: {state: {members: league, on: 1929-06-01}, ")
    drawn = alternatives(read(tmp_path, text), facts)
    assert [tuple(chosen.values()) for chosen in drawn] == [
        ("che", "1941-06-01"),
        ("che", "1929-06-01"),
        ("fra", "1941-06-01"),
        ("fra", "1929-06-01"),
    ]


def test_a_given_is_said_in_each_language(facts: Facts) -> None:
    """States, dates, years, entities and values that depend on a given."""
    chosen = {"state": "che", "other": "fra", "day": "1930-06-14", "year": "1930", "body": "league"}
    assert [word(name, chosen, facts, "en") for name in chosen] == ["Switzerland", "France", "14 June 1930", "1930", "League of Bridges"]
    assert [word(name, chosen, facts, "ja") for name in chosen] == ["スイス", "フランス", "1930年6月14日", "1930", "橋梁連盟"]
    assert word("{body}.capital-{state}", chosen, facts, "ja") == "300万ドル"
    assert fill("{body}.founded", chosen) == "league.founded"


FAULTS = {
    "no such fact": ("league.members@{day}", "leage.members@{day}", "exercises.bad-given"),
    "no such given": ("league.members@{day}", "league.members@{on}", "exercises.bad-given"),
    "no such organisation": ("{day: [1941-06-01, 1929-06-01]}", "{day: {members: leage}}", "exercises.bad-given"),
    "an answer that stays": ("league.members@{day}", "league.members@1941-06-01", "exercises.same-answer"),
    "a given that is not asked": ("{given}`day`", "that day", "exercises.given-not-asked"),
    "a word that is no given": ("{given}`day`", "{given}`day` or {given}`night`", "exercises.bad-given"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_cannot_vary_is_reported(case: str, tmp_path: Path, facts: Facts) -> None:
    """Each fault has its code, a line and a hint."""
    old, new, code = FAULTS[case]
    assert old in VARIED
    found = judge([read(tmp_path, VARIED.replace(old, new))], facts, "en")
    assert code in {finding.code for finding in found}
    assert all(finding.where.line and finding.hint for finding in found)


def test_forms_differ_and_repeat() -> None:
    """A seed and a form fix the draw; forms differ while there is anything left to differ by."""
    assert [pick(3, "2026", form) for form in "ABCD"] == [1, 2, 0, 1]
    assert [arrange(4, "2026", form) for form in "AB"] == [(1, 2, 3, 0), (2, 3, 0, 1)]
    for seed in range(200):
        assert len({arrange(3, f"{seed}", form) for form in "ABCDEF"}) == 6
        assert len({pick(4, f"{seed}", form) for form in "ABCD"}) == 4
        assert len(some(6, 4, f"{seed}", "A")) == 4
    with pytest.raises(ValueError, match="no form"):
        pick(3, "2026", "AB")
