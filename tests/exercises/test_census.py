"""No proof is silently skipped: what stands in the files is what runs, and a second runner counts the same."""

from __future__ import annotations

import doctest
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from taiyaku.exercises.choice_checks import check_distractors
from taiyaku.exercises.given import each
from taiyaku.exercises.judging import judge_book, read_catalogues
from taiyaku.exercises.language_checks import translated
from taiyaku.exercises.model import Form, Kind
from taiyaku.exercises.read import read_exercise, read_folder
from taiyaku.exercises.vary import pick
from taiyaku.facts import load

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "exercises"
FILES = sorted(FOLDER.rglob("*.md"))
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
#: Every way to write a Python block that one of the usual tools knows; only the first is run, so only that may stand in the book.
FENCE = re.compile(
    r"^[ >]*(`{3,}|~{3,}|:{3,})\s*\{?(python3?|py3?|pycon3?|ipython3?|doctest|code-block|code|sourcecode|testcode|testsetup|code-cell)\b",
    re.MULTILINE,
)
PROMPT = re.compile(r"^[ >]*>>> ", re.MULTILINE)


def runner() -> object:
    spec = importlib.util.spec_from_file_location("book_conftest", ROOT / "conftest.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.collector


def examples_in(path: Path) -> int:
    """How many examples stand in a file, counted by their prompts and by nothing else."""
    return len(PROMPT.findall(path.read_text("utf-8")))


def programs_in(text: str) -> int:
    """How many Python blocks of a page have no prompt: the settings of someone's conf.py, which run as one example each."""
    blocks = re.findall(r"^(`{3,})python\n(.*?)^\1", text, re.MULTILINE | re.DOTALL)
    return sum(1 for _, code in blocks if not PROMPT.search(code))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_every_block_is_read_and_every_example_runs(path: Path) -> None:
    """Blocks in the text, blocks read, prompts, and examples collected by the runner agree in number."""
    exercise, faults = read_exercise(path, FOLDER, ROOT)
    assert exercise and not faults
    assert len(FENCE.findall(path.read_text("utf-8"))) == len(exercise.examples)
    written = sum(len(doctest.DocTestParser().get_examples(example.code)) for example in exercise.examples)
    collected = list(runner().parse(path).examples())  # type: ignore[attr-defined]
    assert written == len(collected) == examples_in(path) > 0
    for example in exercise.examples:
        first = path.read_text("utf-8").split("\n")[example.where.line - 1]
        assert example.code.startswith(first)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_block_of_a_page_is_skipped(path: Path) -> None:
    """In the chapters and guides too: a Python block is run, in whatever form it is written, or this fails."""
    collected = list(runner().parse(path).examples())  # type: ignore[attr-defined]
    text = path.read_text("utf-8")
    assert bool(FENCE.search(text)) == bool(collected)
    assert examples_in(path) + programs_in(text) == len(collected)


def test_pages_and_exercises_are_what_pytest_collects() -> None:
    """The patterns of the runner reach every file."""
    taken = set(collected_files())
    assert set(FILES) | set(PAGES) <= taken


def collected_files() -> Iterator[Path]:
    sybil = runner()
    yield from (path for path in (*FILES, *PAGES) if sybil.should_parse(path))  # type: ignore[attr-defined]


def test_the_doctest_builder_of_sphinx_agrees(workshop) -> None:  # type: ignore[no-untyped-def]
    """A second runner, on the pages that readers get: the same number of examples, and none fails."""
    stems = sorted({path.parent.name for path in FILES})
    workshop.write({f"docs/{stem}.md": f"# {stem}\n\n## Exercises\n\n:::{{exercises}}\n:::\n" for stem in stems})
    workshop.write({"docs/index.md": "# Book\n\n```{toctree}\n" + "\n".join(stems) + "\n```\n"})
    for room in ("facts", "exercises"):
        (workshop.root / room).symlink_to(ROOT / room)
    pages = workshop.build(
        "ja",
        "doctest",
        extensions=["myst_parser", "taiyaku", "sphinx.ext.doctest"],
        taiyaku_source_language="ja",
        doctest_global_setup=f"from pathlib import Path\nfrom taiyaku.facts import load\nfacts = load(Path({str(ROOT)!r}))\n",
    )
    summary = (pages.out / "output.txt").read_text("utf-8")
    found = re.search(r"(\d+) tests?\s+(\d+) failures? in tests", summary)
    assert found, summary
    assert (int(found[1]), int(found[2])) == (sum(examples_in(path) for path in FILES), 0)


def test_the_books_own_exercises_stand_every_check() -> None:
    """The checks find nothing in the book, in either language, and every kind is there."""
    exercises, found = judge_book(FOLDER, load(ROOT), ["ja", "en"], ROOT / "locales")
    assert found == []
    assert {exercise.kind for exercise in exercises} == set(Kind)
    assert len(exercises) >= 120


def test_no_distractor_is_right_under_any_of_200_seeds() -> None:
    """Whatever a seed draws, in both languages, the key is the only option that agrees with the answer."""
    facts = load(ROOT)
    exercises, _ = read_folder(FOLDER, "", ROOT)
    catalogues = read_catalogues(exercises, ROOT / "locales" / "en" / "LC_MESSAGES")
    drawn = 0
    for exercise in exercises:
        if exercise.form is not Form.CHOICE:
            continue
        for lang, words in (("ja", exercise), ("en", translated(exercise, catalogues[exercise.chapter]))):
            settled = list(each(words, facts))
            for seed in {pick(len(settled), f"{seed}/{exercise.id}/given", "A") for seed in range(200)}:
                assert list(check_distractors(settled[seed], facts, lang)) == []
                drawn += 1
    assert drawn >= 40


def test_variants_of_an_exercise_have_answers_of_their_own() -> None:
    """Six chapters or more have exercises whose givens change; 200 seeds reach every alternative."""
    facts = load(ROOT)
    exercises, _ = read_folder(FOLDER, "", ROOT)
    varied = [exercise for exercise in exercises if exercise.vary]
    assert len({exercise.chapter for exercise in varied}) >= 6
    for exercise in varied:
        count = len(list(each(exercise, facts)))
        assert {pick(count, f"{seed}/{exercise.id}/given", "A") for seed in range(200)} == set(range(count))


def test_a_chapter_has_many_kinds() -> None:
    """Every chapter has ten exercises or more, of eight kinds or more."""
    exercises, _ = read_folder(FOLDER, "", ROOT)
    for stem in {exercise.chapter for exercise in exercises}:
        own = [exercise for exercise in exercises if exercise.chapter == stem]
        assert len(own) >= 10 and len({exercise.kind for exercise in own}) >= 8, stem
