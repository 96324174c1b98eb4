"""The nodes of exercises. All text in them is ordinary translatable text, so that Sphinx translates it like any other."""

from __future__ import annotations

from docutils import nodes


def elements(node: nodes.Element) -> list[nodes.Element]:
    """The children of a node that are no bare text."""
    return [child for child in node.children if isinstance(child, nodes.Element)]


class exercise(nodes.General, nodes.Element):
    """One exercise. Attributes: ``exid``, ``kind``, ``kind_name`` (in English), ``form``, ``lines``, ``ids``."""


class exercise_title(nodes.Part, nodes.TextElement):
    """The title of an exercise."""


class wording(nodes.Part, nodes.TextElement):
    """The words of an option, of one side of a pair, or of a level of a rubric."""


class unit(nodes.Part, nodes.TextElement):
    """The unit in which a number is asked for; written by the press beside the answer."""


class choices(nodes.General, nodes.Element):
    """The options. Attribute: ``several`` (more than one can be right)."""


class choice(nodes.Part, nodes.Element):
    """One option: a ``wording`` and its ``feedback``. Attributes: ``right``, and ``place``, its place in the file from 1."""


class feedback(nodes.Part, nodes.Element):
    """What is said to one who chose an option."""


class pairs(nodes.General, nodes.Element):
    """What belongs together, each ``couple`` two labels."""


class couple(nodes.Part, nodes.Element):
    """Two labels that belong together."""


class sequence(nodes.General, nodes.Element):
    """Steps to be put in order."""


class step(nodes.Part, nodes.Element):
    """One step. Attribute: ``rank``, its true place from 1."""


class blank(nodes.Inline, nodes.TextElement):
    """A gap in a cloze text; its child is the ``fact`` that fills it. Attribute: ``target``."""


class given(nodes.Inline, nodes.TextElement):
    """What changes from variant to variant. Attribute: ``target``, a given's name or a target expression with givens in it."""


class criteria(nodes.General, nodes.Element):
    """A rubric."""


class criterion(nodes.Part, nodes.Element):
    """One level of a rubric: a ``wording``, what reaches it, and a sample answer."""


class solution(nodes.General, nodes.Element):
    """The worked answer."""


class proof(nodes.General, nodes.Element):
    """The Python block that proves the answer from the facts."""


NODES = (
    exercise,
    exercise_title,
    wording,
    unit,
    choices,
    choice,
    feedback,
    pairs,
    couple,
    sequence,
    step,
    blank,
    given,
    criteria,
    criterion,
    solution,
    proof,
)
