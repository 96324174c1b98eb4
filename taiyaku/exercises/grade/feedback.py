"""Grades in words that a pupil can use, in the pupil's language, and as a table for the instructor."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping

from taiyaku.cells import safe
from taiyaku.exercises.grade.results import Grade, Result
from taiyaku.exercises.plain import Language
from taiyaku.strings import translate

#: What is said of each result; the words in braces come from the grade.
WORDS: Mapping[Result, str] = {
    Result.RIGHT: "Right.",
    Result.MISTAKE: "Not yet: {mistake}. {advice}",
    Result.WRONG: "Not yet: {right} of {calls} calls are right.",
    Result.NOTHING: "The function gives nothing. End it with `return`; `print` shows a value but does not give it.",
    Result.NOT_BEGUN: "Nothing is written yet.",
    Result.RAISED: "It stops with an error: {detail}.",
    Result.NO_FUNCTION: "There is no function `{function}` in the file.",
    Result.MISSING: "The file `{file}` is missing.",
    Result.UNREADABLE: "The file `{file}` cannot be read: it is a link, not a plain file, or too large.",
    Result.TOO_LONG: "It takes too long. Is there a loop that never ends?",
    Result.TOO_MUCH: "It gives far too much.",
    Result.ENDED: "It ends before it gives an answer.",
}
COLUMNS = ("submission", "chapter", "task", "result", "right", "calls", "mistake", "feedback", "read_again")
Reading = Callable[[Grade, Language], str]


def words(grade: Grade, language: Language) -> str:
    """One or two sentences on a grade."""
    lang = language.code
    mistake = grade.mistake
    return translate(WORDS[grade.result], lang).format(
        mistake=language.plain(mistake.text) if mistake else "",
        advice=language.plain(mistake.feedback).replace("\n\n", " ") if mistake else "",
        right=grade.right,
        calls=len(grade.task.calls),
        detail=say_error(grade.detail, lang),
        function=grade.task.exercise.function,
        file=grade.task.file,
    )


def say_error(detail: str, lang: str) -> str:
    """An error's name, with the line where it was raised."""
    name, _, line = detail.partition(", ")
    return translate("{name} on line {line}", lang).format(name=name, line=line) if line else name


def letter(grades: Iterable[Grade], language: Language, reading: Reading) -> str:
    """What a pupil gets: a paragraph a task, and what to read again where it is not right yet."""
    parts = []
    for grade in grades:
        lines = [f"{language.plain(grade.task.exercise.title)} ({grade.task.file})", f"  {words(grade, language)}"]
        if grade.result is not Result.RIGHT and (place := reading(grade, language)):
            lines.append("  " + translate("Read again: {place}", language.code).format(place=place))
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def table(grades: Iterable[Grade], languages: Callable[[Grade], Language], reading: Reading) -> str:
    """The grades as CSV, a row each; text that came from outside is never a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for grade in grades:
        language, exercise = languages(grade), grade.task.exercise
        mistake = language.plain(grade.mistake.text) if grade.mistake else ""
        again = reading(grade, language) if grade.result is not Result.RIGHT else ""
        row = (
            grade.submission.name,
            exercise.chapter,
            exercise.id.rpartition("/")[2],
            str(grade.result),
            str(grade.right),
            str(len(grade.task.calls)),
        )
        writer.writerow([safe(cell) for cell in (*row, mistake, words(grade, language), again)])
    return out.getvalue()
