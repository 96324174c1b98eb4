"""The writer: a resolved doctree becomes Typst markup, node by node.

How a kind of node is written stands in a table from class name to function (``taiyaku/pdf/nodes.py``), so that other rooms' nodes need
not be imported; a subclass is written as its nearest known ancestor. Every function gives an expression that starts with ``#`` and ends
with ``;`` (inline) or fills its own lines (block). Targets are named ``document:id``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from docutils import nodes

from taiyaku.pdf.escape import language, quote
from taiyaku.strings import translate

Handler = Callable[["Writer", Any], str]


class Complaint(Protocol):
    """Reports a fault at a node: a stable code and a message."""

    def __call__(self, node: nodes.Node, code: str, message: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Book:
    """What the writer must know besides the tree.

    ``images`` maps an image's address to its file in the Typst folder, ``figures`` a target ``document:id`` to its number,
    ``show_addresses`` says where the address behind a link is printed: ``note``, ``inline`` or ``no``; ``box_labels`` are the book's own
    labels of boxes by kind and language. ``source`` is the language beside which the book's own stands in an aligned edition.
    """

    lang: str
    images: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    show_addresses: str = "note"
    box_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    source: str = ""


@dataclass(slots=True)
class Scope:
    """Where the writer stands in the book."""

    doc: str = ""
    depth: int = 0
    lang: str = ""
    level: int = 0
    chapter: str = ""
    in_note: bool = False
    in_title: bool = False
    in_table: bool = False
    compact: bool = False


class Writer:
    """Writes one tree; afterwards ``titles``, ``files``, ``solutions`` and ``loose`` say what else the document needs."""

    def __init__(self, tree: nodes.document, root: str, handlers: Mapping[str, Handler], book: Book, complain: Complaint) -> None:
        self.book, self.handlers, self.complain = book, handlers, complain
        self.scope = Scope(doc=root, lang=book.lang)
        self.titles: dict[str, tuple[str, str]] = {}
        self.files: dict[str, bytes] = {}
        self.solutions: list[str] = []
        self.counts: dict[tuple[str, str], int] = {}
        self.notes: dict[str, nodes.Element] = {}
        self.places: set[str] = set()
        self.wanted: set[str] = set()
        self.made: set[str] = set()
        self._survey(tree, root)

    def _survey(self, node: nodes.Node, doc: str) -> None:
        """Note every target, every footnote and every internal link of the tree."""
        for child in node.children:
            if not isinstance(child, nodes.Element):
                continue
            inner = child["docname"] if type(child).__name__ == "start_of_file" else doc
            names = [f"{inner}:{name}" for name in child["ids"]]
            self.places.update(names)
            if type(child).__name__ == "start_of_file":
                self.places.add(f"{inner}:")
            if isinstance(child, nodes.footnote):
                self.notes.update(dict.fromkeys(names, child))
            if isinstance(child, nodes.reference) and (target := target_of(child, inner)):
                self.wanted.add(target)
            self._survey(child, inner)

    # --- text and nodes

    def say(self, text: str) -> str:
        """One of the press's own words in the language of the place."""
        return translate(text, self.scope.lang.partition("-")[0])

    def write(self, node: nodes.Node) -> str:
        """One node, with its language and its targets; an unknown one is reported, and its content is written all the same."""
        names = [kind.__name__ for kind in type(node).__mro__]
        handler = next((self.handlers[name] for name in names if name in self.handlers), None)
        if handler is None:
            self.complain(node, "unknown-node", f"the PDF does not know how to set <{names[0]}>; its text is set plainly")
            handler = write_children
        if not isinstance(node, nodes.Element):
            return handler(self, node)
        with self.tongue(node.get("lang")) as tag:
            written = self.anchors(node) + handler(self, node) if has_own_anchors(node) is False else handler(self, node)
        if not tag or not written.strip():
            return written
        lang, region = tag
        plain = ", plain: true" if self.scope.in_title or isinstance(node, nodes.title) else ""
        speak = f"#speak({quote(lang)}, region: {quote(region) if region else 'none'}{plain})[{written}]"
        return speak + ";" if is_inline(node) or plain else speak

    @contextmanager
    def tongue(self, tag: Any) -> Iterator[tuple[str, str | None] | None]:
        """Within, the place has another language; gives what Typst must be told, or nothing where the language stays."""
        parts = language(tag) if isinstance(tag, str) and tag != self.scope.lang else None
        before = self.scope.lang
        self.scope.lang = tag if parts else before
        yield parts
        self.scope.lang = before

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """Children on one line, as a paragraph, a cell or a heading wants them; blocks among them follow each other as blocks."""
        return "".join(text if is_inline(child) else f"\n{text}\n" for child in children if (text := self.write(child)))

    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """Children below each other; loose text among them becomes paragraphs."""
        made: list[str] = []
        run: list[nodes.Node] = []
        for child in [*children, None]:
            if child is not None and is_inline(child):
                run.append(child)
                continue
            if text := self.inline(run).strip():
                made.append(f"#para[{text}]" if any(node.astext().strip() for node in run) else text)
            run = []
            if child is not None and (text := self.write(child)):
                made.append(text)
        return "\n\n".join(made)

    @contextmanager
    def within(self, **changes: Any) -> Iterator[None]:
        """Within, some of the scope is different."""
        before = {name: getattr(self.scope, name) for name in changes}
        for name, value in changes.items():
            setattr(self.scope, name, value)
        yield
        for name, value in before.items():
            setattr(self.scope, name, value)

    # --- targets

    def name(self, anchor: str) -> str:
        return f"{self.scope.doc}:{anchor}"

    def anchors(self, node: nodes.Element) -> str:
        """Invisible targets for those ids of a node that some link leads to."""
        return "".join(self.anchor(self.name(name)) for name in node["ids"])

    def anchor(self, name: str) -> str:
        if name not in self.wanted or name in self.made:
            return ""
        self.made.add(name)
        return f"#anchor({quote(name)});"

    @property
    def loose(self) -> list[str]:
        """Targets that links lead to but that were not printed."""
        return sorted((self.wanted & self.places) - self.made)

    def count(self, kind: str) -> int:
        """The next number of a kind within the chapter."""
        key = (self.scope.chapter or self.scope.doc, kind)
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key]


def write_children(writer: Writer, node: nodes.Node) -> str:
    """The content alone."""
    return writer.inline(node.children) if is_inline(node) else writer.blocks(node.children)


def is_inline(node: nodes.Node) -> bool:
    """Whether a node stands within a line."""
    return isinstance(node, nodes.Text | nodes.Inline) and not isinstance(node, nodes.image)


def has_own_anchors(node: nodes.Element) -> bool:
    """Whether the function for a node places its targets itself."""
    return isinstance(node, nodes.section | nodes.paragraph | nodes.list_item | nodes.footnote | nodes.row | nodes.figure | nodes.table)


def target_of(node: nodes.Element, doc: str) -> str | None:
    """The target ``document:id`` of an internal link, or nothing."""
    if node.get("refid"):
        return f"{doc}:{node['refid']}"
    uri = str(node.get("refuri", ""))
    if not uri.startswith("%"):
        return None
    name, _, anchor = uri[1:].partition("#")
    return f"{name}:{anchor}"
