"""The door of the figures room to Sphinx: ``{timeline}``, ``{membership}``, ``{presidents}``, ``{shares}`` and ``{map}``.

A directive leaves a figure with its caption, and in it a ``drawing`` with its labels as ordinary text, which Sphinx translates. It is
drawn when a page is written, in the language of the edition; the aligned edition keeps the source's drawing beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from taiyaku.facts.ext import facts_of, place_of
from taiyaku.facts.ext.tables import table
from taiyaku.facts.query import UnknownFact
from taiyaku.figures.ext.directives import Lanes, Map, Measurements, MembershipFigure, Overlap, Presidents, SeriesFigure, Shares, Timeline
from taiyaku.figures.ext.makers import DRAW
from taiyaku.figures.ext.places import drawing, drawing_label
from taiyaku.figures.model import Drawing
from taiyaku.strings import translate

logger = logging.getLogger(__name__)
__all__ = ["DrawFigures", "drawing", "drawing_label", "setup"]


#: The builders whose pages have a script that lets the reader choose a year.
LIVE = {"html", "dirhtml"}
#: The builders whose pages are wider than a phone and cannot scroll: what is long there is drawn wide.
PAPER = {"typst"}


class DrawFigures(SphinxPostTransform):
    """Draw when a page is written: its labels are translated by then, and what is stored still has them as text."""

    default_priority = 90

    def run(self, **kwargs: Any) -> None:
        if self.env._builder_cls.name == "gettext":  # catalogues are made from the labels
            return
        for node in list(self.document.findall(drawing)):
            try:
                self.draw(node)
            except (UnknownFact, ValueError) as error:
                logger.warning("%s", error.args[0], location=place_of(node, self.env), type="figures", subtype="not-drawn")
                node.children = []

    def draw(self, node: drawing) -> None:
        node["live"] = self.env._builder_cls.name in LIVE
        node["paper"] = self.env._builder_cls.name in PAPER
        lang, source = str(self.config.language), str(self.config.taiyaku_source_language)
        made = self.make(node, lang, from_source=False)
        if getattr(self.config, "taiyaku_aligned", False) and lang != source:
            node["source_svg"], node["source_lang"] = self.make(node, source, from_source=True).svg, source
        node["svg"], node["alt"], node["desc"] = made.svg, made.title, made.desc
        node.children = []
        if made.note:
            note_below(node, made.note)
        node += table(made.columns, made.rows, "tai-figure-table")
        for i, column in enumerate(node.findall(nodes.colspec)):
            column["colwidth"] = min(40, max(len(row[i]) for row in (made.columns, *made.rows)) * 2 + 1)  # what the text edition goes by

    def make(self, node: drawing, lang: str, *, from_source: bool) -> Drawing:
        words = {label["target"]: read_words(label, from_source=from_source) for label in node.findall(drawing_label)}
        caption = next(node.parent.findall(nodes.caption), None)
        title = words.pop("", "") or (read_words(caption, from_source=from_source) if caption is not None else "")
        ident = f"{node['ident']}-{lang}"
        return DRAW[node["kind"]](node, facts_of(self.env), words, title, lang, ident)


def read_words(block: nodes.Element, *, from_source: bool) -> str:
    """The text of a block in one of its languages: the aligned edition hangs the source's words on the translation's."""
    kept = [child for child in block.children if isinstance(child, nodes.Element) and "tai-src" in child.get("classes", [])]
    shown = (kept or block.children) if from_source else [child for child in block.children if child not in kept]
    return "".join(child.astext() for child in shown).strip()


def note_below(node: drawing, words: str) -> None:
    """Add a paragraph to the legend of a drawing's figure."""
    legend = next(iter(node.parent.findall(nodes.legend)), None)
    if legend is None:
        legend = nodes.legend()
        node.parent.append(legend)
    legend.append(nodes.paragraph("", words, classes=["tai-figure-note"]))


def visit_drawing(translator: HTML5Translator, node: drawing) -> None:
    if source := node.get("source_svg"):
        translator.body.append(f'<div class="tai-figure tai-src" lang="{node["source_lang"]}">{source}</div>\n')
    words = translate("Data of the figure", str(translator.config.language))
    opened = ' open=""' if node["kind"] == "measurements" else ""  # whose table says more than the drawing
    data = f'<details class="tai-figure-data"{opened}><summary>{words}</summary>\n'
    translator.body.append(f'<div class="tai-figure">{node.get("svg", "")}\n{data}')


def depart_drawing(translator: HTML5Translator, node: drawing) -> None:
    translator.body.append("</details></div>\n")


def pass_by(_translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    """Other writers show the table, and the caption that follows."""


def add_style(_app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(Path(__file__).parents[1] / "static"))


def add_script(app: Sphinx, _page: str, _template: str, _context: dict[str, Any], tree: nodes.document | None) -> None:
    """Give the script to pages with a drawing that holds several years, and to no other."""
    if tree is not None and any("data-tai-told" in str(node.get("svg")) for node in tree.findall(drawing)):
        app.add_js_file("dial.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    for extension in ("taiyaku.config", "taiyaku.facts.ext"):
        app.setup_extension(extension)
    others: dict[str, Any] = dict.fromkeys(("text", "latex", "man", "texinfo"), (pass_by, pass_by))
    app.add_node(drawing, html=(visit_drawing, depart_drawing), **others)
    app.add_node(drawing_label)
    for directive in (Timeline, MembershipFigure, Presidents, Shares, SeriesFigure, Overlap, Lanes, Map, Measurements):
        app.add_directive(directive.kind, directive)
    app.add_post_transform(DrawFigures)
    app.connect("config-inited", add_style)
    app.add_css_file("figures.css")
    app.connect("html-page-context", add_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
