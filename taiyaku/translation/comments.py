"""The comments that a translator finds above an entry: what the text is, ready-made roles in the target language, another translation.

They are made anew at every update from the book alone, so that they change only where the book does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polib

from taiyaku.facts import Facts, UnknownFact
from taiyaku.facts.words import say

#: A role with words of its own; one that is shown as code says nothing.
ROLE = re.compile(r"(?<!`)\{(fact|term|blank)\}`([^`<]*)<([^`>]+)>`")
#: The line that a translator deletes when the change has been looked at.
CHANGED = "{via} has changed since this was translated; delete this line when you have looked at it. It was: "


@dataclass(frozen=True, slots=True)
class Context:
    """Where a message stands: the page, the kind of text, and the address of its paragraph on that page."""

    page: str
    kind: str
    anchor: str

    def lines(self, lang: str) -> Iterator[str]:
        """One line, with the place of the rendered paragraph below the book's folder."""
        address = f"build/html/{lang}/{self.page}.html"
        yield f"{self.kind}: {address}#{self.anchor}" if self.anchor else f"{self.kind}: {address}"


def role_lines(source: str, lang: str, facts: Facts) -> Iterator[str]:
    """Every role of a text that has words, worded in the language as far as facts and glossary can, ready to paste."""
    for kind, _, target in dict.fromkeys(match.groups() for match in ROLE.finditer(source)):
        worded = word_term(target, lang, facts) if kind == "term" else word_fact(target, lang, facts)
        yield f"{{{kind}}}`{worded} <{target}>`"


def word_term(name: str, lang: str, facts: Facts) -> str:
    try:
        return facts.term(name.strip()).name(lang)
    except UnknownFact:
        return "…"


def word_fact(target: str, lang: str, facts: Facts) -> str:
    """The one value in words; a text, several values or none are the translator's to word."""
    try:
        held = list(facts.values(target).values())
        return say(held[0], lang) if len(held) == 1 and not isinstance(held[0], str) else "…"
    except (UnknownFact, ValueError):
        return "…"


@dataclass(frozen=True, slots=True)
class Commenter:
    """Writes the comments of one language. ``via`` is the language whose translation stands in them, "" for none."""

    lang: str
    facts: Facts
    contexts: Mapping[str, Mapping[str, tuple[str, str]]]
    via: str = ""
    #: What ``via`` says now, by catalogue and source text.
    pivot: Mapping[str, Mapping[str, str]] | None = None

    def comment(self, entry: polib.POEntry, name: str, before: str) -> None:
        """Add to what the template says of an entry of the catalogue ``name``; ``before`` is the comment that it had so far."""
        lines = entry.comment.splitlines()
        page = name.removesuffix(".po")
        if found := self.contexts.get(page, {}).get(entry.msgid):
            lines += Context(page, *found).lines(self.lang)
        lines += role_lines(entry.msgid, self.lang, self.facts)
        words = (self.pivot or {}).get(name, {}).get(entry.msgid, "")
        if words:
            lines.append(f"{self.via}: {one_line(words)}")
            self.tell_of_change(entry, words, before)
        entry.comment = "\n".join(lines)

    def tell_of_change(self, entry: polib.POEntry, words: str, comment: str) -> None:
        """Say in a comment of the translator's own, which stays until it is deleted, that the text translated from is another now."""
        head = f"{self.via}: "
        before = next((line.removeprefix(head) for line in comment.splitlines() if line.startswith(head)), "")
        notice = CHANGED.format(via=self.via)
        if before and before != one_line(words) and entry.msgstr and notice not in entry.tcomment:
            entry.tcomment = "\n".join([*entry.tcomment.splitlines(), notice + before])


def one_line(text: str) -> str:
    return " ".join(text.split())
