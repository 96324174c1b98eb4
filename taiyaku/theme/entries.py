"""What opens in place on a page, from the pages as written: terms and sources in full, and paragraphs for the other edition.

Each page has plain scripts of its own, loaded when a reader first asks: they also work from a folder, where browsers refuse `fetch`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree, html
from lxml.html import HtmlElement

from taiyaku.search.passages import cut_out

ENTRY = re.compile(r'id="(?:term|source)-')
LINK = re.compile(r'href=\\?"[^"#]*#((?:term|source)-[^"\\]+)')
NUMBERED = re.compile(r'class="tai-p"[^>]* data-number=')
#: Lists of entries: what carries the id, and whether the words follow it.
DEFINED, LISTED = "//dl/dt[starts-with(@id, 'term-')]", "//li[starts-with(@id, 'source-')]"
#: What makes no sense away from its page.
BOUND = ".//*[@role='doc-noteref' or contains(@class, 'headerlink') or contains(@class, 'tai-num') or contains(@class, 'tai-evidence')]"


def inner(element: HtmlElement) -> str:
    """The HTML inside an element, without ids and what is bound to its page."""
    copy = deepcopy(element)
    for found in copy.xpath(BOUND):
        found.drop_tree()
    for found in copy.iter(etree.Element):
        found.attrib.pop("id", None)
    text = copy.text or ""
    return (text + "".join(html.tostring(child, encoding="unicode") for child in copy)).strip()


def read_entries(page: str) -> dict[str, str]:
    """The terms and sources that a page defines: id → HTML."""
    if not ENTRY.search(page):
        return {}
    document = html.document_fromstring(cut_out(page, "main") or page)
    found = {dt.get("id"): f"<p>{inner(dt)}</p>{inner(dt.getnext())}" for dt in document.xpath(DEFINED) if dt.getnext() is not None}
    return found | {li.get("id"): inner(li) for li in document.xpath(LISTED)}


def read_paragraphs(page: str) -> dict[str, str]:
    """The numbered paragraphs of a page's main part: id → HTML; none where they stand in pairs."""
    main = cut_out(page, "main")
    if not NUMBERED.search(main):
        return {}
    document = html.document_fromstring(main)
    return {p.get("id"): inner(p) for p in document.xpath("//main//p[@data-number and @id]")}


def linked(texts: Iterable[str]) -> list[str]:
    """The terms and sources to which pages or scripts link, each once, in order."""
    return list(dict.fromkeys(name for text in texts for name in LINK.findall(text)))


def script(name: str, data: Mapping[str, object]) -> str:
    """A plain script that sets a property of `window`."""
    return f"window.{name} = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
