"""The directives that leave a figure in the document: ``{timeline}``, ``{membership}``, ``{presidents}``, ``{shares}`` and ``{map}``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from taiyaku.aspects import show
from taiyaku.facts.ext import domain_of, facts_of
from taiyaku.facts.ext.filling import complain
from taiyaku.facts.ext.resting import rest_on
from taiyaku.facts.prints import CORE, DRAWN, NAMES
from taiyaku.facts.query import UnknownFact, day_of
from taiyaku.figures.atlas import find_geometry, split_call
from taiyaku.figures.choice import split
from taiyaku.figures.ext.places import drawing, drawing_label
from taiyaku.figures.results import read_results

Block = TypeVar("Block", bound=nodes.Element)
LANE = "lane-"  # what begins a lane in the body of ``{lanes}``
ASCII_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def day(words: str) -> str:
    """A day as an option's value; raises ``ValueError`` for anything else."""
    return day_of(words.strip()).isoformat()


def years(words: str) -> tuple[int, int]:
    """Two years as an option's value (``1991 2024``); raises ``ValueError`` for anything else."""
    first, last = map(int, words.split())
    if not 1 <= first < last < 9999:
        raise ValueError(f"{words} are no two years, the earlier first")
    return first, last


class FigureDirective(SphinxDirective):
    """``{name} fig-id``: the argument is the figure's lasting address; the body is the caption, after labels where the kind takes them."""

    has_content = True
    required_arguments = 1
    kind: ClassVar[str]
    option_spec: ClassVar[dict[str, Any]] = {
        "of": directives.unchanged_required,
        "title": directives.unchanged_required,
        "from": directives.nonnegative_int,
        "to": directives.nonnegative_int,
    }

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        if not ASCII_ID.fullmatch(name):
            raise self.error(f"{self.name}: `{name}` is no figure id; write small ASCII letters, digits and hyphens, such as fig-02-ftaa")
        labels, texts = self.read_body()
        if "title" in self.options:
            labels.append(self.label("", nodes.paragraph(self.options["title"], self.options["title"])))
        items = self.targets() or self.labelled(labels)
        if not texts or not items:
            raise self.error(f"{self.name}: a figure needs {'a caption as its body' if items else 'facts to draw; name them'}")
        picture = drawing("", *labels, kind=self.kind, ident=name, items=items, options=dict(self.options))
        figure = nodes.figure("", picture, self.caption(texts[0]), names=[name], classes=["tai-plate"])
        figure += [nodes.legend("", *texts[1:])] if texts[1:] else []
        for node in (picture, figure):
            self.set_source_info(node)
        self.state.document.note_explicit_target(figure, figure)
        self.note_facts(picture)
        return [figure]

    def targets(self) -> list[str]:
        """The facts that the options name."""
        return str(self.options.get("items") or self.options.get("of") or "").split()

    def labelled(self, labels: list[drawing_label]) -> list[str]:
        """The facts that the body labels."""
        return [label["target"] for label in labels if label["target"]]

    def read_body(self) -> tuple[list[drawing_label], list[nodes.Element]]:
        """The labels (a definition list: fact, words) and the paragraphs of the body."""
        labels: list[drawing_label] = []
        texts: list[nodes.Element] = []
        for child in self.parse_content_to_nodes():
            if isinstance(child, nodes.definition_list):
                labels += [self.read_label(row) for row in child.findall(nodes.definition_list_item)]
            elif isinstance(child, nodes.paragraph):
                texts.append(child)
        return labels, texts

    def read_label(self, row: nodes.definition_list_item) -> drawing_label:
        term, words = next(row.findall(nodes.term)), next(row.findall(nodes.paragraph), None)
        if words is None:
            raise self.error(f"{self.name}: the label of `{term.astext()}` is empty")
        return self.label(term.astext().strip(), words)

    def label(self, target: str, words: nodes.Element) -> drawing_label:
        return self.take(drawing_label(words.rawsource or words.astext(), "", *words.children, target=target), words)

    def caption(self, words: nodes.Element) -> nodes.caption:
        return self.take(nodes.caption(words.rawsource or words.astext(), "", *words.children), words)

    def take(self, made: Block, words: nodes.Element) -> Block:
        """Give a node the place of the words that it takes over; without one Sphinx does not translate it."""
        source, line = self.get_source_info()
        made.source, made.line = words.source or source, words.line or line
        return made

    def note_facts(self, picture: drawing) -> None:
        """Have the page depend on what it draws and on names; an unknown fact is reported here, where the author reads."""
        rest_on(self.env, NAMES)
        labelled = {label["target"] for label in picture.findall(drawing_label)}
        for target in (*picture["items"], *str(self.options.get("line", "")).split()):
            rest_on(self.env, (CORE if target in labelled else DRAWN) + split(target)[0])
            try:
                item = facts_of(self.env).target(split(target)[0])
            except UnknownFact as error:
                complain(picture, self.env, "unknown-id", str(error.args[0]))
                continue
            domain_of(self.env).note_used(self.env.docname, item.id)
            domain_of(self.env).note_cited(self.env.docname, item.sources)


class Timeline(FigureDirective):
    """``{timeline} fig-id`` with ``:items: id id.key …``; the body may label them: a definition list of ``` `id.key` ``` and words."""

    kind = "timeline"
    option_spec: ClassVar[dict[str, Any]] = {"items": directives.unchanged_required, "title": directives.unchanged_required}


class MembershipFigure(FigureDirective):
    """``{membership} fig-id`` with ``:of: organisation``, ``:from: 1990`` and ``:to: 2024``.

    With ``:on: 2010-03-31`` readers of the web edition can move a line through the years, which begins there.
    """

    kind = "membership"
    option_spec: ClassVar[dict[str, Any]] = {**FigureDirective.option_spec, "on": day}


class Presidents(FigureDirective):
    """``{presidents} fig-id`` with ``:of: state state …``, ``:from:``, ``:to:`` and ``:office:`` (president)."""

    kind = "presidents"
    option_spec: ClassVar[dict[str, Any]] = {**FigureDirective.option_spec, "office": directives.unchanged_required}


class Shares(FigureDirective):
    """``{shares} fig-id`` with ``:of: bank``: what each member subscribes, as shares of the whole.

    With ``:votes: fact.key`` (how many votes every member has alike) its share of the votes stands beside it.
    """

    kind = "shares"
    option_spec: ClassVar[dict[str, Any]] = {**FigureDirective.option_spec, "votes": directives.unchanged_required}

    def targets(self) -> list[str]:
        return [*super().targets(), *str(self.options.get("votes", "")).split()]


class SeriesFigure(FigureDirective):
    """``{series} fig-id`` with ``:of: fact.stem …``: the amounts of a fact under keys such as ``stem-2010``; ``:from:`` and ``:to:``.

    The body names each series: a definition list of ``` `fact.stem` ``` and words.
    """

    kind = "series"


class Lanes(FigureDirective):
    """``{lanes} fig-id`` with ``:from:`` and ``:to:``: a chronology by theme; ``:line: fact.key`` marks a day through all lanes.

    The body is a definition list: ``` `lane-word` ``` and the theme's name begins a lane, and the facts after it, each with its words,
    are its events.
    """

    kind = "lanes"
    option_spec: ClassVar[dict[str, Any]] = {**FigureDirective.option_spec, "line": directives.unchanged_required}

    def labelled(self, labels: list[drawing_label]) -> list[str]:
        return [target for target in super().labelled(labels) if not target.startswith(LANE)]


class Overlap(FigureDirective):
    """``{overlap} fig-id`` with ``:of: body body …`` and ``:on: 2010-03-31``: which states sit in which bodies on a day.

    Bodies that are also named in ``:beside:`` get a column but bring no rows. With ``:years: 2004 2024`` readers of the web edition can
    choose the same day of another year. The body may name a body otherwise: a definition list of ``` `id` ``` and words.
    """

    kind = "overlap"
    option_spec: ClassVar[dict[str, Any]] = {
        "of": directives.unchanged_required,
        "beside": directives.unchanged_required,
        "on": day,
        "years": years,
        "title": directives.unchanged_required,
    }

    def targets(self) -> list[str]:
        if "on" not in self.options:
            raise self.error(f"{self.name}: members change; say on which day: `:on: YYYY-MM-DD`")
        return super().targets()


class Map(FigureDirective):
    """``{map} fig-id`` with ``:of: body body.status …`` ``:on: 2010-03-31`` (members, or states of that status, on a day), ``:points:`` and
    ``:route:`` (entities with ``latitude`` and ``longitude``; ``place=fact.key`` adds a date), ``:region:`` and ``:geometry:``.

    The body may name a body or a place otherwise: a definition list of ``` `id` ``` and words. With ``:years: 2004 2024`` readers of
    the web edition can choose the same day of another year.
    """

    kind = "map"
    option_spec: ClassVar[dict[str, Any]] = {
        "on": day,
        "years": years,
        **dict.fromkeys(("of", "points", "route", "region", "geometry", "title"), directives.unchanged_required),
    }

    def targets(self) -> list[str]:
        if "of" in self.options and "on" not in self.options:
            raise self.error(f"{self.name}: members change; say on which day: `:on: YYYY-MM-DD`")
        try:
            self.env.note_dependency(str(find_geometry(facts_of(self.env).root, self.options.get("geometry", ""))))
        except ValueError as error:
            raise self.error(f"{self.name}: {error}") from None
        calls = f"{self.options.get('points', '')} {self.options.get('route', '')}".split()
        return [*self.options.get("of", "").split(), *(target for call in calls for target in split_call(call) if target)]


class Measurements(FigureDirective):
    """``{measurements} fig-id`` with ``:of: folder`` (relative to ``conf.py``) of JSON files as ``benchmarks/measure.py`` writes them.

    The body names what is shown, in its order: a definition list of ``` `name` ``` and words.
    """

    kind = "measurements"
    option_spec: ClassVar[dict[str, Any]] = {"of": directives.unchanged_required, "title": directives.unchanged_required}

    def targets(self) -> list[str]:
        return []

    def note_facts(self, picture: drawing) -> None:
        """Have the page depend on the results, and keep them with what is drawn."""
        root, name = facts_of(self.env).root, self.options.get("of", "")
        folder = Path(root, name)
        show(self.env, root, f"results {name}")
        try:
            picture["results"] = read_results(folder)
        except ValueError as error:
            raise self.error(f"{self.name}: {error}") from None
