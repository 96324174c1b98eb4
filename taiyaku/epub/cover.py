"""A typographic cover: title and author, drawn as SVG, and the page that shows it."""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape, quoteattr

WIDTH, HEIGHT = 1200, 1800
MARGIN = 120
_BREAK = re.compile(r"(?<=——)|(?<=[:：])\s*")
_WORD = re.compile(r"[A-Za-zÀ-ɏ0-9'’.,:;!?()-]+\s*|\s+|.")


def em_width(text: str) -> float:
    """About how many ems wide a text is: one for a wide character, half for another."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.52 for letter in text)


def wrap(text: str, ems: float) -> list[str]:
    """Break a text into lines of at most ``ems``, between words and between Japanese characters."""
    lines = [""]
    for word in _WORD.findall(text):
        if lines[-1] and em_width(lines[-1] + word.rstrip()) > ems:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.rstrip() for line in lines if line.strip()]


def balance(text: str, ems: float) -> list[str]:
    """As few lines as ``wrap`` needs, and as even as they can be."""
    lines = wrap(text, ems)
    while ems > 1 and len(narrower := wrap(text, ems - 0.5)) == len(lines) and max(map(em_width, narrower)) <= ems - 0.5:
        lines, ems = narrower, ems - 0.5
    return lines


def draw_cover(title: str, author: str, lang: str) -> str:
    """The cover as an SVG image that describes itself."""
    main, *rest = [part.strip(" ：:—") for part in _BREAK.split(title, maxsplit=1)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"',
        f' role="img" xml:lang="{lang}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#f6f1e7"/><rect width="{WIDTH}" height="36" fill="#1d3b53"/>',
        "<g fill=\"#1d2a33\" font-family=\"'Noto Serif CJK JP', 'Hiragino Mincho ProN', 'Yu Mincho', Georgia, serif\">",
    ]
    y = 420
    for text, size in ((main, 112), *((part, 56) for part in rest)):
        for line in balance(text, (WIDTH - 2 * MARGIN) / size):
            parts.append(f'<text x="{MARGIN}" y="{y}" font-size="{size}">{escape(line)}</text>')
            y += round(size * 1.45)
        y += 40
    parts.append(f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="1480" y2="1480" stroke="#1d3b53" stroke-width="4"/>')
    for number, line in enumerate(balance(author, (WIDTH - 2 * MARGIN) / 48)):
        parts.append(f'<text x="{MARGIN}" y="{1570 + 70 * number}" font-size="48">{escape(line)}</text>')
    return "".join([*parts, "</g></svg>\n"])


def format_cover_page(title: str, lang: str, words: str, css: str) -> str:
    """The page that shows the cover; ``words`` is the page's own title."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{lang}" xml:lang="{lang}">
<head><meta charset="UTF-8"/><title>{escape(words)}</title><link rel="stylesheet" type="text/css" href={quoteattr(css)}/></head>
<body class="cover" epub:type="cover"><section><img class="cover" src="cover.svg" alt={quoteattr(title)} role="doc-cover"/></section></body>
</html>
"""
