"""How long the facts take to load, as a ratio to reading the same YAML with PyYAML alone. Run: ``python benchmarks/facts.py``.

Prints one line of JSON: seconds are medians, ratios are against PyYAML's own C loader in the same run.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAIN = (
    "import yaml, sys, pathlib\nfor p in sorted(pathlib.Path('facts').glob('*.yaml')): yaml.load(p.read_text('utf-8'), yaml.CSafeLoader)"
)
OURS = "from taiyaku.facts import load; load()"


def seconds(code: str, folder: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)
    return time.perf_counter() - begun


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "facts", folder / "facts")
        plain, first, again = [], [], []
        for _ in range(5):
            shutil.rmtree(folder / "build", ignore_errors=True)
            plain.append(seconds(PLAIN, folder))
            first.append(seconds(OURS, folder))
            again.append(seconds(OURS, folder))
    median = {"yaml alone": statistics.median(plain), "first load": statistics.median(first), "load again": statistics.median(again)}
    ratios = {f"{key} / yaml alone": round(value / median["yaml alone"], 2) for key, value in median.items() if key != "yaml alone"}
    print(json.dumps({key: round(value, 3) for key, value in median.items()} | ratios))


if __name__ == "__main__":
    main()
