"""taiyaku (対訳): a press for bilingual annotated books. As a Sphinx extension it opens the door of every room."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

__version__ = "0.1.0"

#: The rooms with a door to Sphinx, in the order in which they open.
ROOMS = ("facts", "reading", "citing", "figures", "exercises", "export", "pdf", "epub", "search", "theme", "translation", "kit")


def setup(app: Any) -> dict[str, Any]:
    """Register the options, then each room; any ``taiyaku.<room>.ext`` can also be loaded alone."""
    app.setup_extension("taiyaku.config")
    for room in ROOMS:
        app.setup_extension(f"taiyaku.{room}.ext")
    return {"version": __version__, "env_version": craft(), "parallel_read_safe": True, "parallel_write_safe": True}


@cache
def craft() -> int:
    """A number for the code of the press: pages that other code has read are read again, for what was kept of them may not fit."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return int(digest.hexdigest()[:12], 16)
