"""Render nodes of a page as the safe HTML of ``taiyaku.export.markup``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from docutils import nodes

from taiyaku.exercises.ext import blank, given, proof
from taiyaku.export.markup import foreign, gap, link, say, wrap
from taiyaku.export.model import Picture
from taiyaku.facts.ext.nodes import evidence

PLAIN: Mapping[type[nodes.Node], str] = {
    nodes.paragraph: "p",
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
    nodes.literal_block: "pre",
    nodes.bullet_list: "ul",
    nodes.enumerated_list: "ol",
    nodes.list_item: "li",
    nodes.definition_list: "dl",
    nodes.term: "dt",
    nodes.definition: "dd",
    nodes.block_quote: "blockquote",
    nodes.field_list: "dl",
    nodes.field_name: "dt",
    nodes.field_body: "dd",
    nodes.superscript: "sup",
    nodes.subscript: "sub",
    nodes.table: "table",
    nodes.row: "tr",
    nodes.entry: "td",
}
ABSENT = (nodes.footnote_reference, nodes.system_message, nodes.comment, nodes.target, nodes.colspec, evidence, proof)


class Render:
    """Renders one exercise. Gaps are numbered as they come; ``gaps`` holds the words that fill them and
    ``targets`` the facts behind those; ``word`` says what is given.

    A drawing is rendered as its description and its table of data; ``pictures`` holds the drawings themselves.
    """

    def __init__(self, word: Callable[[str], str] = str) -> None:
        self.gaps: list[str] = []
        self.targets: list[str] = []
        self.pictures: list[Picture] = []
        self.word = word

    def all(self, found: Iterable[nodes.Node]) -> str:
        return "".join(self.one(node) for node in found)

    def one(self, node: nodes.Node) -> str:
        """A node as HTML; what has no tag of its own gives its children, so that no text is lost."""
        if isinstance(node, nodes.Text):
            return say(node.astext())
        if isinstance(node, ABSENT) or not isinstance(node, nodes.Element):
            return ""
        if isinstance(node, blank):
            self.gaps.append(node.astext())
            self.targets.append(node["target"])
            return gap(len(self.gaps) - 1)
        if isinstance(node, given):
            return say(self.word(node["target"]))
        if isinstance(node, nodes.image):
            return say(node.get("alt", ""))
        if type(node).__name__ == "drawing" and node.get("svg"):
            alt = " ".join(text for part in ("alt", "desc") if (text := str(node.get(part, "")).strip()))
            self.pictures.append(Picture(str(node["ident"]), alt, str(node["svg"])))
            return wrap("p", say(alt)) + self.all(found for found in node.children if not isinstance(found, nodes.caption))
        inner = self.all(node.children)
        if isinstance(node, nodes.reference):
            return link(inner, node.get("refuri", ""))
        if isinstance(node, nodes.entry) and isinstance(node.parent.parent, nodes.thead):
            return wrap("th", inner)
        tag = next((tag for kind, tag in PLAIN.items() if isinstance(node, kind)), "")
        html = wrap(tag, inner) if tag else inner
        return foreign(html, node["lang"]) if type(node).__name__ == "foreign" and node.get("lang") else html
