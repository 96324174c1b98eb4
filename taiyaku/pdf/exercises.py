"""Exercises on paper: the question with options and lines to write on; answers and feedback in an appendix.

The form of the response (``choice``, ``pairs``, ``order``, ``gaps``, …) decides what may be seen: pairs and steps are sorted by their
words, for the order of the file is the answer; gaps are blanks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes

from taiyaku.pdf.blocks import tight
from taiyaku.pdf.escape import quote, words
from taiyaku.pdf.writer import Handler, Writer

BEHIND = {"solution", "criteria", "feedback", "answer", "hint", "rubric_table"}
"""Class names of what only the appendix shows."""
LINES = {"number": 1, "words": 1, "truth": 2, "open": 8, "code": 8}
"""Lines to write on, by form, unless the exercise says how many."""


@dataclass
class Sheet:
    """What one exercise shows, and what it holds back."""

    shown: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)


def write_exercise(writer: Writer, node: nodes.Element) -> str:
    """The question; its answers are kept for the appendix under the same number."""
    number = str(node.get("number") or "") or f"{writer.scope.chapter or writer.scope.doc}-{writer.count('exercise')}"
    form, sheet = str(node.get("form", "")), Sheet()
    title = next((child for child in node.children if type(child).__name__ in {"title", "exercise_title"}), None)
    for child in node.children:
        if child is not title and isinstance(child, nodes.Element):
            sort_out(writer, child, form, sheet)
    count = int(node.get("lines") or LINES.get(form, 0))
    lines = f"\n\n#answer-lines({count})" if count else ""
    heading = f", title: [{writer.inline(title.children)}]" if isinstance(title, nodes.Element) else ""
    if sheet.held:
        writer.solutions.append(f"#exercise(number: {quote(number)})[{chr(10).join(sheet.held)}]")
    kind = quote(writer.say(str(node.get("kind_name") or "")) if node.get("kind_name") else "")
    return f"#exercise(number: {quote(number)}, kind: {kind}{heading})[{(chr(10) * 2).join(sheet.shown)}{lines}]"


def sort_out(writer: Writer, child: nodes.Element, form: str, sheet: Sheet) -> None:
    """Put one part of an exercise where print has it."""
    if type(child).__name__ in BEHIND or BEHIND & set(child["classes"]):
        sheet.held.append(writer.blocks([child] if isinstance(child, nodes.paragraph) else child.children))
    elif isinstance(child, nodes.definition_list):
        show_options(writer, child, form, sheet)
    elif isinstance(child, nodes.enumerated_list) and form == "order":
        given = [item for item in child.children if isinstance(item, nodes.Element)]
        steps = sorted(given, key=lambda item: item.astext())
        steps = steps[::-1] if steps == given else steps
        sheet.shown.append(f"#options({', '.join(f'[{tight(writer, step)}]' for step in steps)})")
        sheet.held.append(f"#enum({', '.join(f'[#{quote(item.astext())};]' for item in child.children)})")
    else:
        sheet.shown.append(writer.write(child))


def show_options(writer: Writer, node: nodes.Element, form: str, sheet: Sheet) -> None:
    """Options by their words, with the feedback on each held back; for pairs both sides, the right one sorted."""
    items = [item for item in node.children if isinstance(item, nodes.definition_list_item)]
    terms = [writer.inline(term.children) for item in items for term in item.findall(nodes.term)]
    bodies = [tight(writer, body) for item in items for body in item.findall(nodes.definition)]
    if form == "pairs":
        sheet.shown.append(f"#enum({', '.join(f'[{term}]' for term in terms)})")
        sheet.shown.append(f"#options({', '.join(f'[{body}]' for body in sorted(bodies))})")
    else:
        sheet.shown.append(f"#options({', '.join(f'[{term}]' for term in terms)})")
    sheet.held.append(f"#definitions({', '.join(f'([{term}], [{body}])' for term, body in zip(terms, bodies, strict=False))})")


def write_gap(writer: Writer, node: nodes.Element) -> str:
    """A blank as long as its word, at least four characters."""
    return words("＿" * max(4, len(node.astext())))


def write_solutions(writer: Writer) -> str:
    """The appendix with what the exercises held back; nothing where they held nothing."""
    if not writer.solutions:
        return ""
    label = "exercises:solutions"
    title = writer.say("Answers to the exercises")
    writer.titles[label] = ("", title)
    head = f"#new-chapter()\n#heading(level: 1)[#{quote(title)};];#label({quote(label)});"
    return "\n\n".join([head, *writer.solutions])


HANDLERS: dict[str, Handler] = {"exercise": write_exercise, "gap": write_gap}
