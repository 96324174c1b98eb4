"""Digests of facts: each changes with what it stands for, and with nothing else; a file that did not change is not read again."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from taiyaku.facts import load, store
from taiyaku.facts.prints import CLAIMS, CORE, DRAWN, ENTITIES, EVENTS, GAPS, NAMES, ROLL, SOURCES, Prints
from taiyaku.facts.store import Kept, Memory, files_of, read_all
from taiyaku.finding import Refused

SOURCES_FILE = """sources:
- {id: minutes, title: Minutes, by: The clerk, url: "https://example.org/m", lang: en, kind: primary, consulted: 2026-11, read: whole, saw: All.}
- {id: news, title: News, by: The post, url: "https://example.org/n", lang: en, kind: press, consulted: 2026-11, read: whole, saw: All.}
"""
CLAIMS_FILE = """claims:
- id: opened
  section: s
  kind: date
  claim: The pamphlet has it open in 1931.
  value: {date: 1931-06}
  verdict: contradicted
  corrected: {date: 1930-06-14}
  gap: slip
  weight: argument
  finding: The minutes have 1930.
  sources: [minutes]
  confidence: high
  prose: en
- id: cost
  section: s
  kind: number
  claim: It cost seven dollars.
  value: {cost: {usd: 7}}
  verdict: confirmed
  finding: The post says so.
  sources: [news]
  confidence: high
  prose: en
"""
ENTITIES_FILE = """events:
- {id: closed, prose: en, date: 1950-03-02, event: It closes., sources: [news]}
entities:
- {id: club, type: organisation, names: {ja: 連合, en: Club}, note: Small., members: [{state: BRA, time: 2000-01-01/}]}
"""
CATALOG = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\nmsgid "The minutes have 1930."\nmsgstr "%s"\n'
ASKED = (
    *("claim opened", "claim cost", f"{CORE}opened", f"{CORE}cost", CLAIMS, GAPS, ROLL),
    *("source minutes", f"{CORE}source minutes", SOURCES, "entity club", f"{CORE}club", f"{DRAWN}club", ENTITIES, NAMES),
    *("event closed", f"{CORE}closed", f"{DRAWN}closed", EVENTS, f"{DRAWN}opened"),
)


def book(root: Path) -> Path:
    """A book with two claims, one of them a gap, and a translation."""
    for name, text in (("sources", SOURCES_FILE), ("01-a", CLAIMS_FILE), ("entities", ENTITIES_FILE)):
        (root / "facts").mkdir(parents=True, exist_ok=True)
        (root / "facts" / f"{name}.yaml").write_text(text, "utf-8")
    catalog = root / "locales/ja/LC_MESSAGES/facts.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(CATALOG % "議事録は1930年とする。", "utf-8")
    return root


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("facts/01-a.yaml", "The minutes have 1930.", "They have 1930.", {"claim opened", CLAIMS, GAPS}),
        ("facts/01-a.yaml", "1930-06-14", "1930-06-15", {"claim opened", f"{CORE}opened", f"{DRAWN}opened", CLAIMS, GAPS}),
        ("facts/01-a.yaml", "verdict: confirmed", "verdict: unverified", {"claim cost", f"{CORE}cost", CLAIMS}),
        ("facts/01-a.yaml", "It cost", "It has cost", {"claim cost", CLAIMS}),
        ("facts/01-a.yaml", "confidence: high", "confidence: medium", {"claim opened", CLAIMS, GAPS}),
        ("facts/01-a.yaml", "sources: [news]", "sources: [news, minutes]", {"claim cost", f"{CORE}cost", CLAIMS, ROLL}),
        ("facts/01-a.yaml", "id: cost", "id: price", {"claim cost", f"{CORE}cost", CLAIMS, ROLL}),
        ("facts/sources.yaml", "The clerk", "The scribe", {"source minutes", "claim opened", CLAIMS, GAPS, SOURCES}),
        ("locales/ja/LC_MESSAGES/facts.po", "議事録は", "議事録では", {"claim opened", CLAIMS, GAPS}),
        ("facts/sources.yaml", "https://example.org/m", "https://example.org/o", {"source minutes", SOURCES}),
        ("facts/sources.yaml", "kind: primary", "kind: official", {"source minutes", "claim opened", CLAIMS, GAPS, SOURCES}),
        ("facts/sources.yaml", "saw: All.", "saw: Half.", set()),  # the editors' own
        ("facts/entities.yaml", "2000-01-01/", "2001-01-01/", {"entity club", f"{CORE}club", f"{DRAWN}club", ENTITIES}),
        ("facts/entities.yaml", "en: Club", "en: The Club", {"entity club", f"{CORE}club", f"{DRAWN}club", ENTITIES, NAMES}),
        ("facts/entities.yaml", "note: Small.", "note: Large.", set()),
        ("facts/entities.yaml", "It closes.", "It shuts.", {"event closed", f"{DRAWN}closed", EVENTS}),
        ("facts/entities.yaml", "1950-03-02", "1950-03-03", {"event closed", f"{CORE}closed", f"{DRAWN}closed", EVENTS}),
        ("facts/01-a.yaml", "claims:\n", "claims:\n\n", set()),  # where an item stands is seen by nobody
    ],
)
def test_a_print_changes_with_what_it_stands_for(tmp_path: Path, file: str, old: str, new: str, changed: set[str]) -> None:
    """Also where an earlier build has worked it out, and the same whether it has or not."""
    root, known = book(tmp_path), dict[str, tuple[str, str]]()
    before = {name: Prints(load(root), "ja", known).of(name) for name in ASKED}
    change(root / file, old, new)
    facts = load(root)
    after = {name: Prints(facts, "ja", known).of(name) for name in ASKED}
    assert {name for name in ASKED if before[name] != after[name]} == changed
    assert after == {name: Prints(facts, "ja").of(name) for name in ASKED}


def test_another_language_has_prints_of_its_own(tmp_path: Path) -> None:
    """What is not translated into it does not change with a translation."""
    root = book(tmp_path)
    before = Prints(load(root), "es").of("claim opened")
    change(root / "locales/ja/LC_MESSAGES/facts.po", "議事録は", "議事録では")
    assert Prints(load(root), "es").of("claim opened") == before != Prints(load(root), "ja").of("claim opened")


def test_what_is_not_there_has_the_print_of_nothing(tmp_path: Path) -> None:
    """And one as soon as it is there."""
    root, known = book(tmp_path), dict[str, tuple[str, str]]()
    assert [Prints(load(root), "ja", known).of(name) for name in ("claim lost", f"{CORE}lost")] == ["", ""]
    change(root / "facts/01-a.yaml", "id: cost", "id: lost")
    assert all(Prints(load(root), "ja", known).of(name) for name in ("claim lost", f"{CORE}lost"))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files and catalogues that are read from now on."""
    names: list[str] = []
    for name in ("read_file", "read_catalog"):
        read = getattr(store, name)

        def noting(path: Path, *more: Any, read: Any = read) -> Any:
            names.append(path.name)
            return read(path, *more)

        monkeypatch.setattr(store, name, noting)
    return names


def test_only_the_file_that_changed_is_read(tmp_path: Path, opened: list[str]) -> None:
    """Of the others it is known what they say, whatever became of the copy of the whole; a faulty file is read again until it is mended."""
    root = book(tmp_path)
    load(root)
    assert sorted(opened) == ["01-a.yaml", "entities.yaml", "facts.po", "sources.yaml"]
    opened.clear()
    change(root / "facts/01-a.yaml", "It cost", "It has cost")
    assert load(root).claim("cost").claim == "It has cost seven dollars."
    assert opened == ["01-a.yaml"]
    change(root / "facts/01-a.yaml", "verdict: confirmed", "verdict: perhaps")
    for _ in range(2):
        opened.clear()
        with pytest.raises(Refused, match="perhaps"):
            load(root)
        assert opened == ["01-a.yaml"]
    change(root / "facts/01-a.yaml", "verdict: perhaps", "verdict: confirmed")
    change(root / "locales/ja/LC_MESSAGES/facts.po", "議事録は", "議事録では")
    opened.clear()
    assert load(root).prose("The minutes have 1930.", "ja") == "議事録では1930年とする。"
    assert opened == ["facts.po"]


@pytest.mark.parametrize("spoilt", [b"", b"no pickle", pickle.dumps({"facts": 1}), "old"])
def test_what_was_kept_is_taken_with_care(tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch, spoilt: bytes | str) -> None:
    """A copy cut short, of something else, or by other code is no fault: all is read again."""
    root = book(tmp_path)
    load(root)
    (kept,) = (root / "build/.cache").glob("facts-*.pickle")
    if isinstance(spoilt, bytes):
        kept.write_bytes(spoilt)
    else:
        monkeypatch.setattr(store, "code", lambda: spoilt)
    opened.clear()
    change(root / "facts/01-a.yaml", "It cost", "It has cost")
    load(root)
    assert sorted(opened) == ["01-a.yaml", "entities.yaml", "facts.po", "sources.yaml"]


def test_what_is_known_gives_the_same_facts(tmp_path: Path) -> None:
    """In the same order; a copy of one book is never another's."""
    root = book(tmp_path / "one")
    files, catalogs = files_of(root)
    memory = Memory()
    fresh = read_all(root, files, catalogs, memory)
    again = read_all(root, files, catalogs, memory)
    assert (again, again.prints) == (fresh, fresh.prints)
    assert len(memory.items) == 3 and len(memory.catalogs) == 1
    assert isinstance(pickle.loads(pickle.dumps(Kept("code", fresh, memory))), Kept)
    (tmp_path / "one").rename(tmp_path / "two")
    assert load(tmp_path / "two").root == tmp_path / "two"
