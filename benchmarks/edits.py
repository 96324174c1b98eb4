"""One paragraph, one entry of a catalogue, one fact: how soon the pages of all languages are right again.

Whether what is built on equals what is built anew, to the byte, is shown by ``incremental.py``; here only the time is taken.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.editions import build
from benchmarks.measure import RESULTS, ROOT, Ratio, compare, copy_book, keep
from taiyaku.editions import read_book

TARGET, ENOUGH = 0.1, 3.0
HOW = (
    "All web editions right again after one edit, as a share of building them from clean with `taiyaku build`, on the clock; "
    f"{ENOUGH:g} s are short enough whatever the share."
)
PLAIN = re.compile(r"^(?![#:`\-*>|({\[\s]).{40,}$", re.MULTILINE)
#: Opens or closes a box or a figure: what stands between two of them is no paragraph of the page itself.
FENCE = re.compile(r"^:{3,}", re.MULTILINE)
MARKUP = re.compile(r"[{`\[\]*$\d]")


def paragraph(book: Path) -> None:
    """Put a dash before the end of a paragraph without facts."""
    page = next(iter(chapters(book)))
    text = page.read_text("utf-8")
    for found in PLAIN.finditer(text):
        if not MARKUP.search(found[0]) and len(FENCE.findall(text[: found.start()])) % 2 == 0:
            page.write_text(text[: found.end() - 1] + "——" + text[found.end() - 1 :], "utf-8")
            return
    raise ValueError(f"{page} has no paragraph of plain words")


def entry(book: Path) -> None:
    """Change the translation of a plain paragraph in the first catalogue of a chapter."""
    stem = next(iter(chapters(book))).stem
    path = next((book / "locales").glob(f"*/LC_MESSAGES/{stem}.po"))
    text = path.read_text("utf-8")
    for found in re.finditer(r'^msgstr "([^"]{30,})"$', text, re.MULTILINE):
        if not MARKUP.search(found[1]):
            path.write_text(text[: found.end() - 1] + " –" + text[found.end() - 1 :], "utf-8")
            return
    raise ValueError(f"{path} has no entry of plain words")


def fact(book: Path) -> None:
    """Change what a source is said to show, in the first fact that a chapter names."""
    names = re.findall(r"\{fact\}`(?:[^`<]*<)?([a-z0-9-]+)", next(iter(chapters(book))).read_text("utf-8"))
    for path in sorted((book / "facts").glob("*.yaml")):
        text = path.read_text("utf-8")
        for name in names:
            if found := re.search(rf"id: {name}\b.*?finding: (?=\w)", text, re.DOTALL):
                path.write_text(text[: found.end()] + "– " + text[found.end() :], "utf-8")
                return
    raise ValueError("no chapter names a fact with a finding")


def chapters(book: Path) -> Iterator[Path]:
    """The pages that have facts and a catalogue, by name."""
    for page in sorted((book / "docs").glob("*.md")):
        if "{fact}" in page.read_text("utf-8") and any((book / "locales").glob(f"*/LC_MESSAGES/{page.stem}.po")):
            yield page


EDITS: dict[str, Callable[[Path], None]] = {"entry": entry, "fact": fact, "paragraph": paragraph}


def main(book: Path = ROOT, *, folder: Path = RESULTS, **_: Any) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    ratios = []
    with tempfile.TemporaryDirectory() as name:
        copy = copy_book(book, Path(name) / "book")
        editions = [each.name for each in read_book(copy).editions() if each.format in {"html", "aligned"}]
        clean, _told = build(copy, *editions)
        raw["clean"] = asdict(clean)
        unchanged, _told = build(copy, *editions)
        raw["unchanged"] = asdict(unchanged)
        for kind, edit in EDITS.items():
            edit(copy)
            cost, told = build(copy, *editions)
            raw[kind] = asdict(cost) | {"editions": told}
            ratios.append(
                Ratio(
                    f"edits.{kind}",
                    cost.clock / clean.clock,
                    TARGET,
                    instead=f"{ENOUGH:g} s",
                    otherwise=cost.clock <= ENOUGH,
                    detail=compare(cost.clock, clean.clock),
                )
            )
    return keep("edits", HOW, ratios, raw, folder)
