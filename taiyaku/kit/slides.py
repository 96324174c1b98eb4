"""Slides of a chapter as ``.pptx``: question, key points, figures, terms, discussion. Every slide has a title, every picture a description.

Slides stay plain, in the program's own placeholders, so that a school's template can be put over them.
"""

from __future__ import annotations

import datetime
import io
import unicodedata
from collections.abc import Sequence
from typing import Any

from taiyaku.export.archive import repack
from taiyaku.export.bank import Bank, Chapter, Plate
from taiyaku.export.markup import plain
from taiyaku.kit.pictures import columns, rasterise, size_of
from taiyaku.kit.word import tag_of
from taiyaku.strings import translate

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.7
TITLE, BODY, FIRST = 0, 1, 5
TERMS, PER_SLIDE = 8, 4
#: From how many columns of text on a slide is set smaller.
FULL = 480
GUTTER = 0.25
EAST = "Yu Gothic"
INK, ACCENT = "1B1B1B", "1F4E79"


class Deck:
    """Builds one deck, slide by slide."""

    def __init__(self, bank: Bank, chapter: Chapter) -> None:
        from pptx import Presentation
        from pptx.util import Inches

        self.bank, self.chapter = bank, chapter
        self.made = Presentation()
        self.made.slide_width, self.made.slide_height = Inches(WIDTH), Inches(HEIGHT)
        about = self.made.core_properties
        about.title = f"{chapter.stem.partition('-')[0]} {chapter.title}"
        about.author = about.last_modified_by = bank.author
        about.subject, about.language, about.keywords, about.comments = bank.title, tag_of(bank.lang), "", bank.licence
        about.created = about.modified = datetime.datetime.fromisoformat(bank.date or "1980-01-01")
        about.revision = 1

    def say(self, text: str) -> str:
        return translate(text, self.bank.lang)

    def slide(self, title: str, layout: int = FIRST, size: float = 30) -> Any:
        """A new slide with its title."""
        from pptx.util import Inches

        made = self.made.slides.add_slide(self.made.slide_layouts[layout])
        shape = made.shapes.title
        shape.left, shape.top, shape.width, shape.height = Inches(MARGIN), Inches(0.4), Inches(WIDTH - 2 * MARGIN), Inches(1.0)
        self.write(shape.text_frame, [title], size, bold=True, colour=ACCENT, space=0)
        return made

    def write(self, frame: Any, texts: Sequence[str], size: float, *, bold: bool = False, colour: str = INK, space: float = 10) -> None:
        """Paragraphs into a frame, in the language of the deck."""
        from pptx.dml.color import RGBColor
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP if space else MSO_ANCHOR.MIDDLE
        for number, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after, paragraph.line_spacing = PP_ALIGN.LEFT, Pt(space), 1.15
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]
            properties = run._r.get_or_add_rPr()
            properties.set("lang", tag_of(self.bank.lang))
            if self.bank.lang == "ja":
                east = properties.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}ea", {"typeface": EAST})
                properties.append(east)

    def body(self, title: str, texts: Sequence[str], size: float = 22) -> Any:
        """A slide of points in the layout's own body, where outlines and readers look for it."""
        from pptx.util import Inches

        made = self.slide(title, BODY)
        shape = made.placeholders[1]
        shape.left, shape.top, shape.width, shape.height = Inches(MARGIN), Inches(1.6), Inches(WIDTH - 2 * MARGIN), Inches(5.4)
        self.write(shape.text_frame, texts, size, space=14)
        return made

    def note(self, made: Any, text: str) -> None:
        made.notes_slide.notes_text_frame.text = text

    # --- the slides

    def opening(self) -> None:
        from pptx.util import Inches

        made = self.made.slides.add_slide(self.made.slide_layouts[TITLE])
        number = self.chapter.stem.partition("-")[0]
        title, under = made.shapes.title, made.placeholders[1]
        title.left, title.top, title.width, title.height = Inches(MARGIN), Inches(2.2), Inches(WIDTH - 2 * MARGIN), Inches(1.9)
        under.left, under.top, under.width, under.height = Inches(MARGIN), Inches(4.3), Inches(WIDTH - 2 * MARGIN), Inches(1.4)
        gap = "　" if self.bank.lang == "ja" else " "
        self.write(title.text_frame, [f"{number}{gap}{self.chapter.title}"], 40, bold=True, colour=ACCENT)
        self.write(under.text_frame, [self.bank.title, f"{self.bank.author} · {self.bank.licence}"], 16, space=4)

    def question(self) -> None:
        if self.chapter.question:
            made = self.body(self.say("Compelling question"), [self.chapter.question], 34)
            self.note(made, self.say("Each writes a first answer to the question in one sentence."))

    def plates(self) -> None:
        for plate in self.chapter.plates:
            self.plate(plate)

    def plate(self, plate: Plate) -> None:
        """A figure as large as the slide allows; a tall one stands in columns."""
        from pptx.util import Inches

        made = self.slide(plate.caption or self.say("figure"), size=18)
        wide, high = WIDTH - 2 * MARGIN, HEIGHT - 1.75
        parts = columns(rasterise(plate.picture.svg), (wide, high))
        sizes = [size_of(png) for png in parts]
        room = (wide - GUTTER * (len(parts) - 1)) / len(parts)
        scale = min(room / sizes[0][0], high / max(height for _, height in sizes))
        left = (WIDTH - sum(width for width, _ in sizes) * scale - GUTTER * (len(parts) - 1)) / 2
        for number, (png, (width, height)) in enumerate(zip(parts, sizes, strict=True)):
            picture = made.shapes.add_picture(io.BytesIO(png), Inches(left), Inches(1.5), Inches(width * scale), Inches(height * scale))
            name = plate.picture.alt if number == 0 else self.say("The same figure, continued.")
            picture._element.nvPicPr.cNvPr.set("descr", name)
            left += width * scale + GUTTER
        self.note(made, plate.picture.alt)

    def terms(self) -> None:
        """Terms with their meanings, a few to a slide, as a table with a head."""
        terms = self.bank.terms_of(self.chapter.stem)[:TERMS]
        for start in range(0, len(terms), PER_SLIDE):
            group = terms[start : start + PER_SLIDE]
            rows = [(f"{term.name}（{term.reading}）" if term.reading else term.name, term.definition) for term in group]
            self.table(self.say("Terms"), [(self.say("Term"), self.say("Meaning")), *rows])

    def table(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        from pptx.util import Inches

        made = self.slide(title)
        shape = made.shapes.add_table(len(rows), 2, Inches(MARGIN), Inches(1.6), Inches(WIDTH - 2 * MARGIN), Inches(0.6 * len(rows)))
        table = shape.table
        table.columns[0].width, table.columns[1].width = Inches(3.9), Inches(WIDTH - 2 * MARGIN - 3.9)
        table.first_row = True
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                head = number == 0
                frame, colour = table.cell(number, place).text_frame, "FFFFFF" if head else INK
                self.write(frame, [text], 16, bold=head or place == 0, colour=colour, space=2)

    def build(self) -> bytes:
        self.opening()
        self.question()
        if self.chapter.points:
            self.body(self.say("Key points"), [plain(point) for point in self.chapter.points])
        self.plates()
        self.terms()
        if self.chapter.questions:
            texts = [plain(text) for text in self.chapter.questions]
            self.body(self.say("For discussion"), texts, 20 if columns_of(texts) <= FULL else 16)
        out = io.BytesIO()
        self.made.save(out)
        return repack(out.getvalue(), self.bank.date)


def columns_of(texts: Sequence[str]) -> int:
    """How much room texts take, an East Asian sign counted twice."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for text in texts for sign in text)


def write_slides(bank: Bank, chapter: Chapter) -> bytes:
    """The slides of a chapter; the same chapter gives the same bytes."""
    return Deck(bank, chapter).build()
