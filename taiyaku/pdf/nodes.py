"""The table of all nodes that the PDF can set, by class name."""

from __future__ import annotations

from taiyaku.pdf import apparatus, blocks, exercises, images, inline, tables
from taiyaku.pdf.writer import Handler

ROOMS = (inline, blocks, tables, images, apparatus, exercises)
HANDLERS: dict[str, Handler] = {name: handler for room in ROOMS for name, handler in room.HANDLERS.items()}
