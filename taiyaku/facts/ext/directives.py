"""Directives that ask for something made from the facts: tables of members, of what happened, of claims and gaps, and the back matter."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from taiyaku.facts.ext.domain import domain_of, facts_of
from taiyaku.facts.ext.nodes import from_facts
from taiyaku.facts.ext.resting import depend, rest_on, show
from taiyaku.facts.prints import ALL, CLAIMS, CORE, ENTITIES, EVENTS, GAPS, NAMES, ROLL, SOURCES, TERMS


def day(argument: str) -> str:
    """An option that is a day, ``YYYY-MM-DD``."""
    return dt.date.fromisoformat(directives.unchanged_required(argument).strip()).isoformat()


def rest_on_named(env: BuildEnvironment, name: str) -> None:
    """Have the page depend on all of the fact of some name, or on its coming to be there."""
    rest_on(env, CORE + name)
    if facts_of(env).has_target(name):
        depend(env, facts_of(env).target(name))


class GeneratedDirective(SphinxDirective):
    """Leave a place for what is made once the language of the page is known."""

    kind: ClassVar[str]
    late: ClassVar[bool] = False
    #: Which facts decide what is made, besides those that the argument names.
    rests_on: ClassVar[tuple[str, ...]] = (ALL,)

    def run(self) -> list[nodes.Node]:
        if self.late:
            domain_of(self.env).note_place("page", self.kind, "", self.env.docname)
            show(self.env, *self.rests_on)
        else:
            for name in self.rests_on:
                rest_on(self.env, name)
        node = from_facts("", kind=self.kind, options=dict(self.options), argument=" ".join(self.arguments), late=self.late)
        self.set_source_info(node)
        return [node]


class Members(GeneratedDirective):
    """``{members} mercosur`` with ``:on: 2005-11-04``."""

    kind = "members"
    rests_on = (NAMES,)
    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"on": day}

    def run(self) -> list[nodes.Node]:
        rest_on_named(self.env, self.arguments[0])
        return super().run()


class Chronology(GeneratedDirective):
    """``{chronology}`` with ``:since:``, ``:until:`` and ``:makers:``, how many sources of different makers an event must have."""

    kind = "chronology"
    rests_on = (EVENTS,)
    option_spec: ClassVar[dict[str, Any]] = {"since": day, "until": day, "makers": directives.positive_int}


class Ledger(GeneratedDirective):
    """``{ledger}``: the claims of every chapter that the book has, or of the one named; made when the chapters' titles are known."""

    kind = "ledger"
    rests_on = (CLAIMS,)
    late = True
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        domain, facts = domain_of(self.env), facts_of(self.env)
        rest_on(self.env, ROLL)
        for claim in facts.claims:
            if claim.chapter in (self.arguments or self.env.found_docs):
                domain.note_place("claim", claim.id, f"claim-{claim.id}", self.env.docname)
                domain.note_cited(self.env.docname, claim.sources)
        return super().run()


class Gaps(GeneratedDirective):
    """``{gaps}``: where article and record part, in the chapters that the book has; made when the chapters' titles are known."""

    kind = "gaps"
    rests_on = (GAPS,)
    late = True


class Terms(GeneratedDirective):
    """``{terms}``: the glossary."""

    kind = "terms"
    rests_on = (TERMS,)


class People(GeneratedDirective):
    """``{people}``: the persons of the book, with their offices."""

    kind = "people"
    rests_on = (ENTITIES,)


class Bibliography(GeneratedDirective):
    """``{bibliography}``: all sources that the book cites; made when every page is read."""

    kind = "bibliography"
    rests_on = (SOURCES,)
    late = True


DIRECTIVES: tuple[type[GeneratedDirective], ...] = (Members, Chronology, Ledger, Gaps, Terms, People, Bibliography)
