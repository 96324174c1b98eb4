"""The start page ``build/index.html``: from it every edition is one click away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from taiyaku.editions import Book, Edition, Format
from taiyaku.strings import translate

#: What each edition is called on the start page; msgids of the press's catalogue.
TITLES = {
    Format.HTML: "Read on the web",
    Format.ALIGNED: "Parallel text",
    Format.EPUB: "Book for e-readers (EPUB)",
    Format.PDF: "Book for print (PDF)",
    Format.KIT: "Questions for Moodle (XML)",
}
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Door:
    """A link of the start page; ``size`` is in bytes, 0 for a folder."""

    format: str
    title: str
    href: str
    lang: str
    size: int


def doors(book: Book) -> list[Door]:
    """One door for every edition that lies in ``build/``."""
    made = []
    for edition in book.editions():
        place = book.root / "build" / edition.place
        for path in [place] if place.suffix else sorted(place.glob("*.xml")) if edition.format is Format.KIT else [place / "index.html"]:
            if path.is_file():
                size = 0 if path.suffix == ".html" else path.stat().st_size
                made.append(
                    Door(
                        edition.format.value,
                        translate(TITLES[edition.format], edition.language),
                        str(path.relative_to(book.root / "build")),
                        edition.language,
                        size,
                    )
                )
    return made


def write_start_page(book: Book) -> None:
    """Write the start page and its style sheet over what editions are there."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    page = environment.get_template("start.html").render(book=book, doors=doors(book))
    build = book.root / "build"
    build.mkdir(exist_ok=True)
    for name, text in (("index.html", page), ("start.css", (TEMPLATES / "start.css").read_text("utf-8"))):
        aside = build / f".{name}.new"
        aside.write_text(text, "utf-8")
        aside.replace(build / name)
