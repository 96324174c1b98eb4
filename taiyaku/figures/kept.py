"""Drawings that take long are kept: the same map stands in the web edition, the EPUB and the PDF of a language."""

from __future__ import annotations

import hashlib
import pickle
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from taiyaku.figures.model import Drawing
from taiyaku.whole import keep_whole


@cache
def craft() -> str:
    """A digest of the code that draws: a drawing of other code is not the same drawing."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def draw_once(root: Path, inputs: tuple[object, ...], draw: Callable[[], Drawing]) -> Drawing:
    """What ``draw`` makes, or what it made of the same inputs before; kept below ``build/.cache`` of the book at ``root``.

    ``inputs`` say by their ``repr`` all that the drawing depends on. A folder that cannot be written to is no fault.
    """
    folder = root / "build" / ".cache" / f"drawings-{craft()}"
    path = folder / hashlib.sha256(repr(inputs).encode()).hexdigest()[:32]
    try:
        found = pickle.loads(path.read_bytes())
        if isinstance(found, Drawing):
            return found
    except (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
        pass
    made = draw()
    for old in folder.parent.glob("drawings-*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    keep_whole(path, pickle.dumps(made, protocol=5))
    return made
