"""Where the facts stand in the book: which page holds a source, a term, a claim or a document, and which page cites what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from taiyaku.facts.coverage import Passage
from taiyaku.facts.query import Facts, UnknownFact
from taiyaku.facts.store import load


class FactsDomain(Domain):
    """State of the facts room, page by page, so that incremental and parallel builds hold."""

    name = "facts"
    label = "Facts"
    initial_data: ClassVar[dict[str, Any]] = {"places": {}, "cited": {}, "used": {}, "census": {}, "passages": {}, "rests": {}, "shows": {}}
    data_version = 6

    @property
    def places(self) -> dict[tuple[str, str], tuple[str, str]]:
        """(kind, id) → (page, anchor); kinds are ``term``, ``claim``, ``document``, and ``page`` for what is made late."""
        places: dict[tuple[str, str], tuple[str, str]] = self.data["places"]
        return places

    @property
    def cited(self) -> dict[str, set[str]]:
        """Page → ids of the sources that it cites, by itself or through its facts."""
        cited: dict[str, set[str]] = self.data["cited"]
        return cited

    @property
    def used(self) -> dict[str, set[str]]:
        """Page → ids of the facts that its authored text carries."""
        used: dict[str, set[str]] = self.data["used"]
        return used

    @property
    def rests(self) -> dict[str, dict[str, str]]:
        """Page → what it rests on → the digest that this had when the page was read."""
        rests: dict[str, dict[str, str]] = self.data["rests"]
        return rests

    @property
    def shows(self) -> dict[str, set[str]]:
        """Page → names of the facts that are filled in when it is written, and not when it is read."""
        shows: dict[str, set[str]] = self.data["shows"]
        return shows

    @property
    def passages(self) -> dict[str, list[tuple[str, Passage]]]:
        """Page → (claim, authored passage that carries it), in the order of the page; filled for the builder ``check`` alone."""
        passages: dict[str, list[tuple[str, Passage]]] = self.data["passages"]
        return passages

    @property
    def late(self) -> list[tuple[str, str]]:
        """(kind, page) of everything that is made when all pages are read."""
        return [(name, place[0]) for (kind, name), place in self.places.items() if kind == "page"]

    def note_place(self, kind: str, name: str, anchor: str, docname: str) -> None:
        self.places[kind, name] = (docname, anchor)

    def note_cited(self, docname: str, names: Iterable[str]) -> None:
        self.cited.setdefault(docname, set()).update(names)

    def note_used(self, docname: str, name: str) -> None:
        self.used.setdefault(docname, set()).add(name)

    def clear_doc(self, docname: str) -> None:
        for key in [key for key, place in self.places.items() if place[0] == docname]:
            del self.places[key]
        self.cited.pop(docname, None)
        self.used.pop(docname, None)
        self.data["census"].pop(docname, None)
        self.passages.pop(docname, None)
        self.rests.pop(docname, None)
        self.shows.pop(docname, None)

    def merge_domaindata(self, docnames: set[str], otherdata: dict[str, Any]) -> None:  # type: ignore[override]
        self.places.update({key: place for key, place in otherdata["places"].items() if place[0] in docnames})
        for name in ("cited", "used", "census", "passages", "rests", "shows"):
            self.data[name].update({doc: found for doc, found in otherdata[name].items() if doc in docnames})

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str, node: pending_xref, contnode: nodes.Element
    ) -> nodes.reference | None:
        place = self.places.get((typ, target))
        if typ == "source" and (page := self.places.get(("page", "bibliography"))):
            place = (page[0], f"source-{target}")
        if place is None:
            return None
        made = make_refnode(builder, fromdocname, place[0], place[1], contnode)
        # The content's own element says nothing that the link does not: its class moves up, and a page of evidence stays light.
        made.children.clear()
        made += contnode.children
        made["classes"] += contnode["classes"]
        return made

    def resolve_any_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, target: str, node: pending_xref, contnode: nodes.Element
    ) -> list[tuple[str, nodes.reference]]:
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for (kind, name), (docname, anchor) in sorted(self.places.items()):
            if kind != "page":
                yield name, name, kind, docname, anchor, -1


def domain_of(env: BuildEnvironment) -> FactsDomain:
    domain = env.domains[FactsDomain.name]
    assert isinstance(domain, FactsDomain)
    return domain


#: Source folder → the facts read for the build there. Filled when a build begins, so that pages need not read them again.
_read: dict[Path, Facts] = {}


def facts_of(env: BuildEnvironment) -> Facts:
    """The book's facts; raises ``UnknownFact`` where the book has none."""
    try:
        return _read[Path(env.srcdir)]
    except KeyError:
        raise UnknownFact("this book has no facts/; add facts/sources.yaml and the like beside conf.py") from None


def read_facts_for(srcdir: Path, root: Path) -> None:
    """Read the facts beside ``conf.py`` anew for a build of ``srcdir``; raises ``Refused`` with all their faults."""
    _read.pop(Path(srcdir), None)
    if (root / "facts").is_dir():
        _read[Path(srcdir)] = load(root)
