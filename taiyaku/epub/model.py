"""What an EPUB holds, as its package says it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book. ``properties`` as the package names them (``nav``, ``svg``, ``mathml``, ``cover-image``); in the spine or not."""

    href: str
    media_type: str
    properties: tuple[str, ...] = ()
    spine: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """An entry of the contents with the entries below it."""

    text: str
    href: str
    children: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who made what, in which languages (the text's own first), and how it can be read. ``modified`` is UTC, to the second."""

    identifier: str
    title: str
    languages: tuple[str, ...]
    creator: str
    modified: str
    publisher: str = ""
    rights: str = ""
    description: str = ""
    accessibility_summary: str = ""
    has_images: bool = False
    has_ruby: bool = False
    has_math: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """The whole book: metadata, files in reading order, contents."""

    metadata: Metadata
    items: tuple[Item, ...] = field(default=())
    contents: tuple[Point, ...] = field(default=())
