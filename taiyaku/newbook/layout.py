"""Lay a new book out: written and tried aside, and put in its place only when all of it is there."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polib

from taiyaku.build import read_with_sphinx
from taiyaku.editions import Book, read_book
from taiyaku.finding import Finding, Refused, Where
from taiyaku.languages import CODE
from taiyaku.newbook.texts import Pair, is_written, keys, say_text, templates
from taiyaku.translation.beginning import is_known
from taiyaku.translation.workflow import catalogs, update

TITLE = "A Lighthouse: A Letter Reread"
NOTICE = "Replace me: this text is in English, because the press has no starter text in the language of this book yet."
#: What Markdown would read as markup in a heading.
MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|$~^:-])")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to lay out, and where; without a ``title`` the starter text's own."""

    folder: Path
    source: str
    target: str
    title: str = ""


def judge(plan: Plan) -> list[Finding]:
    """What speaks against a plan."""
    here, faults = Where("command line"), list[Finding]()
    for lang in dict.fromkeys((plan.source, plan.target)):
        if not CODE.fullmatch(lang) or not is_known(lang):
            faults.append(Finding("newbook.unknown-language", here, f"`{lang}` is no language", "name it as es or pt-BR"))
    if plan.source == plan.target:
        faults.append(Finding("newbook.one-language", here, f"both languages are `{plan.source}`", "a bilingual book has two"))
    if any(ord(char) < 32 for char in plan.title):
        faults.append(
            Finding("newbook.broken-title", here, "the title has a line break or another control character", "write it on one line")
        )
    if plan.folder.exists() and (not plan.folder.is_dir() or any(plan.folder.iterdir())):
        faults.append(Finding("newbook.folder-in-use", Where(str(plan.folder)), "it is there, and not empty", "name a new folder"))
    return faults


def lay_out(plan: Plan, say: Callable[[str], None]) -> None:
    """Lay the book out. Raises ``Refused`` where that cannot be; then nothing is left behind."""
    if faults := judge(plan):
        raise Refused(faults)
    place = plan.folder.absolute()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
        try:
            make(plan, aside / place.name, say)
            if place.exists():
                place.rmdir()  # an empty one: anything else was refused
            (aside / place.name).replace(place)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise Refused([Finding("newbook.cannot-write", Where(str(place)), str(error), "name a folder that you may write to")]) from None


def make(plan: Plan, root: Path, say: Callable[[str], None]) -> None:
    """Write every file below ``root``, number the paragraphs and make the catalogues."""
    write_files(plan, root)
    book = read_book(root)
    say("numbering the paragraphs …")
    done = read_with_sphinx(book, "paragraphs", "-W", "--keep-going", "-D", "taiyaku_aligned=0")
    if done.code:
        said = done.stderr.strip().splitlines()
        faults = [line for line in said if "WARNING: " in line or "ERROR: " in line] or said[:1]
        raise Refused([Finding("newbook.failed", Where("docs"), line, "report it: the starter text is at fault") for line in faults])
    update(book, say)
    translate_catalogs(book, plan)
    shutil.rmtree(root / "build", ignore_errors=True)
    for stale in root.rglob("__pycache__"):
        shutil.rmtree(stale, ignore_errors=True)


def write_files(plan: Plan, root: Path) -> None:
    pair = Pair(plan.source, plan.target)
    title = plan.title or say_text(TITLE, plan.source)
    words = {
        "source": plan.source,
        "target": plan.target,
        "title": repr(title),
        "title2": repr(plan.title or say_text(TITLE, plan.target)),
        "plain": title,
        "heading": MARKUP.sub(r"\\\1", title),
        "file": re.sub(r"[^a-z0-9]+", "-", plan.folder.name.lower()).strip("-") or "book",
        "notice": "" if is_written(plan.source) else f"\n{NOTICE}\n",
    }
    for name, template in templates():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pair.fill(template, words), "utf-8")


def translate_catalogs(book: Book, plan: Plan) -> None:
    """Fill the catalogues with the starter text of the translation's language; without one they stay empty, and show as untranslated."""
    if not is_written(plan.target) or (not is_written(plan.source) and plan.target == "en"):
        return
    known = {say_text(key, plan.source): say_text(key, plan.target) for key in keys()}
    if not plan.title:
        heading = MARKUP.sub(r"\\\1", say_text(TITLE, plan.source))
        known |= {heading: MARKUP.sub(r"\\\1", say_text(TITLE, plan.target))}
    for path in catalogs(book, plan.target):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            if not entry.msgstr and entry.msgid in known:
                entry.msgstr = known[entry.msgid]
        catalog.save(str(path))
