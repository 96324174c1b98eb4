"""Make a page that Sphinx wrote fit for an EPUB: no scripts or controls, semantic types with their roles, languages for old readers."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = f"{{{OPS}}}type"
TYPES = {"doc-noteref": "noteref", "doc-footnote": "footnote", "doc-glossary": "glossary", "doc-chapter": "chapter"}
UNWANTED = ("script", "noscript", "button", "input", "select", "form")
SCREEN_ONLY = "tai-screen"
WORD_JOINER, NO_BREAK_SPACE = "\u2060", "\u00a0"


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: its bytes, and what the package must say of it."""

    content: bytes
    properties: tuple[str, ...]
    has_images: bool
    has_ruby: bool


def finish_page(content: bytes, chapter: bool = False) -> Page:
    """Finish a page; ``chapter`` tells that its first section is one. Raises ``lxml.etree.XMLSyntaxError`` where it is not well-formed."""
    root = etree.fromstring(content)
    drop_unwanted(root)
    name_glossary(root)
    if chapter and (section := root.find(f".//{{{XHTML}}}section")) is not None:
        section.set("role", "doc-chapter")
    show_numbers(root)
    for element in root.iter(f"{{{XHTML}}}*"):
        role = element.get("role")
        if role in TYPES:
            element.set(TYPE, TYPES[role])
        if role == "heading":  # Sphinx gives the captions of its contents the role without the level
            element.set("aria-level", element.get("aria-level", "2"))
        if role == "doc-noteref":
            hold_to_words(element)
        if (lang := element.get("lang")) is not None:
            element.set(XML_LANG, lang)
        for name in [name for name in element.attrib if str(name).startswith("data-")]:
            del element.attrib[name]
    found = {name for name, namespace in (("svg", SVG), ("mathml", MATHML)) if next(root.iter(f"{{{namespace}}}*"), None) is not None}
    return Page(
        etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>") + b"\n",
        tuple(sorted(found)),
        "svg" in found or next(root.iter(f"{{{XHTML}}}img"), None) is not None,
        next(root.iter(f"{{{XHTML}}}ruby"), None) is not None,
    )


def drop_unwanted(root: etree._Element) -> None:
    """Remove what only works on a web page; the text after it stays."""
    unwanted = [element for name in UNWANTED for element in root.iter(f"{{{XHTML}}}{name}")]
    unwanted += [element for element in root.iter(f"{{{XHTML}}}*") if SCREEN_ONLY in (element.get("class") or "").split()]
    for element in unwanted:
        parent, before = element.getparent(), element.getprevious()
        if parent is None:
            continue
        if element.tail and before is not None:
            before.tail = (before.tail or "") + element.tail
        elif element.tail:
            parent.text = (parent.text or "") + element.tail
        parent.remove(element)


def hold_to_words(reference: etree._Element) -> None:
    """Keep the mark of a note on the line of the words before it, with a word joiner; marks that follow each other stay together."""
    before, parent = reference.getprevious(), reference.getparent()
    if before is not None and before.get("role") == "doc-noteref" and not (before.tail or "").strip():
        before.tail = f"{WORD_JOINER}{NO_BREAK_SPACE}{WORD_JOINER}"
    elif before is not None:
        before.tail = (before.tail or "") + WORD_JOINER
    elif parent is not None and parent.text:
        parent.text += WORD_JOINER


def show_numbers(root: etree._Element) -> None:
    """Print the number of each numbered paragraph beside it, so that the book can be cited; it is not read aloud."""
    for block in list(root.iter(f"{{{XHTML}}}p", f"{{{XHTML}}}div")):
        if number := block.get("data-number"):
            shown = etree.Element(f"{{{XHTML}}}span", {"class": "tai-num", "aria-hidden": "true"})
            shown.text, shown.tail = number, block.text
            block.text = None
            block.insert(0, shown)


def name_glossary(root: etree._Element) -> None:
    """Call the section around a glossary one; a list may not carry that role itself."""
    for terms in root.iter(f"{{{XHTML}}}dl"):
        if {"glossary", "tai-glossary"} & set((terms.get("class") or "").split()):
            section = next(terms.iterancestors(f"{{{XHTML}}}section"), None)
            if section is not None:
                section.set("role", "doc-glossary")
