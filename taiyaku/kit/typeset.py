"""A document as PDF/UA, set by Typst: text stands in string literals and never becomes markup."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from taiyaku.kit.document import Block, Break, Document, Fields, Grid, Heading, Lines, Options, Plate, Prose, led
from taiyaku.kit.pictures import typefaces
from taiyaku.kit.rich import Paragraph, Role, Run, Table, flatten
from taiyaku.pdf.compiler import Job, compile_pdf
from taiyaku.pdf.escape import language, quote
from taiyaku.pdf.images import dress_svg

DESIGN = Path(__file__).with_name("paper.typ")


class Setter:
    """Writes the Typst of one document; ``files`` are the pictures that it names."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                return f"#heading(level: {level})[#{quote(text)};]"
            case Prose(html, quiet):
                return f"#quiet[{self.prose(html)}]" if quiet else self.prose(html)
            case Options(items):
                return f"#choices({''.join(f'({quote(sign)}, [{self.prose(text)}]), ' for sign, text in items)})"
            case Grid():
                rows = [[self.prose(cell) for cell in row] for row in (block.head, *block.rows)]
                return self.grid(rows, block.widths, headed=True, named=block.named, caption=block.caption)
            case Lines(count):
                return f"#ruled({count})"
            case Plate(picture, caption):
                return self.plate(picture.svg, picture.alt, caption)
            case Fields(names):
                return f"#fields({', '.join(quote(name) for name in names)})"
            case Break():
                return "#pagebreak(weak: true)"

    def plate(self, svg: str, alt: str, caption: str) -> str:
        name = f"picture-{len(self.files) + 1}.svg"
        self.files[name], width, height = dress_svg(svg)
        told = f"[#{quote(caption)};]" if caption else "none"
        return f"#plate({quote(name)}, {quote(alt)}, {told}, {height / width:.2f})"

    def prose(self, html: str) -> str:
        """Blocks of HTML; items that follow each other become one list."""
        made: list[str] = []
        for role, group in groupby(flatten(html), key=lambda found: found.role if isinstance(found, Paragraph) else None):
            found = list(group)
            if role is None:
                made += [self.table(table) for table in found if isinstance(table, Table)]
            else:
                made.append(paragraphs([one for one in found if isinstance(one, Paragraph)], role))
        return "\n\n".join(made)

    def table(self, table: Table) -> str:
        headed = bool(table.rows) and table.rows[0][0].head
        return self.grid([[runs(cell.runs) for cell in row] for row in table.rows], (), headed=headed, named=False, caption="")

    def grid(self, rows: Sequence[Sequence[str]], widths: Sequence[int], *, headed: bool, named: bool, caption: str) -> str:
        if not rows:
            return ""
        columns = ", ".join(f"{width}fr" for width in widths) if widths else ", ".join(["1fr"] * len(rows[0]))
        head = f"table.header({', '.join(f'[#strong[{cell}]]' for cell in rows[0])}), " if headed else ""
        body = ""
        for row in rows[1 if headed else 0 :]:
            cells = [f"[#strong[{cell}]]" if named and place == 0 else f"[{cell}]" for place, cell in enumerate(row)]
            body += ", ".join(cells) + ", "
        table = f"#table(columns: ({columns},), {head}{body})"
        return f"#quiet[#{quote(caption)};]\n{table}" if caption else table


def paragraphs(found: Sequence[Paragraph], role: Role) -> str:
    """Paragraphs of one role."""
    if role in {Role.BULLET, Role.NUMBER}:
        items: list[str] = []
        for one in found:
            if one.first or not items:
                items.append(runs(one.runs))
            else:
                items[-1] += f"\n\n{runs(one.runs)}"
        return f"#{'list' if role is Role.BULLET else 'enum'}({', '.join(f'[{item}]' for item in items)})"
    if role is Role.CODE:
        return "\n\n".join(f"#raw(block: true, {quote(''.join(run.text for run in one.runs))})" for one in found)
    dress = {Role.TERM: "#led[#strong[{}]]", Role.MEANING: "#deep(1)[{}]", Role.QUOTE: "#deep(1)[{}]"}.get(role, "{}")
    return "\n\n".join(dress.replace("{}", runs(one.runs)) for one in found)


def runs(found: Iterable[Run]) -> str:
    """Words in their dress as Typst markup."""
    made = []
    for run in found:
        text = f"#raw({quote(run.text)});" if run.code else f"#{quote(run.text)};"
        for on, function in ((run.bold, "strong"), (run.italic, "emph"), (run.raised, "super"), (run.lowered, "sub")):
            text = f"#{function}[{text}];" if on else text
        if run.link:
            text = f"#link({quote(run.link)})[{text}];"
        if run.lang and (tag := language(run.lang)):
            text = f"#text(lang: {quote(tag[0])})[{text}];"
        made.append(text)
    return "".join(made)


def write_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1; the same document gives the same bytes. Raises ``Refused`` with what Typst said."""
    setter = Setter()
    body = "\n\n".join(f"#led[{setter.block(block)}]" if leads else setter.block(block) for block, leads in led(document.blocks))
    fonts = typefaces()
    serif = [*fonts.serif, *fonts.latin] if document.lang == "ja" else [*fonts.latin, *fonts.serif]
    foot = " · ".join(part for part in (document.author, document.licence) if part)
    data = {
        "title": document.title,
        "author": document.author,
        "lang": document.lang.partition("-")[0],
        "over": document.over,
        "foot": foot,
        "serif": serif,
        "sans": list(dict.fromkeys((*fonts.bold, *fonts.sans))),
    }
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copyfile(DESIGN, place / DESIGN.name)
        (place / "paper.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        (place / "main.typ").write_text(f'#import "paper.typ": *\n#show: paper\n\n{body}\n', "utf-8")
        for name, content in setter.files.items():
            (place / name).write_bytes(content)
        compile_pdf(Job(place / "main.typ", place, place / "paper.pdf", fonts.folders))
        return (place / "paper.pdf").read_bytes()
