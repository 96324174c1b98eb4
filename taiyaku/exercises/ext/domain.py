"""What Sphinx remembers of exercises between builds: which page shows which, kept in a Domain, so that parallel reading loses none."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, cast

from sphinx.application import Sphinx
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
    initial_data: ClassVar[dict[str, Any]] = {"shown": {}, "folders": {}}
    data_version = 2

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

    def note_folder(self, docname: str, folder: Path) -> None:
        """Remember which files a page found in a folder: a file that comes or goes makes the page stale."""
        self.data["folders"].setdefault(docname, {})[str(folder)] = listing(folder)

    def outdated(self) -> list[str]:
        """The pages whose folders hold other files than when they were read."""
        folders: dict[str, dict[str, tuple[str, ...]]] = self.data["folders"]
        return [docname for docname, noted in folders.items() if any(listing(Path(path)) != names for path, names in noted.items())]

    def clear_doc(self, docname: str) -> None:
        self.data["folders"].pop(docname, None)
        for name in [name for name, shown in self.shown.items() if shown.docname == docname]:
            del self.shown[name]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for shown in otherdata["shown"].values():
            if shown.docname in docnames:
                self.note(shown.exercise, shown.docname, shown.anchor, shown.docname)
        self.data["folders"].update({name: noted for name, noted in otherdata["folders"].items() if name in docnames})

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        for name, shown in sorted(self.shown.items()):
            yield name, shown.exercise.title, "exercise", shown.docname, shown.anchor, -1


def listing(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in folder.glob("*.md")))


def find_outdated(_app: Sphinx, env: BuildEnvironment, *_sets: set[str]) -> list[str]:
    """Tell Sphinx which pages are stale for files that it cannot know of: a dependency of Sphinx is a file that is there."""
    return domain_of(env).outdated()


def domain_of(env: BuildEnvironment) -> ExercisesDomain:
    return cast("ExercisesDomain", env.get_domain("exercises"))
