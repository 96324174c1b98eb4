"""What the facts are: sources, claims, later events, context, documents, entities and glossary terms.

Everything here is frozen: a book reads its facts once and nothing changes them. Prose (``claim``, ``finding``, ``event`` …) is in the
language that ``prose`` names; names and terms carry all their languages themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from taiyaku.facts.kinds import Confidence, Extent, Gap, SourceKind, Verdict, Weight
from taiyaku.facts.values import Money, Value, When
from taiyaku.finding import Where

Values: TypeAlias = Mapping[str, Value]
NOWHERE = Where("")


@dataclass(frozen=True, slots=True)
class Source:
    """Something that was read: who made it, when, where it is, how much of it was read and what that part shows.

    ``makers`` and ``places`` say ``by`` and ``locator`` in the languages whose readers know them under another name.
    """

    id: str
    title: str
    by: str
    url: str
    lang: str
    kind: SourceKind
    consulted: When
    read: Extent
    saw: str
    date: When | None = None
    locator: str = ""
    makers: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    where: Where = NOWHERE

    def made_by(self, lang: str) -> str:
        """Who made it, under the name that readers of a language know."""
        return self.makers.get(lang, self.by)

    def place(self, lang: str) -> str:
        """The exact place that was read, in a language; nothing where none is known."""
        return self.places.get(lang, self.locator)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of the article that the book rereads, with what the record says of it.

    ``value`` is what the article gives, ``corrected`` what the record gives, both by key. ``gap`` and ``weight`` are there where the
    verdict is imprecise or contradicted.
    """

    id: str
    section: str
    kind: str
    claim: str
    verdict: Verdict
    finding: str
    sources: tuple[str, ...]
    confidence: Confidence
    value: Values = field(default_factory=dict)
    corrected: Values = field(default_factory=dict)
    gap: Gap | None = None
    weight: Weight | None = None
    aliases: tuple[str, ...] = ()
    chapter: str = ""
    prose: str = "ja"
    where: Where = NOWHERE

    @property
    def article(self) -> Values:
        """The values as the article prints them."""
        return self.value

    @property
    def holds(self) -> Values:
        """The values that hold by the record: a correction replaces the article's value, a mere addition stands beside it."""
        if self.verdict in {Verdict.CONTRADICTED, Verdict.IMPRECISE} and self.corrected:
            return self.corrected
        return {**self.value, **self.corrected}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened after the article, or beside it, with its date."""

    id: str
    date: When
    event: str
    sources: tuple[str, ...]
    value: Values = field(default_factory=dict)
    confidence: Confidence = Confidence.HIGH
    aliases: tuple[str, ...] = ()
    chapter: str = ""
    prose: str = "ja"
    where: Where = NOWHERE

    @property
    def holds(self) -> Values:
        return {"date": self.date, **self.value}


@dataclass(frozen=True, slots=True)
class Position:
    """One side's position on something contested, as a source reports it."""

    side: str
    statement: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """A fact that the article leaves out. ``date`` may be a range; ``see_also`` names related facts or claims."""

    id: str
    topic: str
    fact: str
    sources: tuple[str, ...]
    confidence: Confidence
    date: When | None = None
    value: Values = field(default_factory=dict)
    nuance: str = ""
    contested: tuple[Position, ...] = ()
    see_also: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    chapter: str = ""
    prose: str = "ja"
    where: Where = NOWHERE

    @property
    def holds(self) -> Values:
        return {**({"date": self.date} if self.date else {}), **self.value}


@dataclass(frozen=True, slots=True)
class Part:
    """An exact place in a document (article, paragraph, page) and what it provides, in the editors' words."""

    place: str
    provides: str


@dataclass(frozen=True, slots=True)
class Document:
    """A primary document, described and summarised, never reprinted."""

    id: str
    names: Mapping[str, str]
    date: When
    by: str
    why: str
    audience: str
    parts: tuple[Part, ...]
    source: str
    value: Values = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    chapter: str = ""
    prose: str = "ja"
    where: Where = NOWHERE

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,)

    @property
    def holds(self) -> Values:
        return {"date": self.date, **self.value}


@dataclass(frozen=True, slots=True)
class Membership:
    """A state's time in an organisation; ``status`` is ``member``, ``associate``, ``observer``, ``suspended`` or ``signatory``."""

    state: str
    time: When
    status: str = "member"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office.

    ``person`` is the id of who held it, where that person is an entity too; ``capacity`` is ``acting`` or the like where it is not
    the ordinary one.
    """

    office: str
    names: Mapping[str, str]
    time: When
    person: str = ""
    capacity: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What a state subscribes to a bank's capital."""

    state: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, organisation, treaty, bank, person, summit …: its official names by language and what is dated about it.

    ``names`` has the keys ``ja``, ``en``, ``es``, ``pt``, ``abbr`` and, for a state, ``iso3``. ``facts`` holds further values by key.
    """

    id: str
    type: str
    names: Mapping[str, str]
    sources: tuple[str, ...] = ()
    members: tuple[Membership, ...] = ()
    terms: tuple[Term, ...] = ()
    capital: tuple[Share, ...] = ()
    facts: Values = field(default_factory=dict)
    note: str = ""
    aliases: tuple[str, ...] = ()
    ja_name_status: str = ""
    ja_name_note: str = ""
    where: Where = NOWHERE

    @property
    def iso3(self) -> str:
        """The ISO 3166-1 alpha-3 code of a state, or nothing."""
        return self.names.get("iso3", "")

    @property
    def holds(self) -> Values:
        return self.facts


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term of the book in its languages, in ``names`` those without a field. ``synonyms`` are what a reader may look for as well."""

    id: str
    en: str
    definition: str
    ja: str = ""
    reading: str = ""
    sources: tuple[str, ...] = ()
    es: str = ""
    pt: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    abbr: str = ""
    synonyms: tuple[str, ...] = ()
    ja_status: str = ""
    aliases: tuple[str, ...] = ()
    prose: str = "ja"
    where: Where = NOWHERE

    def name(self, lang: str) -> str:
        """The term in a language; the English one where that language has none."""
        return {"ja": self.ja, "en": self.en, "es": self.es, "pt": self.pt, **self.names}.get(lang) or self.en


Target: TypeAlias = Claim | Event | Context | Document | Entity
Item: TypeAlias = Source | Target | GlossaryTerm

#: The lists of a facts file, and what stands in each.
KINDS: Mapping[str, type] = MappingProxyType(
    {
        "sources": Source,
        "claims": Claim,
        "events": Event,
        "context": Context,
        "documents": Document,
        "entities": Entity,
        "terms": GlossaryTerm,
    }
)

#: The fields of each class that hold prose, and so are translated through the ``facts`` catalogue.
PROSE: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        Claim: ("claim", "finding"),
        Event: ("event",),
        Context: ("fact", "nuance"),
        Document: ("by", "why", "audience"),
        GlossaryTerm: ("definition",),
        Part: ("place", "provides"),
        Position: ("side", "statement"),
    }
)
