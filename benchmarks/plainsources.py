"""The sources alone, for the peer: every role and directive of the press is a stub that shows its words, and nothing is looked up or made.

So Sphinx builds what stands in ``docs/`` and nothing more: no lists, no exercises, no figures, no evidence, no translation. The contents of
the book are worked out once, as the theme does it: what Sphinx would lose over them, page by page, must not hide what the press costs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import roles
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from taiyaku.theme.ext.contents import share_contents

KNOWN = {
    "toctree",
    "list-table",
    "figure",
    "image",
    "admonition",
    "note",
    "ref",
    "numref",
    "doc",
    "math",
    "code-block",
    "eval-rst",
    "rubric",
}
ROLE = re.compile(r"\{([a-z-]+)\}`")
DIRECTIVE = re.compile(r"^ *[:`]{3,}\{([a-z-]+)\}", re.MULTILINE)


class AnyOptions(dict[str, Callable[[str], str]]):
    """Takes every option as it is."""

    def __bool__(self) -> bool:
        return True

    def __contains__(self, _name: object) -> bool:
        return True

    def __getitem__(self, _name: str) -> Callable[[str], str]:
        return str


class Stub(SphinxDirective):
    """A box with whatever stands in it."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = AnyOptions()

    def run(self) -> list[nodes.Node]:
        title = [nodes.paragraph("", self.arguments[0])] if self.arguments else []
        return [nodes.container("", *title, *self.parse_content_to_nodes())]


def show(
    _name: str, rawtext: str, text: str, _line: int, _inliner: Inliner, _options: Any = None, _content: Any = None
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    return [nodes.inline(rawtext, re.sub(r"\s*<[^<>]*>$", "", text))], []


def setup(app: Sphinx) -> dict[str, Any]:
    app.setup_extension("benchmarks.plaintheme")
    app.connect("html-page-context", share_contents({}))
    for path in sorted(Path(app.srcdir).glob("*.md")):
        text = path.read_text("utf-8")
        for name in set(ROLE.findall(text)) - KNOWN:
            roles.register_local_role(name, show)  # type: ignore[arg-type]
        for name in set(DIRECTIVE.findall(text)) - KNOWN:
            app.add_directive(name, Stub, override=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
