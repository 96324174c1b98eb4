"""The whole command on the small book: from its pages to a kit in both languages, and again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from taiyaku.cli import main

MINI = Path(__file__).parents[1] / "books" / "mini"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small book."""
    place = tmp_path_factory.mktemp("book") / "mini"
    shutil.copytree(MINI, place, ignore=shutil.ignore_patterns("build", "*.mo"))
    return place


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_kit_in_both_languages(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every part in each language; made again it is the same, without collecting anew what has not changed."""
    assert main(["--book", str(book), "kit", "--lang", "both", "--seed", "x", "--forms", "2"]) == 0
    first = everything(book / "build" / "kit" / "chosen")
    for lang in ("en", "ja"):
        for name in ("README.html", "student/01-bridge-worksheet-A.docx", "instructor/01-bridge-slides.pptx", f"exports/B/gift-{lang}.txt"):
            assert f"{lang}/{name}" in first, name
    assert "collecting" in capsys.readouterr().out
    assert main(["--book", str(book), "kit", "--lang", "both", "--seed", "x", "--forms", "2"]) == 0
    assert "collecting" not in capsys.readouterr().out
    assert everything(book / "build" / "kit" / "chosen") == first
    assert [path.name for path in (book / "build" / "kit").iterdir()] == ["chosen"]


def test_a_changed_exercise_is_collected_anew(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was kept is older than the change, and is not used."""
    path = next((book / "exercises" / "01-bridge").glob("*.md"))
    path.write_text(path.read_text("utf-8"), "utf-8")
    assert main(["--book", str(book), "kit", "--parts", "plans", "--out", str(book / "plans.zip")]) == 0
    assert "collecting" in capsys.readouterr().out
    assert (book / "plans.zip").is_file()


@pytest.mark.parametrize("words", [["--chapters", "99"], ["--lang", "fr"], ["--aims", "99-9"], ["--out", "docs"]])
def test_what_cannot_be_is_refused_in_a_line(words: list[str], book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, one line with a hint, and what was there is still there."""
    given = [str(book / word) if word == "docs" else word for word in words]
    assert main(["--book", str(book), "kit", *given]) == 1
    told = capsys.readouterr().err
    assert "[kit." in told and "→" in told and "Traceback" not in told
    assert (book / "docs" / "index.md").is_file()
