"""``{translation-status}``: a page of the book that says how far each translation is."""

from __future__ import annotations

from pathlib import Path

from babel import Locale
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective

from taiyaku.aspects import show
from taiyaku.facts.ext.tables import Cell, table
from taiyaku.strings import translate
from taiyaku.translation.status import UNPARTED, Progress, progress_in, total


class StatusDirective(SphinxDirective):
    """A table for each language, or for the one named: a row a page, with what is translated, to be reviewed and missing."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        source, root = str(self.config.taiyaku_source_language), Path(self.env._app.confdir)  # Sphinx gives no other way to it
        for lang in self.arguments or [lang for lang in self.config.taiyaku_languages if lang != source]:
            show(self.env, root, f"progress {source} {lang}")
            if rows := progress_in(root, source, lang):
                made.append(self.draw(lang, rows))
        return made

    def draw(self, lang: str, rows: list[Progress]) -> nodes.Element:
        own = str(self.config.language)
        left = "Characters left" if str(self.config.taiyaku_source_language).partition("-")[0] in UNPARTED else "Words left"
        head = [translate(words, own) for words in ("Page", "Translated", "To review", "Missing", left)]
        cells = [[self.page_of(row), *figures(row)] for row in rows]
        cells.append([translate("In all", own), *figures(total(rows, lang))])
        made = table(head, cells, "tai-progress", language_name(lang, own), f"status-{lang}")
        for title in made.findall(nodes.title):
            title["translatable"] = False  # it is made in the page's language
        return made

    def page_of(self, row: Progress) -> Cell:
        """A link to the page with its title; the name of the file where it is no page."""
        page = Path(row.file).stem
        if page not in self.env.found_docs:
            return row.file
        inside = nodes.inline(row.file, page, classes=["xref", "doc"])
        options = {"refdoc": self.env.docname, "refdomain": "std", "reftype": "doc", "reftarget": f"/{page}", "refexplicit": False}
        return [pending_xref("", inside, refwarn=False, **options)]


def figures(row: Progress) -> list[Cell]:
    return [f"{row.percent}%", f"{row.fuzzy:,}", f"{row.missing:,}", f"{row.left:,}"]


def language_name(lang: str, own: str) -> str:
    """A language's name in the language of the page."""
    return Locale.parse(lang.replace("_", "-"), sep="-").get_display_name(own.replace("_", "-").partition("-")[0]) or lang
