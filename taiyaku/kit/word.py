"""A document as ``.docx`` that instructors can edit: real headings, tables with heads, described pictures, its language and title named."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

from taiyaku.export.archive import repack
from taiyaku.kit.document import Block, Break, Document, Fields, Grid, Heading, Lines, Options, Plate, Prose, led
from taiyaku.kit.pictures import rasterise
from taiyaku.kit.rich import Paragraph, Role, Run, Table, flatten

TAGS = {"ja": "ja-JP", "en": "en-GB", "es": "es-ES", "pt": "pt-BR"}
LATIN, EAST = "Calibri", "Yu Gothic"
WIDEST, HIGHEST = 15.5, 18.0
#: Line of the writing room, in centimetres.
LINE = 0.9


def tag_of(lang: str) -> str:
    return TAGS.get(lang, lang)


class Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        import docx
        from docx.shared import Cm

        self.lang, self.east = document.lang, document.lang in {"ja", "zh", "ko"}
        self.made = docx.Document()
        self.styles: dict[str, str] = {}
        self.describe(document)
        section = self.made.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.2)
        self.dress()
        if document.over:
            self.paragraph("Subtitle", (Run(document.over),))
        self.paragraph("Title", (Run(document.title),))
        for block, leads in led(document.blocks):
            before = len(self.made.element.body)
            self.write(block)
            if leads:
                self.keep_from(before)
        self.paragraph("Footer", (Run(" · ".join(part for part in (document.author, document.licence) if part)),))

    def describe(self, document: Document) -> None:
        """Title, author, language and date, and nothing of the template's own."""
        about = self.made.core_properties
        about.title, about.author, about.language = document.title, document.author, tag_of(document.lang)
        about.comments, about.keywords, about.subject, about.last_modified_by = "", "", document.over, document.author
        about.created = about.modified = datetime.datetime.fromisoformat(document.date or "1980-01-01")
        about.revision = 1

    def dress(self) -> None:
        """Fonts and language of the styles."""
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        for style in self.made.styles:
            rpr = getattr(style.element, "rPr", None)
            if rpr is not None and rpr.rFonts is not None:
                for name in list(rpr.rFonts.attrib):
                    del rpr.rFonts.attrib[name]
        normal = self.made.styles["Normal"]
        normal.font.name, normal.font.size = LATIN, Pt(10.5)
        fonts = normal.element.rPr.rFonts
        fonts.set(qn("w:eastAsia"), EAST)
        normal.paragraph_format.space_after = Pt(4)
        normal.paragraph_format.line_spacing = 1.25
        for name, size in (("Title", 18), ("Heading 1", 13), ("Heading 2", 11.5), ("Heading 3", 10.5), ("Subtitle", 10), ("Footer", 8.5)):
            style = self.made.styles[name]
            style.font.size, style.font.italic = Pt(size), False
            style.font.bold = name.startswith(("Title", "Heading"))
            style.font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B)
            style.paragraph_format.space_before = Pt({"Heading 1": 16, "Heading 2": 12, "Heading 3": 8, "Footer": 18}.get(name, 0))
        self.made.styles["Title"].element.pPr.remove_all("w:pBdr")
        for found in self.made.styles.element.iter(qn("w:lang")):
            found.set(qn("w:val"), tag_of(self.lang) if not self.east else "en-GB")
            found.set(qn("w:eastAsia"), tag_of(self.lang) if self.east else "ja-JP")

    def style(self, name: str) -> str:
        """The id of a style, looked up once: python-docx searches all of them each time."""
        if name not in self.styles:
            self.styles[name] = self.made.styles[name].style_id
        return self.styles[name]

    # --- blocks

    def write(self, block: Block) -> None:
        match block:
            case Heading(level, text):
                self.paragraph(f"Heading {level}", (Run(text),), keep=True)
            case Prose(html, quiet):
                self.prose(html, quiet=quiet)
            case Options(items):
                before = len(self.made.element.body)
                for sign, text in items:
                    self.sign(sign, text)
                self.keep_from(before, but=1)
            case Grid():
                self.grid([[flatten(cell) for cell in row] for row in (block.head, *block.rows)], block.widths, named=block.named)
            case Lines(count):
                self.lines(count)
            case Plate():
                self.plate(block)
            case Fields(names):
                self.paragraph("Normal", (Run("　　".join(f"{name} ____________________" for name in names)),))
            case Break():
                self.page_break()

    def keep_from(self, place: int, *, but: int = 0) -> None:
        """Keep the paragraphs from a place in the body on with what comes after them, but for the last ones."""
        from docx.text.paragraph import Paragraph as Made

        last = len(self.made.element.body) - 1  # the section's own properties stand there
        for found in self.made.element.body[place - 1 : last - but]:
            if found.tag.endswith("}p"):
                Made(found, self.made._body).paragraph_format.keep_with_next = True

    def page_break(self) -> None:
        from docx.enum.text import WD_BREAK

        self.made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def paragraph(self, style: str, runs: tuple[Run, ...], *, indent: float = 0, hang: float = 0, keep: bool = False) -> Any:
        from docx.shared import Cm

        made = self.made.add_paragraph()
        if style != "Normal":
            made._p.style = self.style(style)
        if indent or hang:
            made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Cm(indent), Cm(-hang)
        made.paragraph_format.keep_with_next = keep or None
        fill(made, runs)
        return made

    def prose(self, html: str, *, quiet: bool = False) -> None:
        for block in flatten(html):
            if isinstance(block, Table):
                cells = [[[Paragraph(cell.runs)] for cell in row] for row in block.rows]
                self.grid(cells, (), named=False, headed=block.rows[0][0].head)
                continue
            made = self.item(block)
            if quiet:
                from docx.shared import Pt

                for run in made.runs:
                    run.font.size = Pt(9)

    def item(self, block: Paragraph) -> Any:
        """A paragraph in its role; marks of lists are part of the text, so that they stay when the text is moved."""
        deep = 0.6 * block.level
        match block.role:
            case Role.BULLET if block.first:
                return self.paragraph("Normal", (Run("•\t"), *block.runs), indent=deep, hang=0.6)
            case Role.NUMBER if block.first:
                return self.paragraph("Normal", (Run(f"{block.number}.\t"), *block.runs), indent=deep, hang=0.6)
            case Role.TERM:
                return self.paragraph("Normal", tuple(bold(run) for run in block.runs), keep=True)
            case Role.MEANING | Role.QUOTE:
                return self.paragraph("Normal", block.runs, indent=0.8)
        return self.paragraph("Normal", block.runs, indent=deep)

    def sign(self, sign: str, html: str) -> None:
        """An option: its sign before it, what follows it set in."""
        for number, block in enumerate(flatten(html)):
            runs = block.runs if isinstance(block, Paragraph) else ()
            if number == 0:
                self.paragraph("Normal", (Run(f"{sign}.\t", bold=True), *runs), indent=1.2, hang=0.7)
            else:
                self.paragraph("Normal", runs, indent=1.2)

    def grid(
        self, rows: Sequence[Sequence[Sequence[Paragraph | Table]]], widths: tuple[int, ...], *, named: bool, headed: bool = True
    ) -> None:
        """A table whose first row is its head, repeated on every page; no row is parted."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm

        if not rows:
            return
        table = self.made.add_table(len(rows), len(rows[0]))
        table._tbl.tblStyle_val = self.style("Table Grid")
        table.autofit = False
        shares = widths or (1,) * len(rows[0])
        sizes = [Cm(WIDEST * share / sum(shares)) for share in shares]
        for column, size in zip(table.columns, sizes, strict=True):
            column.width = size
        grid = table._cells
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        if look is not None:
            look.set(qn("w:firstColumn"), "1" if named else "0")
        for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0 and headed:
                properties.append(OxmlElement("w:tblHeader"))
            for place, (cell, found) in enumerate(zip(grid[number * len(cells) :], cells, strict=False)):
                fill_cell(cell, found, strong=(number == 0 and headed) or (place == 0 and named))
                cell.width = sizes[place]
        self.paragraph("Normal", ())

    def lines(self, count: int) -> None:
        """Room to write: paragraphs with a rule below."""
        from docx.enum.text import WD_LINE_SPACING
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm

        for _ in range(count):
            made = self.paragraph("Normal", ())
            made.paragraph_format.line_spacing_rule, made.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Cm(LINE)
            between = OxmlElement("w:pBdr")
            for side in ("w:bottom", "w:between"):
                rule = OxmlElement(side)
                for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "1"), ("w:color", "999999")):
                    rule.set(qn(name), value)
                between.append(rule)
            made._p.get_or_add_pPr().insert_element_before(between, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")

    def plate(self, plate: Plate) -> None:
        from docx.shared import Cm

        made = self.made.add_picture(io.BytesIO(rasterise(plate.picture.svg)))
        scale = min(WIDEST / (made.width / 360000), HIGHEST / (made.height / 360000), 1)
        made.width, made.height = Cm(made.width / 360000 * scale), Cm(made.height / 360000 * scale)
        made._inline.docPr.set("descr", plate.picture.alt)
        if plate.caption:
            self.paragraph("Caption", (Run(plate.caption),))

    def bytes(self, date: str) -> bytes:
        out = io.BytesIO()
        self.made.save(out)
        return repack(out.getvalue(), date)


def fill_cell(cell: Any, found: Sequence[Paragraph | Table], *, strong: bool) -> None:
    """Paragraphs of a cell, one below the other; items of a list begin with their mark."""
    from docx.shared import Pt

    for number, block in enumerate(one for one in found if isinstance(one, Paragraph)):
        made = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        mark = {Role.BULLET: "• ", Role.NUMBER: f"{block.number}. "}.get(block.role, "") if block.first else ""
        runs = (Run(mark), *block.runs) if mark else block.runs
        made.paragraph_format.space_after, made.paragraph_format.line_spacing = Pt(1), 1.1
        fill(made, tuple(bold(run) for run in runs) if strong else runs)
        for run in made.runs:
            run.font.size = Pt(9)


def bold(run: Run) -> Run:
    return Run(run.text, True, run.italic, run.code, run.raised, run.lowered, run.link, run.lang)


def fill(paragraph: Any, runs: tuple[Run, ...]) -> None:
    """Put runs into a paragraph, each in its dress and language; the address of a link stands behind it, as paper wants it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for run in runs:
        made = paragraph.add_run(run.text + (f" ({run.link})" if run.link and run.link not in run.text else ""))
        made.bold, made.italic = run.bold or None, run.italic or None
        made.font.superscript, made.font.subscript = run.raised or None, run.lowered or None
        if run.code:
            made.font.name = "Consolas"
        if run.lang:
            lang = OxmlElement("w:lang")
            lang.set(qn("w:val"), tag_of(run.lang))
            made._r.get_or_add_rPr().append(lang)


def write_word(document: Document) -> bytes:
    """The document as ``.docx``; the same document gives the same bytes."""
    return Writer(document).bytes(document.date)
