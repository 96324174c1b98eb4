"""Records of measurements: JSON files, as ``benchmarks/measure.py`` writes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import NoneType
from typing import Any

#: What is told of a machine, and of a figure.
MACHINE = ("cores", "memory", "system", "python")
RATIO = ("id", "value", "unit", "target", "least", "met")


def read_results(folder: Path) -> list[dict[str, Any]]:
    """The results in a folder, by file name; other records are passed by.

    Raises ``ValueError`` with the name of a file that is no JSON, or of a result that lacks something.
    """
    results = []
    for path in sorted(folder.glob("*.json")):
        try:
            result = json.loads(path.read_text("utf-8"))
        except ValueError:
            raise ValueError(f"{path.name} is no JSON") from None
        if isinstance(result, dict) and {"name", "ratios", "date", "machine"} <= result.keys():
            if lacking := list(missing(result)):
                raise ValueError(f"{path.name} lacks {lacking[0]}")
            results.append(result)
    return results


def missing(result: Mapping[str, Any]) -> Iterator[str]:
    """What a result needs to be drawn and told, and does not have."""
    on, ratios = result["machine"], result["ratios"]
    yield from (f"`machine.{key}`" for key in MACHINE if not isinstance(on, dict) or key not in on)
    for number, ratio in enumerate(ratios if isinstance(ratios, list) else [None], 1):
        yield from (f"`{key}` in its ratio {number}" for key in RATIO if not isinstance(ratio, dict) or key not in ratio)
        if isinstance(ratio, dict) and not all(isinstance(ratio.get(key), (int, float, NoneType)) for key in ("value", "target")):
            yield f"a number in its ratio {number}"


def tell_results(root: Path, *name: str) -> str:
    """What the results of a folder say, as an aspect of its files: ``results FOLDER``."""
    files = sorted(Path(root, " ".join(name)).glob("*.json"))
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()
