"""The table of gaps: what it lists, in which order, and in whose words."""

from __future__ import annotations

from typing import Any

SOURCES = """
sources:
- {id: report, title: Report, by: The Office, url: "https://example.org/r", lang: en, kind: official, consulted: 2026-11, read: whole, saw: All.}
"""
FIRST = """
claims:
- id: capital
  section: s
  kind: number
  claim: 資本金を100億ドルとする。
  value: {capital: {usd: 10000000000}}
  verdict: imprecise
  corrected: {capital: {usd: 7000000000}, signed: 2009-09-26, ministers: 2009-05}
  gap: outdated-at-print
  weight: detail
  finding: 協定は70億ドルとする。
  sources: [report]
  confidence: high
- id: kept
  section: s
  kind: number
  claim: 残る主張。
  verdict: confirmed
  finding: そのとおり。
  sources: [report]
  confidence: high
- id: cause
  section: s
  kind: causal
  claim: 原因を水とする。
  value: {cause: 水, states: [BRA, ARG], settled: true}
  verdict: contradicted
  corrected: {cause: ガス}
  gap: simplification
  weight: argument
  finding: 史料はガスを挙げる。
  sources: [report]
  confidence: high
"""
LATER = FIRST.replace("id: ", "id: later-")
INDEX = "# 本\n\n```{toctree}\n01-a\n13-b\n```\n"


def book(workshop: Any) -> Any:
    """A book of one chapter with claims, a page with the table, and claims of a chapter that is not written."""
    page = "(13-b)=\n# 史料\n\n:::{gaps}\n:::\n\n:::{ledger}\n:::\n"
    return workshop.write(
        {
            "facts/sources.yaml": SOURCES,
            "facts/01-a.yaml": FIRST,
            "facts/02-c.yaml": LATER,
            "docs/index.md": INDEX,
            "docs/01-a.md": "(01-a)=\n# 章\n\n本文。\n",
            "docs/13-b.md": page,
        }
    )


def cells(page: Any, anchor: str) -> list[list[str]]:
    return [[cell.get_text(strip=True) for cell in row.select("td, th")] for row in page.select(f"#{anchor} tbody tr")]


def test_one_table_a_weight_with_the_argument_first(workshop: Any) -> None:
    """Only gaps of chapters that the book has; values in the reader's words, the finding where a value is words."""
    pages = book(workshop).build()
    page = pages.page("13-b")

    assert pages.complaints == []
    assert [found["id"] for found in page.select("table.tai-gaps")] == ["gaps-argument", "gaps-detail"]
    assert cells(page, "gaps-argument") == [["原因を水とする。", "水; ブラジル、アルゼンチン", "史料はガスを挙げる。", "単純化", "01"]]
    assert cells(page, "gaps-detail") == [["資本金を100億ドルとする。", "100億ドル", "70億ドル", "刊行時に古くなっていた", "01"]]


def test_a_row_leads_to_the_ledger_and_to_the_chapter(workshop: Any) -> None:
    """The claim is a link to its row of the ledger, the number a link to the chapter."""
    links = [found["href"] for found in book(workshop).build().page("13-b").select("#gaps-detail tbody a")]

    assert links == ["#claim-capital", "01-a.html"]


def test_gaps_are_counted_by_kind_and_weight(workshop: Any) -> None:
    """Every kind has its row, an empty one too, and the last row sums them."""
    counts = cells(book(workshop).build().page("13-b"), "gaps-tally")

    assert ["単純化", "1", "0", "1"] in counts
    assert ["書き違い", "0", "0", "0"] in counts
    assert counts[-1] == ["計", "1", "1", "2"]


def test_the_tables_read_in_the_language_of_the_page(workshop: Any) -> None:
    """Heads, kinds and values are English on an English page, without words in Japanese script; untranslated prose is marked as Japanese."""
    prose = {"資本金を100億ドルとする。": "The capital is US$10 billion."}
    page = book(workshop).translate("en", "facts", prose).build("en").page("13-b")

    assert page.select_one("#gaps-argument caption").get_text().startswith("Gaps that bear on the argument")
    assert cells(page, "gaps-detail")[0][:4] == ["The capital is US$10 billion.", "US$10 billion", "US$7 billion", "outdated at print"]
    assert page.select_one("#gaps-argument td [lang=ja]").get_text() == "原因を水とする。"
    assert page.select("#gaps-argument td")[1].get_text() == "Brazil and Argentina"


def test_a_book_without_gaps_has_no_table(workshop: Any) -> None:
    """Where no claim has a gap, nothing stands in its place."""
    unfinished = INDEX.replace("01-a\n", "")
    workshop.write({"facts/sources.yaml": SOURCES, "docs/index.md": unfinished, "docs/13-b.md": "(13-b)=\n# 史料\n\n:::{gaps}\n:::\n"})

    assert workshop.build().page("13-b").select("table") == []
