"""How wide a text is, and where it may break: an estimate that needs no font, on the safe side for common sans-serif faces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import budoux

#: Widths in hundredths of an em, for those characters that are far from the ordinary half.
NARROW, ORDINARY, CAPITAL, BROAD, FULL = 32, 57, 70, 90, 100
_NARROW = frozenset("iljtfrI.,:;'!|()[]/ ·’‘-")
_BROAD = frozenset("mwMW@%—")
#: What must not begin a line, and what must not end one, where a phrase has to be cut.
_NOT_FIRST = frozenset("、。，．・：；？！）］｝」』】〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々")
_NOT_LAST = frozenset("（［｛「『【〈《")
_JOINT = re.compile("(?<=[ ・])")  # where a phrase may be parted: after a space, and between the words of a foreign name
UNSPACED = frozenset({"ja", "zh"})


def measure(text: str, size: float) -> float:
    """The estimated width of ``text`` at a font size, in the unit of the size: full-width characters count one em."""
    return sum(_width(character) for character in text) * size / 100


@cache
def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WFA" and character not in _NARROW:
        return FULL
    if character in _NARROW:
        return NARROW
    if character in _BROAD:
        return BROAD
    return CAPITAL if character.isupper() else ORDINARY


def wrap(text: str, width: float, size: float, lang: str) -> tuple[str, ...]:
    """Break ``text`` into lines no wider than ``width``, at phrases (Japanese) or words; at least one line, evenly filled.

    A phrase or word that is too long for a line of its own is cut between characters.
    """
    pieces = _pieces(" ".join(text.split()), lang)
    lines = _fill(pieces, width, size)
    if len(lines) < 2:
        return lines
    low, high = width / len(lines), width
    while high - low > size / 4:  # the narrowest measure with as many lines leaves no lonely last word
        middle = (low + high) / 2
        low, high = (low, middle) if len(_fill(pieces, middle, size)) == len(lines) else (middle, high)
    return _fill(pieces, high, size)


def _pieces(text: str, lang: str) -> list[str]:
    if lang not in UNSPACED:
        return [word + " " for word in text.split(" ")]
    return [piece for phrase in _parser().parse(text) for piece in _JOINT.split(phrase) if piece]


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _fill(pieces: Iterable[str], width: float, size: float) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and measure((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        for part in _cut(piece, width, size):
            if lines[-1] and measure((lines[-1] + part).rstrip(), size) > width:
                lines.append("")
            lines[-1] += part
    return tuple(line.strip() for line in lines)


def _cut(piece: str, width: float, size: float) -> list[str]:
    if measure(piece.rstrip(), size) <= width:
        return [piece]
    parts = [""]
    for character in piece:
        full = parts[-1] and measure(parts[-1] + character, size) > width
        if full and character not in _NOT_FIRST and parts[-1][-1] not in _NOT_LAST:
            parts.append("")
        parts[-1] += character
    return parts
