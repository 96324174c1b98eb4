"""What is made when all pages are read: the ledger, the bibliography and their like, and the data files beside them.

Any page may cite more, or have a new title; so they are written anew in every build in which something that they show has changed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from taiyaku.facts.ext.domain import domain_of
from taiyaku.facts.ext.resting import prints_of
from taiyaku.facts.query import UnknownFact

#: Remembers, in the folder of a website, what its late pages were made from.
STATE = ".taiyaku-late"


def digests_of(env: BuildEnvironment) -> dict[str, str]:
    """What the late pages are made from, a digest each: the facts that a page rests on, where facts stand, who cites them, and titles."""
    domain = domain_of(env)
    titles = {name: title.astext() for name, title in env.titles.items()}
    places = {" ".join(key): place for key, place in domain.places.items()}
    common = json.dumps([titles, sorted(env.found_docs), places, domain.cited, domain.used], sort_keys=True, default=sorted)
    return {docname: hashlib.sha256(f"{facts_on(env, docname)}\0{common}".encode()).hexdigest() for _kind, docname in domain.late}


def facts_on(env: BuildEnvironment, docname: str) -> list[str]:
    """The digests, as they are now, of the facts that a page rests on."""
    try:
        prints = prints_of(env)
    except UnknownFact:
        return []
    return [f"{name} {prints.of(name)}" for name in sorted(domain_of(env).rests.get(docname, {}))]


def is_website(app: Sphinx) -> bool:
    return app.builder.format == "html" and not app.builder.name.endswith("epub")


def changed(app: Sphinx) -> list[str]:
    """The late pages of an edition that would be made otherwise than they lie there."""
    now, path = digests_of(app.env), Path(app.outdir, STATE)
    try:
        before = json.loads(path.read_text("utf-8")) if is_website(app) else {}
    except (OSError, ValueError):
        before = {}
    return sorted(docname for docname, digest in now.items() if not isinstance(before, dict) or before.get(docname) != digest)


def write_late_pages_again(app: Sphinx, _env: BuildEnvironment) -> list[str]:
    """The late pages that are to be made again; whatever is not a website is made anew as a whole."""
    return changed(app)


def note_late(app: Sphinx, exception: Exception | None) -> None:
    """Remember what the late pages were made from."""
    if not exception and is_website(app):
        Path(app.outdir, STATE).write_text(json.dumps(digests_of(app.env), sort_keys=True), "utf-8")
