"""What stands for a figure in the document until it is drawn, and after."""

from __future__ import annotations

from docutils import nodes


class drawing(nodes.General, nodes.Element):
    """A figure made from facts. Attributes: ``kind``, ``ident``, ``items`` (fact targets), ``options``; once drawn also ``svg``, ``alt``,
    ``desc`` (texts in the edition's language) and, in the aligned edition, ``source_svg``.

    Its children are ``drawing_label`` until it is drawn, and then the table of its data.
    """


class drawing_label(nodes.General, nodes.TextElement):
    """Words in a drawing, translated like any block. Attribute: ``target``, the fact that they label; empty for the title."""
