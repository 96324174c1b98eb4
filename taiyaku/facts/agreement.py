"""Whether words say what a fact holds: the check behind ``{fact}``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from taiyaku.facts.numerals import agrees, find
from taiyaku.facts.values import Value
from taiyaku.facts.words import say


def flatten(values: Iterable[Value]) -> Iterator[Value]:
    """Every single value, with lists opened."""
    for value in values:
        if isinstance(value, tuple):
            yield from flatten(value)
        else:
            yield value


def disagreement(words: str, lang: str, held: Mapping[str, Value]) -> str:
    """What is wrong with words that should state one of the values held, in a sentence; nothing where they agree.

    Words may say less than the value (the month of a known day), never other than it. Words without a numeral pass.
    """
    values = list(flatten(held.values()))
    for found in find(words, lang):
        if not any(agrees(found, value) for value in values):
            known = "; ".join(f"{key}: {say(value, lang)}" for key, value in held.items()) or "no value"
            return f"“{found.text}” is not what the fact holds ({known})"
    return ""
