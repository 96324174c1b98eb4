"""The learning aims of a book: one YAML file beside the exercises, chapter by chapter, from which guide and checks are made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from taiyaku.facts.read import Block, Fault, Loader, build
from taiyaku.finding import Finding, Where

FILE = "aims.yaml"


@dataclass(frozen=True, slots=True)
class Aim:
    """What pupils can do after a chapter, in the book's own language. ``id`` is what exercises name."""

    id: str
    chapter: str
    text: str
    where: Where


def read_aims(folder: Path, base: Path | None = None) -> tuple[list[Aim], list[Finding]]:
    """Read ``aims.yaml`` of an exercises folder: ``stem: {id: text}``. None, and no fault, where there is no such file."""
    path = folder / FILE
    if not path.is_file():
        return [], []
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=Loader)
        block = build(node, set()) if node is not None else None
        if not isinstance(block, Block):
            raise Fault(1, "no chapters")
        return [aim for chapter, rows in block.items() for aim in aims_of(chapter, rows, block, Where.of(path, 1, base))], []
    except (OSError, UnicodeDecodeError, yaml.YAMLError, Fault, AttributeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else getattr(error, "line", 1)
        hint = "write `chapter-stem:` and below it `id: what pupils can do`"
        return [], [Finding("exercises.bad-aims", Where.of(path, line, base), str(error).replace("\n", " "), hint)]


def aims_of(chapter: str, rows: object, block: Block, where: Where) -> list[Aim]:
    if not isinstance(rows, Block) or not all(isinstance(text, str) and text.strip() for text in rows.values()):
        raise Fault(block.lines[chapter], f"the aims of {chapter} are no `id: text` lines")
    return [Aim(name, chapter, text.strip(), Where(where.file, rows.lines[name])) for name, text in rows.items()]
