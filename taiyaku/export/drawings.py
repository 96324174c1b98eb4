"""The drawings of items as files beside the questions, for systems that take files: their names, their bytes, and the HTML that shows them.

What a drawing says stands in the question as text too, so that nobody depends on seeing it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from html import escape

from taiyaku.export.markup import clean
from taiyaku.export.model import Item, Picture


def name_of(picture: Picture) -> str:
    """The name of its file, with a mark of its content: two languages, or two editions, do not write over each other."""
    return f"{picture.name}-{hashlib.sha256(picture.svg.encode()).hexdigest()[:8]}.svg"


def bytes_of(picture: Picture) -> bytes:
    """The drawing on white, for pages that are dark."""
    return picture.svg.replace("<svg ", '<svg style="background:#fff" ', 1).encode()


def shown(item: Item, place: str) -> str:
    """HTML that shows the drawings of an item, whose files lie at ``place``; empty where there are none."""
    return "".join(f'<p><img src="{escape(place)}{name_of(one)}" alt="{escape(clean(one.alt))}"/></p>' for one in item.pictures)


def files_of(items: Iterable[Item]) -> Mapping[str, bytes]:
    """The files of all drawings by name, each once."""
    return {name_of(picture): bytes_of(picture) for item in items for picture in item.pictures}
