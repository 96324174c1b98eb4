"""The evidence as data for other programs: the bibliography as CSL-JSON, the ledger of claims as CSV and JSON.

All functions are pure and give the same text for the same facts. Ids, verdicts, gaps and weights stand as the facts write them, in every
language; sentences are in the language asked for, or in their own where no translation is there.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from taiyaku.cells import safe
from taiyaku.facts.kinds import Extent, SourceKind
from taiyaku.facts.model import Claim, Source, Values
from taiyaku.facts.query import Facts
from taiyaku.facts.values import Moment, Value, When
from taiyaku.facts.words import say
from taiyaku.strings import translate

#: The types of CSL 1.0.2 that come nearest to the kinds of witness.
CSL_TYPES: Mapping[SourceKind, str] = MappingProxyType(
    {
        SourceKind.PRIMARY: "document",
        SourceKind.OFFICIAL: "report",
        SourceKind.SCHOLARSHIP: "article",
        SourceKind.PRESS: "article-newspaper",
        SourceKind.ENCYCLOPEDIA: "entry-encyclopedia",
        SourceKind.OTHER: "webpage",
    }
)
COLUMNS = (
    *("id", "chapter", "section", "kind", "claim", "article", "record", "verdict"),
    *("gap", "weight", "finding", "sources", "confidence"),
)


def bibliography_json(sources: Iterable[Source], lang: str) -> str:
    """Sources as a CSL-JSON array, ordered by id."""
    return as_json([csl_item(source, lang) for source in sorted(sources, key=lambda source: source.id)])


def csl_item(source: Source, lang: str) -> dict[str, Any]:
    """One source as a CSL item; dates are as exact as they are known, and the note says where it was read and how much of it."""
    item: dict[str, Any] = {
        "id": source.id,
        "type": CSL_TYPES[source.kind],
        "title": source.title,
        "author": [{"literal": source.made_by(lang)}],
        "language": source.lang,
    }
    if source.date:
        item["issued"] = csl_date(source.date)
    if source.url.startswith(("http://", "https://")):
        item |= {"URL": source.url, "accessed": csl_date(source.consulted)}
    notes = [source.place(lang), translate("read as an excerpt", lang) if source.read is Extent.EXCERPT else ""]
    if any(notes):
        item["note"] = "; ".join(note for note in notes if note)
    return item


def csl_date(when: When) -> dict[str, list[list[int]]]:
    """A CSL date: one list of year, month and day as far as they are known; two for a range, one for a range without end."""
    return {"date-parts": [parts(when.start), *([parts(when.end)] if when.end else [])]}


def parts(moment: Moment) -> list[int]:
    return [part for part in (moment.year, moment.month, moment.day) if part]


def ledger_csv(claims: Iterable[Claim], facts: Facts, lang: str) -> str:
    """The claims as CSV with a head row; values in words, and no cell that a spreadsheet would run."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for claim in claims:
        row = ledger_row(claim, facts, lang)
        row |= {"article": in_words(claim.article, lang), "record": in_words(claim.corrected, lang), "sources": " ".join(claim.sources)}
        writer.writerow([safe(row[column]) for column in COLUMNS])
    return file.getvalue()


def ledger_json(claims: Iterable[Claim], facts: Facts, lang: str) -> str:
    """The claims as a JSON array of objects; values by key, times in the notation of the facts (``2005-11-04``)."""
    return as_json([ledger_row(claim, facts, lang) for claim in claims])


def ledger_row(claim: Claim, facts: Facts, lang: str) -> dict[str, Any]:
    """One claim by column."""
    return {
        "id": claim.id,
        "chapter": claim.chapter,
        "section": claim.section,
        "kind": claim.kind,
        "claim": facts.prose(claim.claim, lang),
        "article": as_data(claim.article),
        "record": as_data(claim.corrected),
        "verdict": str(claim.verdict),
        "gap": str(claim.gap or ""),
        "weight": str(claim.weight or ""),
        "finding": facts.prose(claim.finding, lang),
        "sources": list(claim.sources),
        "confidence": str(claim.confidence),
    }


def as_data(values: Values) -> dict[str, Any]:
    def plain(value: Value) -> Any:
        return [plain(item) for item in value] if isinstance(value, tuple) else str(value)

    return {key: plain(value) for key, value in values.items()}


def in_words(values: Values, lang: str) -> str:
    return "; ".join(f"{key}: {say(value, lang, 'states')}" for key, value in values.items())


def as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
