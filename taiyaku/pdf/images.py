"""Pictures: figures with their captions, and drawings made from facts, as vectors with an alternative text."""

from __future__ import annotations

import re

from docutils import nodes
from lxml import etree

from taiyaku.pdf.blocks import apart
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
    """An image or a drawing with its number, caption and legend; a drawing's data follow where they are few."""
    parts = {type(child).__name__: child for child in node.children if isinstance(child, nodes.Element)}
    image = next(iter(node.findall(nodes.image)), None)
    drawing, caption, legend = parts.get("drawing"), parts.get("caption"), parts.get("legend")
    told = caption.astext() if caption is not None else ""
    if drawing is not None:
        picture = drawn(writer, drawing, "svg", told)
    elif image is not None:
        picture = picture_of(writer, image, told)
    else:
        return writer.anchors(node) + writer.blocks(node.children)
    settings, beside = captions(writer, node, caption, drawing)
    if legend is not None:
        settings += f"legend: [{writer.blocks(legend.children)}], "
    plate = f"{writer.anchors(node)}#plate({settings}{picture})"
    return plate if drawing is None else "\n\n".join(part for part in (plate, write_data(writer, drawing, beside)) if part)


def captions(writer: Writer, node: nodes.Element, caption: nodes.Element | None, drawing: nodes.Element | None) -> tuple[str, str]:
    """The settings of a picture and of the source's picture below it: number and caption, each in its language where there are two."""
    if caption is None:
        return "", ""
    number = number_of(writer, node, "figure")
    words, source = apart(caption)
    if source is None or drawing is None or not drawing.get("source_svg"):
        return f"number: {quote(number)}, caption: [{writer.inline(caption.children)}], ", ""
    with writer.within(lang=str(source["lang"])):
        told = quote(f"{writer.say('Figure')} {number}\u3000")
    beside = f"source: speak({quote(source['lang'])})[#{told};{writer.inline(source.children)}], "
    return f"number: {quote(number)}, caption: [{writer.inline(words)}], ", beside


def write_drawing(writer: Writer, node: nodes.Element) -> str:
    """A drawing that stands alone: its caption, if any, is its own."""
    caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
    settings, beside = captions(writer, node, caption, node)
    plate = f"#plate({settings}{drawn(writer, node, 'svg', caption.astext() if caption is not None else '')})"
    return "\n\n".join(part for part in (plate, write_data(writer, node, beside)) if part)


def drawn(writer: Writer, node: nodes.Element, key: str, fallback: str) -> str:
    """A drawing as a Typst function, which waits for its caption; its SVG becomes a file beside the Typst file."""
    svg = str(node.get(key, ""))
    if not svg:
        writer.complain(node, "lost-image", "a drawing has no picture")
        return f"[{writer.inline([nodes.Text(fallback)])}]"
    name = f"drawing-{len(writer.files) + 1}.svg"
    writer.files[name], width, height = dress_svg(svg)
    alt = " ".join(text for part in ("alt", "desc") if (text := str(node.get(part, "")).strip())) or fallback or name
    return f"drawing.with({quote(name)}, {quote(alt)}, {width:.1f}, {height:.1f})"


def write_data(writer: Writer, node: nodes.Element, beside: str = "") -> str:
    """What belongs below a drawing: in the aligned edition the source's drawing, with its own settings, then the data if they are few."""
    tables = [child for child in node.children if isinstance(child, nodes.table)]
    shown = [table for table in tables if len(list(table.findall(nodes.row))) <= SHOWN_ROWS + 1]
    rest = [child for child in node.children if not isinstance(child, nodes.table | nodes.caption)]
    below = [f"#plate({beside}{drawn(writer, node, 'source_svg', '')})"] if node.get("source_svg") else []
    below += [text for text in [writer.blocks([*rest, *shown])] if text]
    if len(shown) < len(tables):
        below.append(f"#fine[#{quote(writer.say('The data of this figure stand in the web edition.'))};]")
    return "\n\n".join(below)


def dress_svg(svg: str) -> tuple[bytes, float, float]:
    """The same SVG with the book's fonts, for Typst knows no generic families, and its extent in units.

    Scripts and references to the outside are dropped.
    """
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
        weight = next((found for each in (element, *element.iterancestors()) if (found := each.get("font-weight"))), "")
        if kind in {"text", "tspan"} or element.get("font-family"):
            heavy = weight in {"bold", "bolder"} or (weight.isdigit() and int(weight) >= 600)
            element.set("font-family", f"{BOLD}, {SANS}" if heavy else f"{SANS}, {BOLD}")
    box = [float(part) for part in re.findall(r"-?[\d.]+", root.get("viewBox", ""))]
    return bytes(etree.tostring(root, encoding="utf-8")), *((box[2], box[3]) if len(box) == 4 and min(box[2:]) > 0 else (400.0, 300.0))


HANDLERS: dict[str, Handler] = {"image": write_image, "figure": write_figure, "drawing": write_drawing}
