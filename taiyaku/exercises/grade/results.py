"""Grade submissions: run each in the sandbox, compare what it gives outside, and name the misconception that gives the same."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from taiyaku.exercises.grade.sandbox import Limits, Outcome, run
from taiyaku.exercises.grade.submissions import NO_FILE, Submission, Unreadable, read_plain
from taiyaku.exercises.model import Option
from taiyaku.exercises.tasks import Failed, Task
from taiyaku.finding import one_line


class Result(StrEnum):
    """What came of one task of one submission. Everything but ``RIGHT`` is a wrong answer."""

    RIGHT = "right"
    MISTAKE = "mistake"
    WRONG = "wrong"
    NOTHING = "gives-nothing"
    NOT_BEGUN = "not-begun"
    RAISED = "raised"
    NO_FUNCTION = "no-function"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    TOO_LONG = "too-long"
    TOO_MUCH = "too-much"
    ENDED = "ended-early"


@dataclass(frozen=True, slots=True)
class Grade:
    """The result of a task, how many of its calls were right, the misconception recognised, and a detail such as an error's name."""

    submission: Submission
    task: Task
    result: Result
    right: int = 0
    mistake: Option | None = None
    detail: str = ""


def same(one: Any, other: Any) -> bool:
    """Whether two values that came out of JSON are the same; numbers may differ by a rounding error, true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        try:
            return one == other or math.isclose(one, other, rel_tol=1e-9)
        except OverflowError:
            return False
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return bool(one == other)


def values_of(outcome: Outcome, count: int) -> list[Any]:
    """What each call gave; ``Failed`` where it gave nothing that can be read."""
    found: list[Any] = []
    for line in outcome.lines[:count]:
        try:
            found.append(json.loads(line["value"]) if line["kind"] == "value" else Failed)
        except (KeyError, TypeError, ValueError, RecursionError):
            found.append(Failed)
    return found + [Failed] * (count - len(found))


def matches(values: Sequence[Any], wanted: Sequence[Any]) -> int:
    """How many values are as wanted; a call that failed matches one that fails."""
    return sum(
        one is other is Failed or (Failed not in (one, other) and same(one, other)) for one, other in zip(values, wanted, strict=True)
    )


def judge(outcome: Outcome, task: Task) -> tuple[Result, int, Option | None, str]:
    """What an outcome is worth: result, right calls, misconception, detail."""
    count = len(task.calls)
    try:
        values = values_of(outcome, count)
        right = matches(values, task.right)
        held = [option for option, wrong in zip(task.exercise.mistakes, task.wrong, strict=True) if matches(values, wrong) == count]
    except RecursionError:  # what was given is nested deeper than anything asked for
        return Result.WRONG, 0, None, ""
    if right == count and not outcome.ended:
        return Result.RIGHT, right, None, ""
    if held and Failed not in values:
        return Result.MISTAKE, right, held[0], ""
    result, detail = failure(outcome, values)
    return result, right, None, detail


def failure(outcome: Outcome, values: Sequence[Any]) -> tuple[Result, str]:
    """Why a submission is wrong where no misconception explains it: how it ended, what it raised, or that it gives something else."""
    if outcome.ended:
        return Result(outcome.ended), ""
    if not outcome.lines:
        return Result.ENDED, ""
    first = next((line for line in outcome.lines if line["kind"] != "value"), None)
    if first is None:
        ended = len(outcome.lines) < len(values)
        return Result.ENDED if ended else Result.NOTHING if set(map(repr, values)) == {"None"} else Result.WRONG, ""
    if first["kind"] == "raised":
        error, line = one_line(str(first.get("error", ""))[:80]), first.get("line")
        if error == "NotImplementedError":
            return Result.NOT_BEGUN, ""
        return Result.RAISED, f"{error}, {line}" if isinstance(line, int) and line > 0 else error
    return Result(first["kind"]), ""


def grade(submission: Submission, task: Task, limits: Limits, trust: bool) -> Grade:
    """Grade one task of one submission. Raises ``OSError`` only where the sandbox itself cannot be started."""
    try:
        source = read_plain(submission.folder / task.file)
    except Unreadable as reason:
        result = Result.MISSING if str(reason) == NO_FILE else Result.UNREADABLE
        return Grade(submission, task, result, detail=str(reason))
    data = {f"data/{task.file.removesuffix('.py')}.json": json.dumps(task.calls[0], ensure_ascii=False).encode()}
    outcome = run(source, task.exercise.function, task.calls, limits, files=data, trust=trust)
    result, right, mistake, detail = judge(outcome, task)
    return Grade(submission, task, result, right, mistake, detail)


def grade_all(submissions: Sequence[Submission], tasks: Sequence[Task], limits: Limits, trust: bool) -> Iterator[Grade]:
    """Grade every task of its chapter for every submission, one after the other; whatever one of them does, the next is graded."""
    for submission in submissions:
        for task in tasks:
            if task.exercise.chapter == submission.chapter:
                yield grade(submission, task, limits, trust)
