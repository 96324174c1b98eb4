"""The Nu HTML checker finds no error on any page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path


def check(jar: Path, java: str, *paths: Path) -> list[str]:
    command = [
        java,
        "-Xmx1500m",
        "-jar",
        str(jar),
        "--errors-only",
        "--skip-non-html",
        "--format",
        "json",
        "--exit-zero-always",
        "--stdout",
    ]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    messages = json.loads(done.stdout)["messages"]
    return [f"{one.get('url', '').rpartition('/build/')[2]}:{one.get('lastLine')}: {one['message']}" for one in messages]


def test_no_error(built: Path, judges: Path, java: str) -> None:
    """All pages of all editions, and the start page."""
    assert check(judges / "vnu-jar" / "build" / "dist" / "vnu.jar", java, built / "build" / "html", built / "build" / "index.html") == []


def test_nu_can_find_something(judges: Path, java: str, tmp_path: Path) -> None:
    """The judge is awake: a paragraph in a span is an error."""
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><html lang="en"><head><title>t</title></head><body><span><p>no</p></span></body></html>', "utf-8")
    assert len(check(judges / "vnu-jar" / "build" / "dist" / "vnu.jar", java, page)) == 1
