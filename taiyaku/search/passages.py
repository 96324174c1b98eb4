"""The passages of a finished page: what a reader can find, as it stands there, each with the nearest address.

Pages are read as they were written out, so that what is found is what stands on the page, in whatever order pages were built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import NamedTuple

from lxml import html
from lxml.html import HtmlElement


class Kind(IntEnum):
    """What a passage is, as the index says it."""

    PROSE = 0
    HEADING = 1
    TERM = 2
    NOTE = 3


class Passage(NamedTuple):
    """A stretch of text with the id that leads to it, the number of its paragraph, and its language.

    A named tuple, for thousands are kept from build to build, and they are read three times as fast.
    """

    anchor: str
    text: str
    lang: str
    number: str = ""
    kind: Kind = Kind.PROSE


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader of a page stands. ``own``: the address is that of a block smaller than a section; ``cell``: in a table."""

    anchor: str = ""
    number: str = ""
    lang: str = ""
    kind: Kind = Kind.PROSE
    own: bool = False
    cell: bool = False


HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
FLOW = frozenset(("address", "article", "aside", "blockquote", "details", "div", "figure", "p", "pre", "section", "summary"))
LISTS = frozenset(("dd", "dl", "dt", "li", "ol", "ul"))
TABLES = frozenset(("caption", "figcaption", "table", "tbody", "thead", "tr"))
#: Elements that begin and end a passage; the words of all others run on.
BLOCKS = HEADINGS | FLOW | LISTS | TABLES
CELLS = frozenset(("td", "th"))
UNREAD = frozenset(("button", "input", "nav", "noscript", "rp", "rt", "script", "style", "svg"))
#: Classes of what stands between words that belong together, what repeats the page's other words, and what only labels them.
BETWEEN = frozenset(("footnote-reference", "headerlink", "tai-mark", "tai-num"))
REPEATED = frozenset(("backrefs", "label", "tai-chapter", "tai-evidence", "tai-proof", "tai-url", "toctree-wrapper"))
LABELS = frozenset(("tai-box-kind", "tai-exercise-kind"))
PASSED_BY = BETWEEN | REPEATED | LABELS
SERIAL = re.compile(r"(?:id|q)\d+")  # ids that docutils counts out, and those of a translation's own
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class _Reader:
    found: list[tuple[Passage, bool]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def end(self, place: Place) -> None:
        """Close the passage that has been read, if it says anything; what has one address and one language stays one passage."""
        text = SPACE.sub(" ", INVISIBLE.sub("", "".join(self.words))).strip(" ·")
        self.words.clear()
        if not text:
            return
        passage = Passage(place.anchor, text, place.lang, place.number, place.kind)
        if self.found and place.own and self.found[-1][1]:
            last = self.found[-1][0]
            if (last.anchor, last.lang) == (passage.anchor, passage.lang):
                self.found[-1] = (last._replace(text=f"{last.text} {text}"), True)
                return
        self.found.append((passage, place.own))

    def walk(self, element: HtmlElement, place: Place) -> None:
        """Read an element and what is in it; its tail is its parent's."""
        if is_passed_by(element):
            return
        block = element.tag in BLOCKS and not (place.cell and element.tag == "p")
        here = place_of(element, place)
        if block:
            self.end(place)
        elif element.tag in CELLS:
            self.words.append(" · ")
        self.words.append(element.text or "")
        for child in element:
            self.walk(child, here)
            self.words.append(child.tail or "")
        if block:
            self.end(here)


def is_passed_by(element: HtmlElement) -> bool:
    """Whether the words of an element are none of the text's."""
    named = element.get("class", "").split()
    return (
        not isinstance(element.tag, str) or element.tag in UNREAD or not PASSED_BY.isdisjoint(named) or element.get("role") == "doc-noteref"
    )


def place_of(element: HtmlElement, place: Place) -> Place:
    """The place that an element opens: its own address, number and language where it has them, else those around it."""
    if element.tag in CELLS:
        return replace(place, cell=True)
    if element.tag not in BLOCKS:
        return place
    names = set(element.get("class", "").split())
    anchor = element.get("id", "")
    if element.tag == "dd" and not anchor:
        before = element.getprevious()
        anchor = before.get("id", "") if before is not None and before.tag == "dt" else ""
    made = replace(place, lang=element.get("lang", place.lang), number=element.get("data-number", place.number))
    if anchor and not SERIAL.fullmatch(anchor):
        made = replace(made, anchor=anchor, own=element.tag != "section" or "tai-exercise" in names)
    if element.tag in HEADINGS:
        return replace(made, kind=Kind.HEADING, own=False)
    if "footnote" in names:
        return replace(made, kind=Kind.NOTE)
    return replace(made, kind=Kind.TERM) if made.anchor.startswith("term-") else made


def cut_out(page: str, name: str) -> str:
    """The markup of the one element of that name in a page, with what stands in it; empty where the page has none.

    The contents of the whole book stand in every page: a page is read for what is its own, so that reading them all takes as long as
    the book is, not the square of it.
    """
    start, end = page.find(f"<{name}"), page.rfind(f"</{name}>")
    return page[start : end + len(name) + 3] if 0 <= start < end else ""


LANG = re.compile(r'<html[^>]* lang="([^"]*)"')


def read_passages(page: str) -> Iterator[Passage]:
    """The passages of a page's article in their order; none where a page has no article."""
    text, lang = cut_out(page, "article"), LANG.search(page)
    for article in html.document_fromstring(text).iter("article") if text else ():
        reader = _Reader()
        reader.walk(article, Place(lang=lang[1] if lang else ""))
        yield from (passage for passage, _ in reader.found)
