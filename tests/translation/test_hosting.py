"""The ready-made settings parse, have what their services ask for, and call commands that exist."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from taiyaku.cli import parser

ROOT = Path(__file__).parents[2]
HOSTING = ROOT / "hosting"


def load(name: str) -> Any:
    text = (HOSTING / name).read_text("utf-8")
    return json.loads(text) if name.endswith(".json") else yaml.safe_load(text)


def strings(value: Any) -> list[str]:
    """Every text in a structure."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in strings(part)]


@pytest.mark.parametrize("name", ["readthedocs.yaml", "translations.yaml", "weblate.json"])
def test_commands_exist(name: str) -> None:
    """Every call of the press can be parsed by it."""
    calls = [call for text in strings(load(name)) for call in re.findall(r"taiyaku ((?:build|translate) [^|\n]*)", text)]
    assert calls
    for call in calls:
        parser().parse_args(shlex.split(call.replace("$BOOK_LANGUAGE", "es")))


def test_read_the_docs() -> None:
    """Version, system, Python, and a page at the root of what is published."""
    data = load("readthedocs.yaml")
    assert data["version"] == 2 and {"os", "tools", "jobs"} <= set(data["build"])
    assert set(data["build"]["jobs"]) <= {"post_checkout", "install", "build"}
    assert any("build/index.html" in text and "READTHEDOCS_OUTPUT" in text for text in data["build"]["jobs"]["build"]["html"])


def test_workflow_is_bounded() -> None:
    """Read rights only, a limit on every job, and no text from a pull request inside a script."""
    data = load("translations.yaml")
    assert data["permissions"] == {"contents": "read"}
    assert True in data, "`on` is read as a truth value by YAML 1.1"
    assert "pull_request_target" not in data[True]
    for job in data["jobs"].values():
        assert job["timeout-minutes"] <= 20
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step)
            assert "${{" not in step.get("run", ""), "expressions go through the environment"


def test_weblate_finds_every_catalogue() -> None:
    """The component is one of the catalogues, discovery matches all of them, and the source is no translation."""
    data = load("weblate.json")
    assert {"name", "slug", "file_format", "filemask"} <= set(data["component"])
    assert list(ROOT.glob(data["component"]["filemask"]))
    discovery = next(addon["configuration"] for addon in data["addons"] if addon["name"] == "weblate.discovery.discovery")
    catalogues = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("locales/*/LC_MESSAGES/*.po")]
    matches = [re.fullmatch(discovery["match"], path) for path in catalogues]
    assert all(matches) and {match["language"] for match in matches if match} >= {"en", "es"}
    assert re.match(discovery["language_regex"], "es") and not re.match(discovery["language_regex"], "ja")
