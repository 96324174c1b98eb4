"""``{unit}``: in a guide for instructors, the question that holds a chapter's lessons together, and its aims.

The first paragraph is the question; every item of a list is an aim, ``02-1: words``. It stays ordinary text on the page, and is translated
like any other; the bank takes it from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

AIM = re.compile(r"\s*([a-z0-9]+(?:-[a-z0-9]+)*)\s*[：:]\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Unit:
    """The question of a chapter and its aims, id → words, as plain text."""

    stem: str
    question: str
    aims: dict[str, str]


class UnitDirective(SphinxDirective):
    """The question and the aims of the chapter that is named."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        made = nodes.container(classes=["tai-unit"], stem=self.arguments[0])
        self.set_source_info(made)
        self.state.nested_parse(self.content, self.content_offset, made)
        return [made]


def units_of(doctree: nodes.document) -> Iterator[Unit]:
    """The units that a page tells of, in its language."""
    for found in doctree.findall(nodes.container):
        if "stem" not in found or "tai-unit" not in found["classes"]:
            continue
        question = next((part.astext() for part in found if isinstance(part, nodes.paragraph)), "")
        matches = (AIM.fullmatch(item.astext()) for item in found.findall(nodes.list_item))
        yield Unit(found["stem"], question.strip(), {match[1]: match[2].strip() for match in matches if match})
