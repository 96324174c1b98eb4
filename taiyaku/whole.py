"""Files are written whole or not at all, and what is no plain file stays what it is."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

#: So many links in a row are a circle, as the kernel sees it.
LINKS = 40


def write_whole(path: Path, data: bytes) -> None:
    """Write a file aside and put it in its place in one step; the folder is made where there is none, an older file's mode is kept.

    A device or a pipe is written to, never replaced: to put a file over ``/dev/null`` would take it from the whole machine. A link stays a
    link, and what it points at is replaced. Of two that write the same file at once the second waits. Raises ``OSError``; then nothing is
    left behind, and what was there is there still.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    place = behind_links(path)
    if place is None or (place.exists() and not place.is_file()):
        with path.open("wb") as out:
            out.write(data)
        return
    aside = place.with_name(f".{place.name}.new")
    with alone_with(aside) as file:
        try:
            file.truncate()
            file.write(data)
            file.flush()
            if place.exists():
                shutil.copymode(place, aside)
            aside.replace(place)
        except OSError:
            aside.unlink(missing_ok=True)
            raise


@contextmanager
def alone_with(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written from its beginning that no other has open so; who had it before may have given it another name since."""
    while True:
        with path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if is_open_as(path, file):
                file.seek(0)
                yield file
                return


def is_open_as(path: Path, file: BinaryIO) -> bool:
    """Whether an open file has that name still."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def keep_whole(path: Path, data: bytes) -> bool:
    """Write what can be made again at any time, whole, and also where several processes do so at once; whether it is kept.

    A folder that cannot be written to is no fault, and nothing is left behind there.
    """
    aside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            aside = Path(file.name)
            file.write(data)
        aside.replace(path)
    except OSError:
        if aside:
            aside.unlink(missing_ok=True)
        return False
    return True


def behind_links(path: Path) -> Path | None:
    """The place that a path means once its links are followed; None where it is an open file of a process, such as ``/dev/stdout``."""
    for _ in range(LINKS):
        path = Path(os.path.realpath(path.parent), path.name)
        if path.is_relative_to("/proc"):
            return None
        if not path.is_symlink():
            return path
        path = path.parent / path.readlink()
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))


#: How Python tells in a traceback, or in a warning of Sphinx, that nothing more can be written.
_NO_ROOM = re.compile(rf"(?:\[Errno |OSError\()({errno.ENOSPC}|{errno.EDQUOT}|{errno.EROFS}|{errno.EFBIG})\b")


def pass_on_no_room(said: str) -> None:
    """Raise the ``OSError`` of a program that was run and found no room to write: that is the point of all that it says."""
    if found := _NO_ROOM.search(said):
        raise OSError(int(found[1]), os.strerror(int(found[1])))
