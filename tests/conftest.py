"""What the tests share: a small book written into a folder and built there."""

from __future__ import annotations

import fcntl
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, sync_playwright
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOT = Path(__file__).parents[1]
ROOMS = ("docs", "facts", "exercises", "locales", "conf.py", "benchmarks/results")
CHROMIUM = Path(shutil.which("chromium") or "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: One worker begins with the whole book; what the other does meanwhile takes as long as its building. Then come the judges of the book.
LONG = (
    "test_book.py",
    "exercises/test_grade.py",
    "trust/test_interrupted.py",
    "newbook/test_new_book.py",
    "test_bad_input.py",
    "pages/test_axe.py",
    "pages/test_ace.py",
    "test_browser.py",
    "bench/test_incremental.py",
    "search/test_terms.py",
    "pages/test_lighthouse.py",
    "epub/test_book.py",
    "bench/test_measurements.py",
    "trust/test_repeatable.py",
    "trust/test_attacks.py",
    "pdf/test_same_text.py",
)
#: For the judges that run in Java: each lives for seconds, so the second compiler and the other collectors cost more than they give.
os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss4m")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files come first in the order of ``LONG``, so that what is left for the end is short, and both workers end together."""
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path, len(LONG)))


@dataclass
class Pages:
    """A finished build: its pages, and everything that Sphinx complained of."""

    out: Path
    complaints: list[str]
    app: Sphinx

    def page(self, name: str) -> BeautifulSoup:
        return BeautifulSoup((self.out / f"{name}.html").read_text("utf-8"), "html5lib")


@dataclass
class Workshop:
    """A book in ``root``; ``write`` adds files, ``translate`` a catalogue, ``build`` makes an edition of it."""

    root: Path

    def write(self, files: dict[str, str]) -> Workshop:
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return self

    def translate(self, lang: str, domain: str, messages: dict[str, str]) -> Workshop:
        catalog = Catalog(locale=lang, domain=domain, fuzzy=False)
        for msgid, msgstr in messages.items():
            catalog.add(msgid, msgstr)
        path = self.root / "locales" / lang / "LC_MESSAGES" / f"{domain}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=0)
        return self

    def build(self, language: str = "ja", builder: str = "html", **settings: object) -> Pages:
        warnings = io.StringIO()
        out = self.root / "out" / f"{builder}-{language}"
        defaults = {
            "language": language,
            "extensions": ["myst_parser", "taiyaku.facts.ext"],
            "myst_enable_extensions": ["attrs_block", "attrs_inline", "colon_fence", "deflist"],
            "locale_dirs": ["../locales"],
            "gettext_compact": False,
            "gettext_location": False,
        }
        config = self.root / "conf.py"
        if not config.exists():
            config.write_text("")
        translators.clear()  # Sphinx keeps catalogues for the life of the process
        with patch_docutils(self.root), docutils_namespace():
            app = Sphinx(
                self.root / "docs",
                self.root,
                out,
                self.root / "doctrees" / language,
                builder,
                {**defaults, **settings},
                io.StringIO(),
                warnings,
            )
            app.build()
        complaints = [line for line in COLOUR.sub("", warnings.getvalue()).splitlines() if line.strip()]
        return Pages(out, complaints, app)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """An empty book."""
    (tmp_path / "docs").mkdir()
    return Workshop(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all tests of a worker: Playwright refuses a second one in the same process.

    Where it is missing the tests are skipped; in continuous integration they fail.
    """
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("no chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A copy of the book with every edition built, once for all workers; returns its folder."""
    if worker_id == "master":
        return build_copy(tmp_path_factory.mktemp("book"))
    folder = tmp_path_factory.getbasetemp().parent / "book"
    with (folder.parent / "book.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return folder if (folder / "build" / "index.html").is_file() else build_copy(folder)


def build_copy(folder: Path) -> Path:
    """Copy the book's own files and build every edition of it; a failure shows what the build said."""
    for room in ROOMS:
        source = ROOT / room
        if source.is_dir():
            shutil.copytree(source, folder / room, ignore=shutil.ignore_patterns("*.mo", "__pycache__"), dirs_exist_ok=True)
        else:
            shutil.copy(source, folder / room)
    done = subprocess.run([sys.executable, "-m", "taiyaku", "build"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder
