"""MyST's parser without its waste: a translated book parses every string of its catalogues as a document of its own.

MyST makes a Markdown parser anew for each of them, and all default settings of docutils besides, which it then throws away.
Both are kept here; what is parsed is the same (a test compares the trees).
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from docutils import nodes
from docutils.frontend import Values, get_default_settings
from docutils.parsers.rst import Parser as RSTParser
from docutils.utils import new_document
from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils import base
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx

SETTINGS = cache(get_default_settings)


def make_document(source_path: str = "notset", parser_cls: Any = RSTParser) -> nodes.document:
    """What MyST's function of this name makes, from settings that are worked out once."""
    settings = Values(copy.copy(SETTINGS(parser_cls).__dict__))
    return new_document(source_path, settings=settings)


class ThriftyParser(MystParser):
    """MyST's parser; texts without a front matter share one Markdown parser, as long as none is at work inside another."""

    kept: tuple[MdParserConfig, MarkdownIt] | None = None
    busy = False

    def parse(self, inputstring: str, document: nodes.document) -> None:
        cls = ThriftyParser
        if inputstring.startswith("---") or cls.busy:
            super().parse(inputstring, document)
            return
        config: MdParserConfig = document.settings.env.myst_config
        if cls.kept is None or cls.kept[0] is not config:
            cls.kept = config, create_md_parser(config, SphinxRenderer)
        cls.busy = True
        try:
            parser = cls.kept[1]
            parser.options["document"] = document
            parser.render(inputstring)
        finally:
            cls.busy = False


def setup_parser(app: Sphinx) -> None:
    app.setup_extension("myst_parser")
    app.add_source_parser(ThriftyParser, override=True)
    base.make_document = make_document  # SphinxRenderer calls it for every text, to have a default that it never uses
