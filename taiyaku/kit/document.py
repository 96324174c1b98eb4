"""A document of the kit before it has a format: blocks that HTML, Word and PDF are written from alike.

Texts are HTML of ``taiyaku.export.markup`` unless they are called plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taiyaku.export.model import Picture


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in plain text; level 1 stands below the title of the document."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Blocks of HTML; ``quiet`` sets them small."""

    html: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """Things to choose from or to arrange, each with its sign (A, B … or 1, 2 …)."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head; ``widths`` are shares of the line, ``caption`` is plain. With ``named`` the first cell heads its row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    caption: str = ""
    named: bool = True


@dataclass(frozen=True, slots=True)
class Lines:
    """Room to write by hand."""

    count: int


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture; its description is its own."""

    picture: Picture
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of what is filled in by hand at the head of a paper, plain."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, on paper."""


Block = Heading | Prose | Options | Grid | Lines | Plate | Fields | Break


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its title and what stands above it (plain), its language, author and date (YYYY-MM-DD), and its blocks."""

    title: str
    over: str
    lang: str
    author: str
    date: str
    licence: str
    blocks: tuple[Block, ...]


def led(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Every block, and whether it must stay on the page of the next: a question with its options, and those with the room to answer."""
    for block, following in zip(blocks, (*blocks[1:], Break()), strict=True):
        yield block, isinstance(block, Prose | Options) and isinstance(following, Options | Lines)
