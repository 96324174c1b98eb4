"""The thrifty parser reads what MyST reads."""

from __future__ import annotations

import shutil

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers import Parser
from docutils.parsers.rst import Parser as RSTParser
from docutils.utils import new_document
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers.sphinx_ import MystParser

from taiyaku.reading.ext.parser import ThriftyParser
from tests.conftest import Workshop

PAGE = """---
myst:
  enable_extensions: [dollarmath, colon_fence]
---
(one)=
# 題 *強調*

本文は[別の頁](other.md)と注[^a]と$x^2$を含む。

:::{note}
箱の中の**文**。

- 一つめ
- 二つめ
:::

[^a]: 注の文。
"""
OTHER = "# 別\n\n頁の文と`code`、[戻る](#one)。\n"
WORDS = {"題 *強調*": "A *title*", "注の文。": "The note's text.", "箱の中の**文**。": "Text **in** a box.", "二つめ": "the second"}
SETTINGS = {"extensions": ["myst_parser", "taiyaku"], "taiyaku_source_language": "ja", "taiyaku_languages": ["ja", "en"]}


@pytest.fixture
def book(workshop: Workshop) -> Workshop:
    workshop.write({"docs/index.md": "# 本\n\n```{toctree}\npage\nother\n```\n", "docs/page.md": PAGE, "docs/other.md": OTHER})
    return workshop.translate("en", "page", WORDS)


def test_the_trees_are_the_same(book: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, translated strings, notes, boxes and a front matter of its own: tree by tree what MyST's own parser makes."""
    thrifty = book.build("en", **SETTINGS)
    assert type(thrifty.app.registry.create_source_parser("markdown", config=thrifty.app.config, env=thrifty.app.env)) is ThriftyParser
    trees = {name: thrifty.app.env.get_doctree(name).pformat() for name in ("index", "page", "other")}

    def parse_as_myst(self: MystParser, inputstring: str, document: nodes.document) -> None:
        asked.append(inputstring)
        MystParser.parse(self, inputstring, document)

    asked: list[str] = []
    monkeypatch.setattr(ThriftyParser, "parse", parse_as_myst)
    monkeypatch.setattr(base, "make_document", mysts_own)
    shutil.rmtree(book.root / "doctrees")
    plain = book.build("en", **SETTINGS)
    assert "A *title*" in asked
    assert {name: plain.app.env.get_doctree(name).pformat() for name in trees} == trees


def mysts_own(source_path: str = "notset", parser_cls: type[Parser] = RSTParser) -> nodes.document:
    return new_document(source_path, settings=get_default_settings(parser_cls))


def test_a_broken_text_does_not_block_the_next() -> None:
    """Nothing is left at work behind."""
    assert ThriftyParser.busy is False
