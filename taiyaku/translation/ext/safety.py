"""The gate of a build: an unsafe translation stops it before a page is read, with the PO file and line of all that is unsafe."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from taiyaku.finding import Refused
from taiyaku.translation.checks.gate import keep_out


class UnsafeTranslation(SphinxError):
    """Raised where a translation brings in what its source lacks and what could run, read or lead elsewhere."""

    category = "Unsafe translation"


def refuse_unsafe(app: Sphinx) -> None:
    """Judge the catalogues of the language being built; raises ``UnsafeTranslation`` with every finding."""
    config = app.config
    language, source = str(config.language or ""), str(getattr(config, "taiyaku_source_language", ""))
    if not language or language == source:
        return
    try:
        for folder in config.locale_dirs:
            keep_out(Path(app.srcdir) / folder, source, [language], getattr(config, "taiyaku_translation_hosts", ()))
    except Refused as refused:
        raise UnsafeTranslation(f"the build is refused.\n{refused}") from None
