"""Judge an exercise in another language: it can be answered there, and nothing but knowledge gives the key away there either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from taiyaku.exercises.answers import accepted, names_of
from taiyaku.exercises.choice_checks import check_distractors, check_equal, check_length
from taiyaku.exercises.given import each
from taiyaku.exercises.model import Exercise, Form, Way
from taiyaku.facts import Facts, UnknownFact
from taiyaku.finding import Finding, Where

ROLE = re.compile(r"\{(blank|given)\}`([^`]+)`")


def texts(exercise: Exercise) -> Iterator[tuple[str, Where]]:
    """Every text that pupils and instructors read, as a translator gets it, with its place."""
    own = exercise.where
    yield exercise.title, Where(own.file, exercise.title_line)
    if exercise.unit:
        yield exercise.unit, exercise.place("unit")
    for option in exercise.options:
        yield option.text, option.where
        yield from ((part, option.where) for part in option.feedback.split("\n\n"))
    for pair in exercise.pairs:
        yield pair.left, pair.where
        yield pair.right, pair.where
    for mistake in exercise.mistakes:
        yield from ((part, mistake.where) for part in (mistake.text, *mistake.feedback.split("\n\n")))
    for level in exercise.criteria:
        yield from ((part, level.where) for part in (level.level, level.description, *level.sample.split("\n\n")))
    yield from ((step, own) for step in exercise.steps)
    yield from ((part, own) for part in exercise.question.split("\n\n") if exercise.question)
    yield from ((part, own) for part in exercise.solution.split("\n\n"))


def targets(text: str) -> list[tuple[str, str]]:
    """What the gaps of a text point at, whatever words stand before the target, and its givens, each once however often it is said."""
    found = [(role, content.rpartition("<")[2].removesuffix(">")) for role, content in ROLE.findall(text)]
    return sorted([one for one in found if one[0] == "blank"] + [one for one in set(found) if one[0] == "given"])


def translated(exercise: Exercise, catalogue: Mapping[str, str]) -> Exercise:
    """The exercise with its options in another language; what has no translation stays."""

    def words(text: str) -> str:
        return catalogue.get(text, text)

    return replace(
        exercise, options=tuple(replace(option, text=words(option.text), feedback=words(option.feedback)) for option in exercise.options)
    )


def check_language(exercise: Exercise, facts: Facts, lang: str, catalogue: Mapping[str, str]) -> Iterator[Finding]:
    """Every text is translated, with its gaps and givens; short answers have names; options stay apart and equal."""
    yield from check_texts(exercise, lang, catalogue)
    yield from check_names(exercise, facts, lang)
    seen: set[str] = set()
    other = translated(exercise, catalogue)
    for option in other.options:
        if option.text.casefold() in seen:
            message = f"in `{lang}` two options say “{option.text}”"
            yield Finding("exercises.same-option", option.where, message, "tell them apart in the translation")
        seen.add(option.text.casefold())
    for settled in each(other, facts) if answerable(other, facts) else ():
        for check in (check_distractors, check_length, check_equal):
            yield from (replace(finding, message=f"in `{lang}`: {finding.message}") for finding in check(settled, facts, lang))


def answerable(exercise: Exercise, facts: Facts) -> bool:
    try:
        return bool(list(each(exercise, facts)))
    except (UnknownFact, ValueError):
        return False


def check_texts(exercise: Exercise, lang: str, catalogue: Mapping[str, str]) -> Iterator[Finding]:
    for text, where in texts(exercise):
        if not text or text.startswith(":") or not needs_words(text):
            continue
        found = catalogue.get(text)
        if found is None:
            yield Finding(
                "exercises.untranslated", where, f"not in `{lang}`: “{text[:40]}”", "run `taiyaku translate update` and translate it"
            )
        elif targets(found) != targets(text):
            message = f"in `{lang}` the gaps or givens of “{text[:40]}” are others"
            yield Finding("exercises.translation-differs", where, message, "keep every {blank} and {given} with its target")


def needs_words(text: str) -> bool:
    """Whether a text says anything of its own: a bare role is worded by the press, and a mark such as ``A`` by nobody."""
    return not re.fullmatch(r"\{(fact|given)\}`[^`<]+`|[A-Z]|[0-9.:– -]*", text)


def check_names(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """A short answer is accepted in this language under some name."""
    if exercise.form is not Form.WORDS or exercise.answer is None:
        return
    try:
        for settled in each(exercise, facts):
            for target in settled.answer.targets if settled.answer and settled.answer.way is Way.NAME else ():
                names_of(target, facts, lang)
            if not accepted(settled, facts, lang):
                raise ValueError("no answer is accepted")
    except (UnknownFact, ValueError) as error:
        yield Finding("exercises.no-name", exercise.place("answer"), f"in `{lang}`: {error}", "give the entity a name in that language")


def judge_language(exercises: Iterable[Exercise], facts: Facts, lang: str, catalogues: Mapping[str, Mapping[str, str]]) -> list[Finding]:
    """All findings on the exercises in a language, from the catalogues of their chapters by stem."""
    found = {finding for one in exercises for finding in check_language(one, facts, lang, catalogues.get(one.chapter, {}))}
    return sorted(found, key=lambda finding: (finding.where, finding.code, finding.message))
