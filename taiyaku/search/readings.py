"""What is read from finished pages is kept, so that a build that writes one page anew reads one page again, and opens no other."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias, TypeVar

from taiyaku import craft
from taiyaku.whole import keep_whole

Read = TypeVar("Read")
#: An address, and the name, size and time of each file that it stands for.
Key: TypeAlias = tuple[str, tuple[tuple[str, int, int], ...]]


@contextmanager
def readings(path: Path, read: Callable[..., Read]) -> Iterator[Callable[..., Read]]:
    """Give a reader, ``once(href, *files)``: what ``read(href, *texts)`` makes of files, or made of the same ones as they lie before.

    A file that is not there has an empty text. What was read is kept in a file; one of other code, or none that can be read, is begun anew.
    """
    kept: dict[Key, Read] = read_kept(path)
    used: dict[Key, Read] = {}

    def once(href: str, *files: Path) -> Read:
        key = href, tuple(map(state_of, files))
        used[key] = kept[key] if key in kept else read(href, *map(text_of, files))
        return used[key]

    yield once
    if used.keys() != kept.keys():
        keep_whole(path, pickle.dumps((craft(), used), protocol=5))


def state_of(path: Path) -> tuple[str, int, int]:
    """A file as it lies: its name, its size, and when it was written, in nanoseconds."""
    try:
        state = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), state.st_size, state.st_mtime_ns


def text_of(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def read_kept(path: Path) -> dict[Key, Read]:
    try:
        by, found = pickle.loads(path.read_bytes())
    except (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
        return {}
    return found if by == craft() and isinstance(found, dict) else {}
