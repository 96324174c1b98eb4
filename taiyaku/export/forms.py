"""Forms of a paper: the same items, drawn by a seed, so that forms A, B and C differ and each has a key of its own.

Everything here is a pure function of item, seed and form. Draws are of places, never of words: the Japanese and the English paper of one
seed and form ask the same, in the same order, and have the same key.
"""

from __future__ import annotations

from dataclasses import replace

from taiyaku.exercises.model import Form, Kind
from taiyaku.exercises.vary import FORMS, arrange, pick, some
from taiyaku.export.model import Item


def vary(item: Item, seed: str, form: str = "A") -> Item:
    """The item as one form of a paper asks it: givens drawn, options, steps and right-hand sides in an order of their own.

    Forms of one seed take different givens and different orders as long as there are any left. What is true or false keeps its order.
    """
    own = f"{seed}/{item.id}"
    drawn = item.alternatives[pick(len(item.alternatives), f"{own}/given", form)] if item.alternatives else item
    if item.form is Form.CHOICE:
        return vary_choices(drawn, own, form)
    if item.form is Form.PAIRS:
        kept = some(len(drawn.pairs), item.take, f"{own}/take", form)
        count = len(kept)
        places = arrange(count, own, form, lambda places: count < 2 or places != tuple(range(count)))
        if item.kind is Kind.MAP:  # the letters are those on the map: their order stays, that of the places changes
            return replace(drawn, pairs=tuple(drawn.pairs[place] for place in places), pair_order=tuple(map(places.index, range(count))))
        return replace(drawn, pairs=tuple(drawn.pairs[place] for place in kept), pair_order=places)
    if item.form is Form.ORDER:
        kept = some(len(drawn.steps), item.take, f"{own}/take", form)
        count = len(kept)
        places = arrange(count, own, form, lambda places: count < 2 or places != tuple(range(count)))
        return replace(drawn, steps=tuple(drawn.steps[place] for place in kept), step_order=places)
    return drawn


def vary_choices(item: Item, own: str, form: str) -> Item:
    """Options in a drawn order; of a single choice, where ``take`` says so, the key with some of the distractors."""
    options = item.choices
    if item.take and not item.several:
        wrong = [option for option in options if not option.right]
        kept = {id(wrong[place]) for place in some(len(wrong), item.take - 1, f"{own}/take", form)}
        options = tuple(option for option in options if option.right or id(option) in kept)
    return replace(item, choices=tuple(options[place] for place in arrange(len(options), own, form)))


def key(item: Item) -> str:
    """The answer in a word, as a key lists it: ``B``, ``A, C``, ``1-C, 2-A``, ``C A B``, ``10 years``; empty for what is marked by hand."""
    if item.form in {Form.CHOICE, Form.TRUTH}:
        return ", ".join(FORMS[place] for place, option in enumerate(item.choices) if option.right)
    if item.form is Form.NUMBER and item.number is not None:
        return f"{item.number:f} {item.unit}".strip()
    if item.form is Form.WORDS:
        return " / ".join(item.accepted)
    if item.form is Form.PAIRS:
        places = item.pair_order or tuple(range(len(item.pairs)))
        return ", ".join(f"{number + 1}-{FORMS[places.index(number)]}" for number in range(len(places)))
    if item.form is Form.ORDER:
        places = item.step_order or tuple(range(len(item.steps)))
        return " ".join(FORMS[places.index(number)] for number in range(len(places)))
    if item.form is Form.GAPS:
        return ", ".join(f"{number} {words}" for number, words in enumerate(item.gaps, 1))
    return ""
