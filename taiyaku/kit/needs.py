"""The packages that the kit is made with, which the rest of the press does without."""

from __future__ import annotations

from importlib.util import find_spec

from taiyaku.finding import Finding, Refused, Where

PACKAGES = {"docx": "python-docx", "pptx": "python-pptx", "openpyxl": "openpyxl", "genanki": "genanki"}


def require() -> None:
    """Raise ``Refused`` with what to install where a package is missing."""
    missing = [package for module, package in PACKAGES.items() if find_spec(module) is None]
    if missing:
        hint = "pip install -e '.[kit]' in the book's folder, or: pip install " + " ".join(missing)
        raise Refused([Finding("kit.missing-package", Where("taiyaku kit"), f"the kit needs {', '.join(missing)}", hint)])
