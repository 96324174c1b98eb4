"""The roles ``{fact}``, ``{source}`` and ``{term}``: text in front, target in angle brackets, as with ``{ref}``."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import system_message
from sphinx.util.docutils import ReferenceRole

from taiyaku.facts.ext.nodes import fact, source_link, term_link


class InlineRole(ReferenceRole):
    """Make one inline node that knows its target; it is worded and checked after the translation step."""

    kind: type[nodes.TextElement]

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        words = self.title if self.has_explicit_title else ""
        node = self.kind(self.rawtext, words, target=self.target.strip(), bare=not self.has_explicit_title)
        self.set_source_info(node)
        return [node], []


class FactRole(InlineRole):
    kind = fact


class SourceRole(InlineRole):
    kind = source_link


class TermRole(InlineRole):
    kind = term_link
