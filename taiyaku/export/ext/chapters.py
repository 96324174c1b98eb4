"""What a chapter's page, already in its language, gives to a lesson: key points, questions, figures, terms and sentences that use them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.environment import BuildEnvironment

from taiyaku.export.bank import Chapter, Plate, Reading, Term
from taiyaku.export.ext.render import Render
from taiyaku.export.markup import wrap
from taiyaku.export.model import Picture
from taiyaku.facts.ext import facts_of
from taiyaku.facts.ext.lists import KANJI

#: What belongs to no sentence.
APART = ("footnote_reference", "evidence", "system_message", "comment", "target")
TERM = re.compile(r"#term-([a-z0-9-]+)$")
SENTENCE = {"ja": re.compile(r"[^。！？]*[。！？]?[」』）]*"), "": re.compile(r".*?(?:[.!?][\"”’)]*(?=\s+[A-Z“‘(]|$)|$)", re.DOTALL)}
#: A table with more rows is for looking things up, not for handing out.
MOST_ROWS = 20
LONGEST = {"ja": 160, "": 400}


def read_chapter(doctree: nodes.document, stem: str, title: str) -> Chapter:
    """The chapter as its page shows it."""
    return Chapter(
        stem,
        title,
        points=tuple(texts_of(boxes(doctree, "points"))),
        questions=tuple(texts_of(sections(doctree, f"{stem.partition('-')[0]}-questions"))),
        terms=tuple(dict.fromkeys(name for _, name in links_of(doctree))),
        plates=tuple(plates_of(doctree)),
        readings=tuple(readings_of(doctree)),
    )


def boxes(doctree: nodes.document, kind: str) -> Iterator[nodes.Element]:
    return (node for node in doctree.findall(nodes.Element) if type(node).__name__ == "box" and node.get("kind") == kind)


def sections(doctree: nodes.document, name: str) -> Iterator[nodes.Element]:
    """The sections under a label."""
    return (node for node in doctree.findall(nodes.section) if name in node["names"])


def texts_of(found: Iterator[nodes.Element]) -> Iterator[str]:
    """The items of the lists in some parts of a page, as HTML without their paragraph."""
    render = Render()
    for part in found:
        for item in part.findall(nodes.list_item):
            yield render.all(child for block in item for child in (block.children if isinstance(block, nodes.paragraph) else [block]))


def plates_of(doctree: nodes.document) -> Iterator[Plate]:
    """The drawings of a page with their captions; those inside exercises belong to the exercises."""
    for figure in doctree.findall(nodes.figure):
        drawing = next((node for node in figure.findall(nodes.Element) if type(node).__name__ == "drawing" and node.get("svg")), None)
        if drawing is None or inside_exercise(figure):
            continue
        caption = next((words(part) for part in figure.findall(nodes.caption)), "")
        alt = " ".join(text for part in ("alt", "desc") if (text := str(drawing.get(part, "")).strip()))
        yield Plate(Picture(str(drawing["ident"]), alt or caption, str(drawing["svg"])), caption, str(drawing.get("alt", "")))


def readings_of(doctree: nodes.document) -> Iterator[Reading]:
    """The document cards and the tables of a page; those inside figures and exercises belong to them, and long ones stay in the book."""
    for card in boxes(doctree, "document"):
        yield Reading(words(card[0]), Render().all(card.children[1:]))
    for table in doctree.findall(nodes.table):
        if not inside(table, ("exercise", "figure", "drawing")) and len(list(table.findall(nodes.row))) <= MOST_ROWS:
            told = next(table.findall(nodes.title), None) or title_of(table)
            body = Render().all(child for child in table.children if not isinstance(child, nodes.title))
            yield Reading(words(told) if told is not None else "", wrap("table", body))


def title_of(node: nodes.Node) -> nodes.Node | None:
    """The title of the section around a node."""
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return next(iter(node.findall(nodes.title)), None) if node is not None else None


def links_of(doctree: nodes.document) -> Iterator[tuple[nodes.reference, str]]:
    """The links to the glossary, each with the id of its term."""
    for link in doctree.findall(nodes.reference):
        if match := TERM.search(str(link.get("refuri", "")) or f"#{link.get('refid', '')}"):
            yield link, match[1]


def inside_exercise(node: nodes.Node) -> bool:
    return inside(node, ("exercise",))


def inside(node: nodes.Node, kinds: tuple[str, ...]) -> bool:
    """Whether a node stands in one of some kinds."""
    current = node.parent
    while current is not None and type(current).__name__ not in kinds:
        current = current.parent
    return current is not None


def words(node: nodes.Node) -> str:
    """The running text of a node."""
    if isinstance(node, nodes.Text):
        return str(node)
    return "" if type(node).__name__ in APART else "".join(words(child) for child in node.children)


def examples_of(doctree: nodes.document, lang: str) -> Iterator[tuple[str, str]]:
    """Terms, each with the sentence of the page's body that mentions it; short enough to be read on a card."""
    pattern, longest = SENTENCE.get(lang, SENTENCE[""]), LONGEST.get(lang, LONGEST[""])
    for link, name in links_of(doctree):
        block = link.parent
        while block is not None and not isinstance(block, nodes.paragraph):
            block = block.parent
        if block is None or isinstance(block.parent, nodes.footnote) or block.get("lang", lang) != lang or inside_exercise(block):
            continue
        found = (part.strip() for part in pattern.findall(" ".join(words(block).split())))
        sentence = next((part for part in found if words(link) in part), "")
        if sentence and len(sentence) <= longest:
            yield name, sentence


def read_terms(env: BuildEnvironment, lang: str, examples: dict[str, tuple[str, str]]) -> tuple[Term, ...]:
    """The glossary in a language; ``examples`` are sentence and chapter by term."""
    facts, source = facts_of(env), str(env.config.taiyaku_source_language)
    made = []
    for term in facts.terms:
        if term.prose != source or (term.prose != lang and not facts.is_translated(term.definition, lang)):
            continue
        definition = term.definition if term.prose == lang else facts.prose(term.definition, lang)
        names = {code: name for code in ("ja", "en", "es", "pt") if (name := getattr(term, code))}
        sentence, chapter = examples.get(term.id, ("", ""))
        reading = term.reading if lang == "ja" and KANJI.search(term.ja) else ""
        made.append(Term(term.id, term.name(lang), definition, reading, term.abbr, names, sentence, chapter))
    return tuple(made)
