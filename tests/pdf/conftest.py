"""The fixture that sets a tree of nodes in print."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from taiyaku.pdf.book import write_book
from taiyaku.pdf.compiler import Job, compile_pdf
from taiyaku.pdf.edition import describe_edition
from taiyaku.pdf.ext import lay_out
from taiyaku.pdf.fonts import find_typefaces
from taiyaku.pdf.nodes import HANDLERS
from taiyaku.pdf.writer import Book, Writer

sys.path.insert(0, str(Path(__file__).parent))
from printed import Print, Wall, configure, tree_of


@pytest.fixture
def set_tree(tmp_path: Path) -> Callable[..., Print]:
    """Set a tree of nodes: Typst document, design, fonts and compiler as in a build, without Sphinx's reading."""

    def set_(*children: nodes.Node, book: Book | None = None, **settings: Any) -> Print:
        tree, wall, fonts = tree_of(*children), Wall(), find_typefaces()
        writer = Writer(tree, "index", HANDLERS, book or Book(str(settings.get("language", "ja"))), wall)
        text, extra = write_book(writer, tree, {})
        edition = describe_edition(configure(**settings), "題", fonts)
        folder, target = tmp_path / "typst", tmp_path / "book.pdf"
        lay_out(folder, text, edition.data | extra, writer.files)
        warnings = compile_pdf(Job(folder / "main.typ", folder, target, fonts.folders, edition.timestamp))
        return Print(target, [*wall, *map(str, warnings)])

    return set_
