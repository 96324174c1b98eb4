"""Catalogues are brought up to date without noise and without loss."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import polib
import pytest

from taiyaku.finding import Refused
from taiyaku.translation import merge as room
from taiyaku.translation.merge import Head, Merged, merge

HEAD = Head("trial", "Trial translators", "2026-01-01 00:00+0000")
RIVER = "The river rises in spring and floods the meadows below the town every second year."


def template(folder: Path, pages: Mapping[str, list[str]]) -> list[Path]:
    """Templates as Sphinx writes them, one a page."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, texts in pages.items():
        catalog = polib.POFile()
        catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "POT-Creation-Date": "2026-11-25 00:00+0000"}
        catalog.extend([polib.POEntry(msgid=text) for text in texts])
        catalog.save(str(folder / f"{name}.pot"))
    return sorted(folder.glob("*.pot"))


class Desk:
    """One language's folder and the runs over it."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "locales" / "fr" / "LC_MESSAGES"

    def update(self, pages: Mapping[str, list[str]]) -> Merged:
        return merge(self.folder, template(self.root / "pot", pages), self.root / "aside", "fr", HEAD, lambda entry, name, before: None)

    def read(self, name: str) -> polib.POFile:
        return polib.pofile(str(self.folder / f"{name}.po"))

    def translate(self, name: str, words: Mapping[str, str]) -> None:
        catalog = polib.pofile(str(self.folder / f"{name}.po"), wrapwidth=0)
        for source, target in words.items():
            catalog.find(source).msgstr = target  # type: ignore[union-attr]
        (self.folder / f"{name}.po").write_text(room.text_of(catalog))

    def bytes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.folder.iterdir())}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_second_run_changes_nothing(desk: Desk) -> None:
    """Not a byte, and no file is written."""
    desk.update({"one": ["A", "B {x}"], "two": ["C"]})
    before = desk.bytes()
    assert desk.update({"one": ["A", "B {x}"], "two": ["C"]}).written == []
    assert desk.bytes() == before
    assert b"brace-format" not in before["one.po"]


def test_new_catalogue_satisfies_msgfmt(desk: Desk) -> None:
    """`msgfmt -c` has nothing to say of a catalogue that was begun here."""
    desk.update({"one": ["A"]})
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(desk.folder / "one.po")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_gone_stays_as_obsolete(desk: Desk) -> None:
    """A text that the book drops keeps its translation, and comes back with it."""
    desk.update({"one": ["A", "A quite different sentence"]})
    desk.translate("one", {"A quite different sentence": "Une phrase"})
    assert desk.update({"one": ["A"]}).gone == 1
    assert [(entry.msgid, entry.msgstr) for entry in desk.read("one").obsolete_entries()] == [("A quite different sentence", "Une phrase")]
    desk.update({"one": ["A", "A quite different sentence"]})
    assert desk.read("one").find("A quite different sentence").msgstr == "Une phrase"  # type: ignore[union-attr]
    assert desk.read("one").obsolete_entries() == []


def test_moved_paragraph_keeps_its_translation(desk: Desk) -> None:
    """Into another file, also where something like it stands there or comes in its place."""
    desk.update({"one": [RIVER], "two": ["C"]})
    desk.translate("one", {RIVER: "La rivière monte."})
    report = desk.update({"one": [RIVER.replace("second", "third")], "two": ["C", RIVER]})
    moved = desk.read("two").find(RIVER)
    assert moved and moved.msgstr == "La rivière monte." and not moved.fuzzy
    assert report.moved == 1


def test_page_that_is_gone_leaves_its_translations(desk: Desk) -> None:
    """A deleted or renamed page loses nothing."""
    desk.update({"old": [RIVER, "B"]})
    desk.translate("old", {RIVER: "La rivière monte."})
    desk.update({"new": [RIVER, "B"]})
    assert desk.read("new").find(RIVER).msgstr == "La rivière monte."  # type: ignore[union-attr]
    assert [entry.msgstr for entry in desk.read("old").obsolete_entries()] == ["La rivière monte."]


def test_near_match_is_marked(desk: Desk) -> None:
    """A changed source makes its translation fuzzy and shows what the source was."""
    desk.update({"one": [RIVER]})
    desk.translate("one", {RIVER: "La rivière monte."})
    fresh = RIVER.replace("every second year", "every third year")
    assert desk.update({"one": [fresh]}).fuzzy == 1
    entry = desk.read("one").find(fresh)
    assert entry and entry.fuzzy and entry.msgstr == "La rivière monte." and entry.previous_msgid == RIVER
    before = desk.bytes()
    desk.update({"one": [fresh]})
    assert desk.bytes() == before


def test_what_a_tool_has_written_stays(desk: Desk) -> None:
    """Header fields, comments of translators and flags are theirs."""
    desk.update({"one": ["A"]})
    path = desk.folder / "one.po"
    text = path.read_text().replace("Last-Translator: Trial translators", "Last-Translator: Ana <ana@example.org>")
    text = text.replace('"Language: fr\\n"', '"Language: fr\\n"\n"X-Generator: Poedit 3.4\\n"')
    path.write_text(text.replace('msgid "A"', f'# {RIVER} {RIVER}\n#, no-wrap\nmsgid "A"'))
    desk.update({"one": ["A", "B"]})
    after = desk.read("one")
    assert after.metadata["Last-Translator"] == "Ana <ana@example.org>" and after.metadata["X-Generator"] == "Poedit 3.4"
    entry = after.find("A")
    assert entry and entry.tcomment == f"{RIVER} {RIVER}" and entry.flags == ["no-wrap"]


@pytest.mark.parametrize(
    ("spoil", "code", "line"),
    [
        (lambda data: data.replace(b'msgid "A"', b'<<<<<<< ours\nmsgid "A"'), "merge-conflict", 13),
        (lambda data: data[: data.rindex(b"msgstr")], "truncated", 16),
        (lambda data: data + data[data.index(b'msgid "A"') :].split(b"\n\n")[0] + b"\n", "duplicate", 18),
        (lambda data: data.replace("é".encode(), b"\xe9"), "encoding", 14),
        (lambda data: data.replace(b'"A"', b'"A'), "syntax", 13),
        (lambda data: b"", "empty", 0),
    ],
)
def test_broken_file_is_named_and_left(desk: Desk, spoil, code: str, line: int) -> None:  # type: ignore[no-untyped-def]
    """Fault, file and line; no catalogue is written, this one or another."""
    desk.update({"one": ["A", "B"], "two": ["C"]})
    desk.translate("one", {"A": "é"})
    path = desk.folder / "one.po"
    path.write_bytes(spoil(path.read_bytes()))
    before = desk.bytes()
    with pytest.raises(Refused) as refused:
        desk.update({"one": ["A", "B", "D"], "two": ["C", "E"]})
    found = {finding.code: finding.where for finding in refused.value.findings}
    assert f"catalog.{code}" in found, refused.value
    where = found[f"catalog.{code}"]
    assert where.file.endswith("one.po") and where.line == line
    assert desk.bytes() == before


def test_windows_files_are_mended(desk: Desk) -> None:
    """A byte order mark and CRLF are read, and gone when the file is next written; the translation is whole."""
    desk.update({"one": ["A"]})
    desk.translate("one", {"A": "é"})
    path = desk.folder / "one.po"
    sound = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + sound.replace(b"\n", b"\r\n"))
    desk.update({"one": ["A"]})
    assert path.read_bytes() == sound


def test_interrupted_run_changes_no_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """All catalogues are merged aside before the first is put in its place."""
    desk.update({"one": ["A"], "two": ["C"]})
    before = desk.bytes()
    real = room.merge_one

    def stop(template: Path, *rest: object) -> polib.POFile:
        if template.stem == "two":
            raise KeyboardInterrupt
        return real(template, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(room, "merge_one", stop)
    with pytest.raises(KeyboardInterrupt):
        desk.update({"one": ["A", "B"], "two": ["C", "D"]})
    assert desk.bytes() == before
