"""The book as one Typst document: title page, what stands before the contents, contents, chapters."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from taiyaku.pdf.exercises import write_solutions
from taiyaku.pdf.writer import Writer

OPENING = '#import "design.typ": *\n#show: book\n'


def write_book(writer: Writer, tree: nodes.document, captions: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """The whole document and the data that the design needs from it: titles and parts by label.

    The root page gives the title; its own text before the first chapter stands between title page and contents. ``captions`` name the
    parts of the book by their first page.
    """
    before, after = split_root(tree)
    front = writer.blocks(before)
    main = writer.blocks(after)
    answers = write_solutions(writer)
    for name in writer.loose:
        writer.complain(tree, "lost-target", f"links lead to `{name}`, which is not printed; they lead to the last page")
    ends = "".join(writer.anchor(name) for name in writer.loose)
    parts = {label: captions[doc] for label, doc in first_labels(writer).items() if doc in captions}
    text = "\n\n".join(part for part in (OPENING, "#title-page()\n#imprint-page()", front, "#contents()", main, answers, ends) if part)
    titles = {label: {"number": number, "text": title} for label, (number, title) in writer.titles.items()}
    return text + "\n", {"titles": titles, "parts": parts}


def split_root(tree: nodes.document) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """What the root page has before its first chapter, and everything from there on; its title goes, the title page has it."""
    children: list[nodes.Node] = []
    for child in tree.children:
        inside = child.children if isinstance(child, nodes.section) else [child]
        children += [node for node in inside if not isinstance(node, nodes.title)]
    first = next((index for index, child in enumerate(children) if has_file(child)), len(children))
    return children[:first], children[first:]


def has_file(node: nodes.Node) -> bool:
    return any(type(part).__name__ == "start_of_file" for part in node.findall(nodes.Element))


def first_labels(writer: Writer) -> dict[str, str]:
    """The label of each page's first heading, with the page."""
    labels: dict[str, str] = {}
    seen: set[str] = set()
    for label in writer.titles:
        doc = label.partition(":")[0]
        if doc not in seen:
            seen.add(doc)
            labels[label] = doc
    return labels
