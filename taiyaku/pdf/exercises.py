"""Exercises on paper: the question with room to write, and the page of its answer; the answers stand together at the end of the book.

Options, pairs, steps and gaps come settled into ordinary lists by the exercises room.
"""

from __future__ import annotations

from docutils import nodes

from taiyaku.pdf.escape import quote
from taiyaku.pdf.writer import Handler, Writer, write_children

LINES = {"number": 1, "words": 1, "truth": 2, "open": 8}
"""Lines to write on, by the form of the response, where the exercise does not say how many."""
MOST_LINES = 10
"""A book is no exercise book: whoever writes more takes a sheet, and the worksheets of the kit have all the lines."""
TITLE = "Answers to the exercises"


def is_answer(node: nodes.Element) -> bool:
    """Whether a part of an exercise is for those who have answered."""
    return type(node).__name__ in {"solution", "proof"} or "tai-solution" in node["classes"]


def write_exercise(writer: Writer, node: nodes.Element) -> str:
    """The question with its number in the chapter; the answer is kept for the end under the same number."""
    number = f"{writer.scope.chapter or writer.scope.doc}-{writer.count('exercise')}"
    title = next((child for child in node.children if type(child).__name__ == "exercise_title"), None)
    children = [child for child in node.children if child is not title and isinstance(child, nodes.Element)]
    shown = [child for child in children if not is_answer(child)]
    settings = [f"number: {quote(number)}", f"kind: {quote(writer.say(str(node.get('kind_name', ''))))}"]
    if isinstance(title, nodes.Element):
        settings.append(f"title: [{writer.inline(title.children)}]")
    body = writer.blocks(shown)
    if held := "\n\n".join(text for child in children if is_answer(child) and (text := write_answer(writer, child))):
        label = f"exercises:{number}"
        settings.append(f"answer: {quote(label)}")
        writer.solutions.append(f"#anchor({quote(label)});\n#exercise(number: {quote(number)})[{held}]")
    count = min(MOST_LINES, int(node.get("lines") or LINES.get(str(node.get("form", "")), 0)))
    return f"#exercise({', '.join(settings)})[{body}{f'{chr(10)}{chr(10)}#answer-lines({count})' if count else ''}]"


def write_answer(writer: Writer, node: nodes.Element) -> str:
    """What an answer says, without the heading that stands above it where answers follow their questions; proofs are for the screen."""
    if type(node).__name__ == "proof":
        return ""
    children = node.children[1:] if "tai-solution" in node["classes"] else node.children
    return writer.blocks(children)


def write_solutions(writer: Writer) -> str:
    """The answers as the last chapter; nothing where the book has no exercises."""
    if not writer.solutions:
        return ""
    label, title = "exercises:", writer.say(TITLE)
    writer.titles[label] = ("", title)
    head = f"#new-chapter()\n#heading(level: 1)[#{quote(title)};];#label({quote(label)});"
    return "\n\n".join([head, *writer.solutions])


def write_container(writer: Writer, node: nodes.Element) -> str:
    """What is to be matched stands side by side on one page, unless two languages need the room; any other container is its content."""
    lists = [writer.write(child) for child in node.children] if "tai-pairs" in node["classes"] else []
    if len(lists) == 2 and not any("#pair(" in written for written in lists):
        return f"#match({', '.join(f'[{written}]' for written in lists)})"
    return "\n\n".join(lists) or write_children(writer, node)


HANDLERS: dict[str, Handler] = {"exercise": write_exercise, "container": write_container}
