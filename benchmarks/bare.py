"""Keep what ``benchmarks/bare-machine`` timed: ``python -m benchmarks.bare FILE``, run on the bare machine itself.

FILE has a line for each step: seconds, a tab, the name.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.measure import RESULTS, ROOT, Ratio, keep

COMMANDS = ("make book", "make test")
HOW = "Both commands of the README in a bare Debian 12 with the packages that the README names, and nothing else; seconds on the clock."


def main(file: Path, folder: Path = RESULTS) -> dict[str, object]:
    """Keep the seconds of every step; the two commands are figures of their own, without a target: the machine is as busy as it is."""
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    seconds = {name: int(told) for told, name, *_ in rows}
    ratios = [
        Ratio(f"bare-machine.{name.removeprefix('make ')}", seconds[name], unit="s", detail=f"{seconds[name]} / {sum(seconds.values())} s")
        for name in COMMANDS
        if name in seconds
    ]
    commit = subprocess.run(["git", "log", "-1", "--format=%h"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    return keep("bare-machine", HOW, ratios, {"commit": commit, "seconds": seconds}, folder, command="make bare-machine")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
