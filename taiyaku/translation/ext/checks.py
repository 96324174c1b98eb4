"""``{translation-checks}``: every check with what it finds, what to do and an example, from the table that the checker itself reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from taiyaku.strings import translate
from taiyaku.translation.checks.table import CHECKS, Check


class ChecksDirective(SphinxDirective):
    """The checks of the families named (all by default), a list each, in the page's language."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        wanted = self.arguments[0].split() if self.arguments else []
        unknown = set(wanted) - {check.family for check in CHECKS}
        if unknown:
            raise self.error(f"no checks are called {', '.join(sorted(unknown))}")
        made: list[nodes.Node] = []
        for family, checks in groupby(CHECKS, lambda check: check.family):
            if not wanted or family in wanted:
                items = [item for check in checks for item in describe(check, str(self.config.language))]
                made.append(nodes.definition_list("", *items, classes=["tai-checks"], ids=[f"checks-{family}"]))
        return made


def describe(check: Check, lang: str) -> Iterator[nodes.Node]:
    """One check: its code and weight, its words, its example."""
    said = [translate(words, lang) for words in (check.explanation, check.hint)]
    weight = nodes.Text(f" ({translate(str(check.severity), lang)})")
    term = nodes.term("", "", nodes.literal(check.code, check.code), weight)
    body = nodes.definition("", nodes.paragraph("", f"{said[0]} → {said[1]}"))
    lines = [
        f"{translate(label, lang)} {visible(text)}"
        for label, text in (("Source:", check.source), ("Wrong:", check.wrong), ("Right:", check.right))
        if text.strip()
    ]
    if check.wrong.strip():
        example = "\n".join(lines)
        body += nodes.literal_block(example, example, language="text")
    yield nodes.definition_list_item("", term, body)


def visible(text: str) -> str:
    """A text on one line, with the characters that nobody sees written out."""
    return "".join(letter if letter.isprintable() else "⏎" if letter == "\n" else f"\\u{ord(letter):04x}" for letter in text)
