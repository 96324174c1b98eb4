"""A small bilingual book, ready to build."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, so what they share must be found by name

from tiny_book import Book, make_book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return make_book(tmp_path)


@pytest.fixture
def registered(book: Book) -> Book:
    """The same, with its paragraphs registered."""
    book.build("paragraphs")
    return book
