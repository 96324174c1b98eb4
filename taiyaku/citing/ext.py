"""The door of citing to Sphinx: a section at the foot of every page, and ``citation_*`` tags in its head."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

from taiyaku import __version__
from taiyaku.citing import Work, bibtex, reference, ris
from taiyaku.finding import Finding, Refused, Where
from taiyaku.reading.ext.context import current_edition
from taiyaku.strings import translate

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

#: Stands in the page for the number of the paragraph that a reader picks; ``cite.js`` puts it in.
SLOT = "{n}"
#: Characters of a page's description.
LONGEST = 150
#: Pages that no one cites.
MACHINERY = {"search", "genindex", "404"}


def work_of(app: Sphinx, pagename: str, title: str, url: str) -> Work:
    """The page as something to cite; the root page stands for the book."""
    config = app.config
    language = str(config.language)
    whole = pagename == config.root_doc
    chapter = re.match(r"\d+", pagename.rpartition("/")[2])
    return Work(
        book=config.taiyaku_titles.get(language) or str(config.project),
        author=config.taiyaku_authors.get(language) or str(config.author),
        language=language,
        key="-".join([str(config.taiyaku_file_name), *([] if whole else [re.sub(r"[^a-z0-9]+", "-", pagename.lower())]), language]),
        edition=str(config.release),
        date=str(config.taiyaku_date),
        title="" if whole else title,
        chapter=chapter[0] if chapter and not whole else "",
        url=url,
        licence=str(config.taiyaku_licence),
    )


def tags(work: Work, pdf: str) -> list[tuple[str, str]]:
    """What search engines for scholars read, in the order in which they document it."""
    made = [
        ("citation_title", work.title or work.book),
        ("citation_inbook_title", work.book if work.title else ""),
        ("citation_author", work.author),
        ("citation_publication_date", work.date.replace("-", "/")),
        ("citation_language", work.language),
        ("citation_public_url", work.url),
        ("citation_pdf_url", pdf),
    ]
    return [(name, text) for name, text in made if text]


def describe(doctree: nodes.document | None) -> str:
    """What a page is about, for the results of a search: how its first paragraph of running text begins."""
    for paragraph in doctree.findall(nodes.paragraph) if doctree is not None else ():
        if isinstance(paragraph.parent, nodes.section) and "tai-src" not in paragraph["classes"]:
            text = " ".join(paragraph.astext().split())
            return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    return ""


def report_address(template: str, work: Work, lang: str) -> str:
    """An address for reports with subject and body filled in; ``{fact}`` stays for the fact, ``cite.js`` puts it in.

    Without a configured address it opens an empty message to nobody: the reader chooses whom to tell.
    """
    subject = translate("An error in {book}", lang).replace("{book}", work.book)
    body = "\n".join(
        [
            f"{translate('Edition', lang)}: {work.edition} {work.date}".strip(),
            f"{translate('Page', lang)}: {work.key} {work.title or work.book}",
            f"{translate('Fact', lang)}: {{fact}}",
            f"{translate('What is wrong, and which source shows it', lang)}: ",
        ]
    )
    filled = template or "mailto:?subject={subject}&body={body}"
    return filled.replace("{subject}", quote(subject, safe="")).replace("{body}", quote(body, safe="").replace("%7Bfact%7D", "{fact}"))


def add_citation(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give the page its citation section and its tags; pages of machinery have none."""
    if not is_web(app) or (doctree is None and pagename in MACHINERY):
        return
    lang, base = str(app.config.language), str(app.config.taiyaku_base_url).rstrip("/")
    title = re.sub(r"<[^>]+>", "", str(context.get("title", "")))
    work = work_of(app, pagename, title, str(context.get("pageurl") or ""))
    pdf = f"{base}/pdf/{app.config.taiyaku_file_name}-{lang}.pdf" if base else ""
    metas = "".join(f'\n    <meta name="{name}" content="{escape(text)}">' for name, text in tags(work, pdf))
    if "description" not in context.get("metatags", "") and (told := describe(doctree)):
        metas = f'\n    <meta name="description" content="{escape(told)}">{metas}'
    context["metatags"] = str(context.get("metatags", "")) + metas
    part = replace(work, paragraph=SLOT)
    shown = {
        "reference": (translate("Reference", lang), "", reference(work), reference(part)),
        "bibtex": ("BibTeX", "bib", bibtex(work), bibtex(part)),
        "ris": ("RIS", "ris", ris(work).replace("\r\n", "\n"), ris(part).replace("\r\n", "\n")),
    }
    context["tai_citation"] = {"key": work.key, "forms": shown, "report": report_address(app.config.taiyaku_report_address, work, lang)}


def place_on_the_web(app: Sphinx, config: Config) -> None:
    """Let Sphinx know the home of this edition from the home of the book; refuses one that is no absolute address."""
    base = str(config.taiyaku_base_url)
    if not base:
        return
    if not re.match(r"https?://[^/\s]+", base):
        message, hint = f"taiyaku_base_url is {base!r}", "write an absolute address, as https://example.org/book/"
        raise Refused([Finding("citing.base-url", Where("conf.py"), message, hint)])
    if not config.html_baseurl:
        config.html_baseurl = f"{base.rstrip('/')}/html/{current_edition(config)}/"


def is_web(app: Sphinx) -> bool:
    """Whether pages are laid out by the press's own theme, which has the places for citing."""
    return app.builder.name in {"html", "dirhtml", "singlehtml"} and str(app.config.html_theme) == "taiyaku"


def add_script(app: Sphinx) -> None:
    if is_web(app):
        app.add_js_file("cite.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("config-inited", place_on_the_web)
    app.connect("builder-inited", add_script)
    app.connect("html-page-context", add_citation, priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
