"""The census of numerals: which dates and figures of a text stand in no fact, and which rule lets the others through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taiyaku.facts.numerals import find

#: Stands in a text where something traced was taken out; no reader of numerals reads across it.
TRACED = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of numeral that needs no fact: what it looks like, and why it needs none."""

    name: str
    pattern: re.Pattern[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Untraced:
    """A numeral that stands in no fact, with the words around it."""

    text: str
    context: str


def read_rules(rows: Iterable[tuple[str, str, str]]) -> tuple[Rule, ...]:
    """Compile rules from (name, pattern, reason); raises ``ValueError`` for a pattern that is none, or a rule without a reason."""
    made = []
    for name, pattern, reason in rows:
        if not reason.strip():
            raise ValueError(f"the rule `{name}` has no reason")
        try:
            made.append(Rule(name, re.compile(pattern), reason))
        except re.error as error:
            raise ValueError(f"the rule `{name}` is no pattern: {error}") from None
    return tuple(made)


def count(text: str, lang: str, rules: Iterable[Rule], let_through: Counter[str]) -> Iterator[Untraced]:
    """Yield the numerals of a text that neither a fact nor a rule accounts for; ``let_through`` counts those that a rule does."""
    found = find(text, lang)
    if not found:
        return
    spans = [(rule.name, match.start(), match.end()) for rule in rules for match in rule.pattern.finditer(text)]
    for numeral in found:
        rule = next((name for name, start, end in spans if start <= numeral.start and numeral.end <= end), None)
        if rule:
            let_through[rule] += 1
        else:
            around = text[max(0, numeral.start - 12) : numeral.end + 12].replace(TRACED, "…")
            yield Untraced(numeral.text, around)
