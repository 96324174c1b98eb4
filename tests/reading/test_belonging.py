"""What Sphinx keeps of a page holds that page alone: a book of many pages takes as much room as its pages, and no more."""

from __future__ import annotations

import pickletools
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document
from tiny_book import Book

from taiyaku.reading.ext.belonging import strangers

EDITIONS = {"en": {"language": "en"}, "aligned": {"language": "en", "taiyaku_aligned": True}}
#: How the document, and what Sphinx knows of the book, are named in what is stored.
DOCUMENT, BOOK = "docutils.nodes document", "sphinx.environment BuildEnvironment"


def kept(path: Path) -> Counter[str]:
    """The classes of which objects are made when a stored page is read, and how often the words of a class and of its room stand there."""
    words = [str(argument) for _, argument, _ in pickletools.genops(path.read_bytes()) if isinstance(argument, str)]
    return Counter(f"{room} {name}" for room, name in pairwise(words))


@pytest.mark.parametrize("edition", EDITIONS)
def test_stored_page_holds_no_other_page(registered: Book, edition: str) -> None:
    """The stored tree of a translated page holds nothing that Sphinx knows of the book, nor the translations as documents of their own."""
    out = registered.build(out=edition, **EDITIONS[edition])
    stored = out.parent / ".doctrees" / edition
    for name in ("index", "02-talk", "guide"):
        found = kept(stored / f"{name}.doctree")
        assert found[DOCUMENT] == 1
        assert found[BOOK] == 0


@pytest.mark.parametrize("edition", EDITIONS)
def test_stored_page_does_not_grow_with_the_book(registered: Book, edition: str) -> None:
    """Pages that others precede are stored in the same bytes: ten more before it make a page no larger."""
    small = registered.build(out=edition, **EDITIONS[edition])
    path = small.parent / ".doctrees" / edition / "02-talk.doctree"
    before = path.stat().st_size
    for number in range(10):
        registered.docs[f"01-more-{number}"] = f"# 頁{number}\n\n前の頁の文。\n"
    registered.docs["index"] = registered.docs["index"].replace(
        "02-talk\n", "02-talk\n01-more-{}\n".format("\n01-more-".join("0123456789"))
    )
    registered.build(out=edition, **EDITIONS[edition])
    assert path.stat().st_size == before


def test_strangers_are_found_in_the_tree_and_in_what_a_page_keeps_lists_of() -> None:
    """A node that names another document is a stranger, in the tree, by its id, and in a list by name."""
    page, other = new_document("page"), new_document("other")
    inside, by_id, by_name = nodes.paragraph(), nodes.target(), nodes.footnote_reference()
    page += nodes.section("", nodes.paragraph(), inside)
    page.ids["a"] = by_id
    page.refnames["b"] = [by_name]
    assert set(strangers(page)) == {by_id, by_name}  # they name none
    for node in (inside, by_id, by_name):
        node.document = other
    assert set(strangers(page)) == {inside, by_id, by_name}
