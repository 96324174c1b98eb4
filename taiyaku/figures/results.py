"""Records of measurements: JSON files, as ``benchmarks/measure.py`` writes them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any


def read_results(folder: Path) -> list[dict[str, Any]]:
    """The results in a folder, by file name; other records are passed by. Raises ``ValueError`` for a file that is no JSON."""
    results = []
    for path in sorted(folder.glob("*.json")):
        try:
            result = json.loads(path.read_text("utf-8"))
        except ValueError:
            raise ValueError(f"{path.name} is no JSON") from None
        if isinstance(result, dict) and {"name", "ratios", "date", "machine"} <= result.keys():
            results.append(result)
    return results


def tell_results(root: Path, *name: str) -> str:
    """What the results of a folder say, as an aspect of its files: ``results FOLDER``."""
    files = sorted(Path(root, " ".join(name)).glob("*.json"))
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()
