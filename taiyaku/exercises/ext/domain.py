"""What Sphinx remembers of exercises between builds: which page shows which, kept in a Domain, so that parallel reading loses none."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from taiyaku.exercises.model import Exercise

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """An exercise on a page."""

    docname: str
    anchor: str
    exercise: Exercise


class ExercisesDomain(Domain):
    """The exercises of the book by id."""

    name = "exercises"
    label = "Exercises"
    object_types: ClassVar[dict[str, ObjType]] = {"exercise": ObjType("exercise")}
    initial_data: ClassVar[dict[str, Any]] = {"shown": {}}
    data_version = 1

    def resolve_any_xref(self, *_args: Any, **_kwargs: Any) -> list[tuple[str, Any]]:
        """Exercises are found by their own addresses, never by a bare name."""
        return []

    @property
    def shown(self) -> dict[str, Shown]:
        return cast("dict[str, Shown]", self.data["shown"])

    def note(self, exercise: Exercise, docname: str, anchor: str, place: str) -> None:
        """Remember where an exercise is shown; a second page that shows it is a fault, since its address would be two."""
        other = self.shown.get(exercise.id)
        if other and other.docname != docname:
            message = "the exercise `%s` is shown in %s already → draw it in once"
            logger.warning(message, exercise.id, other.docname, location=place, type="exercises", subtype="shown-twice")
            return
        self.shown[exercise.id] = Shown(docname, anchor, exercise)

    def clear_doc(self, docname: str) -> None:
        for name in [name for name, shown in self.shown.items() if shown.docname == docname]:
            del self.shown[name]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for shown in otherdata["shown"].values():
            if shown.docname in docnames:
                self.note(shown.exercise, shown.docname, shown.anchor, shown.docname)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        for name, shown in sorted(self.shown.items()):
            yield name, shown.exercise.title, "exercise", shown.docname, shown.anchor, -1


def domain_of(env: BuildEnvironment) -> ExercisesDomain:
    return cast("ExercisesDomain", env.get_domain("exercises"))
