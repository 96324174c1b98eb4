"""The pack: every file of a kit by its path, made one after the other, and its place on the disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from taiyaku.export.anki import write_anki
from taiyaku.export.archive import write_zip
from taiyaku.export.bank import Bank, Chapter
from taiyaku.export.formats import export_all, report_html, report_json
from taiyaku.export.forms import vary
from taiyaku.kit.document import Document
from taiyaku.kit.html import write_html
from taiyaku.kit.needs import require
from taiyaku.kit.papers import answer_key, edition, materials, rubrics, worksheet
from taiyaku.kit.plans import lesson_plan
from taiyaku.kit.readme import readme
from taiyaku.kit.slides import write_slides
from taiyaku.kit.typeset import write_pdf
from taiyaku.kit.wish import Wish, choose
from taiyaku.kit.word import write_word
from taiyaku.whole import write_whole

Files = Iterator[tuple[str, bytes]]
SCRIPT = Path(__file__).with_name("google-forms.js")


class Part(StrEnum):
    """What a kit consists of."""

    PAPERS = "papers"
    PLANS = "plans"
    SLIDES = "slides"
    EXPORTS = "exports"


def make_pack(banks: Sequence[Bank], wish: Wish, parts: Sequence[Part] = tuple(Part)) -> Files:
    """The files of a kit; with several languages each has its folder. Raises ``Refused`` before the first where something is missing."""
    require()
    return make_languages([choose(bank, wish) for bank in banks], wish, parts)


def make_languages(banks: Sequence[Bank], wish: Wish, parts: Sequence[Part]) -> Files:
    """The kit in one language as it is, in several each in its folder, with one deck of cards for all of them."""
    for bank in banks:
        for name, data in make_language(bank, wish, parts):
            yield (f"{bank.lang}/{name}" if len(banks) > 1 else name), data
    if len(banks) > 1 and Part.EXPORTS in parts:
        name = f"anki-{'-'.join(bank.lang for bank in banks)}.apkg"
        yield name, write_anki(*(drawn_bank(bank, wish, "A") for bank in banks)).data


def make_language(bank: Bank, wish: Wish, parts: Sequence[Part]) -> Files:
    """The kit in one language, its first page last, when it is known what there is."""
    names: list[str] = []
    for chapter in bank.chapters:
        for name, data in make_chapter(bank, chapter, wish, parts):
            names.append(name)
            yield name, data
    if Part.EXPORTS in parts:
        for name, data in make_exports(bank, wish):
            names.append(name)
            yield name, data
    yield "README.html", write_html(readme(bank, wish, names))


def make_chapter(bank: Bank, chapter: Chapter, wish: Wish, parts: Sequence[Part]) -> Files:
    """Everything on one chapter."""
    stem = chapter.stem
    if Part.PAPERS in parts:
        for form in wish.letters:
            mark = f"-{form}" if wish.forms > 1 else ""
            yield from formats(f"student/{stem}-worksheet{mark}", worksheet(bank, chapter, wish, form))
            yield from formats(f"instructor/{stem}-edition{mark}", edition(bank, chapter, wish, form))
        if readings := materials(bank, chapter):
            yield from formats(f"student/{stem}-materials", readings)
        yield from formats(f"instructor/{stem}-key", answer_key(bank, chapter, wish), pdf=False)
        if found := rubrics(bank, chapter):
            yield from formats(f"instructor/{stem}-rubrics", found, pdf=False)
    if Part.PLANS in parts:
        yield from formats(f"instructor/{stem}-plan", lesson_plan(bank, chapter))
    if Part.SLIDES in parts:
        yield f"instructor/{stem}-slides.pptx", write_slides(bank, chapter)


def formats(name: str, document: Document, *, pdf: bool = True) -> Files:
    """A document to read, to edit and to print."""
    yield f"{name}.html", write_html(document)
    yield f"{name}.docx", write_word(document)
    if pdf:
        yield f"{name}.pdf", write_pdf(document)


def make_exports(bank: Bank, wish: Wish) -> Files:
    """The bank in every format, with the report of what each loses; with several forms each has its folder."""
    for form in wish.letters:
        drawn = drawn_bank(bank, wish, form)
        folder = f"exports/{form}" if wish.forms > 1 else "exports"
        made = list(export_all(drawn))
        for target, export in made:
            yield f"{folder}/{target.file.format(lang=bank.lang)}", export.data
        yield f"{folder}/report-{bank.lang}.html", report_html(drawn, made)
        yield f"{folder}/report-{bank.lang}.json", report_json(drawn, made)
    yield "exports/google-forms.js", SCRIPT.read_bytes()


def drawn_bank(bank: Bank, wish: Wish, form: str) -> Bank:
    """The bank as a form draws it. A seed of one's own marks the ids, for systems drop a second item with the same id without a word."""
    mark = f"-{wish.seed}-{form}".lower() if wish.seed or wish.forms > 1 else ""
    items = (vary(item, wish.draw, form) for item in bank.items)
    return replace(bank, items=tuple(replace(item, id=f"{item.id}{mark}") for item in items))


def write_folder(files: Files, folder: Path) -> int:
    """Write the files below a folder and return how many there were."""
    count = 0
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count += 1
    return count


def write_archive(files: Files, path: Path) -> int:
    """Write the files as one zip, whole or not at all, and return how many there were."""
    entries = dict(files)
    write_whole(path, write_zip(entries))
    return len(entries)
