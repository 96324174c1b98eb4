"""Slides: python-pptx opens them again; each has a title, each picture a description, and the file its language."""

from __future__ import annotations

import io

from PIL import Image
from pptx import Presentation

from taiyaku.kit.pictures import columns, rasterise, size_of
from taiyaku.kit.slides import write_slides
from tests.kit.sample import BANK, CHAPTER, ENGLISH, SECRETS, SVG


def test_a_deck_has_what_a_lesson_needs() -> None:
    """Question, key points, the figure, terms and discussion, in this order."""
    deck = Presentation(io.BytesIO(write_slides(BANK, CHAPTER)))
    assert [slide.shapes.title.text for slide in deck.slides] == ["02　米州の夢", "単元の問い", "要点", "図の題", "用語", "話し合うために"]
    text = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert "葬ったのは誰か。" in text and "なぜか。" in text
    assert not any(secret in text for secret in SECRETS)


def test_a_deck_is_accessible() -> None:
    """Titles differ from nothing, pictures are described, tables have a head, the language is named on every run."""
    for bank, tag in ((BANK, "ja-JP"), (ENGLISH, "en-GB")):
        deck = Presentation(io.BytesIO(write_slides(bank, CHAPTER)))
        assert deck.core_properties.title == "02 米州の夢" and deck.core_properties.language == tag
        for slide in deck.slides:
            assert slide.shapes.title is not None and slide.shapes.title.text.strip()
            for shape in slide.shapes:
                if shape.shape_type is not None and "PICTURE" in str(shape.shape_type):
                    assert shape._element.nvPicPr.cNvPr.get("descr")
                if shape.has_table:
                    assert shape.table.first_row
                for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                    assert all(run._r.rPr.get("lang") == tag for run in paragraph.runs)


def test_nothing_leaves_its_slide() -> None:
    """Every shape lies within the page."""
    deck = Presentation(io.BytesIO(write_slides(BANK, CHAPTER)))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width and shape.top + shape.height <= deck.slide_height, shape.name


def test_the_same_chapter_gives_the_same_bytes() -> None:
    """Nothing of time or machine is in the file."""
    assert write_slides(BANK, CHAPTER) == write_slides(BANK, CHAPTER)


def test_a_tall_figure_is_laid_out_in_columns() -> None:
    """Its parts, put together again, are the whole, and they are larger on the slide than the whole would be."""
    png = rasterise(SVG)
    width, height = size_of(png)
    parts = columns(png, (12.0, 5.75))
    assert len(parts) > 1 and all(size_of(part)[0] == width for part in parts)
    assert sum(size_of(part)[1] for part in parts) == height
    with Image.open(io.BytesIO(png)) as whole:
        assert whole.convert("RGB").getpixel((width // 2, height // 4)) == (0x12, 0x34, 0x56)
    assert len(columns(png, (2.0, 5.75))) == 1
