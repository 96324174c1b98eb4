"""Lists made from the facts: the glossary and the bibliography."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.environment import BuildEnvironment

from taiyaku.facts.ext.data import BIBLIOGRAPHY, cited_sources, data_links
from taiyaku.facts.ext.domain import domain_of, facts_of
from taiyaku.facts.ext.nodes import from_facts, in_language
from taiyaku.facts.ext.references import source_words
from taiyaku.facts.model import GlossaryTerm
from taiyaku.facts.words import say
from taiyaku.strings import translate

#: What a reader may want a reading for; kana read themselves.
KANJI = re.compile("[\u3005\u4e00-\u9fff]")


def make_terms(node: from_facts, env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """The glossary: every term that has a definition in the book's language, in the order of the page's language."""
    facts = facts_of(env)
    shown = [term for term in facts.terms if term.prose == env.config.taiyaku_source_language]
    made = nodes.definition_list(classes=["tai-glossary"])
    for term in sorted(shown, key=lambda term: (term.reading, term.id) if lang == "ja" else (term.name(lang).casefold(), term.id)):
        anchor = f"term-{term.id}"
        domain_of(env).note_place("term", term.id, anchor, env.docname)
        domain_of(env).note_cited(env.docname, term.sources)
        head = nodes.term("", "", *term_head(term, lang), ids=[anchor])
        body = nodes.definition(
            "", nodes.paragraph("", "", prose_of(term, env, lang)), nodes.paragraph("", "", *term_names(term, lang), classes=["tai-names"])
        )
        made += nodes.definition_list_item("", head, body)
    return [made]


def prose_of(term: GlossaryTerm, env: BuildEnvironment, lang: str) -> nodes.Node:
    facts = facts_of(env)
    if term.prose == lang or facts.is_translated(term.definition, lang):
        return nodes.Text(facts.prose(term.definition, lang) if term.prose != lang else term.definition)
    return in_language(term.definition, term.prose, "tai-untranslated")


def term_head(term: GlossaryTerm, lang: str) -> list[nodes.Node]:
    """The term as the page's language has it, with its reading in Japanese and its abbreviation."""
    words: list[nodes.Node] = [nodes.strong("", term.name(lang))]
    if lang == "ja" and term.reading and KANJI.search(term.ja):
        words.append(nodes.inline("", f"（{term.reading}）", classes=["tai-reading"]))
    return [*words, nodes.inline("", f" {term.abbr}", classes=["tai-abbr"])] if term.abbr else words


def term_names(term: GlossaryTerm, lang: str) -> list[nodes.Node]:
    """The term in the other languages, each marked as such, and its synonyms."""
    fields = {code: getattr(term, code) for code in ("ja", "en", "es", "pt")} | dict(term.names)
    named = [(code, name) for code, name in fields.items() if code != lang and name]
    words: list[nodes.Node] = []
    for code, name in named:
        words += [nodes.Text(" · ")] if words else []
        words += [nodes.Text(f"{code} "), in_language(name, code)]
    if term.synonyms:
        words += [nodes.Text((" · " if words else "") + translate("also", lang) + " " + " / ".join(term.synonyms))]
    return words


def make_bibliography(node: from_facts, env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """Every source that some page cites, and only those, with how much of it was read and when."""
    made = nodes.bullet_list(classes=["tai-bibliography"])
    for source in sorted(cited_sources(env), key=lambda source: (source.made_by(lang).casefold(), str(source.date or ""), source.title)):
        words = [*source_words(source, lang, full=True), nodes.Text(" ")]
        if source.url.startswith(("http://", "https://")):
            words += [nodes.reference("", source.url, refuri=source.url, classes=["tai-url"]), nodes.Text(" ")]
        consulted = f"{translate('consulted', lang)} {say(source.consulted, lang)}"
        made += nodes.list_item("", nodes.paragraph("", "", *words, nodes.Text(consulted)), ids=[f"source-{source.id}"])
    return [*data_links(BIBLIOGRAPHY, env, lang), made]
