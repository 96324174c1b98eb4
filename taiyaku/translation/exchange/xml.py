"""Reading XML from strangers: no entities, nothing fetched, one clear message where it is broken."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from taiyaku.finding import Finding, Refused, Where

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ID = "{http://www.w3.org/XML/1998/namespace}id"
#: Characters that XML cannot hold; no text of a book has them.
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_xml(path: Path) -> etree._Element:
    """The root element of a file. Raises ``Refused`` with the line where it is no XML, or declares a document type of its own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        raise refusal(path, 0, error.strerror or str(error), "check the name and the rights of the file") from None
    except etree.XMLSyntaxError as error:
        raise refusal(path, error.lineno or 0, error.msg or "no XML", "save it again from the tool that made it") from None
    types = tree.getroottree().docinfo.internalDTD
    if types is not None and any(True for _ in types.iterentities()):
        raise refusal(path, 1, "declares entities of its own", "such a file is not read")
    return tree


def refusal(path: Path, line: int, message: str, hint: str) -> Refused:
    return Refused([Finding("exchange.unreadable", Where.of(path, line), message, hint)])


def to_bytes(root: etree._Element, doctype: str = "") -> bytes:
    """The document, indented, with its declaration."""
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype or None)) + b"\n"


def add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """Append an element in the namespace of its parent."""
    space = f"{{{name}}}" if (name := etree.QName(parent).namespace) else ""
    made = etree.SubElement(parent, space + tag, {name.replace("_", "-"): value for name, value in attributes.items()})
    made.text = text or None
    return made


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(parent: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in parent if local(child) == name]


def text_of(element: etree._Element | None) -> str:
    """All text inside an element, whatever marks a tool has put into it."""
    return "".join(str(part) for part in element.itertext()) if element is not None else ""
