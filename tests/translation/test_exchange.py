"""What is written for other tools is read by them, and comes back whole; what comes from strangers is judged."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from taiyaku.finding import Refused
from taiyaku.translation.exchange.bringing import fill_gap, merge_in, take_words
from taiyaku.translation.exchange.terms import Term, compare, read_terms, write_csv, write_tbx, write_weblate
from taiyaku.translation.exchange.tmx import read_tmx, write_tmx
from taiyaku.translation.exchange.xliff import read_xliff, write_xliff
from taiyaku.translation.merge import text_of

RICH = r"""# comment of the file
msgid ""
msgstr ""
"Project-Id-Version: trial\n"
"Language: es\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"X-Taiyaku-Via: en\n"

#. paragraph: build/html/es/one.html#p1
#. {fact}`5 <train.carriages>`
#: facts/one.yaml
msgid "{fact}`5両 <train.carriages>`の列車&<b>「引用」"
msgstr "Un tren de {fact}`cinco <train.carriages>` vagones & <b> \"así\"\n"

# a note of mine
# on two lines
#, fuzzy, no-wrap
#| msgid "前の文"
msgid "今の文"
msgstr "La frase de antes"

msgctxt "menu"
msgid "開く"
msgstr "Abrir"

msgid "まだ"
msgstr ""

#: one.py:12
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d archivo"
msgstr[1] "%d archivos"

#~ msgid "昔の文"
#~ msgstr "Una frase de antaño"
"""
TERMS = [
    Term(
        "mercosur",
        "メルコスール",
        "めるこすーる",
        "Mercosur",
        "Mercosur",
        "Mercosul",
        "MERCOSUR / MCS",
        "南米南部共同市場 / メルコスル",
        "共同市場。",
    ),
    Term("toll", "通行料", en="toll", definition='Money, "paid" at a gate; <once>\nor twice'),
]


@pytest.fixture
def catalog() -> polib.POFile:
    return polib.pofile(RICH, wrapwidth=0)


def programme(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def test_xliff_loses_nothing(tmp_path: Path, catalog: polib.POFile) -> None:
    """Header, contexts, comments, flags, earlier texts, plurals and obsolete entries all come back, byte for byte."""
    path = tmp_path / "a.xlf"
    path.write_bytes(write_xliff({"one.po": catalog, "two.po": catalog}, "ja", "es"))
    language, back = read_xliff(path)
    assert language == "es"
    assert [text_of(one) for one in back.values()] == [text_of(catalog)] * 2


def test_other_program_reads_the_xliff(tmp_path: Path, catalog: polib.POFile) -> None:
    """translate-toolkit's xliff2po gets the same texts and the same states."""
    path = tmp_path / "a.xlf"
    path.write_bytes(write_xliff({"one.po": catalog}, "ja", "es"))
    subprocess.run([programme("xliff2po"), "--progress=none", str(path), str(tmp_path / "b.po")], check=True, capture_output=True)
    theirs = {entry.msgid: entry for entry in polib.pofile(str(tmp_path / "b.po"))}
    for entry in catalog:
        if not entry.msgid_plural and not entry.obsolete:
            assert theirs[entry.msgid].msgstr == entry.msgstr, entry.msgid
            assert theirs[entry.msgid].fuzzy == entry.fuzzy, entry.msgid


def test_tmx_keeps_what_has_words(tmp_path: Path, catalog: polib.POFile) -> None:
    """Words, notes, contexts and states of every translated entry."""
    path = tmp_path / "a.tmx"
    path.write_bytes(write_tmx({"one.po": catalog}, "ja", "es"))
    target, back = read_tmx(path, "ja")
    assert target == "es"

    def told(entries: polib.POFile) -> list[tuple[object, ...]]:
        return [(e.msgid, e.msgstr, e.msgctxt, e.tcomment, e.comment, e.fuzzy, bool(e.obsolete)) for e in entries if e.msgstr]

    assert told(back["one.po"]) == told(catalog)


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf", "a.tbx"])
def test_other_program_counts_the_same(tmp_path: Path, catalog: polib.POFile, name: str) -> None:
    """translate-toolkit's pocount finds in each file what was written; of XLIFF, what is to be translated."""
    data = {
        "a.tmx": write_tmx({"one.po": catalog}, "ja", "es"),
        "a.xlf": write_xliff({"one.po": catalog}, "ja", "es"),
        "a.tbx": write_tbx(TERMS, "Trial", "ja"),
    }[name]
    (tmp_path / name).write_bytes(data)
    done = subprocess.run([programme("pocount"), "--csv", str(tmp_path / name)], check=True, capture_output=True, text=True)
    head, row = (line.split(",") for line in done.stdout.strip().splitlines()[:2])
    total = int(dict(zip([field.strip() for field in head], row, strict=False))["Total Message"])
    assert total == {"a.tmx": 4, "a.xlf": 5, "a.tbx": 2}[name]


@pytest.mark.parametrize(("name", "write"), [("a.csv", write_csv), ("a.tbx", lambda terms: write_tbx(terms, "Trial", "ja"))])
def test_glossary_comes_back_whole(tmp_path: Path, name: str, write) -> None:  # type: ignore[no-untyped-def]
    """Every field of every term, and so a comparison finds nothing."""
    path = tmp_path / name
    path.write_bytes(write(TERMS))
    assert read_terms(path) == TERMS
    assert list(compare(TERMS, read_terms(path))) == []


def test_proposals_are_named() -> None:
    """A changed name and a new term are told one by one."""
    theirs = [dataclasses.replace(TERMS[0], es="MERCOSUR"), Term("ford", "浅瀬")]
    assert [(finding.code, finding.where.file) for finding in compare(TERMS, theirs)] == [
        ("exchange.proposed", "mercosur"),
        ("exchange.new-term", "ford"),
    ]


def test_weblate_takes_pairs_only() -> None:
    """A term without a name in the language is no pair."""
    lines = write_weblate(TERMS, "ja", "es").decode().splitlines()
    assert len(lines) == 2 and '"メルコスール","Mercosur"' in lines[1]


def test_import_takes_words_and_leaves_the_rest(catalog: polib.POFile) -> None:
    """New words, a review that is done; an empty text empties nothing; a text that is not here is reported."""
    back = polib.pofile(RICH, wrapwidth=0)
    back.find("まだ").msgstr = "Todavía"  # type: ignore[union-attr]
    back.find("今の文").flags = ["no-wrap"]  # type: ignore[union-attr]
    back.find("開く", msgctxt="menu").msgstr = ""  # type: ignore[union-attr]
    back.append(polib.POEntry(msgid="知らない文", msgstr="desconocida"))
    changed, strangers = merge_in({"one.po": catalog}, {"one.po": back}, take_words, Path("a.xlf"))
    assert changed == 2 and [finding.code for finding in strangers] == ["exchange.no-place"]
    assert catalog.find("まだ").msgstr == "Todavía"  # type: ignore[union-attr]
    assert not catalog.find("今の文").fuzzy  # type: ignore[union-attr]
    assert catalog.find("開く", msgctxt="menu").msgstr == "Abrir"  # type: ignore[union-attr]


def test_memory_fills_gaps_only(catalog: polib.POFile) -> None:
    """What a person translated is not overwritten from a memory."""
    memory = polib.POFile()
    memory.extend([polib.POEntry(msgid="まだ", msgstr="Aún no"), polib.POEntry(msgid="今の文", msgstr="otra")])
    changed, _ = merge_in({"one.po": catalog}, {"": memory}, fill_gap, Path("a.tmx"))
    assert changed == 1 and catalog.find("まだ").msgstr == "Aún no"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.xlf", "<xliff version='1.2'><file>"),
        ("a.xlf", "<html/>"),
        ("a.xlf", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><xliff version='1.2'>&e;</xliff>"),
        ("a.tmx", "<tmx><body/></tmx>"),
        ("a.tmx", "no xml at all"),
        ("a.csv", "a;b\n1;2\n"),
        ("a.tbx", ""),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, name: str, text: str) -> None:
    """Broken, of another kind, or with entities: one clear message with the file's name."""
    path = tmp_path / name
    path.write_text(text)
    read = {"a.xlf": read_xliff, "a.tmx": lambda file: read_tmx(file, "ja"), "a.csv": read_terms, "a.tbx": read_terms}[name]
    with pytest.raises(Refused) as refused:
        read(path)  # type: ignore[operator]
    [finding] = refused.value.findings
    assert finding.where.file.endswith(name) and "\n" not in str(finding)


def test_file_from_elsewhere_names_no_place_here(tmp_path: Path, catalog: polib.POFile) -> None:
    """A path in a file's name leads nowhere outside the catalogues."""
    path = tmp_path / "a.xlf"
    path.write_bytes(write_xliff({"../../evil.po": catalog}, "ja", "es"))
    assert list(read_xliff(path)[1]) == ["evil.po"]


def test_control_characters_are_named(catalog: polib.POFile) -> None:
    """XML cannot hold them, and dropping them silently would lose something."""
    catalog.append(polib.POEntry(msgid="x\x0b", msgstr="y"))
    with pytest.raises(Refused, match="control character"):
        write_xliff({"one.po": catalog}, "ja", "es")
