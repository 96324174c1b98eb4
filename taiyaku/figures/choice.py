"""From facts to what is drawn: which date a timeline takes of a fact, beside which date of the article, and under which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from taiyaku.facts import Facts
from taiyaku.facts.kinds import Verdict
from taiyaku.facts.model import Claim, Document, Entity, Target, Term
from taiyaku.facts.query import EXPRESSION, UnknownFact
from taiyaku.facts.values import Percent, Value, When
from taiyaku.figures.timeline import Entry, Kind

#: Pairs of keys that hold the two ends of one range.
RANGES = (("start", "end"), ("from", "to"))
WRONG = {Verdict.CONTRADICTED, Verdict.IMPRECISE}


def split(expression: str) -> tuple[str, str]:
    """The id and the key (or nothing) of ``id.key``; raises ``UnknownFact`` for anything else."""
    match = EXPRESSION.fullmatch(expression)
    if not match or match["article"] or match["on"]:
        raise UnknownFact(f"`{expression}` cannot stand in a timeline; write id or id.key")
    return match["id"], match["key"] or ""


def choose_entry(facts: Facts, expression: str, label: str, lang: str) -> Entry:
    """The timeline's entry for ``id`` or ``id.key``; raises ``UnknownFact`` where that means no date.

    Without a key the range of ``start`` and ``end`` (or ``from`` and ``to``) is taken, else ``date``, else the only date. Where the label
    is empty, an event or context fact says itself what it is, and a document or entity gives its name.
    """
    name, key = split(expression)
    item = facts.target(name)
    when = date_of(facts.values(expression), key)
    if when is None:
        dates = ", ".join(name for name, value in item.holds.items() if isinstance(value, When))
        raise UnknownFact(f"`{expression}` means no single date; name one key: {dates or 'it has no date'}")
    other = other_date(item, key, when)
    return Entry(when, label or own_words(facts, item, lang), kind_of(item, when, other), other)


def date_of(values: Mapping[str, Value], key: str = "") -> When | None:
    """The date among values, as ``choose_entry`` describes."""
    dates = {name: value for name, value in values.items() if isinstance(value, When)}
    for start, end in RANGES:
        if not key and start in dates and end in dates and dates[start].last <= dates[end].last:
            return When(dates[start].start, dates[end].end or dates[end].start)
    if len(dates) == 1:
        return next(iter(dates.values()))
    return dates.get(key or "date")


def kind_of(item: Target, when: When, other: When | None) -> Kind:
    """Whether the article tells what stands at a date: it gives that date, or a wrong one for the same thing."""
    if isinstance(item, Document):
        return Kind.DOCUMENT
    given = [value for value in item.article.values() if isinstance(value, When)] if isinstance(item, Claim) else []
    told = other is not None or any(date.first <= when.last and when.first <= date.last for date in given)
    return Kind.TOLD if told else Kind.UNTOLD


def other_date(item: Target, key: str, when: When) -> When | None:
    """The article's date where the record contradicts it: that of the same key, or the article's only one; None where the two can agree."""
    if not isinstance(item, Claim) or item.verdict not in WRONG:
        return None
    given = item.article.get(key) if key in item.article else None
    if given is None and item.verdict is Verdict.CONTRADICTED:
        given = date_of(item.article)
    if not isinstance(given, When) or (given.first <= when.last and when.first <= given.last):
        return None
    return given


def own_words(facts: Facts, item: Target, lang: str) -> str:
    """What a fact says of itself in a language; a claim says nothing that could stand at the record's date, so nothing is given."""
    if isinstance(item, Claim):
        return ""
    if isinstance(item, Document | Entity):
        return item.names.get(lang) or item.names.get("en", item.id)
    return facts.prose(facts.headline(item), lang)


def state_names(facts: Facts, lang: str) -> dict[str, str]:
    """The book's own names of states by their ISO 3166-1 alpha-3 codes."""
    return {entity.iso3: entity.names[lang] for entity in facts.entities if entity.iso3 and lang in entity.names}


def equal_part(facts: Facts, expression: str, count: int) -> Percent:
    """What one of ``count`` members has of all votes, in percent to one decimal place, where a fact gives every member as many.

    Raises ``UnknownFact`` where the fact is no positive number.
    """
    votes = facts.value(expression)
    if not isinstance(votes, Decimal) or votes <= 0:
        raise UnknownFact(f"`{expression}` is no number of votes")
    return Percent((100 * votes / (votes * count)).quantize(Decimal("0.1")))


def named_terms(facts: Facts, state: str, office: str) -> list[Term]:
    """The terms of office of a state, each with the names of its person."""
    found = [term for term in facts.entity(state).terms if term.office == office]
    return [
        replace(term, names={**facts.entity(term.person).names, **term.names}) if term.person and facts.has_target(term.person) else term
        for term in found
    ]
