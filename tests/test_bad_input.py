"""Bad input: one clear message with file and line, a non-zero exit, no traceback, and the last good result where it was."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MINI = Path(__file__).parent / "books" / "mini"


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "taiyaku", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A copy of the small book."""
    return Path(shutil.copytree(MINI, tmp_path / "mini", ignore=shutil.ignore_patterns("build", "*.mo")))


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return apply


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def overwrite(name: str, content: bytes) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return apply


PO = "locales/ja/LC_MESSAGES/01-bridge.po"
#: What is spoiled, what is asked for, and what the message must say.
CASES: dict[str, tuple[Callable[[Path], None], list[str], str]] = {
    "yaml syntax": (
        change("facts/01-bridge.yaml", "value: {date: 1931-06}", "value: {date: 1931-06"),
        ["html-en"],
        r"facts/01-bridge\.yaml:\d+: error: YAML",
    ),
    "unknown source": (
        change("facts/01-bridge.yaml", "sources: [minutes-1975]", "sources: [minutes-1957]"),
        ["html-en"],
        r"01-bridge\.yaml:\d+: .*did you mean minutes-1975",
    ),
    "impossible date": (
        change("facts/01-bridge.yaml", "1975-03-02", "1975-02-30"),
        ["html-en"],
        r"01-bridge\.yaml:\d+: .*bridge-closed.*1975-02-30",
    ),
    "unknown fact": (
        change("docs/01-bridge.md", "<bridge-closed.date>", "<bridge-close.date>"),
        ["html-en"],
        r"docs/01-bridge\.md:\d+: .*no fact `bridge-close`.*did you mean",
    ),
    "other than the fact": (
        change("docs/01-bridge.md", "`1975 <", "`1976 <"),
        ["html-en"],
        r"docs/01-bridge\.md:\d+: .*“1976” is not what the fact holds",
    ),
    "other than the fact, translated": (
        change(PO, "1975年 <", "1957年 <"),
        ["html-ja"],
        r"LC_MESSAGES/01-bridge\.po:\d+: .*“1957年” is not what the fact holds",
    ),
    "unknown term": (
        change("docs/01-bridge.md", "{term}`toll`", "{term}`tol`"),
        ["html-en"],
        r"docs/01-bridge\.md:\d+: .*no glossary term `tol`",
    ),
    "unknown source role": (
        change("docs/01-bridge.md", "{source}`minutes-1930`", "{source}`minutes-1390`"),
        ["html-en"],
        r"docs/01-bridge\.md:\d+: .*no source `minutes-1390`",
    ),
    "unknown document": (
        change("docs/01-bridge.md", "{document} minutes", "{document} minute"),
        ["html-en"],
        r"docs/01-bridge\.md:\d+: .*`minute`",
    ),
    "unknown claim of a box": (
        change("docs/01-bridge.md", ":claims: bridge-beautiful", ":claims: bridge-ugly"),
        ["html-en"],
        r"docs/01-bridge\.md:\d+: .*bridge-ugly",
    ),
    "unknown ledger": (change("docs/back.md", "{ledger} 01-bridge", "{ledger} 09-none"), ["html-en"], r"docs/back\.md:\d+: .*09-none"),
    "unregistered paragraph": (
        change(
            "docs/01-bridge.md", "That is a matter of taste.", "That is a matter of taste.\n\nAn entirely new thought, never seen before."
        ),
        ["html-en"],
        r"docs/01-bridge\.md:\d+: .*not in the register",
    ),
    "broken po": (change(PO, 'msgid "The opening"', 'msgid "The opening'), ["html-ja"], r"01-bridge\.po:\d+: error: .*broken-catalog"),
    "po in another encoding": (
        overwrite(PO, 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "x"\nmsgstr "日本"\n'.encode("euc-jp")),
        ["html-ja"],
        r"01-bridge\.po.*broken-catalog",
    ),
    "exercise without minutes": (
        change("exercises/01-bridge/day-of-opening.md", "minutes:", "minuts:"),
        ["html-en"],
        r"exercises/01-bridge/day-of-opening\.md:\d+: .*minuts",
    ),
    "unknown edition": (lambda folder: None, ["pdf-fr"], r"no edition `pdf-fr`.*known: .*pdf-ja"),
    "unknown language": (lambda folder: None, ["fr"], r"no edition `fr`"),
    "no conf": (remove("conf.py"), [], r"no conf\.py here"),
    "broken conf": (change("conf.py", 'language = "en"', 'language = "en'), [], r"conf\.py:\d+: error: conf\.py"),
    "no title": (change("conf.py", '"ja": "橋——小冊子を読み直す"', ""), [], r"taiyaku_titles"),
    "missing chapter": (remove("docs/01-bridge.md"), ["html-en"], r"docs/index\.md.*01-bridge"),
    "no facts": (lambda folder: shutil.rmtree(folder / "facts"), ["html-en"], r"no facts here"),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_named_and_nothing_is_lost(book: Path, case: str) -> None:
    """The message names the place and what to do; what was built before stays as it was."""
    spoil, wanted, message = CASES[case]
    good = book / "build" / "html" / ("ja" if "html-ja" in wanted else "en")
    good.mkdir(parents=True)
    (good / "index.html").write_text("the last good result")
    spoil(book)

    done = run(book, "build", *wanted)

    said = re.sub(r"\s*\n\s*", "\n", done.stdout + done.stderr)
    assert done.returncode in {1, 2}, said
    assert "Traceback" not in said
    assert re.search(message, said), said
    assert (good / "index.html").read_text() == "the last good result"
    assert not list((book / "build").rglob(".*.new"))


def test_a_missing_font_is_named(book: Path) -> None:
    """Without a Japanese font the PDF is refused with what to install, and no PDF is left."""
    (book / "blind").mkdir()
    hidden = "import pathlib, taiyaku.pdf.fonts as fonts\nfonts.PACKAGES = ()\nfonts.find_typefaces.__defaults__ = ((), pathlib.Path('/nowhere'))\n"
    (book / "blind" / "sitecustomize.py").write_text(hidden)

    done = run(book, "build", "pdf-ja", PYTHONPATH=f"{book / 'blind'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")

    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert re.search(r"font.*(pip|apt-get) install", done.stderr, re.DOTALL), done.stderr
    assert not list((book / "build" / "pdf").glob("*.pdf"))


def test_the_second_book_builds_whole(book: Path) -> None:
    """The small book, English into Japanese, builds in every edition: the press knows nothing of the big one."""
    done = run(book, "build")

    assert done.returncode == 0, done.stderr
    assert (book / "build" / "index.html").is_file()
    page = (book / "build" / "html" / "ja" / "01-bridge.html").read_text("utf-8")
    assert "1930年6月14日" in page and "史料批判" in page
    assert run(book, "check").returncode == 0


def test_two_runs_at_once_keep_out_of_each_other(book: Path) -> None:
    """A second build in the same folder says that one is running, and touches nothing."""
    (book / "build").mkdir()
    with (book / "build" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(book, "build", "html-en")

    assert done.returncode == 1
    assert "another build is running" in done.stderr
    assert not (book / "build" / "html").exists()


def test_updating_twice_changes_nothing(book: Path) -> None:
    """A second update of the catalogues leaves every file as it is, and keeps every translation."""
    before = {path: path.read_bytes() for path in sorted((book / "locales").rglob("*.po"))}
    assert run(book, "translate", "update").returncode == 0
    first = {path: path.read_bytes() for path in sorted((book / "locales").rglob("*.po"))}
    assert run(book, "translate", "update").returncode == 0

    assert {path: path.read_bytes() for path in sorted((book / "locales").rglob("*.po"))} == first
    assert [path.name for path in before] == [path.name for path in first]
    assert all(b"fuzzy" not in text for text in first.values())


def test_help_names_every_command() -> None:
    """`--help` shows the commands with examples; a wrong command exits with 2."""
    done = run(MINI, "--help")
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("build", "check", "paragraphs", "translate", "examples:"))
    assert run(MINI, "bild").returncode == 2
