"""Figures have the numbers that Sphinx gives them, though no page's tree is read for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tiny_book import CONFIG

from taiyaku.reading.ext import outline

INDEX = """# Book

```{toctree}
:numbered:

one
two
Elsewhere <https://example.org/>
self
genindex
```

```{toctree}
after
one
```

:::{figure} plan.svg
:name: fig-last

After all others.
:::
"""
ONE = """# One

:::{points}
:::{figure} plan.svg
:name: fig-box

In a box[^n].
:::
:::

## Deeper

### Deepest

:::{figure} plan.svg
:name: fig-deep

Deep.
:::

:::{figure} plan.svg
:name: fig-bare
:::

:::{list-table} A table.
:name: tab-one

* - a
  - :::{code-block} python
    :caption: In a cell
    :name: code-cell

    pass
    :::
:::

```{math}
:label: sum

a + b
```

[^n]: A note.

```{toctree}
below
```
"""
TWO = """# Two

Words.

```{code-block} python
:caption: Some code.
:name: code-two

pass
```

:::{list-table} Another table.

* - no name
:::
"""
BELOW = "# Below\n\n:::{figure} plan.svg\n:name: fig-below\n\nBelow.\n:::\n"
AFTER = "# After\n\n## Without numbers\n\n:::{figure} plan.svg\n:name: fig-after\n\nAfter.\n:::\n"
PAGES = {"index": INDEX, "one": ONE, "two": TWO, "below": BELOW, "after": AFTER}
SPHINX = outline.SPHINX


def read(folder: Path, **config: object) -> Sphinx:
    """A book of all that can have a number, as Sphinx has read it."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs/plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>')
    for name, text in PAGES.items():
        (folder / f"docs/{name}.md").write_text(text, "utf-8")
    settings = {**CONFIG, "language": "en", "numfig": True, "taiyaku_numbered_pages": "none", **config}
    with patch_docutils(folder / "docs"), docutils_namespace():
        app = Sphinx(str(folder / "docs"), None, str(folder / "out"), str(folder / "trees"), "dummy", settings, None, None)
        app.build()
    return app


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_numbers_are_those_of_sphinx(tmp_path: Path, depth: int) -> None:
    """Every kind, in boxes, in cells, below sections with numbers and without, on pages named twice: the same numbers in the same order."""
    env = read(tmp_path, numfig_secnum_depth=depth).env
    ours = json.dumps(env.toc_fignumbers)
    assert {name for kinds in env.toc_fignumbers.values() for kind in kinds.values() for name in kind} >= {
        *("fig-box", "fig-deep", "fig-below", "fig-after", "fig-last", "tab-one", "code-cell", "code-two")
    }
    assert "fig-bare" not in ours
    assert SPHINX(TocTreeCollector(), env) == []
    assert json.dumps(env.toc_fignumbers) == ours


def test_no_tree_is_read_for_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one page is taken from the disk, however many there are; a page without an outline is, and has the same numbers."""
    env = read(tmp_path).env
    taken: list[str] = []
    get = BuildEnvironment.get_doctree
    monkeypatch.setattr(BuildEnvironment, "get_doctree", lambda self, name: (taken.append(name), get(self, name))[1])
    before = json.dumps(env.toc_fignumbers)
    assert outline.number_figures(TocTreeCollector(), env) == []
    assert taken == []
    del env.metadata["one"][outline.NOTED]
    assert outline.number_figures(TocTreeCollector(), env) == []
    assert taken == ["one"]
    assert json.dumps(env.toc_fignumbers) == before


def test_pages_with_other_numbers_are_named(tmp_path: Path) -> None:
    """Where a figure goes before others, the pages of those are written anew."""
    app = read(tmp_path)
    app.env.metadata["one"][outline.NOTED] = (outline.Numbered("figure", "fig-new"), *app.env.metadata["one"][outline.NOTED])
    assert set(outline.number_figures(TocTreeCollector(), app.env)) == {"one", "after", "index"}


def test_a_book_without_numbers_has_none(tmp_path: Path) -> None:
    """With ``numfig`` off nothing is numbered, as in Sphinx."""
    assert read(tmp_path, numfig=False).env.toc_fignumbers == {}
