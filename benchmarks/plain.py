"""The same text without the press: every page that the press has made becomes Markdown as one would write it by hand for Sphinx and MyST.

What a reader sees is kept: headings, paragraphs, lists, tables, notes, links between pages, figures (as SVG files drawn beforehand), boxes,
exercises with their answers, the lists of sources and terms. So the peer is given ready-made what the press has to work out: it reads and
writes the same words, and neither checks a fact nor draws nor translates. The pages of evidence, which the press adds, it need not write.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement

CONF = """extensions = ["myst_parser", {extension!r}]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
suppress_warnings = ["myst", "docutils", "ref", "toc", "misc"]
project = "The same text"
version = release = "1"
language = {language!r}
numfig = True
html_theme = "taiyaku"
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
"""
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#$~|])")
ORDERED = re.compile(r"^(\d+)([.)])")
INDENT = "  "
IGNORED = {"svg", "script", "button", "input", "wbr", "rt", "form"}
BLOCKS = {"p", "ul", "ol", "dl", "table", "figure", "section", "div", "aside", "details", "pre", "article", "nav", "h1", "h2", "h3", "h4"}


def escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


class Page:
    """One page that the press has made, and how it is said in Markdown. ``names`` are the pages that links may lead to."""

    def __init__(self, path: Path, names: set[str], drawings: Path | None) -> None:
        self.name, self.names, self.drawings = path.stem, names, drawings
        article = lxml.html.fromstring(path.read_text("utf-8")).find(".//article")
        assert article is not None, f"{path.name} is no page of the press"
        self.article = article
        self.linked = {str(link.get("href"))[1:] for link in self.article.iter("a") if str(link.get("href")).startswith("#")}
        self.notes: list[str] = []
        self.count = 0

    def markdown(self) -> str:
        lines = [line for line in self.blocks(self.article, 1) if line]
        return "\n\n".join([*lines, *self.notes]) + "\n"

    # Words

    def words(self, element: HtmlElement) -> str:
        """The text within an element, with emphasis, code, links and notes."""
        parts = [escape(element.text or "")]
        for child in element:
            if isinstance(child.tag, str) and child.tag not in BLOCKS:
                parts.append(self.word(child))
            parts.append(escape(child.tail or ""))
        text = "".join(parts).strip()
        return ORDERED.sub(r"\1\\\2", text) if text[:1] not in "+-=:" else f"\\{text}"

    def word(self, element: HtmlElement) -> str:
        if element.tag in IGNORED - {"wbr"} or "headerlink" in element.get("class", ""):
            return ""
        inner = self.words(element)
        if element.tag == "code" and inner:
            return f"`{element.text_content()}`"
        if element.tag in {"em", "i"} and inner:
            return f"*{inner}*"
        if element.tag == "strong" and inner:
            return f"**{inner}**"
        return self.link(element, inner) if element.tag == "a" and inner else inner

    def link(self, element: HtmlElement, inner: str) -> str:
        address = str(element.get("href", ""))
        if element.get("role") == "doc-noteref":
            return f"[^{address[1:]}]"
        if element.get("role") == "doc-backlink":
            return ""
        if address.startswith("#"):
            return f"[{inner}](#{self.name}--{address[1:]})" if self.has(address[1:]) else inner
        page = address.partition("#")[0]
        name = page.removesuffix(".html")
        if page.endswith(".html") and "/" not in page:
            return f"[{inner}]({name}.md)" if name in self.names else inner
        return f"[{inner}](<{address}>)" if address.startswith("http") else inner

    def has(self, anchor: str) -> bool:
        """Whether an anchor of this page is a section of it."""
        return any(section.get("id") == anchor for section in self.article.iter("section"))

    # Blocks

    def blocks(self, element: HtmlElement, level: int) -> Iterator[str]:
        for child in element:
            if isinstance(child.tag, str) and child.tag not in IGNORED:
                yield from self.block(child, level)
            elif child.tag == "wbr":
                yield from self.blocks(child, level)

    def block(self, element: HtmlElement, level: int) -> Iterator[str]:  # noqa: C901, PLR0912 - a case for each kind of block
        kind, classes = str(element.tag), element.get("class", "")
        if kind == "section":
            if element.get("id") in self.linked:
                yield f"({self.name}--{element.get('id')})="
            yield from self.blocks(element, level + 1)
        elif kind in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            yield "#" * max(1, level - 1) + f" {self.words(element)}"
        elif kind in {"p", "summary"}:
            yield self.words(element)
        elif kind in {"ul", "ol"}:
            yield self.items(element, level)
        elif kind == "dl":
            yield self.definitions(element, level)
        elif kind == "table":
            yield self.table(element)
        elif kind == "figure":
            yield from self.figure(element)
        elif kind == "pre":
            yield f"```text\n{element.text_content().strip()}\n```"
        elif classes == "footnote":
            note = " ".join(self.words(part) for part in element.findall("p"))
            self.notes.append(f"[^{element.get('id')}]: {note}")
        elif kind == "details" or "tai-box" in classes.split():
            yield from self.box(element, level)
        elif any(child.tag in BLOCKS for child in element):
            yield from self.blocks(element, level)
        else:
            yield self.words(element)

    def items(self, element: HtmlElement, level: int) -> str:
        mark = "1. " if element.tag == "ol" else "- "
        return "\n".join(hang(mark, self.inside(item, level)) for item in element.findall("li"))

    def inside(self, element: HtmlElement, level: int) -> list[str]:
        """The blocks of a list item or cell, its own words first."""
        inner = self.blocks(element, level) if any(child.tag in BLOCKS for child in element) else ()
        return [part for part in (self.words(element), *inner) if part] or ["—"]

    def definitions(self, element: HtmlElement, level: int) -> str:
        parts = []
        for child in element:
            if child.tag == "dt":
                parts.append(self.words(child) or "—")
            elif child.tag == "dd":
                parts[-1:] = [f"{parts[-1] if parts else '—'}\n{hang(': ', self.inside(child, level))}"]
        return "\n\n".join(parts)

    def table(self, element: HtmlElement) -> str:
        rows = list(element.iter("tr"))
        if len({len(row) for row in rows}) != 1:  # cells that span others
            return "\n\n".join(" ".join(self.words(cell) or cell.text_content().strip() for cell in row) for row in rows)
        body = "\n".join("* " + "\n  ".join(f"- {' '.join(self.inside(cell, 1))}" for cell in row) for row in rows)
        title = next((self.words(words) for words in element.iter("span") if words.get("class") == "caption-text"), "")
        return f":::{{list-table}} {title}\n:header-rows: {1 if element.find('thead') is not None else 0}\n\n{body}\n:::"

    def figure(self, element: HtmlElement) -> Iterator[str]:
        self.count += 1
        drawing, caption = next(element.iter("svg"), None), element.find("figcaption")
        words = " ".join(self.words(part) for part in (caption if caption is not None else ()) if part.tag == "p")
        if drawing is not None and self.drawings:
            name = f"{self.name}-{self.count}.svg"
            (self.drawings / name).write_bytes(lxml.html.tostring(drawing, encoding="utf-8", method="xml"))
            yield f":::{{figure}} drawings/{name}\n{words}\n:::"
        else:
            yield words
        for table in element.iter("table"):
            yield self.table(table)

    def box(self, element: HtmlElement, level: int) -> Iterator[str]:
        inner = [part for part in self.blocks(element, level) if part]
        if inner and not inner[0].startswith((":", "#", "(")):
            title = " ".join(inner[0].split("\n"))
            yield f"{':' * 12}{{admonition}} {title}\n" + "\n\n".join(inner[1:] or ["—"]) + f"\n{':' * 12}" if level < 9 else title
        else:
            yield from inner


def hang(mark: str, parts: list[str]) -> str:
    """Blocks behind a mark, indented under it."""
    pad = " " * len(mark)
    lines = "\n\n".join(parts).split("\n")
    return mark + "\n".join(line if not i or not line else pad + line for i, line in enumerate(lines))


def pages_of(made: Path) -> list[Path]:
    """The pages of a build that hold text of the book, those of evidence aside."""
    return sorted(path for path in made.glob("*.html") if path.stem not in {"search", "genindex"} and not path.stem.startswith("evidence-"))


def make_plain(made: Path, book: Path, language: str, only: Callable[[str], bool] = bool, *, drawn: bool = True) -> None:
    """Write a book for plain Sphinx with the text of a build of the press; ``only`` chooses pages by name."""
    pages = [path for path in pages_of(made) if only(path.stem)]
    docs = book / "docs"
    docs.mkdir(parents=True)
    drawings = docs / "drawings" if drawn else None
    if drawings:
        drawings.mkdir()
    (book / "conf.py").write_text(CONF.format(language=language, extension="benchmarks.plaintheme"), "utf-8")
    names = {path.stem for path in pages}
    for path in pages:
        text = Page(path, names, drawings).markdown()
        if path.stem == "index":
            others = "\n".join(sorted(names - {"index"}))
            text += f"\n```{{toctree}}\n{others}\n```\n"
        (docs / f"{path.stem}.md").write_text(text, "utf-8")


def make_bare(docs: Path, book: Path, language: str) -> None:
    """Write a book for plain Sphinx with the sources of another as they are; what the press would make of them is left out."""
    shutil.copytree(docs, book / "docs")
    (book / "conf.py").write_text(CONF.format(language=language, extension="benchmarks.plainsources"), "utf-8")
