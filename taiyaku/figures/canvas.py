"""A small SVG builder: escaped text, rounded numbers, the same bytes for the same drawing.

Only presentation attributes are written, no style sheet, so that a strict content security policy holds. Ink is ``currentColor``, the
colour of the text around; the one accent has a class, by which a style sheet lightens it on dark pages. What matters is told by shape
and pattern, never by colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType

from taiyaku.figures.lettering import UNSPACED, measure

#: Font size and distance of lines, in units: at 400 units across, 320 CSS pixels still show letters of 12 pixels.
SIZE, LEADING = 15.0, 21.0
WIDTH = 400.0
INK = "currentColor"
ACCENT, ACCENT_ON_DARK = "#a3341f", "#ff9d85"
MUTED = 0.78  # opacity of secondary text: more than 4.5:1 on either page
#: How each kind of surface is drawn; lines as path data within a tile of eight units.
HATCHES: Mapping[str, str] = MappingProxyType(
    {
        "hatch": "M-2 10L10 -2M-2 2L2 -2M6 10L10 6",
        "back": "M-2 -2L10 10M-2 6L2 10M6 -2L10 2",
        "dots": "M2 2h1.6M6 6h1.6",
        "beads": "M4 -1.2L5.2 0L4 1.2L2.8 0zM4 6.8L5.2 8L4 9.2L2.8 8z",
        "cross": "M0 0L8 8M8 0L0 8",
        "lines": "M0 4H8",
    }
)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a text, estimated: upper left corner and extent."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two cover each other by more than half a unit."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        return across > 0.5 and min(self.y + self.height, other.y + other.height) - max(self.y, other.y) > 0.5


def number(value: float) -> str:
    """A coordinate with at most one decimal, and no trailing noise."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def clean(text: str) -> str:
    """``text`` as XML content or attribute: escaped, and without what XML cannot carry."""
    return escape(_UNPRINTABLE.sub("\ufffd", text), quote=True)


def tag(name: str, content: str | None = None, /, **attributes: str | float | None) -> str:
    """One element; ``content`` is markup, attributes are escaped; ``stroke_width`` is written ``stroke-width``, ``class_`` ``class``."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{clean(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}/>" if content is None else f"<{name}{given}>{content}</{name}>"


@dataclass(slots=True)
class Canvas:
    """A sheet to draw on, ``width`` units across. ``ident`` must be unique on the page: it begins every id within."""

    ident: str
    lang: str
    width: float = WIDTH
    parts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    hatches: set[str] = field(default_factory=set)
    #: Further attributes of the whole, for a script that lets the reader choose what is shown.
    data: dict[str, str] = field(default_factory=dict)

    def draw(self, name: str, /, **attributes: str | float | None) -> None:
        """Add a shape."""
        self.parts.append(tag(name, **attributes))

    def write(
        self,
        x: float,
        y: float,
        lines: str | Sequence[str],
        *,
        anchor: str = "start",
        bold: bool = False,
        muted: bool = False,
        accent: bool = False,
    ) -> float:
        """Set lines of text, the first on the base line ``y``; gives the base line on which a next line would stand."""
        rows = (lines,) if isinstance(lines, str) else tuple(lines)
        gap = "" if self.lang in UNSPACED else " "  # what is copied out of the drawing keeps its spaces
        spans = [tag("tspan", clean(row) + (gap if row is not rows[-1] else ""), x=x, y=y + i * LEADING) for i, row in enumerate(rows)]
        self.parts.append(
            tag(
                "text",
                clean(rows[0]) if len(rows) == 1 else "".join(spans),
                x=x,
                y=y,
                class_="tai-accent" if accent else None,
                fill=ACCENT if accent else None,
                fill_opacity=f"{MUTED}" if muted else None,
                font_weight="bold" if bold else None,
                text_anchor=None if anchor == "start" else anchor,
            )
        )
        for i, row in enumerate(rows):
            wide = measure(row, SIZE) * (1.04 if bold else 1)
            left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
            self.boxes.append(Box(left, y + i * LEADING - SIZE * 0.85, wide, SIZE))
        return y + len(rows) * LEADING

    def drop(self, x: float, top: float, bottom: float, **attributes: str | float | None) -> None:
        """Draw a line straight down that leaves out every text written so far."""
        d, y = "", top
        for box in sorted((box for box in self.boxes if box.x - 1 <= x <= box.x + box.width + 1), key=lambda box: box.y):
            if box.y + box.height + 1 > y and box.y - 1 < bottom:
                d += f"M{number(x)} {number(y)}V{number(box.y - 1)}" if box.y - 1 > y else ""
                y = max(y, box.y + box.height + 1)
        d += f"M{number(x)} {number(y)}V{number(bottom)}" if y < bottom else ""
        if d:
            self.draw("path", **{"d": d, "fill": "none", "stroke": INK, **attributes})

    def surface(self, pattern: str) -> str:
        """The paint of a patterned surface, declared on first use."""
        self.hatches.add(pattern)
        return f"url(#{self.ident}-{pattern})"

    def svg(self, height: float, title: str, desc: str) -> str:
        """The finished element."""
        named = f"{self.ident}-title", f"{self.ident}-desc"
        head = tag("title", clean(title), id=named[0]) + tag("desc", clean(desc), id=named[1]) + self._definitions()
        return tag(
            "svg",
            head + "".join(f"\n{part}" for part in self.parts) + "\n",
            xmlns="http://www.w3.org/2000/svg",
            class_="tai-drawing",
            role="img",
            xml__lang=self.lang,
            aria_labelledby=named[0],
            aria_describedby=named[1],
            width=self.width,
            height=height,
            viewBox=f"0 0 {number(self.width)} {number(height)}",
            font_family="sans-serif",
            font_size=SIZE,
            fill=INK,
            **self.data,
        ).replace("xml--lang", "xml:lang", 1)

    def _definitions(self) -> str:
        if not self.hatches:
            return ""
        tiles = (
            tag(
                "pattern",
                tag("path", d=HATCHES[name], stroke=INK, stroke_width=1.6, fill="none"),
                id=f"{self.ident}-{name}",
                width=8,
                height=8,
                patternUnits="userSpaceOnUse",
            )
            for name in sorted(self.hatches)
        )
        return tag("defs", "".join(tiles))
