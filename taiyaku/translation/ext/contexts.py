"""Tell translators where each message stands: the kind of text, and the address of its paragraph; written beside the templates."""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.nodes import extract_messages

from taiyaku.exercises.ext import nodes as parts
from taiyaku.reading.ext.nodes import box, box_title

FILE = "contexts.json"
#: What an element is called to a translator, the inmost that matches first; names of its own attributes fill the braces.
KINDS: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.title, "heading"),
    (box_title, "heading of a box"),
    (parts.exercise_title, "heading of an exercise"),
    (nodes.caption, "caption"),
    (nodes.footnote, "note"),
    (nodes.image, "text for those who do not see the picture"),
    (parts.unit, "unit of an answer"),
    (parts.feedback, "answer to a choice, in an exercise"),
    (parts.choice, "choice, in an exercise"),
    (parts.couple, "one of a pair, in an exercise"),
    (parts.step, "step, in an exercise"),
    (parts.criterion, "rubric of an exercise"),
    (parts.solution, "solution of an exercise"),
    (parts.exercise, "question of an exercise"),
    (nodes.entry, "cell of a table"),
    (nodes.term, "term of a list"),
    (nodes.definition, "text of a list"),
    (nodes.list_item, "item of a list"),
    (box, "box"),
)


def kind_of(node: nodes.Node) -> str:
    """What a text is, by the inmost element around it that has a name; ``paragraph`` where none has."""
    current: nodes.Node | None = node
    while current is not None:
        for element, name in KINDS:
            if isinstance(current, element):
                return f"{name} ({current['kind']})" if isinstance(current, box) else name
        current = current.parent
    return "paragraph"


def anchor_of(node: nodes.Node) -> str:
    """The lasting address nearest to a text: its own, that of what holds it, or of its section."""
    current: nodes.Node | None = node
    while current is not None:
        if isinstance(current, nodes.Element) and current.get("ids"):
            names = [name for name in current["ids"] if not name.startswith("id")]
            if names:
                return str(names[0])
        current = current.parent
    return ""


def note_contexts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Remember what every message of a page is, while its template is made."""
    if app.builder.name != "gettext":
        return
    page: dict[str, tuple[str, str]] = _pages(app).setdefault(docname, {})
    for node, message in extract_messages(doctree):
        page.setdefault(message, (kind_of(node), anchor_of(node)))


def _pages(app: Sphinx) -> dict[str, dict[str, tuple[str, str]]]:
    pages: dict[str, dict[str, tuple[str, str]]] = app.__dict__.setdefault("_taiyaku_contexts", {})
    return pages


def write_contexts(app: Sphinx, exception: Exception | None) -> None:
    if app.builder.name == "gettext" and exception is None:
        text = json.dumps(_pages(app), ensure_ascii=False, indent=1, sort_keys=True)
        Path(app.outdir, FILE).write_text(text, "utf-8")
