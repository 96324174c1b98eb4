"""Sphinx in a process of its own: ``python -m taiyaku.run`` takes what ``sphinx-build`` takes."""

from __future__ import annotations

import gc
import sys

from sphinx.cmd.build import main

#: Python counts this many new objects before it looks for garbage, three such looks before it looks at the older ones, and three of those
#: before it looks at all. A book is one large tree of objects that live until it is written: looking every 700 objects takes a fifth of the
#: time of a build, and hardly ever looking a tenth of the memory, for trees of written pages are garbage that only this look finds.
PATIENCE = (25_000, 3, 3)

if __name__ == "__main__":
    gc.set_threshold(*PATIENCE)
    sys.exit(main(sys.argv[1:]))
