"""How HTML and EPUB write the nodes of the reading room; other writers of Sphinx pass them by."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.writers.html5 import HTML5Translator

from taiyaku.reading.ext.nodes import box, box_title, foreign, pair, ruby
from taiyaku.strings import translate

KINDS = {
    "points": "Key points",
    "criticism": "Source criticism",
    "assessment": "The article's view",
    "since": "Since then",
    "document": "Document",
}
WITHOUT_ITALICS = {"ja", "zh", "ko"}


def box_label(kind: str, lang: str, config: Config) -> str:
    """The label of a kind of box: the book's own where it has one, else the press's."""
    own: dict[str, str] = config.taiyaku_box_labels.get(kind, {})
    return own.get(lang) or translate(KINDS.get(kind, kind), lang)


def visit_box(self: HTML5Translator, node: box) -> None:
    names = f"tai-box tai-{node['kind']}"
    kind_id, titled = f"{node['key']}-kind", any(isinstance(child, box_title) for child in node)
    label = f"{kind_id} {node['key']}-title" if titled else kind_id
    more: dict[str, Any] = {"aria-labelledby": label}
    if node.get("facts"):
        more["data-facts"] = " ".join(node["facts"])
    self.body.append(self.starttag(node, "aside", CLASS=names, **more))
    lang, source = str(self.config.language), str(self.config.taiyaku_source_language)
    words = self.encode(box_label(node["kind"], lang, self.config))
    if self.config.taiyaku_aligned and lang != source:
        words += f'<span class="tai-src" lang="{source}"> {self.encode(box_label(node["kind"], source, self.config))}</span>'
    self.body.append(f'<p class="tai-box-kind" id="{kind_id}">{words}</p>\n')


def depart_box(self: HTML5Translator, node: box) -> None:
    self.body.append("</aside>\n")


def visit_box_title(self: HTML5Translator, node: box_title) -> None:
    self.body.append(self.starttag(node, "p", "", CLASS="tai-box-title"))


def depart_box_title(self: HTML5Translator, node: box_title) -> None:
    self.body.append("</p>\n")


def _foreign_tag(node: foreign) -> str:
    return "span" if node["lang"].split("-")[0] in WITHOUT_ITALICS else "i"


def visit_foreign(self: HTML5Translator, node: foreign) -> None:
    self.body.append(self.starttag(node, _foreign_tag(node), "", CLASS="tai-foreign", LANG=node["lang"]))


def depart_foreign(self: HTML5Translator, node: foreign) -> None:
    self.body.append(f"</{_foreign_tag(node)}>")


def visit_ruby(self: HTML5Translator, node: ruby) -> None:
    """On the web the reading stands in an attribute, so that find-in-page and copying see the words alone.

    A part without a reading stands between rubies, lest the next reading spread over it. A reading in reserve is written only where a
    reader can ask for it.
    """
    reserve: list[str] = [] if self.builder.embedded else node.get("again", [])
    parts = [part.split("|", 1) for part in node["parts"] or reserve] or [[node.astext(), ""]]
    tag = "ruby" if node["parts"] else 'ruby class="tai-again"'
    for read, run in groupby(parts, key=lambda part: bool(part[1])):
        written = "".join(self.encode(base) + (ruby_text(self, reading) if read else "") for base, reading in run)
        self.body.append(f"<{tag}>{written}</ruby>" if read else written)
    raise nodes.SkipNode


def ruby_text(self: HTML5Translator, reading: str) -> str:
    if self.builder.embedded:
        return f"<rp>（</rp><rt>{self.encode(reading)}</rt><rp>）</rp>"
    return f'<rt data-reading="{self.attval(reading)}"></rt>'


def visit_pair(self: HTML5Translator, node: pair) -> None:
    """Both columns, each in its language; what was put after them stands below."""
    langs = (str(self.config.taiyaku_source_language), str(self.config.language))
    numbered: dict[str, Any] = {"CLASS": "tai-pair tai-p", "data-number": node["number"]} if node.get("number") else {"CLASS": "tai-pair"}
    self.body.append(self.starttag(node, "div", **numbered))
    for child, name, lang in zip(node.children, ("tai-src", "tai-dst"), langs, strict=False):
        self.body.append(f'<div class="{name}" lang="{lang}">')
        child.walkabout(self)
        self.body.append("</div>\n")
    for child in node.children[2:]:
        child.walkabout(self)
    self.body.append("</div>\n")
    raise nodes.SkipNode


def visit_paragraph(self: HTML5Translator, node: nodes.paragraph) -> None:
    """A numbered paragraph shows its number as data; any other is written as ever."""
    if not node.get("number"):
        type(self).visit_paragraph(self, node)
        return
    self.body.append(self.starttag(node, "p", "", CLASS="tai-p", **{"data-number": node["number"]}))


def depart_paragraph(self: HTML5Translator, node: nodes.paragraph) -> None:
    type(self).depart_paragraph(self, node)


def pass_by(self: Any, node: nodes.Node) -> None:
    """A node of which only the children are written."""


def visit_title_plainly(self: Any, node: box_title) -> None:
    self.visit_paragraph(node)


def depart_title_plainly(self: Any, node: box_title) -> None:
    self.depart_paragraph(node)


def setup_markup(app: Sphinx) -> None:
    """Register every node with the writers that Sphinx has."""
    others = ("latex", "text", "man", "texinfo")
    plain: dict[str, Any] = dict.fromkeys(others, (pass_by, pass_by))
    app.add_node(box, html=(visit_box, depart_box), **plain)
    app.add_node(box_title, html=(visit_box_title, depart_box_title), **dict.fromkeys(others, (visit_title_plainly, depart_title_plainly)))  # type: ignore[arg-type]
    app.add_node(foreign, html=(visit_foreign, depart_foreign), **plain)
    app.add_node(ruby, html=(visit_ruby, None), **plain)
    app.add_node(pair, html=(visit_pair, None), **plain)
    app.add_node(nodes.paragraph, override=True, html=(visit_paragraph, depart_paragraph))
