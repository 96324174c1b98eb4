"""The safe HTML of the bank, taken apart into paragraphs of runs and tables, for writers that know no HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from lxml import etree


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one dress."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: bool = False
    lowered: bool = False
    link: str = ""
    lang: str = ""


class Role(StrEnum):
    """What a paragraph is."""

    TEXT = "text"
    BULLET = "bullet"
    NUMBER = "number"
    TERM = "term"
    MEANING = "meaning"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``number`` counts items of a list, ``level`` is how deep it is indented, ``first`` false where an item goes on."""

    runs: tuple[Run, ...]
    role: Role = Role.TEXT
    number: int = 0
    level: int = 0
    first: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    runs: tuple[Run, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row, all of one length."""

    rows: tuple[tuple[Cell, ...], ...]


INLINE = frozenset({"em", "strong", "code", "sup", "sub", "a", "span"})
DRESS = frozenset({"em", "strong", "code", "sup", "sub"})
PLAIN = Run("")


def parse(html: str) -> etree._Element:
    """The HTML as a tree; it is well-formed, since nothing but ``markup`` made it."""
    return etree.fromstring(f"<body>{html}</body>", etree.XMLParser(resolve_entities=False, no_network=True))


def flatten(html: str) -> list[Paragraph | Table]:
    """The blocks of some HTML in order; loose words become a paragraph."""
    return list(blocks(parse(html), Paragraph(())))


def blocks(parent: etree._Element, like: Paragraph) -> Iterator[Paragraph | Table]:
    """The blocks below an element, in the role of ``like``."""
    loose: list[Run] = []
    first = like.first

    def close() -> Iterator[Paragraph]:
        nonlocal first
        if any(run.text.strip() for run in loose):
            yield replace(like, runs=tuple(loose), first=first)
            first = False
        loose.clear()

    if parent.text:
        loose.append(Run(parent.text))
    for child in parent:
        if child.tag in INLINE:
            loose += runs_of(child, PLAIN)
        else:
            yield from close()
            made = list(block(child, replace(like, first=first)))
            first = first and not made
            yield from made
        if child.tail:
            loose.append(Run(child.tail))
    yield from close()


def block(element: etree._Element, like: Paragraph) -> Iterator[Paragraph | Table]:
    match element.tag:
        case "ul" | "ol":
            role = Role.BULLET if element.tag == "ul" else Role.NUMBER
            for number, item in enumerate(element, 1):
                yield from blocks(item, Paragraph((), role, number, like.level + 1))
        case "dl":
            for part in element:
                yield from blocks(part, Paragraph((), Role.TERM if part.tag == "dt" else Role.MEANING, 0, like.level))
        case "table":
            yield table(element)
        case "pre":
            yield Paragraph((Run("".join(element.itertext()), code=True),), Role.CODE)
        case "blockquote":
            yield from blocks(element, Paragraph((), Role.QUOTE, 0, like.level))
        case _:
            yield from blocks(element, like)


def runs_of(element: etree._Element, dress: Run) -> Iterator[Run]:
    """The runs of an inline element."""
    own = dress
    if element.tag in DRESS:
        own = dressed(own, element.tag)
    elif element.tag == "a":
        own = replace(own, link=element.get("href", ""))
    elif element.tag == "span":
        own = replace(own, lang=element.get("lang", ""))
    if element.text:
        yield replace(own, text=element.text)
    for child in element:
        yield from runs_of(child, own)
        if child.tail:
            yield replace(own, text=child.tail)


def dressed(run: Run, tag: str) -> Run:
    match tag:
        case "em":
            return replace(run, italic=True)
        case "strong":
            return replace(run, bold=True)
        case "code":
            return replace(run, code=True)
        case "sup":
            return replace(run, raised=True)
    return replace(run, lowered=True)


def table(element: etree._Element) -> Table:
    rows = [[Cell(tuple(runs_of_cell(cell)), cell.tag == "th") for cell in row] for row in element.iter("tr")]
    width = max((len(row) for row in rows), default=0)
    return Table(tuple((*row, *[Cell(())] * (width - len(row))) for row in rows))


def runs_of_cell(cell: etree._Element) -> Iterator[Run]:
    for found in blocks(cell, Paragraph(())):
        yield from found.runs if isinstance(found, Paragraph) else ()
