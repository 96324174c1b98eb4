"""The template (POT) of the facts' prose: every text that a page may show, with a comment that says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from taiyaku.facts import Facts
from taiyaku.facts.model import PROSE, Context, Document, GlossaryTerm, Target


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate, where it stands, and what it is."""

    text: str
    file: str
    comment: str


def messages(facts: Facts, language: str) -> Iterator[Message]:
    """Every prose text of the facts that is in the book's own language; what is still in another is left for later."""
    items: tuple[Target | GlossaryTerm, ...] = (*facts.targets(), *facts.terms)
    for item in items:
        if getattr(item, "prose", "") != language:
            continue
        parts: list[tuple[object, str]] = [(item, item.id)]
        parts += [(part, f"{item.id} {part.place}") for part in item.parts] if isinstance(item, Document) else []
        parts += [(side, f"{item.id} {side.side}") for side in item.contested] if isinstance(item, Context) else []
        for part, name in parts:
            for field in PROSE.get(type(part), ()):
                if text := getattr(part, field):
                    yield Message(text, item.where.file, f"{name}: {field}")


def write_template(facts: Facts, language: str, path: Path) -> int:
    """Write the template and return how many texts it has."""
    catalog = Catalog(project="", version="", fuzzy=False, charset="utf-8")
    for message in messages(facts, language):
        catalog.add(message.text, locations=[(message.file, 0)], auto_comments=[message.comment])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=0, include_lineno=False, omit_header=False)
    return len(catalog)


def write_book_template(words: Iterable[tuple[str, Mapping[str, str]]], source: str, lang: str, path: Path) -> bool:
    """Write the template of the words of ``conf.py`` that have no form in a language; returns whether there are any."""
    catalog = Catalog(project="", version="", fuzzy=False, charset="utf-8")
    for what, by_language in words:
        if lang not in by_language and (text := by_language.get(source)):
            catalog.add(text, auto_comments=[what])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=0)
    return len(catalog) > 0
