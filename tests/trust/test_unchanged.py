"""What nothing changed of is left as it lies; whatever can change an edition has it made again, and each run has a memory of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from taiyaku.build import Outcome, Say, build_editions, read_with_sphinx
from taiyaku.editions import Book, Edition, read_book
from taiyaku.lock import alone
from taiyaku.offline import pack
from taiyaku.press import Press, mark
from taiyaku.unchanged import Prints, read_note

MINI = Path(__file__).parents[1] / "books" / "mini"
EPOCH = 1_700_000_000


def build(book: Book, editions: list[Edition], say: Say) -> list[Outcome]:
    with alone(book.root / "build"), Press(book, 2) as press:
        return build_editions(press, editions, say)


def quiet(_line: str) -> None:
    """Nothing is said."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book with both of its web editions, and an archive."""
    root = Path(shutil.copytree(MINI, tmp_path_factory.mktemp("stands") / "mini", ignore=shutil.ignore_patterns("build", "*.mo")))
    book = read_book(root)
    assert [outcome.complaint for outcome in build(book, web(book), quiet)] == ["", ""]
    assert pack(book, "ja", EPOCH)
    return root


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    """A copy of it at the same place: what a test does to it is undone."""
    kept = shutil.copytree(made, tmp_path / "kept", symlinks=True)
    yield read_book(made)
    shutil.rmtree(made)
    shutil.copytree(kept, made, symlinks=True)


def web(book: Book) -> list[Edition]:
    return book.chosen(["html"])


def add(path: str, text: str = "\n") -> Callable[[Path], None]:
    """An edit that adds to a file, or makes it."""

    def edit(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    edit.__name__ = path
    return edit


def less(path: str) -> Callable[[Path], None]:
    """An edit that takes a file away."""

    def edit(root: Path) -> None:
        (root / path).unlink()

    edit.__name__ = f"no {path}"
    return edit


def stands(root: Path) -> dict[str, bool]:
    book = read_book(root)
    prints = Prints(book)
    return {edition.language: prints.stands(edition) for edition in web(book)}


def test_what_did_not_change_stands(book: Book) -> None:
    """A second build makes nothing, and touches no file of an edition or an archive."""
    before = {path: path.stat().st_mtime_ns for path in (book.root / "build" / "html").rglob("*.html")}
    said: list[str] = []
    assert stands(book.root) == {"en": True, "ja": True}
    assert [outcome.seconds for outcome in build(book, web(book), said.append)] == [0, 0]
    assert said == ["2 of 2 stand as they were built: nothing changed that they rest on"]
    archive = book.root / "build/offline" / f"{book.file_name}-ja.zip"
    age = archive.stat().st_mtime_ns
    assert pack(book, "ja", EPOCH) == archive
    assert archive.stat().st_mtime_ns == age
    assert before == {path: path.stat().st_mtime_ns for path in (book.root / "build" / "html").rglob("*.html")}


@pytest.mark.parametrize(
    "edit",
    [
        add("conf.py"),
        add("docs/01-bridge.md"),
        add("docs/a-new-page.md", "# New\n"),
        less("docs/01-bridge.md"),
        add("facts/01-bridge.yaml"),
        add("exercises/01-bridge/a-new-note.txt"),
        add("locales/ja/LC_MESSAGES/facts.po"),
    ],
    ids=lambda edit: edit.__name__,
)
def test_what_any_edition_rests_on(book: Book, edit: Callable[[Path], None]) -> None:
    """The configuration, every source, the facts in all languages: after a change there no edition stands."""
    edit(book.root)
    assert stands(book.root) == {"en": False, "ja": False}


def test_what_one_language_rests_on(book: Book) -> None:
    """A changed translation of a chapter concerns its language; a file that is new among the catalogues may concern all."""
    add("locales/ja/LC_MESSAGES/01-bridge.po")(book.root)
    assert stands(book.root) == {"en": True, "ja": False}
    add("locales/ja/LC_MESSAGES/more.po")(book.root)
    assert stands(book.root) == {"en": False, "ja": False}


def test_another_language_counts_by_how_far_it_is(book: Book) -> None:
    """A page that says so rests on the counts of its catalogues: other words in one of them leave the edition as it is."""
    add("docs/back.md", "\n:::{translation-status} ja\n:::\n")(book.root)
    assert [outcome.complaint for outcome in build(book, web(book), quiet)] == ["", ""]
    assert "?progress en ja" in read_note(book.root / "build/.work/doctrees/.en.read")  # type: ignore[operator]
    catalog = book.root / "locales/ja/LC_MESSAGES/01-bridge.po"
    text = catalog.read_text("utf-8")
    catalog.write_text(re.sub(r'(\nmsgstr "[^"]+)"\n\n', r'\1 "\n\n', text, count=1), "utf-8")
    assert stands(book.root) == {"en": True, "ja": False}
    add("locales/ja/LC_MESSAGES/01-bridge.po", '\nmsgid "More"\nmsgstr ""\n')(book.root)
    assert stands(book.root) == {"en": False, "ja": False}
    build(book, web(book), quiet)
    assert stands(book.root) == {"en": True, "ja": True}


def test_fonts_count_though_the_typesetter_opens_them(book: Book) -> None:
    """The book's own fonts, within it or beside it: another file there is another PDF."""
    (book.root / "type").mkdir()
    (book.root / "type" / "LICENCE").write_text("one", "utf-8")
    with (book.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('\ntaiyaku_pdf_fonts = ["type"]\n')
    book = read_book(book.root)
    edition = book.chosen(["pdf-en"])
    assert [outcome.complaint for outcome in build(book, edition, quiet)] == [""]
    assert Prints(book).stands(edition[0])
    (book.root / "type" / "LICENCE").write_text("two", "utf-8")
    assert not Prints(book).stands(edition[0])


def test_a_catalogue_that_changed_meanwhile_is_not_trusted(book: Book) -> None:
    """A page may have counted it before it changed."""
    prints = Prints(book)
    edition = web(book)[0]
    prints.begin(edition)
    add("locales/ja/LC_MESSAGES/01-bridge.po")(book.root)
    prints.note(edition)
    assert stands(book.root)["en"] is False


def test_what_lies_in_its_place_counts(book: Book) -> None:
    """A page that was taken away or written over is made again; so is an archive."""
    page = book.root / "build/html/en/01-bridge.html"
    text = page.read_text("utf-8")
    page.write_text("Mine.", "utf-8")
    assert stands(book.root) == {"en": False, "ja": True}
    build(book, web(book), quiet)
    assert page.read_text("utf-8") == text
    archive = book.root / "build/offline" / f"{book.file_name}-ja.zip"
    archive.write_bytes(b"half")
    assert pack(book, "ja", EPOCH)
    assert archive.read_bytes()[:2] == b"PK"


def test_another_date_is_another_edition(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """The date that is asked for goes into pages, so it counts."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert stands(book.root) == {"en": False, "ja": False}


def test_a_file_outside_the_rooms_counts_once_it_was_read(book: Book) -> None:
    """Whatever file of the book a run opened is among what its editions rest on."""
    (book.root / "kept").mkdir()
    (book.root / "kept/words.txt").write_text("one", "utf-8")
    chapter = book.root / "docs/01-bridge.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n```{literalinclude} ../kept/words.txt\n```\n", "utf-8")
    os.utime(book.root / "kept/words.txt", (1, 1))
    build(book, web(book)[:1], quiet)
    assert "kept/words.txt" in read_note(book.root / "build/.work/doctrees/.en.read")
    assert stands(book.root)["en"]
    (book.root / "kept/words.txt").write_text("two", "utf-8")
    assert not stands(book.root)["en"]


def test_a_folder_that_was_listed_counts(book: Book) -> None:
    """A run that looked what is in a folder rests on the names in it, of whatever they are."""
    (book.root / "kept").mkdir()
    conf = book.root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + '\nimport os\nos.listdir(os.path.join(os.path.dirname(__file__), "kept"))\n', "utf-8")
    book = read_book(book.root)
    build(book, web(book)[:1], quiet)
    assert "kept/" in read_note(book.root / "build/.work/doctrees/.en.read")
    assert stands(book.root)["en"]
    (book.root / "kept/new.txt").touch()
    assert not stands(book.root)["en"]


def test_a_file_that_changed_meanwhile_is_not_trusted(book: Book) -> None:
    """A file that a run was the first to read, and that is younger than the command, may have been another when it was read."""
    prints = Prints(book)
    (edition, *_) = web(book)
    prints.begin(edition)
    (book.root / "late.txt").write_text("new", "utf-8")
    prints.note_read(edition.doctrees, [str(book.root / "late.txt")])
    prints.note(edition)
    assert not stands(book.root)["en"]


def test_a_failed_edition_does_not_stand(book: Book) -> None:
    """After a failure the next build tries again, and complains again."""
    add("docs/01-bridge.md", "\n{fact}`nothing-of-the-kind`\n")(book.root)
    for _ in range(2):
        (outcome, *_) = build(book, web(book)[:1], quiet)
        assert "nothing-of-the-kind" in outcome.complaint


def test_runs_do_not_share_memory(book: Book) -> None:
    """What one run registers or reads, the next does not have: each is a fork of a process that has only made ready."""
    with alone(book.root / "build"), Press(book) as press:
        work = book.root / "build/.work"
        settings = ("-D", "language=en", "-D", "taiyaku_aligned=0", "-E")
        runs = [press.run("html", f"shared-{number}", work / f"shared-{number}", "-W", "--keep-going", *settings) for number in range(2)]
        wrong = press.run("no-such-builder", "shared-0", work / "shared-0", *settings)
        again = press.run("dummy", "shared-2", work / "shared-2", *settings)
    assert [(run.code, run.stderr) for run in (*runs, again)] == [(0, "")] * 3
    assert wrong.code != 0
    assert "no-such-builder" in wrong.stderr
    assert str(book.root / "docs/01-bridge.md") in runs[1].read
    assert mark(work / "shared-0").exists()
    assert not mark(work / "shared-1").exists()


def test_a_press_that_is_stopped_says_so(book: Book) -> None:
    """Where the process behind it is gone, a run fails with a sentence instead of waiting for ever."""
    with alone(book.root / "build"), Press(book) as press:
        assert press.run("dummy", "stopped", book.root / "build/.work/stopped").code == 0
        for child in children(press.pid):
            os.kill(child, signal.SIGKILL)
        done = press.run("dummy", "stopped", book.root / "build/.work/stopped")
    assert done.code != 0
    assert "stopped from outside" in done.stderr


def children(parent: int) -> list[int]:
    return [int(word) for path in Path(f"/proc/{parent}/task").glob("*/children") for word in path.read_text().split()]


def test_a_book_without_what_it_asks_for_fails_in_its_run(book: Book) -> None:
    """An extension that is not there is Sphinx's to complain of; making ready takes no notice."""
    conf = book.root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + '\nextensions += ["no_such_extension_at_all"]\n', "utf-8")
    done = read_with_sphinx(read_book(book.root), "dummy")
    assert done.code != 0
    assert "no_such_extension_at_all" in done.stderr


def test_an_archive_is_the_same_with_and_without_an_earlier_one(book: Book) -> None:
    """What an earlier archive has packed is taken over to the byte; of one that is damaged, only what can be read and is the same."""
    build = book.root / "build"
    (build / "html/ja/extra.txt").write_text("new words " * 500, "utf-8")
    page = build / "html/ja/01-bridge.html"
    page.write_text(page.read_text("utf-8") + "<!-- more -->", "utf-8")
    built_on = pack(book, "ja", EPOCH)
    assert built_on
    first = built_on.read_bytes()
    with zipfile.ZipFile(built_on) as archive:
        assert archive.testzip() is None
        name = next(name for name in archive.namelist() if name.endswith("html/ja/01-bridge.html"))
        assert archive.read(name).endswith(b"<!-- more -->")
    for damage in (lambda data: b"", lambda data: data[:-400], lambda data: data[:5000] + bytes(3000) + data[8000:]):
        built_on.write_bytes(damage(first))
        assert pack(book, "ja", EPOCH) == built_on
        assert built_on.read_bytes() == first
