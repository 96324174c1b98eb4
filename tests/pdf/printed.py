"""What the tests of the PDF share: small trees, and finished files read back with independent tools."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdf
from docutils import nodes
from docutils.utils import new_document
from sphinx.config import Config

from taiyaku.config import OPTIONS

AREA = ("-x", "55", "-y", "60", "-W", "395", "-H", "610")
"""The type area of the B5 design in points, without running head, page number and margin; wide enough for either hand."""


def squeeze(text: str) -> str:
    """Text without white space and invisible marks, ligatures resolved: what must survive printing."""
    plain = "".join(character for character in text if unicodedata.category(character) not in {"Cf", "Cc", "Zs", "Zl", "Zp"})
    return unicodedata.normalize("NFC", plain.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi"))


@dataclass
class Print:
    """A finished PDF, read back with independent tools."""

    path: Path
    complaints: list[str] = field(default_factory=list)

    def text(self, page: int | None = None, *options: str) -> str:
        """What poppler reads in the whole file or on one page (from 1)."""
        span = ["-f", str(page), "-l", str(page)] if page else []
        return subprocess.run(["pdftotext", *span, *options, str(self.path), "-"], capture_output=True, text=True, check=True).stdout

    @cached_property
    def body(self) -> str:
        """The squeezed text of the type area."""
        return squeeze(self.text(None, *AREA))

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.path)

    @property
    def pages(self) -> list[str]:
        return [self.text(number + 1) for number in range(len(self.reader.pages))]

    def page_of(self, text: str) -> int:
        """The only page that holds a text."""
        found = [number for number, page in enumerate(self.pages, 1) if squeeze(text) in squeeze(page)]
        assert len(found) == 1, (text, found)
        return found[0]

    @cached_property
    def elements(self) -> list[tuple[str, str, str]]:
        """The structure tree in order: kind, language, alternative text."""

        def walk(item: Any) -> Iterator[tuple[str, str, str]]:
            item = item.get_object()
            if isinstance(item, list):
                for child in item:
                    yield from walk(child)
            elif isinstance(item, dict):
                if "/S" in item:
                    yield str(item["/S"]), str(item.get("/Lang", "")), str(item.get("/Alt", ""))
                if "/K" in item:
                    yield from walk(item["/K"])

        return list(walk(self.reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))

    @cached_property
    def languages(self) -> set[str]:
        """Languages of pieces of text within lines and of whole elements."""
        streams = b"".join(page.get_contents().get_data() for page in self.reader.pages)
        inline = {match.decode() for match in re.findall(rb"/Lang ?\(([^)]*)\)", streams)}
        return inline | {lang for _, lang, _ in self.elements if lang}

    @cached_property
    def bookmarks(self) -> list[tuple[int, str]]:
        def walk(items: list[Any], depth: int) -> Iterator[tuple[int, str]]:
            for item in items:
                if isinstance(item, list):
                    yield from walk(item, depth + 1)
                else:
                    yield depth, str(item.title)

        return list(walk(self.reader.outline, 1))


class Wall(list[str]):
    """Collects what the writer complains of."""

    def __call__(self, node: nodes.Node, code: str, message: str) -> None:
        self.append(f"{code}: {message}")


def tree_of(*children: nodes.Node, docname: str = "01-first", title: str = "最初の章") -> nodes.document:
    """A book of one chapter."""
    document = new_document("index")
    section = nodes.section("", nodes.title("", title), *children, ids=["top"])
    chapter = type("start_of_file", (nodes.Element,), {})("", section, docname=docname)
    document += nodes.section("", nodes.title("", "本"), chapter, ids=["book"])
    return document


def configure(**settings: Any) -> Config:
    """A Sphinx configuration with the options of the PDF."""
    plain = {"project": "trial", "author": "編集室", "language": "ja", "release": "第1版"} | settings
    config = Config({}, plain)
    for option in OPTIONS:
        config.add(option.name, option.default, "env", option.types)
    return config


def paragraph(*parts: nodes.Node | str, **attributes: Any) -> nodes.paragraph:
    return nodes.paragraph("", "", *(nodes.Text(part) if isinstance(part, str) else part for part in parts), **attributes)
