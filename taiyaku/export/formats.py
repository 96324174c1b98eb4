"""The formats that the bank is exported to: what each file is called, for whom it is, and who writes it."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from taiyaku.export.anki import write_anki
from taiyaku.export.bank import Bank
from taiyaku.export.canvas import write_canvas
from taiyaku.export.cartridge import write_cartridge
from taiyaku.export.gift import write_gift
from taiyaku.export.moodle import write_moodle
from taiyaku.export.report import Export, Loss
from taiyaku.export.sheet import write_tsv, write_xlsx
from taiyaku.strings import translate


@dataclass(frozen=True, slots=True)
class Target:
    """One format: the pattern of its file's name, its title (a msgid), and what makes it of a bank."""

    name: str
    file: str
    title: str
    write: Callable[[Bank], Export]


TARGETS: tuple[Target, ...] = (
    Target("moodle", "moodle-{lang}.xml", "Moodle XML", lambda bank: write_moodle(bank.items, bank.titles)),
    Target("canvas", "canvas-{lang}.zip", "Canvas (QTI 1.2)", lambda bank: write_canvas(bank.items, bank.titles)),
    Target(
        "cartridge",
        "cartridge-{lang}.imscc",
        "Common Cartridge 1.1",
        lambda bank: write_cartridge(bank.items, bank.titles, bank.title, bank.lang),
    ),
    Target("gift", "gift-{lang}.txt", "GIFT", lambda bank: write_gift(bank.items, bank.titles)),
    Target("anki", "anki-{lang}.apkg", "Anki deck", write_anki),
    Target("xlsx", "questions-{lang}.xlsx", "Spreadsheet (xlsx)", write_xlsx),
    Target("tsv", "questions-{lang}.tsv", "Tab-separated text", write_tsv),
)
LOSSES: Mapping[Loss, str] = MappingProxyType(
    {
        Loss.LEFT_OUT: "Left out",
        Loss.REDUCED: "Asked in another way",
        Loss.BY_HAND: "Marked by hand",
        Loss.RUBRIC: "Rubric as a text",
        Loss.PICTURE: "Picture as words",
        Loss.ANSWERS: "Answers lost",
        Loss.FEEDBACK: "Feedback lost",
        Loss.MARKUP: "Markup lost",
    }
)


def export_all(bank: Bank) -> Iterator[tuple[Target, Export]]:
    """Every format of a bank, one after the other."""
    for target in TARGETS:
        yield target, target.write(bank)


def report_json(bank: Bank, made: Iterable[tuple[Target, Export]]) -> bytes:
    """What every format cannot express, for programs."""
    told = {
        target.name: {
            "file": target.file.format(lang=bank.lang),
            "count": export.count,
            "notes": [{"item": note.item, "loss": str(note.loss), "message": note.message} for note in export.notes],
        }
        for target, export in made
    }
    whole = {"book": bank.file_name, "language": bank.lang, "items": len(bank.items), "formats": told}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def report_html(bank: Bank, made: Iterable[tuple[Target, Export]]) -> bytes:
    """The same for people, in the bank's language: a section for each format, in it a list for each kind of loss."""

    def say(text: str) -> str:
        return html.escape(translate(text, bank.lang))

    title = say("What each format cannot express")
    parts = [
        f'<!DOCTYPE html>\n<html lang="{bank.lang}"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>'
        "body{font:1rem/1.7 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}summary{cursor:pointer}"
        f"</style></head><body><main><h1>{title}</h1>\n"
    ]
    for target, export in made:
        left = len(set(export.left_out))
        parts.append(
            f"<h2>{say(target.title)}</h2>\n<p><code>{target.file.format(lang=bank.lang)}</code> — {say('written')}: {export.count}"
        )
        parts.append(f", {say('left out')}: {left}</p>\n" if left else "</p>\n")
        for loss, name in LOSSES.items():
            grouped: dict[str, list[str]] = {}
            for note in export.notes:
                if note.loss is loss:
                    grouped.setdefault(note.message, []).append(note.item)
            for message, items in grouped.items():
                listed = "".join(f"<li><code>{html.escape(item)}</code></li>" for item in items)
                head = f"{say(name)} ({len(items)}): {say(message)}"
                parts.append(f"<details><summary>{head}</summary><ul>{listed}</ul></details>\n")
    return ("".join(parts) + "</main></body></html>\n").encode()
