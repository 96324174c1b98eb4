"""Evidence that changed is put into the side file where it lies: the page itself shows none of it, and need not be written."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils.utils import new_document
from sphinx.builders.html import StandaloneHTMLBuilder

from taiyaku.facts.ext import evidence
from taiyaku.facts.ext.lateness import REFILL
from taiyaku.search.ext import is_ours
from taiyaku.theme.entries import linked
from taiyaku.theme.ext.places import beside, page_of
from taiyaku.theme.ext.sidefiles import keep
from taiyaku.theme.lightening import Evidence, lift_evidence, lighten, read_script

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def refill(app: Sphinx, docname: str, facts: Sequence[str]) -> bool:
    """Write the evidence of some facts anew, by their ids; false where there is more to it, and the page is to be written."""
    if not is_ours(app) or not beside(app, docname, "evidence").is_file() or not page_of(app, docname).is_file():
        return False
    path = beside(app, docname, "evidence")
    kept = read_script(path.read_text("utf-8"))
    fresh = write_evidence(app, docname, facts)
    made = Evidence(kept.lists, kept.facts | fresh)
    # A page asks for its entries only if something in it or in its evidence leads to one.
    if kept.facts.keys() < made.facts.keys() or bool(linked(list(kept.facts.values()))) != bool(linked(list(made.facts.values()))):
        return False
    keep(path, made.script())
    return True


def write_evidence(app: Sphinx, docname: str, facts: Sequence[str]) -> dict[str, str]:
    """The evidence of some facts as the writer of a page makes it, by id."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    place = evidence("", lang=str(app.config.language), items=list(facts))
    document = new_document(docname, copy.copy(builder._settings))
    document.settings.env = app.env
    document += place
    app.env.resolve_references(document, docname, builder)
    builder.current_docname = docname
    return lift_evidence(lighten(builder.render_partial(place)["fragment"]), "", "")[1].facts


def answer(app: Sphinx) -> None:
    """Listen where the book has facts: the theme also serves books without them, which never ask."""
    if REFILL in app.events.events:
        app.connect(REFILL, refill)
