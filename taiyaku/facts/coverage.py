"""Which authored passage carries which claim, and what of the claims a book leaves out or tells in the wrong place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from taiyaku.facts.kinds import Verdict, Weight
from taiyaku.facts.model import Claim
from taiyaku.finding import Finding, Severity


class Place(StrEnum):
    """The kinds of place in which an author tells something."""

    TEXT = "text"
    NOTE = "note"
    POINTS = "points"
    CRITICISM = "criticism"
    ASSESSMENT = "assessment"
    SINCE = "since"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Passage:
    """An authored passage that carries a claim.

    ``at`` is the number of the paragraph, the label of the note, or the key of a box that names the claim in its options (``named``);
    empty in a list or table, whose blocks have no number.
    ``marked`` tells that the reader sees the claim's verdict there. ``line`` counts from 1; 0 where it is not known.
    """

    page: str
    at: str
    place: Place
    named: bool = False
    marked: bool = False
    line: int = 0


Passages = Mapping[str, Collection[Passage]]


def judge(claims: Iterable[Claim], passages: Passages, pages: Collection[str]) -> Iterator[Finding]:
    """Say what is wrong with the telling of every claim whose chapter is among ``pages``; each claim is faulted once at most."""
    for claim in claims:
        if claim.chapter in pages and (fault := fault_of(claim, tuple(passages.get(claim.id, ())))):
            code, message, hint = fault
            yield Finding(f"facts.{code}", claim.where, f"{claim.id}: {message}", hint, Severity.WARNING)


def fault_of(claim: Claim, told: tuple[Passage, ...]) -> tuple[str, str, str] | None:
    """The code, message and hint of what is wrong with how a claim is told; none where it is told as its verdict asks."""
    places = {passage.place for passage in told}
    if not told:
        return (
            "not-carried",
            f"no authored passage of {claim.chapter} or another page carries it",
            "tell it, in a {fact} or in a box's :claims:",
        )
    if claim.weight is Weight.ARGUMENT and Place.CRITICISM not in places:
        return "gap-outside-criticism", "a gap on which the argument hangs stands in no {criticism} box", "name it in the box's :claims:"
    if claim.verdict is Verdict.OPINION and Place.ASSESSMENT not in places:
        return "opinion-outside-assessment", "an opinion stands in no {assessment} box", "name it in the box's :claims:"
    if claim.verdict is Verdict.UNVERIFIED and not any(passage.marked for passage in told):
        return "not-marked", "nowhere is it marked as unverified", "put its words into a {fact}, or say in its box that it is unverified"
    return None


def rows(claims: Iterable[Claim], passages: Passages) -> Iterator[dict[str, Any]]:
    """The report, claim by claim: id, chapter, verdict, weight of a gap, and where it is told."""
    for claim in claims:
        told = [{**asdict(passage), "place": str(passage.place)} for passage in passages.get(claim.id, ())]
        weight = str(claim.weight) if claim.weight else None
        yield {"claim": claim.id, "chapter": claim.chapter, "verdict": str(claim.verdict), "weight": weight, "passages": told}


def summary(claims: Iterable[Claim], passages: Passages, pages: Collection[str]) -> list[str]:
    """One line for each chapter of the book: how many of its claims are carried, and by how many passages."""
    lines, by_chapter = [], dict[str, list[Claim]]()
    for claim in claims:
        by_chapter.setdefault(claim.chapter, []).append(claim)
    for chapter in sorted(by_chapter):
        known = by_chapter[chapter]
        if chapter not in pages:
            lines.append(f"{chapter}: not in the book; its {len(known)} claims are not judged")
            continue
        carried = [claim for claim in known if passages.get(claim.id)]
        count = sum(len(passages[claim.id]) for claim in carried)
        lines.append(f"{chapter}: {len(carried)} of {len(known)} claims carried, by {count} passages")
    return lines
