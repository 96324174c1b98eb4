"""The start page ``build/index.html``: from it every edition is one click away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from taiyaku.editions import Book, Edition, Format
from taiyaku.strings import translate

#: What each edition is called on the start page; msgids of the press's catalogue.
TITLES = {
    Format.HTML: "Read on the web",
    Format.ALIGNED: "Parallel text",
    Format.EPUB: "Book for e-readers (EPUB)",
    Format.ALIGNED_EPUB: "Parallel text for e-readers (EPUB)",
    Format.PDF: "Book for print (PDF)",
    Format.ALIGNED_PDF: "Parallel text for print (PDF)",
    Format.LARGE_PDF: "Large print (PDF, A4)",
    Format.KIT: "Teaching kit",
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
    """One door for every edition that lies in ``build/``; the parallel text has one in each of its languages."""
    made = []
    for edition in book.editions():
        place = book.root / "build" / edition.place
        languages = [book.source_language, edition.language] if edition.aligned else [edition.language]
        for path in files_of(edition, place):
            size = 0 if path.suffix == ".html" else path.stat().st_size
            href = str(path.relative_to(book.root / "build"))
            made += [Door(edition.format.value, translate(TITLES[edition.format], lang), href, lang, size) for lang in languages]
    for lang in book.languages:
        path = book.root / "build" / "offline" / f"{book.file_name}-{lang}.zip"
        if path.is_file():
            made.append(
                Door("offline", translate("Everything, to take along (ZIP)", lang), f"offline/{path.name}", lang, path.stat().st_size)
            )
    return made


def files_of(edition: Edition, place: Path) -> list[Path]:
    """What a reader opens of an edition, as far as it is there."""
    if place.suffix:
        found = [place]
    elif edition.format is Format.KIT:
        found = [place / "README.html"]
    else:
        found = [place / "index.html"]
    return [path for path in found if path.is_file()]


@cache
def template() -> Template:
    """The template of the start page."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined).get_template("start.html")


def render(book: Book, shown: list[Door], languages: tuple[str, ...]) -> str:
    """The start page in some languages, the first of them the page's own."""
    return template().render(book=book, doors=shown, languages=languages)


def style() -> str:
    """The style sheet of the start page."""
    return (TEMPLATES / "start.css").read_text("utf-8")


def write_start_page(book: Book) -> None:
    """Write the start page and its style sheet over what editions are there."""
    build = book.root / "build"
    build.mkdir(exist_ok=True)
    for name, text in (("index.html", render(book, doors(book), book.languages)), ("start.css", style())):
        aside = build / f".{name}.new"
        aside.write_text(text, "utf-8")
        aside.replace(build / name)
