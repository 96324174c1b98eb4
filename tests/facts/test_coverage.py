"""The coverage of claims: which passage carries which, and what is told in the wrong place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from taiyaku.facts.coverage import Passage, Place, fault_of
from taiyaku.facts.kinds import Confidence, Gap, Verdict, Weight
from taiyaku.facts.model import Claim

SOURCES = """
sources:
- {id: report, title: Report, by: The Office, url: "https://example.org/r", lang: en, kind: official, consulted: 2026-11, read: whole, saw: All.}
"""
CLAIM = """
- id: {id}
  section: s
  kind: event
  claim: 主張。
  value: {{date: 2005-11-04}}
  verdict: {verdict}
  finding: 所見。
  sources: [report]
  confidence: high
"""
VERDICTS = {"told": "confirmed", "noted": "confirmed", "view": "opinion", "stray": "opinion", "unsure": "unverified", "boxed": "unverified"}
VERDICTS["left-out"] = "confirmed"
CHAPTER = """(01-a)=
# 章

{fact}`2005年11月4日 <told>`に始まった[^n]。{fact}`翌年 <stray>`も続く。{fact}`翌年 <unsure>`という。

:::{assessment} 見立て
:claims: view boxed

論考はこう見る。
:::

:::{ledger}
:::

[^n]: {fact}`2005年11月4日 <noted>`の記録。
"""


def claim(verdict: Verdict, weight: Weight | None = None) -> Claim:
    gap = Gap.SLIP if weight else None
    return Claim("c", "s", "event", "主張。", verdict, "所見。", ("report",), Confidence.HIGH, gap=gap, weight=weight, chapter="01-a")


@pytest.mark.parametrize(
    ("judged", "places", "code"),
    [
        (claim(Verdict.CONFIRMED), [], "not-carried"),
        (claim(Verdict.CONFIRMED), [Place.NOTE], None),
        (claim(Verdict.CONTRADICTED, Weight.ARGUMENT), [Place.TEXT, Place.ASSESSMENT], "gap-outside-criticism"),
        (claim(Verdict.CONTRADICTED, Weight.ARGUMENT), [Place.TEXT, Place.CRITICISM], None),
        (claim(Verdict.IMPRECISE, Weight.DETAIL), [Place.NOTE], None),
        (claim(Verdict.OPINION), [Place.TEXT], "opinion-outside-assessment"),
        (claim(Verdict.OPINION), [Place.ASSESSMENT], None),
        (claim(Verdict.UNVERIFIED), [Place.TEXT], "not-marked"),
    ],
)
def test_each_verdict_has_its_place(judged: Claim, places: list[Place], code: str | None) -> None:
    """Gaps of the argument belong in a box of criticism, opinions in one of assessment, the unverified is marked, the rest is told."""
    fault = fault_of(judged, tuple(Passage("01-a", "1", place) for place in places))
    assert (fault[0] if fault else None) == code


@pytest.fixture
def covered(workshop: Any) -> Any:
    """A chapter that tells some of its claims, and leaves one to the ledger."""
    claims = "claims:" + "".join(CLAIM.format(id=name, verdict=verdict) for name, verdict in VERDICTS.items())
    index = "# 本\n\n```{toctree}\n01-a\n```\n"
    late = "claims:" + CLAIM.format(id="late", verdict="confirmed")
    files = {
        "facts/sources.yaml": SOURCES,
        "facts/01-a.yaml": claims,
        "facts/02-c.yaml": late,
        "docs/index.md": index,
        "docs/01-a.md": CHAPTER,
    }
    workshop.write(files).write({"docs/paragraphs.yaml": ""})
    return workshop.build(builder="check", extensions=["myst_parser", "taiyaku.facts.ext", "taiyaku.reading.ext"])


def test_report_says_where_each_claim_is_told(covered: Any) -> None:
    """Text, note and box are told apart; what the ledger generates is no telling."""
    report = {row["claim"]: row for row in json.loads((covered.out / "coverage.json").read_text("utf-8"))}
    places = {name: [(told["place"], told["named"], told["marked"]) for told in row["passages"]] for name, row in report.items()}
    assert places == {
        "told": [("text", False, False)],
        "noted": [("note", False, False)],
        "view": [("assessment", True, False)],
        "stray": [("text", False, False)],
        "unsure": [("text", False, True)],
        "boxed": [("assessment", True, False)],
        "left-out": [],
        "late": [],
    }
    assert report["noted"]["passages"][0]["at"] == "n"
    assert report["told"]["passages"][0]["line"] == 4


def test_what_is_left_out_or_misplaced_is_a_warning(covered: Any) -> None:
    """Each fault is reported once, at the claim; a chapter that the book lacks is not judged."""
    found = [line for line in covered.complaints if "[facts." in line]
    assert [line.rpartition("[facts.")[2] for line in found] == ["opinion-outside-assessment]", "not-marked]", "not-carried]"]
    assert all("01-a.yaml:" in line for line in found)
    assert [line.split("WARNING: ")[1].split(":")[0] for line in found] == ["stray", "boxed", "left-out"]
