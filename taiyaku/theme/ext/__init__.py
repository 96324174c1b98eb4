"""The theme's door to Sphinx.

Guarantees of pages built with `html_theme = "taiyaku"`: no script or style stands in the page itself, and nothing is asked of another host.
"""

from __future__ import annotations

import zlib
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from jinja2 import FileSystemBytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

from taiyaku import __version__
from taiyaku.search.ext import is_ours
from taiyaku.strings import translate
from taiyaku.theme.ext.contents import share_contents
from taiyaku.theme.ext.freshness import clear_away, find_stale, note_named
from taiyaku.theme.ext.refilling import answer
from taiyaku.theme.ext.sidefiles import setup_side_files
from taiyaku.theme.ext.supplied import judge_supplied
from taiyaku.theme.lightening import number_chapters

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

#: Boxes that a reader can hide, and the press's words for them where the book has none of its own (`taiyaku_box_labels`).
HIDEABLE = {"criticism": "Source criticism", "since": "Since then"}
HERE = Path(__file__).resolve().parents[1]


def visit_table(translator: HTML5Translator, node: nodes.table) -> None:
    """Set a table in a box that scrolls sideways on a phone; column widths are left to the browser, for docutils writes them as styles."""
    if "colwidths-auto" not in node["classes"]:
        node["classes"].append("colwidths-auto")
    node.attributes.pop("width", None)
    translator.body.append('<div class="tai-scroll">\n')
    type(translator).visit_table(translator, node)


def depart_table(translator: HTML5Translator, node: nodes.table) -> None:
    """Close what `visit_table` opened."""
    type(translator).depart_table(translator, node)
    translator.body.append("</div>\n")


def mathml(source: str, *, display: bool) -> str:
    """Return MathML for LaTeX `source`, or its text marked as code where it is beyond the converter."""
    try:
        return str(tex2mathml(source, as_block=display))
    except MathError:
        return f"<code>{escape(source)}</code>"


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write inline mathematics as MathML, which needs neither script nor fonts."""
    translator.body.append(mathml(node.astext(), display=False))
    raise nodes.SkipNode


def visit_displaymath(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write displayed mathematics as MathML in a box that scrolls sideways."""
    ids = f' id="{node["ids"][0]}"' if node["ids"] else ""
    translator.body.append(f'<div class="tai-scroll tai-math"{ids}>{mathml(node.astext(), display=True)}</div>\n')
    raise nodes.SkipNode


def fit_table(app: Sphinx) -> None:
    """Install the table visitor for pages in this theme only: other themes and the EPUB keep Sphinx's."""
    if app.builder.format == "html" and getattr(app.config, "html_theme", "") == "taiyaku" and app.builder.name != "epub":
        app.add_node(nodes.table, override=True, html=(visit_table, depart_table))


@cache
def versioned(name: str) -> str:
    """The address of a script of the theme's, with a number for what is in it: a reader who returns gets the one that fits the page."""
    return f"_static/{name}?v={zlib.crc32((HERE / 'static' / name).read_bytes()):08x}"


def keep_compiled(app: Sphinx) -> None:
    """Keep the templates as they are compiled: a build that writes one page compiles none."""
    templates = getattr(app.builder, "templates", None)
    if is_ours(app) and isinstance(templates, BuiltinTemplateLoader):
        templates.environment.bytecode_cache = FileSystemBytecodeCache(str(app.doctreedir), "%s.template")


def speak(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give templates `tai_`, which words the press's own strings in the language of the edition, and the labels of boxes that hide."""
    lang = str(app.config.language)
    own: dict[str, dict[str, str]] = getattr(app.config, "taiyaku_box_labels", {})
    context.setdefault("tai_", partial(translate, lang=lang))
    context["tai_numbered"] = number_chapters
    context["tai_script"] = versioned
    context["tai_hideable"] = {kind: own.get(kind, {}).get(lang) or translate(words, lang) for kind, words in HIDEABLE.items()}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme `taiyaku` and the math renderer `mathml` (chosen with `html_math_renderer`)."""
    app.setup_extension("taiyaku.search.ext")
    app.add_html_theme("taiyaku", str(HERE))
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displaymath, None))
    app.connect("builder-inited", fit_table)
    app.connect("builder-inited", keep_compiled)
    app.connect("builder-inited", answer)
    app.connect("doctree-read", note_named)
    app.connect("env-get-updated", find_stale, priority=900)  # when Sphinx has given out its numbers
    setup_side_files(app)
    app.connect("build-finished", clear_away, priority=900)
    app.connect("build-finished", judge_supplied, priority=950)
    app.connect("html-page-context", speak)
    app.connect("html-page-context", share_contents({}))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
