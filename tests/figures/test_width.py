"""How wide a drawing is: a phone's width, unless paper is better served."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyaku.facts import load
from taiyaku.figures.canvas import WIDTH
from taiyaku.figures.ext.makers import PAPER, timeline
from taiyaku.figures.ext.places import drawing

MINI = Path(__file__).parents[1] / "books" / "mini"


@pytest.mark.parametrize(("words", "paper", "wide"), [(900, True, True), (900, False, False), (3, True, False)])
def test_a_timeline_too_long_for_a_page_is_drawn_wide_on_paper(words: int, paper: bool, wide: bool) -> None:
    """On a phone it stays narrow, and a short one stays narrow everywhere."""
    node = drawing(items=["ferry", "bridge-closed"], options={}, paper=paper)
    made = timeline(node, load(MINI), {"ferry": "words " * words, "bridge-closed": "end"}, "t", "en", "i")
    assert (made.width == PAPER) is wide
    assert made.width in {PAPER, WIDTH}
