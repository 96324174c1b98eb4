"""The press at work: one process that has Sphinx ready, and a fork of it for every run of a builder."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Self, TextIO

from taiyaku.editions import Book
from taiyaku.finding import Finding, Refused, Where
from taiyaku.lock import held


@dataclass(frozen=True, slots=True)
class Run:
    """How a run of Sphinx ended: its exit code, what it said, and which files of the book it read."""

    code: int
    stdout: str
    stderr: str
    read: list[str] = field(default_factory=list)


class Press:
    """Runs builders over a book, up to ``jobs`` at a time; a context manager, and safe to be used by as many threads.

    The process behind it has what every run needs in memory, with the environment that makes builds repeatable. It keeps the locks that
    are held when it starts, and so does every run, until it ends.
    """

    def __init__(self, book: Book, jobs: int = 1) -> None:
        self.book, self.jobs = book, jobs
        self._used = False
        self._free: SimpleQueue[tuple[TextIO, TextIO]] = SimpleQueue()

    def __enter__(self) -> Self:
        ours, theirs, pairs = [], [], []
        for _ in range(self.jobs):
            (asked, ask), (answered, answer) = os.pipe(), os.pipe()
            theirs += [asked, answer]
            pairs.append(f"{asked}:{answer}")
            ours.append((os.fdopen(ask, "w", encoding="utf-8"), os.fdopen(answered, encoding="utf-8")))
        environment = {"SOURCE_DATE_EPOCH": epoch(self.book.date), **os.environ, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        command = [sys.executable, "-m", "taiyaku.run", "--serve", str(self.book.root), ",".join(pairs)]
        command += [",".join(self.book.languages), *self.book.extensions]
        self._process = subprocess.Popen(
            command, cwd=self.book.root, env=environment, pass_fds=(*held(), *theirs), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        for number in theirs:
            os.close(number)
        for pair in ours:
            self._free.put(pair)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for _ in range(self.jobs):
            for end in self._free.get():
                with suppress(BrokenPipeError):
                    end.close()
        if not self._used:
            self._process.kill()  # nobody waits for it to be ready
        self._process.wait()

    @property
    def pid(self) -> int:
        """The number of the process behind it."""
        return self._process.pid

    def run(self, builder: str, doctrees: str, made: Path, *options: str) -> Run:
        """Run a builder into the folder ``made``; what lay there or among the doctrees half-finished is taken away before."""
        folders = (made, self.book.root / "build" / ".work" / "doctrees" / doctrees)
        begin(folders)
        words = ["-q", "--color" if sys.stderr.isatty() else "--no-color", "-b", builder, "-c", str(self.book.root), "-d", str(folders[1])]
        done = self.ask([*words, *options, str(self.book.docs), str(made)])
        if not done.code:
            for folder in folders:
                mark(folder).unlink()
        return done

    def ask(self, arguments: list[str]) -> Run:
        """Have one run done, by whoever is free."""
        self._used = True
        ask, answered = pair = self._free.get()
        try:
            print(json.dumps(arguments), file=ask, flush=True)
            line = answered.readline()
        except BrokenPipeError:
            line = ""
        finally:
            self._free.put(pair)
        return Run(**json.loads(line)) if line else Run(1, "", "Sphinx was stopped from outside, or could not start")


def epoch(date: str) -> str:
    """The first second of a date, YYYY-MM-DD, for ``SOURCE_DATE_EPOCH``: what is built today and tomorrow is the same to the byte.

    A book without a date is dated like a ZIP file's first day; raises ``Refused`` where the date is none.
    """
    try:
        day = dt.date.fromisoformat(date or "1980-01-01")
    except ValueError:
        raise Refused([Finding("build.broken-conf", Where("conf.py"), f"taiyaku_date is {date!r}", "write YYYY-MM-DD")]) from None
    return str(int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()))


def mark(folder: Path) -> Path:
    """The file that says, as long as it is there, that what lies in a folder is not finished."""
    return folder.with_name(f".{folder.name}.unfinished")


def begin(folders: Iterable[Path]) -> None:
    """Mark folders as unfinished; where one is marked already, empty it.

    Sphinx takes a page for good that is younger than its source, though it was cut short by a full disk or a kill, and it does not repeat
    a complaint about a page that it has read before. So nothing that was not finished is built upon.
    """
    for folder in folders:
        if mark(folder).exists():
            remove(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        mark(folder).touch()


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
