"""Sphinx lays files of its own beside the pages: they are those that it was released with, or the build fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from taiyaku.search.ext import is_ours
from taiyaku.supply import checksums, judge_copy, judge_package

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC = "sphinx/themes/basic/static/"
logger = logging.getLogger(__name__)


def judge_supplied(app: Sphinx, exception: Exception | None) -> None:
    """Compare Sphinx's files and their copies in the edition with their checksums; one that is another is told, and the build fails."""
    if exception or not is_ours(app):
        return
    lang = str(app.config.language).replace("-", "_")
    words = f"{lang}/LC_MESSAGES/sphinx.js"
    copies = {path.name: f"{STATIC}{path.name}" for path in checksums("sphinx") if STATIC in path.as_posix()}
    if not any(Path(app.srcdir, folder, words).is_file() for folder in app.config.locale_dirs):
        copies["translations.js"] = f"sphinx/locale/{words}"
    faults = judge_package("sphinx", STATIC)
    for name, original in copies.items():
        if not any(Path(app.confdir, folder, name).is_file() for folder in app.config.html_static_path):  # the book has its own instead
            faults += judge_copy(Path(app.outdir, "_static", name), "sphinx", original)
    for fault in faults:
        logger.error("%s", fault)
        app.statuscode = 1
