"""Ask the facts: ``facts = load()``, then who was a member, who held office, what a claim's value is, what happened when."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from taiyaku.facts import model
from taiyaku.facts.values import Percent, Precision, Value, When

T = TypeVar("T", bound=model.Item)
EXPRESSION = re.compile(r"(?P<id>[a-z0-9-]+)(?P<article>\.article)?(?:\.(?P<key>[a-z0-9-]+))?(?:@(?P<on>\d{4}-\d\d-\d\d))?")


class UnknownFact(LookupError):
    """No fact, key or source has that name; the message suggests the nearest ones."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a chronology: when, what (prose in the facts' own language), and the fact that says so."""

    date: When
    text: str
    item: model.Target


@dataclass(frozen=True, slots=True)
class Capital:
    """The subscribed capital of a bank, by state."""

    shares: tuple[model.Share, ...]

    @property
    def total(self) -> Decimal:
        """The sum of all shares, in whole units of their currency."""
        return sum((share.amount.amount for share in self.shares), Decimal(0))

    def percent(self, state: str) -> Percent:
        """A state's part of the whole, in percent, rounded to one decimal place; raises ``UnknownFact`` for a state that holds none."""
        for share in self.shares:
            if share.state == state:
                return Percent((share.amount.amount * 100 / self.total).quantize(Decimal("0.1")))
        raise UnknownFact(f"{state} holds no share; these do: {', '.join(share.state for share in self.shares)}")


def runs_on(time: When, day: dt.date) -> bool:
    """Whether a membership or term runs on a day. Its first day counts; the day on which it ends belongs to what follows."""
    if time.open or time.end is None:
        return time.first <= day <= time.last
    return time.first <= day < time.last or (time.end.precision < Precision.DAY and day == time.last)


def day_of(on: str | dt.date) -> dt.date:
    """The day meant by ``"2010-03-31"``; raises ``ValueError`` where it is none."""
    return on if isinstance(on, dt.date) else dt.date.fromisoformat(on)


@dataclass(frozen=True)
class Facts:
    """All facts of a book, with questions as methods. Ids and aliases serve alike; what is not there raises ``UnknownFact``."""

    root: Path
    sources: tuple[model.Source, ...] = ()
    claims: tuple[model.Claim, ...] = ()
    events: tuple[model.Event, ...] = ()
    contexts: tuple[model.Context, ...] = ()
    documents: tuple[model.Document, ...] = ()
    entities: tuple[model.Entity, ...] = ()
    terms: tuple[model.GlossaryTerm, ...] = ()
    prose_languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: Digests of the items, by ``prints.key_of``, as far as they were worked out when the facts were read.
    prints: Mapping[str, str] = field(default_factory=dict, compare=False)

    def targets(self) -> tuple[model.Target, ...]:
        """Everything that ``{fact}`` can point at."""
        return (*self.claims, *self.events, *self.contexts, *self.documents, *self.entities)

    @cached_property
    def _targets(self) -> dict[str, model.Target]:
        return index(self.targets())

    @cached_property
    def _sources(self) -> dict[str, model.Source]:
        return index(self.sources)

    @cached_property
    def _terms(self) -> dict[str, model.GlossaryTerm]:
        return index(self.terms)

    def target(self, name: str) -> model.Target:
        """The claim, event, context fact, document or entity of that id."""
        return self._find(name, self._targets, "fact")

    def claim(self, name: str) -> model.Claim:
        """The article's statement of that id, with verdict, finding and sources."""
        return self._typed(name, model.Claim)

    def event(self, name: str) -> model.Event:
        return self._typed(name, model.Event)

    def context(self, name: str) -> model.Context:
        return self._typed(name, model.Context)

    def document(self, name: str) -> model.Document:
        return self._typed(name, model.Document)

    def entity(self, name: str) -> model.Entity:
        """The state, organisation, treaty, person … of that id; a state also by its ISO 3166-1 alpha-3 code."""
        found = next((entity for entity in self.entities if entity.iso3 == name), None)
        return found or self._typed(name, model.Entity)

    def source(self, name: str) -> model.Source:
        return self._find(name, self._sources, "source")

    def term(self, name: str) -> model.GlossaryTerm:
        return self._find(name, self._terms, "glossary term")

    def has_source(self, name: str) -> bool:
        return name in self._sources

    def has_target(self, name: str) -> bool:
        return name in self._targets

    def source_ids(self) -> Iterable[str]:
        return self._sources

    def target_ids(self) -> Iterable[str]:
        return self._targets

    @staticmethod
    def suggest(name: str, known: Iterable[str]) -> str:
        """A hint that names what was perhaps meant."""
        near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)
        return f"did you mean {' or '.join(near)}?" if near else "look it up in facts/"

    def _find(self, name: str, known: dict[str, T], kind: str) -> T:
        if name not in known:
            raise UnknownFact(f"no {kind} `{name}`; {self.suggest(name, known)}")
        return known[name]

    def _typed(self, name: str, kind: type[T]) -> T:
        found = self._find(name, self._targets, "fact")
        if not isinstance(found, kind):
            raise UnknownFact(f"`{name}` is a {type(found).__name__.lower()}, not a {kind.__name__.lower()}")
        return found

    def values(self, expression: str) -> dict[str, Value]:
        """The values that an expression means, by key: ``id``, ``id.key``, ``id.article.key``, ``org.members@2010-03-31``."""
        match = EXPRESSION.fullmatch(expression.strip())
        if not match:
            raise UnknownFact(f"`{expression}` is no fact; write id, id.key, id.article or id.members@YYYY-MM-DD")
        item = self.target(match["id"])
        if match["on"]:
            if match["key"] != "members":
                raise UnknownFact(f"`{expression}`: a day goes with `.members` only")
            return {"members": Decimal(len(self.members(match["id"], on=match["on"])))}
        if match["article"] and not isinstance(item, model.Claim):
            raise UnknownFact(f"`{expression}`: only a claim has a value of the article")
        held = item.article if match["article"] and isinstance(item, model.Claim) else item.holds
        if not match["key"]:
            return dict(held)
        spells = dated(item, match["key"]) if isinstance(item, model.Entity) else {}
        if match["key"] not in held and not spells:
            known = [*held, *(dated_keys(item) if isinstance(item, model.Entity) else ())]
            raise UnknownFact(f"`{match['id']}` has no value `{match['key']}`; it has: {', '.join(known) or 'none'}")
        return {match["key"]: held[match["key"]]} if match["key"] in held else spells

    def value(self, expression: str) -> Value:
        """The one value that an expression means; raises ``UnknownFact`` where it means none or several."""
        found = self.values(expression)
        if len(found) != 1:
            raise UnknownFact(f"`{expression}` means {len(found)} values ({', '.join(found)}); name one of them")
        return next(iter(found.values()))

    def members(self, organisation: str, on: str | dt.date | None = None, status: str = "member") -> tuple[str, ...]:
        """The states (ISO 3166-1 alpha-3) that belong to an organisation on a day, or ever, in the order of joining.

        A suspended member is still a member; ``status="suspended"`` names those whose rights are suspended.
        """
        rows = [row for row in self.entity(organisation).members if row.status == status]
        if on is not None:
            rows = [row for row in rows if runs_on(row.time, day_of(on))]
        return tuple(dict.fromkeys(row.state for row in sorted(rows, key=lambda row: row.time.first)))

    def president(self, state: str, on: str | dt.date, office: str = "president") -> model.Term:
        """The term of office that runs on a day; an ordinary term is preferred to an acting or rival one."""
        terms = [term for term in self.entity(state).terms if term.office == office and runs_on(term.time, day_of(on))]
        if not terms:
            raise UnknownFact(f"no {office} of {state} on {on} is on record")
        return min(terms, key=lambda term: bool(term.capacity))

    def capital(self, bank: str) -> Capital:
        """The capital that the members of a bank subscribe."""
        shares = self.entity(bank).capital
        if not shares:
            raise UnknownFact(f"no capital of `{bank}` is on record")
        return Capital(shares)

    def timeline(
        self, *, chapter: str | None = None, since: str | None = None, until: str | None = None, kinds: tuple[type, ...] = ()
    ) -> list[Entry]:
        """Dated events and context facts, earliest first; from ``since`` to ``until`` (both days included) where given."""
        kinds = kinds or (model.Event, model.Context)
        rows: list[Entry] = []
        for item in self.targets():
            date = getattr(item, "date", None)
            if isinstance(item, kinds) and isinstance(date, When) and (chapter is None or getattr(item, "chapter", "") == chapter):
                rows.append(Entry(date, self.headline(item), item))
        inside = [row for row in rows if (not since or row.date.first >= day_of(since)) and (not until or row.date.first <= day_of(until))]
        return sorted(inside, key=lambda row: (row.date.first, row.date.last, row.item.id))

    @staticmethod
    def headline(item: model.Target) -> str:
        """The one sentence or name that says what a fact is."""
        if isinstance(item, model.Claim):
            return item.claim
        if isinstance(item, model.Event):
            return item.event
        return item.fact if isinstance(item, model.Context) else item.names.get("ja", item.id)

    def prose(self, text: str, lang: str) -> str:
        """A prose text of the facts in a language, from ``locales/<lang>/LC_MESSAGES/facts.po``; the text itself where there is none."""
        return self.prose_languages.get(lang, {}).get(text) or text

    def is_translated(self, text: str, lang: str) -> bool:
        return bool(self.prose_languages.get(lang, {}).get(text))


def index(items: Iterable[T]) -> dict[str, T]:
    return {name: item for item in items for name in (*item.aliases, item.id)}


def dated_keys(entity: model.Entity) -> list[str]:
    """The keys under which an entity's memberships, terms of office and capital shares can be pointed at."""
    rows = (*(row.state.lower() for row in entity.members), *(row.person for row in entity.terms if row.person))
    return [*dict.fromkeys(rows), *(f"capital-{share.state.lower()}" for share in entity.capital), *(["members"] if entity.members else [])]


def dated(entity: model.Entity, key: str) -> dict[str, Value]:
    """The times of a membership (key: the state's code in lower case) or term of office (key: the person), or a share of capital."""
    spells = [row.time for row in entity.members if row.state.lower() == key] + [row.time for row in entity.terms if row.person == key]
    amounts = [share.amount for share in entity.capital if f"capital-{share.state.lower()}" == key]
    found: list[Value] = [*spells, *amounts]
    return {key if len(found) == 1 else f"{key}-{number}": value for number, value in enumerate(found, 1)}
