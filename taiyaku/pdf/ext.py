"""The PDF room's door to Sphinx: the builder ``typst`` sets the whole book and writes ``<outdir>/<name>-<language>.pdf``."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Set
from logging import ERROR, WARNING
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.nodes import inline_all_toctrees
from sphinx.util.typing import ExtensionMetadata

from taiyaku.aspects import note
from taiyaku.finding import Finding, Refused, Severity

if TYPE_CHECKING:
    from taiyaku.pdf.writer import Book

logger = logging.getLogger(__name__)
DESIGN = Path(__file__).with_name("design.typ")


class TypstBuilder(Builder):
    """Assembles all pages in the order of the contents, writes one Typst document and compiles it."""

    name = "typst"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    allow_parallel = False
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]

    def init(self) -> None:
        self.docnames: set[str] = set()
        self.refused = False

    def get_outdated_docs(self) -> str:
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        if docname not in self.docnames:
            raise NoUri(docname, typ)
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write the whole book; where that fails, every reason is one line, Sphinx exits with 1, and an earlier PDF stays as it was."""
        try:
            self.write_whole()
        except Refused as refusal:
            self.refused = True
            for finding in refusal.findings:
                self.report(finding)

    def report(self, finding: Finding) -> None:
        level = ERROR if finding.severity is Severity.ERROR else WARNING
        subtype = finding.code.partition(".")[2]
        logger.log(level, "%s  → %s", finding.message, finding.hint, location=str(finding.where), type="pdf", subtype=subtype)

    def write_whole(self) -> None:
        from taiyaku.pdf.book import write_book  # noqa: PLC0415 - a build of another format does not wait for the typesetter
        from taiyaku.pdf.compiler import Job, compile_pdf  # noqa: PLC0415
        from taiyaku.pdf.edition import describe_edition  # noqa: PLC0415
        from taiyaku.pdf.fonts import find_typefaces  # noqa: PLC0415
        from taiyaku.pdf.nodes import HANDLERS  # noqa: PLC0415
        from taiyaku.pdf.writer import Writer  # noqa: PLC0415

        root = str(self.config.root_doc)
        for folder in self.config.taiyaku_pdf_fonts:
            note(f"files {folder}")  # the typesetter opens them itself
        fonts = find_typefaces([Path(self.confdir, folder) for folder in self.config.taiyaku_pdf_fonts])
        with progress_message("assembling the book", nonl=False):
            tree = self.assemble(root)
        title = self.env.titles[root].astext() if root in self.env.titles else ""
        edition = describe_edition(self.config, title, fonts)
        folder = Path(self.outdir, "_typst", edition.name)
        with progress_message("writing the Typst document"):
            writer = Writer(tree, root, HANDLERS, self.book_of(), complain)
            text, extra = write_book(writer, tree, self.parts_of(root))
            pictures = {name: Path(self.srcdir, source).read_bytes() for source, name in self.images.items()}
            lay_out(folder, text, edition.data | extra, pictures | writer.files)
        target = Path(self.outdir, f"{edition.name}.pdf")
        with progress_message(f"setting {target.name}"):
            job = Job(folder / "main.typ", folder, target, fonts.folders, edition.timestamp)
            for finding in compile_pdf(job):
                self.report(finding)

    def assemble(self, root: str) -> nodes.document:
        """All pages as one resolved tree."""
        self.docnames = {root}
        tree = inline_all_toctrees(self, self.docnames, root, self.env.get_doctree(root), str, [root])
        tree["docname"] = root
        self.env.resolve_references(tree, root, self)
        self.post_process_images(tree)
        return tree

    def book_of(self) -> Book:
        """What the writer must know: language, images, the numbers that Sphinx refers to."""
        from taiyaku.pdf.writer import Book  # noqa: PLC0415

        figures = {
            f"{docname}:{name}": ".".join(map(str, number))
            for docname, kinds in self.env.toc_fignumbers.items()
            for kind in ("figure", "table")
            for name, number in kinds.get(kind, {}).items()
        }
        labels = getattr(self.config, "taiyaku_box_labels", {})
        lang, source = str(self.config.language), str(getattr(self.config, "taiyaku_source_language", ""))
        beside = source if getattr(self.config, "taiyaku_aligned", False) and source != lang else ""
        return Book(lang, dict(self.images), figures, self.config.taiyaku_pdf_addresses, labels, beside)

    def parts_of(self, root: str) -> dict[str, str]:
        """Captions of the root page's contents, by the first page under each."""
        captions = {}
        for toctree in self.env.get_doctree(root).findall(addnodes.toctree):
            if toctree.get("caption") and toctree["includefiles"]:
                captions[str(toctree["includefiles"][0])] = str(toctree["caption"])
        return captions


def lay_out(folder: Path, text: str, data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> None:
    """Lay out all that Typst reads in one fresh folder, its only view of the disk."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copyfile(DESIGN, folder / DESIGN.name)
    (folder / "main.typ").write_text(text, encoding="utf-8")
    (folder / "book.json").write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    for name, content in pictures.items():
        (folder / name).write_bytes(content)


def complain(node: nodes.Node, code: str, message: str) -> None:
    """Report a fault where it stands in the sources; under ``-W`` it ends the build."""
    logger.warning("%s", message, location=node, type="pdf", subtype=code)


def end_build(app: Sphinx, _error: Exception | None) -> None:
    """Let Sphinx end with 1 where the book could not be set."""
    if getattr(app.builder, "refused", False):
        app.statuscode = 1


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("taiyaku.config")
    app.add_builder(TypstBuilder)
    app.connect("build-finished", end_build)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
