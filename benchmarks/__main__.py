"""``python -m benchmarks [NAME …]``: run every measurement, or those named, print a table, and keep each as JSON in ``results/``."""

from __future__ import annotations

import argparse
import importlib
import sys
from typing import Any

from benchmarks.measure import RESULTS, ROOT

ASIDE = ROOT / "build" / "benchmarks"
NAMES = ("cost", "editions", "edits", "growth", "paper", "checks", "pages")


def row(ratio: dict[str, Any]) -> str:
    """One figure, its target and whether it is met."""
    unit = ratio["unit"]
    target = "" if ratio["target"] is None else f"{'≥' if ratio['least'] else '≤'} {ratio['target']:g} {unit}"
    state = {None: "", True: "met", False: "SHORT"}[ratio["met"]]
    return f"{ratio['id']:<24}{ratio['value']:>9g} {unit:<3}{target:>12}  {state}".rstrip()


def show(result: dict[str, Any]) -> str:
    if "skipped" in result:
        return f"{result['name']}: SKIP: {result['skipped']}"
    return "\n".join(map(row, result["ratios"]))


def main(words: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(NAMES)}")
    options.add_argument("--quick", action="store_true", help="fewer runs and smaller books, kept in build/benchmarks instead")
    chosen = options.parse_args(words)
    if unknown := set(chosen.names) - set(NAMES):
        options.error(f"no measurement {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    results = []
    for name in chosen.names or NAMES:
        print(f"{name} …", file=sys.stderr, flush=True)
        results.append(importlib.import_module(f"benchmarks.{name}").main(quick=chosen.quick, folder=ASIDE if chosen.quick else RESULTS))
    print("\n".join(map(show, results)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
