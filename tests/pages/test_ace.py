"""Ace by DAISY finds no violation in any EPUB, and none of the metadata that a reader chooses a book by is missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from taiyaku.editions import Format, read_book
from tests.conftest import CHROMIUM

ROOT = Path(__file__).parents[2]
PLACES = [edition.place for edition in read_book(ROOT).editions() if edition.format in {Format.EPUB, Format.ALIGNED_EPUB}]
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


@pytest.mark.parametrize("place", PLACES)
def test_no_violation(built: Path, judges: Path, place: str, tmp_path: Path) -> None:
    """Every page and the package, in every edition."""
    report = judge(built / "build" / place, judges, tmp_path)
    assert violations(report) == []
    assert report["earl:result"]["earl:outcome"] == "pass"
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
