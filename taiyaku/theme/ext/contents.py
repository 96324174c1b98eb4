"""The contents that every page shows beside its text, worked out once instead of once a page.

Sphinx resolves the contents of the whole book anew for every page, so that its time grows with the square of the book. What it writes for
two pages of one folder differs only where a page finds itself: pages that stand in no contents (those of evidence) share one copy, and a
chapter without pages below it, directly under the first page, gets that copy with its own entry marked. Every other page, and every page of
which this does not hold beyond doubt, is left to Sphinx. The bytes are those that Sphinx would write.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import global_toctree_for_doc

from taiyaku.search.ext import is_ours
from taiyaku.theme.lightening import NUMBER, number_chapters

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

#: A page that no book has, for what the contents are where none of them is the page at hand.
NOBODY = "\N{NO-BREAK SPACE}"
Written = dict[tuple[str, tuple[tuple[str, Any], ...]], str]


def write_contents(builder: StandaloneHTMLBuilder, docname: str, options: dict[str, Any]) -> str:
    """The contents as they stand on a page."""
    tree = global_toctree_for_doc(builder.env, docname, builder, tags=builder.tags, **options)
    return str(builder.render_partial(tree)["fragment"])


def mark_current(contents: str, href: str) -> str | None:
    """Contents in which the entry that leads to ``href`` is that of the page at hand; None where there is not exactly one, on top level.

    Contents with numbers lose that of the page, as ``number_chapters`` gives it none.
    """
    plain = f'<li class="toctree-l1"><a class="reference internal" href="{escape(href)}">'
    if contents.count(f'href="{escape(href)}"') != 1 or contents.count(plain) != 1:
        return None
    before, after = contents.split(plain)
    start = before.rfind("<ul>")
    if start < 0 or "<ul" in before[start + 4 :]:
        return None
    own = '<li class="toctree-l1 current"><a class="current reference internal" href="#">'
    return (
        f'{before[:start]}<ul class="current">{before[start + 4 :]}{own}{NUMBER.sub("", after, count=1) if NUMBER.match(after) else after}'
    )


def stands_alone(app: Sphinx, docname: str) -> bool:
    """Whether a page is in the contents once, of the first page, and has no pages below it."""
    includes = app.env.toctree_includes
    return not includes.get(docname) and [name for name, below in includes.items() if docname in below] == [app.config.root_doc]


def share_contents(written: Written) -> Callable[[Sphinx, str, str, dict[str, Any], nodes.document | None], None]:
    """A listener that gives templates a ``toctree`` which keeps in ``written`` what it has once worked out, and once numbered."""

    def share(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: nodes.document | None) -> None:
        builder, resolve = app.builder, context.get("toctree")
        if not is_ours(app) or builder.name != "html" or resolve is None:  # elsewhere pages of one folder lie at different depths
            return
        assert isinstance(builder, StandaloneHTMLBuilder)
        listed = pagename in app.env.all_docs
        if listed and not stands_alone(app, pagename):
            return

        def toctree(**options: Any) -> str:
            folder = pagename.rpartition("/")[0]
            key = folder, tuple(sorted(options.items()))
            if key not in written:
                made = write_contents(builder, f"{folder}/{NOBODY}".lstrip("/"), {"includehidden": False, **options})
                written[key] = number_chapters(made)
            href = builder.get_relative_uri(f"{folder}/{NOBODY}".lstrip("/"), pagename)
            own = mark_current(written[key], href) if listed else written[key]
            return number_chapters(str(resolve(**options))) if own is None else own

        context["toctree"], context["tai_numbered"] = toctree, str

    return share
