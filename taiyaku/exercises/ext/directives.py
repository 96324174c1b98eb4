"""``{exercises}`` draws a chapter's exercises in; ``{solution}``, ``{criteria}`` and ``{blank}`` belong inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docutils import nodes
from docutils.nodes import system_message
from docutils.statemachine import StringList
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from taiyaku.exercises.answers import ranks, right_options
from taiyaku.exercises.checks import judge
from taiyaku.exercises.ext import nodes as parts
from taiyaku.exercises.ext.domain import domain_of
from taiyaku.exercises.ext.reports import report
from taiyaku.exercises.given import chosen_first
from taiyaku.exercises.model import KIND_NAMES, Exercise, Form
from taiyaku.exercises.read import cut, read_folder
from taiyaku.facts import UnknownFact
from taiyaku.facts.ext import fact, facts_of
from taiyaku.facts.ext.resting import rest_on
from taiyaku.facts.prints import CORE, NAMES
from taiyaku.finding import Finding, Where

#: What may be the id of a fact.
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ExercisesDirective(SphinxDirective):
    """Draw in the exercises of a folder, by default that of the chapter, in the order of their file names."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        root = facts_of(self.env).root
        folder = (root / self.config.taiyaku_exercises_path).resolve()
        chapter = self.arguments[0] if self.arguments else Path(self.env.docname).name
        domain_of(self.env).note_folder(self.env.docname, folder / chapter)
        rest_on(self.env, NAMES)
        exercises, faults = read_folder(folder, chapter, root)
        if not exercises and not faults:
            where = Where(str(self.env.doc2path(self.env.docname)), self.lineno)
            faults = [Finding("exercises.missing", where, f"no exercises in {folder / chapter}", "add a file such as first-question.md")]
        faults += judge(exercises, facts_of(self.env), str(self.config.taiyaku_source_language))
        for fault in faults:
            report(fault)
        return [self.draw(exercise, root) for exercise in exercises]

    def draw(self, exercise: Exercise, root: Path) -> nodes.Element:
        """Parse one file into a node whose every part knows the file and line that it comes from."""
        path = root / exercise.where.file
        self.env.note_dependency(str(path))
        self.depend_on_facts(path)
        lines = self.text_of(path).split("\n")
        if exercise.title_line:
            lines[exercise.title_line - 1] = ""
        name = "ex-" + exercise.id.replace("/", "-")
        node = parts.exercise("", ids=[name], exid=exercise.id, kind=str(exercise.kind), form=str(exercise.form), classes=["tai-exercise"])
        node["kind_name"], node["lines"] = KIND_NAMES[exercise.kind], exercise.lines
        node.source, node.line = str(path), 1
        self.state.document.note_explicit_target(node, node)
        with self.inside(path):
            words, _ = self.state.inline_text(exercise.title, exercise.title_line)
            node += placed(parts.exercise_title(exercise.title, "", *words), str(path), exercise.title_line)
            self.state.nested_parse(StringList(lines, str(path)), -self.lineno, node)
        if exercise.unit:
            node += placed(parts.unit(exercise.unit, exercise.unit), str(path), exercise.place("unit").line)
        shape(node, exercise, self.right(exercise))
        if exercise.form is Form.ORDER:
            self.rank(node, exercise)
        domain_of(self.env).note(exercise, self.env.docname, name, self.place())
        return node

    def depend_on_facts(self, path: Path) -> None:
        """Have the page depend on the values of every fact whose id the file says anywhere: in its answer, its data or its proof."""
        facts = facts_of(self.env)
        for word in sorted(set(ID.findall(path.read_text("utf-8")))):
            if facts.has_target(word):
                rest_on(self.env, CORE + word)

    def place(self) -> str:
        return f"{self.env.doc2path(self.env.docname)}:{self.lineno}"

    def text_of(self, path: Path) -> str:
        text = path.read_text("utf-8").replace("\r\n", "\n")
        halves = cut(text)
        return halves.body if halves else text

    @contextmanager
    def inside(self, path: Path) -> Iterator[None]:
        """Let what is parsed name ``path`` as its source: MyST takes it from the document, docutils from the reporter."""
        document, reporter = self.state.document, self.state.document.reporter
        source, spoken, locate = document["source"], reporter.source, getattr(reporter, "get_source_and_line", None)
        document["source"] = reporter.source = str(path)

        def find(line: int | None = None) -> tuple[str, int | None]:
            return str(path), line

        reporter.get_source_and_line = find
        try:
            yield
        finally:
            document["source"], reporter.source = source, spoken
            if locate is None:
                del reporter.get_source_and_line
            else:
                reporter.get_source_and_line = locate

    def right(self, exercise: Exercise) -> tuple[int, ...]:
        """The right options; where the facts do not decide them, the checks have said so."""
        try:
            return right_options(chosen_first(exercise, facts_of(self.env)), facts_of(self.env))
        except (UnknownFact, ValueError):
            return ()

    def rank(self, node: nodes.Element, exercise: Exercise) -> None:
        """Give each step its true place; where the dates do not decide it, the checks have said so."""
        steps = list(node.findall(parts.step))
        try:
            places = ranks(exercise.answer, facts_of(self.env)) if exercise.answer else ()
        except (UnknownFact, ValueError):
            places = ()
        for number, step in enumerate(steps):
            step["rank"] = places[number] if len(places) == len(steps) else number + 1


def placed(node: nodes.Element, source: str, line: int | None) -> nodes.Element:
    node.source, node.line = source, line
    return node


def as_label(element: nodes.TextElement) -> nodes.Element:
    """The same words as a label, with the place and the message that they had."""
    return placed(parts.wording(element.rawsource, "", *element.children), element.source or "", element.line)


def halves(item: nodes.Element) -> tuple[list[nodes.Element], list[nodes.Node]]:
    """The terms of a definition list's item, as labels, and the blocks of its definitions."""
    words = [as_label(part) for part in item if isinstance(part, nodes.term)]
    return words, [child for part in item if isinstance(part, nodes.definition) for child in part.children]


def shape(node: nodes.Element, exercise: Exercise, right: tuple[int, ...]) -> None:
    """Turn the lists of the question into the parts that the kind has."""
    for child in list(node.children):
        if isinstance(child, nodes.definition_list):
            child.replace_self(make_pairs(child) if exercise.form is Form.PAIRS else make_choices(child, exercise, right))
        elif isinstance(child, nodes.enumerated_list) and exercise.form is Form.ORDER:
            steps = [placed(parts.step("", *item.children), item.source or "", item.line) for item in parts.elements(child)]
            child.replace_self(parts.sequence("", *steps))


def make_choices(found: nodes.definition_list, exercise: Exercise, right: tuple[int, ...]) -> nodes.Element:
    """Options with their feedback, the right ones marked. Of a statement the first option is true, the second false."""
    made = parts.choices("", several=exercise.several)
    for position, item in enumerate(parts.elements(found), 1):
        words, said = halves(item)
        made += placed(
            parts.choice("", *words, parts.feedback("", *said), right=position in right, place=position), item.source or "", item.line
        )
    return made


def make_pairs(found: nodes.definition_list) -> nodes.Element:
    made = parts.pairs("")
    for item in parts.elements(found):
        words, _ = halves(item)
        said = [as_label(part) for part in item.findall(nodes.paragraph)][:1]
        made += placed(parts.couple("", *words, *said), item.source or "", item.line)
    return made


class SolutionDirective(SphinxDirective):
    """The worked answer, with the proof; read by those who ask for it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        node = parts.solution("")
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        for block in list(node.findall(nodes.literal_block)):
            if block.get("language") == "python":
                # Sphinx's own doctest builder runs what is marked like this
                block["testnodetype"], block["groups"], block["options"] = "doctest", [f"{block.source}:{self.lineno}"], {}
                block.replace_self(parts.proof("", block.deepcopy()))
        return [node]


#: What stands over the list, by directive (translated through the press's catalogue).
HEADINGS = {"criteria": "Rubric", "mistakes": "Common mistakes"}


class CriteriaDirective(SphinxDirective):
    """A rubric: a definition list of levels, best first, each with what reaches it and, in a second paragraph, a sample answer.

    Under the name ``{mistakes}``: what goes wrong in a Python task, each with what to say about it.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        holder = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, holder)
        made = parts.criteria("", heading=HEADINGS[self.name])
        self.set_source_info(made)
        for item in [item for found in holder if isinstance(found, nodes.definition_list) for item in parts.elements(found)]:
            words, said = halves(item)
            made += placed(parts.criterion("", *words, *said), item.source or "", item.line)
        return [made]


class BlankRole(ReferenceRole):
    """A gap, filled by a fact: ``{blank}`words <id.key>` `` or, worded by the press, ``{blank}`id.key` ``."""

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        target = self.target.strip()
        words = self.title if self.has_explicit_title else ""
        filling = fact(self.rawtext, words, target=target, bare=not self.has_explicit_title)
        self.set_source_info(filling)
        node = parts.blank(self.rawtext, "", filling, target=target)
        self.set_source_info(node)
        return [node], []


class GivenRole(ReferenceRole):
    """What changes from variant to variant: ``{given}`state` ``, or a value that depends on it, ``{given}`alba.{state}` ``."""

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        node = parts.given(self.rawtext, "", target=self.target.strip())
        self.set_source_info(node)
        return [node], []
