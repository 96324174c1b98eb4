"""Read what pupils hand in. Nothing in it is trusted: no link is followed, nothing but plain files of a sane size is opened."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from taiyaku.exercises.start import MANIFEST
from taiyaku.finding import one_line

#: The size of a file that is read at most, in bytes.
LARGEST = 100_000


class Unreadable(Exception):
    """A file cannot be read; the message says why, in English, and is one of ``REASONS``."""


NO_FILE, NO_PLAIN_FILE, TOO_LARGE = "there is no such file", "it is not a plain file", "it is too large"
REASONS = (NO_FILE, NO_PLAIN_FILE, TOO_LARGE)


@dataclass(frozen=True, slots=True)
class Submission:
    """A folder that was handed in, by its name; the chapter and language that it says it has, or nothing."""

    name: str
    folder: Path
    chapter: str = ""
    language: str = ""


def read_plain(path: Path) -> bytes:
    """The bytes of a plain file; raises ``Unreadable`` for links, pipes, devices, folders and what is too large."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise Unreadable(NO_FILE) from None
    except OSError:
        raise Unreadable(NO_PLAIN_FILE) from None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Unreadable(NO_PLAIN_FILE)
        data = os.read(handle, LARGEST + 1)
    finally:
        os.close(handle)
    if len(data) > LARGEST:
        raise Unreadable(TOO_LARGE)
    return data


def read_submission(folder: Path) -> Submission:
    """A folder with what it says of itself; a manifest that is missing or broken says nothing."""
    try:
        found = json.loads(read_plain(folder / MANIFEST))
    except (Unreadable, ValueError, RecursionError):
        found = {}
    said = found if isinstance(found, dict) else {}
    chapter, language = (said.get(key, "") for key in ("chapter", "language"))
    return Submission(
        one_line(folder.resolve().name), folder, chapter if isinstance(chapter, str) else "", language if isinstance(language, str) else ""
    )


def find_submissions(folders: Iterable[Path], files: Iterable[str]) -> Iterator[Submission]:
    """The submissions in folders: a folder with a manifest or one of the files is one, any other holds one in each folder below it."""
    names = [MANIFEST, *files]
    for folder in folders:
        if any(os.path.lexists(folder / name) for name in names):
            yield read_submission(folder)
        else:
            yield from (read_submission(path) for path in sorted(folder.iterdir()) if path.is_dir() and not path.is_symlink())
