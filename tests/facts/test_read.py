"""Faulty facts: every fault at once, each with file, line and what to do."""

from pathlib import Path

import pytest

from taiyaku.facts import load
from taiyaku.finding import Refused

CASES = sorted((Path(__file__).parent / "faults").glob("*.yaml"))
SOURCE = "sources:\n- {id: s, title: T, by: B, url: u, lang: en, kind: press, consulted: 2026-11, read: whole, saw: x}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_fault_is_reported(case: Path, tmp_path: Path) -> None:
    """A case is a facts file whose comments ``#! CODE TEXT`` mark each line at which a fault is to be reported."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "01-case.yaml").write_bytes(case.read_bytes())
    (tmp_path / "facts" / "sources.yaml").write_text(SOURCE)
    wanted = {}
    for number, line in enumerate(case.read_text("utf-8").splitlines(), 1):
        if "#!" in line:
            wanted[number] = line.split("#!")[1].split(maxsplit=1)
    assert wanted

    with pytest.raises(Refused) as refused:
        load(tmp_path)

    found = {finding.where.line: finding for finding in refused.value.findings if finding.where.file == "facts/01-case.yaml"}
    assert {line: finding.code for line, finding in found.items()} == {line: f"facts.{code}" for line, (code, _) in wanted.items()}
    for line, (_, text) in wanted.items():
        assert text.strip() in str(found[line])


def test_no_facts_is_one_message(tmp_path: Path) -> None:
    """A folder without facts is refused by name."""
    with pytest.raises(Refused, match=r"facts: error: no facts here \[facts.missing\]"):
        load(tmp_path)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    """A file that is not UTF-8 is reported, not a crash."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_bytes("claims: # 日本".encode("shift_jis"))
    with pytest.raises(Refused, match=r"facts/a.yaml: error: .*facts.unreadable"):
        load(tmp_path)


def test_a_second_reading_is_kept(tmp_path: Path) -> None:
    """What was read is kept by content: a changed file is read anew, a broken keep is read over."""
    (tmp_path / "facts").mkdir()
    sources = tmp_path / "facts" / "sources.yaml"
    sources.write_text(SOURCE)
    first = load(tmp_path)
    (kept,) = (tmp_path / "build" / ".cache").glob("*.pickle")
    assert load(tmp_path) is first

    sources.write_text(SOURCE.replace("title: T", "title: U"))
    assert load(tmp_path).source("s").title == "U"
    assert not kept.exists()
