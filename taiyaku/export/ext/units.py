"""``{unit}``: in a guide for instructors, the question that holds a chapter's lessons together.

It stays ordinary text on the page, and is translated like any other; the bank takes it from there, and with it the aims that ``{aims}``
lists.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class UnitDirective(SphinxDirective):
    """The question of the chapter that is named, in one paragraph."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        made = nodes.container(classes=["tai-unit"], stem=self.arguments[0])
        self.set_source_info(made)
        self.state.nested_parse(self.content, self.content_offset, made)
        return [made]


def questions_of(doctree: nodes.document) -> Iterator[tuple[str, str]]:
    """Chapters with the question of their unit, as plain text in the page's language."""
    for found in doctree.findall(nodes.container):
        if "tai-unit" in found["classes"]:
            yield str(found["stem"]), found.astext().strip()


def aims_of(doctree: nodes.document) -> Iterator[tuple[str, dict[str, str]]]:
    """Chapters with their aims, id → words."""
    for found in doctree.findall(nodes.definition_list):
        if "tai-aims" in found["classes"]:
            rows = [(item.children[0].astext(), item.children[-1].astext()) for item in found]
            yield str(found["stem"]), {name.strip(): words.strip() for name, words in rows}
