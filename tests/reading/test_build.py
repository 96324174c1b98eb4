"""What readers get from a chapter: boxes, columns, numbers, notes and addresses, in every edition."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from tiny_book import Book, read_page, words

HERE = Path(__file__).parent
ALIGNED = {"language": "en", "taiyaku_aligned": True}
EDITIONS = {"ja": {}, "en": {"language": "en"}, "aligned": ALIGNED}


def classed(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def test_catalogue_knows_every_text_and_its_line(book: Book) -> None:
    """Every text, box titles included, is extracted once, with the file and line where the author wrote it."""
    pot = (book.build("gettext") / "02-talk.pot").read_text(encoding="utf-8")
    assert book.warnings == ""
    source = book.docs["02-talk"].splitlines()
    found = re.findall(r"^#: (\S+?):(\d+)\nmsgid \"(.*)\"$", pot, re.MULTILINE)
    lines = [f"{Path(path).name}:{line} {text}" for path, line, text in found]
    for _, line, text in found:
        place = source[int(line) - 1]
        assert text in place or place.startswith(("|", ":::{figure}")), f"line {line} does not hold {text}"  # a table or an option
    assert "\n".join(lines) + "\n" == (HERE / "talk.pot.golden").read_text(encoding="utf-8")


@pytest.mark.parametrize("edition", EDITIONS)
def test_build_is_silent(registered: Book, edition: str) -> None:
    """No edition of a sound chapter gives a warning."""
    registered.build(**EDITIONS[edition])
    assert registered.warnings == ""


@pytest.mark.parametrize("edition", EDITIONS)
def test_ids_are_unique_and_every_link_arrives(registered: Book, edition: str) -> None:
    """No id stands twice on a page, and every link within the page has a target."""
    page = registered.page("02-talk", **EDITIONS[edition])
    ids = Counter(page.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#") and href != "#"]
    assert targets
    assert set(targets) <= set(ids)


def test_addresses_are_the_same_in_every_edition(registered: Book) -> None:
    """Sections, figures, paragraphs and notes have the same ids in Japanese, English and aligned; labels come first."""
    found = {}
    for edition, config in EDITIONS.items():
        page = registered.page("02-talk", **config)
        assert page.xpath("//section/@id") == ["talk", "vote"]
        found[edition] = {
            "sections": page.xpath("//section/@id"),
            "paragraphs": page.xpath("//*[@data-number]/@id"),
            "notes": page.xpath("//aside[@role='doc-footnote']/@id"),
            "figures": page.xpath("//figure/@id"),
        }
    assert found["ja"]["paragraphs"] == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert found["ja"] == found["en"] == found["aligned"]


def test_numbered_paragraph_in_html(registered: Book) -> None:
    """A numbered paragraph carries id, class and number; lists, tables and notes are not numbered."""
    page = registered.page("02-talk")
    (paragraph,) = page.xpath("//p[@id='p3']")
    assert (paragraph.get("class"), paragraph.get("data-number")) == ("tai-p", "3")
    assert words(paragraph).startswith("箱の中の段落")
    assert page.xpath("//li//*[@data-number] | //td//*[@data-number] | //aside[@role='doc-footnote']//*[@data-number]") == []
    assert read_page(registered.build() / "guide.html").xpath("//*[@data-number]") == []


def test_box_in_html(registered: Book) -> None:
    """A box is a labelled aside: kind, title, the facts it is about."""
    page = registered.page("02-talk")
    points, criticism = page.xpath(f"//aside[{classed('tai-box')}]")
    assert criticism.get("class") == "tai-box tai-criticism"
    assert criticism.get("data-facts") == "vote-count vote-day later"
    kind, title = (page.get_element_by_id(name) for name in criticism.get("aria-labelledby").split())
    assert (kind.get("class"), title.get("class"), words(title)) == ("tai-box-kind", "tai-box-title", "数を確かめる")
    assert title.xpath("em")
    assert page.get_element_by_id(points.get("aria-labelledby")).get("class") == "tai-box-kind"


def test_box_labels_are_configured(registered: Book) -> None:
    """The book names its own kinds of boxes, in each language."""
    page = registered.page("02-talk", language="en", taiyaku_box_labels={"criticism": {"en": "Check", "ja": "検証"}})
    assert [words(kind) for kind in page.xpath(f"//p[{classed('tai-box-kind')}]")] == ["Key points", "Check"]


def test_ruby_and_foreign_words(registered: Book) -> None:
    """On the web the reading stands in an attribute; foreign words carry their language."""
    page = registered.page("02-talk")
    (ruby,) = page.xpath("//h1/ruby")
    assert words(ruby) == "街"
    assert ruby.xpath("rt/@data-reading") == ["まち"]
    assert page.xpath("//i[@lang='es']/text()") == ["Área de Libre Comercio"]
    assert "街" in page.findtext(".//title")
    assert "まち" not in page.findtext(".//title")


def test_ruby_over_single_characters(book: Book) -> None:
    """Readings can be given character by character; a number of parts that does not fit is an error with its line."""
    book.docs["guide"] = "# 案内\n\n{ruby}`条|約 <じょう|やく>`と{ruby}`条約`と\n"
    page = book.page("guide")
    assert page.xpath("//section//p/ruby/rt/@data-reading") == ["じょう", "やく"]
    assert "guide.md:3: ERROR: ruby without a fitting reading: 条約" in book.warnings


def test_untranslated_blocks_are_marked(registered: Book) -> None:
    """In English, a block without translation says that it is Japanese; a confirmed identical one and a bare number do not."""
    page = registered.page("02-talk", language="en")
    (paragraph,) = page.xpath("//p[@id='p2']")
    assert (paragraph.get("lang"), "tai-untranslated" in paragraph.get("class")) == ("ja", True)
    marked = [words(block) for block in page.xpath(f"//*[{classed('tai-untranslated')}]")]
    assert [text for text in marked if "2005" in text or text == "UNASUR"] == []
    assert any("第二の要点" in text for text in marked)
    guide = read_page(registered.root / "build/html/en/guide.html")
    assert guide.xpath("//h1/span/@lang") == ["ja"]
    assert guide.xpath("//section//p/@lang") == ["ja"]


def test_aligned_paragraph(registered: Book) -> None:
    """Source and translation stand side by side, each in its language; the address leads to both."""
    page = registered.page("02-talk", **ALIGNED)
    (pair,) = page.xpath("//div[@id='p1']")
    assert pair.get("class").split() == ["tai-pair", "tai-p"]
    assert pair.get("data-number") == "1"
    source, target = pair
    assert (source.get("class"), source.get("lang"), target.get("class"), target.get("lang")) == ("tai-src", "ja", "tai-dst", "en")
    assert words(source).startswith("首脳は")
    assert words(target).startswith("Leaders")
    assert source.xpath(".//i/@lang") == target.xpath(".//i/@lang") == ["es"]


def test_aligned_view_shows_once_what_is_the_same(registered: Book) -> None:
    """Untranslated and identical blocks are not doubled."""
    page = registered.page("02-talk", **ALIGNED)
    assert "".join(page.itertext()).count("二つ目の段落は訳されていない。") == 1
    assert [words(paragraph) for paragraph in page.xpath("//p") if words(paragraph) == "UNASUR"] == ["UNASUR"]


def test_aligned_titles_captions_and_terms(registered: Book) -> None:
    """Short texts hold both languages in one element; names drawn from them hold one."""
    page = registered.page("02-talk", **ALIGNED)
    assert words(page.xpath("//h2")[0]).startswith("The Vote 採決")
    for where in ("//h2", "//dt", "//figcaption//span[@class='caption-text']", f"//p[{classed('tai-box-title')}]"):
        (source,) = page.xpath(f"{where}//span[{classed('tai-src')}]")
        assert source.get("lang") == "ja"
    assert "まち" not in page.findtext(".//title")
    assert "街" not in page.findtext(".//title")
    index = read_page(registered.root / "build/html/en-aligned/index.html")
    assert words(index.xpath("//a[@href='02-talk.html#vote']")[0]) == "The Vote"


def test_aligned_lists_tables_and_notes(registered: Book) -> None:
    """Pairs stand inside items, cells, definitions and notes, and never inside a paragraph or a span."""
    page = registered.page("02-talk", **ALIGNED)
    for where in ("//li", "//td", "//th", "//dd", "//aside[@role='doc-footnote']"):
        assert page.xpath(f"{where}/div[{classed('tai-pair')}]"), where
    assert page.xpath("//p//div | //span//div") == []


def test_note_numbers_agree_in_both_columns(registered: Book) -> None:
    """A note has one number, whichever column refers to it, and leads back to one place."""
    japanese = registered.page("02-talk")
    page = registered.page("02-talk", **ALIGNED)
    for pair in page.xpath(f"//div[{classed('tai-pair')}]"):
        source, target = (column.xpath(".//a[@role='doc-noteref']") for column in pair[:2])
        assert [(words(ref), ref.get("href")) for ref in source[:1]] == [(words(ref), ref.get("href")) for ref in target[:1]]
    labels = [words(label) for label in page.xpath("//aside[@role='doc-footnote']/span[@class='label']")]
    assert (
        labels == [words(label) for label in japanese.xpath("//aside[@role='doc-footnote']/span[@class='label']")] == ["[1]", "[2]", "[3]"]
    )
    assert len(page.xpath("//a[@role='doc-backlink']")) == len(japanese.xpath("//a[@role='doc-backlink']"))


def test_note_dropped_by_the_translation(registered: Book) -> None:
    """Where the translation lost a note, the source column still leads to it, and the note back to the source column."""
    registered.english["02-talk"]["箱の中の段落である[^two]。"] = "A paragraph in a box."
    page = registered.page("02-talk", **ALIGNED)
    assert "inconsistent footnote references" in registered.warnings
    (reference,) = page.xpath("//div[@id='p3']//a[@role='doc-noteref']")
    assert reference.get("href") == "#two"
    back = page.xpath("//aside[@id='two']//a[@role='doc-backlink']/@href")
    assert back == [f"#{reference.get('id')}"]
    english = registered.page("02-talk", language="en")
    assert english.xpath("//aside[@id='two']//a[@role='doc-backlink']") == []


def test_any_language_can_be_the_source(tmp_path: Path) -> None:
    """An English book translated into Japanese is marked and aligned alike."""
    book = Book(tmp_path, {"index": "# A Book\n\nSome words.\n\nMore words.\n"}, {})
    book.write()
    catalogue = tmp_path / "locales/ja/LC_MESSAGES/index.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgid "Some words."\nmsgstr "いくつかの語。"\n')
    page = book.page("index", language="ja", taiyaku_source_language="en", taiyaku_languages=["en", "ja"], taiyaku_aligned=True)
    assert page.xpath(f"//div[{classed('tai-pair')}]/div/@lang") == ["en", "ja"]
    assert page.xpath(f"//p[{classed('tai-untranslated')}]/@lang") == ["en"]


def test_share_translated_and_switcher(registered: Book) -> None:
    """Templates are told the share translated, the language and the sibling editions."""
    seen = {}
    folder = registered.root / "docs/_templates"
    folder.mkdir()
    (folder / "page.html").write_text("{{ tai_translated }}|{{ tai_language }}|{{ tai_chapter }}|{{ tai_editions|tojson }}")
    for edition, config in EDITIONS.items():
        out = registered.build(templates_path=["_templates"], **config)
        seen[edition] = {name: (out / f"{name}.html").read_text().split("|", 3) for name in ("02-talk", "guide")}
    assert seen["ja"]["02-talk"][:3] == ["100", "ja", "02"]
    assert seen["en"]["guide"][:3] == ["0", "en", ""]
    assert 50 < int(seen["en"]["02-talk"][0]) < 100
    assert seen["aligned"]["02-talk"][0] == seen["en"]["02-talk"][0]
    editions = json.loads(seen["aligned"]["02-talk"][3])
    assert [(item["key"], item["href"], item["hreflang"], item["current"]) for item in editions] == [
        ("ja", "../ja/02-talk.html", "ja", False),
        ("en", "../en/02-talk.html", "en", False),
        ("aligned", "../aligned/02-talk.html", "en", True),
    ]
    assert [item["label"] for item in editions][:2] == ["日本語", "English"]
    own = [{"key": "x", "label": "X", "lang": "ja", "path": "other/x"}]
    page = registered.build(templates_path=["_templates"], taiyaku_editions=own, taiyaku_edition="x") / "02-talk.html"
    assert json.loads(page.read_text().split("|", 3)[3]) == [
        {"key": "x", "label": "X", "lang": "ja", "hreflang": "ja", "href": "../other/x/02-talk.html", "current": True, "url": ""}
    ]


def test_unregistered_paragraph_is_reported(registered: Book) -> None:
    """A paragraph that the register does not know is named with file and line, and still gets a number."""
    registered.docs["02-talk"] = registered.docs["02-talk"].replace("(02-vote)=", "新しく書いた段落。\n\n(02-vote)=")
    page = registered.page("02-talk")
    assert re.search(
        r"02-talk\.md:13: WARNING: paragraph '新しく書いた段落。' .*run make paragraphs \[reading\.unregistered-paragraph\]",
        registered.warnings,
    )
    assert words(page.get_element_by_id("p2a")) == "新しく書いた段落。"
    registered.build("check")
    assert "[reading.unregistered-paragraph]" in registered.warnings
    registered.build("paragraphs")
    registered.build()
    assert registered.warnings == ""
    registered.build("check")
    assert registered.warnings == ""


def test_section_without_label_is_reported(registered: Book) -> None:
    """A section of a chapter needs its own label; a guide's does not."""
    registered.docs["02-talk"] = registered.docs["02-talk"].replace("(02-vote)=\n", "")
    registered.docs["02-talk"] = registered.docs["02-talk"].replace("[02-voteへ](#02-vote)戻る。\n", "")
    registered.build()
    assert re.search(
        r"02-talk\.md:\d+: WARNING: section '採決' has no ASCII label of its own: .* \[reading\.section-without-label\]",
        registered.warnings,
    )
    assert "guide" not in registered.warnings


@pytest.mark.parametrize("label", ["採決", "3-talk"])
def test_label_that_gives_no_lasting_address_is_reported(registered: Book, label: str) -> None:
    """A label in Japanese, or one that differs from another only in digits that HTML drops, would become a serial number."""
    registered.docs["02-talk"] = registered.docs["02-talk"].replace("(02-vote)=", f"({label})=").replace("#02-vote", f"#{label}")
    registered.build()
    assert "[reading.section-without-label]" in registered.warnings


@pytest.mark.parametrize("edition", EDITIONS)
def test_parallel_build_equals_serial(registered: Book, edition: str) -> None:
    """Two processes write the same pages as one."""
    for number in range(8):
        registered.docs[f"guide{number}"] = f"---\norphan: true\n---\n# 案内{number}\n\n{{ruby}}`案内 <あんない>`の文{number}。\n"
    serial = registered.build(out="serial", **EDITIONS[edition])
    parallel = registered.build(out="parallel", parallel=2, **EDITIONS[edition])
    names = sorted(path.name for path in serial.glob("*.html"))
    assert names == sorted(path.name for path in parallel.glob("*.html"))
    for name in names:
        assert (serial / name).read_text() == (parallel / name).read_text(), name


@pytest.mark.parametrize("builder", ["text", "man", "latex", "texinfo"])
def test_other_writers_pass_the_nodes_by(registered: Book, builder: str) -> None:
    """Sphinx's other builders write the words, without a warning of ours."""
    out = registered.build(builder, taiyaku_aligned=True, language="en")
    assert "unknown node type" not in registered.warnings
    text = "".join(path.read_text() for path in out.iterdir() if path.suffix in {".txt", ".tex", ".1", ".texi"})
    assert "Leaders" in text
