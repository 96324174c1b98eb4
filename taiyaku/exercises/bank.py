"""Judge the bank as a whole: every aim examined, every chapter with the work that history asks for, and no habit that gives keys away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from taiyaku.exercises.aims import Aim
from taiyaku.exercises.answers import right_options
from taiyaku.exercises.choice_checks import columns, worded
from taiyaku.exercises.given import chosen_first
from taiyaku.exercises.model import Exercise, Form, Kind, Level, Way
from taiyaku.exercises.vary import order
from taiyaku.facts import Facts, UnknownFact
from taiyaku.finding import Finding, Severity, Where

#: How many source tasks a chapter has at least.
SOURCE_TASKS = 2
#: From how many exercises on a habit shows, and the share of keys that may be longest, stand at one place, or be true (or false).
HABIT_FROM, LONGEST, PLACE, TRUTH = 8, 0.5, 0.6, 0.75
#: Over how many seeds the places of a key are counted, and how far from its fair share a place may be.
SEEDS, UNFAIR = 200, 2.0


@dataclass(frozen=True, slots=True)
class Bank:
    """All exercises of a book with the aims that they serve."""

    exercises: tuple[Exercise, ...]
    aims: tuple[Aim, ...]
    facts: Facts
    lang: str

    def chapters(self) -> Mapping[str, list[Exercise]]:
        found: dict[str, list[Exercise]] = {}
        for exercise in self.exercises:
            found.setdefault(exercise.chapter, []).append(exercise)
        return found

    def place_of(self, chapter: str) -> Where:
        """The chapter's folder, named by its first file."""
        return self.chapters()[chapter][0].where


WORK: Mapping[str, tuple[Callable[[Exercise], bool], str]] = MappingProxyType(
    {
        "recall": (lambda one: one.level is Level.REMEMBER, "an exercise of `level: remember`"),
        "chronology": (
            lambda one: one.form is Form.ORDER or (one.answer is not None and one.answer.way in {Way.DAYS, Way.MONTHS, Way.YEARS}),
            "an `ordering`, or a number of days, months or years",
        ),
        "computation": (lambda one: one.form is Form.NUMBER, "a `numeric` or `reading` exercise"),
        "source criticism": (lambda one: one.kind is Kind.SOURCE, "a `source-task`"),
        "argument": (lambda one: one.kind in {Kind.DEBATE, Kind.SIMULATION, Kind.ESSAY}, "a `debate`, `simulation` or `essay`"),
    }
)


def check_aims(bank: Bank) -> Iterator[Finding]:
    """Every aim that an exercise names is declared for its chapter; every declared aim is examined, and reached without a program."""
    if not bank.aims:
        return
    declared = {(aim.chapter, aim.id): aim for aim in bank.aims}
    for exercise in bank.exercises:
        if (exercise.chapter, exercise.aim) not in declared:
            known = ", ".join(name for chapter, name in declared if chapter == exercise.chapter)
            message = f"`{exercise.aim}` is no aim of {exercise.chapter}"
            hint = f"known: {known or 'none'}; or add it to {bank.aims[0].where.file}"
            yield Finding("exercises.unknown-aim", exercise.place("aim"), message, hint)
    for (chapter, name), aim in declared.items():
        serving = [one for one in bank.exercises if (one.chapter, one.aim) == (chapter, name)]
        if not serving:
            yield Finding("exercises.aim-not-examined", aim.where, f"no exercise serves `{name}`", f"write one with `aim: {name}`")
        elif all(one.form is Form.CODE for one in serving):
            yield Finding("exercises.aim-needs-python", aim.where, f"only a program reaches `{name}`", "add an exercise of another kind")


def check_work(bank: Bank) -> Iterator[Finding]:
    """Every chapter has recall, chronology, computation, source criticism and argument, and source tasks enough."""
    for chapter, exercises in bank.chapters().items():
        for name, (is_such, what) in WORK.items():
            if not any(is_such(one) for one in exercises):
                yield Finding("exercises.work-missing", bank.place_of(chapter), f"{chapter} has no {name}", f"add {what}")
        count = sum(one.kind is Kind.SOURCE for one in exercises)
        if 0 < count < SOURCE_TASKS:
            message = f"{chapter} has {count} source task; {SOURCE_TASKS} are wanted"
            yield Finding(
                "exercises.source-tasks-missing", bank.place_of(chapter), message, "add a `source-task` with three levels and samples"
            )


def check_rubrics(bank: Bank) -> Iterator[Finding]:
    """The levels of all rubrics have the same names, so that marks can be compared."""
    names: dict[tuple[str, ...], list[Exercise]] = {}
    for exercise in bank.exercises:
        if exercise.criteria:
            names.setdefault(tuple(level.level for level in exercise.criteria), []).append(exercise)
    usual = max(names, key=lambda name: len(names[name]), default=())
    for name, exercises in names.items():
        for exercise in exercises if name != usual else ():
            message = f"the levels are called {', '.join(name)}"
            yield Finding("exercises.other-levels", exercise.criteria[0].where, message, f"call them {', '.join(usual)}")


def keys(bank: Bank) -> Iterator[tuple[Exercise, int]]:
    """The single choices with the place (from 0) of their key in the file."""
    for exercise in bank.exercises:
        right = chosen_first(exercise, bank.facts).right() if exercise.kind is Kind.SINGLE else ()
        if len(right) == 1 and right[0] <= len(exercise.options):
            yield exercise, right[0] - 1


def check_habits(bank: Bank) -> Iterator[Finding]:
    """Over the bank, keys are not mostly the longest option, nor mostly at one place on the page, nor statements mostly true or false."""
    found = list(keys(bank))
    if len(found) >= HABIT_FROM:
        widths = [[columns(worded(option, bank.facts, bank.lang)) for option in one.options] for one, _ in found]
        longest = [one for (one, key), width in zip(found, widths, strict=True) if width[key] == max(width) > min(width)]
        if len(longest) > LONGEST * len(found):
            message = f"in {len(longest)} of {len(found)} single choices the key is the longest option"
            yield habit("key-length", longest[0], message, "lengthen distractors: " + ", ".join(one.id for one in longest))
        places = [order(len(one.options), one.id).index(key) for one, key in found]
        for place in sorted(set(places)):
            if places.count(place) > PLACE * len(found):
                message = f"{places.count(place)} of {len(found)} keys stand at place {place + 1}"
                yield habit("key-place", found[0][0], message, "rename an exercise, whose id fixes its order, or add exercises")
    truths = [(one, right) for one in bank.exercises if one.form is Form.TRUTH and (right := truth(one, bank.facts))]
    for right in (1, 2):
        same = [one for one, answer in truths if answer == right]
        if len(truths) >= HABIT_FROM and len(same) > TRUTH * len(truths):
            message = f"{len(same)} of {len(truths)} statements are {'true' if right == 1 else 'false'}"
            yield habit("key-truth", same[0], message, "turn some of them round")


def truth(exercise: Exercise, facts: Facts) -> int:
    try:
        return next(iter(right_options(exercise, facts)), 0)
    except (UnknownFact, ValueError):
        return 0


def habit(code: str, exercise: Exercise, message: str, hint: str) -> Finding:
    return Finding(f"exercises.{code}", exercise.where, message, hint, Severity.WARNING)


def check_places(bank: Bank) -> Iterator[Finding]:
    """Over many seeds the key of a choice stands at every place about equally often."""
    for exercise, key in keys(bank):
        count = len(exercise.options)
        places = [order(count, f"{seed}/{exercise.id}").index(key) for seed in range(SEEDS)]
        often = max(places.count(place) for place in range(count)) * count / SEEDS
        seldom = min(places.count(place) for place in range(count)) * count / SEEDS
        if often > UNFAIR or seldom < 1 / UNFAIR:
            yield Finding("exercises.unfair-place", exercise.where, "seeds put the key at one place too often", "rename the exercise")


BankCheck = Callable[[Bank], Iterator[Finding]]
CHECKS: tuple[BankCheck, ...] = (check_aims, check_work, check_rubrics, check_habits, check_places)


def judge_bank(exercises: Iterable[Exercise], aims: Iterable[Aim], facts: Facts, lang: str, full: bool = True) -> list[Finding]:
    """All findings on the bank as a whole, by place; those on missing work only where the bank is to be ``full``."""
    bank = Bank(tuple(exercises), tuple(aims), facts, lang)
    return sorted(
        (finding for check in CHECKS if full or check is not check_work for finding in check(bank)),
        key=lambda one: (one.where, one.code, one.message),
    )
