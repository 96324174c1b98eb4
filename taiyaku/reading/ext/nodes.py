"""The nodes of the reading room. Each knows no more than its attributes; ``markup`` writes them."""

from __future__ import annotations

from docutils import nodes


class box(nodes.General, nodes.Element):
    """A box. Attributes: ``kind`` (points, criticism, assessment, since), ``facts`` (ids it is about), ``key`` (unique on the page).

    The first child is a ``box_title`` where the box has one.
    """


class box_title(nodes.TextElement):
    """The title of a box; translated like any paragraph."""


class foreign(nodes.Inline, nodes.TextElement):
    """Words in another language. Attributes: ``lang``; ``foreign`` is always true, and tells that ``lang`` is not the text's own."""


class ruby(nodes.Inline, nodes.TextElement):
    """Words with their reading. Attributes: ``parts`` (list of "base|reading"), ``reading`` (the whole reading). The text is the base.

    Words that were read before have neither, but ``again``: parts in reserve, shown on the web to readers who ask for every reading.
    """


class pair(nodes.General, nodes.Element):
    """A block of the source (attribute ``lang``, class ``tai-src``) and, after it, its translation. Carries their ids and ``number``."""
