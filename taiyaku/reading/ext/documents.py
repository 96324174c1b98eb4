"""Document cards: what a primary document is, who made it and why, and what its places provide, with the way to the original."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from taiyaku.facts.ext.directives import GeneratedDirective, rest_on_named
from taiyaku.facts.ext.domain import domain_of, facts_of
from taiyaku.facts.ext.filling import FillGenerated, link
from taiyaku.facts.ext.nodes import from_facts
from taiyaku.facts.ext.references import source_words
from taiyaku.facts.ext.tables import prose
from taiyaku.facts.model import Document
from taiyaku.facts.words import say
from taiyaku.reading.ext.nodes import box, box_title
from taiyaku.strings import translate


class DocumentCard(GeneratedDirective):
    """``{document} declaration-of-mar-del-plata``; what stands in the body is added as a remark of the author."""

    kind = "document"
    rests_on = ()
    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        (place,) = super().run()
        rest_on_named(self.env, self.arguments[0])
        if self.content and isinstance(place, from_facts):
            self.state.nested_parse(self.content, self.content_offset, place)
        return [place]


def make_document(node: from_facts, env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """The card as a box: heading, a list of who, when, why and for whom, its places, the author's remark, the source."""
    facts = facts_of(env)
    document = facts.document(node["argument"])
    anchor = f"document-{document.id}"
    domain_of(env).note_place("document", document.id, anchor, env.docname)
    domain_of(env).note_used(env.docname, document.id)
    domain_of(env).note_cited(env.docname, document.sources)
    title = box_title("", document.names.get(lang, document.names["en"]), ids=[f"{anchor}-title"])
    card = box("", title, kind="document", facts=[], key=anchor, ids=[anchor])
    card += about(document, env, lang)
    card += [child.deepcopy() for child in node.children]
    source = facts.source(document.source)
    words = [nodes.Text(translate("Original", lang) + ": "), link("source", source.id, env, source_words(source, lang))]
    if source.url.startswith(("http://", "https://")):
        words += [nodes.Text(" "), nodes.reference("", source.url, refuri=source.url, classes=["tai-url"])]
    card += nodes.paragraph("", "", *words, classes=["tai-sources"])
    return [card]


def about(document: Document, env: BuildEnvironment, lang: str) -> nodes.field_list:
    """Who made it, when, why and for whom, then place by place what it provides."""
    facts = facts_of(env)
    rows: list[tuple[str, nodes.Node]] = [(translate("Date", lang), nodes.Text(say(document.date, lang)))]
    told = (("Made by", document.by), ("Why", document.why), ("For whom", document.audience))
    rows += [(translate(label, lang), prose(facts, document, text, lang)) for label, text in told]
    rows += [(text_of(part.place, document, env, lang), prose(facts, document, part.provides, lang)) for part in document.parts]
    fields = [nodes.field("", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", "", body))) for name, body in rows]
    return nodes.field_list("", *fields, classes=["tai-card"])


def text_of(text: str, document: Document, env: BuildEnvironment, lang: str) -> str:
    return text if document.prose == lang else facts_of(env).prose(text, lang)


def setup_documents(app: Sphinx) -> None:
    app.add_directive("document", DocumentCard)
    FillGenerated.makers["document"] = make_document
