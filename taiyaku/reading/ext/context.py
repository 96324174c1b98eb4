"""What the page templates are told: the sibling editions, the language, the chapter's number, the share translated."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder


def editions_for(pagename: str, app: Sphinx) -> list[dict[str, Any]]:
    """The same page in every edition, addressed relative to this one: ``key label lang hreflang href current``."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    here = app.builder.get_target_uri(pagename)
    up = "../" * (here.count("/") + 1)
    current = app.config.taiyaku_edition or app.config.language
    return [
        {
            "key": edition["key"],
            "label": edition["label"],
            "lang": edition["lang"],
            "hreflang": edition.get("hreflang", edition["lang"]),
            "href": f"{up}{edition.get('path', edition['key'])}/{here}",
            "current": edition["key"] == current,
        }
        for edition in app.config.taiyaku_editions
    ]


def add_context(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    chapter = re.match(r"\d+", pagename.rpartition("/")[2])
    context["tai_language"] = app.config.language
    context["tai_editions"] = editions_for(pagename, app)
    context["tai_chapter"] = chapter[0] if chapter else ""
    context["tai_translated"] = doctree.get("tai_translated") if doctree is not None else None
