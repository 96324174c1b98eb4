"""Numbers of paragraphs stay with their paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyaku.finding import Refused, Where
from taiyaku.reading.paragraphs import align, sort_key, words_of
from taiyaku.reading.register import Paragraph, check_register, format_register, read_register, write_register

TEXTS = {
    "a": "サミットは海辺の街で開かれ、三十四か国の首脳が集まった。",
    "b": "議題の外にあったはずの自由貿易が、会議の中心になった。",
    "c": "採決はなく、宣言には二つの立場が並べて書かれている。",
    "d": "交渉はその後、二度と再開されなかった。",
    "B": "議題の外にあったはずの自由貿易が、やがて会議を二つに割った。",
    "x": "ブエノスアイレスから列車が出る。",
    "y": "通りでは別の集会が開かれていた。",
    "z": "新聞は翌朝、失敗と書いた。",
}

# what was there, what is there now, the numbers it gets, the numbers retired
CASES = {
    "nothing changed": ("abcd", "abcd", "1 2 3 4", ""),
    "an edited paragraph keeps its number": ("abcd", "aBcd", "1 2 3 4", ""),
    "a rewritten one keeps it while alone in its gap": ("abcd", "axcd", "1 2 3 4", ""),
    "an insertion takes a letter": ("abcd", "abxcd", "1 2 2a 3 4", ""),
    "insertions side by side": ("abcd", "axybcd", "1 1a 1b 2 3 4", ""),
    "an insertion before the first": ("ab", "xab", "0a 1 2", ""),
    "at the end the count goes on": ("ab", "abxy", "1 2 3 4", ""),
    "a deletion retires its number": ("abcd", "acd", "1 3 4", "2"),
    "a moved paragraph keeps its number": ("abcd", "bcda", "2 3 4 1", ""),
    "moved and edited at once": ("abcd", "acdB", "1 3 4 2", ""),
    "everything at once": ("abcd", "dxaBcz", "4 4a 1 2 3 5", ""),
    "two replaced by two strangers": ("abcd", "axyd", "1 1a 1b 4", "2 3"),
}


def numbers(letters: str, entries=(), retired=False) -> tuple[str, str, tuple]:
    fresh, _ = align(entries, [TEXTS[letter] for letter in letters])
    live, gone = fresh[: len(letters)], fresh[len(letters) :]
    assert all(entry.retired for entry in gone)
    return " ".join(entry.number for entry in live), " ".join(entry.number for entry in gone), fresh


@pytest.mark.parametrize("name", CASES)
def test_numbers_follow_paragraphs(name: str) -> None:
    """Each way of editing a page gives the numbers that a reader who cited them expects."""
    before, after, expected, retired = CASES[name]
    _, _, entries = numbers(before)
    assert numbers(after, entries)[:2] == (expected, retired)


def test_history_never_gives_a_number_twice() -> None:
    """Through a chain of edits no number goes to a second paragraph; a later insertion goes beside the earlier one."""
    _, _, entries = numbers("abcd")
    given, _, entries = numbers("abxcd", entries)
    assert given == "1 2 2a 3 4"
    given, _, entries = numbers("abxycd", entries)
    assert given == "1 2 2a 2b 3 4"
    given, gone, entries = numbers("abycd", entries)
    assert (given, gone) == ("1 2 2b 3 4", "2a")
    given, gone, entries = numbers("abzycd", entries)
    assert (given, gone) == ("1 2 2c 2b 3 4", "2a")
    given, gone, entries = numbers("abc", entries)
    assert (given, gone) == ("1 2 3", "2a 2b 2c 4")
    assert numbers("abcz", entries)[0] == "1 2 3 2c", "the same words are the same paragraph"
    assert numbers("abcB", entries)[0] == "1 2 3 5"


def test_between_two_insertions_a_number_goes_deeper() -> None:
    """Between 2a and 2b comes 2a1."""
    _, _, entries = numbers("ab")
    _, _, entries = numbers("axyb", entries)
    assert numbers("axzyb", entries)[0] == "1 1a 1a1 1b 2"


def test_markup_is_no_edit() -> None:
    """Marking a fact, a term or a note leaves the words, and so the fingerprint, alone."""
    plain = "2005年11月4日、首脳会議が開かれた。"
    marked = "{fact}`2005年11月4日 <summit4-date.start>`、{term}`首脳会議 <summit>`が**開かれた**[^crs-tie]。"
    assert words_of(marked) == plain
    _, report = align(align((), [plain])[0], [marked])
    assert not report


def test_numbers_sort_as_one_reads() -> None:
    """2 comes before 14, and 14a between 14 and 15."""
    assert sorted(["15", "14a1", "2", "14b", "14", "14a", "0a"], key=sort_key) == ["0a", "2", "14", "14a", "14a1", "14b", "15"]


def test_register_survives_its_file(tmp_path: Path) -> None:
    """What is written is read back; writing the same again changes nothing."""
    path = tmp_path / "docs" / "paragraphs.yaml"
    assert read_register(path) == {}
    _, _, entries = numbers("ac", numbers("abc")[2])
    register = {"02-talk": entries, "01-start": ()}
    assert write_register(path, register)
    assert read_register(path) == register
    assert not write_register(path, register)
    assert [item.name for item in path.parent.iterdir()] == ["paragraphs.yaml"]
    assert format_register(register).count("retired: true") == 1


BROKEN = {
    "no YAML": ("02-talk: [", 1),
    "no pages": ("- 1\n", 0),
    "no entry": ("02-talk:\n- {number: '1'}\n", 0),
    "no number": ("02-talk:\n- {number: 'x', print: a, opening: b}\n", 0),
    "a number twice": ("02-talk:\n- {number: '1', print: a, opening: b}\n- {number: '1', print: c, opening: d}\n", 0),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_register_is_refused(name: str, tmp_path: Path) -> None:
    """A damaged register stops the work with its name and a way out, and is never taken for an empty one."""
    path = tmp_path / "paragraphs.yaml"
    path.write_text(BROKEN[name][0], encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_register(path)
    (finding,) = refusal.value.findings
    assert finding.code == "reading.broken-register"
    assert finding.where.file.endswith("paragraphs.yaml")
    assert finding.where.line >= BROKEN[name][1]


def test_check_says_what_is_behind() -> None:
    """The check names a new paragraph and an edited one at their lines, and one that is gone."""
    register = {"02": numbers("abcd")[2]}
    texts = [TEXTS[letter] for letter in "aBdx"]
    pages = {"02": [Paragraph(text, Where("docs/02.md", 10 * line)) for line, text in enumerate(texts, 1)]}
    found = [(finding.code, str(finding.where)) for finding in check_register(register, pages, Path("docs/paragraphs.yaml"))]
    assert [code for code, _ in found] == ["reading.stale-register", "reading.unregistered-paragraph", "reading.stale-register"]
    assert [where for _, where in found][:2] == ["docs/02.md:20", "docs/02.md:40"]
    assert not list(
        check_register({"02": numbers("ab")[2]}, {"02": [Paragraph(TEXTS["a"], Where("x")), Paragraph(TEXTS["b"], Where("x"))]}, Path("y"))
    )
