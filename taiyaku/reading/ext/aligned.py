"""Mark what is not translated and, in the aligned edition, put each block of the source beside its translation.

Sphinx translates at priority 20. ``KeepSource`` copies every translatable block before (19); ``PairSource`` puts the copies into the tree
after (22), early enough that everything later finds them in place: facts are worded in both columns, references resolved.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import LITERAL_TYPE_NODES, is_translatable

from taiyaku.reading.ext.nodes import pair

Kept: TypeAlias = list[tuple[nodes.TextElement, nodes.TextElement]]
ASIDE = (addnodes.toctree, nodes.substitution_definition, nodes.docinfo, nodes.comment, addnodes.compact_paragraph, nodes.field_list)
TITLES = (nodes.title, nodes.caption, nodes.rubric, nodes.term)


def language_class(lang: str) -> str:
    """The class that docutils writes as the attribute ``lang``."""
    return f"language-{lang}"


def translatable_blocks(document: nodes.document) -> Iterator[nodes.TextElement]:
    """The blocks of running text that Sphinx translates: no code, no mathematics, nothing generated, no metadata."""
    for node in document.findall(is_translatable):
        if not isinstance(node, nodes.TextElement) or isinstance(node, (*LITERAL_TYPE_NODES, addnodes.translatable, nodes.Inline)):
            continue
        if not _lies_aside(node):
            yield node


def _lies_aside(node: nodes.Node) -> bool:
    current: nodes.Node | None = node
    while current is not None:
        if isinstance(current, ASIDE) or (isinstance(current, nodes.Element) and "tai-generated" in current.get("classes", [])):
            return True
        current = current.parent
    return False


class TranslationTransform(SphinxTransform):
    """One that has work only in a translated edition."""

    def apply(self, **kwargs: Any) -> None:
        if issubclass(self.env._builder_cls, MessageCatalogBuilder):  # catalogues are made from the untouched source
            return
        if self.config.language == self.config.taiyaku_source_language:
            self.document["tai_translated"] = 100
        else:
            self.run()

    def run(self) -> None:
        raise NotImplementedError


class KeepSource(TranslationTransform):
    """Remember each block as the author wrote it."""

    default_priority = 19

    def run(self) -> None:
        self.document.tai_kept = [(node, node.deepcopy()) for node in translatable_blocks(self.document)]  # type: ignore[attr-defined]


class PairSource(TranslationTransform):
    """Mark untranslated blocks, count the share of the others, and pair the columns of the aligned edition."""

    default_priority = 22

    def run(self) -> None:
        kept: Kept = self.document.__dict__.pop("tai_kept", [])
        whole = done = 0
        for node, source in kept:
            if not any(letter.isalpha() for letter in source.rawsource or source.astext()):
                continue  # a bare number is the same in every language
            whole += 1
            if node.get("translated"):
                done += 1
                if self.config.taiyaku_aligned and node.astext() != source.astext():
                    self.put_beside(node, source)
            else:
                self.mark_untranslated(node)
        self.document["tai_translated"] = int(100 * done / whole) if whole else 100

    def mark_untranslated(self, node: nodes.TextElement) -> None:
        lang = self.config.taiyaku_source_language
        node["lang"] = lang
        node["classes"] += ["tai-untranslated", language_class(lang)]
        if isinstance(node, nodes.title):  # the contents copy a title's children, not the title
            words = nodes.inline("", "", *node.children, classes=[language_class(lang)], lang=lang)
            node.children = []
            node += words

    def put_beside(self, node: nodes.TextElement, source: nodes.TextElement) -> None:
        self.make_guest(source, node)
        lang = self.config.taiyaku_source_language
        if isinstance(node, nodes.paragraph):
            source["lang"], source["classes"] = lang, [*source["classes"], "tai-src"]
            both = pair("")
            both.source, both.line = node.source, node.line
            node.replace_self(both)
            both += [source, node]
            self.move_names(node, both)
        else:
            node += nodes.inline("", " ", *source.children, classes=["tai-src", language_class(lang)], lang=lang)

    def move_names(self, node: nodes.TextElement, both: pair) -> None:
        """Let an address lead to both columns, not to the second alone."""
        for name in ("ids", "names", "dupnames"):
            both[name], node[name] = node[name], []
        for name in both["ids"]:
            self.document.ids[name] = both
        if "number" in node:
            both["number"] = node.attributes.pop("number")

    def make_guest(self, source: nodes.TextElement, node: nodes.TextElement) -> None:
        """Strip a copy of all that must be unique, and of what would count twice."""
        present = {name for note in node.findall(nodes.footnote_reference) for name in note["ids"]}
        source.attributes.pop("number", None)
        for element in list(source.findall(nodes.Element)):
            ids, element["ids"], element["names"], element["dupnames"] = element["ids"], [], [], []
            if isinstance(element, nodes.footnote_reference):
                element["tai-note"] = element.attributes.pop("refname", "")
                element["ids"] = [name for name in ids if name not in present]  # a note that the translation dropped
                self.document.ids.update(dict.fromkeys(element["ids"], element))
            elif isinstance(element, (addnodes.index, nodes.target)):
                element.parent.remove(element)
            elif isinstance(element, nodes.reference) and "refname" in element:
                self.document.note_refname(element)


class NumberSourceNotes(SphinxTransform):
    """Give the note references of the source column the numbers of the notes; right after docutils has numbered them (620)."""

    default_priority = 621

    def apply(self, **kwargs: Any) -> None:
        for reference in list(self.document.findall(nodes.footnote_reference)):
            name = reference.get("tai-note")
            if not name:
                continue
            note = self.document.ids.get(self.document.nameids.get(name) or "")
            if not isinstance(note, nodes.footnote):
                reference.parent.remove(reference)  # docutils reports the same reference in the other column
                continue
            reference["refid"] = note["ids"][0]
            reference.children = [nodes.Text(note[0].astext())]
            reference[0].parent = reference


class PruneBacklinks(SphinxTransform):
    """Drop links from a note to references that a translation left out; after the search for unused notes (622)."""

    default_priority = 624

    def apply(self, **kwargs: Any) -> None:
        present = {name for reference in self.document.findall(nodes.footnote_reference) for name in reference["ids"]}
        for note in self.document.findall(nodes.footnote):
            note["backrefs"] = [name for name in note["backrefs"] if name in present]


class HideSourceTitles(SphinxTransform):
    """Take source words out of titles while names and link texts are drawn from them (Sphinx: 850, 880)."""

    default_priority = 845

    def apply(self, **kwargs: Any) -> None:
        titles = [title for title in self.document.findall(nodes.TextElement) if isinstance(title, TITLES)]
        hidden = [(title, title.pop()) for title in titles if title.children and _is_source(title[-1])]
        self.document.tai_hidden = hidden  # type: ignore[attr-defined]


class ShowSourceTitles(SphinxTransform):
    """Put them back."""

    default_priority = 885

    def apply(self, **kwargs: Any) -> None:
        for title, words in self.document.__dict__.pop("tai_hidden", []):
            title.append(words)


def _is_source(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and "tai-src" in node["classes"]


TRANSFORMS = (KeepSource, PairSource, NumberSourceNotes, PruneBacklinks, HideSourceTitles, ShowSourceTitles)
