"""What an export says of itself: its bytes, how many items it holds, and a note for everything that its format cannot express."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from taiyaku.exercises.model import Form
from taiyaku.export.model import Item


class Loss(StrEnum):
    """What happened to an item, or to a part of it, on its way into a format."""

    LEFT_OUT = "left-out"
    REDUCED = "reduced"
    BY_HAND = "by-hand"
    RUBRIC = "rubric-as-notes"
    PICTURE = "picture-as-words"
    ANSWERS = "answers-lost"
    FEEDBACK = "feedback-lost"
    MARKUP = "markup-lost"


@dataclass(frozen=True, slots=True)
class Note:
    """One loss: the item, what kind of loss it is, and a sentence about it (a msgid of the press's catalogue)."""

    item: str
    loss: Loss
    message: str


@dataclass(frozen=True, slots=True)
class Export:
    """A file for another system, how many items it holds, and a note for each thing that the format cannot say."""

    data: bytes
    count: int
    notes: tuple[Note, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of the items that are not in the file."""
        return tuple(note.item for note in self.notes if note.loss is Loss.LEFT_OUT)


class Unsaid(Exception):
    """The format cannot express an item; the message is that of the note."""


def left_out(item: Item, reason: Unsaid) -> Note:
    return Note(item.id, Loss.LEFT_OUT, str(reason))


def common_notes(item: Item, *, drawn: bool) -> Iterator[Note]:
    """What every learning-management system loses in the same way; ``drawn`` says whether drawings come along as files."""
    if item.form is Form.TRUTH:
        yield Note(item.id, Loss.BY_HAND, "true or false is marked; the reason that is asked for is not")
    if item.form is Form.CODE:
        yield Note(item.id, Loss.BY_HAND, "a Python task becomes a text that is marked by hand")
    if item.form is Form.OPEN:
        yield Note(item.id, Loss.BY_HAND, "an open task is marked by hand")
    if item.rubric:
        yield Note(item.id, Loss.RUBRIC, "the rubric is a text for those who mark, not a form to be filled in")
    if item.pictures and not drawn:
        yield Note(item.id, Loss.PICTURE, "a picture is given as its description and its table of data")


def ordered(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=lambda note: (note.item, note.loss, note.message)))
