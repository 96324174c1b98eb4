"""Collect the exercises of a page, already in its language, as plain items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docutils import nodes
from sphinx.environment import BuildEnvironment

from taiyaku.exercises import ext as parts
from taiyaku.exercises.answers import accepted, amount, right_options, sources_of, ways_to_fill, work_out
from taiyaku.exercises.given import Chosen, alternatives, choose, word
from taiyaku.exercises.model import Exercise, Form
from taiyaku.export.ext.render import Render
from taiyaku.export.markup import plain, wrap
from taiyaku.export.model import Choice, Item
from taiyaku.facts.ext import facts_of

#: What is no part of the question itself.
APART = (parts.exercise_title, parts.unit, parts.choices, parts.pairs, parts.sequence, parts.criteria, parts.solution)


def collect(doctree: nodes.document, env: BuildEnvironment, lang: str) -> Iterator[Item]:
    """The items of a page in its order."""
    for node in doctree.findall(parts.exercise):
        shown = parts.domain_of(env).shown.get(node["exid"])
        if shown:
            variants = [make_variant(node, shown.exercise, chosen, env, lang) for chosen in alternatives(shown.exercise, facts_of(env))]
            yield replace(variants[0], alternatives=tuple(variants) if len(variants) > 1 else ())


def make_variant(node: nodes.Element, exercise: Exercise, chosen: Chosen, env: BuildEnvironment, lang: str) -> Item:
    """The item with one alternative of its givens."""
    facts, settled = facts_of(env), choose(exercise, chosen)
    render = Render(lambda expression: word(expression, chosen, facts, lang))
    return complete(make_item(node, settled, render, right_options(settled, facts)), settled, env, lang)


def make_item(node: nodes.Element, exercise: Exercise, render: Render, right: tuple[int, ...]) -> Item:
    """What the tree says of an exercise."""
    question = render.all(child for child in node if not isinstance(child, APART))
    steps = sorted(node.findall(parts.step), key=lambda step: int(step["rank"]))
    return Item(
        id=exercise.id,
        kind=exercise.kind,
        form=exercise.form,
        title=" ".join(title.astext() for title in node.findall(parts.exercise_title)),
        question=question,
        aim=exercise.aim,
        level=exercise.level,
        minutes=exercise.minutes,
        facts=exercise.facts,
        solution="".join(render.all(found.children) for found in node.findall(parts.solution)),
        choices=tuple(make_choice(one, render, right) for one in node.findall(parts.choice)),
        several=any(found["several"] for found in node.findall(parts.choices)),
        pairs=tuple((render.all(one.children[:1]), render.all(one.children[1:])) for one in node.findall(parts.couple) if len(one) == 2),
        steps=tuple(render.all(step.children) for step in steps),
        gaps=tuple(render.gaps),
        fillings=tuple((target,) for target in render.targets),
        tolerance=exercise.tolerance,
        unit=" ".join(found.astext() for found in node.findall(parts.unit)),
        rubric="".join(make_rubric(found, render) for found in node.findall(parts.criteria)),
        lines=exercise.lines,
        pictures=tuple(render.pictures),
        take=exercise.take,
    )


def make_choice(node: nodes.Element, render: Render, right: tuple[int, ...]) -> Choice:
    words = "".join(render.all(part.children) for part in node if isinstance(part, parts.wording))
    said = "".join(render.all(part.children) for part in node if isinstance(part, parts.feedback))
    return Choice(words, node["place"] in right, said)


def make_rubric(node: nodes.Element, render: Render) -> str:
    rows = (
        wrap("dt", render.all(level.children[:1])) + wrap("dd", render.all(level.children[1:])) for level in node.findall(parts.criterion)
    )
    return wrap("dl", "".join(rows))


def complete(item: Item, exercise: Exercise, env: BuildEnvironment, lang: str) -> Item:
    """Add what follows from the facts: sources, the number, the accepted words; raises ``UnknownFact`` or ``ValueError``."""
    facts = facts_of(env)
    given = replace(item, sources=sources_of(exercise, facts))
    if exercise.form is Form.NUMBER and exercise.answer:
        return replace(given, number=amount(work_out(exercise.answer, facts, lang)[0]))
    if exercise.form is Form.GAPS:
        filled = zip(item.gaps, item.fillings, strict=True)
        return replace(given, fillings=tuple(ways_to_fill(words, target, facts, lang) for words, (target,) in filled))
    if exercise.form is Form.WORDS:
        return replace(given, accepted=tuple(plain(words) for words in accepted(exercise, facts, lang)))
    return given
