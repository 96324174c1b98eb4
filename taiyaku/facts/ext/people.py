"""The persons of the book: names, offices and their dates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from docutils import nodes
from sphinx.environment import BuildEnvironment

from taiyaku.facts.ext.domain import domain_of, facts_of
from taiyaku.facts.ext.nodes import from_facts, in_language
from taiyaku.facts.ext.tables import note_of
from taiyaku.facts.model import Entity, Term
from taiyaku.facts.query import Facts
from taiyaku.facts.words import say
from taiyaku.strings import translate

#: Offices in words; one that is not here is named as the facts name it.
OFFICES = {"president": "president of {body}", "secretary-general": "secretary-general of the {body}"}


def make_people(node: from_facts, env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """Every person who has a name in the book's language, in the order of the page's; each can be linked to (``person-<id>``)."""
    facts, source_lang = facts_of(env), str(env.config.taiyaku_source_language)
    made = nodes.definition_list(classes=["tai-people"])
    shown = [entity for entity in facts.entities if entity.type == "person" and source_lang in entity.names]
    for person in sorted(shown, key=partial(order_of, lang)):
        domain_of(env).note_place("person", person.id, f"person-{person.id}", env.docname)
        domain_of(env).note_used(env.docname, person.id)
        head = nodes.term("", "", *person_names(person, lang), ids=[f"person-{person.id}"])
        held = [nodes.list_item("", nodes.paragraph("", words)) for words in offices(person, facts, lang)]
        body = nodes.definition("", *([nodes.bullet_list("", *held)] if held else []), *note_of(person.sources, env, lang))
        made += nodes.definition_list_item("", head, body)
    return [made]


def name_of(person: Entity, lang: str) -> str:
    return person.names.get(lang) or person.names["en"]


def order_of(lang: str, person: Entity) -> tuple[str, str]:
    return name_of(person, lang).casefold(), person.id


def person_names(person: Entity, lang: str) -> list[nodes.Node]:
    """The name in the page's language, and the original one, marked as being in its own, where that is another."""
    own = next((code for code in ("pt", "es", "en") if code in person.names), "en")
    words: list[nodes.Node] = [nodes.strong("", name_of(person, lang))]
    if own == lang or person.names[own] == name_of(person, lang):
        return words
    return [*words, nodes.Text(" "), in_language(person.names[own], own)]


def offices(person: Entity, facts: Facts, lang: str) -> list[str]:
    """The offices that a person held, each with its time, earliest first."""
    held = sorted(terms_of(person, facts), key=lambda row: (row[1].time.first, row[0].id))
    return [office_words(body, term, lang) for body, term in held]


def terms_of(person: Entity, facts: Facts) -> Iterator[tuple[Entity, Term]]:
    for body in facts.entities:
        yield from ((body, term) for term in body.terms if term.person in (person.id, *person.aliases))


def office_words(body: Entity, term: Term, lang: str) -> str:
    """*President of Brazil, 1 January 1995 – 1 January 2003 (acting)*, in the page's language."""
    office = translate(OFFICES.get(term.office, f"{term.office}, {{body}}"), lang).format(body=body.names.get(lang) or body.names["en"])
    said = f"{office[:1].upper()}{office[1:]}{'、' if lang == 'ja' else ', '}{say(term.time, lang)}"
    if not term.capacity:
        return said
    capacity = translate(term.capacity, lang)
    return f"{said}（{capacity}）" if lang == "ja" else f"{said} ({capacity})"
