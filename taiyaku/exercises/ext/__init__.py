"""The door of the exercises room to Sphinx: ``{exercises}`` and what stands inside an exercise."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from taiyaku.exercises.ext.aims import AimsDirective
from taiyaku.exercises.ext.directives import (
    BlankRole,
    CriteriaDirective,
    ExercisesDirective,
    GivenRole,
    SolutionDirective,
)
from taiyaku.exercises.ext.domain import ExercisesDomain, domain_of, find_outdated
from taiyaku.exercises.ext.html import setup_nodes
from taiyaku.exercises.ext.nodes import (
    blank,
    choice,
    choices,
    couple,
    criteria,
    criterion,
    exercise,
    exercise_title,
    feedback,
    given,
    pairs,
    proof,
    sequence,
    solution,
    step,
    unit,
    wording,
)
from taiyaku.exercises.ext.reports import report
from taiyaku.exercises.ext.settle import SettleExercises

__all__ = [
    "blank",
    "choice",
    "choices",
    "couple",
    "criteria",
    "criterion",
    "domain_of",
    "exercise",
    "exercise_title",
    "feedback",
    "given",
    "pairs",
    "proof",
    "report",
    "sequence",
    "setup",
    "solution",
    "step",
    "unit",
    "wording",
]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("taiyaku.config")
    app.setup_extension("taiyaku.facts.ext")
    setup_nodes(app)
    app.add_domain(ExercisesDomain)
    app.connect("env-get-outdated", find_outdated)
    app.add_directive("aims", AimsDirective)
    app.add_directive("exercises", ExercisesDirective)
    app.add_directive("solution", SolutionDirective)
    app.add_directive("criteria", CriteriaDirective)
    app.add_directive("mistakes", CriteriaDirective)
    app.add_role("blank", BlankRole())
    app.add_role("given", GivenRole())
    app.add_post_transform(SettleExercises)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
