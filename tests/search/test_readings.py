"""What was read from a page is kept by its address and its file as it lies, and by the code that read it."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from taiyaku.search import readings as room
from taiyaku.search.readings import readings


def read_all(path: Path, pages: dict[str, str]) -> tuple[list[str], list[str]]:
    """What is made of some pages, and which of them were read for it."""
    seen: list[str] = []

    def read(href: str, text: str, beside: str) -> str:
        seen.append(href)
        return f"{href}: {text}{beside}"

    for name, text in pages.items():
        file = path.parent / name
        if not file.is_file() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    with readings(path, read) as once:
        return [once(name, path.parent / name, path.parent / f"{name}.js") for name in pages], seen


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    """A page whose file changed is read again, also when it is what lies beside it; what is gone is not kept."""
    path = tmp_path / "kept"
    first = {"a.html": "one", "b.html": "two"}
    assert read_all(path, first) == (["a.html: one", "b.html: two"], ["a.html", "b.html"])
    assert read_all(path, first) == (["a.html: one", "b.html: two"], [])
    assert read_all(path, {"a.html": "one", "b.html": "three", "c.html": "one"})[1] == ["b.html", "c.html"]
    assert len(pickle.loads(path.read_bytes())[1]) == 3
    (tmp_path / "a.html.js").write_text("!", "utf-8")
    assert read_all(path, first) == (["a.html: one!", "b.html: two"], ["a.html", "b.html"])


def test_a_page_of_the_same_size_is_read_again(tmp_path: Path) -> None:
    """The time of a file counts, down to the nanosecond."""
    path, page = tmp_path / "kept", tmp_path / "a.html"
    read_all(path, {"a.html": "one"})
    then = page.stat().st_mtime_ns
    page.write_text("two", "utf-8")
    os.utime(page, ns=(then + 1, then + 1))
    assert read_all(path, {"a.html": "two"}) == (["a.html: two"], ["a.html"])


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps(("other code", {"x": 1})), pickle.dumps([1, 2, 3])])
def test_what_cannot_be_used_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    """A file cut short, of something else, or of other code is no fault."""
    path = tmp_path / "kept"
    path.write_bytes(content)
    assert read_all(path, {"a.html": "one"}) == (["a.html: one"], ["a.html"])
    assert read_all(path, {"a.html": "one"})[1] == []


def test_other_code_reads_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the press read is not taken over."""
    read_all(tmp_path / "kept", {"a.html": "one"})
    monkeypatch.setattr(room, "craft", lambda: -1)
    assert read_all(tmp_path / "kept", {"a.html": "one"})[1] == ["a.html"]


def test_a_place_that_cannot_be_written_to_is_no_fault(tmp_path: Path) -> None:
    """Then nothing is kept."""
    (tmp_path / "kept").mkdir()
    for _ in range(2):
        assert read_all(tmp_path / "kept", {"a.html": "one"}) == (["a.html: one"], ["a.html"])
