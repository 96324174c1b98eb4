"""Drawings as pictures for programs that take no vectors: PNG by Typst, in the book's fonts, the same bytes each time."""

from __future__ import annotations

import io
import struct
import tempfile
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from taiyaku.pdf.fonts import Typefaces, find_typefaces
from taiyaku.pdf.images import dress_svg

if TYPE_CHECKING:
    from PIL import Image

PPI = 200
#: Into how many columns a tall drawing is laid out at most, and what counts as drawn.
MOST, DARK = 4, 200
#: What each grey becomes when only drawn and blank are told apart.
DRAWN = bytes(grey < DARK for grey in range(256))
POINTS = 0.75


@lru_cache(maxsize=1)
def typefaces() -> Typefaces:
    return find_typefaces()


@lru_cache(maxsize=128)
def rasterise(svg: str) -> bytes:
    """The drawing as PNG on white."""
    data, width, _ = dress_svg(svg)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "drawing.svg").write_bytes(data)
        page = f'#set page(width: auto, height: auto, margin: 6pt, fill: white)\n#image("drawing.svg", width: {width * POINTS:.1f}pt)\n'
        (place / "main.typ").write_text(page, "utf-8")
        fonts = [str(path) for path in typefaces().folders]
        made = typst.compile(str(place / "main.typ"), format="png", ppi=PPI, root=folder, font_paths=fonts, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def columns(png: bytes, room: tuple[float, float]) -> list[bytes]:
    """The picture in as many columns as make it largest in a room (width, height); it is parted where least is drawn."""
    from PIL import Image

    width, height = size_of(png)
    count = max(range(1, MOST + 1), key=lambda number: min(room[0] / number / width, room[1] * number / height))
    if count == 1:
        return [png]
    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGB")
    grey = picture.convert("L")
    cuts = [0, *(calm_row(grey, height * number // count, height // (4 * count)) for number in range(1, count)), height]
    made = []
    for top, bottom in pairwise(cuts):
        out = io.BytesIO()
        picture.crop((0, top, width, bottom)).save(out, "PNG")
        made.append(out.getvalue())
    return made


def calm_row(grey: Image.Image, wanted: int, within: int) -> int:
    """The middle of the widest band on which as little is drawn as on any row in reach, so that a date is not parted from its event."""
    rows = range(wanted - within, wanted + within)
    marks = grey.crop((0, rows.start, grey.width, rows.stop)).tobytes().translate(DRAWN)
    ink = {row: marks.count(1, place * grey.width, (place + 1) * grey.width) for place, row in enumerate(rows)}
    least = min(ink.values())
    bands: list[list[int]] = []
    for row in (row for row in rows if ink[row] <= least + 2):
        if bands and bands[-1][-1] == row - 1:
            bands[-1].append(row)
        else:
            bands.append([row])
    middle = {len(band) // 2 + band[0]: len(band) for band in bands}
    return max(middle, key=lambda row: (middle[row], -abs(row - wanted)))
