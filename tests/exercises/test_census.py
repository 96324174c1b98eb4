"""No proof is silently skipped: what stands in the files is what runs."""

from __future__ import annotations

import doctest
import importlib.util
import re
from pathlib import Path

import pytest

from taiyaku.exercises.judging import judge_book
from taiyaku.exercises.model import Kind
from taiyaku.exercises.read import read_exercise, read_folder
from taiyaku.facts import load

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "exercises"
FILES = sorted(FOLDER.rglob("*.md"))
FENCE = re.compile(r"^\s*(`{3,}|~{3,}|:{3,})\s*\{?(python|py|pycon|doctest|code-block|testcode|code-cell)\b", re.MULTILINE)


def runner() -> object:
    spec = importlib.util.spec_from_file_location("exercises_conftest", FOLDER / "conftest.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.collector


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_every_block_is_read_and_every_example_runs(path: Path) -> None:
    """Blocks in the text, blocks read and examples collected by the runner agree in number."""
    exercise, faults = read_exercise(path, FOLDER, ROOT)
    assert exercise and not faults
    assert len(FENCE.findall(path.read_text("utf-8"))) == len(exercise.examples)
    written = sum(len(doctest.DocTestParser().get_examples(example.code)) for example in exercise.examples)
    collected = list(runner().parse(path).examples())  # type: ignore[attr-defined]
    assert written == len(collected) > 0
    for example in exercise.examples:
        first = path.read_text("utf-8").split("\n")[example.where.line - 1]
        assert example.code.startswith(first)


def test_the_books_own_exercises_stand_every_check() -> None:
    """The checks find nothing in the book, in either language."""
    exercises, found = judge_book(FOLDER, load(ROOT), ["ja", "en"], ROOT / "locales")
    assert found == []
    assert {exercise.kind for exercise in exercises} == set(Kind)


def test_a_chapter_has_many_kinds() -> None:
    """Chapter 02 has eight exercises or more, of seven kinds or more, a source task with a rubric among them."""
    exercises, _ = read_folder(FOLDER, "02-ftaa", ROOT)
    assert len(exercises) >= 8
    assert len({exercise.kind for exercise in exercises}) >= 7
    assert any(exercise.kind is Kind.SOURCE and all(level.sample for level in exercise.criteria) for exercise in exercises)
