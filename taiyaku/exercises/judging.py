"""Judge all exercises of a book: each by itself, in every language of the book, and the bank as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from taiyaku.catalog import read_catalog
from taiyaku.exercises.aims import read_aims
from taiyaku.exercises.bank import Bank, check_habits, judge_bank
from taiyaku.exercises.checks import judge
from taiyaku.exercises.language_checks import judge_language, translated
from taiyaku.exercises.model import Exercise
from taiyaku.exercises.read import read_folder
from taiyaku.facts import Facts
from taiyaku.finding import Finding


def judge_book(
    folder: Path, facts: Facts, languages: Sequence[str], locales: Path, full: bool = True
) -> tuple[list[Exercise], list[Finding]]:
    """Read and judge the exercises below ``folder``; ``languages`` begins with the book's own. What cannot be read is among the findings.

    ``full`` asks every chapter for every kind of work. A chapter of which no word is translated yet is not asked for translations.
    Raises ``Refused`` for a catalogue that is none.
    """
    exercises, faults = read_folder(folder, "", facts.root)
    aims, more = read_aims(folder, facts.root)
    faults += [*more, *judge(exercises, facts, languages[0]), *judge_bank(exercises, aims, facts, languages[0], full)]
    for lang in languages[1:]:
        catalogues = read_catalogues(exercises, locales / lang / "LC_MESSAGES")
        begun = [one for one in exercises if catalogues.get(one.chapter, {"": ""})]
        faults += judge_language(begun, facts, lang, catalogues)
        faults += check_habits(Bank(tuple(translated(one, catalogues.get(one.chapter, {})) for one in exercises), (), facts, lang))
    return exercises, faults


def read_catalogues(exercises: Sequence[Exercise], folder: Path) -> Mapping[str, Mapping[str, str]]:
    """The finished translations of each chapter by stem; none where there is no catalogue."""
    stems = dict.fromkeys(exercise.chapter for exercise in exercises)
    return {stem: read_catalog(path) for stem in stems if (path := folder / f"{stem}.po").is_file()}
