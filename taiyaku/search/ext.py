"""The search room's door to Sphinx: in the theme `taiyaku` its own index and page take the place of Sphinx's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from taiyaku.facts.ext import facts_of
from taiyaku.facts.query import UnknownFact
from taiyaku.search.index import index_script, names_of, read_page
from taiyaku.search.readings import readings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: The index lies beside the pages, and is loaded by the page `search` alone.
INDEX = "search-index.js"
#: What Sphinx puts into `_static` for its own search and keys: nothing here loads it.
IDLE = ("searchtools.js", "language_data.js", "sphinx_highlight.js", "doctools.js", "documentation_options.js", "translations.js")


def is_ours(app: Sphinx) -> bool:
    """Whether the build is a web edition in the press's own theme."""
    builder = app.builder
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and builder.format == "html"
        and not builder.embedded
        and app.config.html_theme == "taiyaku"
    )


def replace_sphinx_search(app: Sphinx) -> None:
    """Let Sphinx neither index nor write its search page."""
    if is_ours(app):
        app.builder.search = False  # type: ignore[attr-defined]


def add_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page `search`, where the book has none of that name."""
    if is_ours(app):
        yield "search", {}, "search.html"


def tell_templates(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    if is_ours(app):
        context["tai_search"] = INDEX


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Index every page as it was written, those of an earlier run too, and clear away what Sphinx's search would have used."""
    if exception or not is_ours(app):
        return
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    out = Path(app.outdir)
    hrefs = [builder.get_target_uri(name) for name in reading_order(app)]
    with readings(Path(app.doctreedir, "pages-searched.pickle"), read_page) as read:
        pages = [read(href, out / href) for href in hrefs if (out / href).is_file()]
    (out / INDEX).write_text(index_script(pages, names_in_book(app), str(app.config.language)), "utf-8")
    (out / "searchindex.js").unlink(missing_ok=True)
    for name in (*IDLE, *(path.name for path in (out / "_static").glob("*-stemmer.js"))):
        (out / "_static" / name).unlink(missing_ok=True)


def names_in_book(app: Sphinx) -> list[list[str]]:
    """The names of the book's terms and entities; none in a book without facts."""
    try:
        facts = facts_of(app.env)
    except UnknownFact:
        return []
    return names_of(facts.terms, facts.entities)


def reading_order(app: Sphinx) -> list[str]:
    """Every page in the order of the contents, the others by name after them."""
    order: dict[str, None] = {}
    pending = [str(app.config.root_doc)]
    while pending:
        name = pending.pop(0)
        if name not in order:
            order[name] = None
            pending[:0] = app.env.toctree_includes.get(name, ())
    return [*order, *sorted(set(app.env.found_docs) - set(order))]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("builder-inited", replace_sphinx_search)
    app.connect("html-collect-pages", add_page)
    app.connect("html-page-context", tell_templates)
    app.connect("build-finished", write_index)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
