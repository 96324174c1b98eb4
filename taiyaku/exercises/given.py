"""What changes from one variant of an exercise to the next: the givens, drawn from the facts, and the answer that follows from them.

An exercise that says ``vary: {state: [ecu, ury]}`` asks with ``{given}`state` `` in its text and ``{state}`` in the targets of its answer.
Every combination of givens is one alternative. Alternatives are numbered, never named by their words, so that one seed means the same
variant in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from taiyaku.exercises.model import Answer, Exercise, Given
from taiyaku.facts import Facts
from taiyaku.facts.values import When
from taiyaku.facts.words import is_state, say, state_name

PLACE = re.compile(r"\{([a-z0-9-]+)\}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: More alternatives than this are no variants any more but a table; the proof and the checks go through all of them.
MOST = 60
Chosen = Mapping[str, str]


def values_of(given: Given, facts: Facts) -> tuple[str, ...]:
    """The values that a given can take; raises ``UnknownFact`` for an organisation that is not there."""
    if given.members:
        return tuple(state.lower() for state in facts.members(given.members, on=given.on or None))
    return given.values


def alternatives(exercise: Exercise, facts: Facts) -> tuple[Chosen, ...]:
    """Every combination of givens in the order of the file; one empty choice where nothing varies."""
    names = [given.name for given in exercise.vary]
    return tuple(dict(zip(names, values, strict=True)) for values in product(*(values_of(given, facts) for given in exercise.vary)))


def fill(template: str, chosen: Chosen) -> str:
    """A target expression with its givens filled in; raises ``ValueError`` for a given that the exercise does not have."""
    for name in PLACE.findall(template):
        if name not in chosen:
            raise ValueError(f"`{template}`: no given `{name}`; write `vary: {{{name}: […]}}`")
    return PLACE.sub(lambda match: chosen[match[1]], template)


def choose(exercise: Exercise, chosen: Chosen) -> Exercise:
    """The exercise with its givens settled; the same exercise where nothing varies."""
    if not exercise.vary or exercise.answer is None:
        return exercise
    targets = tuple(fill(target, chosen) for target in exercise.answer.targets)
    return replace(exercise, answer=Answer(exercise.answer.way, targets))


def chosen_first(exercise: Exercise, facts: Facts) -> Exercise:
    """The exercise as a page shows it, with the first alternative."""
    return choose(exercise, next(iter(alternatives(exercise, facts)), {}))


def each(exercise: Exercise, facts: Facts) -> Iterator[Exercise]:
    """The exercise under every alternative."""
    yield from (choose(exercise, chosen) for chosen in alternatives(exercise, facts))


def word(expression: str, chosen: Chosen, facts: Facts, lang: str) -> str:
    """What ``{given}`` says in a language: the name of a given, or the value of a target with givens in it, such as ``alba.{state}``."""
    if expression not in chosen:
        return say(facts.value(fill(expression, chosen)), lang, "unmarked")
    value = chosen[expression]
    if is_state(value.upper()):
        own = next((entity.names.get(lang) for entity in facts.entities if entity.iso3 == value.upper()), None)
        return own or state_name(value.upper(), lang)
    if DAY.fullmatch(value):
        return say(When.parse(value), lang)
    if value.isdecimal():
        return value
    names = getattr(facts.target(value), "names", {}) if facts.has_target(value) else {}
    return str(names[lang]) if lang in names else say(facts.value(value), lang, "unmarked")
