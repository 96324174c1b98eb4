"""Judge the exercises once they are read: each check is a plain generator over one exercise, and all of them always run."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from taiyaku.exercises.answers import amount, ranks, work_out
from taiyaku.exercises.model import Exercise, Form, Kind, Option
from taiyaku.facts import Facts, UnknownFact
from taiyaku.facts.numerals import agrees, find
from taiyaku.facts.values import Value
from taiyaku.facts.words import say
from taiyaku.finding import Finding, Severity

#: How much longer than every distractor a key may be before its length gives it away: by this factor and this many columns.
LONG_FACTOR, LONG_COLUMNS = 1.5, 8
LEAST_OPTIONS = 3


def check_facts(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """Every fact that is named is known."""
    for name in exercise.facts:
        if not facts.has_target(name):
            hint = facts.suggest(name, facts.target_ids())
            yield Finding("exercises.unknown-fact", exercise.place("facts"), f"no fact `{name}`", hint)
    for option in exercise.options:
        if option.target:
            yield from known(option.target, facts, Finding("exercises.unknown-fact", option.where, "", "write id.key of a fact"))
    for gap in exercise.gaps:
        yield from known(gap.target, facts, Finding("exercises.unknown-fact", gap.where, "", "write {blank}`words <id.key>`"))


def known(target: str, facts: Facts, otherwise: Finding) -> Iterator[Finding]:
    try:
        facts.value(target)
    except UnknownFact as error:
        yield Finding(otherwise.code, otherwise.where, str(error), otherwise.hint)


def check_answer(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """An answer can be worked out, and it is of the sort that the kind asks for."""
    place = exercise.place("answer")
    needed = {Form.NUMBER, Form.WORDS, Form.ORDER}
    if exercise.answer is None:
        if exercise.form in needed:
            yield Finding("exercises.no-answer", place, f"{exercise.kind} without `answer`", "name the fact: `answer: id.key`")
        return
    try:
        values = work_out(exercise.answer, facts, lang)
        if exercise.form is Form.NUMBER:
            say_number(values)
        if exercise.form is Form.ORDER:
            ranks(exercise.answer, facts)
    except (UnknownFact, ValueError) as error:
        yield Finding("exercises.bad-answer", place, str(error), "name facts that give the answer, such as `answer: id.key`")


def say_number(values: tuple[Value, ...]) -> None:
    if len(values) != 1:
        raise ValueError(f"one number is wanted, not {len(values)} values")
    amount(values[0])


def check_parts(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """A kind has the parts that it lives from."""
    wanted = {
        Form.PAIRS: (len(exercise.pairs) >= LEAST_OPTIONS, "a definition list of three pairs or more"),
        Form.ORDER: (len(exercise.steps) >= LEAST_OPTIONS, "an enumerated list of three steps or more"),
        Form.GAPS: (bool(exercise.gaps), "a gap: {blank}`words <id.key>`"),
        Form.TRUTH: (len(exercise.options) == 2, "two options: true first, then false"),
        Form.CHOICE: (len(exercise.options) >= LEAST_OPTIONS, "a definition list of three options or more"),
    }
    there, what = wanted.get(exercise.form, (True, ""))
    if not there:
        yield Finding("exercises.part-missing", exercise.where, f"{exercise.kind} without its parts", f"add {what}")
    if exercise.kind is Kind.SOURCE and len(exercise.criteria) != 3:
        yield Finding(
            "exercises.rubric-missing",
            exercise.where,
            f"a source task with {len(exercise.criteria)} levels",
            "add {criteria} with three levels",
        )
    if exercise.form is Form.ORDER and exercise.answer and len(exercise.answer.targets) != len(exercise.steps):
        message = f"{len(exercise.steps)} steps, {len(exercise.answer.targets)} dates"
        yield Finding(
            "exercises.steps-and-dates", exercise.place("answer"), message, "name one dated fact for each step, in the order of the steps"
        )


def check_key(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """A choice has a key, one for a single choice; a true or false statement is one or the other."""
    right = exercise.right()
    place = exercise.place("key" if exercise.key else "answer")
    if exercise.form is Form.CHOICE:
        if not right:
            yield Finding(
                "exercises.no-key",
                place,
                "no option is the key",
                "let one option be the bare role {fact}`…` of `answer`, or write `key: 1`",
            )
        elif exercise.kind is Kind.SINGLE and len(right) > 1:
            yield Finding(
                "exercises.several-keys", place, f"a single choice with {len(right)} keys", "keep one, or make it a multiple-choice"
            )
        elif len(right) == len(exercise.options):
            yield Finding("exercises.all-right", place, "every option is right", "add distractors")
    if exercise.form is Form.TRUTH and not exercise.key and exercise.answer is None:
        yield Finding(
            "exercises.no-key", exercise.where, "neither true nor false", "write `answer: claim-id`, or `key: 1` (true), `key: 2` (false)"
        )
    for position in exercise.key:
        if position > len(exercise.options):
            message = f"`key` names option {position} of {len(exercise.options)}"
            yield Finding("exercises.no-such-option", exercise.place("key"), message, "count from 1")


def check_feedback(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """Every option has feedback, and no option stands twice."""
    seen: set[str] = set()
    for option in exercise.options:
        if not option.feedback:
            yield Finding(
                "exercises.no-feedback", option.where, f"no feedback on “{option.text}”", "add a line `: …` that names the misconception"
            )
        if option.text in seen:
            yield Finding("exercises.same-option", option.where, f"the option “{option.text}” stands twice", "keep one of them")
        seen.add(option.text)


def worded(option: Option, facts: Facts, lang: str) -> str:
    """What an option says on the page."""
    if not option.target:
        return option.text
    try:
        return say(facts.value(option.target), lang)
    except (UnknownFact, ValueError):
        return option.text


def check_distractors(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """No distractor says the same as the key, less exactly perhaps."""
    right = exercise.right()
    keys = [option for place, option in enumerate(exercise.options, 1) if place in right and option.target]
    for place, option in enumerate(exercise.options, 1):
        if place in right or exercise.form is not Form.CHOICE:
            continue
        text = worded(option, facts, lang)
        found = find(text, lang)
        for key in keys:
            try:
                value = facts.value(key.target)
            except UnknownFact:
                continue
            if text == worded(key, facts, lang) or (found and all(agrees(item, value) for item in found)):
                yield Finding(
                    "exercises.distractor-agrees", option.where, f"“{text}” agrees with the key", "make it differ, or make it a key"
                )


def columns(text: str) -> int:
    """How wide a text is, a wide East Asian character counting two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def check_length(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """The key is not the only long option."""
    right = exercise.right()
    if exercise.kind is not Kind.SINGLE or len(right) != 1 or not 0 < right[0] <= len(exercise.options) < 99:
        return
    widths = [columns(worded(option, facts, lang)) for option in exercise.options]
    key = widths.pop(right[0] - 1)
    if widths and key > max(widths) * LONG_FACTOR and key > max(widths) + LONG_COLUMNS:
        place = exercise.options[right[0] - 1].where
        yield Finding(
            "exercises.key-stands-out",
            place,
            "the key is much longer than every distractor",
            "shorten it or lengthen a distractor",
            Severity.WARNING,
        )


def check_solution(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """There is a worked answer, and a proof that runs."""
    if not exercise.solution:
        yield Finding("exercises.no-solution", exercise.where, "no solution", "add :::{solution} with the worked answer")
    if not any(">>>" in example.code for example in exercise.examples):
        yield Finding(
            "exercises.no-proof", exercise.where, "nothing proves the answer", "end the solution with a python block that asks `facts`"
        )


Check = Callable[[Exercise, Facts, str], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    check_facts,
    check_answer,
    check_parts,
    check_key,
    check_feedback,
    check_distractors,
    check_length,
    check_solution,
)


def judge(exercises: Iterable[Exercise], facts: Facts, lang: str) -> list[Finding]:
    """All findings on the exercises in their source language, by place; a title that stands twice in a chapter is one of them."""
    found: set[Finding] = set()
    titles: dict[tuple[str, str], Exercise] = {}
    for exercise in exercises:
        found.update(finding for check in CHECKS for finding in check(exercise, facts, lang))
        other = titles.setdefault((exercise.chapter, exercise.title), exercise)
        if other is not exercise:
            message = f"the title “{exercise.title}” is that of {other.where} too"
            found.add(Finding("exercises.same-title", exercise.where, message, "give it a title of its own"))
    return sorted(found, key=lambda finding: (finding.where, finding.code, finding.message))
