"""The table of all nodes that the PDF can set, by class name."""

from __future__ import annotations

from taiyaku.pdf import apparatus, blocks, images, inline, tables
from taiyaku.pdf.writer import Handler

HANDLERS: dict[str, Handler] = {**inline.HANDLERS, **blocks.HANDLERS, **tables.HANDLERS, **images.HANDLERS, **apparatus.HANDLERS}
