"""The door of the figures room to Sphinx: ``{timeline}``, ``{membership}``, ``{presidents}`` and ``{shares}``.

A directive leaves a figure with its caption, and in it a ``drawing`` with its labels as ordinary text, which Sphinx translates. It is
drawn when a page is written, in the language of the edition; the aligned edition keeps the source's drawing beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from taiyaku.facts import Facts
from taiyaku.facts.ext import domain_of, facts_of, place_of
from taiyaku.facts.ext.filling import complain, depend
from taiyaku.facts.ext.tables import table
from taiyaku.facts.query import UnknownFact
from taiyaku.facts.values import Percent, When
from taiyaku.facts.words import state_name
from taiyaku.figures.bars import Bar, draw_bars
from taiyaku.figures.choice import choose_entry, named_terms, split, state_names
from taiyaku.figures.membership import draw_membership
from taiyaku.figures.model import Drawing
from taiyaku.figures.presidents import draw_presidents
from taiyaku.figures.timeline import draw_timeline
from taiyaku.strings import translate

logger = logging.getLogger(__name__)
Block = TypeVar("Block", bound=nodes.Element)
ASCII_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class drawing(nodes.General, nodes.Element):
    """A figure made from facts. Attributes: ``kind``, ``ident``, ``items`` (fact targets), ``options``; once drawn also ``svg``, ``alt``,
    ``desc`` (texts in the edition's language) and, in the aligned edition, ``source_svg``.

    Its children are ``drawing_label`` until it is drawn, and then the table of its data.
    """


class drawing_label(nodes.General, nodes.TextElement):
    """Words in a drawing, translated like any block. Attribute: ``target``, the fact that they label; empty for the title."""


class FigureDirective(SphinxDirective):
    """``{name} fig-id``: the argument is the figure's lasting address; the body is the caption, after labels where the kind takes them."""

    has_content = True
    required_arguments = 1
    kind: ClassVar[str]
    option_spec: ClassVar[dict[str, Any]] = {
        "of": directives.unchanged_required,
        "title": directives.unchanged_required,
        "from": directives.nonnegative_int,
        "to": directives.nonnegative_int,
    }

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        if not ASCII_ID.fullmatch(name):
            raise self.error(f"{self.name}: `{name}` is no figure id; write small ASCII letters, digits and hyphens, such as fig-02-ftaa")
        labels, texts = self.read_body()
        if "title" in self.options:
            labels.append(self.label("", nodes.paragraph(self.options["title"], self.options["title"])))
        named = str(self.options.get("items") or self.options.get("of") or "").split()
        items = named or [label["target"] for label in labels if label["target"]]
        if not texts or not items:
            raise self.error(f"{self.name}: a figure needs {'a caption as its body' if items else 'facts to draw; name them'}")
        picture = drawing("", *labels, kind=self.kind, ident=name, items=items, options=dict(self.options))
        figure = nodes.figure("", picture, self.caption(texts[0]), names=[name], classes=["tai-plate"])
        figure += [nodes.legend("", *texts[1:])] if texts[1:] else []
        for node in (picture, figure):
            self.set_source_info(node)
        self.state.document.note_explicit_target(figure, figure)
        self.note_facts(picture)
        return [figure]

    def read_body(self) -> tuple[list[drawing_label], list[nodes.Element]]:
        """The labels (a definition list: fact, words) and the paragraphs of the body."""
        labels: list[drawing_label] = []
        texts: list[nodes.Element] = []
        for child in self.parse_content_to_nodes():
            if isinstance(child, nodes.definition_list):
                labels += [self.read_label(row) for row in child.findall(nodes.definition_list_item)]
            elif isinstance(child, nodes.paragraph):
                texts.append(child)
        return labels, texts

    def read_label(self, row: nodes.definition_list_item) -> drawing_label:
        term, words = next(row.findall(nodes.term)), next(row.findall(nodes.paragraph), None)
        if words is None:
            raise self.error(f"{self.name}: the label of `{term.astext()}` is empty")
        return self.label(term.astext().strip(), words)

    def label(self, target: str, words: nodes.Element) -> drawing_label:
        return self.take(drawing_label(words.rawsource or words.astext(), "", *words.children, target=target), words)

    def caption(self, words: nodes.Element) -> nodes.caption:
        return self.take(nodes.caption(words.rawsource or words.astext(), "", *words.children), words)

    def take(self, made: Block, words: nodes.Element) -> Block:
        """Give a node the place of the words that it takes over; without one Sphinx does not translate it."""
        source, line = self.get_source_info()
        made.source, made.line = words.source or source, words.line or line
        return made

    def note_facts(self, picture: drawing) -> None:
        """Have the page depend on what it draws; an unknown fact is reported here, where the author reads."""
        for target in picture["items"]:
            try:
                item = facts_of(self.env).target(split(target)[0])
            except UnknownFact as error:
                complain(picture, self.env, "unknown-id", str(error.args[0]))
                continue
            depend(self.env, item)
            domain_of(self.env).note_used(self.env.docname, item.id)
            domain_of(self.env).note_cited(self.env.docname, item.sources)


class Timeline(FigureDirective):
    """``{timeline} fig-id`` with ``:items: id id.key …``; the body may label them: a definition list of ``` `id.key` ``` and words."""

    kind = "timeline"
    option_spec: ClassVar[dict[str, Any]] = {"items": directives.unchanged_required, "title": directives.unchanged_required}


class MembershipFigure(FigureDirective):
    """``{membership} fig-id`` with ``:of: organisation``, ``:from: 1990`` and ``:to: 2024``."""

    kind = "membership"


class Presidents(FigureDirective):
    """``{presidents} fig-id`` with ``:of: state state …``, ``:from:``, ``:to:`` and ``:office:`` (president)."""

    kind = "presidents"
    option_spec: ClassVar[dict[str, Any]] = {**FigureDirective.option_spec, "office": directives.unchanged_required}


class Shares(FigureDirective):
    """``{shares} fig-id`` with ``:of: bank``: what each member subscribes, as shares of the whole."""

    kind = "shares"


def timeline(node: drawing, facts: Facts, labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    entries = [choose_entry(facts, target, labels.get(target, ""), lang) for target in node["items"]]
    if bare := [f"`{target}`" for target, entry in zip(node["items"], entries, strict=True) if not entry.label]:
        raise UnknownFact(f"no label for {', '.join(bare)}: put a definition list before the caption, fact in backquotes, `: words` below")
    return draw_timeline(ident, entries, lang, title)


def membership(node: drawing, facts: Facts, _labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    rows = facts.entity(node["items"][0]).members
    return draw_membership(ident, rows, span_of(node, [row.time for row in rows]), lang, title, names_of(facts, lang))


def presidents(node: drawing, facts: Facts, _labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    own = names_of(facts, lang)
    rows = {name: named_terms(facts, name, node["options"].get("office", "president")) for name in node["items"]}
    span = span_of(node, [row.time for terms in rows.values() for row in terms])
    words = {name: facts.entity(name).names.get(lang) or own.get(facts.entity(name).iso3, name) for name in rows}
    return draw_presidents(ident, {words[name]: terms for name, terms in rows.items()}, span, lang, title)


def shares(node: drawing, facts: Facts, _labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    capital, own = facts.capital(node["items"][0]), names_of(facts, lang)
    order = sorted(capital.shares, key=lambda share: -share.amount.amount)
    parts: list[Percent] = [capital.percent(share.state) for share in order]
    bars = [Bar(own.get(share.state, share.state), (part,)) for share, part in zip(order, parts, strict=True)]
    return draw_bars(ident, bars, [translate("Share of capital", lang)], lang, title, translate("State", lang))


def names_of(facts: Facts, lang: str) -> dict[str, str]:
    """States' names by code: the book's own, else CLDR's."""
    own = state_names(facts, lang)
    codes = {row.state for entity in facts.entities for row in entity.members}
    codes |= {row.state for entity in facts.entities for row in entity.capital}
    return {code: state_name(code, lang, own) or code for code in (*codes, *own)}


def span_of(node: drawing, times: list[When]) -> tuple[int, int]:
    """The years to draw: as the options say, else all that the facts know of."""
    known = [moment.year for time in times for moment in (time.start, time.end) if moment] or [0]
    return node["options"].get("from") or min(known), node["options"].get("to") or max(known)


DRAW: dict[str, Callable[[drawing, Facts, dict[str, str], str, str, str], Drawing]] = {
    "timeline": timeline,
    "membership": membership,
    "presidents": presidents,
    "shares": shares,
}


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
        lang, source = str(self.config.language), str(self.config.taiyaku_source_language)
        made = self.make(node, lang, from_source=False)
        if getattr(self.config, "taiyaku_aligned", False) and lang != source:
            node["source_svg"], node["source_lang"] = self.make(node, source, from_source=True).svg, source
        node["svg"], node["alt"], node["desc"] = made.svg, made.title, made.desc
        node.children = []
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


def visit_drawing(translator: HTML5Translator, node: drawing) -> None:
    if source := node.get("source_svg"):
        translator.body.append(f'<div class="tai-figure tai-src" lang="{node["source_lang"]}">{source}</div>\n')
    words = translate("Data of the figure", str(translator.config.language))
    translator.body.append(f'<div class="tai-figure">{node.get("svg", "")}\n<details class="tai-figure-data"><summary>{words}</summary>\n')


def depart_drawing(translator: HTML5Translator, node: drawing) -> None:
    translator.body.append("</details></div>\n")


def pass_by(_translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    """Other writers show the table, and the caption that follows."""


def add_style(_app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(Path(__file__).parent / "static"))


def setup(app: Sphinx) -> ExtensionMetadata:
    for extension in ("taiyaku.config", "taiyaku.facts.ext"):
        app.setup_extension(extension)
    others: dict[str, Any] = dict.fromkeys(("text", "latex", "man", "texinfo"), (pass_by, pass_by))
    app.add_node(drawing, html=(visit_drawing, depart_drawing), **others)
    app.add_node(drawing_label)
    for directive in (Timeline, MembershipFigure, Presidents, Shares):
        app.add_directive(directive.kind, directive)
    app.add_post_transform(DrawFigures)
    app.connect("config-inited", add_style)
    app.add_css_file("figures.css")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
