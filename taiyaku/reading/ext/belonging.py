"""A page's tree holds the page and nothing else, so that a book of many pages is kept in as little room as their sum.

Sphinx parses each translation as a document of its own and moves what it holds into the page, but each of these nodes goes on naming that
document as the one it belongs to. Through it, and its settings, they hold everything that Sphinx knows of the book so far, and every page
would be stored with all of it: in time, on disk and in memory with the square of the book.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


def nodes_of(document: nodes.document) -> Iterator[nodes.Node]:
    """Every node of a page, and those that it keeps lists of; some of these were replaced, and stand nowhere any more."""
    yield from document.findall()
    for kept in vars(document).values():
        for entry in kept.values() if isinstance(kept, dict) else kept if isinstance(kept, list) else ():
            for node in entry if isinstance(entry, list) else (entry,):
                if isinstance(node, nodes.Node):
                    yield node


def strangers(document: nodes.document) -> Iterator[nodes.Node]:
    """The nodes of a page that name another document as theirs, and those that stand below a node of another."""
    for node in nodes_of(document):
        if node.document is not document:
            yield node


class BelongToPage(SphinxTransform):
    """Let every node name the page as its document, when all other transforms are done."""

    default_priority = 999  # of three digits: docutils compares them as text

    def apply(self, **kwargs: Any) -> None:
        for node in strangers(self.document):
            node.document = self.document


def setup_belonging(app: Sphinx) -> None:
    app.add_transform(BelongToPage)
