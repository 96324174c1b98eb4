"""What an exercise is: its kind, the form of response that the kind asks for, and the parts that are read from its file.

An exercise's id is its path below the exercises folder without the suffix. It never comes from wording, so that what is exported keeps
its identity when a sentence changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from taiyaku.finding import Where


class Kind(StrEnum):
    """What pupils do in an exercise."""

    SINGLE = "single-choice"
    MULTIPLE = "multiple-choice"
    HUNT = "error-hunt"
    TRUE_FALSE = "true-false"
    NUMERIC = "numeric"
    SHORT = "short-answer"
    MATCHING = "matching"
    MAP = "map-marking"
    ORDERING = "ordering"
    CLOZE = "cloze"
    READING = "reading"
    PYTHON = "python-task"
    SOURCE = "source-task"
    DEBATE = "debate"
    SIMULATION = "simulation"
    ESSAY = "essay"


class Form(StrEnum):
    """The form of the response; checks, page and exports follow the form, so that a new kind costs one line."""

    CHOICE = "choice"
    TRUTH = "truth"
    NUMBER = "number"
    WORDS = "words"
    PAIRS = "pairs"
    ORDER = "order"
    GAPS = "gaps"
    OPEN = "open"
    CODE = "code"


FORMS: Mapping[Kind, Form] = MappingProxyType(
    {
        Kind.SINGLE: Form.CHOICE,
        Kind.MULTIPLE: Form.CHOICE,
        Kind.HUNT: Form.CHOICE,
        Kind.TRUE_FALSE: Form.TRUTH,
        Kind.NUMERIC: Form.NUMBER,
        Kind.SHORT: Form.WORDS,
        Kind.MATCHING: Form.PAIRS,
        Kind.MAP: Form.PAIRS,
        Kind.ORDERING: Form.ORDER,
        Kind.CLOZE: Form.GAPS,
        Kind.READING: Form.NUMBER,
        Kind.PYTHON: Form.CODE,
        Kind.SOURCE: Form.OPEN,
        Kind.DEBATE: Form.OPEN,
        Kind.SIMULATION: Form.OPEN,
        Kind.ESSAY: Form.OPEN,
    }
)

#: What a reader of the page is told about the kind (translated through the press's catalogue).
KIND_NAMES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SINGLE: "Single choice",
        Kind.MULTIPLE: "Multiple choice",
        Kind.HUNT: "Hunt for errors",
        Kind.TRUE_FALSE: "True or false, with a reason",
        Kind.NUMERIC: "Number",
        Kind.SHORT: "Short answer",
        Kind.MATCHING: "Matching",
        Kind.MAP: "Finding places on a map",
        Kind.ORDERING: "Chronological order",
        Kind.CLOZE: "Fill in the gaps",
        Kind.READING: "Reading a table or figure",
        Kind.PYTHON: "Python task",
        Kind.SOURCE: "Source task",
        Kind.DEBATE: "Structured debate",
        Kind.SIMULATION: "Simulation",
        Kind.ESSAY: "Essay",
    }
)


class Level(StrEnum):
    """What is asked of the mind (Bloom's taxonomy, as revised in 2001)."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"


class Way(StrEnum):
    """How an answer follows from the facts that it names."""

    VALUE = "value"
    VERDICT = "verdict"
    NAME = "name"
    COUNT = "count"
    SUM = "sum"
    DIFFERENCE = "difference"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Answer:
    """The way to the answer and the facts on it, as target expressions (``summit4-date.start``)."""

    way: Way
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What changes from variant to variant: one of ``values``, or a member (code in lower case) of an organisation ``on`` a day."""

    name: str
    values: tuple[str, ...] = ()
    members: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its text as written, the fact that it carries (``target``) if the text is a bare role, and the feedback on it."""

    text: str
    feedback: str
    where: Where
    target: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together."""

    left: str
    right: str
    where: Where


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in a cloze text: the words that fill it, as written (nothing: the press words them), and the fact behind them."""

    words: str
    target: str
    where: Where


@dataclass(frozen=True, slots=True)
class Criterion:
    """One level of a rubric: its name, what reaches it, and a sample answer."""

    level: str
    description: str
    sample: str
    where: Where


@dataclass(frozen=True, slots=True)
class Example:
    """A Python block of the file, with the line on which its code begins."""

    code: str
    where: Where


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as it stands in its file. ``key`` holds the positions (from 1) of the right options where they are named by position;
    ``take`` is how many options, pairs or steps a variant shows (0: all of them)."""

    id: str
    kind: Kind
    title: str
    aim: str
    level: Level
    minutes: int
    where: Where
    title_line: int = 0
    section: str = ""
    facts: tuple[str, ...] = ()
    answer: Answer | None = None
    vary: tuple[Given, ...] = ()
    take: int = 0
    key: tuple[int, ...] = ()
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    lines: int = 0
    function: str = ""
    accept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    question: str = ""
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    steps: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    mistakes: tuple[Option, ...] = ()
    solution: str = ""
    examples: tuple[Example, ...] = ()
    key_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def form(self) -> Form:
        return FORMS[self.kind]

    @property
    def several(self) -> bool:
        """Whether more than one option can be right."""
        return self.kind in {Kind.MULTIPLE, Kind.HUNT}

    @property
    def chapter(self) -> str:
        """The stem of the chapter that it belongs to."""
        return self.id.partition("/")[0]

    def place(self, key: str) -> Where:
        """Where a key of the front matter stands; the file as a whole where it is not written."""
        return Where(self.where.file, self.key_lines.get(key, self.where.line))

    def right(self) -> tuple[int, ...]:
        """The positions (from 1) of the right options: those named by ``key``, else those whose bare role carries the answer."""
        if self.key:
            return self.key
        wanted = self.answer.targets if self.answer else ()
        return tuple(place for place, option in enumerate(self.options, 1) if option.target and option.target in wanted)
