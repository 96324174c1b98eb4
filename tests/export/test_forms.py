"""Forms of a paper: A, B and C differ, each with a key that is right for it, and both languages agree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from taiyaku.exercises.model import Form, Kind, Level
from taiyaku.export.forms import key, vary
from taiyaku.export.model import Choice, Item

BASE = Item("01-bridge/x", Kind.SINGLE, Form.CHOICE, "X", "<p>?</p>", "01-1", Level.APPLY, 2)
CHOICE = replace(BASE, choices=tuple(Choice(text, text == "right") for text in ("right", "a", "b", "c")))
ORDER = replace(BASE, kind=Kind.ORDERING, form=Form.ORDER, steps=("one", "two", "three", "four"))
PAIRS = replace(BASE, kind=Kind.MATCHING, form=Form.PAIRS, pairs=(("1", "one"), ("2", "two"), ("3", "three")))
NUMBER = replace(BASE, kind=Kind.NUMERIC, form=Form.NUMBER, number=Decimal(1), unit="years")
VARIED = replace(NUMBER, alternatives=tuple(replace(NUMBER, number=Decimal(number)) for number in (1, 2, 3)))
SEEDS = [str(seed) for seed in range(200)]


@pytest.mark.parametrize("item", [CHOICE, ORDER, PAIRS, VARIED], ids=lambda item: item.form)
def test_forms_differ_and_repeat(item: Item) -> None:
    """Three forms, three papers; the same seed and form give the same again."""
    for seed in SEEDS:
        forms = [vary(item, seed, form) for form in "ABC"]
        assert forms == [vary(item, seed, form) for form in "ABC"]
        assert len({repr(form) for form in forms}) == 3


def test_the_key_of_a_choice_is_the_letter_of_the_right_option() -> None:
    """Under every seed; and over many seeds every letter has its turn."""
    letters = set()
    for seed in SEEDS:
        drawn = vary(CHOICE, seed)
        assert drawn.choices["ABCD".index(key(drawn))].text == "right"
        letters.add(key(drawn))
    assert letters == set("ABCD")


def test_the_key_of_an_order_spells_the_true_order() -> None:
    """And a paper never shows the true order."""
    for seed in SEEDS:
        drawn = vary(ORDER, seed)
        shown = [drawn.steps[place] for place in drawn.step_order]
        assert shown != list(drawn.steps)
        assert [shown["ABCD".index(letter)] for letter in key(drawn).split()] == ["one", "two", "three", "four"]


def test_the_key_of_pairs_joins_what_belongs_together() -> None:
    """Number and letter, as the paper shows them."""
    for seed in SEEDS:
        drawn = vary(PAIRS, seed)
        shown = [drawn.pairs[place][1] for place in drawn.pair_order]
        joined = {drawn.pairs[int(pair[0]) - 1][0]: shown["ABC".index(pair[2])] for pair in key(drawn).split(", ")}
        assert joined == {"1": "one", "2": "two", "3": "three"}


def test_a_part_is_taken_of_a_long_exercise() -> None:
    """The key always among the options, steps in their true order, other ones in other forms."""
    for seed in SEEDS:
        drawn = vary(replace(CHOICE, take=3), seed)
        assert len(drawn.choices) == 3 and sum(choice.right for choice in drawn.choices) == 1
        steps = vary(replace(ORDER, take=3), seed).steps
        assert len(steps) == 3 and list(steps) == sorted(steps, key=ORDER.steps.index)


def test_what_is_drawn_does_not_depend_on_words() -> None:
    """The English and the Japanese paper of one seed have the same key."""
    other = replace(CHOICE, title="題", choices=tuple(Choice(f"選択肢{choice.text}", choice.right) for choice in CHOICE.choices))
    assert all(key(vary(CHOICE, seed, form)) == key(vary(other, seed, form)) for seed in SEEDS for form in "ABC")


def test_keys_of_numbers_and_words() -> None:
    """A number with its unit, names in a row; nothing for what is marked by hand."""
    assert key(NUMBER) == "1 years"
    assert key(replace(BASE, form=Form.WORDS, accepted=("a", "b"))) == "a / b"
    assert key(replace(BASE, form=Form.GAPS, gaps=("x", "y"))) == "1 x, 2 y"
    assert key(replace(BASE, form=Form.OPEN)) == ""
