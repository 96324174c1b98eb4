"""Judge what is chosen from: a key, distractors that differ from it, feedback on each, and nothing but knowledge that gives it away."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from taiyaku.exercises.model import Exercise, Form, Kind, Option
from taiyaku.facts import Facts, UnknownFact
from taiyaku.facts.numerals import agrees, find
from taiyaku.facts.words import say
from taiyaku.finding import Finding, Severity

#: How much longer than every distractor a key may be before its length gives it away: by this factor and this many columns.
LONG_FACTOR, LONG_COLUMNS = 1.5, 8


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


def check_equal(exercise: Exercise, facts: Facts, lang: str) -> Iterator[Finding]:
    """The options of a choice have one form: all sentences or none, all with figures alone or none, all facts' own words in one shape."""
    if exercise.form is not Form.CHOICE:
        return
    said = [worded(option, facts, lang) for option in exercise.options]
    for what, shape in SHAPES.items():
        such = [bool(shape(text, lang)) for text in said]
        if any(such) and not all(such):
            odd = such.index(such.count(True) * 2 <= len(such))
            yield Finding(
                "exercises.unequal-options",
                exercise.options[odd].where,
                f"“{said[odd]}” is not of one form with the others: {what}",
                "give all options one form",
            )


def ends_as_sentence(text: str, lang: str) -> bool:
    return text.rstrip("」』”’)）").endswith(("。", ".", "?", "？", "!", "！"))


def is_value(text: str, lang: str) -> bool:
    """Whether a text is a figure or a date and nothing else."""
    found = find(text, lang)
    return len(found) == 1 and len(text.strip()) <= len(found[0].text) + 1


SHAPES = {"some end as a sentence does": ends_as_sentence, "some are a bare figure or date": is_value}
