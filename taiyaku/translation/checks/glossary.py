"""Terms and persons that a translation has to keep: from the facts of a book, or from a table of terms."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from taiyaku.facts.query import Facts
from taiyaku.finding import Finding, Refused, Where
from taiyaku.translation.checks.names import Names, make_names


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms for one pair of languages: by id and by name, each with the names that a translation may use; and persons in both."""

    by_id: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source_persons: Names | None = None
    target_persons: Names | None = None


EMPTY = Glossary()


def from_facts(facts: Facts, source: str, target: str) -> Glossary:
    """The glossary of a book: its terms by id with name, abbreviation and synonyms, and its persons by surname."""
    terms = {}
    for term in facts.terms:
        called = [term.name(target), *re.split(r"\s*/\s*", term.abbr), *term.synonyms]
        terms.update({key: tuple(name for name in called if name) for key in (term.id, *term.aliases)})
    people: list[tuple[str, dict[str, str]]] = [(entity.id, dict(entity.names)) for entity in facts.entities if entity.type == "person"]
    in_office = [term for entity in facts.entities for term in entity.terms if term.names]
    people += [(term.person or term.names.get("en", ""), dict(term.names)) for term in in_office]
    forms: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for key, names in people:
        for lang, made in zip((source, target), forms, strict=True):
            made.setdefault(key, []).extend(short_forms(names.get(lang) or names.get("en", "")))
    return Glossary(terms, {}, make_names(forms[0], source), make_names(forms[1], target))


def short_forms(name: str) -> list[str]:
    """What a person may be called after the first mention: each part of the name but the first and the particles."""
    parts = re.split(r"[・＝\s]", re.sub(r"\s*[（(].*", "", name).strip())
    return [part for part in parts[1:] if len(part) > 2 and not part.islower()]


def read_glossary(path: Path) -> Glossary:
    """Terms from a table (CSV or TSV): the source term, then the names that a translation may use.

    Raises ``Refused`` where the file cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused([Finding("terms.unreadable", Where.of(path), str(error), "give a CSV or TSV file in UTF-8")]) from None
    rows = csv.reader(text.splitlines(), delimiter="\t" if "\t" in text.partition("\n")[0] else ",")
    terms = {row[0].strip(): split_names(row[1:]) for row in rows if len(row) > 1 and row[0].strip() and not row[0].startswith("#")}
    return Glossary(by_name={term: names for term, names in terms.items() if names})


def split_names(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for cell in cells for name in cell.split("|") if name.strip())


def stems(text: str) -> frozenset[str]:
    """What is left of the words of a text without inflection; of Japanese, every pair of characters."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    wide = [word for word in words if re.search(r"[\u3040-\u9fff]", word)]
    made = {word[:5] if len(word) > 5 else word.removesuffix("s") for word in words if word not in wide}
    made |= {word[place : place + 2] for word in wide for place in range(max(1, len(word) - 1))}
    return frozenset(made - _EMPTY_WORDS)


_EMPTY_WORDS = frozenset({"the", "a", "an", "of", "for", "and", "to", "in", "on", "de", "la", "el", "los", "las", "del", "y", ""})
