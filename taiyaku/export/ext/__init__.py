"""The door of the export room to Sphinx: the builder ``bank``, which walks the translated pages and keeps what can be taught with."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from taiyaku.export.bank import BANK, Bank, Chapter, keep
from taiyaku.export.ext.chapters import examples_of, read_chapter, read_terms
from taiyaku.export.ext.collect import collect
from taiyaku.export.ext.units import UnitDirective, aims_of, questions_of
from taiyaku.export.model import Item
from taiyaku.facts import UnknownFact

logger = logging.getLogger(__name__)
__all__ = ["BankBuilder", "setup"]


class BankBuilder(Builder):
    """Keeps the bank of the language beside its doctrees.

    It collects as it writes, so it must not write in parallel: each process would keep its own items and lose them.
    """

    name = "bank"
    format = "bank"
    epilog = ""
    allow_parallel = False

    def init(self) -> None:
        self.items: list[Item] = []
        self.chapters: dict[str, Chapter] = {}
        self.unit_questions: dict[str, str] = {}
        self.aims: dict[str, dict[str, str]] = {}
        self.examples: dict[str, tuple[str, str]] = {}

    def get_outdated_docs(self) -> Iterator[str]:
        yield from sorted(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return ""

    def prepare_writing(self, docnames: Set[str]) -> None:
        self.init()

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        self.unit_questions.update(questions_of(doctree))
        self.aims.update(aims_of(doctree))
        try:
            found = list(collect(doctree, self.env, str(self.config.language)))
        except (UnknownFact, ValueError) as error:
            logger.warning("%s", error, location=docname, type="export", subtype="unanswered")
            return
        for stem in dict.fromkeys(item.chapter for item in found):
            self.chapters[stem] = read_chapter(doctree, stem, self.env.titles[docname].astext())
            for term, sentence in examples_of(doctree, str(self.config.language)):
                self.examples.setdefault(term, (sentence, stem))
        self.items += found

    def bank(self) -> Bank:
        """What was collected, the chapters by their stems."""
        config, lang = self.config, str(self.config.language)
        chapters = []
        for stem, chapter in sorted(self.chapters.items()):
            chapters.append(replace(chapter, question=self.unit_questions.get(stem, ""), aims=self.aims.get(stem, {})))
        return Bank(
            lang,
            str(config.taiyaku_titles.get(lang, config.project)),
            str(config.taiyaku_authors.get(lang, config.author)),
            str(config.taiyaku_licence),
            str(config.taiyaku_date),
            str(config.taiyaku_file_name),
            tuple(chapters),
            tuple(sorted(self.items, key=lambda item: item.id)),
            read_terms(self.env, lang, self.examples),
        )

    def finish(self) -> None:
        keep(self.bank(), Path(self.doctreedir) / BANK)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("taiyaku.config")
    app.add_directive("unit", UnitDirective)
    app.add_builder(BankBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
