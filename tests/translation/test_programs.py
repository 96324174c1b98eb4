"""Catalogues of programs: what is no markup there is not judged as markup, and what is right in other projects raises no alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyaku.translation.checks.judging import Languages, judge_files, judge_message
from taiyaku.translation.checks.subject import Setting
from taiyaku.translation.po import Message

HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Plural-Forms: nplurals={}; plural=0;\\n"\n\n'

SOUND = [
    ("en", "ja", "encrypted with %s key, ID %d", "%s鍵、ID %dで暗号化された"),
    ("en", "ja", "error reading %s from %d", "%2$d から %1$s を読めない"),
    ("en", "es", "cannot open '%s' of %s", "no se puede abrir `%s' de %s"),
    ("en", "es", "usage: copy %s <file>", "uso: copiar %s <archivo>"),
    ("en", "de", "the option “%s” is not known", "Die Option „%s“ ist nicht bekannt"),
    ("en", "fr", "%s failed; try again", "%s a échoué ; réessayez"),
    ("en", "ru", "* rows N %s", "    * rows N %s"),
]
WRONG = [
    ("en", "ja", "encrypted with %s key, ID %d", "%s鍵で暗号化された", "markup.placeholder"),
    ("en", "es", "usage: copy %s <file>", "uso: copiar %s <script>", "safety.html"),
    ("en", "es", "usage: copy %s <file>", "uso: copiar %s <archivo onclick=x>", "safety.html"),
    ("en", "de", "the option “%s” is not known", "Die Option „%s ist nicht bekannt", "leftovers.quote"),
]


def found(source: str, target: str, text: str, said: str) -> set[str]:
    return {remark.code for remark in judge_message(Message(1, 2, text, said), Setting(source, target, plain=True))}


@pytest.mark.parametrize(("source", "target", "text", "said"), SOUND)
def test_what_programs_write_is_sound(source: str, target: str, text: str, said: str) -> None:
    """Placeholders in another order, old quotation marks, names to be filled in, and each language's own marks are right."""
    assert found(source, target, text, said) == set()


@pytest.mark.parametrize(("source", "target", "text", "said", "code"), WRONG)
def test_errors_in_them_are_found(source: str, target: str, text: str, said: str, code: str) -> None:
    """A lost placeholder, an element that a browser obeys and an open quotation stay errors."""
    assert code in found(source, target, text, said)


def test_catalogue_of_a_program_is_known_by_its_placeholders(tmp_path: Path) -> None:
    """Its messages may begin with a star, and one plural form for all numbers may have the number that the singular lacks."""
    path = tmp_path / "ja.po"
    entries = 'msgid "one file of %s"\nmsgid_plural "%d files of %s"\nmsgstr[0] "%2$sのファイル%1$d個"\n\nmsgid "rows N"\nmsgstr "* 行 N"\n'
    path.write_text(HEADER.format("ja", 1) + entries, "utf-8")
    assert judge_files([path], Languages("en", "ja"), Setting("", ""))[0].findings == ()
    path.write_text(HEADER.format("ja", 1) + 'msgid "rows"\nmsgstr "* 行"\n', "utf-8")
    assert [one.code for one in judge_files([path], Languages("en", "ja"), Setting("", ""))[0].findings] == ["markup.opening"]
