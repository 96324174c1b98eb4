"""How a source is worded in a note and in the bibliography."""

from __future__ import annotations

from docutils import nodes

from taiyaku.facts.ext.nodes import in_language
from taiyaku.facts.kinds import Extent
from taiyaku.facts.model import Source
from taiyaku.facts.words import say
from taiyaku.strings import translate


def source_words(source: Source, lang: str, *, full: bool = False) -> list[nodes.Node]:
    """Author, title, date and locator of a source as inline nodes, the title in its own language; in ``full`` also how much was read."""
    quoted = source.lang.startswith(("ja", "zh"))
    title = f"『{source.title}』" if quoted else source.title
    words: list[nodes.Node] = [nodes.Text(source.made_by(lang) + ("、" if lang == "ja" else ", "))]
    words.append(in_language(title, source.lang, kind=nodes.inline if quoted else nodes.emphasis))
    parts = [say(source.date, lang)] if source.date else []
    parts += [source.place(lang)] if source.place(lang) else []
    parts += [translate("read as an excerpt", lang)] if full and source.read is Extent.EXCERPT else []
    opening, joint, closing = ("（", "、", "）") if lang == "ja" else (" (", ", ", ")")
    return [*words, nodes.Text(opening + joint.join(parts) + closing)] if parts else words
