"""The script for a bare machine asks for what the README names, and for nothing else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "benchmarks" / "bare-machine"


def packages(name: str) -> set[str]:
    found = re.search(rf'^{name}="([^"]*)"', SCRIPT.read_text("utf-8"), re.MULTILINE)
    assert found
    return set(found[1].split())


def test_prerequisites_are_those_of_the_readme() -> None:
    """Each package of the script stands in the README, and each ``apt-get install`` of the README in the script."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert packages("BOOK") == {"git", "make", "python3", "python3-venv"}
    assert "with git, make and Python 3.11 or newer with venv" in readme
    (named,) = re.findall(r"`make test` also wants .*?\(`apt-get install ([^`]*)`\)", readme, re.DOTALL)
    assert packages("TEST") == set(named.split())


def test_the_script_is_one_that_bash_can_read() -> None:
    """No syntax error waits for an hour to be found; and it says what it wants where it is told nothing."""
    assert subprocess.run(["bash", "-n", SCRIPT], check=False).returncode == 0
    said = subprocess.run([SCRIPT], capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "debootstrap" in said.stdout
