"""Files beside each page for what a reader may ask for: its evidence, the entries it links to, its paragraphs for the other edition.

For ``02-talk`` they are ``02-talk.evidence.js``, ``02-talk.entries.js`` and ``02-talk.paragraphs.js``; the page ``evidence-02-talk`` shows
the evidence to readers without script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.builders.html import StandaloneHTMLBuilder

from taiyaku.search.ext import is_ours
from taiyaku.search.readings import readings
from taiyaku.strings import translate
from taiyaku.theme.entries import linked, read_entries, read_paragraphs, script
from taiyaku.theme.ext.places import age_of, beside, evidence_page, page_of
from taiyaku.theme.lightening import Evidence, lift_evidence, lighten, lighten_script, lighten_style, number_chapters, read_script
from taiyaku.theme.phrases import phrase_titles

if TYPE_CHECKING:
    from sphinx.application import Sphinx


PRESS = Path(__file__).resolve().parents[2]
#: What Sphinx says in English in languages whose catalogue lacks it.
UNTRANSLATED = re.compile(r' title="Link to this [a-z]+"')


class Shown(NamedTuple):
    """What a page defines (id → HTML), the terms and sources that it leads to, and its numbered paragraphs (id → HTML)."""

    entries: dict[str, str]
    linked: list[str]
    paragraphs: dict[str, str]


def keep(path: Path, text: str) -> None:
    """Write a side file, or take away one that is not needed any more."""
    if text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    else:
        path.unlink(missing_ok=True)


def lighten_page(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: object) -> None:
    """Take the evidence out of a page about to be written, and say which side files it will have."""
    body = context.get("body")
    if not is_ours(app) or not isinstance(body, str) or doctree is None:
        return
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    lang = str(app.config.language)
    label = translate("Facts and sources of this paragraph", lang)
    name = translate("Evidence, paragraph %s", lang)
    body, evidence = lift_evidence(lighten(body), app.builder.get_relative_uri(pagename, evidence_page(pagename)), label, name)
    keep(beside(app, pagename, "evidence"), evidence.script() if evidence.lists else "")
    context["body"] = UNTRANSLATED.sub(f' title="{escape(translate("Link to this place", lang))}"', number_chapters(phrase_titles(body)))
    if linked([body, *evidence.facts.values()]):
        context["tai_entries"] = beside(app, pagename, "entries").name


def add_evidence_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page with the evidence of each page that has any and was written since; those of an earlier run stand."""
    if not is_ours(app):
        return
    for docname in sorted(app.env.found_docs):
        path = beside(app, docname, "evidence")
        shown = page_of(app, evidence_page(docname))
        if path.is_file() and age_of(shown) <= age_of(path):
            yield evidence_page(docname), evidence_context(app, docname, read_script(path.read_text("utf-8"))), "evidence.html"


def evidence_context(app: Sphinx, docname: str, evidence: Evidence) -> dict[str, Any]:
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    lang = str(app.config.language)
    lists = [(paragraph, [evidence.facts[name] for name in names]) for paragraph, names in evidence.lists]
    return {
        "title": f"{translate('Evidence', lang)} — {app.env.titles[docname].astext()}",
        "evidence": lists,
        "evidence_of": app.builder.get_relative_uri(evidence_page(docname), docname),
        "tai_entries": beside(app, docname, "entries").name,
    }


def write_side_files(app: Sphinx, exception: Exception | None) -> None:
    """Write what depends on other pages, from the pages as they lie there, so that a partial build leaves nothing behind."""
    if exception or not is_ours(app):
        return
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    with readings(Path(app.doctreedir, "pages-shown.pickle"), read_shown) as read:
        pages = {
            name: read(name, page_of(app, name), beside(app, name, "evidence"))
            for name in sorted(app.env.found_docs)
            if page_of(app, name).is_file()
        }
    entries = {key: text for page in pages.values() for key, text in page.entries.items()}
    for name, page in pages.items():
        chosen = {key: entries[key] for key in page.linked if key in entries}
        keep(beside(app, name, "entries"), script("taiEntries", chosen) if page.linked else "")
        keep(beside(app, name, "paragraphs"), script("taiParagraphs", page.paragraphs) if page.paragraphs else "")


def read_shown(_name: str, page: str, evidence: str) -> Shown:
    """What a page with its evidence shows and leads to."""
    return Shown(read_entries(page), linked([page, evidence]), read_paragraphs(page))


def lighten_static(app: Sphinx, exception: Exception | None) -> None:
    """Make the press's own style sheets and scripts lighter where they were copied to; the book's are left as they are."""
    if exception or not is_ours(app):
        return
    for source in sorted([*PRESS.glob("*/static/*.css"), *PRESS.glob("*/static/*.js")]):
        copied = Path(app.outdir, "_static", source.name)
        text = source.read_text("utf-8")
        if copied.is_file() and copied.read_text("utf-8") == text:
            copied.write_text(lighten_style(text) if source.suffix == ".css" else lighten_script(text), "utf-8")


def setup_side_files(app: Sphinx) -> None:
    app.connect("html-page-context", lighten_page)
    app.connect("html-collect-pages", add_evidence_pages)
    app.connect("build-finished", write_side_files)
    app.connect("build-finished", lighten_static)
