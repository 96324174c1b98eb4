"""The contents beside the text are worked out once, and are what Sphinx would write on every page, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from taiyaku.theme.ext import contents
from taiyaku.theme.ext.contents import mark_current
from tests.conftest import Workshop

if TYPE_CHECKING:
    from pathlib import Path

INDEX = """\
# A book

```{toctree}
:caption: First
one
two
07-seven
part/index
part/08-eight
```

```{toctree}
:caption: Second & last
three
hidden/four
Elsewhere <https://example.org/one.html>
self
```

```{toctree}
:hidden:
five
```
"""
BOOK = {
    "docs/index.md": INDEX,
    "docs/one.md": "# One *& only* <\n\n## Section\n\nText.\n",
    "docs/two.md": "# Two\n\n```{toctree}\nbelow\n```\n",
    "docs/below.md": "# Below two\n",
    "docs/part/index.md": "# Part\n\n```{toctree}\nsix\n```\n",
    "docs/part/six.md": "# Six\n",
    "docs/07-seven.md": "# Seven\n",
    "docs/part/08-eight.md": "# Eight\n",
    "docs/three.md": "# Three\n",
    "docs/hidden/four.md": "# Four\n",
    "docs/five.md": "# Five\n",
    "docs/alone.md": "---\norphan: true\n---\n\n# In no contents\n",
}
SETTINGS = {"extensions": ["myst_parser", "taiyaku.theme.ext"], "html_theme": "taiyaku", "taiyaku_source_language": "en"}


def pages(root: Path) -> dict[str, str]:
    """The pages of the book, built in a folder."""
    root.mkdir()
    (root / "docs").mkdir()
    built = Workshop(root).write(BOOK).build("en", **SETTINGS)
    return {path.relative_to(built.out).as_posix(): path.read_text("utf-8") for path in built.out.rglob("*.html")}


def test_every_page_is_what_sphinx_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chapters, pages below them, pages in folders, a page in no contents and the search page: all alike, and hardly any is resolved."""
    resolved: list[str] = []
    write = contents.write_contents
    monkeypatch.setattr(
        contents, "write_contents", lambda builder, name, options: (resolved.append(name), write(builder, name, options))[1]
    )
    numbered: list[str] = []
    number = contents.number_chapters
    monkeypatch.setattr(contents, "number_chapters", lambda text: (numbered.append(text), number(text))[1])
    shared = pages(tmp_path / "shared")
    assert len(shared) > 10
    assert len(resolved) == len(numbered) == 3, "once for each folder that has a leaf of the first page"
    eight = '<a class="reference internal" href="part/08-eight.html"><span class="tai-chapter-number">08</span> Eight</a>'
    assert eight in shared["07-seven.html"] and '<a class="current reference internal" href="#">Seven</a>' in shared["07-seven.html"]
    assert '<li class="toctree-l1 current"><a class="current reference internal" href="#">' in shared["three.html"]
    monkeypatch.setattr(contents, "stands_alone", lambda *_: False)
    monkeypatch.setattr(contents, "is_ours", lambda *_: False)
    assert pages(tmp_path / "apart") == shared


@pytest.mark.parametrize("twice", ["", '<li class="toctree-l1"><a class="reference internal" href="a.html">A</a></li>'])
def test_what_is_not_beyond_doubt_is_left_to_sphinx(twice: str) -> None:
    """An entry is marked where it stands once, in a list of its own level."""
    entry = '<li class="toctree-l1"><a class="reference internal" href="a.html">A</a></li>'
    marked = mark_current(f"<p>First</p>\n<ul>\n<li>x</li>\n</ul>\n<ul>\n{entry}\n{twice}</ul>", "a.html")
    assert (marked is None) == bool(twice)
    assert marked is None or marked.count("current") == 3
    assert mark_current("<ul></ul>", "a.html") is None
