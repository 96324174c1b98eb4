"""Judge the facts once they are read: each check is a plain generator over the whole, and all of them always run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from taiyaku.facts.kinds import Verdict
from taiyaku.facts.model import Claim, Context, Entity, Term
from taiyaku.facts.words import state_name
from taiyaku.finding import Finding, Where

if TYPE_CHECKING:
    from taiyaku.facts.query import Facts


def check_sources(facts: Facts) -> Iterator[Finding]:
    """Everything names at least one source, and only sources on record."""
    for item in (*facts.targets(), *facts.terms):
        if not item.sources and not isinstance(item, Entity):
            yield Finding("facts.no-source", item.where, f"{item.id} names no source", "add `sources: [...]` with an id of sources.yaml")
        nested = [name for side in item.contested for name in side.sources] if isinstance(item, Context) else []
        for name in (*item.sources, *nested):
            if not facts.has_source(name):
                yield Finding("facts.unknown-source", item.where, f"{item.id}: no source `{name}`", facts.suggest(name, facts.source_ids()))


def check_corrections(facts: Facts) -> Iterator[Finding]:
    """A corrected value rests on a source that is not the article itself, and a gap says its kind and weight."""
    for claim in facts.claims:
        wrong = claim.verdict in {Verdict.CONTRADICTED, Verdict.IMPRECISE}
        if claim.verdict is Verdict.CONTRADICTED and not claim.sources:
            yield Finding(
                "facts.correction-without-source", claim.where, f"{claim.id} is contradicted by no source", "name the source that shows it"
            )
        if claim.corrected and not claim.sources:
            yield Finding(
                "facts.correction-without-source", claim.where, f"{claim.id} has a correction without a source", "name the source"
            )
        if wrong and not (claim.gap and claim.weight):
            yield Finding(
                "facts.gap-unclassed", claim.where, f"{claim.id} is {claim.verdict} but has no gap or weight", "add `gap:` and `weight:`"
            )
        if not wrong and (claim.gap or claim.weight):
            yield Finding(
                "facts.gap-without-verdict",
                claim.where,
                f"{claim.id} has a gap but is {claim.verdict}",
                "drop `gap` and `weight`, or mend the verdict",
            )


def check_terms_of_office(facts: Facts) -> Iterator[Finding]:
    """Nobody holds an office while another does; terms may touch on one day, and an acting or rival one may overlap."""
    for entity in facts.entities:
        ordinary = [term for term in entity.terms if not term.capacity]
        for one, other in combinations(ordinary, 2):
            if one.office == other.office and overlap(one, other):
                names = " and ".join(term.names.get("en") or term.person for term in (one, other))
                message = f"{entity.id}: {one.office} of {names} overlap ({one.time}, {other.time})"
                yield Finding(
                    "facts.overlapping-terms",
                    entity.where,
                    message,
                    "mend the dates, or say `capacity:` where it was a rival or acting one",
                )


def overlap(one: Term, other: Term) -> bool:
    return one.time.first < other.time.last and other.time.first < one.time.last


def check_references(facts: Facts) -> Iterator[Finding]:
    """What points to another fact, person or state points to one that is there."""
    for item in facts.contexts:
        for name in item.see_also:
            if not facts.has_target(name):
                yield Finding(
                    "facts.unknown-id", item.where, f"{item.id}: see-also names `{name}`", facts.suggest(name, facts.target_ids())
                )
    for entity in facts.entities:
        for person in (term.person for term in entity.terms if term.person):
            if not facts.has_target(person):
                yield Finding(
                    "facts.unknown-id", entity.where, f"{entity.id}: no person `{person}`", facts.suggest(person, facts.target_ids())
                )
        for code in {*(row.state for row in entity.members), *(share.state for share in entity.capital)}:
            if not state_name(code, "en"):
                yield Finding("facts.unknown-state", entity.where, f"{entity.id}: `{code}` is no state", "use the ISO 3166-1 alpha-3 code")


def check_names(facts: Facts) -> Iterator[Finding]:
    """Ids and aliases are used once: claims, events, context, documents and entities share one list, sources and terms have their own."""
    for items in (facts.sources, facts.terms, facts.targets()):
        first: dict[str, Where] = {}
        for item in items:
            for name in (item.id, *item.aliases):
                if name in first:
                    yield Finding(
                        "facts.duplicate-id",
                        item.where,
                        f"`{name}` is used already at {first[name]}",
                        "choose another id, or merge the two",
                    )
                first.setdefault(name, item.where)


def check_languages(facts: Facts) -> Iterator[Finding]:
    """Names are there in the language that the facts are written in, and in English, on which every other falls back."""
    told = (facts.claims, facts.events, facts.contexts, facts.documents, facts.terms)
    written = {str(getattr(item, "prose", "ja")) for items in told for item in items} or {"ja"}
    for entity in facts.entities:
        for lang in sorted({*written, "en"}, reverse=True):
            if not entity.names.get(lang):
                yield Finding("facts.name-missing", entity.where, f"{entity.id} has no name in `{lang}`", f"add `names: {{{lang}: …}}`")
    for term in facts.terms:
        if not (getattr(term, term.prose, "") or term.names.get(term.prose)):
            hint = f"add `{term.prose}: …`, or `names: {{{term.prose}: …}}`"
            yield Finding("facts.name-missing", term.where, f"{term.id} has no name in `{term.prose}`", hint)
        if term.ja and not term.reading:
            yield Finding("facts.name-missing", term.where, f"{term.id} has no reading", "add `reading: …`, in kana")
    for claim in facts.claims:
        if not isinstance(claim, Claim) or not claim.claim:
            yield Finding("facts.empty", claim.where, f"{claim.id} says nothing", "write the claim")


Check = Callable[["Facts"], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (check_names, check_sources, check_corrections, check_terms_of_office, check_references, check_languages)
