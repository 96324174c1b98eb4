"""How exercises look in HTML: no script; an option opens to show what it deserves, the solution opens on demand."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.writers.html5 import HTML5Translator

from taiyaku.exercises.ext import nodes as parts
from taiyaku.exercises.ext.settle import OPENING
from taiyaku.exercises.model import KIND_NAMES, Kind
from taiyaku.strings import translate


def say(self: HTML5Translator, text: str) -> str:
    return self.encode(translate(text, str(self.config.language)))


def visit_exercise(self: HTML5Translator, node: nodes.Element) -> None:
    name = node["ids"][0]
    attributes: dict[str, Any] = {"aria-labelledby": f"{name}-title", "data-form": node["form"]}
    if node.get("key"):
        attributes["data-key"] = node["key"]
    self.body.append(self.starttag(node, "section", CLASS=f"tai-{node['kind']}", **attributes))


def depart_exercise(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</section>\n")


#: What the script that checks answers says; it is written into the page once, so that the script knows no language.
SCRIPT_WORDS = {
    "check": "Check",
    "again": "Start again",
    "right": "Right.",
    "part": "{right} of {all} right.",
    "not-yet": "Not yet.",
    "first": "Give an answer first.",
    "kept": "Kept on this device only.",
    "answer": "Your answer",
    "gap": "Gap {number}",
    "place": "Place {number}",
}


def words_for_script(lang: str) -> str:
    """An element that nobody sees with the words of the script as its data."""
    words = "".join(f' data-{name}="{escape(translate(text, lang))}"' for name, text in SCRIPT_WORDS.items())
    return f'<div hidden id="tai-check-words"{words}></div>\n'


def add_script(app: Sphinx, _page: str, _template: str, context: dict[str, Any], tree: nodes.document | None) -> None:
    """Give script and words to pages with exercises that open, and to no other."""
    if app.builder.name in OPENING and tree is not None and any(tree.findall(parts.exercise)):
        app.add_js_file("check.js", loading_method="defer")
        app.add_css_file("check.css")
        context["body"] = context.get("body", "") + words_for_script(str(app.config.language))


def add_static(_app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(Path(__file__).parents[1] / "static"))


def visit_title(self: HTML5Translator, node: nodes.Element) -> None:
    exercise = node.parent
    level = min(6, self.section_level + self.initial_header_level)
    self.body.append(self.starttag(node, f"h{level}", "", CLASS="tai-exercise-title", ids=[f"{exercise['ids'][0]}-title"]))
    self.context.append(f"h{level}")


def depart_title(self: HTML5Translator, node: nodes.Element) -> None:
    kind = say(self, KIND_NAMES[Kind(node.parent["kind"])])
    self.body.append(f'</{self.context.pop()}>\n<p class="tai-exercise-kind">{kind}</p>\n')


def visit_choices(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append('<ol class="tai-choices" type="A">\n')


def depart_choices(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</ol>\n")


def visit_choice(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append('<li class="tai-choice"><details>')


def depart_choice(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</details></li>\n")


def visit_label(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "summary", "", CLASS="tai-label"))


def depart_label(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</summary>")


def visit_feedback(self: HTML5Translator, node: nodes.Element) -> None:
    right = node.parent["right"]
    word = say(self, "Right." if right else "Wrong.")
    self.body.append(f'<div class="tai-feedback tai-{"right" if right else "wrong"}"><p class="tai-verdict">{word}</p>\n')


def depart_feedback(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</div>")


def visit_solution(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f'<details class="tai-solution"><summary>{say(self, "Solution")}</summary>\n')


def visit_proof(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f'<details class="tai-proof"><summary>{say(self, "Proof from the facts")}</summary>\n')


def depart_details(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</details>\n")


def pass_by(self: Any, node: nodes.Node) -> None:
    """What holds only parts, or was settled into ordinary nodes, writes nothing of its own."""


def skip(self: Any, node: nodes.Node) -> None:
    raise nodes.SkipNode


def visit_title_plainly(self: Any, node: nodes.Element) -> None:
    """Write a title as a paragraph would be."""
    self.visit_paragraph(node)


def depart_title_plainly(self: Any, node: nodes.Element) -> None:
    self.depart_paragraph(node)


HTML: dict[type[nodes.Element], tuple[Any, Any]] = {
    parts.exercise: (visit_exercise, depart_exercise),
    parts.exercise_title: (visit_title, depart_title),
    parts.choices: (visit_choices, depart_choices),
    parts.choice: (visit_choice, depart_choice),
    parts.wording: (visit_label, depart_label),
    parts.feedback: (visit_feedback, depart_feedback),
    parts.solution: (visit_solution, depart_details),
    parts.proof: (visit_proof, depart_details),
}


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes with every writer that Sphinx has, and the script with the pages that have use for it."""
    app.connect("config-inited", add_static)
    app.connect("html-page-context", add_script)
    for kind in parts.NODES:
        plain: tuple[Any, Any] = (pass_by, pass_by)
        if kind is parts.exercise_title:
            plain = (visit_title_plainly, depart_title_plainly)
        if kind is parts.proof:
            plain = (skip, pass_by)
        writers: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), plain)
        app.add_node(kind, html=HTML.get(kind, (pass_by, pass_by)), **writers)
