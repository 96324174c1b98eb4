"""Ace by DAISY finds no violation in any EPUB, and none of the metadata that a reader chooses a book by is missing.

Ace takes its time for every page. The edition that holds most, two languages at once, is judged page by page; of its sisters, which are made
by the same code from the same sources, a page of each kind. With ``EVERY_PAGE=1`` all that lie in ``build/`` are judged whole; continuous
integration does so after it has built the book (``make every-page``).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from taiyaku.editions import Format, read_book
from tests.conftest import CHROMIUM

ROOT = Path(__file__).parents[2]
EDITIONS = [edition for edition in read_book(ROOT).editions() if edition.format in {Format.EPUB, Format.ALIGNED_EPUB}]
PLACES = [edition.place for edition in EDITIONS]
WHOLE = [edition.place for edition in EDITIONS if edition.aligned][:1]
KINDS = ("cover", "nav", "index", "how-to-use", "01-", "glossary", "people", "memberships", "maps")
"""How the files of those pages begin that stand for their kind."""
EVERY_PAGE = bool(os.environ.get("EVERY_PAGE"))
DISCOVERY = {
    f"schema:{name}"
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")
}
POOR = {
    "META-INF/container.xml": '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "content.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>x</dc:title>'
    '<dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest>'
    '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    '<item id="p" href="p.png" media-type="image/png"/></manifest><spine><itemref idref="nav"/></spine></package>',
    "nav.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>'
    '<img src="p.png"/><nav epub:type="toc"><ol><li><a href="nav.xhtml">x</a></li></ol></nav></body></html>',
    "p.png": "",
}


def judge(epub: Path, judges: Path, folder: Path) -> dict[str, Any]:
    """Ace's report; its puppeteer drives the system's Chromium."""
    node = shutil.which("node")
    assert node
    command = [
        node,
        str(judges / "@daisy" / "ace-cli" / "bin" / "ace.js"),
        "--force",
        "--silent",
        "--outdir",
        str(folder / "ace"),
        str(epub),
    ]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(CHROMIUM), "HOME": str(folder)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=900, check=False)
    report = folder / "ace" / "report.json"
    assert report.is_file(), done.stdout[-2000:] + done.stderr[-2000:]
    made: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return made


def violations(report: dict[str, Any]) -> list[str]:
    """What the report asserts, page by page."""
    return [
        f"{page['earl:testSubject']['url']}: {one['earl:test']['dct:title']}: {str(one['earl:result'].get('html', ''))[:200]}"
        for page in report["assertions"]
        for one in page["assertions"]
    ]


if EVERY_PAGE:

    @pytest.fixture
    def finished() -> Path:
        """The editions that ``make book`` left here."""
        return ROOT / "build"

else:

    @pytest.fixture
    def finished(built: Path) -> Path:
        """The editions of the session's book."""
        return built / "build"


def thin(epub: Path, folder: Path) -> Path:
    """The same book with a reading order of a page of each kind."""
    made = folder / epub.name
    with ZipFile(epub) as whole, ZipFile(made, "w") as part:
        for name in whole.namelist():
            part.writestr(name, in_kinds(whole.read(name).decode()) if name == "content.opf" else whole.read(name))
    return made


def in_kinds(package: str) -> str:
    """A package document whose reading order has lost the pages that stand for no kind."""
    kept = {id_ for id_, href in re.findall(r'<item id="([^"]+)" href="([^"]+)"', package) if href.startswith(KINDS)}
    order = re.findall(r'<itemref idref="([^"]+)"/>', package)
    assert len(kept & set(order)) >= len(KINDS) - 1, "the reading order lacks a kind of page"
    return re.sub(r'\s*<itemref idref="([^"]+)"/>', lambda found: found[0] if found[1] in kept else "", package)


@pytest.mark.parametrize("place", PLACES)
def test_no_violation(finished: Path, judges: Path, place: str, tmp_path: Path) -> None:
    """The package, and every page of the edition that holds most; of the others a page of each kind."""
    epub = finished / place
    whole = place in WHOLE or EVERY_PAGE
    report = judge(epub if whole else thin(epub, tmp_path), judges, tmp_path)
    assert len(report["assertions"]) >= (20 if whole else len(KINDS) - 1)
    # the contents name what the thin copy leaves out of the reading order: of it that one thing cannot be asked
    assert [found for found in violations(report) if whole or "nav.xhtml: epub-toc-order" not in found] == []
    assert report["earl:result"]["earl:outcome"] == "pass" or not whole
    assert set(report["a11y-metadata"]["present"]) >= DISCOVERY


def test_ace_can_find_something(judges: Path, tmp_path: Path) -> None:
    """The judge is awake: a picture without words, a page without a language and a package without metadata are found."""
    epub = tmp_path / "poor.epub"
    with ZipFile(epub, "w") as file:
        file.writestr("mimetype", "application/epub+zip")
        for name, text in POOR.items():
            file.writestr(name, text)
    found = {one.split(": ")[1] for one in violations(judge(epub, judges, tmp_path))}
    assert found >= {"image-alt", "html-has-lang", "metadata-accessibilityfeature"}
