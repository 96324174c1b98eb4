"""Python tasks: what pupils get, what a right answer gives, and which misconceptions give something else.

The proof in the file of a task is the reference: it defines the ``function`` that pupils write, ``data`` (what it is called with, as
keyword arguments), ``cases`` (further arguments) and ``mistakes`` (functions that embody the misconceptions, in the order of the list).
All of it runs under the tests, and none of it ever enters the room in which a submission runs.
"""

from __future__ import annotations

import doctest
import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from taiyaku.exercises.model import Exercise, Kind
from taiyaku.facts import Facts
from taiyaku.finding import Finding

Function = Callable[..., Any]


class Failed:
    """What a mistaken function gives where it raises."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task made ready: the calls, what the right function gives, and what each mistaken one gives (``Failed`` where it raises)."""

    exercise: Exercise
    signature: str
    calls: tuple[dict[str, Any], ...]
    right: tuple[Any, ...]
    wrong: tuple[tuple[Any, ...], ...]

    @property
    def file(self) -> str:
        """The name of the file that pupils write."""
        return self.exercise.id.rpartition("/")[2].replace("-", "_") + ".py"


def as_json(value: Any) -> Any:
    """A value as it comes out of JSON: tuples are lists. Raises ``TypeError`` or ``ValueError`` for what JSON cannot say."""
    return json.loads(json.dumps(value, allow_nan=False))


def run_proof(exercise: Exercise, facts: Facts) -> dict[str, Any]:
    """What the proof of an exercise defines. It is the book's own code and may raise anything."""
    namespace: dict[str, Any] = {"facts": facts}
    for block in exercise.examples:
        for example in doctest.DocTestParser().get_examples(block.code):
            exec(compile(example.source, exercise.where.file, "exec"), namespace)  # noqa: S102 - the book's own code
    return namespace


def call(function: Function, arguments: dict[str, Any]) -> Any:
    try:
        return as_json(function(**as_json(arguments)))
    except Exception:  # a mistaken function may raise anything; that is its answer
        return Failed


def read_task(exercise: Exercise, facts: Facts) -> Task:
    """Make a task ready; raises ``ValueError`` where its proof does not define what it must."""
    try:
        found = run_proof(exercise, facts)
    except Exception as error:  # a proof may raise anything; the author gets one line of it
        raise ValueError(f"the proof does not run: {error!r}") from error
    function = found.get(exercise.function)
    if not callable(function):
        raise ValueError(f"the proof does not define `{exercise.function}`")
    data, cases, mistakes = found.get("data"), found.get("cases", ()), found.get("mistakes", ())
    if not isinstance(data, dict) or not all(isinstance(case, dict) for case in cases):
        raise ValueError("the proof does not define `data`, a dictionary of arguments, and `cases`, a list of such")
    if len(mistakes) != len(exercise.mistakes):
        raise ValueError(f"{len(mistakes)} functions in `mistakes`, {len(exercise.mistakes)} entries under {{mistakes}}")
    calls = tuple(as_json(one) for one in (data, *cases))
    right = tuple(call(function, one) for one in calls)
    if Failed in right:
        raise ValueError(f"`{exercise.function}` fails on its own cases, or gives what JSON cannot say")
    wrong = tuple(tuple(call(mistake, one) for one in calls) for mistake in mistakes)
    return Task(exercise, str(inspect.signature(function)), calls, right, wrong)


def check_task(exercise: Exercise, facts: Facts) -> Iterator[Finding]:
    """A Python task can be graded: its proof defines what it must, and right and mistaken functions can be told apart."""
    if exercise.kind is not Kind.PYTHON:
        return
    if not exercise.function:
        hint = "write `function: name`, and define it, `data`, `cases` and `mistakes` in the proof"
        yield Finding("exercises.no-function", exercise.where, "a Python task without `function`", hint)
        return
    place = exercise.place("function")
    try:
        task = read_task(exercise, facts)
    except (ValueError, TypeError) as error:
        yield Finding("exercises.bad-task", place, str(error), "mend the python block of the solution")
        return
    if len(task.calls) < 3:
        yield Finding("exercises.few-cases", place, f"{len(task.calls)} calls", "add to `cases`, so that no typed-in answer passes")
    if not exercise.mistakes:
        yield Finding("exercises.no-mistakes", place, "no misconceptions", "add {mistakes} with functions in the proof")
    yield from alike(task)


def alike(task: Task) -> Iterator[Finding]:
    """Findings on mistakes that no case tells from the right answer or from one another."""
    given = (task.right, *task.wrong)
    for number, mistake in enumerate(task.exercise.mistakes, 1):
        if number < len(given) and given[number] in given[:number]:
            message = f"“{mistake.text}” gives what another answer gives"
            yield Finding("exercises.same-mistake", mistake.where, message, "add a case that tells them apart")


def python_tasks(exercises: Iterable[Exercise], facts: Facts) -> Sequence[Task]:
    """All Python tasks among the exercises, made ready; raises ``ValueError`` for one that is not."""
    return [read_task(one, facts) for one in exercises if one.kind is Kind.PYTHON]
