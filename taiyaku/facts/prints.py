"""Digests of facts as a page can show them: a page is made anew when one that it rests on changes, and not when another does."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from taiyaku.facts import model
from taiyaku.facts.query import Facts

#: What a page may rest on besides single items: every fact there is, and all of a kind.
ALL = "all"
ENTITIES = "entities"
CLAIMS, GAPS, EVENTS, TERMS, SOURCES = "claims", "gaps", "events", "terms", "sources"
#: Which claims there are, of which chapter, and whom they cite.
ROLL = "roll of claims"
#: What the entities are called: figures, tables and questions name states and persons that they do not point at.
NAMES = "names of entities"
#: Before the id or alias of a fact, or the key of a term or source: its values, names and verdict and whom it cites, which a page can word,
#: without what is told of it; of a source that it is there.
CORE = "core "
#: Before the id or alias of a fact: its core, and the words that a figure may set beside it.
DRAWN = "drawn "
#: What shows on no page and in no file: where an item stands, remarks of the editors to one another, what else they know.
UNSEEN: Mapping[type, frozenset[str]] = {
    model.Source: frozenset({"where", "saw"}),
    model.Claim: frozenset({"where"}),
    model.Event: frozenset({"where", "confidence"}),
    model.Context: frozenset({"where", "topic", "nuance", "contested", "see_also", "confidence"}),
    model.Document: frozenset({"where"}),
    model.Entity: frozenset({"where", "note", "ja_name_status", "ja_name_note"}),
    model.GlossaryTerm: frozenset({"where", "ja_status"}),
    model.Membership: frozenset({"note"}),
    model.Term: frozenset({"note"}),
}
#: What only the ledger's files say of a claim.
FILED = frozenset({"section", "kind", "confidence"})


def key_of(item: model.Item) -> str:
    """A name for an item that no item of another kind has."""
    return f"{type(item).__name__.lower()} {item.id}"


def words_in(lang: str) -> str:
    """A name for all translations of the facts into a language."""
    return f"words {lang}"


def print_of_item(item: model.Item) -> str:
    """The digest of an item by itself, without its sources and translations."""
    return digest(text for text, _is_prose in pieces(item))


def digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


@dataclasses.dataclass(frozen=True)
class Prints:
    """The digests of a book's facts in one language; what is not there has the digest of nothing."""

    facts: Facts
    lang: str
    #: Digests by name, each after what it was worked out of, also by an earlier build: one that holds still is not worked out again.
    known: dict[str, tuple[str, str]] = dataclasses.field(default_factory=dict, compare=False)
    _sure: dict[str, str] = dataclasses.field(default_factory=dict, compare=False)

    @cached_property
    def _items(self) -> dict[str, model.Item]:
        facts = self.facts
        return {key_of(item): item for item in (*facts.sources, *facts.targets(), *facts.terms)}

    @cached_property
    def _groups(self) -> dict[str, tuple[model.Item, ...]]:
        facts = self.facts
        return {
            ALL: tuple(self._items.values()),
            ENTITIES: facts.entities,
            CLAIMS: facts.claims,
            GAPS: tuple(claim for claim in facts.claims if claim.gap),
            EVENTS: (*facts.events, *facts.contexts),
            TERMS: facts.terms,
            SOURCES: facts.sources,
        }

    def of(self, name: str) -> str:
        """The digest of an item by ``key_of``, with its translation and links to its sources; of one of the names above, with an id where
        it wants one; nothing where there is no such fact.
        """
        if name not in self._sure:
            basis = self._basis(name)
            if self.known.get(name, ("",))[0] != basis or not basis:
                self.known[name] = basis, self._digest(name)
            self._sure[name] = self.known[name][1]
        return self._sure[name]

    def _basis(self, name: str) -> str:
        """What a digest can differ by: cheap to tell, and another as soon as anything is that the digest is worked out of."""
        if name in self._groups:
            return digest(self.of(key_of(item)) for item in self._groups[name])
        if name in {ROLL, NAMES}:
            return digest(self._own(item) for item in (self.facts.claims if name == ROLL else self.facts.entities))
        if name.startswith((CORE, DRAWN)):
            words = self._words if name.startswith(DRAWN) else ""
            return words + self._own(meant) if (meant := self._meant(name)) else ""
        if item := self._items.get(name):
            return "".join((self._words, self._own(item), *(self._own(source) for source in self._cited(item))))
        return ""

    def _digest(self, name: str) -> str:
        if name in self._groups:
            return self._basis(name)
        if name == ROLL:
            return digest(text for claim in self.facts.claims for text in (claim.id, claim.chapter, *claim.sources, ""))
        if name == NAMES:
            return digest(text for one in self.facts.entities for text, _is_prose in pieces((one.id, one.aliases, one.type, one.names)))
        if name.startswith((CORE, DRAWN)):
            return digest((*core(meant), *self._beside(name, meant))) if (meant := self._meant(name)) else ""
        return digest(self._pieces(self._items[name])) if name in self._items else ""

    def _own(self, item: model.Item) -> str:
        return self.facts.prints.get(key_of(item)) or print_of_item(item)

    @cached_property
    def _words(self) -> str:
        words = self.facts.prose_languages.get(self.lang, {})
        return self.facts.prints.get(words_in(self.lang)) or digest([json.dumps(words, sort_keys=True)])

    def _meant(self, name: str) -> model.Item | None:
        target = name.removeprefix(CORE).removeprefix(DRAWN)
        return self.facts.target(target) if self.facts.has_target(target) else self._items.get(target)

    def _beside(self, name: str, item: model.Item) -> Iterator[str]:
        """The words that a figure sets beside a fact that has no label; a claim has none that could stand at the record's date."""
        if name.startswith(DRAWN) and isinstance(item, model.Event | model.Context | model.Document | model.Entity):
            said = self.facts.headline(item)
            yield from (said, self.facts.prose(said, self.lang))

    def _cited(self, item: model.Item) -> Iterator[model.Source]:
        for source in (*getattr(item, "sources", ()), *([item.source] if isinstance(item, model.Document) else [])):
            if self.facts.has_source(source):
                yield self.facts.source(source)

    def _pieces(self, item: model.Item) -> Iterator[str]:
        words = self.facts.prose_languages.get(self.lang, {})
        for text, is_prose in pieces(item):
            yield text
            if is_prose and text in words:
                yield words[text]
        for source in self._cited(item):
            yield self.of(key_of(source)) if isinstance(item, model.Document) else label(source)


def label(source: model.Source) -> str:
    """The digest of what a short link to a source says, who made it and when, and of the kind of witness, by which chronologies choose."""
    return digest(text for text, _is_prose in pieces((source.id, source.by, source.makers, source.date, source.kind)))


def core(item: model.Item) -> Iterator[str]:
    """What an item holds besides prose; of a source what it is called by."""
    kind: type = type(item)
    left_out = {*model.PROSE.get(kind, ()), *(FILED if isinstance(item, model.Claim) else ())}
    for name in ("id", "aliases") if isinstance(item, model.Source) else names_in(kind) or ():
        if name not in left_out:
            yield from (text for text, _is_prose in pieces((name, getattr(item, name))))


@cache
def names_in(kind: Any) -> tuple[str, ...] | None:
    """The fields of a dataclass that a page can show; nothing for any other type."""
    unseen = UNSEEN.get(kind, frozenset())
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(each.name for each in dataclasses.fields(kind) if each.name not in unseen)


def pieces(value: object) -> Iterator[tuple[str, bool]]:
    """Everything that a value holds, in order, and whether it is text that may have a translation."""
    if isinstance(value, str):
        yield value, True
    elif (names := names_in(type(value))) is not None:  # type: ignore[arg-type]
        yield type(value).__name__, False
        for name in names:
            yield name, False
            yield from pieces(getattr(value, name))
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield repr(key), False
            yield from pieces(held)
    elif isinstance(value, (tuple, list)):
        yield str(len(value)), False
        for held in value:
            yield from pieces(held)
    else:
        yield repr(value), False
