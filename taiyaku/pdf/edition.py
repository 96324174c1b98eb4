"""What one printed edition says about itself: title, imprint, date, fonts; all of it data for the page design."""

from __future__ import annotations

import datetime as dt
import os
import re
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from sphinx.config import Config

from taiyaku.finding import Finding, Refused, Where
from taiyaku.pdf.escape import language
from taiyaku.pdf.fonts import Typefaces
from taiyaku.strings import translate

PAPERS = ("b5", "a5", "a4-large")
ADDRESSES = ("note", "inline", "no")
REGIONS = {"ja": "jp", "en": "gb"}
"""The region whose habits a language is set in where the project's language names none."""
LOCALES = {"en": "en_GB"}
"""Where the day stands before the month in a language of which CLDR thinks otherwise."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: the data that ``design.typ`` reads from ``book.json``, the file's name without suffix, and the time it carries."""

    name: str
    data: dict[str, Any]
    timestamp: int


def describe_edition(config: Config, title: str, fonts: Typefaces) -> Edition:
    """Gather an edition's data from the configuration. Raises ``Refused`` where a value cannot be used."""
    check_options(config)
    titles: dict[str, str] = getattr(config, "taiyaku_titles", {})
    lang, region = language(config.language) or ("en", None)
    whole = config.taiyaku_pdf_title or titles.get(config.language) or title or config.project
    main, subtitle = split_title(whole, config.taiyaku_pdf_subtitle)
    date = date_of(config)
    data = {
        "title": main,
        "subtitle": subtitle,
        "author": config.author if config.author != "unknown" else "",
        "edition": edition_line(config, lang, date),
        "imprint": list(config.taiyaku_pdf_imprint) or imprint_of(config, whole, lang, date),
        "keywords": list(config.taiyaku_pdf_keywords),
        "date": [date.year, date.month, date.day] if date else None,
        "lang": lang,
        "region": region or REGIONS.get(lang),
        "paper": config.taiyaku_pdf_paper,
        "recto": config.taiyaku_pdf_recto,
        "aligned": bool(getattr(config, "taiyaku_aligned", False)),
        "words": words_of(config, lang),
        "fonts": {role: list(getattr(fonts, role)) for role in ("serif", "sans", "bold", "latin", "mono")},
    }
    timestamp = int(dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC).timestamp()) if date else 0
    return Edition(f"{name_of(config)}-{config.language}{'-aligned' if data['aligned'] else ''}", data, timestamp)


def edition_line(config: Config, lang: str, date: dt.date | None) -> str:
    """The edition and its day in words; a release that is more than a number is words already."""
    if config.taiyaku_pdf_edition or not config.release:
        return str(config.taiyaku_pdf_edition)
    release = str(config.release)
    named = translate("Edition {number}", lang).replace("{number}", release) if re.fullmatch(r"[\d.]+", release) else release
    return " · ".join([named[:1].upper() + named[1:], *([format_date(date, "long", LOCALES.get(lang, lang))] if date else [])])


def imprint_of(config: Config, whole: str, lang: str, date: dt.date | None) -> list[str]:
    """The back of the title page where the configuration has nothing for it but the terms of use: title, author, edition, licence."""
    licence = str(getattr(config, "taiyaku_licence", ""))
    return [whole, str(config.author), edition_line(config, lang, date), licence] if licence else []


def words_of(config: Config, lang: str) -> dict[str, str]:
    """The design's own words, in the language of the book; figures and tables are called what references call them."""
    formats: dict[str, str] = getattr(config, "numfig_format", {})
    named = {kind: str(formats.get(kind) or translate(kind.title(), lang)).partition("%s")[0].strip() for kind in ("figure", "table")}
    return {"contents": translate("Contents", lang), "colon": "——" if lang == "ja" else ": ", **named}


def check_options(config: Config) -> None:
    """Refuse values that the design does not know, all at once."""
    choices = (("taiyaku_pdf_paper", PAPERS), ("taiyaku_pdf_addresses", ADDRESSES))
    wrong = [
        Finding("pdf.unknown-option", Where("conf.py"), f"{name} is {config[name]!r}", f"choose one of {', '.join(known)}")
        for name, known in choices
        if config[name] not in known
    ]
    if wrong:
        raise Refused(wrong)


def split_title(title: str, subtitle: str) -> tuple[str, str]:
    """Title and subtitle; without a subtitle of its own, what follows a double dash or a colon is the subtitle."""
    if subtitle:
        return title, subtitle
    head, _, tail = next((parts for mark in ("——", "──", ": ", "：") if (parts := title.partition(mark))[1]), (title, "", ""))
    return head.strip(), tail.strip()


def date_of(config: Config) -> dt.date | None:
    """The date that the file carries: SOURCE_DATE_EPOCH, else the configured one, else none, so that bytes repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    if not config.taiyaku_date:
        return None
    try:
        return dt.date.fromisoformat(str(config.taiyaku_date))
    except ValueError:
        message = f"taiyaku_date is {config.taiyaku_date!r}"
        raise Refused([Finding("pdf.unknown-option", Where("conf.py"), message, "write YYYY-MM-DD")]) from None


def name_of(config: Config) -> str:
    """The file's name: the configured one, else the project's name where it is plain ASCII, else ``book``."""
    wanted = config.taiyaku_pdf_name or getattr(config, "taiyaku_file_name", "") or (config.project if config.project.isascii() else "")
    return re.sub(r"[^A-Za-z0-9._-]+", "-", wanted).strip("-.").lower() or "book"
