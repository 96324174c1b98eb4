"""Digests of facts as a page can show them: a page is read anew when one that it rests on changes, and not when another does."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property

from taiyaku.facts import model
from taiyaku.facts.query import Facts

#: What a page may rest on besides single items: every fact there is, and every entity, whose names tables and figures show.
ALL = "all"
ENTITIES = "entities"
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

    @cached_property
    def _items(self) -> dict[str, model.Item]:
        facts = self.facts
        return {key_of(item): item for item in (*facts.sources, *facts.targets(), *facts.terms)}

    @cached_property
    def _made(self) -> dict[str, str]:
        return {}

    def of(self, name: str) -> str:
        """The digest of an item by ``key_of``, with its sources and its translation; or of ``ALL`` or ``ENTITIES``."""
        if name not in self._made:
            self._made[name] = self._digest(name)
        return self._made[name]

    def _digest(self, name: str) -> str:
        if name == ALL:
            parts: Iterator[str] = (f"{key} {self.of(key)}" for key in self._items)
        elif name == ENTITIES:
            parts = (f"{key_of(entity)} {self.of(key_of(entity))}" for entity in self.facts.entities)
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


def pieces(value: object) -> Iterator[tuple[str, bool]]:
    """Everything that a value holds, in order, and whether it is text that may have a translation."""
    if isinstance(value, str):
        yield value, True
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__, False
        for each in dataclasses.fields(value):
            if each.name not in UNSEEN:
                yield each.name, False
                yield from pieces(getattr(value, each.name))
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
