"""What stands within a line: emphasis, links, notes, facts, names in other languages, readings."""

from __future__ import annotations

from urllib.parse import urlsplit

from docutils import nodes

from taiyaku.pdf.escape import flow, is_cjk, quote, words
from taiyaku.pdf.formula import Unreadable, read_formula
from taiyaku.pdf.writer import Handler, Writer, target_of, write_children

SCHEMES = {"http", "https", "mailto", "ftp"}
PAGED = {"std-ref", "std-numref", "std-doc", "doc", "myst", "tai-claim", "tai-document"}
"""Classes of links that say on paper which page they lead to; terms and sources do not, they would drown the text."""
MARKS = {"imprecise": "imprecise", "contradicted": "wrong", "unverified": "unverified"}
WRAPPERS = {"strong": "strong", "subscript": "sub", "superscript": "super", "deleted": "strike", "inserted": "underline"}


def write_text(writer: Writer, node: nodes.Text) -> str:
    return words(str(node))


def write_wrapped(writer: Writer, node: nodes.Element) -> str:
    """What Typst has an element for."""
    return f"#{WRAPPERS[type(node).__name__]}[{writer.inline(node.children)}];"


def write_emphasis(writer: Writer, node: nodes.Element) -> str:
    """Italics for Latin script; Japanese has none, so its emphasis is set in the sans."""
    return f"#{'stress' if is_cjk(node.astext()) else 'emph'}[{writer.inline(node.children)}];"


def write_literal(writer: Writer, node: nodes.Element) -> str:
    return f"#raw({quote(flow(node.astext()))});"


def write_inline(writer: Writer, node: nodes.Element) -> str:
    """A span; one that is not translated yet says so."""
    classes, inside = node.get("classes", ()), writer.inline(node.children)
    if "tai-src" in classes and writer.scope.in_title:
        return f"#source-title[{writer.inline([nodes.Text(node.astext().strip())])}];"
    return f"#untranslated[{inside}];" if "tai-untranslated" in classes else inside


def write_ruby(writer: Writer, node: nodes.Element) -> str:
    """The base with its reading above, part by part; in headings the base alone."""
    parts = [str(part).partition("|") for part in node.get("parts") or []]
    if writer.scope.in_title or not (parts or node.get("reading")):
        return writer.inline(node.children)
    if "".join(base for base, _, _ in parts) == node.astext():
        return "".join(f"#ruby({quote(reading)})[{words(base)}];" if reading else words(base) for base, _, reading in parts)
    return f"#ruby({quote(node['reading'])})[{writer.inline(node.children)}];"


def write_fact(writer: Writer, node: nodes.Element) -> str:
    """The words; an inexact, wrong or unverified fact is marked, in words."""
    mark = MARKS.get(str(node.get("mark", "")))
    label = f"#verdict({quote(writer.say(mark))});" if mark and not writer.scope.in_title else ""
    return writer.inline(node.children) + label


def write_reference(writer: Writer, node: nodes.Element) -> str:
    """A link within the book, with its page where that helps, or to an address, with the address."""
    inside = writer.inline(node.children)
    target = target_of(node, writer.scope.doc)
    if target is None:
        return write_outside(writer, node, inside)
    if target not in writer.places:
        if not target.endswith(":"):
            writer.complain(node, "lost-target", f"the link leads to `{target}`, which is not in the book")
        return inside
    if writer.scope.in_title:
        return inside
    classes = {name for part in node.findall(nodes.Element) for name in part["classes"]}
    paged = f"#pageref({quote(target)});" if classes & PAGED and not writer.scope.in_table else ""
    return f"#link(label({quote(target)}))[{inside}];{paged}"


def write_outside(writer: Writer, node: nodes.Element, inside: str) -> str:
    """A link out of the book: on paper the address must be readable too."""
    address = str(node.get("refuri", ""))
    if urlsplit(address).scheme not in SCHEMES or writer.scope.in_title:
        return inside
    shown, text = address.removeprefix("mailto:"), node.astext().strip()
    if text in {address, shown}:
        return f"#link({quote(address)})[#address({quote(shown)});];"
    where = writer.book.show_addresses
    link = f"#link({quote(address)})[{inside}];"
    if where == "no" or not text:
        return link
    if where == "inline" or writer.scope.in_note or writer.scope.in_table:
        return f"{link}#aside(link({quote(address)}, address({quote(shown)})));"
    return f"{link}#note[#link({quote(address)})[#address({quote(shown)});];];"


def write_footnote_reference(writer: Writer, node: nodes.Element) -> str:
    """A page footnote where it is first referred to; afterwards its number again."""
    if writer.scope.in_title:
        return ""
    name = writer.name(str(node.get("refid", "")))
    note = writer.notes.get(name)
    if note is None:
        writer.complain(node, "lost-note", f"no footnote `{node.astext()}` in the book")
        return words(f"[{node.astext()}]")
    if name in writer.made:
        return f"#footnote(label({quote(name)}));"
    writer.made.update(writer.name(anchor) for anchor in note["ids"])
    with writer.within(in_note=True, in_table=False), writer.tongue(note.get("lang")):
        inside = "#parbreak();".join(write_note_block(writer, child) for child in blocks_of(note))
    return f"#note[{inside}];#label({quote(name)});"


def blocks_of(note: nodes.Element) -> list[nodes.Node]:
    """The blocks of a note; the two columns of an aligned edition stand below each other, there is no room at the foot."""
    content = [child for child in note.children if not isinstance(child, nodes.label)]
    return [block for child in content for block in (child.children if type(child).__name__ == "pair" else [child])]


def write_note_block(writer: Writer, node: nodes.Node) -> str:
    """A paragraph of a note as a run of text, so that the first stands beside the number."""
    if not isinstance(node, nodes.paragraph):
        return writer.blocks([node])
    return writer.write(nodes.inline("", "", *node.deepcopy().children, lang=node.get("lang") or writer.scope.lang))


def write_target(writer: Writer, node: nodes.Element) -> str:
    """Only its anchors, which the writer has placed; and its text, if it has any."""
    return writer.inline(node.children)


def write_formula(writer: Writer, node: nodes.Element) -> str:
    """A formula from its TeX source, which is also its alternative text; as source where it goes beyond what is understood."""
    source, block = node.astext().strip(), type(node).__name__ == "math_block"
    try:
        return f"#math.equation(block: {'true' if block else 'false'}, alt: {quote(source)}, ${read_formula(source)}$);"
    except Unreadable as error:
        writer.complain(node, "unread-formula", f"{error} in the formula `{source}`; it is set as source")
        return f"#raw({quote(source)}, block: {'true' if block else 'false'});"


def write_nothing(writer: Writer, node: nodes.Node) -> str:
    return ""


def write_raw(writer: Writer, node: nodes.Element) -> str:
    """Raw text is for the format it names; Typst code from a page is not let in."""
    if "typst" in str(node.get("format", "")).split():
        writer.complain(node, "raw-typst", "raw Typst is not set: say it with the press's own directives")
    return ""


HANDLERS: dict[str, Handler] = {
    "Text": write_text,
    "inline": write_inline,
    "emphasis": write_emphasis,
    "title_reference": write_emphasis,
    "literal": write_literal,
    "literal_emphasis": write_literal,
    "literal_strong": write_literal,
    "foreign": write_children,
    "ruby": write_ruby,
    "fact": write_fact,
    "citation_text": write_children,
    "citation": write_children,
    "term_link": write_children,
    "abbreviation": write_children,
    "acronym": write_children,
    "generated": write_children,
    "reference": write_reference,
    "number_reference": write_reference,
    "download_reference": write_children,
    "pending_xref": write_children,
    "footnote_reference": write_footnote_reference,
    "target": write_target,
    "math": write_formula,
    "math_block": write_formula,
    "raw": write_raw,
    "problematic": write_children,
    "substitution_definition": write_nothing,
    "comment": write_nothing,
    "index": write_nothing,
    "meta": write_nothing,
    "pending": write_nothing,
    "system_message": write_nothing,
    "toctree": write_nothing,
    "tabular_col_spec": write_nothing,
    "highlightlang": write_nothing,
    "evidence": write_nothing,
    "footnote": write_nothing,
    "label": write_nothing,
    "colspec": write_nothing,
    "container": write_children,
    "compound": write_children,
    "manpage": write_literal,
    **dict.fromkeys(WRAPPERS, write_wrapped),
}
