"""The evidence as data: what other programs read, and what spreadsheets must not run."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from taiyaku.cells import safe
from taiyaku.facts.exports import COLUMNS, bibliography_json, csl_date, ledger_csv, ledger_json
from taiyaku.facts.kinds import Confidence, Extent, Gap, SourceKind, Verdict, Weight
from taiyaku.facts.model import Claim, Source
from taiyaku.facts.query import Facts
from taiyaku.facts.values import Money, When
from tests.facts.test_ext import chapter

PROSE = {"=1+1だとする。": "It says =1+1."}
FACTS = cast(Facts, SimpleNamespace(prose=lambda text, lang: PROSE.get(text, text) if lang == "en" else text))


def source(name: str, **other: Any) -> Source:
    given = {"title": "Report", "by": "Office", "url": "https://example.org/r", "lang": "en", "kind": SourceKind.OFFICIAL, "saw": "Dates."}
    return Source(**{"id": name, "consulted": When.parse("2026-11"), "read": Extent.EXCERPT, **given, **other})


CLAIM = Claim(
    "money", "節", "number", "=1+1だとする。", Verdict.CONTRADICTED, "-5ではない、\n「二」である。", ("b", "a"), Confidence.HIGH,
    {"amount": Money(Decimal(10_000_000_000)), "by": ("ARG", "BRA")}, {"signed": When.parse("2005-11-04")}, Gap.SLIP, Weight.DETAIL, chapter="01-a",
)  # fmt: skip


@pytest.mark.parametrize(
    ("time", "expected"),
    [("2005", [[2005]]), ("2005-11", [[2005, 11]]), ("2005-11-04/2006", [[2005, 11, 4], [2006]]), ("2008-12-05/", [[2008, 12, 5]])],
)
def test_dates_are_as_exact_as_they_are_known(time: str, expected: list[list[int]]) -> None:
    """A year stays a year, a range has two ends, an open one its beginning."""
    assert csl_date(When.parse(time)) == {"date-parts": expected}


def test_the_bibliography_is_csl() -> None:
    """Items are ordered, carry what CSL asks for, and leave out what is not known."""
    sources = [source("b", date=When.parse("2005-11"), locator="p. 3"), source("a", url="paper only", read=Extent.WHOLE)]
    text = bibliography_json(sources, "en")
    first, second = json.loads(text)

    assert first == {"id": "a", "type": "report", "title": "Report", "author": [{"literal": "Office"}], "language": "en"}
    assert second["issued"] == {"date-parts": [[2005, 11]]}
    assert second["accessed"] == {"date-parts": [[2026, 11]]}
    assert (second["URL"], second["note"]) == ("https://example.org/r", "p. 3; read as an excerpt")
    assert text == bibliography_json(reversed(sources), "en")


def test_a_maker_is_named_as_readers_know_it() -> None:
    """A body with a name of its own in a language stands under it there, and so does the place; any other language has the plain words."""
    office = source("a", by="Ministry", makers={"ja": "外務省"}, locator="abstract", places={"ja": "要旨"}, read=Extent.WHOLE)
    japanese, english, spanish = (json.loads(bibliography_json([office], lang))[0] for lang in ("ja", "en", "es"))

    assert (japanese["author"], japanese["note"]) == ([{"literal": "外務省"}], "要旨")
    assert (english["author"], english["note"]) == ([{"literal": "Ministry"}], "abstract")
    assert spanish["author"] == english["author"]


def test_the_ledger_reads_back_as_csv() -> None:
    """Every column returns, in the language asked for; line breaks and quotes inside a cell hold."""
    head, row = csv.reader(io.StringIO(ledger_csv([CLAIM], FACTS, "en"), newline=""))
    read = dict(zip(head, row, strict=True))

    assert tuple(head) == COLUMNS
    assert read["claim"] == "It says =1+1."
    assert read["article"] == "amount: US$10 billion; by: Argentina and Brazil"
    assert read["record"] == "signed: 4 November 2005"
    assert (read["verdict"], read["gap"], read["weight"], read["sources"]) == ("contradicted", "slip", "detail", "b a")
    assert read["finding"] == "'-5ではない、\n「二」である。"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    """What a spreadsheet would run begins with an apostrophe; anything else is left alone."""
    assert safe(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert safe(f"1{start}1") == f"1{start}1"
    assert "'=1+1だとする。" in ledger_csv([CLAIM], FACTS, "ja")


def test_the_ledger_as_json_keeps_values_by_key() -> None:
    """Values stand by key in the notation of the facts, texts as they are."""
    (row,) = json.loads(ledger_json([CLAIM], FACTS, "ja"))

    assert list(row) == list(COLUMNS)
    assert row["article"] == {"amount": "USD 10,000,000,000", "by": ["ARG", "BRA"]}
    assert (row["record"], row["claim"], row["sources"]) == ({"signed": "2005-11-04"}, "=1+1だとする。", ["b", "a"])


def test_a_website_has_its_data_beside_it(workshop: Any) -> None:
    """The files hold what the pages show, the pages lead to them, and an edition that is no website has neither."""
    book = chapter(workshop, "本文[^n]。\n\n[^n]: {source}`article`。").write({"docs/01-a.md": "(01-a)=\n# 章\n\n:::{ledger}\n:::\n"})
    pages = book.build()

    assert [link["href"] for link in pages.page("01-a").select(".tai-data a")] == ["_data/ledger.csv", "_data/ledger.json"]
    assert [link["href"] for link in pages.page("back").select(".tai-data a")] == ["_data/bibliography.json"]
    listed = {row["id"].removeprefix("source-") for row in pages.page("back").select(".tai-bibliography > li")}
    assert {item["id"] for item in json.loads((pages.out / "_data/bibliography.json").read_text("utf-8"))} == listed
    rows = list(csv.DictReader(io.StringIO((pages.out / "_data/ledger.csv").read_text("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ["summit-date"]
    text = book.build(builder="text")
    assert not (text.out / "_data").exists()
    assert "_data" not in (text.out / "back.txt").read_text("utf-8")
