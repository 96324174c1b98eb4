"""Settle each exercise for the output that it goes to, once the page is in its language.

Every output gets the options shuffled and the answers collected in the solution. HTML keeps options that open to show their feedback;
all others get ordinary lists. What an export needs is left as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from taiyaku.exercises.answers import accepted, amount, ways_to_fill, work_out
from taiyaku.exercises.ext import nodes as parts
from taiyaku.exercises.ext.domain import domain_of
from taiyaku.exercises.given import alternatives, choose, word
from taiyaku.exercises.model import Exercise, Form, Kind
from taiyaku.exercises.vary import disorder, order
from taiyaku.facts import UnknownFact
from taiyaku.facts.ext import facts_of, language_of
from taiyaku.facts.words import say
from taiyaku.strings import translate

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Builders whose pages can open and close a part.
OPENING = frozenset({"html", "dirhtml", "singlehtml"})
#: Builders that take the exercises further.
EXPORTING = frozenset({"bank", "kit"})


class SettleExercises(SphinxPostTransform):
    """Shuffle, then hand the parts to the reader in the way that the output has."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        builder = self.env._builder_cls.name
        if builder == "gettext":  # catalogues are made from the untouched source, though Sphinx resolves it
            return
        for node in list(self.document.findall(parts.exercise)):
            shown = domain_of(self.env).shown.get(node["exid"])
            if shown is None:
                continue
            shuffle(node, shown.exercise)
            if builder not in EXPORTING:
                Settler(node, shown.exercise, self, builder in OPENING).settle()


def shuffle(node: nodes.Element, exercise: Exercise) -> None:
    """Put options and steps into an order that the exercise's id fixes; true and false stay as they are."""
    for found in node.findall(parts.choices):
        if exercise.form is Form.CHOICE:
            options = parts.elements(found)
            found[:] = [options[place] for place in order(len(options), exercise.id)]
    for found_steps in node.findall(parts.sequence):
        steps = parts.elements(found_steps)
        found_steps[:] = [steps[place] for place in disorder(tuple(step["rank"] for step in steps), exercise.id)]


def lettered(items: Iterable[nodes.Element]) -> nodes.enumerated_list:
    return nodes.enumerated_list("", *items, enumtype="upperalpha", prefix="", suffix=".")


def item(words: nodes.Element) -> nodes.list_item:
    """A list item with the words of a label, in the language that they stand in."""
    kept = {name: words[name] for name in ("lang", "classes") if words.get(name)}
    return nodes.list_item("", nodes.paragraph("", "", *words.children, **kept))


def led_by(verdict: nodes.strong, blocks: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Blocks with a verdict before the first word; above them where the first is no paragraph in the language of the page."""
    if blocks and isinstance(blocks[0], nodes.paragraph) and not blocks[0].get("lang"):
        blocks[0][:0] = [verdict, nodes.Text(" ")]
        return [*blocks]
    return [nodes.paragraph("", "", verdict), *blocks]


class Settler:
    """Settles one exercise; ``opening`` says whether the output can open and close a part."""

    def __init__(self, node: nodes.Element, exercise: Exercise, transform: SphinxPostTransform, opening: bool) -> None:
        self.node, self.opening = node, opening
        self.env, self.lang = transform.env, str(transform.config.language)
        self.answers: list[nodes.Node] = []
        self.facts = facts_of(self.env)
        self.chosen = next(iter(alternatives(exercise, self.facts)), {})
        self.exercise = choose(exercise, self.chosen)
        self.key: Sequence[str | list[str]] = ()

    def settle(self) -> None:
        self.settle_givens()
        for options in list(self.node.findall(parts.choices)):
            self.settle_choices(options)
        for couples in list(self.node.findall(parts.pairs)):
            self.settle_pairs(couples)
        for steps in list(self.node.findall(parts.sequence)):
            self.settle_sequence(steps)
        self.settle_gaps()
        self.settle_worked()
        self.settle_criteria()
        self.settle_solution()
        if self.key and self.opening:  # what a script on the page compares an answer with; it stands in the solution in any case
            self.node["key"] = json.dumps(self.key, ensure_ascii=False)

    def say(self, text: str) -> str:
        return translate(text, self.lang)

    def answer(self, *words: nodes.Node) -> None:
        """Note a line of the answer."""
        self.answers.append(nodes.paragraph("", "", nodes.strong("", self.say("Answer")), nodes.Text(" "), *words, classes=["tai-answer"]))

    def settle_choices(self, found: nodes.Element) -> None:
        options = parts.elements(found)
        self.answer(nodes.Text(", ".join(LETTERS[place] for place, one in enumerate(options) if one["right"])))
        if self.opening:
            return
        said = []
        for one in options:
            verdict = nodes.strong("", self.say("Right." if one["right"] else "Wrong."))
            said.append(
                nodes.list_item("", *led_by(verdict, [child for part in one if isinstance(part, parts.feedback) for child in part]))
            )
        self.answers.append(lettered(said))
        found.replace_self(lettered(item(parts.elements(one)[0]) for one in options))

    def settle_pairs(self, found: nodes.Element) -> None:
        couples = [parts.elements(one) for one in parts.elements(found) if len(one) == 2]
        drawn = disorder(tuple(range(len(couples))), self.exercise.id)
        if self.exercise.kind is Kind.MAP:  # the letters are those on the map: their order stays, that of the places changes
            couples = [couples[place] for place in drawn]
            drawn = tuple(drawn.index(place) for place in range(len(couples)))
        left = nodes.enumerated_list("", *(item(one[0]) for one in couples), enumtype="arabic", prefix="", suffix=".")
        right = lettered(item(couples[place][1]) for place in drawn)
        letters = [LETTERS[drawn.index(number)] for number in range(len(couples))]
        self.key = letters
        self.answer(nodes.Text(", ".join(f"{number}–{letter}" for number, letter in enumerate(letters, 1))))
        found.replace_self(nodes.container("", left, right, classes=["tai-pairs"]))

    def settle_sequence(self, found: nodes.Element) -> None:
        steps = parts.elements(found)
        places = sorted(range(len(steps)), key=lambda place: int(steps[place]["rank"]))
        letters = [LETTERS[place] for place in places]
        self.key = letters
        self.answer(nodes.Text(" → ".join(letters)))
        found.replace_self(nodes.container("", lettered(nodes.list_item("", *step.children) for step in steps), classes=["tai-steps"]))

    def settle_gaps(self) -> None:
        """Number the gaps of each column, and list in the solution what fills those of the last (the page's own language)."""
        filled: dict[str, list[nodes.Node]] = {}
        ways: list[list[str]] = []
        for gap in list(self.node.findall(parts.blank)):
            column = column_of(gap)
            number = len(filled.setdefault(column, [])) + 1
            filled[column] += [nodes.list_item("", nodes.paragraph("", "", *(child.deepcopy() for child in gap)))]
            ways.append(list(ways_to_fill(gap.astext(), gap["target"], self.facts, self.lang)))
            gap.replace_self(nodes.inline("", f"[ {number} ]", classes=["tai-gap"]))
        if filled:
            fillings = filled.get("") or next(iter(filled.values()))
            self.key = ways if set(filled) == {""} else []
            self.answers.append(nodes.enumerated_list("", *fillings, enumtype="arabic", prefix="", suffix=".", classes=["tai-answer"]))

    def settle_givens(self) -> None:
        """Say what is given in the language of its place; where the facts do not have it, the checks have said so."""
        for found in list(self.node.findall(parts.given)):
            lang = language_of(found, self.env.config)
            try:
                found.replace_self(nodes.Text(word(found["target"], self.chosen, self.facts, lang)))
            except (UnknownFact, ValueError):
                found.replace_self(nodes.Text(found["target"]))

    def settle_worked(self) -> None:
        """Write the answer that was worked out, with its unit."""
        units = [found for found in list(self.node.findall(parts.unit)) if found.parent.remove(found) is None]
        facts = self.facts
        try:
            if self.exercise.form is Form.NUMBER and self.exercise.answer:
                value = work_out(self.exercise.answer, facts)[0]
                number = say(value, self.lang)
                self.key = [f"{amount(value):f}", f"{self.exercise.tolerance:f}"]
                space = [] if self.lang in {"ja", "zh"} else [nodes.Text(" ")]
                self.answer(nodes.Text(number), *(part for found in units for part in (*space, *found.children)))
            elif self.exercise.form is Form.WORDS and self.exercise.answer:
                self.key = list(accepted(self.exercise, facts, self.lang))
                self.answer(nodes.Text(" / ".join(str(value) for value in work_out(self.exercise.answer, facts, self.lang))))
        except (UnknownFact, ValueError):
            return  # the checks have reported it

    def settle_criteria(self) -> None:
        for found in list(self.node.findall(parts.criteria)):
            rows = []
            for level in parts.elements(found):
                words, *blocks = parts.elements(level)
                rows.append(nodes.definition_list_item("", nodes.term("", "", *words.children), nodes.definition("", *blocks)))
            heading = nodes.paragraph("", "", nodes.strong("", self.say(found["heading"])))
            self.answers += [heading, nodes.definition_list("", *rows, classes=["tai-rubric"])]
            found.parent.remove(found)

    def settle_solution(self) -> None:
        """Put the answers at the head of the solution; where nothing opens and closes, it stands below the question under its name."""
        found = next(iter(self.node.findall(parts.solution)), None) or parts.solution("")
        if found.parent:
            found.parent.remove(found)
        found[:0] = self.answers
        if self.opening:
            self.node += found
            return
        for proof in list(found.findall(parts.proof)):
            proof.parent.remove(proof)
        heading = nodes.paragraph("", "", nodes.strong("", self.say("Solution")))
        self.node += nodes.container("", heading, *found.children, classes=["tai-solution", "solution"])


def column_of(node: nodes.Node) -> str:
    """``src`` in the source column of an aligned page, nothing elsewhere."""
    current = node.parent
    while current is not None:
        if "tai-src" in current.get("classes", []):
            return "src"
        current = current.parent
    return ""
