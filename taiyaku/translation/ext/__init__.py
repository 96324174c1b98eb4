"""The translators' door to Sphinx: where each message stands."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from taiyaku.translation.ext.contexts import note_contexts, write_contexts


def setup(app: Sphinx) -> ExtensionMetadata:
    """Collect contexts while templates are made."""
    app.connect("doctree-resolved", note_contexts)
    app.connect("build-finished", write_contexts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
