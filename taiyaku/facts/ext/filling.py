"""Word and check what the facts put into a page, once the page is in its language (Sphinx translates at priority 20)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from taiyaku.facts.agreement import disagreement
from taiyaku.facts.ext.domain import domain_of, facts_of
from taiyaku.facts.ext.nodes import fact, from_facts, source_link, term_link
from taiyaku.facts.ext.places import language_of, place_of
from taiyaku.facts.ext.references import source_words
from taiyaku.facts.ext.resting import depend, rest_on
from taiyaku.facts.kinds import Verdict
from taiyaku.facts.model import Claim
from taiyaku.facts.prints import CORE, key_of
from taiyaku.facts.query import EXPRESSION, UnknownFact
from taiyaku.facts.values import Value
from taiyaku.facts.words import say

logger = logging.getLogger(__name__)
MARKED = {Verdict.IMPRECISE, Verdict.CONTRADICTED}


def complain(node: nodes.Node, env: BuildEnvironment, code: str, message: str) -> None:
    """Report a fault where it stands; under ``-W`` it ends the build."""
    logger.warning("%s", message, location=place_of(node, env), type="facts", subtype=code)


class FillFacts(SphinxTransform):
    """Word bare facts, check worded ones, turn citations and term links into references."""

    default_priority = 30

    def apply(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(fact)):
            self.fill_fact(node)
        for reference in list(self.document.findall(source_link)):
            self.fill_citation(reference)
        for link in list(self.document.findall(term_link)):
            self.fill_term(link)
        for box in boxes_about_facts(self.document):
            self.note_facts(box)

    def note_facts(self, node: nodes.Element) -> None:
        """A box may say which facts it is about: they must be there, and count as carried by the page."""
        for name in list(node["facts"]):
            rest_on(self.env, CORE + name)
            try:
                item = facts_of(self.env).target(name)
            except UnknownFact as error:
                complain(node, self.env, "unknown-id", str(error.args[0]))
                node["facts"].remove(name)
                continue
            domain_of(self.env).note_used(self.env.docname, item.id)
            domain_of(self.env).note_cited(self.env.docname, item.sources)

    def fill_fact(self, node: fact) -> None:
        facts, lang = facts_of(self.env), language_of(node, self.config)
        match = EXPRESSION.fullmatch(node["target"])
        if match:
            rest_on(self.env, CORE + match["id"])
        try:
            held = facts.values(node["target"])
        except UnknownFact as error:
            complain(node, self.env, "unknown-id", str(error.args[0]))
            return
        assert match
        item = facts.target(match["id"])
        domain_of(self.env).note_used(self.env.docname, item.id)
        domain_of(self.env).note_cited(self.env.docname, item.sources)
        if node["bare"]:
            self.word(node, held, lang)
        elif wrong := disagreement(node.astext(), lang, held):
            complain(node, self.env, "other-than-the-fact", f"{wrong}: {node['target']}")
        node["item"], node["lang"] = item.id, lang
        if isinstance(item, Claim) and (item.verdict is Verdict.UNVERIFIED or (match["article"] and item.verdict in MARKED)):
            node["mark"] = str(item.verdict)

    def word(self, node: fact, held: dict[str, Value], lang: str) -> None:
        if len(held) != 1:
            keys = ", ".join(held) or "no value"
            complain(node, self.env, "ambiguous", f"{node['target']} has {keys}: write the words, or name one key after a dot")
            return
        node += nodes.Text(say(next(iter(held.values())), lang))

    def fill_citation(self, node: source_link) -> None:
        facts, lang = facts_of(self.env), language_of(node, self.config)
        try:
            source = facts.source(node["target"])
        except UnknownFact as error:
            complain(node, self.env, "unknown-source", str(error.args[0]))
            return
        if node["bare"]:
            depend(self.env, source)
        else:
            rest_on(self.env, CORE + key_of(source))
        domain_of(self.env).note_cited(self.env.docname, [source.id])
        words: list[nodes.Node] = source_words(source, lang) if node["bare"] else [nodes.Text(node.astext())]
        node.replace_self(link("source", source.id, self.env, words))

    def fill_term(self, node: term_link) -> None:
        facts, lang = facts_of(self.env), language_of(node, self.config)
        try:
            term = facts.term(node["target"])
        except UnknownFact as error:
            complain(node, self.env, "unknown-term", str(error.args[0]))
            return
        rest_on(self.env, CORE + key_of(term))
        words = term.name(lang) if node["bare"] else node.astext()
        node.replace_self(link("term", term.id, self.env, [nodes.Text(words)], "tai-term"))


def boxes_about_facts(document: nodes.document) -> list[nodes.Element]:
    """Every block that says which facts it is about."""
    return [node for node in document.findall(nodes.Element) if node.get("facts")]


def link(kind: str, name: str, env: BuildEnvironment, words: Sequence[nodes.Node], css: str = "") -> pending_xref:
    """A reference to where a source, term, claim or document stands; plain words where the book has no such page."""
    content = nodes.inline("", "", *words, classes=[css] if css else [])
    return pending_xref("", content, refdomain="facts", reftype=kind, reftarget=name, refdoc=env.docname, refwarn=False)


Maker = Callable[[from_facts, BuildEnvironment, str], list[nodes.Node]]


class FillGenerated(SphinxTransform):
    """Make the tables, lists and cards that a page asks for, in the page's language."""

    default_priority = 31
    makers: dict[str, Maker] = {}

    def apply(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(from_facts)):
            if not node.get("late"):
                fill(node, self.env)


def fill(node: from_facts, env: BuildEnvironment) -> None:
    """Replace a place by what is made for it; an unknown id is reported where it stands."""
    try:
        made = FillGenerated.makers[node["kind"]](node, env, str(env.config.language))
    except (UnknownFact, ValueError) as error:
        complain(node, env, "unknown-id", str(error.args[0]))
        made = []
    node.replace_self(made)
