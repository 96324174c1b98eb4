"""The list of persons: names in the reader's language and their own, offices with their times."""

from __future__ import annotations

from typing import Any

from tests.facts.test_ext import SOURCES

PEOPLE = """
entities:
- {id: zoe, type: person, names: {ja: アナ・ソエ, en: Ana Zoé, pt: Ana Zoé}, sources: [report]}
- {id: beto, type: person, names: {ja: ベト, en: Beto, es: Don Beto}, aliases: [p-beto], sources: [article]}
- id: land
  type: state
  names: {ja: 国, en: Land, iso3: BRA}
  sources: [report]
  terms:
  - {office: president, person: p-beto, time: 2003-01-01/2004-01-01, names: {en: Beto}}
- id: club
  type: organisation
  names: {ja: 連合, en: Club}
  sources: [report]
  terms:
  - {office: secretary-general, person: beto, time: 2001-05/2002, capacity: acting, names: {en: Beto}}
"""
PAGE = "(people)=\n# 人物\n\n:::{people}\n:::\n\n:::{bibliography}\n:::\n"


def test_people_with_their_offices(workshop: Any) -> None:
    """Sorted by the name that is read; the original name says its language; offices stand in the order of time."""
    workshop.write({"facts/sources.yaml": SOURCES, "facts/people.yaml": PEOPLE, "docs/index.md": PAGE})
    pages = workshop.build("ja")
    listed = pages.page("index").select(".tai-people dt")

    assert pages.complaints == []
    assert [name["id"] for name in listed] == ["person-zoe", "person-beto"]
    assert [name.get_text() for name in listed] == ["アナ・ソエ Ana Zoé", "ベト Don Beto"]
    assert [name.select_one("[lang]")["lang"] for name in listed] == ["pt", "es"]
    held = listed[1].find_next_sibling("dd").select("li")
    assert [row.get_text().strip() for row in held] == ["連合事務総長、2001年5月〜2002年（代行）", "国大統領、2003年1月1日〜2004年1月1日"]
    assert [link["href"] for link in listed[1].find_next_sibling("dd").select(".tai-sources a")] == ["#source-article"]


def test_people_in_english(workshop: Any) -> None:
    """A name that is the same in its own language is not said twice."""
    workshop.write({"facts/sources.yaml": SOURCES, "facts/people.yaml": PEOPLE, "docs/index.md": PAGE})
    page = workshop.build("en").page("index")

    assert [name.get_text() for name in page.select(".tai-people dt")] == ["Ana Zoé", "Beto Don Beto"]
    assert [row.get_text().strip() for row in page.select(".tai-people dd li")] == [
        "Secretary general of the Club, May 2001 – 2002 (acting)",
        "President of Land, 1 January 2003 – 1 January 2004",
    ]
