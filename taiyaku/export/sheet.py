"""The bank as a table: one row an item, as a spreadsheet (xlsx) and as tab-separated text, for those who work in tables or fill forms.

A cell that a spreadsheet would run as a formula begins with an apostrophe. Tabs and line breaks within a cell become spaces.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

from taiyaku.cells import safe
from taiyaku.exercises.model import KIND_NAMES, Form
from taiyaku.exercises.vary import FORMS
from taiyaku.export.archive import repack
from taiyaku.export.bank import Bank
from taiyaku.export.forms import key
from taiyaku.export.markup import clean, plain
from taiyaku.export.model import GAP, Item
from taiyaku.export.report import Export, Loss, Note, ordered
from taiyaku.strings import translate

COLUMNS = ("Id", "Chapter", "Kind", "Aim", "Level", "Minutes", "Title", "Question", "Key", "Solution", "Rubric", "Facts", "Sources")
OPTIONS = 8
WIDTHS = {"Question": 60, "Solution": 50, "Rubric": 50, "Title": 30, "Id": 32, "Key": 20, "Chapter": 24}


def cell(text: str) -> str:
    """A text on one line that no spreadsheet runs."""
    return safe(" ".join(clean(text).split()))


def flat(html: str) -> str:
    """HTML as plain text on one line; blocks are parted by a space."""
    spaced = html
    for tag in ("p", "li", "td", "th", "dt", "dd", "tr"):
        spaced = spaced.replace(f"</{tag}>", f"</{tag}> ")
    return " ".join(plain(spaced).split())


def options(item: Item) -> list[str]:
    """What there is to choose or to arrange, as it stands before whoever answers; of pairs the left sides, then the right."""
    if item.form in {Form.CHOICE, Form.TRUTH}:
        return [flat(choice.text) for choice in item.choices]
    if item.form is Form.ORDER:
        places = item.step_order or tuple(range(len(item.steps)))
        return [flat(item.steps[place]) for place in places]
    if item.form is Form.PAIRS:
        places = item.pair_order or tuple(range(len(item.pairs)))
        left = " / ".join(f"{number}. {flat(pair[0])}" for number, pair in enumerate(item.pairs, 1))
        right = " / ".join(f"{FORMS[number]}. {flat(item.pairs[place][1])}" for number, place in enumerate(places))
        return [left, right]
    return []


def heads(lang: str) -> list[str]:
    before, after = COLUMNS[:8], COLUMNS[8:]
    return [*(translate(name, lang) for name in before), *FORMS[:OPTIONS], *(translate(name, lang) for name in after)]


def row(item: Item, bank: Bank) -> list[str]:
    """One item, cell by cell, each safe."""
    shown = GAP.sub(lambda match: f"[{int(match[1]) + 1}]", item.question)
    chosen = options(item)
    cells = [item.id, f"{item.chapter} {bank.titles.get(item.chapter, '')}", translate(KIND_NAMES[item.kind], bank.lang), item.aim]
    cells += [translate(item.level.capitalize(), bank.lang), str(item.minutes), item.title, flat(shown)]
    cells += [*chosen[:OPTIONS], *[""] * (OPTIONS - len(chosen[:OPTIONS]))]
    cells += [key(item), flat(item.solution), flat(item.rubric), " ".join(item.facts), " ".join(item.sources)]
    return [cell(text) for text in cells]


def notes(item: Item) -> Iterator[Note]:
    if len(options(item)) > OPTIONS:
        yield Note(item.id, Loss.ANSWERS, "the table has room for eight options; the rest is missing")
    if any(plain(choice.feedback) for choice in item.choices):
        yield Note(item.id, Loss.FEEDBACK, "the feedback on each option is not in the table")
    if item.pictures:
        yield Note(item.id, Loss.PICTURE, "a picture is given as its description and its table of data")
    if "<table" in item.question:
        yield Note(item.id, Loss.MARKUP, "a table in the question becomes a line of text")


def write_tsv(bank: Bank) -> Export:
    """Tab-separated UTF-8 with a mark at its head, so that every spreadsheet reads the Japanese."""
    rows = [heads(bank.lang), *(row(item, bank) for item in bank.items)]
    text = "".join("\t".join(cells) + "\r\n" for cells in rows)
    return Export(text.encode("utf-8-sig"), len(bank.items), ordered(note for item in bank.items for note in notes(item)))


def write_xlsx(bank: Bank) -> Export:
    """The same table as a workbook: its head frozen and marked, all cells text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    page.title = translate("Questions", bank.lang)
    book.properties.title, book.properties.creator, book.properties.language = bank.title, bank.author, bank.lang
    book.properties.created = datetime.datetime.fromisoformat(bank.date or "1980-01-01")
    for number, cells in enumerate([heads(bank.lang), *(row(item, bank) for item in bank.items)], 1):
        for place, text in enumerate(cells, 1):
            cell = page.cell(number, place)
            cell.value, cell.data_type = text, "s"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(bold=number == 1)
    names = [*COLUMNS[:8], *FORMS[:OPTIONS], *COLUMNS[8:]]
    for place, name in enumerate(names, 1):
        page.column_dimensions[get_column_letter(place)].width = WIDTHS.get(name, 14)
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    made = io.BytesIO()
    book.save(made)
    found = ordered(note for item in bank.items for note in notes(item))
    return Export(repack(made.getvalue(), bank.date), len(bank.items), found)
