"""The translators' door to Sphinx: where each message stands, how far each translation is, and the gate that keeps unsafe ones out."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from taiyaku.translation.ext.checks import ChecksDirective
from taiyaku.translation.ext.contexts import note_contexts, write_contexts
from taiyaku.translation.ext.safety import refuse_unsafe
from taiyaku.translation.ext.status import StatusDirective


def setup(app: Sphinx) -> ExtensionMetadata:
    """Refuse unsafe translations, and collect contexts while templates are made."""
    app.setup_extension("taiyaku.config")
    app.add_directive("translation-checks", ChecksDirective)
    app.add_directive("translation-status", StatusDirective)
    app.connect("builder-inited", refuse_unsafe, priority=100)
    app.connect("doctree-resolved", note_contexts)
    app.connect("build-finished", write_contexts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
