"""The reading room's door to Sphinx."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from taiyaku.reading.ext.aligned import TRANSFORMS
from taiyaku.reading.ext.belonging import setup_belonging
from taiyaku.reading.ext.context import add_context
from taiyaku.reading.ext.documents import setup_documents
from taiyaku.reading.ext.furigana import setup_furigana
from taiyaku.reading.ext.markup import box_label, setup_markup
from taiyaku.reading.ext.nodes import box, box_title, foreign, pair, ruby
from taiyaku.reading.ext.numbering import setup_numbering
from taiyaku.reading.ext.outline import setup_outline
from taiyaku.reading.ext.parser import setup_parser
from taiyaku.reading.ext.vocabulary import setup_vocabulary

__all__ = ["box", "box_label", "box_title", "foreign", "pair", "ruby", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("taiyaku.config")
    app.setup_extension("taiyaku.facts.ext.checking")
    setup_parser(app)
    setup_markup(app)
    setup_vocabulary(app)
    setup_documents(app)
    setup_numbering(app)
    setup_furigana(app)
    setup_belonging(app)
    setup_outline(app)
    for transform in TRANSFORMS:
        app.add_transform(transform)
    app.connect("html-page-context", add_context)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
