"""The census of numerals, for the builder ``check``: every numeral that is not traced to a fact is reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from taiyaku.facts.census import TRACED, count, read_rules
from taiyaku.facts.ext.checking import JUDGED, is_check
from taiyaku.facts.ext.domain import domain_of
from taiyaku.facts.ext.nodes import INLINE
from taiyaku.facts.ext.places import language_of, place_of
from taiyaku.facts.numerals import find

logger = logging.getLogger(__name__)
#: Exercises give data and wrong answers; what is right in them is proven by their doctests.
IN_EXERCISES = "exercises"
LEFT_OUT = (nodes.Inline, nodes.literal_block, nodes.doctest_block, nodes.comment, nodes.raw)


def untraced_text(block: nodes.Element) -> str:
    """The text of a block with everything traced taken out."""

    def pieces(node: nodes.Node) -> Iterator[str]:
        if isinstance(node, (*INLINE, nodes.literal)):
            yield TRACED
        elif isinstance(node, nodes.Text):
            yield node.astext()
        else:
            for child in node.children:
                yield from pieces(child)

    return "".join(pieces(block))


class TakeCensus(SphinxTransform):
    """Count the numerals of a numbered page before its facts are worded; only for the builder ``check``."""

    default_priority = 29

    def apply(self, **kwargs: Any) -> None:
        # Sphinx deprecates the public name of the application here without giving another way to the builder.
        if not is_check(self.env._app.builder) or not re.fullmatch(self.config.taiyaku_numbered_pages, self.env.docname):
            return
        rules, through = read_rules(self.config.taiyaku_census_rules), Counter[str]()
        rows: list[tuple[str, str, str]] = []
        for block in self.document.findall(nodes.TextElement):
            if isinstance(block, LEFT_OUT) or any(isinstance(up, nodes.TextElement) for up in ancestors(block)):
                continue
            if any(type(up).__name__ == "exercise" for up in ancestors(block)):
                through[IN_EXERCISES] += len(find(untraced_text(block), language_of(block, self.config)))
                continue
            untraced = count(untraced_text(block), language_of(block, self.config), rules, through)
            rows += [(place_of(block, self.env), numeral.text, numeral.context) for numeral in untraced]
        domain_of(self.env).data["census"][self.env.docname] = (rows, dict(through))


def ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    current = node.parent
    while current is not None:
        yield current
        current = current.parent


def tell_census(app: Sphinx) -> None:
    """Complain of what is not traced, and print how many numerals each rule lets through."""
    rules, through = read_rules(app.config.taiyaku_census_rules), Counter[str]()
    for _docname, (rows, counted) in sorted(domain_of(app.env).data["census"].items()):
        through.update(counted)
        for place, text, context in rows:
            logger.warning("“%s” is traced to no fact (%s)", text, context, location=place, type="facts", subtype="untraced")
    print(f"{through[IN_EXERCISES]:5} let through in exercises: their answers are proven by doctests")
    for rule in rules:
        print(f"{through[rule.name]:5} let through as {rule.name}: {rule.reason}")


def setup_census(app: Sphinx) -> None:
    app.add_transform(TakeCensus)
    app.connect(JUDGED, tell_census, priority=100)
