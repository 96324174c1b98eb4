"""What is filled in when a page is written: the ledger, the bibliography and their like, the data files beside them, and evidence.

Any page may cite more, or have a new title; so they are written anew in every build in which something that they show has changed, and
need not be read anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from taiyaku.facts.ext.domain import domain_of
from taiyaku.facts.ext.resting import prints_of
from taiyaku.facts.prints import digest
from taiyaku.facts.query import UnknownFact

#: Remembers, in the folder of a website, what its pages were filled with.
STATE = ".taiyaku-late"
#: Stands for what concerns all facts that a page shows.
AROUND = ""
#: Emitted with the name of a page and ids of facts whose evidence has changed; who answers with something true has seen to it.
REFILL = "taiyaku-refill"
#: What the pages of a website are filled with, since all of them are read.
_filled: WeakKeyDictionary[BuildEnvironment, dict[str, dict[str, str]]] = WeakKeyDictionary()


def digests_of(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """What is filled into a page, a digest each: the facts that it shows, by their names in ``prints``, and under ``AROUND`` where facts
    stand; for late pages who cites them, too, and all titles. Pages without anything of that kind are left out.
    """
    domain = domain_of(env)
    titles = {name: title.astext() for name, title in env.titles.items()}
    places = json.dumps({" ".join(key): place for key, place in domain.places.items()}, sort_keys=True)
    late = json.dumps([titles, sorted(env.found_docs), domain.cited, domain.used], sort_keys=True, default=sorted)
    around = dict.fromkeys(domain.shows, digest([places])) | dict.fromkeys((docname for _, docname in domain.late), digest([places, late]))
    return {docname: {AROUND: print_} | facts_in(env, docname) for docname, print_ in around.items()}


def facts_in(env: BuildEnvironment, docname: str) -> dict[str, str]:
    """The digests, as they are now, of the facts that are filled into a page."""
    try:
        prints = prints_of(env)
    except UnknownFact:
        return {}
    return {name: prints.of(name) for name in sorted(domain_of(env).shows.get(docname, ()))}


def is_website(app: Sphinx) -> bool:
    return app.builder.format == "html" and not app.builder.name.endswith("epub")


def changed(app: Sphinx) -> dict[str, set[str]]:
    """The pages of a website whose filling would be otherwise than it lies there, each with the names of what differs."""
    try:
        before = json.loads(Path(app.outdir, STATE).read_text("utf-8"))
    except (OSError, ValueError):
        before = {}
    known = {docname: row for docname, row in before.items() if isinstance(row, dict)} if isinstance(before, dict) else {}
    found = {docname: other_than(known.get(docname, {}), now) for docname, now in sorted(_filled[app.env].items())}
    return {docname: names for docname, names in found.items() if names}


def other_than(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The names under which two sets of digests differ."""
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def write_late_pages_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages that are to be filled again by writing them; whatever is not a website is made anew as a whole, and shows no evidence."""
    late = {docname for _kind, docname in domain_of(env).late}
    if not is_website(app):
        return sorted(late)
    _filled[env] = digests_of(env)
    return [docname for docname, names in changed(app).items() if docname in late or not refilled(app, docname, names)]


def refilled(app: Sphinx, docname: str, names: set[str]) -> bool:
    """Whether a theme that keeps evidence beside its pages has brought that of some facts up to date, so that the page may stand."""
    if AROUND in names or not names <= _filled[app.env][docname].keys():  # a fact that the page shows no more
        return False
    return bool(app.emit_firstresult(REFILL, docname, sorted(name.partition(" ")[2] for name in names)))


def note_late(app: Sphinx, exception: Exception | None) -> None:
    """Remember what the pages were filled with."""
    if not exception and is_website(app):
        Path(app.outdir, STATE).write_text(json.dumps(_filled[app.env], sort_keys=True), "utf-8")
