"""The coverage of claims, for the builder ``check``: which authored passage carries which claim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from taiyaku.facts.coverage import Passage, Place, judge, rows, summary
from taiyaku.facts.ext.census import ancestors
from taiyaku.facts.ext.checking import JUDGED, is_check
from taiyaku.facts.ext.domain import domain_of, facts_of
from taiyaku.facts.ext.nodes import fact, from_facts
from taiyaku.facts.kinds import Verdict
from taiyaku.facts.model import Claim
from taiyaku.facts.query import EXPRESSION, UnknownFact
from taiyaku.strings import translate

logger = logging.getLogger(__name__)
REPORT = "coverage.json"


class NotePassages(SphinxTransform):
    """Note which passages of a numbered page carry a claim, before anything is generated; only for the builder ``check``."""

    default_priority = 29

    def apply(self, **kwargs: Any) -> None:
        # Sphinx deprecates the public name of the application here without giving another way to the builder.
        if not is_check(self.env._app.builder) or not re.fullmatch(self.config.taiyaku_numbered_pages, self.env.docname):
            return
        found = domain_of(self.env).passages[self.env.docname] = []
        for claim, passage in (*self.worded(), *self.named()):
            if (claim.id, passage) not in found:
                found.append((claim.id, passage))

    def worded(self) -> Iterator[tuple[Claim, Passage]]:
        """What stands in ``{fact}``; such words always show that a claim is unverified."""
        for node in self.document.findall(fact):
            match = EXPRESSION.fullmatch(node["target"])
            claim = claim_of(match["id"], self.env) if match else None
            if claim and not is_exercise(node):
                place, at = place_in_book(node)
                yield claim, Passage(self.env.docname, at, place, False, claim.verdict is Verdict.UNVERIFIED, line_of(node))

    def named(self) -> Iterator[tuple[Claim, Passage]]:
        """What a box names in its options; it shows that a claim is unverified where its words say so."""
        word = translate("unverified", str(self.config.taiyaku_source_language))
        for node in self.document.findall(nodes.Element):
            for name in node.get("facts") or ():
                if not is_exercise(node) and (claim := claim_of(name, self.env)):
                    marked = claim.verdict is Verdict.UNVERIFIED and word in node.astext()
                    place = Place(node.get("kind", Place.TEXT))
                    yield claim, Passage(self.env.docname, str(node.get("key", "")), place, True, marked, line_of(node))


def claim_of(name: str, env: BuildEnvironment) -> Claim | None:
    """The claim of that name; none for another kind of fact, and for a name that the filling of facts will complain of."""
    try:
        item = facts_of(env).target(name)
    except UnknownFact:
        return None
    return item if isinstance(item, Claim) else None


def is_exercise(node: nodes.Node) -> bool:
    return any(type(up).__name__ == "exercise" for up in ancestors(node))


def place_in_book(node: nodes.Node) -> tuple[Place, str]:
    """The kind of place in which a node stands, and the paragraph's number or the note's label there."""
    place, at = Place.TEXT, ""
    for up in ancestors(node):
        if not isinstance(up, nodes.Element):
            continue
        at = at or str(up.get("number", ""))
        if isinstance(up, nodes.footnote):
            return Place.NOTE, " ".join(up["names"])
        if isinstance(up, from_facts):
            place = Place.DOCUMENT
        elif type(up).__name__ == "box":
            place = Place(up["kind"])
            at = at or str(up["key"])
    return place, at


def line_of(node: nodes.Node) -> int:
    return next((int(up.line) for up in (node, *ancestors(node)) if up.line), 0)


def tell_coverage(app: Sphinx) -> None:
    """Print the report by chapter, write it claim by claim as ``coverage.json``, and complain of every fault."""
    try:
        claims = facts_of(app.env).claims
    except UnknownFact:
        return  # a book without facts has no claims to tell
    passages: dict[str, list[Passage]] = {}
    for _docname, found in sorted(domain_of(app.env).passages.items()):
        for name, passage in found:
            passages.setdefault(name, []).append(passage)
    report = json.dumps(list(rows(claims, passages)), ensure_ascii=False, indent=1)
    Path(app.outdir, REPORT).write_text(report + "\n", "utf-8")
    for finding in judge(claims, passages, app.env.found_docs):
        message = f"{finding.message}: {finding.hint}"
        logger.warning("%s", message, location=str(finding.where), type="facts", subtype=finding.code.partition(".")[2])
    print()
    print("\n".join(summary(claims, passages, app.env.found_docs)))


def setup_coverage(app: Sphinx) -> None:
    app.add_transform(NotePassages)
    app.connect(JUDGED, tell_coverage, priority=200)
