"""The pack: every file of a kit by its path, made one after the other, and its place on the disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from taiyaku.export.archive import write_zip
from taiyaku.export.bank import Bank
from taiyaku.export.formats import export_all, report_html, report_json
from taiyaku.kit.needs import require
from taiyaku.kit.wish import Wish, choose

Files = Iterator[tuple[str, bytes]]


def make_pack(banks: Sequence[Bank], wish: Wish) -> Files:
    """The files of a kit; with several languages each has its folder. Raises ``Refused`` before the first where something is missing."""
    require()
    chosen = [choose(bank, wish) for bank in banks]
    for bank in chosen:
        for name, data in make_exports(bank):
            yield (f"{bank.lang}/{name}" if len(banks) > 1 else name), data


def make_exports(bank: Bank) -> Files:
    """The bank in every format, with the report of what each loses."""
    made = list(export_all(bank))
    for target, export in made:
        yield f"exports/{target.file.format(lang=bank.lang)}", export.data
    yield f"exports/report-{bank.lang}.html", report_html(bank, made)
    yield f"exports/report-{bank.lang}.json", report_json(bank, made)


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
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(write_zip(entries))
    aside.replace(path)
    return len(entries)
