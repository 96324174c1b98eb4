"""What others install is complete, free to use and said in the colophon."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, metadata
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NEEDS = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["kit"]]
NAMES = [re.split(r"[><=~! ]", need, maxsplit=1)[0] for need in NEEDS]
#: Licences under which a dependency may be imported or shipped, as the colophon calls them → how its own metadata may say so.
#: MPL-2.0 binds the files that have it, and asks nothing of what imports them unchanged.
FREE = {
    "MIT": ("MIT",), "BSD-2-Clause": ("BSD-2-Clause", "BSD License"), "BSD-3-Clause": ("BSD-3-Clause", "BSD License"),
    "Apache-2.0": ("Apache-2.0",), "MPL-2.0": ("MPL-2.0",), "OFL-1.1": ("OFL-1.1",), "パブリックドメイン、BSD-2-Clause": ("Public Domain",),
}  # fmt: skip
#: The same, for what these need in turn: also the licences of Python, of Pillow, and those that give up all rights.
PERMISSIVE = r"MIT|BSD|0BSD|Apache|MPL-2\.0|Mozilla Public License 2|OFL|PSF-2\.0|Public Domain|OSI Approved :: (MIT|BSD|Apache)"


def test_every_file_of_the_press_is_packed() -> None:
    """The patterns of the package data cover everything in `taiyaku/` that is not Python (`.ci/wheel` looks into a wheel)."""
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    listed = subprocess.run(["git", "ls-files", "taiyaku"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    names = listed or [path.relative_to(ROOT).as_posix() for path in (ROOT / "taiyaku").rglob("*.*")]
    others = [name for name in names if not name.endswith((".py", ".pyc"))]
    assert len(others) > 30
    assert [name for name in others if not any(PurePosixPath(name).match(pattern) for pattern in patterns)] == []


def rows() -> dict[str, str]:
    """The colophon's table of dependencies: name → licence."""
    text = (ROOT / "docs" / "colophon.md").read_text("utf-8")
    return dict(re.findall(r"^\* - `([\w.-]+)`\n  - .+\n  - (.+)$", text, re.MULTILINE))


def test_the_colophon_names_every_dependency() -> None:
    """The table has the dependencies of the project and of its kit, no more and no fewer."""
    assert sorted(rows()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_dependency_is_free_and_says_so(name: str) -> None:
    """Its own metadata have the licence that the colophon gives, and that licence is a permissive one."""
    about, licence = metadata(name), rows()[name]
    said = " ".join([about.get("License-Expression") or "", about.get("License") or "", *(about.get_all("Classifier") or [])])
    assert any(words in said for words in FREE[licence]), said[:200]


def closure(names: list[str]) -> dict[str, str]:
    """What these packages need to run, themselves included: name → all that its metadata say of its licence."""
    found: dict[str, str] = {}
    left = list(names)
    while left:
        name = left.pop().lower().replace("_", "-")
        if name not in found:
            about = metadata(name)
            classes = [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
            found[name] = " ".join([about.get("License-Expression") or "", (about.get("License") or "")[:80], *classes])
            needs = [Requirement(line) for line in distribution(name).requires or ()]
            left += [need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    return found


def test_what_dependencies_need_is_free_and_pinned() -> None:
    """The one package under a stronger licence is named in the colophon; all are in `pins.txt`."""
    found = closure(NAMES)
    assert len(found) > len(NAMES) + 20
    assert [name for name, said in found.items() if not re.search(PERMISSIVE, said)] == ["frozendict"]
    assert "`frozendict`（LGPL-3.0）" in (ROOT / "docs" / "colophon.md").read_text("utf-8")
    pins = re.findall(r"^([\w.-]+)==", (ROOT / "pins.txt").read_text("utf-8"), re.MULTILINE)
    assert found.keys() <= {name.lower().replace("_", "-") for name in pins}


def test_no_deck_of_cards_loads_what_is_not_permissive() -> None:
    """`genanki` asks for `frozendict` to be there, but a deck is made without it."""
    code = "import sys, taiyaku.export.anki\nassert 'genanki' in sys.modules or __import__('genanki')\nprint('frozendict' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def names_in(font: bytes) -> dict[int, str]:
    """The English names of an OpenType font by their number: 0 copyright, 13 licence, 14 its address."""
    found: dict[int, str] = {}
    for at in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16):
        if font[at : at + 4] != b"name":
            continue
        table = font[int.from_bytes(font[at + 8 : at + 12], "big") :]
        count, store = int.from_bytes(table[2:4], "big"), int.from_bytes(table[4:6], "big")
        for row in range(6, 6 + 12 * count, 12):
            platform, _, lang, name, size, place = (int.from_bytes(table[row + 2 * i : row + 2 * i + 2], "big") for i in range(6))
            if (platform, lang) == (3, 0x409):
                found[name] = table[store + place : store + place + size].decode("utf-16-be")
    return found


@pytest.mark.parametrize("package", ["pylopdf-fonts-jp", "noto-cjk-sans-jp-bold"])
def test_the_fonts_carry_their_licence(package: str) -> None:
    """Each font says in its own name table that it is under the OFL 1.1, and its package has the text of the licence."""
    spec = find_spec(package.replace("-", "_"))
    assert spec and spec.submodule_search_locations
    fonts = [path for place in spec.submodule_search_locations for path in Path(place).glob("*.otf")]
    assert fonts
    for path in fonts:
        names = names_in(path.read_bytes())
        assert "SIL Open Font License, Version 1.1" in names[13] and names[14] == "http://scripts.sil.org/OFL" and "Adobe" in names[0]
    texts = [file.read_text() for file in distribution(package).files or () if file.name == "LICENSE"]
    assert texts and all("SIL OPEN FONT LICENSE Version 1.1" in text for text in texts)
