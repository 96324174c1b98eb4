"""The finished PDFs of the book have the structure that PDF/UA-1 asks for, read by a tool that did not make them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from taiyaku.editions import Format, read_book

ROOT = Path(__file__).parents[2]
PLACES = [edition.place for edition in read_book(ROOT).editions() if edition.name == "pdf-ja" or edition.format is Format.ALIGNED_PDF]
STANDARD = set(
    re.findall(
        r"\w+",
        "Document Part Sect Div BlockQuote Caption TOC TOCI Index NonStruct P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody "
        "TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Figure Formula Form",
    )
)
"""The kinds of element that PDF 1.7 knows."""


def elements(tree: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """The elements of a structure tree, in the order in which they are read."""
    waiting: list[Any] = [tree.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += reversed(list(item))
        elif isinstance(item, pikepdf.Dictionary):
            if "/S" in item:
                yield item
            if "/K" in item:
                waiting.append(item.K)


def faults(pdf: pikepdf.Pdf) -> set[str]:
    """What PDF/UA-1 would object to, of what can be told from the structure."""
    root = pdf.Root
    found = {name for name in ("/Lang", "/Metadata", "/StructTreeRoot") if name not in root}
    if b"<pdfuaid:part>1<" not in root.Metadata.read_bytes() or not root.ViewerPreferences.DisplayDocTitle or not root.MarkInfo.Marked:
        found.add("no declaration")
    roles, depth = root.StructTreeRoot.get("/RoleMap", {}), 0
    for item in elements(root.StructTreeRoot):
        kind = str(item.S)
        if kind[1:] not in STANDARD and str(roles.get(kind, ""))[1:] not in STANDARD:
            found.add(f"unknown kind {kind}")
        if kind in {"/Figure", "/Formula"} and not str(item.get("/Alt", "")).strip():
            found.add(f"{kind} without words")
        if kind == "/Note" and "/ID" not in item:
            found.add("note without identifier")
        if kind == "/TH" and "/Scope" not in str([dict(part) for part in attributes(item)]):
            found.add("head of a table without scope")
        if level := re.fullmatch(r"/H(\d)", kind):
            found |= {f"heading {level[1]} below {depth}"} if int(level[1]) > depth + 1 else set()
            depth = int(level[1])
    return found | {fault for page in pdf.pages for fault in of_page(page)}


def attributes(item: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    held = item.get("/A", pikepdf.Array())
    return [part for part in (list(held) if isinstance(held, pikepdf.Array) else [held]) if isinstance(part, pikepdf.Dictionary)]


def of_page(page: pikepdf.Page) -> Iterator[str]:
    """Links that are not in the tree or do not say where they lead, and fonts that are not in the file or have no letters."""
    links = [note for note in page.get("/Annots", []) if note.get("/Subtype") == "/Link"]
    if links and page.get("/Tabs") != "/S":
        yield "links out of order"
    if any("/StructParent" not in link or "/Contents" not in link for link in links):
        yield "link without structure or words"
    for font in page.get("/Resources", {}).get("/Font", {}).values():
        described = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.get("/FontDescriptor", {})
        if "/ToUnicode" not in font or not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
            yield "font not whole"


@pytest.mark.parametrize("place", PLACES)
def test_the_structure_is_whole(built: Path, place: str) -> None:
    """In the Japanese and in the parallel edition; the others come from the same design."""
    with pikepdf.open(built / "build" / place) as pdf:
        assert faults(pdf) == set()


def test_a_fault_is_noticed(built: Path) -> None:
    """A figure without words, a heading too deep and a kind that nobody knows."""
    with pikepdf.open(built / "build" / PLACES[0]) as pdf:
        kinds = {str(item.S): item for item in elements(pdf.Root.StructTreeRoot)}
        del kinds["/Figure"]["/Alt"]
        kinds["/H2"].S = pikepdf.Name("/H6")
        kinds["/Em"].S = pikepdf.Name("/Shout")
        found = faults(pdf)
    assert {"/Figure without words", "unknown kind /Shout"} <= found
    assert any(fault.startswith("heading 6 below") for fault in found)
