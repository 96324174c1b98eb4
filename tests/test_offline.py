"""One archive a language: complete, without links to what stays behind, and the same bytes each time."""

from __future__ import annotations

import hashlib
from pathlib import Path
from zipfile import ZipFile

from taiyaku.editions import Book
from taiyaku.offline import keep_switches, pack

PAGE = """<nav class="tai-switch" aria-label="Editions">
        <a href="../ja/01.html" lang="ja">日本語</a>
        <a href="../en/01.html" lang="en">English</a>
        <a href="../aligned/01.html" lang="ja">対訳</a>
      </nav><p><a href="../en/other.html">kept</a></p>"""


def make(root: Path) -> Book:
    for name in (
        "html/ja/index.html",
        "html/en/index.html",
        "html/aligned/index.html",
        "epub/b-ja.epub",
        "epub/b-ja-en.epub",
        "pdf/b-en.pdf",
    ):
        path = root / "build" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, "utf-8")
    return Book(root, "ja", ("ja", "en"), {"ja": "本", "en": "Book"}, "b", date="2026-11-25", aligned=("en",))


def test_a_reader_takes_along_what_she_reads(tmp_path: Path) -> None:
    """The Japanese archive has the Japanese editions and the parallel text, and a start page that leads to each."""
    made = pack(make(tmp_path), "ja", 1764028800)
    assert made == tmp_path / "build" / "offline" / "b-ja.zip"
    with ZipFile(made) as archive:
        names = sorted(archive.namelist())
        page = archive.read("b-ja/html/ja/index.html").decode()
        start = archive.read("b-ja/index.html").decode()
        assert archive.infolist()[0].date_time == (2025, 11, 25, 0, 0, 0)
    assert names == sorted(
        f"b-ja/{name}"
        for name in ("epub/b-ja-en.epub", "epub/b-ja.epub", "html/aligned/index.html", "html/ja/index.html", "index.html", "start.css")
    )
    assert "../en/01.html" not in page
    assert "../aligned/01.html" in page
    assert 'href="html/ja/index.html"' in start
    assert 'href="html/aligned/index.html"' in start
    assert 'lang="en"' not in start


def test_the_same_editions_give_the_same_bytes(tmp_path: Path) -> None:
    """Packing twice changes nothing, and leaves no draft."""
    book = make(tmp_path)
    digests = []
    for _ in range(2):
        made = pack(book, "en", 1764028800)
        assert made is not None
        digests.append(hashlib.sha256(made.read_bytes()).hexdigest())
    assert digests[0] == digests[1]
    assert [path.name for path in made.parent.iterdir()] == ["b-en.zip"]


def test_no_web_edition_no_archive(tmp_path: Path) -> None:
    """A language whose pages are not built has nothing to take along."""
    book = make(tmp_path)
    (tmp_path / "build" / "html" / "en" / "index.html").unlink()
    assert pack(book, "en", 0) is None


def test_only_the_switcher_is_pruned() -> None:
    """Links in the text stay as they are."""
    page = keep_switches(PAGE.encode(), {"ja"}).decode()
    assert "../ja/01.html" in page
    assert "../aligned/" not in page
    assert "../en/01.html" not in page
    assert '<a href="../en/other.html">kept</a>' in page
