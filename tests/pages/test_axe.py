"""axe finds nothing on any page, in any edition, in light and in dark.

Light is judged element by element. Dark differs from it in colours alone, and the contrast of a text follows from its own colour, size and
weight and from the grounds that it stands on: so in dark one element of each such combination is judged in every edition.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from taiyaku.editions import Format, read_book
from taiyaku.kit.html import write_html
from tests.kit.test_papers import DOCUMENTS

ROOT = Path(__file__).parents[2]
PLACES = [edition.place for edition in read_book(ROOT).editions() if edition.format in {Format.HTML, Format.ALIGNED}]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
JUDGE = """async (run) => {
  const found = await axe.run(document, { runOnly: run, resultTypes: ["violations"], preload: false });
  return found.violations.map((one) => one.id + " (" + one.nodes.length + "): " + one.nodes[0].target.join(" ") + " " + one.nodes[0].html.slice(0, 200));
}"""
#: Judges the first element for each combination of what decides a contrast, unless an earlier page had the same; gives all combinations.
DARK = """async ([run, judged]) => {
  const digest = (text) => {
    let [one, other] = [0x811c9dc5, 0x9e3779b9];
    for (let i = 0; i < text.length; i++) {
      one = Math.imul(one ^ text.charCodeAt(i), 0x01000193);
      other = Math.imul(other ^ text.charCodeAt(i), 0x85ebca6b) + one;
    }
    return (one >>> 0) + "." + (other >>> 0);
  };
  const grounds = new Map();
  const ground = (element) => {
    if (!element) return "";
    if (!grounds.has(element)) {
      const made = getComputedStyle(element);
      const own = [made.backgroundColor, made.backgroundImage, made.opacity, made.filter, made.mixBlendMode, made.position, made.clip, made.clipPath];
      grounds.set(element, digest(ground(element.parentElement) + "/" + own.join()));
    }
    return grounds.get(element);
  };
  const wordsOf = (element) => [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
  const kinds = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    const length = wordsOf(element).length, field = element.matches("input, select, textarea, button, summary");
    if (!(length || field) || !element.checkVisibility({ visibilityProperty: true })) continue;
    const made = getComputedStyle(element);
    const own = [made.color, made.fontSize, made.fontWeight, made.textShadow, made.webkitTextStrokeWidth, field, Math.min(length, 2)];
    const kind = own.join() + ground(element);
    if (!kinds.has(kind)) kinds.set(kind, element);
  }
  const old = new Set(judged), fresh = [...kinds].filter(([kind]) => !old.has(kind)).map(([, element]) => element);
  if (!fresh.length) return [[...kinds.keys()], []];
  const found = await axe.run(fresh, { runOnly: run, resultTypes: ["violations"], preload: false });
  return [[...kinds.keys()], found.violations.map((one) => one.id + " (" + one.nodes.length + "): " + one.nodes[0].html.slice(0, 200))];
}"""


@pytest.mark.parametrize("place", PLACES)
def test_no_barrier(built: Path, browser: Browser, judges: Path, place: str) -> None:
    """Every rule of WCAG 2.2 AA and of good practice in light; in dark the one that colours can break."""
    axe = (judges / "axe-core" / "axe.min.js").read_text("utf-8")
    wrong, judged = [], set[str]()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    for path in sorted((built / "build" / place).glob("*.html")):
        page.emulate_media(color_scheme="light")
        page.goto(path.as_uri())
        page.evaluate(axe)
        found = page.evaluate(JUDGE, {"type": "tag", "values": TAGS})
        page.emulate_media(color_scheme="dark")
        kinds, dark = page.evaluate(DARK, [CONTRAST, sorted(judged)])
        assert len(kinds) >= 5, path.name
        judged.update(kinds)
        found += [f"dark: {one}" for one in dark]
        wrong += [f"{place}/{path.name}: {one}" for one in found]
    page.close()
    assert wrong == []


def test_no_barrier_in_the_kit(browser: Browser, judges: Path) -> None:
    """The kit's papers meet the bar of the book: worksheet, materials, edition, key, rubrics and plan."""
    axe = (judges / "axe-core" / "axe.min.js").read_text("utf-8")
    page = browser.new_page(bypass_csp=True)
    wrong = []
    for name, document in DOCUMENTS.items():
        assert document
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.set_content(write_html(document).decode())
            page.evaluate(axe)
            wrong += [f"{name} ({scheme}): {one}" for one in page.evaluate(JUDGE, {"type": "tag", "values": TAGS})]
    page.close()
    assert wrong == []


def test_axe_can_find_something(browser: Browser, judges: Path) -> None:
    """The judge is awake: a picture without words and grey on grey are found."""
    page = browser.new_page()
    page.set_content('<html lang="en"><title>t</title><main><h1>t</h1><img src="x"><p style="color:#999;background:#aaa">grey</p></main>')
    page.evaluate((judges / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = page.evaluate(JUDGE, {"type": "tag", "values": TAGS})
    assert {one.split(" ")[0] for one in found} >= {"image-alt", "color-contrast"}
    kinds, dark = page.evaluate(DARK, [CONTRAST, []])
    assert len(kinds) == 2 and [one.split(" ")[0] for one in dark] == ["color-contrast"]
    assert page.evaluate(DARK, [CONTRAST, kinds]) == [kinds, []]
    page.close()
