"""Data files beside the web pages, in ``_data/``: the bibliography and the ledger for other programs, and the links to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from taiyaku.facts.exports import bibliography_json, ledger_csv, ledger_json
from taiyaku.facts.ext.domain import domain_of, facts_of
from taiyaku.facts.ext.lateness import changed, is_website
from taiyaku.facts.model import Source
from taiyaku.strings import translate

FOLDER = "_data"
BIBLIOGRAPHY = (("CSL-JSON", "bibliography.json"),)
LEDGER = (("CSV", "ledger.csv"), ("JSON", "ledger.json"))


def cited_sources(env: BuildEnvironment) -> list[Source]:
    """The sources that some page cites, once each, ordered by id."""
    facts = facts_of(env)
    found = {(source := facts.source(name)).id: source for names in domain_of(env).cited.values() for name in names}
    return [found[name] for name in sorted(found)]


def data_links(files: Sequence[tuple[str, str]], env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """A line that leads to data files by label; nothing in an edition that has none."""
    # Sphinx deprecates the public name of the application here without giving another way to the builder.
    app = env._app
    if not is_website(app):  # only there can files stand beside the pages
        return []
    page = app.builder.get_target_uri(env.docname)
    made = nodes.paragraph("", translate("As data: ", lang), classes=["tai-data"])
    for number, (label, name) in enumerate(files):
        made += [nodes.Text(" · ")] if number else []
        made += nodes.reference("", label, refuri=relative_uri(page, f"{FOLDER}/{name}"), internal=True)
    return [made]


def write_data(app: Sphinx, exception: Exception | None) -> None:
    """Write the files of the pages that the book has; CSV opens with a byte order mark, so that spreadsheets read it as UTF-8."""
    if exception or not is_website(app):
        return
    stale = changed(app)
    pages = {kind for kind, page in domain_of(app.env).late if page in stale}
    lang, texts = str(app.config.language), dict[str, str]()
    if "bibliography" in pages:
        texts["bibliography.json"] = bibliography_json(cited_sources(app.env), lang)
    if "ledger" in pages:
        facts = facts_of(app.env)
        claims = [claim for claim in facts.claims if claim.chapter in app.env.found_docs]
        texts |= {
            "ledger.csv": "\N{ZERO WIDTH NO-BREAK SPACE}" + ledger_csv(claims, facts, lang),
            "ledger.json": ledger_json(claims, facts, lang),
        }
    for name, text in texts.items():
        path = Path(app.outdir, FOLDER, name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="")
