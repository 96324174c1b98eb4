"""The index of an edition: a plain script that a page can load from a folder, where browsers allow neither fetch nor modules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from taiyaku.facts.model import Entity, GlossaryTerm
from taiyaku.search.passages import Kind, Passage, read_passages

BRACKETS = re.compile(r"[（(]([^（()）]*)[)）]")
#: Four characters at least, and no remark that ends in の.
JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ・ー々\u3400-\u9fff]{3,}[ァ-ヺー々\u3400-\u9fff]")
#: Names of an entity that a reader may type; codes of states are not among them.
NAMES = ("ja", "en", "es", "pt", "abbr")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the edition: its address below the edition's folder, its chapter's number where it has one, its title, its passages."""

    href: str
    chapter: str
    title: str
    passages: tuple[Passage, ...]


def read_page(href: str, text: str) -> Page:
    """Read a written page; its title is its first heading."""
    passages = tuple(read_passages(text))
    title = next((passage.text for passage in passages if passage.kind is Kind.HEADING), href)
    chapter = re.match(r"\d+", href.rpartition("/")[2])
    return Page(href, chapter[0] if chapter else "", title, passages)


def forms(names: Iterable[str]) -> list[str]:
    """Each name once: whole, without its brackets, what they hold where that is a Japanese name, and apart where a stroke divides."""
    made: dict[str, None] = {}
    for name in names:
        inside = [words for words in BRACKETS.findall(name) if JAPANESE.fullmatch(words)]
        for part in (name, BRACKETS.sub("", name), *inside):
            made.update(dict.fromkeys(one.strip() for one in re.split(r"\s+/\s+", part)))
    return [name for name in made if len(name) > 1]


def names_of(terms: Iterable[GlossaryTerm], entities: Iterable[Entity]) -> list[list[str]]:
    """Names that stand for one another: those of each term with its reading and synonyms, and those of each entity."""
    found = [forms((term.ja, term.reading, term.en, term.es, term.pt, *term.names.values(), term.abbr, *term.synonyms)) for term in terms]
    found += [forms(entity.names.get(key, "") for key in NAMES) for entity in entities]
    return [names for names in found if len(names) > 1]


def row(page: int, passage: Passage, lang: str) -> list[object]:
    """A passage as the script reads it: page, address, text, then number, kind and another language, as far as there are any."""
    made: list[object] = [
        page,
        passage.anchor,
        passage.text,
        passage.number,
        int(passage.kind),
        passage.lang if passage.lang != lang else "",
    ]
    while made[-1] in ("", 0):
        made.pop()
    return made


def index_script(pages: Iterable[Page], names: list[list[str]], lang: str) -> str:
    """The script that hands the index to ``search.js``; the same pages and names give the same bytes."""
    pages = list(pages)
    index = {
        "pages": [[page.href, page.chapter, page.title] for page in pages],
        "passages": [row(number, passage, lang) for number, page in enumerate(pages) for passage in page.passages],
        "names": names,
    }
    written = json.dumps(index, ensure_ascii=False, separators=(",", ":")).replace("\u2028", " ").replace("\u2029", " ")
    return f"window.taiSearchIndex = {written};\n"
