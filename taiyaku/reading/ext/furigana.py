"""Readings over the first mention of a term in a chapter, from the book's reviewed list.

Facts turn ``{term}`` into references at priority 30. The words stay one text, and only they get the reading: link, search index, catalogue
and census see what they saw before. Later mentions keep their reading in reserve, for readers on the web who ask for all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform

from taiyaku.facts.ext.places import block_of, language_of
from taiyaku.finding import Refused
from taiyaku.reading.ext.nodes import ruby
from taiyaku.reading.furigana import Parts, Readings, read_readings, shown

#: Source folder → the list read for the build there.
_read: dict[Path, Readings] = {}


def readings_path(app: Sphinx) -> Path:
    return Path(app.srcdir, app.config.taiyaku_readings).resolve()


def read_list(app: Sphinx) -> None:
    """Read the list anew for a build; a faulty one ends the build with all its faults."""
    try:
        _read[Path(app.srcdir)] = read_readings(readings_path(app))
    except Refused as refusal:
        raise ExtensionError(str(refusal)) from None


class ShowReadings(SphinxTransform):
    """Put the listed reading over the words of each term where the running text of a page first names it in full."""

    default_priority = 32

    def apply(self, **kwargs: Any) -> None:
        readings = _read.get(Path(self.env.srcdir), {})
        if not readings or issubclass(self.env._builder_cls, MessageCatalogBuilder):
            return
        self.env.note_dependency(str(Path(self.env.srcdir, self.config.taiyaku_readings).resolve()))
        seen: set[str] = set()
        for link in list(self.document.findall(pending_xref)):
            name = link.get("reftarget", "")
            wanted = link.get("reftype") == "term" and name in readings
            if wanted and self.is_running(link) and self.put_over(link, readings[name], again=name in seen):
                seen.add(name)

    def is_running(self, link: pending_xref) -> bool:
        """Whether a mention stands in a paragraph of the author's, in the language of the book; not in a heading, caption or exercise."""
        if not isinstance(block_of(link), nodes.paragraph) or language_of(link, self.config) != self.config.taiyaku_source_language:
            return False
        current: nodes.Node | None = link
        while current is not None:
            if type(current).__name__ == "exercise" or (isinstance(current, nodes.Element) and "tai-generated" in current["classes"]):
                return False
            current = current.parent
        return True

    def put_over(self, link: pending_xref, parts: Parts, *, again: bool) -> bool:
        """Wrap the words in ruby where they are just those that the list reads; says whether they are."""
        words = "".join(base for base, _ in parts)
        texts = list(link.findall(nodes.Text))
        if len(texts) != 1 or texts[0].astext() != words:
            return False
        if again:
            made = ruby("", words, parts=[], reading="", again=shown(parts))
        else:
            made = ruby("", words, parts=shown(parts), reading="".join(reading or base for base, reading in parts))
        texts[0].parent.replace(texts[0], made)
        return True


def setup_furigana(app: Sphinx) -> None:
    app.add_transform(ShowReadings)
    app.connect("builder-inited", read_list, priority=110)
