"""The door of the export room to Sphinx: the builder ``kit``, which walks the translated pages and writes their exercises."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from taiyaku.export.ext.collect import collect
from taiyaku.export.model import Item
from taiyaku.export.moodle import write_moodle
from taiyaku.facts import UnknownFact

logger = logging.getLogger(__name__)


class KitBuilder(Builder):
    """Writes ``moodle-<lang>.xml`` and ``report-<lang>.txt`` from all pages.

    It collects as it writes, so it must not write in parallel: each process would keep its own items and lose them.
    """

    name = "kit"
    format = "kit"
    epilog = "The teaching kit is in %(outdir)s."
    allow_parallel = False

    def init(self) -> None:
        self.items: list[Item] = []
        self.titles: dict[str, str] = {}

    def get_outdated_docs(self) -> Iterator[str]:
        yield from sorted(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return ""

    def prepare_writing(self, docnames: Set[str]) -> None:
        self.init()

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        try:
            found = list(collect(doctree, self.env, str(self.config.language)))
        except (UnknownFact, ValueError) as error:
            logger.warning("%s", error, location=docname, type="export", subtype="unanswered")
            return
        for item in found:
            self.titles.setdefault(item.chapter, self.env.titles[docname].astext())
        self.items += found

    def finish(self) -> None:
        lang = str(self.config.language)
        export = write_moodle(sorted(self.items, key=lambda item: item.id), self.titles)
        lines = [f"{len(self.items)} exercises read for Moodle XML.", *export.report]
        write_whole(Path(self.outdir) / f"moodle-{lang}.xml", export.data)
        write_whole(Path(self.outdir) / f"report-{lang}.txt", ("\n".join(lines) + "\n").encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step, so that nothing half-written looks finished."""
    aside = path.with_suffix(path.suffix + ".part")
    aside.write_bytes(data)
    aside.replace(path)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_builder(KitBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
