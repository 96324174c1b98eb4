"""The words an author has: directives for boxes, roles for foreign words and ruby."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import system_message
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import ReferenceRole, SphinxDirective, SphinxRole

from taiyaku.reading.ext.nodes import box, box_title, foreign, ruby


def _ids(argument: str | None) -> list[str]:
    return (argument or "").split()


class BoxDirective(SphinxDirective):
    """A box with an optional title and the facts it is about; its kind is the directive's name."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"claims": _ids, "facts": _ids, "name": directives.unchanged, "class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Make the box; says where each part stands, since MyST does not for the argument."""
        self.assert_has_content()
        node = box("", kind=self.name, facts=[*self.options.get("claims", []), *self.options.get("facts", [])])
        node["key"] = f"box-{self.env.new_serialno('tai-box') + 1}"
        node["classes"] += self.options.get("class", [])
        self.set_source_info(node)
        if self.arguments:
            node += self.make_title(self.arguments[0], node["key"])
        self.state.nested_parse(self.content, self.content_offset, node)
        self.add_name(node)
        return [node]

    def make_title(self, text: str, key: str) -> box_title:
        children, messages = self.state.inline_text(text, self.lineno)
        title = box_title(text, "", *children, *messages, ids=[f"{key}-title"])
        self.set_source_info(title)
        return title


class ForeignRole(SphinxRole):
    """Words in the language that the role is named after."""

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        node = foreign(self.rawtext, self.text, lang=self.name.lower(), foreign=True)
        self.set_source_info(node)
        return [node], []


class RubyRole(ReferenceRole):
    r"""``{ruby}`自由貿易 <じゆうぼうえき>` ``; with as many ``|`` on both sides the readings stand over their own characters."""

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        bases, readings = self.title.split("|"), self.target.split("|")
        if not self.has_explicit_title or (len(bases) != len(readings) and len(bases) > 1):
            hint = "write {ruby}`words <reading>`, with the same number of | on both sides"
            message = self.inliner.reporter.error(f"ruby without a fitting reading: {self.text}; {hint} [reading.ruby]", line=self.lineno)
            return [nodes.Text(self.title.replace("|", ""))], [message]
        if len(bases) == 1:
            readings = ["".join(readings)]
        node = ruby(self.rawtext, "".join(bases), reading="".join(readings))
        node["parts"] = [f"{base}|{reading}" for base, reading in zip(bases, readings, strict=True)]
        self.set_source_info(node)
        return [node], []


def add_language_roles(app: Sphinx, config: Config) -> None:
    """Register one role for each language of ``taiyaku_inline_languages``."""
    for lang in config.taiyaku_inline_languages:
        app.add_role(lang, ForeignRole(), override=True)


def setup_vocabulary(app: Sphinx) -> None:
    for kind in ("points", "criticism", "assessment", "since"):
        app.add_directive(kind, BoxDirective)
    app.add_role("ruby", RubyRole())
    app.connect("config-inited", add_language_roles)
