"""The key below a figure: a sample of each mark or pattern and what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from taiyaku.figures.canvas import INK, LEADING, SIZE, Canvas
from taiyaku.figures.lettering import wrap

#: Draws a sample around a point, at most 24 units across and 16 high.
Sample: TypeAlias = Callable[[Canvas, float, float], None]
LEFT = 12.0


def draw_legend(canvas: Canvas, y: float, samples: Sequence[tuple[Sample, str]], left: float = 30) -> float:
    """Write the samples below each other under a fine rule at ``y``; gives the height at which they end."""
    if not samples:
        return y
    canvas.draw("line", x1=0, y1=y, x2=canvas.width, y2=y, stroke=INK, stroke_width=0.75)
    y += 8
    for draw, words in samples:
        draw(canvas, LEFT, y + LEADING / 2)
        lines = wrap(words, canvas.width - left - 2, SIZE, canvas.lang)
        y = canvas.write(left, y + LEADING / 2 + SIZE * 0.36, lines) - LEADING / 2 - SIZE * 0.36
    return y + 4
