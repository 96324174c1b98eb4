"""The press's theme as templates alone, for the peer: none of the press's extensions is loaded, and Sphinx keeps its own search."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from taiyaku.strings import translate

THEME = Path(__file__).parents[1] / "taiyaku" / "theme"


def speak(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    context["tai_"] = partial(translate, lang=str(app.config.language))
    context["tai_numbered"] = str
    context["tai_script"] = "_static/{}".format
    context["tai_hideable"] = {}
    context["tai_search"] = ""


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_html_theme("taiyaku", str(THEME))
    app.connect("html-page-context", speak)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
