"""Catalogues are read as they come: all that can be made out, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from taiyaku.translation.po import Catalogue, parse_po, read_po

ROOT = Path(__file__).parents[2]
SOUND = sorted(path for folder in ("locales", "tests", "taiyaku") for path in (ROOT / folder).rglob("*.po"))
HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
A, B = b'msgid "a"\nmsgstr "A"\n', b'msgid "b"\nmsgstr "B"\n'


def test_translation_without_its_source_takes_no_place_of_another(tmp_path: Path) -> None:
    """A msgstr whose msgid was deleted is named with its line; the translation above it, or the header, stays."""
    path = tmp_path / "torn.po"
    path.write_text('msgid ""\nmsgstr "Language: en\\n"\n\nmsgstr "lost"\n\nmsgid "a"\nmsgstr "A"\n', "utf-8")
    catalogue = read_po(path)
    assert catalogue.header == {"Language": "en"}
    assert [(fault.code, fault.where.line) for fault in catalogue.faults] == [("catalog.syntax", 4)]
    assert [message.target for message in catalogue.messages] == ["A"]


def parse(data: bytes) -> Catalogue:
    return parse_po(Path("x.po"), data)


def said(catalogue: Catalogue) -> list[tuple[str, int]]:
    return [(fault.code, fault.where.line) for fault in catalogue.faults]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: str(path.relative_to(ROOT)))
def test_reads_like_polib(path: Path) -> None:
    """A sound catalogue gives the messages that polib gives, and no fault."""
    ours, theirs = read_po(path), [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    assert ours.faults == ()
    assert [(one.source, one.target, one.context, one.fuzzy) for one in ours.messages] == [
        (one.msgid, one.msgstr, one.msgctxt, one.fuzzy) for one in theirs
    ]
    lines = path.read_text("utf-8").splitlines()
    assert all(lines[one.line - 1].startswith(("msgid ", "msgctxt ")) for one in ours.messages)
    assert all(lines[one.target_line - 1].startswith("msgstr") for one in ours.messages)


def test_reads_every_part() -> None:
    """Context, flags, comments, plural forms and escapes come through; obsolete entries do not."""
    text = rb"""# meant
#. extracted
#: a.py:1
#, c-format, fuzzy
#| msgid "old"
msgctxt "menu"
msgid "one\t\"q\"\n"
"more"
msgid_plural "many"
msgstr[0] "eins"
msgstr[1] "viele"

#~ msgid "gone"
#~ msgstr "weg"
"""
    (one,) = parse(HEADER + text).messages
    assert (one.source, one.context, one.plural) == ('one\t"q"\nmore', "menu", "many")
    assert (one.targets, one.flags, one.comments) == (("eins", "viele"), {"c-format", "fuzzy"}, ("meant",))


DIRTY = {
    "a truncated file": (HEADER + A + b'msgid "b"\n', [("catalog.truncated", 8)], "a"),
    "a string cut short": (HEADER + A + b'msgid "b"\nmsgstr "B', [("catalog.syntax", 9)], "ab"),
    "an entry without msgstr": (HEADER + b'msgid "b"\n\n' + A, [("catalog.truncated", 6)], "a"),
    "a bare quote": (HEADER + b'msgid "b"\nmsgstr "say "B" now"\n' + A, [("catalog.syntax", 7)], "ba"),
    "a line of nothing known": (HEADER + A + b"hello\n" + B, [("catalog.syntax", 8)], "ab"),
    "a merge conflict": (
        HEADER + A + b'<<<<<<< HEAD\nmsgid "b"\nmsgstr "B"\n=======\nmsgid "b"\nmsgstr "C"\n>>>>>>> theirs\n',
        [("catalog.merge-conflict", 8)],
        "ab",
    ),
    "a conflict with its base": (
        HEADER
        + b'<<<<<<< HEAD\nmsgid "b"\nmsgstr "B"\n||||||| base\nmsgid "b"\nmsgstr ""\n=======\nmsgid "b"\nmsgstr "C"\n>>>>>>> x\n'
        + A,
        [("catalog.merge-conflict", 6)],
        "ba",
    ),
    "two of one": (HEADER + A + A, [("catalog.duplicate", 8)], "aa"),
    "Windows": ((HEADER + A + B).replace(b"\n", b"\r\n"), [("catalog.line-ends", 1)], "ab"),
    "a byte order mark": (b"\xef\xbb\xbf" + HEADER + A, [("catalog.byte-order-mark", 1)], "a"),
    "another encoding": (HEADER + 'msgid "b"\nmsgstr "日本"\n'.encode("shift_jis") + A, [("catalog.encoding", 7)], "ba"),
    "UTF-16": ((HEADER + A).decode().encode("utf-16"), [("catalog.encoding", 1)], "a"),
    "nothing": (b"", [("catalog.empty", 0)], ""),
    "spaces": (b"  \n\n", [("catalog.empty", 0)], ""),
    "no header": (A, [("catalog.header", 1)], "a"),
    "too few plural forms": (HEADER + b'msgid "b"\nmsgid_plural "bs"\nmsgstr[0] "B"\n', [("catalog.plural-forms", 8)], "b"),
    "plurals without a rule": (
        b'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "b"\nmsgid_plural "bs"\nmsgstr[0] "B"\nmsgstr[1] "Bs"\n',
        [("catalog.plural-forms", 4)],
        "b",
    ),
    "a string before its keyword": (HEADER + A + b'\n# x\n"lost"\n' + B, [("catalog.syntax", 10)], "ab"),
    "a msgstr without msgid": (HEADER + A + b'\n# x\nmsgstr "B"\n', [("catalog.syntax", 10)], "a"),
    "a picture": (bytes(range(256)) * 3, None, ""),
}


@pytest.mark.parametrize("name", DIRTY)
def test_dirty_file(name: str) -> None:
    """A dirty file is named with the line of its fault, and what can be read of it is read."""
    data, faults, sources = DIRTY[name]
    catalogue = parse(data)
    if faults is None:
        assert catalogue.faults
    else:
        assert said(catalogue) == faults
    assert "".join(one.source for one in catalogue.messages) == sources


def test_cut_anywhere() -> None:
    """A catalogue cut at any byte is read without an exception, and most cuts are noticed."""
    whole = (ROOT / "tests/books/mini/locales/ja/LC_MESSAGES/01-bridge.po").read_bytes()
    quiet = 0
    for place in range(1, len(whole), 37):
        quiet += not parse(whole[:place]).faults
    assert quiet < len(whole) / 37 / 4


def test_missing_file_is_a_fault() -> None:
    """A file that is not there is a fault like any other."""
    assert said(read_po(Path("nowhere.po"))) == [("catalog.unreadable", 0)]


def test_many_faults_are_counted() -> None:
    """Thousands of bad lines are twenty findings and a count."""
    catalogue = parse(HEADER + b"bad\n" * 5000)
    assert len(catalogue.faults) == 21
    assert "4980 more" in catalogue.faults[-1].message
