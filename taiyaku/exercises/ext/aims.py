"""``{aims}``: what pupils can do after a chapter, from ``aims.yaml``."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from taiyaku.exercises.aims import FILE, Aim, read_aims
from taiyaku.exercises.ext.reports import report
from taiyaku.facts.ext import facts_of
from taiyaku.finding import Finding, Where


class AimsDirective(SphinxDirective):
    """A definition list of a chapter's aims: the name that exercises use, which no translator needs to see, and what it says."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        root = facts_of(self.env).root
        folder = (root / self.config.taiyaku_exercises_path).resolve()
        self.env.note_dependency(str(folder / FILE))
        aims, faults = read_aims(folder, root)
        chosen = [aim for aim in aims if aim.chapter == self.arguments[0]]
        if not chosen and not faults:
            where = Where(str(self.env.doc2path(self.env.docname)), self.lineno)
            faults = [Finding("exercises.no-aims", where, f"no aims of {self.arguments[0]}", f"write them in {folder / FILE}")]
        for fault in faults:
            report(fault)
        return [nodes.definition_list("", *(draw(aim) for aim in chosen), classes=["tai-aims"], stem=self.arguments[0])] if chosen else []


def draw(aim: Aim) -> nodes.definition_list_item:
    words = nodes.paragraph(aim.text, aim.text)
    words.source, words.line = aim.where.file, aim.where.line
    return nodes.definition_list_item("", nodes.term("", aim.id, translatable=False), nodes.definition("", words))
