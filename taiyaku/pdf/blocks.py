"""What stands below each other: sections, paragraphs, lists, quotations, code."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.locale import admonitionlabels

from taiyaku.pdf.escape import flow, quote
from taiyaku.pdf.writer import Handler, Writer, write_children

FINE = {"tai-sources", "tai-names"}
"""Classes of paragraphs that are set small."""
HIDDEN_IN_TITLES = (nodes.footnote_reference,)
NUMERALS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def write_file(writer: Writer, node: nodes.Element) -> str:
    """A page of the project: at the top of the book a chapter, elsewhere a part of the page that lists it."""
    scope, doc = writer.scope, str(node["docname"])
    number = re.match(r"(\d+)(?=-)", doc.rpartition("/")[2])
    top = scope.depth == 0
    chapter = number[1] if number else "" if top else scope.chapter
    with writer.within(doc=doc, depth=scope.depth + 1, level=0 if top else scope.level, chapter=chapter):
        return writer.blocks(node.children)


def plain_title(node: nodes.Element) -> str:
    """A title as running heads and the contents show it: without notes, marks, and the source's words of an aligned edition."""
    copy = node.deepcopy()
    for part in list(copy.findall(nodes.Element)):
        if isinstance(part, HIDDEN_IN_TITLES) or "tai-src" in part["classes"]:
            part.parent.remove(part)
    return flow(copy.astext()).strip()


def write_section(writer: Writer, node: nodes.Element) -> str:
    """A heading with its label, and what stands under it."""
    with writer.within(level=writer.scope.level + 1):
        names = [writer.name(name) for name in node["ids"]]
        names += [] if (whole := writer.name("")) in writer.made else [whole]
        return "\n\n".join(part for part in (write_heading(writer, node, names), writer.blocks(rest_of(node))) if part)


def rest_of(node: nodes.Element) -> list[nodes.Node]:
    return [child for child in node.children if not isinstance(child, nodes.title)]


def write_heading(writer: Writer, node: nodes.Element, names: list[str]) -> str:
    """The heading of a section; a chapter begins a page and carries its number."""
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    if title is None:
        return "".join(writer.anchor(name) for name in names)
    scope, label = writer.scope, names[0]
    number = scope.chapter if scope.level == 1 else ""
    with writer.within(in_title=True):
        words = writer.write(title)
    writer.titles[label] = (number, plain_title(title))
    writer.made.add(label)
    others = "".join(writer.anchor(name) for name in names[1:])
    opening = "#new-chapter()\n" if scope.level == 1 else ""
    inside = f"#chapter-title({quote(number)})[{words}];" if number else words
    return f"{opening}#heading(level: {scope.level})[{inside}];#label({quote(label)});{others}"


def write_title(writer: Writer, node: nodes.Element) -> str:
    return writer.inline(node.children)


def write_paragraph(writer: Writer, node: nodes.Element) -> str:
    """A paragraph with its number in the margin."""
    if node.children and all(isinstance(child, nodes.image | nodes.target) for child in node.children):
        return writer.anchors(node) + writer.blocks(node.children)
    inside = writer.anchors(node) + writer.inline(node.children)
    if not inside:
        return ""
    if FINE & set(node["classes"]):
        return f"#fine[{inside}]"
    settings = [f"number: {quote(str(node['number']))}"] if node.get("number") else []
    settings += ["translated: false"] if "tai-untranslated" in node["classes"] else []
    return f"#para({', '.join(settings)})[{inside}]"


def tight(writer: Writer, node: nodes.Element) -> str:
    """The content of a list item or a cell: one paragraph stands there as a line, several as paragraphs."""
    if len(node.children) == 1 and isinstance(node.children[0], nodes.paragraph) and not node.children[0].get("lang"):
        words, source = apart(node.children[0])
        if source is not None and not writer.scope.in_table:
            return f"{writer.anchors(node.children[0])}#pair([{writer.write(source)}], [{writer.inline(words)}])"
        return writer.anchors(node.children[0]) + writer.inline(node.children[0].children)
    return writer.blocks(node.children)


def apart(node: nodes.Element) -> tuple[list[nodes.Node], nodes.inline | None]:
    """The words of a line and, in an aligned edition, the source's words that stand behind them."""
    *words, last = node.children or [nodes.Text("")]
    if not (isinstance(last, nodes.inline) and "tai-src" in last["classes"]):
        return list(node.children), None
    source = last.deepcopy()
    if source.children and not source.children[0].astext().strip():
        del source[0]
    return words, source


def write_items(writer: Writer, node: nodes.Element) -> str:
    """The items of a list as arguments."""
    return ", ".join(f"[{writer.anchors(item)}{tight(writer, item)}]" for item in node.children if isinstance(item, nodes.Element))


def write_bullets(writer: Writer, node: nodes.Element) -> str:
    function = "references" if "tai-bibliography" in node.get("classes", ()) else "list"
    return listed(f"#{function}({write_items(writer, node)})")


def write_numbered(writer: Writer, node: nodes.Element) -> str:
    pattern = quote(f"{node.get('prefix', '')}{NUMERALS.get(node.get('enumtype', 'arabic'), '1')}{node.get('suffix') or '.'}")
    return listed(f"#enum(start: {int(node.get('start', 1))}, numbering: {pattern}, {write_items(writer, node)})")


def listed(written: str) -> str:
    """A list; where its items are pairs, with letters and room as pairs have them."""
    return f"#paired-list[{written}]" if "#pair(" in written else written


def write_definitions(writer: Writer, node: nodes.Element) -> str:
    """Terms and what they mean; used for glossaries too."""
    pairs = []
    for item in node.children:
        terms = [child for child in item.children if isinstance(child, nodes.term | nodes.classifier)]
        bodies = [child for child in item.children if isinstance(child, nodes.definition)]
        head = " #linebreak();".join(writer.write(term) for term in terms)
        pairs.append(f"([{head}], [{''.join(tight(writer, body) for body in bodies)}])")
    return f"#definitions({'compact: true, ' if writer.scope.compact else ''}{', '.join(pairs)})" if pairs else ""


def write_term(writer: Writer, node: nodes.Element) -> str:
    return writer.inline(node.children)


def write_fields(writer: Writer, node: nodes.Element) -> str:
    """Names and bodies of fields, set as definitions on one line each."""
    fields = [[part for part in field.children if isinstance(part, nodes.Element)] for field in node.findall(nodes.field)]
    pairs = [f"([{writer.inline(name.children)}], [{tight(writer, body)}])" for name, body in fields]
    return f"#definitions(compact: true, {', '.join(pairs)})" if pairs else ""


def write_quote(writer: Writer, node: nodes.Element) -> str:
    return f"#quoted[{writer.blocks(node.children)}]"


def write_attribution(writer: Writer, node: nodes.Element) -> str:
    return f"#fine[{quote_dash()}{writer.inline(node.children)}]"


def quote_dash() -> str:
    return '#"—— ";'


def write_verse(writer: Writer, node: nodes.Element) -> str:
    """Lines as lines; deeper ones indented by a character."""
    lines = [f"[#h({depth}em){writer.inline(line.children)}]" for depth, line in _lines(node, 0)]
    return f"#verse({', '.join(lines)})"


def _lines(node: nodes.Element, depth: int) -> list[tuple[int, nodes.Element]]:
    found: list[tuple[int, nodes.Element]] = []
    for child in node.children:
        if isinstance(child, nodes.line_block):
            found += _lines(child, depth + 1)
        elif isinstance(child, nodes.Element):
            found.append((depth, child))
    return found


def write_code(writer: Writer, node: nodes.Element) -> str:
    return f"#code({quote(node.astext())})"


def write_rubric(writer: Writer, node: nodes.Element) -> str:
    """A title that is no section; the one above footnotes goes, for they stand at the foot of the page."""
    return f"#rubric[{writer.inline(node.children)}]"


def write_rest(writer: Writer, node: nodes.Element) -> str:
    """A pause between passages; the one above footnotes goes."""
    return "" if "footnotes" in node.get("classes", ()) else "#rest"


def write_admonition(writer: Writer, node: nodes.Element) -> str:
    """Any admonition, topic or sidebar: a box with its name or title."""
    label = str(admonitionlabels.get(type(node).__name__, ""))
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    heading = f", title: [{writer.write(title)}]" if title is not None else ""
    return f'#note-box(kind: "since", label: {quote(label)}{heading})[{writer.blocks(rest_of(node))}]'


HANDLERS: dict[str, Handler] = {
    "document": write_children,
    "start_of_file": write_file,
    "section": write_section,
    "title": write_title,
    "paragraph": write_paragraph,
    "compact_paragraph": write_paragraph,
    "bullet_list": write_bullets,
    "enumerated_list": write_numbered,
    "definition_list": write_definitions,
    "term": write_term,
    "classifier": write_term,
    "glossary": write_children,
    "field_list": write_fields,
    "box_title": write_rubric,
    "docinfo": write_fields,
    "block_quote": write_quote,
    "attribution": write_attribution,
    "line_block": write_verse,
    "literal_block": write_code,
    "doctest_block": write_code,
    "rubric": write_rubric,
    "transition": write_rest,
    "caption": write_rubric,
    "Admonition": write_admonition,
    "topic": write_admonition,
    "sidebar": write_admonition,
    "seealso": write_admonition,
    "only": write_children,
    "hlist": write_children,
    "hlistcol": write_children,
    "centered": write_paragraph,
}
