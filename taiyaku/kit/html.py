"""A document as one HTML page that needs nothing beside it."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from lxml import etree

from taiyaku.kit.document import Block, Break, Document, Fields, Grid, Heading, Lines, Options, Plate, Prose

STYLE = Path(__file__).with_name("paper.css").read_text("utf-8")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"


def write_html(document: Document) -> bytes:
    """The page: its language, title, headings in order, tables with heads, pictures with descriptions."""
    body = "\n".join(write_block(block) for block in document.blocks)
    lang, title = escape(document.lang), escape(document.title)
    head = (
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<meta name="author" content="{escape(document.author)}">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>"
    )
    over = f'<p class="over">{escape(document.over)}</p>\n' if document.over else ""
    foot = f"<footer><p>{escape(' · '.join(part for part in (document.author, document.licence) if part))}</p></footer>"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n{head}\n</head>\n<body>\n<main>\n{over}<h1>{title}</h1>\n{body}\n</main>\n{foot}\n'
        "</body>\n</html>\n"
    ).encode()


def write_block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Prose(html, quiet):
            return f'<div class="quiet">{scoped(html)}</div>' if quiet else scoped(html)
        case Options(items):
            return '<dl class="options">' + "".join(f"<dt>{escape(sign)}.</dt><dd>{text}</dd>" for sign, text in items) + "</dl>"
        case Grid():
            return write_grid(block)
        case Lines(count):
            return '<div class="line" aria-hidden="true"></div>' * count
        case Plate(picture, caption):
            return f"<figure>{write_svg(picture.svg, picture.alt)}<figcaption>{escape(caption)}</figcaption></figure>"
        case Fields(names):
            return '<p class="fields">' + "".join(f"<span>{escape(name)}</span>" for name in names) + "</p>"
        case Break():
            return '<div class="break"></div>'


def scoped(html: str) -> str:
    """The same HTML with heads of columns named as such."""
    return html.replace("<th>", '<th scope="col">')


def write_grid(grid: Grid) -> str:
    caption = f"<caption>{escape(grid.caption)}</caption>" if grid.caption else ""
    widths = "".join(f'<col style="width:{width}%">' for width in grid.widths)
    head = "".join(f'<th scope="col">{cell}</th>' for cell in grid.head)
    rows = []
    for first, *rest in grid.rows:
        opening = f'<th scope="row">{first}</th>' if grid.named else f"<td>{first}</td>"
        rows.append(f"<tr>{opening}{''.join(f'<td>{cell}</td>' for cell in rest)}</tr>")
    return f"<table>{caption}<colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def write_svg(svg: str, alt: str) -> str:
    """A drawing in the page, with its description; no script and nothing from elsewhere stays in it."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    for found in list(root.iter(etree.Element)):
        if etree.QName(found).localname in {"script", "foreignObject"} and (parent := found.getparent()) is not None:
            parent.remove(found)
        for name, value in list(found.attrib.items()):
            outside = str(name).rpartition("}")[2] == "href" and not str(value).startswith("#")
            if outside or re.match(r"on[a-z]+$", str(name)):
                del found.attrib[name]
    for name in ("aria-labelledby", "aria-describedby"):
        root.attrib.pop(name, None)
    root.set("role", "img")
    root.set("aria-label", alt)
    return etree.tostring(root, encoding="unicode")
