"""Read the body of an exercise: the same Markdown that the page is made from, taken apart without a build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from taiyaku.exercises.model import Criterion, Example, Gap, Option, Pair
from taiyaku.finding import Where


@dataclass
class Body:
    """What stands in a body, in the order of the file."""

    title: str = ""
    title_line: int = 0
    question: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    mistakes: list[Option] = field(default_factory=list)
    solution: list[str] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)


def parse(text: str) -> SyntaxTreeNode:
    reader = MarkdownIt("commonmark").use(deflist_plugin).use(colon_fence_plugin).use(myst_role_plugin).enable("table")
    return SyntaxTreeNode(reader.parse(text))


def read_body(text: str, file: str) -> Body:
    """Take a body apart. ``text`` keeps the lines of its file (what is no body is blank), so that places can be named."""
    body = Body()
    for node in parse(text).children:
        read_block(node, body, file)
    body.gaps = list(find_gaps(parse(text), file))
    return body


def read_block(node: SyntaxTreeNode, body: Body, file: str) -> None:
    """Put one block where it belongs."""
    line = (node.map[0] if node.map else 0) + 1
    if node.type == "heading" and not body.title:
        body.title, body.title_line = words(node), line
    elif node.type == "dl":
        for term, definitions in items(node):
            place = Where(file, (term.map[0] if term.map else 0) + 1)
            body.options.append(Option(words(term), "\n\n".join(definitions), place, bare_fact(term)))
            body.pairs.append(Pair(words(term), definitions[0] if definitions else "", place))
    elif node.type == "ordered_list":
        body.steps += [words(item) for item in node.children]
    elif node.type in {"fence", "colon_fence"}:
        read_fence(node, line, body, file)
    else:
        body.question.append(words(node))
        if body.options:
            body.strays.append(line)


def read_fence(node: SyntaxTreeNode, line: int, body: Body, file: str) -> None:
    """Read a directive or a Python block; what else is fenced belongs to the question."""
    name = node.info.strip().partition(" ")[0]
    if name == "python":
        body.examples.append(Example(node.content, Where(file, line + 1)))
    elif name == "{solution}":
        inner = Body()
        for child in parse("\n" * line + node.content).children:
            read_block(child, inner, file)
        body.solution += inner.question or [""]
        body.examples += inner.examples
    elif name in {"{criteria}", "{mistakes}"}:
        for child in parse("\n" * line + node.content).children:
            for term, definitions in items(child) if child.type == "dl" else ():
                place = Where(file, (term.map[0] if term.map else 0) + 1)
                if name == "{mistakes}":
                    body.mistakes.append(Option(words(term), "\n\n".join(definitions), place))
                else:
                    first, rest = (definitions or [""])[0], definitions[1:]
                    body.criteria.append(Criterion(words(term), first, "\n\n".join(rest), place))
    elif not name.startswith("{"):  # a figure or a note is made by its own directive, in its own words
        body.question.append(node.content)


def items(node: SyntaxTreeNode) -> Iterator[tuple[SyntaxTreeNode, list[str]]]:
    """The terms of a definition list, each with the paragraphs of its definitions."""
    term: SyntaxTreeNode | None = None
    definitions: list[str] = []
    for child in node.children:
        if child.type == "dt":
            if term is not None:
                yield term, definitions
            term, definitions = child, []
        else:
            definitions += [words(part) for part in child.children]
    if term is not None:
        yield term, definitions


def words(node: SyntaxTreeNode) -> str:
    """The text of a block as it is written, roles included."""
    if node.type == "inline":
        return node.content
    return "\n".join(part for part in (words(child) for child in node.children) if part)


def bare_fact(term: SyntaxTreeNode) -> str:
    """The target of a term that is nothing but a bare ``{fact}`` role; nothing where it says more."""
    inline = [child for part in term.children for child in part.children]
    if len(inline) == 1 and inline[0].type == "myst_role" and inline[0].meta.get("name") == "fact" and "<" not in inline[0].content:
        return inline[0].content.strip()
    return ""


def find_gaps(node: SyntaxTreeNode, file: str, line: int = 0) -> Iterator[Gap]:
    """The gaps of a cloze text in order."""
    line = node.map[0] + 1 if node.type != "root" and node.map else line
    if node.type == "myst_role" and node.meta.get("name") == "blank":
        yield gap(node.content, Where(file, line))
    for child in node.children:
        yield from find_gaps(child, file, line)


def gap(content: str, where: Where) -> Gap:
    """``words <target>`` or a bare target."""
    head, bracket, tail = content.strip().rpartition("<")
    return Gap(head.strip(), tail.removesuffix(">").strip(), where) if bracket and tail.endswith(">") else Gap("", content.strip(), where)
