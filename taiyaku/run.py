"""Sphinx in a process of its own: ``python -m taiyaku.run`` takes what ``sphinx-build`` takes.

With ``--serve`` it is made ready once for many runs: it imports Sphinx and the extensions, reads the facts, and forks itself for every run
that is asked for (see ``press``). So each run has a memory of its own, and none waits for Python to start.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from babel import Locale, UnknownLocaleError
from sphinx.application import builtin_extensions
from sphinx.cmd.build import main

from taiyaku import ROOMS
from taiyaku.aspects import is_apart, noted
from taiyaku.facts import load
from taiyaku.finding import Refused
from taiyaku.strings import translate

#: Python counts this many new objects before it looks for garbage, three such looks before it looks at the older ones, and three of those
#: before it looks at all. A book is one large tree of objects that live until it is written: looking every 700 objects takes a fifth of the
#: time of a build, and hardly ever looking a tenth of the memory, for trees of written pages are garbage that only this look finds.
PATIENCE = (25_000, 3, 3)
#: What Sphinx and the press import while they work, and not before.
LATE = (
    *("sphinx.environment.adapters.indexentries", "sphinx.environment.adapters.toctree", "sphinx.jinja2glue", "sphinx.writers.html5"),
    *("docutils.parsers.rst", "docutils.writers._html_base", "docutils.languages.en", "lxml.html", "jinja2.ext"),
)
#: How Python says that a folder is listed.
LISTED = ("os.listdir", "os.scandir")


def note_reads(root: Path) -> Callable[[], list[str]]:
    """Have every file below ``root`` that is opened to be read noted from now on, and every folder that is listed, with a stroke behind it.

    What lies in ``build/`` is not, nor what is opened for an aspect, which has a name of its own. Gives the list so far.
    """
    start, made = f"{root}{os.sep}", f"{root / 'build'}{os.sep}"
    files: set[str] = set()
    folders: set[str] = set()

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if is_apart():
            return
        if event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
            note(arguments[0], files)
        elif event in LISTED and arguments:
            note(arguments[0], folders)

    def note(path: Any, seen: set[str]) -> None:
        if isinstance(path, (str, os.PathLike)):  # neither the number of an open file nor bytes
            seen.add(str(path))

    def told() -> list[str]:
        # Not resolved: a link counts as what it is.
        whole = {os.path.abspath(name) for name in files} | {os.path.abspath(name) + os.sep for name in folders}  # noqa: PTH100
        return [*noted(), *sorted(name for name in whole if name.startswith(start) and name != start and not name.startswith(made))]

    sys.addaudithook(hear)
    return told


def make_ready(root: Path, extensions: Sequence[str], languages: Sequence[str] = ()) -> None:
    """Import what a run will need, and read the facts and what is known of languages; what is missing or broken is left for the run to
    complain of.

    What is there then is never looked at for garbage: it stays, and pages of memory that are not written to are shared by all runs.
    """
    gc.disable()
    for name in (*builtin_extensions, *extensions, *(f"taiyaku.{room}.ext" for room in ROOMS), *LATE):
        try:
            importlib.import_module(name)
        except Exception:  # noqa: S112 - an extension of the book may raise anything
            continue
    with suppress(Refused, OSError):
        load(root)
    for lang in languages:
        with suppress(UnknownLocaleError, ValueError):
            Locale.parse(lang, sep="-").languages  # noqa: B018 - so Babel reads what it knows of dates and names there
        translate("", lang)
    # Exercises prove their answers in Python; its lexer works out its rules when it is first made.
    importlib.import_module("pygments.lexers").get_lexer_by_name("pycon")
    logging.disable(logging.DEBUG)  # Sphinx notes thousands of things that a quiet run shows nobody
    gc.freeze()
    gc.enable()


def run_aside(arguments: list[str], told: Callable[[], list[str]]) -> dict[str, Any]:
    """Run Sphinx in a fork; gives its exit code, what it said, and which files of the book it read."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as read:
        child = os.fork()
        if not child:
            code = 1
            try:
                signal.signal(signal.SIGINT, signal.default_int_handler)
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                code = main(arguments)
                read.write(json.dumps(told()).encode())
                read.flush()
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _child, status = os.waitpid(child, 0)
        said = [contents(file) for file in (out, err, read)]
    return {"code": os.waitstatus_to_exitcode(status), "stdout": said[0], "stderr": said[1], "read": json.loads(said[2] or "[]")}


def contents(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def work(requests: int, replies: int, told: Callable[[], list[str]]) -> None:
    """Answer requests, a line of JSON each, one after the other, until nobody can ask any more."""
    with os.fdopen(requests, encoding="utf-8") as asked, os.fdopen(replies, "w", encoding="utf-8") as answers:
        for line in asked:
            print(json.dumps(run_aside(json.loads(line), told)), file=answers, flush=True)


def serve(root: Path, pipes: Sequence[str], languages: Sequence[str], extensions: Sequence[str]) -> None:
    """Make ready, and have a worker for each pair of pipes, ``requests:replies``; ends when all of them have."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks is interrupted, and so is the run; here the end of the pipes is the end
    told = note_reads(root)
    make_ready(root, extensions, languages)
    ends = [(int(asked), int(answer)) for asked, answer in (pair.split(":") for pair in pipes)]
    workers = [start_worker(asked, answer, ends, told) for asked, answer in ends]
    close(ends)
    for worker in workers:
        os.waitpid(worker, 0)
    os._exit(0)  # nothing is left to be tidied up, and a thousand modules would be


def start_worker(asked: int, answer: int, ends: list[tuple[int, int]], told: Callable[[], list[str]]) -> int:
    """Fork a worker for a pair of pipes; the others' are closed in it, or nobody would learn that one of them has ended."""
    worker = os.fork()
    if not worker:
        try:
            close([pair for pair in ends if pair != (asked, answer)])
            with suppress(BrokenPipeError):  # who asked is gone
                work(asked, answer, told)
        finally:
            os._exit(0)
    return worker


def close(ends: list[tuple[int, int]]) -> None:
    for pair in ends:
        for number in pair:
            os.close(number)


if __name__ == "__main__":
    gc.set_threshold(*PATIENCE)
    if sys.argv[1:2] == ["--serve"]:
        serve(Path(sys.argv[2]), sys.argv[3].split(","), sys.argv[4].split(","), sys.argv[5:])
    else:
        sys.exit(main(sys.argv[1:]))
