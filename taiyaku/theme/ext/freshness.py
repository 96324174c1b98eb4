"""What a page shows of other pages: Sphinx writes a page anew when it was read anew, and leaves the others as they are, titles and all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.addnodes import pending_xref

from taiyaku.facts.ext.domain import FactsDomain, domain_of
from taiyaku.search.ext import is_ours
from taiyaku.theme.ext.places import age_of, beside, evidence_page, page_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Remembers, in the folder of an edition, what its pages show of one another; a build of another format may have read them since.
STATE = ".taiyaku-shown"
#: Under which a page's metadata keep the labels that it shows the words of.
NAMED = "taiyaku_named"


def digest_of(env: BuildEnvironment) -> str:
    """A digest of what any page may show of another: titles, contents, labels, numbers, and where facts stand."""
    std = env.domains.standard_domain
    named = {target for noted in env.metadata.values() for target in str(noted.get(NAMED, "")).split("\n")}
    shown = [
        {name: title.astext() for name, title in env.titles.items()},
        env.toctree_includes,
        env.toc_secnumbers,
        env.toc_fignumbers,
        {name: (page, anchor, title if name in named else "") for name, (page, anchor, title) in std.labels.items()},
        std.anonlabels,
        places_of_facts(env),
    ]
    return hashlib.sha256(json.dumps(shown, sort_keys=True, default=sorted).encode()).hexdigest()


def places_of_facts(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Where terms, claims and documents stand; the theme also serves books without facts."""
    if FactsDomain.name not in env.domains:
        return {}
    return {" ".join(key): place for key, place in domain_of(env).places.items()}


def note_named(app: Sphinx, doctree: nodes.document) -> None:
    """Note which labels a page refers to without words of its own: there it shows theirs, the title of a section or a caption."""
    refs = doctree.findall(pending_xref)
    found = {str(node["reftarget"]) for node in refs if not node.get("refexplicit") or node.get("reftype") == "numref"}
    app.env.metadata[app.env.docname][NAMED] = "\n".join(sorted(found))


def find_stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages to write anew: all where one shows otherwise what others show of it, else those that were read since they were written."""
    if not is_ours(app):
        return []
    path = Path(app.outdir, STATE)
    if not path.is_file() or path.read_text("utf-8") != digest_of(env):
        return sorted(env.found_docs)
    return sorted(name for name in env.found_docs if age_of(Path(app.doctreedir, f"{name}.doctree")) > age_of(page_of(app, name)))


def clear_away(app: Sphinx, exception: Exception | None) -> None:
    """Take away what earlier runs left and this book has no more, and remember what the pages show."""
    if exception or not is_ours(app):
        return
    env, out = app.env, Path(app.outdir)
    for path in left_over(app, env, out):
        path.unlink(missing_ok=True)
    Path(out, STATE).write_text(digest_of(env), "utf-8")


def left_over(app: Sphinx, env: BuildEnvironment, out: Path) -> Iterator[Path]:
    """Files of pages that were removed, evidence of pages that have none, and pictures that no page shows."""
    known = {page_of(app, name) for name in env.found_docs}
    known |= {page_of(app, evidence_page(name)) for name in env.found_docs if beside(app, name, "evidence").is_file()}
    known |= {out / f"{name}.html" for name in ("genindex", "search", "404", *app.config.html_additional_pages)}
    yield from (path for path in out.rglob("*.html") if path not in known and "_static" not in path.relative_to(out).parts)
    for kind in ("evidence", "entries", "paragraphs"):
        yield from (path for path in out.rglob(f"*.{kind}.js") if path.with_suffix("").with_suffix(".html") not in known)
    for folder, files in (("_images", env.images), ("_downloads", env.dlfiles)):
        kept = {name for _docs, name in files.values()}
        yield from (path for path in out.glob(f"{folder}/**/*") if path.is_file() and path.relative_to(out / folder).as_posix() not in kept)
