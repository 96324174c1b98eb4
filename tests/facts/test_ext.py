"""Facts on a page: worded, checked and traced, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import ConfigError

SOURCES = """
sources:
- {id: report, title: Final Report, by: The Secretariat, date: 2005-11-08, url: "https://example.org/r", lang: en, kind: official, consulted: 2026-11, read: excerpt, saw: The dates.}
- {id: article, title: 論文, by: 研究所, date: '2010', url: "https://example.org/a", lang: ja, kind: scholarship, consulted: 2026-11, read: whole, saw: All.}
- {id: unused, title: Nobody, by: None, url: "https://example.org/u", lang: en, kind: press, consulted: 2026-11, read: whole, saw: x}
"""
CLAIMS = """
claims:
- id: summit-date
  section: s
  kind: date
  claim: 会議は2006年に開かれたとする。
  value: {date: 2006-11}
  verdict: contradicted
  corrected: {start: 2005-11-04, end: 2005-11-05, money: {usd: 10000000000}}
  gap: slip
  weight: argument
  finding: 報告書は2005年とする。
  sources: [report]
  confidence: high
events:
- {id: closed, date: 2007-01-02, event: 会議は閉じた。, sources: [article]}
entities:
- id: club
  type: organisation
  names: {ja: 連合, en: Club}
  members:
  - {state: BRA, time: 2000-01-01/}
  - {state: ARG, time: 2000-01-01/2004-01-01}
  sources: [report]
terms:
- {id: summit, ja: 首脳会議, reading: しゅのうかいぎ, en: summit, es: cumbre, definition: 首脳の集まり。, sources: [article]}
"""
INDEX = "# 本\n\n```{toctree}\n01-a\nback\n```\n"
BACK = "(back)=\n# 巻末\n\n:::{terms}\n:::\n\n:::{bibliography}\n:::\n\n:::{ledger} 01-a\n:::\n\n:::{members} club\n:on: 2005-01-01\n:::\n"


def chapter(workshop: Any, body: str) -> Any:
    return workshop.write(
        {
            "facts/sources.yaml": SOURCES,
            "facts/01-a.yaml": CLAIMS,
            "docs/index.md": INDEX,
            "docs/back.md": BACK,
            "docs/01-a.md": f"(01-a)=\n# 章\n\n{body}\n",
        }
    )


def facts_complaints(pages: Any) -> list[str]:
    return [line for line in pages.complaints if "[facts." in line]


def test_words_that_agree_pass(workshop: Any) -> None:
    """A day, its month, its year and words without a numeral all state the same fact; the page shows the words only."""
    body = "{fact}`2005年11月4日 <summit-date.start>`と{fact}`2005年 <summit-date.start>`、{fact}`翌年 <summit-date>`、{fact}`100億ドル <summit-date.money>`。"
    pages = chapter(workshop, body).build()

    assert facts_complaints(pages) == []
    shown = pages.page("01-a").select(".tai-fact")
    assert [fact.get_text() for fact in shown] == ["2005年11月4日", "2005年", "翌年", "100億ドル"]


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("{fact}`2006年11月 <summit-date.start>`", "is not what the fact holds"),
        ("{fact}`11月5日 <summit-date.start>`", "is not what the fact holds"),
        ("{fact}`2005年 <summit-dat>`", "did you mean summit-date"),
        ("{fact}`2005年 <summit-date.day>`", "has no value `day`; it has: start, end, money"),
        ("{fact}`summit-date`", "name one key after a dot"),
        ("{source}`reportt`", "did you mean report"),
        ("{term}`会議 <sumit>`", "did you mean summit"),
    ],
)
def test_a_wrong_fact_is_an_error_at_its_line(workshop: Any, role: str, message: str) -> None:
    """What differs from the fact, or names none, is reported with file and line."""
    pages = chapter(workshop, f"はじめの段落。\n\nここに{role}とある。").build()

    (complaint,) = facts_complaints(pages)
    assert message in complaint
    assert "docs/01-a.md:6" in complaint


def test_the_articles_own_value_is_marked_in_words(workshop: Any) -> None:
    """Where the text repeats the article's wrong value, the page says that it is wrong; the corrected one reads plainly."""
    pages = chapter(workshop, "論考は{fact}`2006年11月 <summit-date.article>`とするが、{fact}`2005年 <summit-date.start>`である。").build()

    assert facts_complaints(pages) == []
    wrong, right = pages.page("01-a").select(".tai-fact")
    assert wrong.get_text() == "2006年11月誤り"
    assert right.get_text() == "2005年"


def test_bare_facts_are_worded_in_the_language_of_the_page(workshop: Any) -> None:
    """The press words a bare fact, and a translation may use one too."""
    body = "会議は{fact}`summit-date.start`に始まり、{fact}`summit-date.money`を約し、{fact}`club.members@2005-01-01`か国が集った。"
    english = "It began on {fact}`summit-date.start`, pledged {fact}`summit-date.money`, with {fact}`club.members@2005-01-01` state."
    chapter(workshop, body).translate("en", "01-a", {body: english})

    assert "会議は2005年11月4日に始まり、100億ドルを約し、1か国が集った。" in workshop.build("ja").page("01-a").get_text()
    assert "It began on 4 November 2005, pledged US$10 billion, with 1 state." in workshop.build("en").page("01-a").get_text()


def test_a_wrong_translation_is_named_by_its_po_line(workshop: Any) -> None:
    """The translator's words are checked against the same fact, and the PO file and line are reported."""
    body = "会議は{fact}`2005年11月4日 <summit-date.start>`に始まった。"
    chapter(workshop, body).translate("en", "01-a", {"章": "Chapter", body: "It began on {fact}`14 November 2005 <summit-date.start>`."})
    pages = workshop.build("en")

    (complaint,) = facts_complaints(pages)
    po = workshop.root / "locales/en/LC_MESSAGES/01-a.po"
    line = next(number for number, text in enumerate(po.read_text("utf-8").splitlines(), 1) if "会議は" in text)
    assert f"{po}:{line}" in complaint
    assert "14 November 2005" in complaint


@pytest.mark.parametrize(
    ("english", "lost"),
    [
        ("It began on 4 November 2005. {source}`report`", "{fact} summit-date"),
        ("It began on {fact}`4 November 2005 <summit-date.start>`.", "{source} report"),
    ],
)
def test_what_a_translation_drops_is_an_error(workshop: Any, english: str, lost: str) -> None:
    """A translation that no longer states a fact or cites a source is named by its PO line, though its words may be right."""
    body = "会議は{fact}`2005年11月4日 <summit-date.start>`に始まった。{source}`report`"
    chapter(workshop, body).translate("en", "01-a", {"章": "Chapter", body: english})

    (complaint,) = facts_complaints(workshop.build("en"))
    assert f"has lost {lost}" in complaint
    assert "LC_MESSAGES/01-a.po:" in complaint


def test_a_role_shown_as_code_states_nothing(workshop: Any) -> None:
    """A guide may talk of roles; its translation need not repeat them."""
    body = "`{fact}` や `{source}` と、`` {fact}`2005年 <summit-date>` `` の書き方。"
    chapter(workshop, body).translate("en", "01-a", {"章": "Chapter", body: "How to write roles."})

    assert facts_complaints(workshop.build("en")) == []


def test_evidence_follows_the_paragraph(workshop: Any) -> None:
    """One control a paragraph lists its facts with verdict and sources, once each; a paragraph without facts has none."""
    body = "{fact}`2005年 <summit-date.start>`と{fact}`2005年11月 <summit-date.start>`、{fact}`2007年 <closed>`。\n\n数字のない段落。"
    (control,) = chapter(workshop, body).build().page("01-a").select("details.tai-evidence")

    assert control.summary.get_text() == "根拠"
    rows = [row.get_text() for row in control.select("li")]
    assert len(rows) == 2
    assert "会議は2006年に開かれたとする。 誤り 報告書は2005年とする。" in rows[0]
    assert "The Secretariat (2005)" in rows[0]


def test_the_bibliography_has_what_is_cited_and_only_that(workshop: Any) -> None:
    """Sources of notes, of facts and of the glossary are listed, an unused one is not; an excerpt says so."""
    pages = chapter(workshop, "本文[^n]。\n\n[^n]: {source}`article`。").build()
    listed = pages.page("back").select(".tai-bibliography > li")

    assert [row["id"] for row in listed] == ["source-report", "source-article"]
    assert "抄録のみ" in listed[0].get_text()
    assert "抄録のみ" not in listed[1].get_text()
    (link,) = pages.page("01-a").select("aside.footnote a.reference[href*=back]") or pages.page("01-a").select(
        "[role=doc-footnote] a[href*=back]"
    )
    assert link["href"].endswith("#source-article")


def test_terms_link_to_the_glossary(workshop: Any) -> None:
    """A term links to its entry by an ASCII id that is the same in every language."""
    body = "{term}`首脳会議 <summit>`と{term}`summit`。"
    chapter(workshop, body).translate("en", "01-a", {body: "The {term}`summit <summit>` and {term}`summit`."})

    for language, words in (("ja", ["首脳会議", "首脳会議"]), ("en", ["summit", "summit"])):
        links = workshop.build(language).page("01-a").select("a[href$='#term-summit']")
        assert [link.get_text() for link in links] == words


def test_tables_are_made_in_the_language_of_the_page(workshop: Any) -> None:
    """Members on a day and the ledger, with states' names and verdicts in the reader's words."""
    chapter(workshop, "本文。")
    japanese, english = workshop.build("ja").page("back"), workshop.build("en").page("back")

    assert [cell.get_text() for cell in japanese.select(".tai-members tbody tr:first-child td, .tai-members tbody tr:first-child th")][
        :1
    ] == ["ブラジル"]
    assert "Brazil" in english.select_one(".tai-members").get_text()
    assert japanese.select_one("#claim-summit-date").select("td")[1].get_text() == "誤り（書き違い・論旨にかかわる）"
    assert english.select_one("#claim-summit-date .tai-untranslated")["lang"] == "ja"


def test_faulty_facts_end_the_build_with_every_fault(workshop: Any) -> None:
    """The build stops before a page is read, and names each fault."""
    chapter(workshop, "本文。").write(
        {"facts/01-a.yaml": CLAIMS.replace("verdict: contradicted", "verdict: maybe").replace("2007-01-02", "2007-13-02")}
    )
    with pytest.raises(ConfigError, match="the facts have 2 faults"):
        workshop.build()


def test_parallel_reading_keeps_the_state(workshop: Any, tmp_path: Path) -> None:
    """Several processes reading pages give the same bibliography."""
    pages = {f"docs/c{n}.md": f"# c{n}\n\n本文[^n]。\n\n[^n]: {{source}}`{'article' if n % 2 else 'report'}`。\n" for n in range(8)}
    listing = "\n".join(f"c{n}" for n in range(8))
    chapter(workshop, "本文。").write({**pages, "docs/index.md": f"# 本\n\n```{{toctree}}\n01-a\nback\n{listing}\n```\n"})

    made = workshop.build()
    assert [row["id"] for row in made.page("back").select(".tai-bibliography > li")] == ["source-report", "source-article"]


def test_a_chronology_may_ask_for_witnesses(workshop: Any) -> None:
    """With ``:makers: 2`` an event needs two makers; two sources of one maker are one witness, and an encyclopedia is none."""
    chapter(workshop, ":::{chronology}\n:since: 2010-01-01\n:makers: 2\n:::")
    kinds = {"office": "official", "paper": "press", "paper-again": "press", "cyclopedia": "encyclopedia"}
    sources = "".join(
        f"- {{id: {name}, title: T, by: {name.partition('-')[0]}, url: 'https://example.org/{name}', lang: ja, kind: {kind},"
        f" consulted: 2026-11, read: whole, saw: S.}}\n"
        for name, kind in kinds.items()
    )
    pairs = {"甲": "office, paper", "乙": "paper, paper-again", "丙": "office, cyclopedia"}
    events = "".join(
        f"- {{id: e-{n}, date: 2011-01-0{n}, event: {text}。, sources: [{names}]}}\n" for n, (text, names) in enumerate(pairs.items(), 1)
    )
    workshop.write({"facts/more.yaml": f"sources:\n{sources}events:\n{events}"})
    pages = workshop.build()

    rows = pages.page("01-a").select(".tai-chronology tbody tr")
    assert [row.select("td")[1].get_text() for row in rows] == ["甲。"]
