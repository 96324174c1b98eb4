"""Number paragraphs from the register, ask for section labels, keep the register (builder ``paragraphs``) and judge it (``check``)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.dummy import DummyBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from taiyaku.facts.ext.checking import JUDGED, is_check
from taiyaku.facts.ext.nodes import from_facts
from taiyaku.finding import Refused, Where
from taiyaku.reading.ext.nodes import box, pair
from taiyaku.reading.paragraphs import align
from taiyaku.reading.register import COMMAND, Paragraph, Register, check_register, read_register, update_register, write_register

logger = logging.getLogger(__name__)
SERIAL = re.compile(r"id\d+")  # what docutils makes of a label that gives no id, or one that is taken
ROWS = "taiyaku_rows"  # under which a page's metadata keep its part of the register
REGISTER = "taiyaku_register"  # under which the environment keeps a digest of the register that its pages were numbered by
SILENT = {"gettext", "paragraphs"}  # builders that make the book's texts or the register itself


def is_numbered(docname: str, config: Config) -> bool:
    """Whether the paragraphs and sections of a page have lasting addresses."""
    return re.fullmatch(config.taiyaku_numbered_pages, docname) is not None


def register_path(env: BuildEnvironment) -> Path:
    return Path(env.srcdir, env.config.taiyaku_paragraphs).resolve()


@lru_cache(maxsize=8)
def _read(path: Path, _mtime: int) -> Register:
    return read_register(path)


def register_of(env: BuildEnvironment) -> Register:
    """The register, read once for each state of its file; a broken one ends the build in one message."""
    path = register_path(env)
    try:
        return _read(path, path.stat().st_mtime_ns if path.is_file() else 0)
    except Refused as refusal:
        raise ExtensionError(str(refusal)) from None


def body_paragraphs(document: nodes.document) -> Iterator[nodes.paragraph]:
    """The paragraphs that get numbers: those that stand in a section, a box or a card themselves, in page order."""
    for node in document.findall(nodes.paragraph):
        parent = node.parent.parent if isinstance(node.parent, pair) else node.parent
        if isinstance(parent, (nodes.section, box, from_facts)) and node.rawsource.strip() and "tai-src" not in node["classes"]:
            yield node


def rows_of(env: BuildEnvironment, docname: str) -> str:
    """What the register has of one page."""
    return repr(register_of(env).get(docname, ()))


def find_outdated(_app: Sphinx, env: BuildEnvironment, *_sets: set[str]) -> list[str]:
    """The pages of which the register says something else now; it is read only where its file is another than it was."""
    path = register_path(env)
    now = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    if getattr(env, REGISTER, None) == now:
        return []
    register_of(env)  # a broken one ends the build here
    setattr(env, REGISTER, now)
    return [name for name, noted in env.metadata.items() if ROWS in noted and noted[ROWS] != rows_of(env, name)]


class NumberParagraphs(SphinxTransform):
    """Give body paragraphs their numbers and ids before they are translated (20) or copied (19)."""

    default_priority = 18

    def apply(self, **kwargs: Any) -> None:
        docname = self.env.docname
        if not is_numbered(docname, self.config):
            return
        self.env.metadata[docname][ROWS] = rows_of(self.env, docname)
        paragraphs = list(body_paragraphs(self.document))
        entries, report = align(register_of(self.env).get(docname, ()), [node.rawsource for node in paragraphs])
        for node, entry in zip(paragraphs, entries, strict=False):
            node["number"] = entry.number
            node["ids"].insert(0, f"p{entry.number}")
            self.document.ids[f"p{entry.number}"] = node
            if entry.number in report.added and not (self.env._builder_cls.name in SILENT or is_check(self.env._builder_cls)):
                message = f"paragraph {entry.opening!r} is not in the register: {COMMAND}"
                logger.warning("%s", message, location=node, type="reading", subtype="unregistered-paragraph")


class AskForLabels(SphinxTransform):
    """Report sections of a numbered page whose address would hang on their position; MyST puts explicit labels first (262)."""

    default_priority = 263

    def apply(self, **kwargs: Any) -> None:
        if not is_numbered(self.env.docname, self.config) or self.env._builder_cls.name in SILENT:
            return
        explicit = {self.document.nameids.get(name) for name, given in self.document.nametypes.items() if given}
        for section in self.document.findall(nodes.section):
            if section["ids"][0] not in explicit or SERIAL.fullmatch(section["ids"][0]):
                message = f"section {section[0].astext()!r} has no ASCII label of its own: write (label)= on the line before it"
                logger.warning("%s", message, location=section, type="reading", subtype="section-without-label")


def numbered_texts(env: BuildEnvironment) -> dict[str, list[Paragraph]]:
    """The numbered paragraphs of all pages as the author wrote them."""
    pages: dict[str, list[Paragraph]] = {}
    for docname in sorted(env.found_docs):
        if is_numbered(docname, env.config):
            path = Path(env.doc2path(docname))
            pages[docname] = [
                Paragraph(node.rawsource, Where.of(path, node.line or 0)) for node in body_paragraphs(env.get_doctree(docname))
            ]
    return pages


class ParagraphsBuilder(DummyBuilder):
    """Writes the register."""

    name = "paragraphs"
    epilog = ""
    allow_parallel = False

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Needs no page written: the register rests on what was read."""

    def finish(self) -> None:
        fresh, said = update_register(register_of(self.env), numbered_texts(self.env))
        write_register(register_path(self.env), fresh)
        logger.info("%s", "\n".join(said) or "the register of paragraphs is up to date")


def judge_register(app: Sphinx) -> None:
    """Say where the register is behind the book."""
    for finding in check_register(register_of(app.env), numbered_texts(app.env), register_path(app.env)):
        place, message = str(finding.where), f"{finding.message}: {finding.hint}"
        logger.warning("%s", message, location=place, type="reading", subtype=finding.code.partition(".")[2])


def setup_numbering(app: Sphinx) -> None:
    app.connect("env-get-outdated", find_outdated)
    app.add_transform(NumberParagraphs)
    app.add_transform(AskForLabels)
    app.add_builder(ParagraphsBuilder)
    app.connect(JUDGED, judge_register, priority=300)
