"""Judge what varies: it can be drawn, it is asked for, and it changes the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from taiyaku.exercises.answers import work_out
from taiyaku.exercises.given import MOST, Chosen, alternatives, each, word
from taiyaku.exercises.model import Exercise
from taiyaku.facts import Facts, UnknownFact
from taiyaku.finding import Finding, Where

GIVEN = re.compile(r"\{given\}`([^`]+)`")


def check_givens(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """What varies can be drawn from the facts, is asked for in the question, and changes the answer; what is asked for varies."""
    place, written = exercise.place("vary"), set(GIVEN.findall(exercise.question + exercise.solution))
    try:
        drawn = alternatives(exercise, facts)
        answers = [work_out(chosen.answer, facts, lang) for chosen in each(exercise, facts) if chosen.answer]
    except (UnknownFact, ValueError) as error:
        yield Finding("exercises.bad-given", place, str(error), "name values whose facts exist, such as {state: [ecu, ury]}")
        return
    for text in sorted(written):
        yield from sayable(text, drawn, facts, lang, exercise.where)
    if not exercise.vary:
        return
    if not 2 <= len(drawn) <= MOST:
        yield Finding("exercises.bad-given", place, f"{len(drawn)} alternatives", f"let there be 2 to {MOST}")
    if len(set(answers)) < 2:
        yield Finding(
            "exercises.same-answer", place, "every variant has the same answer", "write `answer: id.{name}`, or vary what changes it"
        )
    for given in exercise.vary:
        if not any(given.name == text or f"{{{given.name}}}" in text for text in GIVEN.findall(exercise.question)):
            message = f"the question does not say `{given.name}`"
            yield Finding("exercises.given-not-asked", place, message, f"write {{given}}`{given.name}` in the question")


def sayable(text: str, drawn: Iterable[Chosen], facts: Facts, lang: str, where: Where) -> Iterator[Finding]:
    """What ``{given}`` stands for can be said under every alternative."""
    for chosen in drawn:
        try:
            word(text, chosen, facts, lang)
        except (UnknownFact, ValueError) as error:
            yield Finding(
                "exercises.bad-given", where, f"{{given}}`{text}`: {error}", "write the name of a given, or a fact with one in it"
            )
            return
