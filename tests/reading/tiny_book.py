"""A tiny book for the tests: pages in Japanese, their English in PO files, built with Sphinx in this process."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from lxml import etree, html
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

INDEX = "# 小さな本\n\n```{toctree}\n02-talk\nguide\n```\n"
CONFIG: dict[str, Any] = {
    "extensions": ["myst_parser", "taiyaku.reading.ext"],
    "project": "小さな本",
    "author": "編集室",
    "copyright": "2026 編集室",
    "myst_enable_extensions": ["colon_fence", "deflist", "attrs_inline", "attrs_block"],
    "locale_dirs": ["../locales"],
    "gettext_compact": False,
    "html_theme": "basic",
    "taiyaku_editions": [
        {"key": "ja", "label": "日本語", "lang": "ja"},
        {"key": "en", "label": "English", "lang": "en"},
        {"key": "aligned", "label": "対訳", "lang": "en"},
    ],
}


@dataclass
class Book:
    """A book below ``root``: ``docs`` by page, ``english`` by page and Japanese text."""

    root: Path
    docs: dict[str, str]
    english: dict[str, dict[str, str]] = field(default_factory=dict)
    warnings: str = ""

    def write(self) -> None:
        for name, text in self.docs.items():
            path = self.root / "docs" / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name, messages in self.english.items():
            path = self.root / "locales/en/LC_MESSAGES" / f"{name}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            catalog = Catalog(locale="en")
            for source, target in messages.items():
                catalog.add(source, target)
            with path.open("wb") as file:
                write_po(file, catalog)

    def build(self, builder: str = "html", out: str = "", parallel: int = 1, **config: Any) -> Path:
        """Build, gather the warnings, and give the output folder."""
        self.write()
        edition = config.get("taiyaku_edition") or config.get("language", "ja")
        folder = self.root / "build" / (out or f"{builder}/{edition}")
        stream = io.StringIO()
        settings = {**CONFIG, "language": "ja", **config}
        translators.clear()  # Sphinx keeps catalogues for the life of the process
        with patch_docutils(self.root / "docs"), docutils_namespace():
            app = Sphinx(
                str(self.root / "docs"),
                None,
                str(folder),
                str(self.root / "build/.doctrees" / (out or f"{builder}-{edition}")),
                builder,
                confoverrides=settings,
                status=None,
                warning=stream,
                freshenv=True,
                parallel=parallel,
            )
            app.build(force_all=True)
        self.warnings = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())
        return folder

    def page(self, name: str, **config: Any) -> etree._Element:
        """A page of an HTML build, parsed."""
        return read_page(self.build(**config) / f"{name}.html")


def read_page(path: Path) -> etree._Element:
    return html.fromstring(path.read_text(encoding="utf-8"))


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
