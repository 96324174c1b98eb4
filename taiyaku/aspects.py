"""What a page shows of files without showing the files: how far a translation is, say, which few changes to a catalogue change.

A page that shows it is read again when it is told otherwise, and what is opened to tell it does not make an edition rest on the files.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Name → the function that tells it, and its module: given the book's folder and the words after the name, a text that changes as it does.
TELLERS = {
    "files": "taiyaku.aspects:tell_files",
    "progress": "taiyaku.translation.status:tell_progress",
    "results": "taiyaku.figures.results:tell_results",
}
#: Under which a page's metadata keep what it shows, as it was told when the page was read.
SHOWN = "taiyaku_aspects"
#: Before an aspect among the names of files that a run has read.
LEAD = "?"
_noted: set[str] = set()
_apart: list[bool] = []


def tell(root: Path, aspect: str) -> str:
    """An aspect as it is now: ``name word …``; nothing for one that is no more."""
    name, *words = aspect.split()
    if name not in TELLERS:
        return ""
    module, _, function = TELLERS[name].partition(":")
    teller: Callable[..., str] = getattr(importlib.import_module(module), function)
    return teller(root, *words)


def note(aspect: str) -> None:
    """Have the edition being made rest on an aspect."""
    _noted.add(aspect)


def show(env: Any, root: Path, aspect: str) -> None:
    """Have the page being read rest on an aspect, and the edition with it."""
    note(aspect)
    shown = json.loads(env.metadata[env.docname].get(SHOWN, "{}"))
    env.metadata[env.docname][SHOWN] = json.dumps(shown | {aspect: tell(root, aspect)})


def find_outdated(app: Any, env: Any, *_sets: set[str]) -> list[str]:
    """The pages that show an aspect which is told otherwise now."""
    shown = {docname: json.loads(noted[SHOWN]) for docname, noted in env.metadata.items() if SHOWN in noted}
    _noted.update(*shown.values())
    now = {aspect: tell(Path(app.confdir), aspect) for aspects in shown.values() for aspect in aspects}
    return [docname for docname, aspects in shown.items() if any(now[aspect] != was for aspect, was in aspects.items())]


def tell_files(root: Path, *name: str) -> str:
    """What lies in a folder, wherever that is: ``files FOLDER``. For what others open, so that Python does not hear of it: fonts."""
    folder = root / " ".join(name)
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return digest.hexdigest()


@contextmanager
def apart() -> Iterator[None]:
    """Within, files are opened to tell an aspect, and count as that alone."""
    _apart.append(True)
    try:
        yield
    finally:
        _apart.pop()


def is_apart() -> bool:
    return bool(_apart)


def noted() -> list[str]:
    """The aspects that this process has noted, as names among those of files."""
    return sorted(LEAD + aspect for aspect in _noted)
