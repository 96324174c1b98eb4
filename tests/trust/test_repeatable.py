"""Two builds of one book give the same bytes: on another day, in another folder, with other settings of the machine.

One edition of each kind; all of them with ``TAIYAKU_THOROUGH=1``, as CI does. ``make repeat`` tries the whole book.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from benchmarks.repeat import contents, tally

MINI = Path(__file__).parents[1] / "books" / "mini"
EDITIONS = [] if os.environ.get("TAIYAKU_THOROUGH") else ["html-en", "aligned-ja", "epub-aligned-ja", "pdf-aligned-ja", "kit-en"]
#: How the second build differs from the first.
OTHER = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "LANGUAGE": "ja",
    "PYTHONHASHSEED": "77",
    "COLUMNS": "40",
    "USER": "somebody",
}


def build(folder: Path, jobs: int, umask: int, settings: dict[str, str]) -> Path:
    """Build every edition of a copy of the small book; its files are as old as the copy."""
    book = Path(shutil.copytree(MINI, folder, ignore=shutil.ignore_patterns("build", "*.mo", "__pycache__")))
    for number, path in enumerate(sorted(book.rglob("*"), reverse=umask == 0o077)):  # no order of a folder is taken for granted
        os.utime(path, (1_000_000_000 + jobs * 86_400 + number,) * 2)
    environment = {key: value for key, value in os.environ.items() if key not in {"SOURCE_DATE_EPOCH", *OTHER}} | settings
    command = [sys.executable, "-m", "taiyaku", "build", "--jobs", str(jobs), *EDITIONS]
    done = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False, env=environment, umask=umask)
    assert done.returncode == 0, done.stdout + done.stderr
    return book / "build"


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    here = tmp_path_factory.mktemp("one")
    there = tmp_path_factory.mktemp("two") / "a longer name, with spaces" / "橋"
    there.mkdir(parents=True)
    return build(here / "b", 1, 0o022, {"TZ": "UTC"}), build(there / "book", 4, 0o077, OTHER)


def test_every_edition_is_the_same_to_the_byte(builds: tuple[Path, Path]) -> None:
    """HTML, aligned text, EPUB, PDF, kit, offline archives and the start page."""
    one, other = (contents(folder) for folder in builds)
    kinds = {Path(name).suffix for name in one}
    assert {".html", ".epub", ".pdf", ".zip", ".docx", ".pptx", ".apkg", ".xlsx", ".imscc"} <= kinds
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_nothing_tells_where_it_was_built(builds: tuple[Path, Path]) -> None:
    """No folder of the machine and no name of a user is in what is given away."""
    for folder in builds:
        for path in folder.rglob("*"):
            if not path.is_file() or any(part.startswith(".") for part in path.relative_to(folder).parts):
                continue
            parts = [path.read_bytes()]
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    parts += [archive.read(name) for name in archive.namelist()]
            for part in parts:
                assert os.fsencode(folder.parent) not in part, path
                assert b"somebody" not in part, path


def test_a_byte_that_differs_is_counted() -> None:
    """The share that is told is of all files that either build has."""
    sound = {"files": 10, "only_one": [], "differ": []}
    assert tally({"undated": sound}) == (10, 10)
    assert tally({"undated": sound, "dated": {"files": 5, "only_one": ["a"], "differ": ["b", "c"]}}) == (12, 15)
