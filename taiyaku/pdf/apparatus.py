"""What makes the book an annotated and bilingual one: boxes, columns in two languages, exercises."""

from __future__ import annotations

from docutils import nodes

from taiyaku.pdf.escape import quote
from taiyaku.pdf.writer import Handler, Writer

KINDS = {
    "points": "Key points",
    "criticism": "Source criticism",
    "assessment": "The article's view",
    "since": "Since then",
    "document": "Document",
}
"""The labels of boxes, as the reading room words them."""


def write_box(writer: Writer, node: nodes.Element) -> str:
    """A box with its label and title; it may break across pages."""
    kind = str(node.get("kind", ""))
    label, source = label_of(writer, kind), ""
    if writer.book.source:
        with writer.within(lang=writer.book.source):
            source = f", source: speak({quote(writer.book.source)})[#{quote(label_of(writer, kind))};]"
    title = next((child for child in node.children if type(child).__name__ in {"box_title", "title"}), None)
    body = [child for child in node.children if child is not title]
    with writer.within(in_title=True):
        heading = f", title: [{writer.inline(title.children)}]" if isinstance(title, nodes.Element) else ""
    with writer.within(compact=kind == "document"):
        return f"#note-box(kind: {quote(kind)}, label: {quote(label)}{source}{heading})[{writer.blocks(body)}]"


def label_of(writer: Writer, kind: str) -> str:
    """What a kind of box is called in the language of the place: the book's own words, else the press's."""
    own = writer.book.box_labels.get(kind, {})
    return own.get(writer.scope.lang.partition("-")[0]) or (writer.say(KINDS[kind]) if kind in KINDS else kind)


def write_pair(writer: Writer, node: nodes.Element) -> str:
    """A paragraph beside its translation, with one number; anything put after them stands below. In a cell all stand below each other."""
    if writer.scope.in_table:
        return writer.blocks(node.children)
    if node.get("number") and isinstance(node.children[0], nodes.paragraph):
        node.children[0]["number"] = node["number"]
    columns = [f"[{writer.write(child)}]" for child in node.children[:2]]
    columns += ["[]"] * (2 - len(columns))
    below = writer.blocks(node.children[2:])
    return f"#pair({', '.join(columns)}{f', [{below}]' if below else ''})"


HANDLERS: dict[str, Handler] = {"box": write_box, "pair": write_pair}
