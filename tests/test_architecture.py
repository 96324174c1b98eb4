"""The house keeps its shape: imports run one way, and only the doors know Sphinx."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRESS = ROOT / "taiyaku"
MODULES = sorted(PRESS.rglob("*.py"))

#: What a room may import from the press, itself aside. Everything may import what is in ``EVERYWHERE``.
EVERYWHERE = {"finding", "strings", "catalog", "languages", "lock", "cells", "whole", "supply", "aspects", "craft", "ROOMS", "__version__"}
MAY_IMPORT: dict[str, set[str]] = {
    "finding": set(),
    "strings": set(),
    "catalog": set(),
    "languages": set(),
    "lock": set(),
    "whole": set(),
    "supply": set(),
    "cells": set(),
    "facts": set(),
    "figures": {"facts"},
    "reading": {"facts"},
    "exercises": {"facts", "editions"},
    "citing": {"reading"},
    "translation": {"facts", "editions", "reading", "exercises"},
    "export": {"facts", "exercises"},
    "kit": {"facts", "exercises", "export", "pdf", "editions", "press", "build"},
    "pdf": {"facts", "reading", "figures", "exercises"},
    "epub": {"facts", "reading", "figures", "exercises"},
    "search": {"facts"},
    "theme": {"facts", "reading", "search"},
    "config": set(),
    "editions": set(),
    "press": {"editions"},
    "unchanged": {"editions", "press"},
    "aspects": set(),
    "build": {"facts", "editions", "press", "unchanged"},
    "run": {"facts"},
    "newbook": {"facts", "editions", "build", "translation"},
    "start": {"editions"},
    "offline": {"editions", "unchanged", "start"},
    "making": {"editions", "press", "build", "start", "offline", "translation"},
    "commands": {"facts", "editions", "press", "build", "making", "exercises"},
    "cli": {"commands", "editions", "translation", "exercises", "kit", "newbook"},
    "__main__": {"cli"},
    "__init__": {
        "config",
        "facts",
        "reading",
        "citing",
        "figures",
        "exercises",
        "export",
        "pdf",
        "epub",
        "search",
        "theme",
        "translation",
        "kit",
    },
}


def room_of(path: Path) -> str:
    first = path.relative_to(PRESS).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Every absolute module name that a file imports, with its line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            if node.module == "taiyaku":
                yield from ((f"taiyaku.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield str(node.module), node.lineno


def is_door(path: Path) -> bool:
    """Whether a file may name sphinx and docutils."""
    parts = path.relative_to(PRESS).parts
    return "ext.py" in parts or "ext" in parts or parts[0] in {"pdf", "config.py", "run.py", "__init__.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    """A room imports only rooms that stand before it."""
    room = room_of(path)
    assert room in MAY_IMPORT, f"{room} is a new room: say here what it may import"
    for module, line in imported(path):
        parts = module.split(".")
        if parts[0] == "taiyaku" and len(parts) > 1 and parts[1] not in EVERYWHERE | {room}:
            assert parts[1] in MAY_IMPORT[room], f"{path}:{line}: {room} imports {module}"


@pytest.mark.parametrize("path", [path for path in MODULES if not is_door(path)], ids=lambda path: str(path.relative_to(ROOT)))
def test_only_doors_know_sphinx(path: Path) -> None:
    """Everything else is plain Python that can be used without a build."""
    for module, line in imported(path):
        assert module.split(".")[0] not in {"sphinx", "docutils", "myst_parser"}, f"{path}:{line} imports {module}"


def test_no_cycles() -> None:
    """The table of rooms is a table of an order: nothing comes back to where it began."""
    done: set[str] = set()
    while left := {room for room in MAY_IMPORT if room not in done}:
        free = {room for room in left if MAY_IMPORT[room] <= done}
        assert free, f"a cycle among {sorted(left)}"
        done |= free


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small(path: Path) -> None:
    """A module has at most 300 lines and a function at most 60, its docstring and signature counted."""
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{path}:{node.lineno}: {node.name} is long"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_names_say_something(path: Path) -> None:
    """No drawer for odds and ends."""
    assert path.stem not in {"utils", "helpers", "common", "manager", "base", "misc"}
    assert "south america" not in path.read_text("utf-8").lower(), "the press knows nothing of this book"
