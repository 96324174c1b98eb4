"""Digests of facts as a page can show them: a page is read anew when one that it rests on changes, and not when another does."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from taiyaku.facts import model
from taiyaku.facts.query import Facts

#: What a page may rest on besides single items: every fact there is, every entity, whose names tables and figures show, and all of a kind.
ALL = "all"
ENTITIES = "entities"
CLAIMS, EVENTS, TERMS, SOURCES = "claims", "events", "terms", "sources"
#: Where an item stands in its file shows on no page.
UNSEEN = {"where"}


def key_of(item: model.Item) -> str:
    """A name for an item that no item of another kind has."""
    return f"{type(item).__name__.lower()} {item.id}"


@dataclasses.dataclass(frozen=True)
class Prints:
    """The digests of a book's facts in one language; what is not there has the digest of nothing."""

    facts: Facts
    lang: str
    #: The digests that were worked out so far, or by an earlier build of the same facts.
    known: dict[str, str] = dataclasses.field(default_factory=dict, compare=False)

    @cached_property
    def _items(self) -> dict[str, model.Item]:
        facts = self.facts
        return {key_of(item): item for item in (*facts.sources, *facts.targets(), *facts.terms)}

    @cached_property
    def _groups(self) -> dict[str, tuple[model.Item, ...]]:
        facts = self.facts
        return {
            ENTITIES: facts.entities,
            CLAIMS: facts.claims,
            EVENTS: (*facts.events, *facts.contexts),
            TERMS: facts.terms,
            SOURCES: facts.sources,
        }

    def of(self, name: str) -> str:
        """The digest of an item by ``key_of``, with its sources and its translation; or of ``ALL``, or all of a kind."""
        if name not in self.known:
            self.known[name] = self._digest(name)
        return self.known[name]

    def _digest(self, name: str) -> str:
        if name == ALL:
            parts: Iterator[str] = (f"{key} {self.of(key)}" for key in self._items)
        elif name in self._groups:
            parts = (f"{key_of(item)} {self.of(key_of(item))}" for item in self._groups[name])
        elif name in self._items:
            parts = self._pieces(self._items[name])
        else:
            return ""
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]

    def _pieces(self, item: model.Item) -> Iterator[str]:
        words = self.facts.prose_languages.get(self.lang, {})
        for text, is_prose in pieces(item):
            yield text
            if is_prose and text in words:
                yield words[text]
        cited = (*getattr(item, "sources", ()), *([item.source] if isinstance(item, model.Document) else []))
        for source in cited:
            if self.facts.has_source(source):
                yield self.of(key_of(self.facts.source(source)))


@cache
def names_in(kind: Any) -> tuple[str, ...] | None:
    """The fields of a dataclass that a page can show; nothing for any other type."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(each.name for each in dataclasses.fields(kind) if each.name not in UNSEEN)


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
