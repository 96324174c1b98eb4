"""One run at a time in a checkout: whoever comes second is told so at once, and nothing is written twice."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from taiyaku.finding import Finding, Refused, Where

#: The open locks of this process, by their file.
_HELD: dict[Path, int] = {}


@contextmanager
def alone(build: Path) -> Iterator[None]:
    """Keep a second run in the same checkout out until this one is done; within a run that has it, it is had already.

    Raises ``Refused`` where another run is at work. The system takes the lock away when its process ends, however that ends.
    """
    name = build.resolve() / ".lock"
    if name in _HELD:
        yield
        return
    build.mkdir(parents=True, exist_ok=True)
    with name.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = "another build is running in this folder"
            raise Refused([Finding("build.busy", Where(str(build)), message, "wait until it ends, or stop it")]) from None
        _HELD[name] = lock.fileno()
        try:
            yield
        finally:
            del _HELD[name]


def held() -> tuple[int, ...]:
    """The file numbers of the locks, for a child that writes: it keeps them if its parent is killed, until it has ended itself."""
    return tuple(_HELD.values())
