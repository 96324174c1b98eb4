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
HERE = Path(__file__).parent
ENGLISH = {
    "会議の{ruby}`街 <まち>`": "The City of the Talks",
    "第一の要点。": "The first point.",
    "首脳は{es}`Área de Libre Comercio`を論じた[^one]。": "Leaders[^one] debated the {es}`Área de Libre Comercio`.",
    "採決": "The Vote",
    "数を*確かめる*": "*Checking* the count",
    "箱の中の段落である[^two]。": "A paragraph in a box.[^two]",
    "項目の文[^three]。": "The text of an item.[^three]",
    "用語": "Term",
    "用語の説明。": "What the term means.",
    "国": "State",
    "亜国": "Argentina",
    "図の説明[^one]。": "What the figure shows.[^one]",
    "[02-voteへ](#02-vote)戻る。": "Back [to 02-vote](#02-vote).",
    "UNASUR": "UNASUR",
    "一つ目の注。": "The first note.",
    "二つ目の注。": "The second note.",
}
CONFIG: dict[str, Any] = {
    "extensions": ["myst_parser", "taiyaku.reading.ext"],
    "project": "小さな本",
    "author": "編集室",
    "copyright": "2026 編集室",
    "myst_enable_extensions": ["colon_fence", "deflist", "attrs_inline", "attrs_block"],
    "locale_dirs": ["../locales"],
    "gettext_compact": False,
    "html_theme": "basic",
    "taiyaku_languages": ["ja", "en"],
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
        edition = config.get("language", "ja") + "-aligned" * bool(config.get("taiyaku_aligned"))
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


def make_book(root: Path) -> Book:
    """One chapter with everything in it, translated in part, and a guide that has no catalogue."""
    docs = {"index": INDEX, "02-talk": (HERE / "talk.md").read_text(encoding="utf-8"), "guide": "# 案内\n\n案内の文。\n"}
    made = Book(root, docs, {"02-talk": dict(ENGLISH), "index": {"小さな本": "A Small Book"}})
    made.write()
    (root / "docs/plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>')
    return made


def read_page(path: Path) -> etree._Element:
    return html.fromstring(path.read_text(encoding="utf-8"))


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
