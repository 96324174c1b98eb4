"""The nodes that facts put into a page, and how each output writes them.

``fact``, ``source_link`` and ``term_link`` are inline and survive Sphinx's translation step untouched, so that each column of a page words
them in its own language; ``from_facts`` stands where a table, list or card will be made from the facts once the language is known.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from taiyaku.strings import translate


class fact(nodes.Inline, nodes.TextElement):
    """Words that state a fact. Attributes: ``target`` (the expression), ``bare`` (worded by the press), ``mark`` (a verdict to show)."""


class source_link(nodes.Inline, nodes.TextElement):
    """A source, worded by the press. Attribute: ``target`` (its id)."""


class term_link(nodes.Inline, nodes.TextElement):
    """A link to a glossary entry. Attributes: ``target`` (the term's id), ``bare``."""


class from_facts(nodes.General, nodes.Element):
    """A place to be filled from the facts. Attributes: ``kind``, ``options``, ``late`` (only when all pages are read)."""


class evidence(nodes.General, nodes.Element):
    """What a paragraph rests on: its facts with their sources, filled in when the page is written. For HTML only.

    Attributes: ``lang``, ``items`` (ids); each item of the list has ``fact``.
    """


def in_language(text: str, lang: str, css: str = "", kind: type[nodes.TextElement] = nodes.inline) -> nodes.TextElement:
    """Words that are in a language of their own: docutils' writers read it from the class, ours from ``lang``."""
    return kind("", text, lang=lang, foreign=True, classes=[f"language-{lang}", *css.split()])


INLINE = (fact, source_link, term_link)
MARKS = {"imprecise": "imprecise", "contradicted": "wrong", "unverified": "unverified"}


def visit_fact(self: HTML5Translator, node: fact) -> None:
    names = ["tai-fact", *([f"tai-fact-{node['mark']}"] if node.get("mark") else [])]
    self.body.append(self.starttag(node, "span", "", CLASS=" ".join(names), **{"data-fact": node["target"]}))


def depart_fact(self: HTML5Translator, node: fact) -> None:
    if node.get("mark"):
        word = translate(MARKS[node["mark"]], node.get("lang") or str(self.config.language))
        self.body.append(f'<span class="tai-mark">{self.encode(word)}</span>')
    self.body.append("</span>")


def visit_evidence(self: HTML5Translator, node: evidence) -> None:
    if self.builder.name.endswith("epub"):
        raise nodes.SkipNode
    label = self.encode(translate("Evidence", node["lang"]))
    self.body.append(f'<details class="tai-evidence" lang="{node["lang"]}"><summary>{label}</summary><ul>\n')
    for item in node.findall(nodes.list_item):
        self.body.append(f'<li data-fact="{self.attval(item["fact"])}">')
        for words in item[0].children:
            words.walkabout(self)
        self.body.append("</li>\n")
    self.body.append("</ul></details>\n")
    raise nodes.SkipNode


def pass_by(self: Any, node: nodes.Node) -> None:
    """An inline node whose children are all that is written."""


def skip(self: Any, node: nodes.Node) -> None:
    raise nodes.SkipNode


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes with every writer that Sphinx has."""
    plain: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_by, pass_by))
    absent: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None))
    app.add_node(fact, html=(visit_fact, depart_fact), **plain)
    for node in (source_link, term_link):
        app.add_node(node, html=(pass_by, pass_by), **plain)
    app.add_node(evidence, html=(visit_evidence, None), **absent)
    app.add_node(from_facts, html=(skip, None), **absent)
