"""What counts on a page when figures are numbered, noted when the page is read.

Sphinx numbers the figures and tables of a book anew in every build, and reads the stored tree of every page for it: a tenth of a build from
clean, and most of what is left when one paragraph was changed. All that it looks for are sections, contents, and what has a number; these
are kept with a page's metadata. The numbers are those that Sphinx gives (a test compares them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.transforms import SphinxTransform
from sphinx.util import url_re

NOTED = "taiyaku_outline"  # under which a page's metadata keep it
SectionNumber: TypeAlias = tuple[int, ...]
#: What Sphinx itself does.
SPHINX = TocTreeCollector.assign_figure_numbers


@dataclass(frozen=True, slots=True)
class Section:
    """A section that has parts which count, by its first id."""

    anchor: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Pages that follow here, and what else an author may name in a list of contents."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A figure, table or the like: the kind under which Sphinx counts it, and its first id."""

    kind: str
    anchor: str


Part: TypeAlias = Section | Contents | Numbered


def outline(element: nodes.Element, env: BuildEnvironment) -> Iterator[Part]:
    """The parts of an element that count, in their order."""
    for child in element.children:
        if isinstance(child, nodes.section):
            if parts := tuple(outline(child, env)):
                yield Section(child["ids"][0], parts)
        elif isinstance(child, addnodes.toctree):
            yield Contents(tuple(name for _title, name in child["entries"]))
        elif isinstance(child, nodes.Element):
            if child["ids"] and (kind := kind_of(child, env)):
                yield Numbered(kind, child["ids"][0])
            yield from outline(child, env)


def kind_of(node: nodes.Element, env: BuildEnvironment) -> str:
    """As what a node is counted; empty where it has no number, as a figure without a caption."""
    for domain in env.domains.sorted():
        kind = domain.get_enumerable_node_type(node)
        if kind and not (isinstance(domain, StandardDomain) and not domain.get_numfig_title(node)):
            return kind
    return ""


def outline_of(env: BuildEnvironment, docname: str) -> Iterable[Part]:
    """The outline of a page that was read."""
    noted: tuple[Part, ...] | None = env.metadata.get(docname, {}).get(NOTED)
    return outline(env.get_doctree(docname), env) if noted is None else noted


class NoteOutline(SphinxTransform):
    """Note the outline of a page as it will be stored, when all other transforms are done."""

    default_priority = 999  # of three digits: docutils compares them as text

    def apply(self, **kwargs: Any) -> None:
        self.env.metadata[self.env.docname][NOTED] = tuple(outline(self.document, self.env))


class Numbering:
    """One walk through the book in the order of its contents; each page counts where it comes first."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.count: Counter[tuple[str, SectionNumber]] = Counter()
        self.seen: set[str] = set()
        self.no_pages = {"self", *getattr(env.domains.standard_domain, "_virtual_doc_names", ())}

    def walk_page(self, docname: str, section: SectionNumber) -> None:
        if docname not in self.seen:
            self.seen.add(docname)
            self.walk(docname, outline_of(self.env, docname), section)

    def walk(self, docname: str, parts: Iterable[Part], section: SectionNumber) -> None:
        for part in parts:
            if isinstance(part, Section):
                self.walk(docname, part.parts, self.number_of_section(docname, part.anchor) or section)
            elif isinstance(part, Numbered):
                numbers = self.env.toc_fignumbers.setdefault(docname, {}).setdefault(part.kind, {})
                numbers[part.anchor] = self.next_number(part.kind, section)
            else:
                for name in part.names:
                    if name not in self.no_pages and not url_re.match(name):
                        self.walk_page(name, section)

    def number_of_section(self, docname: str, anchor: str) -> SectionNumber:
        numbers = self.env.toc_secnumbers.get(docname, {})
        return numbers.get(f"#{anchor}", numbers.get("")) or ()

    def next_number(self, kind: str, section: SectionNumber) -> SectionNumber:
        section = section[: self.env.config.numfig_secnum_depth]
        self.count[kind, section] += 1
        return (*section, self.count[kind, section])


def number_figures(_collector: TocTreeCollector, env: BuildEnvironment) -> list[str]:
    """Number all figures; gives the pages on which a number is another than before."""
    before, env.toc_fignumbers = env.toc_fignumbers, {}
    if env.config.numfig:
        Numbering(env).walk_page(env.config.root_doc, ())
    return [docname for docname, numbers in env.toc_fignumbers.items() if numbers != before.get(docname)]


def setup_outline(app: Sphinx) -> None:
    app.add_transform(NoteOutline)
    # Sphinx offers no other way; a page without an outline, as in a book that does without the press, is read as before.
    TocTreeCollector.assign_figure_numbers = number_figures  # type: ignore[method-assign, assignment]
