"""The door of the facts room to Sphinx: ``{fact}``, ``{source}``, ``{term}``, tables and lists, and the Domain behind them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from taiyaku.facts.ext import gaps, lists, people, tables
from taiyaku.facts.ext.census import setup_census
from taiyaku.facts.ext.coverage import setup_coverage
from taiyaku.facts.ext.data import write_data
from taiyaku.facts.ext.directives import DIRECTIVES
from taiyaku.facts.ext.domain import FactsDomain, domain_of, facts_of, read_facts_for
from taiyaku.facts.ext.evidence import AddEvidence, fill_evidence
from taiyaku.facts.ext.filling import FillFacts, FillGenerated, fill
from taiyaku.facts.ext.lateness import REFILL, is_website, note_late, write_late_pages_again
from taiyaku.facts.ext.nodes import evidence, fact, from_facts, setup_nodes, source_link, term_link
from taiyaku.facts.ext.parity import KeepFacts
from taiyaku.facts.ext.places import language_of, place_of
from taiyaku.facts.ext.resting import find_outdated
from taiyaku.facts.ext.roles import FactRole, SourceRole, TermRole
from taiyaku.finding import Refused

__all__ = ["domain_of", "evidence", "fact", "facts_of", "from_facts", "language_of", "place_of", "setup", "source_link", "term_link"]
logger = logging.getLogger(__name__)


class FillLate(SphinxPostTransform):
    """Fill what can only be made when every page is read, and evidence, which only pages of the web show."""

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(from_facts)):
            fill(node, self.env)
        # Sphinx deprecates the public name of the application here without giving another way to the builder.
        if is_website(self.env._app):
            for place in self.document.findall(evidence):
                fill_evidence(place, self.env)


def read_facts(app: Sphinx) -> None:
    """Read the facts before anything else; faulty facts end the build with all their faults."""
    try:
        read_facts_for(Path(app.srcdir), Path(app.confdir))
    except Refused as refused:
        for finding in refused.findings:
            logger.error("%s", finding)
        raise ConfigError(f"the facts have {len(refused.findings)} faults; mend them and build again") from None


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("taiyaku.config")
    app.setup_extension("taiyaku.facts.ext.checking")
    app.add_event(REFILL)
    setup_nodes(app)
    setup_census(app)
    setup_coverage(app)
    app.add_domain(FactsDomain)
    app.add_role("fact", FactRole())
    app.add_role("source", SourceRole())
    app.add_role_to_domain("std", "term", TermRole(), override=True)
    for directive in DIRECTIVES:
        app.add_directive(directive.kind, directive)
    FillGenerated.makers.update(
        members=tables.make_members,
        chronology=tables.make_chronology,
        ledger=tables.make_ledger,
        gaps=gaps.make_gaps,
        terms=lists.make_terms,
        people=people.make_people,
        bibliography=lists.make_bibliography,
    )
    for transform in (KeepFacts, FillFacts, FillGenerated, AddEvidence):
        app.add_transform(transform)
    app.add_post_transform(FillLate)
    app.connect("builder-inited", read_facts, priority=100)
    app.connect("env-get-outdated", find_outdated)
    app.connect("build-finished", write_data)
    app.connect("build-finished", note_late, priority=800)
    app.connect("env-updated", write_late_pages_again)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
