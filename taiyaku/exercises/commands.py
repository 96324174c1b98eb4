"""``taiyaku exercises …`` and ``taiyaku grade``: thin, they call the rest of the room and print."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from taiyaku.editions import Book
from taiyaku.exercises.grade import sandbox
from taiyaku.exercises.grade.feedback import letter, table
from taiyaku.exercises.grade.results import Grade, Result, grade_all
from taiyaku.exercises.grade.submissions import Submission, find_submissions
from taiyaku.exercises.plain import Language, language_of, title_of
from taiyaku.exercises.read import read_folder
from taiyaku.exercises.start import lay_out
from taiyaku.exercises.tasks import Task, python_tasks
from taiyaku.facts import Facts, load
from taiyaku.finding import Finding, Refused, Where
from taiyaku.whole import write_whole

START = """examples:
  taiyaku exercises start 02-ftaa                   into ./02-ftaa, in the book's own language
  taiyaku exercises start 02-ftaa work -l en        into ./work, in English
"""
GRADE = """examples:
  taiyaku grade handed-in/                          every folder in handed-in/, and grades.csv
  taiyaku grade aiko/ --csv aiko.csv                one submission
  taiyaku grade handed-in/ --letters letters/       also a text for each pupil

A submission is run in a sandbox (bubblewrap): without network, without your files, with little memory and time. Where there is none,
nothing is run unless you say --trust, that is, unless you have read the work or trust those who wrote it.
"""


def say(line: str) -> None:
    print(line, flush=True)


def refuse(code: str, where: str, message: str, hint: str) -> Refused:
    return Refused([Finding(f"exercises.{code}", Where(where), message, hint)])


def tasks_of(book: Book, facts: Facts) -> Sequence[Task]:
    """Every Python task of the book; raises ``Refused`` where an exercise cannot be read or a task not be graded."""
    exercises, faults = read_folder(book.exercises, "", book.root)
    if faults:
        raise Refused(faults)
    try:
        return python_tasks(exercises, facts)
    except ValueError as error:
        raise refuse("bad-task", str(book.exercises), str(error), "run `taiyaku check`") from None


def find_chapter(book: Book, name: str) -> str:
    """The stem of a chapter by its name or its beginning (``02``); raises ``Refused`` for none or several."""
    stems = sorted(path.name for path in book.exercises.iterdir() if path.is_dir()) if book.exercises.is_dir() else []
    found = [stem for stem in stems if stem == name] or [stem for stem in stems if stem.startswith(f"{name}-")]
    if len(found) != 1:
        raise refuse("unknown-chapter", "command line", f"no chapter `{name}`", f"chapters: {', '.join(stems)}")
    return found[0]


def choose_language(book: Book, code: str) -> str:
    if code and code not in book.languages:
        raise refuse("unknown-language", "command line", f"no language `{code}`", f"languages: {', '.join(book.languages)}")
    return code or book.source_language


def run_start(book: Book, options: argparse.Namespace) -> int:
    """Lay out a folder for a chapter's Python tasks."""
    facts, chapter = load(book.root), find_chapter(book, options.chapter)
    language = language_of(facts, choose_language(book, options.language), book.source_language, chapter, book.locales)
    everything = tasks_of(book, facts)
    tasks = [task for task in everything if task.exercise.chapter == chapter]
    if not tasks:
        some = ", ".join(dict.fromkeys(task.exercise.chapter for task in everything)) or "none"
        raise refuse("no-tasks", chapter, "the chapter has no Python task", f"chapters that have: {some}")
    folder = options.folder or Path(chapter)
    for path in lay_out(tasks, chapter, language, folder):
        say(f"  {path}")
    say(f"{len(tasks)} tasks; begin with {folder / 'README.md'}")
    return 0


def run_grade(book: Book, options: argparse.Namespace) -> int:
    """Grade submissions; 0 where everything was graded, whatever the grades."""
    why = "" if options.trust else sandbox.complaint()
    if why:
        hint = "install it (apt-get install bubblewrap), or say --trust if you trust those who wrote the work"
        raise refuse("no-sandbox", "taiyaku grade", f"nothing was run: {why}", hint)
    if missing := [folder for folder in options.folders if not folder.is_dir()]:
        raise refuse("no-folder", str(missing[0]), "there is no such folder", "name a submission, or the folder that holds them")
    facts = load(book.root)
    tasks = tasks_of(book, facts)
    submissions = [settle(one, book, options, tasks) for one in find_submissions(options.folders, {task.file for task in tasks})]
    ready = [one for one in submissions if one.chapter]
    grades: list[Grade] = []
    words = Words(book, facts)
    for submission in ready:
        own = list(grade_all([submission], tasks, sandbox.Limits(options.seconds, options.memory), options.trust))
        grades += own
        say(f"{submission.name}: {sum(one.result is Result.RIGHT for one in own)} of {len(own)} right")
        for line in letter(own, words.of(submission), words.reading).splitlines():
            say(f"  {line}" if line else "")
        if options.letters:
            write(options.letters / f"{submission.name}.txt", letter(own, words.of(submission), words.reading))
    write(options.csv, table(grades, lambda grade: words.of(grade.submission), words.reading))
    say(f"{len(grades)} grades of {len(ready)} submissions in {options.csv}")
    left = [one.name for one in submissions if not one.chapter]
    if left or not ready:
        hint = "name the chapter: --chapter 02-ftaa"
        print(
            Finding("exercises.unknown-submission", Where(", ".join(left) or "."), "of no known chapter: not graded", hint), file=sys.stderr
        )
    return 1 if left or not ready else 0


def settle(one: Submission, book: Book, options: argparse.Namespace, tasks: Sequence[Task]) -> Submission:
    """The submission with the chapter and language that count: those of the command line first, else its own if the book has them."""
    known = {task.exercise.chapter for task in tasks}
    chapter = find_chapter(book, options.chapter) if options.chapter else one.chapter
    language = choose_language(book, options.language) if options.language else one.language
    own = language if language in book.languages else book.source_language
    return Submission(one.name, one.folder, chapter if chapter in known else "", own)


class Words:
    """The languages of a batch, each catalogue read once, and where a task's chapter can be read again."""

    def __init__(self, book: Book, facts: Facts) -> None:
        self.book = book
        self.find = cache(lambda code, chapter: language_of(facts, code, book.source_language, chapter, book.locales))

    def of(self, submission: Submission) -> Language:
        found: Language = self.find(submission.language, submission.chapter)
        return found

    def reading(self, grade: Grade, language: Language) -> str:
        """The section of a task: its heading, and the address below the web edition."""
        exercise = grade.task.exercise
        label = exercise.section or exercise.chapter
        title = title_of(label, self.book.docs / f"{exercise.chapter}.md", language)
        return f"{title} ({exercise.chapter}.html#{label})" if title else exercise.chapter


def write(path: Path, text: str) -> None:
    """Write a file in one step; raises ``Refused`` where that cannot be done. A device or pipe is written to, never replaced."""
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise refuse("cannot-write", str(path), str(error), "choose a place that you may write to") from None


def add_exercises(made: argparse.ArgumentParser) -> None:
    """Add the subcommands of ``taiyaku exercises``."""
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")
    one = commands.add_parser("start", help="lay out a folder with a chapter's Python tasks", epilog=START)
    one.formatter_class = argparse.RawDescriptionHelpFormatter
    one.add_argument("chapter", metavar="CHAPTER", help="its stem, such as 02-ftaa, or its number")
    one.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="where to (default: a folder of the chapter's name)")
    one.add_argument("-l", "--language", default="", metavar="LANG", help="the language of the questions (default: the book's own)")
    one.set_defaults(run=run_start)


def add_grade(made: argparse.ArgumentParser) -> None:
    """Add the options of ``taiyaku grade``."""
    made.epilog, made.formatter_class = GRADE, argparse.RawDescriptionHelpFormatter
    made.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="a submission, or a folder that holds submissions")
    made.add_argument("--csv", type=Path, default=Path("grades.csv"), metavar="FILE", help="where the table goes (default: grades.csv)")
    made.add_argument("--letters", type=Path, metavar="DIR", help="also write a text for each pupil into this folder")
    made.add_argument("--chapter", default="", help="the chapter of all submissions (default: what each says)")
    made.add_argument("-l", "--language", default="", metavar="LANG", help="the language of the feedback (default: what each says)")
    made.add_argument("--seconds", type=float, default=10, help="time for each task of each submission (default: 10)")
    made.add_argument("--memory", type=int, default=512, metavar="MIB", help="memory for it (default: 512)")
    made.add_argument("--trust", action="store_true", help="run without a sandbox; only for work that you trust")
    made.set_defaults(run=run_grade)
