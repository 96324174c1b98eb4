"""What is read from finished pages is kept by their text, so that a build that writes one page anew reads one page again."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from taiyaku import craft
from taiyaku.whole import keep_whole

Read = TypeVar("Read")


@contextmanager
def readings(path: Path, read: Callable[[str, str], Read]) -> Iterator[Callable[[str, str], Read]]:
    """Give a reader that does for the text of a page and its address what ``read`` does, or did with the same before.

    What was read is kept in a file; one of other code, or none that can be read, is begun anew.
    """
    kept: dict[str, Read] = read_kept(path)
    used: dict[str, Read] = {}

    def remember(text: str, href: str) -> Read:
        key = hashlib.sha256(f"{href}\0{text}".encode()).hexdigest()
        used[key] = kept[key] if key in kept else read(text, href)
        return used[key]

    yield remember
    if used.keys() != kept.keys():
        keep_whole(path, pickle.dumps((craft(), used), protocol=5))


def read_kept(path: Path) -> dict[str, Read]:
    try:
        by, found = pickle.loads(path.read_bytes())
    except (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
        return {}
    return found if by == craft() and isinstance(found, dict) else {}
