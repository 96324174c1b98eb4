"""What a drawing is: an SVG, its alternative text and the same data as a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished figure in one language.

    ``svg`` is one well-formed ``<svg>`` element without style sheets, scripts or outside references, ``width`` by ``height`` units
    large, of which a unit is a CSS pixel at full size. ``title`` names it, ``desc`` says in a few sentences what it shows, and ``rows``
    hold everything that is drawn, cell by cell under ``columns``. ``note`` is what has to be said below it (of its geometry, say).
    """

    svg: str
    title: str
    desc: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: float
    height: float
    lang: str
    note: str = ""
