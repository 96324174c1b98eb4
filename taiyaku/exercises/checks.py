"""Judge the exercises once they are read: each check is a plain generator over one exercise, and all of them always run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from taiyaku.exercises.answers import amount, ranks, work_out
from taiyaku.exercises.choice_checks import check_distractors, check_equal, check_feedback, check_key, check_length
from taiyaku.exercises.given import each
from taiyaku.exercises.given_checks import check_givens
from taiyaku.exercises.model import Exercise, Form, Kind
from taiyaku.exercises.tasks import check_task
from taiyaku.facts import Facts, UnknownFact
from taiyaku.facts.values import Value
from taiyaku.finding import Finding

LEAST_OPTIONS = 3
LEAST_HUNT = 2


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
    yield from check_levels(exercise)
    if exercise.form is Form.ORDER and exercise.answer and len(exercise.answer.targets) != len(exercise.steps):
        message = f"{len(exercise.steps)} steps, {len(exercise.answer.targets)} dates"
        yield Finding(
            "exercises.steps-and-dates", exercise.place("answer"), message, "name one dated fact for each step, in the order of the steps"
        )


def check_levels(exercise: Exercise) -> Iterator[Finding]:
    """Work that is argued has a rubric of three levels, source tasks with sample answers; a hunt has errors and claims that stand."""
    if exercise.kind in {Kind.DEBATE, Kind.SIMULATION, Kind.ESSAY} and len(exercise.criteria) != 3:
        message = f"a {exercise.kind} with {len(exercise.criteria)} levels"
        yield Finding("exercises.rubric-missing", exercise.where, message, "add {criteria} with three levels")
    for level in exercise.criteria if exercise.kind is Kind.SOURCE else ():
        if not level.sample:
            yield Finding("exercises.sample-missing", level.where, f"no sample answer of “{level.level}”", "add one as a second paragraph")
    right = len(exercise.right())
    if exercise.kind is Kind.HUNT and not LEAST_HUNT <= right <= len(exercise.options) - LEAST_HUNT:
        message = f"{right} errors among {len(exercise.options)} claims"
        yield Finding("exercises.one-sided-hunt", exercise.place("key"), message, f"let {LEAST_HUNT} or more be wrong, and as many stand")


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
    check_equal,
    check_solution,
)


def settle(exercise: Exercise, facts: Facts) -> list[Exercise]:
    """The exercise under each of its alternatives; without its answer where they cannot be drawn, which ``check_givens`` reports."""
    try:
        return list(each(exercise, facts)) or [exercise]
    except (UnknownFact, ValueError):
        return [exercise]


def judge(exercises: Iterable[Exercise], facts: Facts, lang: str) -> list[Finding]:
    """All findings on the exercises in their source language, by place; a title that stands twice in a chapter is one of them."""
    found: set[Finding] = set()
    titles: dict[tuple[str, str], Exercise] = {}
    for exercise in exercises:
        found.update(check_givens(exercise, facts, lang))
        found.update(check_task(exercise, facts))
        found.update(finding for settled in settle(exercise, facts) for check in CHECKS for finding in check(settled, facts, lang))
        other = titles.setdefault((exercise.chapter, exercise.title), exercise)
        if other is not exercise:
            message = f"the title “{exercise.title}” is that of {other.where} too"
            found.add(Finding("exercises.same-title", exercise.where, message, "give it a title of its own"))
    return sorted(found, key=lambda finding: (finding.where, finding.code, finding.message))
