"""Run every Python block of the book: in the exercises each proves an answer from the facts, which it finds under the name ``facts``."""

from doctest import ELLIPSIS
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

from taiyaku.facts import load


def provide_facts(namespace: dict[str, Any]) -> None:
    namespace["facts"] = load(Path(__file__).parent)


collector = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)],
    patterns=["exercises/*/*.md", "docs/*.md", "README.md"],
    excludes=["books/*/exercises/*/*.md", "books/*/docs/*.md"],  # the second book has facts of its own
    setup=provide_facts,
)
pytest_collect_file = collector.pytest()
