"""Under each paragraph that states facts: what they are, how they fared, and where it is shown.

What the facts say is filled in when the page is written, so that a page need not be read again when evidence changes.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from taiyaku.facts.ext.domain import facts_of
from taiyaku.facts.ext.filling import boxes_about_facts, link
from taiyaku.facts.ext.nodes import evidence, fact
from taiyaku.facts.ext.resting import show
from taiyaku.facts.ext.tables import prose, sources
from taiyaku.facts.model import Claim, Target
from taiyaku.facts.prints import key_of
from taiyaku.strings import translate

#: Paragraphs in these stand for themselves, or are too small to carry a control of their own.
CLOSED = (nodes.footnote, nodes.table, nodes.caption, nodes.list_item, nodes.definition)


class AddEvidence(SphinxTransform):
    """Put an ``evidence`` node after every paragraph of running text that states facts, and into every box that is about some."""

    default_priority = 45

    def apply(self, **kwargs: Any) -> None:
        for box in boxes_about_facts(self.document):
            if not is_closed(box) and "tai-src" not in box["classes"]:
                shown = {node["item"] for node in box.findall(fact) if "item" in node}
                items = [facts_of(self.env).target(name) for name in box["facts"]]
                if left := [item for item in items if item.id not in shown]:
                    box.append(self.place_for(left))
        for paragraph in list(self.document.findall(nodes.paragraph)):
            stated = list(dict.fromkeys(node["item"] for node in paragraph.findall(fact) if "item" in node))
            if stated and not is_closed(paragraph) and "tai-src" not in paragraph.get("classes", []):
                place = paragraph.parent if type(paragraph.parent).__name__ == "pair" else paragraph
                items = [facts_of(self.env).target(name) for name in stated]
                place.parent.insert(place.parent.index(place) + 1, self.place_for(items))

    def place_for(self, items: list[Target]) -> evidence:
        """A place for the evidence of some facts; the page is written again when that changes."""
        show(self.env, *map(key_of, items))
        return evidence("", lang=str(self.config.language), items=[item.id for item in items])


def is_closed(node: nodes.Node) -> bool:
    current = node.parent
    while current is not None:
        if isinstance(current, CLOSED) or type(current).__name__ == "exercise":
            return True
        if isinstance(current, nodes.Element) and "tai-src" in current.get("classes", []):
            return True
        current = current.parent
    return False


def fill_evidence(node: evidence, env: BuildEnvironment) -> None:
    """Give evidence its list, an item a fact."""
    items = [facts_of(env).target(name) for name in node["items"]]
    rows = (nodes.list_item("", nodes.paragraph("", "", *row(item, env, node["lang"])), fact=item.id) for item in items)
    node += nodes.bullet_list("", *rows)


def row(item: Target, env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """The fact in a sentence, its verdict in words, the finding where the article differs from the record, and its sources."""
    facts = facts_of(env)
    said = facts.headline(item)
    words: list[nodes.Node] = [nodes.Text(item.names.get(lang, said)) if hasattr(item, "names") else prose(facts, item, said, lang)]
    if isinstance(item, Claim):
        verdict = nodes.inline("", translate(item.verdict, lang), classes=["tai-verdict", f"tai-verdict-{item.verdict}"])
        words += [nodes.Text(" "), link("claim", item.id, env, [verdict])]
        if item.gap:
            words += [nodes.Text(" "), prose(facts, item, item.finding, lang)]
    shown = sources(item.sources, env, lang)
    return [*words, nodes.Text(" — "), *shown] if shown else words
