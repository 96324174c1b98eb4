"""What was read from a page is kept by its text and address, and by the code that read it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from taiyaku.search import readings as room
from taiyaku.search.readings import readings


def read_all(path: Path, pages: dict[str, str]) -> tuple[list[str], list[str]]:
    """What is made of some pages, and which of them were read for it."""
    seen: list[str] = []

    def read(text: str, href: str) -> str:
        seen.append(href)
        return f"{href}: {text}"

    with readings(path, read) as once:
        return [once(text, href) for href, text in pages.items()], seen


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    """A page whose text changed is read again, also one of the same text at another address; what is gone is not kept."""
    path = tmp_path / "kept"
    first = {"a.html": "one", "b.html": "two"}
    assert read_all(path, first) == (["a.html: one", "b.html: two"], ["a.html", "b.html"])
    assert read_all(path, first) == (["a.html: one", "b.html: two"], [])
    assert read_all(path, {"a.html": "one", "b.html": "three", "c.html": "one"})[1] == ["b.html", "c.html"]
    assert len(pickle.loads(path.read_bytes())[1]) == 3


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


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path) -> None:
    """Then nothing is kept."""
    assert read_all(tmp_path / "nowhere" / "kept", {"a.html": "one"})[0] == ["a.html: one"]
