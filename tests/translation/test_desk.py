"""The translators' desk on a real book: a language is begun, followed through another one, counted and shown."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polib
import pytest

from taiyaku.cli import main
from taiyaku.editions import read_book
from taiyaku.finding import Refused
from taiyaku.translation.beginning import begin_language
from taiyaku.translation.comments import CHANGED
from taiyaku.translation.preview import command
from taiyaku.translation.status import progress_of, size
from taiyaku.translation.workflow import catalogs, update

MINI = Path(__file__).parents[1] / "books" / "mini"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second book with French begun through Japanese."""
    root = tmp_path_factory.mktemp("desk") / "mini"
    shutil.copytree(MINI, root, ignore=shutil.ignore_patterns("build", "*.mo"))
    update(read_book(root), lambda line: None)
    begin_language(read_book(root), "fr", "ja", lambda line: None)
    return root


def entry_of(root: Path, lang: str, page: str, opening: str) -> polib.POEntry:
    path = root / "locales" / lang / "LC_MESSAGES" / f"{page}.po"
    return next(entry for entry in polib.pofile(str(path)) if entry.msgid.startswith(opening))


def test_new_language_is_found_by_its_folder(book: Path) -> None:
    """It has every edition but the aligned one, and the source's title until it has its own."""
    read = read_book(book)
    assert read.languages == ("en", "ja", "fr")
    assert {edition.name for edition in read.editions() if edition.language == "fr"} >= {"html-fr", "epub-fr", "pdf-fr"}
    assert not any(edition.name == "aligned-fr" for edition in read.editions())
    assert read.titles["fr"] == read.titles["en"]


def test_title_comes_from_the_catalogue(book: Path) -> None:
    """``book.po`` holds the words of conf.py; what is translated there is used."""
    path = book / "locales" / "fr" / "LC_MESSAGES" / "book.po"
    text = path.read_text()
    entry = entry_of(book, "fr", "book", "The Bridge: ")
    path.write_text(text.replace(f'msgid "{entry.msgid}"\nmsgstr ""', f'msgid "{entry.msgid}"\nmsgstr "Le pont"'))
    assert read_book(book).titles["fr"] == "Le pont"
    path.write_text(text)


def test_comments_say_what_a_translator_needs(book: Path) -> None:
    """Kind of text, address of the paragraph, roles in the language, and the translation between."""
    lines = entry_of(book, "ja", "01-bridge", "The bridge was opened on").comment.splitlines()
    assert lines[0] == "paragraph: build/html/ja/01-bridge.html#p1"
    assert "{fact}`1930年6月14日 <bridge-opened.date>`" in lines
    assert entry_of(book, "ja", "01-bridge", "The opening").comment.startswith("heading: ")
    between = entry_of(book, "fr", "01-bridge", "The opening")
    assert between.comment.splitlines()[-1] == "ja: " + entry_of(book, "ja", "01-bridge", "The opening").msgstr


def test_second_update_changes_nothing(book: Path) -> None:
    """Also with comments and a language in between."""
    before = {path: path.read_bytes() for path in sorted((book / "locales").rglob("*.po"))}
    update(read_book(book), lambda line: None)
    assert {path: path.read_bytes() for path in sorted((book / "locales").rglob("*.po"))} == before


def test_change_of_the_language_between_is_told_once(book: Path) -> None:
    """The note stays until the translator deletes it, says what was there before, and is counted."""
    french, japanese = (book / "locales" / lang / "LC_MESSAGES" / "01-bridge.po" for lang in ("fr", "ja"))
    old = entry_of(book, "ja", "01-bridge", "The opening").msgstr
    french.write_text(french.read_text().replace('msgid "The opening"\nmsgstr ""', 'msgid "The opening"\nmsgstr "L’ouverture"'))
    japanese.write_text(japanese.read_text().replace(f'msgstr "{old}"', f'msgstr "{old}の日"'))
    for _ in range(2):
        update(read_book(book), lambda line: None, ("fr",))
        entry = entry_of(book, "fr", "01-bridge", "The opening")
        assert entry.tcomment == CHANGED.format(via="ja") + old
        assert entry.comment.splitlines()[-1] == f"ja: {old}の日"
        assert not entry.fuzzy and entry.msgstr == "L’ouverture"
    row = next(row for row in progress_of(catalogs(read_book(book), "fr"), "en") if row.file == "01-bridge.po")
    assert row.changed == 1


def test_status_counts(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table and the JSON say the same, and the parts make the whole."""
    assert main(["--book", str(book), "translate", "status", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["unit"] == "words" and set(data["languages"]) == {"ja", "fr"}
    french = data["languages"]["fr"]
    for key in ("translated", "missing", "left"):
        assert french["all"][key] == sum(file[key] for file in french["files"].values())
    assert data["languages"]["ja"]["all"]["percent"] == 100 and data["languages"]["ja"]["all"]["left"] == 0
    assert main(["--book", str(book), "translate", "status", "fr"]) == 0
    assert f"{french['all']['missing']}" in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize(
    ("text", "lang", "length"), [("{fact}`5両 <train.x>`の列車。[^a]", "ja", 5), ("a {term}`new toll <toll>` here", "en", 4)]
)
def test_length_is_what_a_translator_writes(text: str, lang: str, length: int) -> None:
    """Names of roles, targets and notes do not count."""
    assert size(text, lang) == length


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new", "fr"], "is there already"),
        (["new", "en"], "language of the book itself"),
        (["new", "../x"], "is no language"),
        (["new", "qq"], "is no language"),
        (["new", "de", "--via", "pt"], "has no translation `pt`"),
        (["status", "de"], "no catalogue of `de`"),
        (["preview", "de"], "no language `de`"),
        (["export", "de"], "no catalogue of `de`"),
        (["import", "none.xlf"], "No such file"),
        (["import", "conf.py"], "neither .xlf nor .tmx"),
    ],
)
def test_wrong_words_are_answered(book: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    """One line, exit status 1, and nothing is written."""
    before = {path: path.read_bytes() for path in sorted((book / "locales").rglob("*")) if path.is_file()}
    assert main(["--book", str(book), "translate", *arguments]) == 1
    said = capsys.readouterr().err.strip()
    assert message in said and "\n" not in said
    assert {path: path.read_bytes() for path in sorted((book / "locales").rglob("*")) if path.is_file()} == before


def test_fault_in_a_chapter_is_told_in_one_line(book: Path) -> None:
    """Sphinx's word with file and line, without its traceback."""
    page = book / "docs" / "01-bridge.md"
    text = page.read_text()
    page.write_text(text + "\n:::{nonsense}\n:::\n")
    with pytest.raises(Refused) as refused:
        update(read_book(book), lambda line: None)
    page.write_text(text)
    assert [finding.code for finding in refused.value.findings] == ["translation.failed"]
    assert "01-bridge.md:" in str(refused.value) and "Traceback" not in str(refused.value)


def test_preview_watches_what_matters(book: Path) -> None:
    """Catalogues, facts and exercises are watched; what a build writes is not."""
    words = command(read_book(book), "fr", 8000)
    watched = [words[at + 1] for at, word in enumerate(words) if word == "--watch"]
    assert [Path(path).name for path in watched] == ["fr", "facts", "exercises"]
    assert "*.mo" in words and "html_theme_options.policy=" in words
