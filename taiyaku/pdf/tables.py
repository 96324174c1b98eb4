"""Tables: columns as wide as their words need, a head that returns on every page, cells that span."""

from __future__ import annotations

import re
from math import sqrt

from docutils import nodes

from taiyaku.pdf.blocks import tight
from taiyaku.pdf.escape import quote
from taiyaku.pdf.writer import Handler, Writer

SHORT = 18
"""A column of no more half characters than this is as wide as its words; the others share what is left."""
NARROW = 50
"""A table of no more half characters than this in all is as wide as its words in every column, and no wider."""
ROOM, LARGE_ROOM = 84, 58
"""Half characters to a line of a table, in the book and in large print."""
MARGIN = 2
"""Half characters that a cell's margins take."""
WORD = re.compile("[0-9A-Za-z\u00c0-\u024f]{2,16}")
"""What is not broken in a cell; what is longer is, or is an address."""
WIDEST = 14.0
"""The greatest weight of a column."""


def rows_of(node: nodes.Element, part: type[nodes.Element]) -> list[nodes.row]:
    return [row for block in node.findall(part) for row in block.children if isinstance(row, nodes.row)]


def measure_columns(rows: list[nodes.row], columns: int, room: int) -> list[str]:
    """Widths of the columns in Typst: short ones natural, long ones by the root of their longest cell, lest one starve the others.

    No column is narrower than its longest word on a page with ``room`` half characters to a line.
    """
    longest, words = [1.0] * columns, [1.0] * columns
    for row in rows:
        column = 0
        for cell in row.children:
            if isinstance(cell, nodes.entry):
                span = cell.get("morecols", 0) + 1
                if span == 1 and column < columns:
                    longest[column] = max(longest[column], *(width_of(line) for line in cell.astext().split("\n\n")))
                    words[column] = max([words[column], *(width_of(word) for word in WORD.findall(cell.astext()))])
                column += span
    if sum(longest) <= NARROW:
        return ["auto"] * columns
    weights = {column: min(sqrt(width), WIDEST) for column, width in enumerate(longest) if width > SHORT}
    left = room - sum(width + MARGIN for width in longest if width <= SHORT)
    for column, weight in weights.items():
        needed, others = words[column] + MARGIN, sum(weights.values()) - weight
        if needed < left:
            weights[column] = max(weight, others * needed / (left - needed))
    return [f"{weights[column]:.2f}fr" if column in weights else "auto" for column in range(columns)]


def width_of(text: str) -> float:
    """The width of a text in half characters."""
    return float(sum(2 if ord(character) > 0x2E7F else 1 for character in text))


def write_row(writer: Writer, row: nodes.row) -> list[str]:
    """The cells of a row as Typst arguments; the row's own targets stand in its first cell."""
    made = []
    anchors = writer.anchors(row)
    for cell in row.children:
        if not isinstance(cell, nodes.entry):
            continue
        spans = [f"{name}: {cell[key] + 1}" for name, key in (("colspan", "morecols"), ("rowspan", "morerows")) if cell.get(key)]
        made.append(f"table.cell({', '.join(spans)})[{anchors}{tight(writer, cell)}]")
        anchors = ""
    return made


def write_table(writer: Writer, node: nodes.Element) -> str:
    """A table; one with a title is numbered."""
    head, body = rows_of(node, nodes.thead), rows_of(node, nodes.tbody)
    group = next(iter(node.findall(nodes.tgroup)), None)
    columns = int(group["cols"]) if group is not None else 1
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    number, caption = "", "none"
    if title is not None:
        number, caption = number_of(writer, node, "table"), f"[{writer.inline(title.children)}]"
    widths, large = (", ".join(measure_columns([*head, *body], columns, room)) for room in (ROOM, LARGE_ROOM))
    with writer.within(in_table=True):
        heads = [cell for row in head for cell in write_row(writer, row)]
        cells = [cell for row in body for cell in write_row(writer, row)]
    top = "".join(f"{cell}, " for cell in heads)
    wide = f", large-widths: ({large},)" if large != widths else ""
    settings = f"widths: ({widths},){wide}, head: ({top}), rows: {len(head)}, number: {quote(number)}, caption: {caption}"
    rows = "".join(f",\n  {cell}" for cell in cells)
    return f"{writer.anchors(node)}#data-table({settings}{rows})" if cells or heads else ""


def number_of(writer: Writer, node: nodes.Element, kind: str) -> str:
    """The number of a figure or table: the one that Sphinx refers to, else the next one in the chapter."""
    for name in node["ids"]:
        if known := writer.book.figures.get(writer.name(name)):
            return known
    count = writer.count(kind)
    return f"{writer.scope.chapter}-{count}" if writer.scope.chapter else str(count)


HANDLERS: dict[str, Handler] = {"table": write_table}
