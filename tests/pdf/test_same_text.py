"""What poppler reads from the paper is, paragraph by paragraph, what the sources say, but for white space and readings."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from docutils import nodes
from printed import squeeze
from sphinx import addnodes

from taiyaku.editions import Format, read_book

MINI = Path(__file__).parents[1] / "books" / "mini"
MILLIMETRE = 72 / 25.4
INSIDE, AREA, WIDTH = 21 * MILLIMETRE, 9.5 * 40, 182 * MILLIMETRE
HEAD, FOOT = 60, 690
"""The B5 design in points: where the type area begins and ends."""
SMALL = 6.2
"""Readings, marks of notes and verdicts are set lower than this, in points; nothing that is read is."""
APART = "\N{OBJECT REPLACEMENT CHARACTER}"
PAGE = re.compile(r"[（(]→p\.\d+[）)]")
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>')


def printed_pages(path: Path) -> list[str]:
    """The text of each page's type area, squeezed, without readings, marks and the pages that links name.

    A hyphen at which Portuguese is broken is printed on both lines, as its orthography asks; here it counts once.
    """
    bare = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return [
        PAGE.sub("", squeeze("".join(words_of(page, number))).replace("--", "-")) for number, page in enumerate(bare.split("<page ")[1:], 1)
    ]


def words_of(page: str, number: int) -> Iterator[str]:
    left = INSIDE if number % 2 else WIDTH - INSIDE - AREA
    for x, top, bottom, word in WORD.findall(page):
        inside = left - 5 <= float(x) < left + AREA and float(top) >= HEAD and float(bottom) <= FOOT
        if inside and float(bottom) - float(top) > SMALL:
            yield unescape(word)


def written(paragraph: nodes.paragraph) -> str:
    """A paragraph as the sources have it, squeezed; where the paper may have the number of a note or a verdict stands a mark."""
    copy = paragraph.deepcopy()
    for part in list(copy.findall(nodes.Element)):
        if isinstance(part, nodes.footnote_reference):
            part.parent.replace(part, nodes.Text(APART))
        elif isinstance(part, nodes.reference | addnodes.pending_xref) or part.get("mark"):
            part.append(nodes.Text(APART))
    return squeeze(copy.astext()).replace("--", "-")


def pattern(text: str) -> str:
    return re.escape(text).replace(APART, r"(?:\d{1,3}|［\w+］|\[\w+\])?")


def stands(text: str, pages: list[str]) -> bool:
    """Whether a text stands whole on a page, or goes on at the head of the next, notes apart."""
    if any(re.search(pattern(text), page) for page in pages):
        return True
    tails = [(re.compile(pattern(text[cut:])), text[:cut]) for cut in range(1, len(text))]
    return any(tail.match(after) and re.search(pattern(head), before) for before, after in pairwise(pages) for tail, head in tails)


def lost(folder: Path, chapter: str, lang: str) -> list[str]:
    """The numbered paragraphs of a chapter that the paper does not give back."""
    book = read_book(folder)
    (place,) = (edition.place for edition in book.editions() if edition.format is Format.PDF and edition.language == lang)
    doctree = pickle.loads((folder / "build" / ".work" / "doctrees" / lang / f"{chapter}.doctree").read_bytes())
    texts = [written(paragraph) for paragraph in doctree.findall(nodes.paragraph) if paragraph.get("number")]
    assert len(texts) >= 3
    pages = printed_pages(folder / "build" / place)
    return [text for text in texts if not stands(text, pages)]


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book, in English and in Japanese, on paper."""
    folder = tmp_path_factory.mktemp("books") / "mini"
    shutil.copytree(MINI, folder, ignore=shutil.ignore_patterns("build", "*.mo"))
    command = [sys.executable, "-m", "taiyaku", "build", "pdf-en", "pdf-ja"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_small_book_reads_back(mini: Path, lang: str) -> None:
    """Every numbered paragraph."""
    assert lost(mini, "01-bridge", lang) == []


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_chapter_of_the_book_reads_back(built: Path, lang: str) -> None:
    """Every numbered paragraph of a chapter with foreign names, readings, notes and facts marked wrong."""
    assert lost(built, "02-ftaa", lang) == []


def test_a_lost_word_is_noticed() -> None:
    """The comparison can fail: within a page, across two, and where an order is changed."""
    pages = ["甲乙丙丁3戊注記", "己庚辛壬"]
    assert stands(f"乙丙丁{APART}戊", pages)
    assert stands("丁3戊己庚", pages)
    assert not stands("乙丁3戊", pages)
    assert not stands("丁3戊己辛", pages)
    assert not stands("庚己", pages)
