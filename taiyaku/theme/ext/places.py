"""Where a page and the files beside it lie, and how old they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def evidence_page(docname: str) -> str:
    """The page that lists the evidence of another."""
    folder, slash, name = docname.rpartition("/")
    return f"{folder}{slash}evidence-{name}"


def beside(app: Sphinx, docname: str, kind: str) -> Path:
    """The side file of a page."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return Path(app.outdir, app.builder.get_target_uri(docname)).with_suffix(f".{kind}.js")


def page_of(app: Sphinx, docname: str) -> Path:
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return Path(app.outdir, app.builder.get_target_uri(docname))


def age_of(path: Path) -> int:
    """When a file was written; long ago where there is none."""
    return path.stat().st_mtime_ns if path.is_file() else 0
