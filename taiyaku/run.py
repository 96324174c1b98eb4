"""Sphinx in a process of its own: ``python -m taiyaku.run`` takes what ``sphinx-build`` takes."""

from __future__ import annotations

import gc
import sys

from sphinx.cmd.build import main

#: Python counts this many new objects before it looks for garbage. A book is one large tree of objects that live until it is written,
#: and looking through it every 700 objects takes a fifth of the time of a build.
PATIENCE = (100_000, 20, 100)

if __name__ == "__main__":
    gc.set_threshold(*PATIENCE)
    sys.exit(main(sys.argv[1:]))
