"""The editions of a book: which there are, in which language, and where each is put. What ``taiyaku build`` works through."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from taiyaku.finding import Finding, Refused, Where
from taiyaku.languages import book_words, discover_languages


class Format(StrEnum):
    """What an edition is made as; the value is part of its name on the command line."""

    HTML = "html"
    ALIGNED = "aligned"
    EPUB = "epub"
    ALIGNED_EPUB = "epub-aligned"
    PDF = "pdf"
    ALIGNED_PDF = "pdf-aligned"
    LARGE_PDF = "pdf-large"
    KIT = "kit"


#: The Sphinx builder that makes each format.
BUILDERS = {
    Format.HTML: "html",
    Format.ALIGNED: "html",
    Format.EPUB: "taiyaku-epub",
    Format.ALIGNED_EPUB: "taiyaku-epub",
    Format.PDF: "typst",
    Format.ALIGNED_PDF: "typst",
    Format.LARGE_PDF: "typst",
    Format.KIT: "kit",
}
#: Formats that hold a translation and its source side by side.
ALIGNED = {Format.ALIGNED, Format.ALIGNED_EPUB, Format.ALIGNED_PDF}
#: The page design of large print.
LARGE = "a4-large"


@dataclass(frozen=True, slots=True)
class Edition:
    """One thing to build. ``name`` is how it is asked for (``html-ja``); ``place`` is where it lies below ``build/``."""

    format: Format
    language: str
    place: str

    @property
    def name(self) -> str:
        return f"{self.format}-{self.language}"

    @property
    def builder(self) -> str:
        return BUILDERS[self.format]

    @property
    def doctrees(self) -> str:
        """Editions with the same reading of the sources share their doctrees, one after the other."""
        return f"aligned-{self.language}" if self.aligned else self.language

    @property
    def aligned(self) -> bool:
        return self.format in ALIGNED

    @property
    def settings(self) -> dict[str, str]:
        """What differs from the configuration."""
        settings = {"language": self.language, "taiyaku_aligned": "1" if self.aligned else "0"}
        return settings | ({"taiyaku_pdf_paper": LARGE} if self.format is Format.LARGE_PDF else {})


@dataclass(frozen=True, slots=True)
class Book:
    """What the command line must know of a book before Sphinx starts: read from its ``conf.py``."""

    root: Path
    source_language: str
    languages: tuple[str, ...]
    titles: dict[str, str]
    file_name: str
    date: str = ""
    #: The translations that are also set beside the source.
    aligned: tuple[str, ...] = ()
    #: The words of ``conf.py``: what they are → by language.
    words: tuple[tuple[str, dict[str, str]], ...] = ()
    #: The hosts that translations may link to though their source does not.
    hosts: tuple[str, ...] = ()
    exercises_path: str = "exercises"
    #: What ``conf.py`` has Sphinx load.
    extensions: tuple[str, ...] = ()
    #: Whether every chapter has every kind of work.
    full_bank: bool = True

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def exercises(self) -> Path:
        return self.root / self.exercises_path

    @property
    def locales(self) -> Path:
        return self.root / "locales"

    @property
    def translations(self) -> tuple[str, ...]:
        return tuple(lang for lang in self.languages if lang != self.source_language)

    def editions(self) -> list[Edition]:
        """Every edition: web, EPUB, PDF and kit in each language, translations that stand beside the source, and large print."""
        made = [Edition(Format.HTML, lang, f"html/{lang}") for lang in self.languages]
        many = len(self.aligned) > 1
        for lang in self.aligned:
            both = f"{self.file_name}-{self.source_language}-{lang}"
            made.append(Edition(Format.ALIGNED, lang, f"html/aligned-{lang}" if many else "html/aligned"))
            made.append(Edition(Format.ALIGNED_EPUB, lang, f"epub/{both}.epub"))
            made.append(Edition(Format.ALIGNED_PDF, lang, f"pdf/{both}.pdf"))
        for lang in self.languages:
            made.append(Edition(Format.EPUB, lang, f"epub/{self.file_name}-{lang}.epub"))
            made.append(Edition(Format.PDF, lang, f"pdf/{self.file_name}-{lang}.pdf"))
            made.append(Edition(Format.LARGE_PDF, lang, f"pdf/{self.file_name}-{lang}-large.pdf"))
            made.append(Edition(Format.KIT, lang, f"kit/{lang}"))
        return made

    def chosen(self, names: list[str]) -> list[Edition]:
        """The editions asked for, by name (``pdf-ja``), format (``pdf``) or language (``ja``); all of them where none is named."""
        editions = self.editions()
        known = {word for edition in editions for word in (edition.name, edition.format.value, edition.language)}
        if unknown := [name for name in names if name not in known]:
            hint = f"known: {', '.join(sorted(known))}"
            raise Refused([Finding("build.unknown-edition", Where("command line"), f"no edition `{name}`", hint) for name in unknown])
        return [e for e in editions if not names or {e.name, e.format.value, e.language} & set(names)]


def read_book(root: Path) -> Book:
    """Read ``conf.py``; raises ``Refused`` where it is missing, broken or lacks what the press needs."""
    path = root / "conf.py"
    if not path.is_file():
        raise Refused(
            [Finding("build.no-book", Where(str(root)), "no conf.py here", "run it in the folder of a book, or name one with --book")]
        )
    try:
        settings: dict[str, Any] = runpy.run_path(str(path))
    except SyntaxError as error:
        raise Refused(
            [Finding("build.broken-conf", Where(str(path), error.lineno or 0), f"conf.py: {error.msg}", "mend that line")]
        ) from None
    except Exception as error:  # a book's configuration may raise anything; the reader gets one line of it
        raise Refused([Finding("build.broken-conf", Where(str(path)), f"conf.py: {error!r}", "mend it")]) from None
    source = settings.get("taiyaku_source_language", "ja")
    listed = tuple(settings.get("taiyaku_languages", [source]))
    titles = settings.get("taiyaku_titles", {})
    if source not in listed or any(lang not in titles for lang in listed):
        hint = "taiyaku_languages lists every language, the source first; taiyaku_titles has a title for each"
        raise Refused([Finding("build.broken-conf", Where(str(path)), "taiyaku_languages and taiyaku_titles do not fit", hint)])
    locales = root.resolve() / "locales"
    languages = discover_languages(listed, locales)
    aligned = settings.get("taiyaku_aligned_languages") or [lang for lang in listed if lang != source]
    return Book(
        root.resolve(),
        source,
        languages,
        dict.fromkeys(languages, titles[source]) | book_words(titles, source, languages, locales),
        settings.get("taiyaku_file_name", "book"),
        settings.get("taiyaku_date", ""),
        tuple(lang for lang in aligned if lang in languages and lang != source),
        tuple(words_of(settings)),
        tuple(settings.get("taiyaku_translation_hosts", ())),
        extensions=tuple(name for name in settings.get("extensions", ()) if isinstance(name, str)),
        full_bank=bool(settings.get("taiyaku_exercises_full", True)),
    )


def words_of(settings: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """What ``conf.py`` says in words that a reader sees, with a description for translators."""
    yield "title of the book", dict(settings.get("taiyaku_titles", {}))
    yield "author of the book", dict(settings.get("taiyaku_authors", {}))
    for kind, labels in settings.get("taiyaku_box_labels", {}).items():
        yield f"label of boxes ({kind})", dict(labels)
