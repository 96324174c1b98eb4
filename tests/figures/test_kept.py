"""A drawing is made once for the same inputs, and again for others."""

from __future__ import annotations

from pathlib import Path

from taiyaku.figures.kept import draw_once
from taiyaku.figures.model import Drawing


def test_the_same_inputs_are_drawn_once(tmp_path: Path) -> None:
    """The second asking finds the first drawing; other inputs, a broken file and other code do not."""
    made: list[str] = []

    def draw(name: str) -> Drawing:
        return draw_once(tmp_path, ("map", name), lambda: made.append(name) or Drawing(f"<svg>{name}</svg>", name, "", (), (), 1, 1, ""))

    assert [draw("a").svg, draw("b").svg, draw("a").svg] == ["<svg>a</svg>", "<svg>b</svg>", "<svg>a</svg>"]
    assert made == ["a", "b"]
    (folder,) = (tmp_path / "build" / ".cache").iterdir()
    for path in folder.iterdir():
        path.write_bytes(b"half a fi")
    assert draw("a").title == "a"
    assert made == ["a", "b", "a"]
    folder.rename(folder.with_name("drawings-of-other-code"))
    assert draw("a").title == "a"
    assert made == ["a", "b", "a", "a"]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_book_that_cannot_be_written_to_is_drawn(tmp_path: Path) -> None:
    """Where the cache has no place, the drawing is made all the same."""
    (tmp_path / "build").write_text("a file, not a folder")
    assert draw_once(tmp_path, ("map",), lambda: Drawing("<svg/>", "t", "", (), (), 1, 1, "")).svg == "<svg/>"
