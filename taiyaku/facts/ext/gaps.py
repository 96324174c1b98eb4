"""The table of gaps: where the article and the record part, one table a weight, with a count of kinds before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment

from taiyaku.facts.ext.domain import facts_of
from taiyaku.facts.ext.filling import link
from taiyaku.facts.ext.nodes import from_facts
from taiyaku.facts.ext.tables import Cell, prose, table
from taiyaku.facts.kinds import Gap, Weight
from taiyaku.facts.model import Claim
from taiyaku.facts.values import Value
from taiyaku.facts.words import is_state, say
from taiyaku.strings import translate

TITLES = {Weight.ARGUMENT: "Gaps that bear on the argument", Weight.DETAIL: "Gaps in details"}
HEAD = ("Claim", "The article", "The record", "Kind of gap", "Chapter")
#: Shares of the width, column by column: the claim and the record are sentences, the others are words.
WIDTHS = (32, 16, 32, 13, 7)
#: How many values read well without a word of explanation; where there are more, the finding says it in words.
FEW = 2
SILENT = {"true", "false"}


def make_gaps(node: from_facts, env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """A count of gaps by kind, then every gap of the chapters that the book has, those of the argument first."""
    claims = [claim for claim in facts_of(env).claims if claim.gap and claim.chapter in env.found_docs]
    if not claims:
        return []
    claims.sort(key=lambda claim: claim.chapter)
    return [tally(claims, lang), *(gaps_of(weight, claims, env, lang) for weight in Weight)]


def tally(claims: Sequence[Claim], lang: str) -> nodes.table:
    """How many gaps there are of each kind and weight, and in all."""
    counts = Counter((claim.gap, claim.weight) for claim in claims)
    head = [translate(word, lang) for word in ("Kind of gap", *Weight, "Total")]
    rows = [[translate(kind, lang), *in_all([counts[kind, weight] for weight in Weight])] for kind in Gap]
    sums = in_all([sum(counts[kind, weight] for kind in Gap) for weight in Weight])
    return table(head, [*rows, [translate("Total", lang), *sums]], "tai-gaps-tally", anchor="gaps-tally")


def in_all(numbers: Sequence[int]) -> list[str]:
    """Numbers and, last, their sum."""
    return [str(number) for number in (*numbers, sum(numbers))]


def gaps_of(weight: Weight, claims: Sequence[Claim], env: BuildEnvironment, lang: str) -> nodes.table:
    """The gaps of one weight, in the order of the book."""
    rows = [gap_row(claim, env, lang) for claim in claims if claim.weight is weight]
    head = [translate(word, lang) for word in HEAD]
    made = table(head, rows, "tai-gaps", translate(TITLES[weight], lang), f"gaps-{weight}")
    for column, width in zip(made.findall(nodes.colspec), WIDTHS, strict=True):
        column["colwidth"] = width
    return made


def gap_row(claim: Claim, env: BuildEnvironment, lang: str) -> list[Cell]:
    facts = facts_of(env)
    return [
        [link("claim", claim.id, env, [prose(facts, claim, claim.claim, lang)])],
        given(claim, lang),
        recorded(claim, env, lang),
        translate(claim.gap or "", lang),
        [to_chapter(claim.chapter, env)],
    ]


def given(claim: Claim, lang: str) -> str:
    """What the article gives, in the reader's words. A yes or no, and a word of another script, say nothing alone: the claim says them."""
    said = [(value, say(value, lang, "states")) for value in claim.value.values() if value not in SILENT]
    readable = [words for value, words in said if lang == claim.prose or words.isascii() or not is_free(value)]
    return "; ".join(readable) or "—"


def recorded(claim: Claim, env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """What the record gives: the value that stands for the article's own, or a few others; where words are needed, the finding."""
    other = [value for key, value in claim.corrected.items() if key in claim.value and value != claim.value[key]]
    values = other or [value for key, value in claim.corrected.items() if key not in claim.value]
    if values and len(values) <= FEW and not any(is_free(value) for value in values):
        return [nodes.Text("; ".join(say(value, lang, "states") for value in values))]
    return [prose(facts_of(env), claim, claim.finding, lang)]


def is_free(value: Value) -> bool:
    """Whether a value is words rather than a time, an amount or a state."""
    if isinstance(value, tuple):
        return any(is_free(item) for item in value)
    return isinstance(value, str) and not is_state(value)


def to_chapter(chapter: str, env: BuildEnvironment) -> pending_xref:
    """A link to a chapter by its number."""
    number = nodes.inline("", chapter.split("-", maxsplit=1)[0])
    return pending_xref(
        "", number, refdomain="std", reftype="doc", reftarget=f"/{chapter}", refdoc=env.docname, refexplicit=True, refwarn=False
    )
