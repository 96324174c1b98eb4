"""Pictures: figures with their captions, and drawings made from facts, as vectors with an alternative text."""

from __future__ import annotations

import re

from docutils import nodes
from lxml import etree

from taiyaku.pdf.escape import quote
from taiyaku.pdf.tables import number_of
from taiyaku.pdf.writer import Handler, Writer

PERCENT = re.compile(r"\d{1,2}(?:\.\d+)?%|100%")
SANS, BOLD = "Noto Sans JP", "Noto Sans CJK JP"
SHOWN_ROWS = 12
"""A drawing's data are printed below it up to this number of rows; longer ones are left to the web edition."""


def write_image(writer: Writer, node: nodes.Element) -> str:
    """An image that stands alone."""
    picture = picture_of(writer, node)
    return f"#plate({picture})" if picture else ""


def picture_of(writer: Writer, node: nodes.Element, fallback: str = "") -> str:
    """The image as a Typst expression. A missing file or alternative text is reported; PDF/UA asks for the latter."""
    file = writer.book.images.get(str(node.get("uri", "")))
    if file is None:
        writer.complain(node, "lost-image", f"the image {node.get('uri', '')} cannot be set in the PDF")
        return f"[{writer.inline([nodes.Text(str(node.get('alt', '')))])}]"
    alt = str(node.get("alt", "")).strip() or fallback
    if not alt:
        writer.complain(node, "no-alternative-text", f"the image {node.get('uri', '')} has no alternative text: give it `:alt:`")
        alt = file
    width = str(node.get("width", ""))
    size = f", width: {width}" if PERCENT.fullmatch(width) else ", width: 100%" if file.endswith(".svg") else ""
    return f"image({quote(file)}, alt: {quote(alt)}{size})"


def write_figure(writer: Writer, node: nodes.Element) -> str:
    """An image with its number, caption and legend."""
    image = next(iter(node.findall(nodes.image)), None)
    caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
    legend = next((child for child in node.children if isinstance(child, nodes.legend)), None)
    if image is None:
        return writer.anchors(node) + writer.blocks(list(node.children))
    picture = picture_of(writer, image, caption.astext() if caption is not None else "")
    settings = ""
    if caption is not None:
        settings = f"number: {quote(number_of(writer, node, 'figure'))}, caption: [{writer.inline(caption.children)}], "
    if legend is not None:
        settings += f"legend: [{writer.blocks(legend.children)}], "
    return f"{writer.anchors(node)}#plate({settings}{picture})"


def write_drawing(writer: Writer, node: nodes.Element) -> str:
    """A drawing made from facts: an SVG file beside the Typst file, its caption, and its data where they are few."""
    lang = writer.scope.lang.partition("-")[0]
    svgs = node.get("svg", "")
    svg = str((svgs.get(lang) or next(iter(svgs.values()), "")) if isinstance(svgs, dict) else svgs)
    caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
    tables = [child for child in node.children if isinstance(child, nodes.table)]
    rest = [child for child in node.children if child is not caption and child not in tables]
    if not svg:
        writer.complain(node, "lost-image", "a drawing has no picture")
        return writer.blocks(node.children)
    name = f"drawing-{len(writer.files) + 1}.svg"
    writer.files[name] = dress_svg(svg)
    told = [str(node.get(key, "")).strip() for key in ("alt", "desc")]
    head = ""
    if caption is not None:
        told = told if any(told) else [caption.astext()]
        head = f"number: {quote(number_of(writer, node, 'figure'))}, caption: [{writer.inline(caption.children)}], "
    alt = " ".join(text for text in told if text)
    picture = f"#plate({head}image({quote(name)}, alt: {quote(alt or name)}, width: 100%))"
    shown = [table for table in tables if len(list(table.findall(nodes.row))) <= SHOWN_ROWS + 1]
    below = writer.blocks([*rest, *shown])
    missing = f"#fine[#{quote(writer.say('The data of this figure stand in the web edition.'))};]" if len(shown) < len(tables) else ""
    return "\n\n".join(part for part in (picture, below, missing) if part)


def dress_svg(svg: str) -> bytes:
    """The same SVG with the book's fonts, for Typst knows no generic families; scripts and outside references are dropped."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    for element in list(root.iter(etree.Element)):
        kind = etree.QName(element).localname
        parent = element.getparent()
        if kind in {"script", "foreignObject"} and parent is not None:
            parent.remove(element)
            continue
        for name, value in list(element.attrib.items()):
            if str(name).rpartition("}")[2] == "href" and not str(value).startswith(("#", "data:image/")):
                del element.attrib[name]
        weight = element.get("font-weight", "")
        if kind in {"text", "tspan"} or element.get("font-family"):
            heavy = weight in {"bold", "bolder"} or (weight.isdigit() and int(weight) >= 600)
            element.set("font-family", f"{BOLD}, {SANS}" if heavy else f"{SANS}, {BOLD}")
    return bytes(etree.tostring(root, encoding="utf-8"))


HANDLERS: dict[str, Handler] = {"image": write_image, "figure": write_figure, "drawing": write_drawing}
