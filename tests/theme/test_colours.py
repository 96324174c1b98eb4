"""Contrast, computed from the style sheets themselves (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "taiyaku"
THEME = (ROOT / "theme" / "static" / "taiyaku.css").read_text("utf-8")
START = (ROOT / "templates" / "start.css").read_text("utf-8")
LEAVES = ("paper", "leaf", "mark-leaf", "since-leaf", "link-leaf")


def palette(css: str, selector: str) -> dict[str, str]:
    found = re.search(re.escape(selector) + r" \{(.*?)\}", css, re.DOTALL)
    assert found, selector
    return dict(re.findall(r"--([\w-]+): (#\w{6});", found[1]))


PALETTES = {"light": palette(THEME, ":root"), "dark": palette(THEME, ':root[data-theme="dark"]')}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", PALETTES)
@pytest.mark.parametrize(
    ("text", "grounds", "least"),
    [
        ("ink", (*LEAVES, "glow"), 7.0),
        ("ink-soft", ("paper", "leaf"), 7.0),
        ("ink-soft", (*LEAVES, "glow"), 4.5),
        ("link", (*LEAVES, "glow"), 4.5),
        ("mark", (*LEAVES, "glow"), 4.5),
        ("since", ("paper", "since-leaf"), 4.5),
        ("edge", ("paper", "leaf"), 3.0),
    ],
)
def test_text_stands_out_from_its_ground(mode: str, text: str, grounds: tuple[str, ...], least: float) -> None:
    """Running text 7:1, all other text 4.5:1, edges of controls 3:1, on every ground where they stand."""
    colours = PALETTES[mode]
    found = {ground: round(contrast(colours[text], colours[ground]), 2) for ground in grounds}
    assert min(found.values()) >= least, found


def test_the_device_and_the_reader_choose_the_same_dark() -> None:
    """Dark by the device's wish and dark by the reader's are one palette."""
    assert palette(THEME, ':root:not([data-theme="light"])') == PALETTES["dark"]
    assert PALETTES["dark"].keys() == PALETTES["light"].keys()


def test_the_start_page_has_the_same_colours() -> None:
    """The start page cannot drift away from the book."""
    light = palette(START, ":root")
    dark = palette(START[START.index("@media") :], ":root")
    assert light.items() <= PALETTES["light"].items() and dark.items() <= PALETTES["dark"].items()
    assert light.keys() == dark.keys()
