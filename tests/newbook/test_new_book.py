"""A new book is laid out whole, in any two languages, passes its own checks and builds; what cannot be laid out leaves nothing behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
import sphinx
from bs4 import BeautifulSoup

from taiyaku.facts import load
from taiyaku.newbook.texts import STARTER, catalog, keys, templates
from taiyaku.press import Run

PRESS = STARTER.parents[1]
TAIYAKU = [sys.executable, "-m", "taiyaku"]
PAIRS = [("en", "ja"), ("ja", "en"), ("es", "en"), ("fr", "de")]


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})
    assert "Traceback" not in done.stdout + done.stderr
    return done


def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html5lib")


def foreign_files(pages: Path) -> set[str]:
    """What pages load though a package brought it: every script, style and picture that has the name of a file of Sphinx's."""
    own = {path.name for path in PRESS.rglob("static/*")}
    theirs = {path.name.removesuffix(".jinja") for path in Path(str(sphinx.__file__)).parent.glob("themes/basic/static/*")} - own
    loaded = set()
    for name in pages.rglob("*.html"):
        for node in page(name).select("script[src], link[rel~=stylesheet], link[rel~=icon], img[src]"):
            address = str(node.get("src") or node["href"]).partition("?")[0]
            assert not re.match(r"\w+:|//", address), f"{name} loads {address}"
            loaded.add(Path(address).name)
    assert "taiyaku.css" in loaded
    return loaded & theirs


@pytest.mark.parametrize("lang", ["ja", "es"])
def test_a_starter_text_is_whole(lang: str) -> None:
    """Every text of the templates has its words in the language, and no catalogue has others."""
    extra = {"A Lighthouse: A Letter Reread", "The Readers of the Lighthouse", "beacon", "beacon (reading)", "Guild of Pilots"}
    assert set(keys()) - set(catalog(lang)) == set()
    assert set(catalog(lang)) - set(keys()) <= extra
    assert all('"' not in words for words in catalog(lang).values()), "a text stands in quotes in the YAML"


@pytest.mark.parametrize(("source", "target"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_a_new_book_is_sound_and_builds(tmp_path: Path, source: str, target: str) -> None:
    """Its checks pass, one command builds it without a warning, and each page says its language; unknown words show as untranslated."""
    laid = run(tmp_path, *TAIYAKU, "new-book", "book", "--source", source, "--target", target)
    assert laid.returncode == 0, laid.stderr
    root = tmp_path / "book"
    assert {name for name, _ in templates()} | {"docs/paragraphs.yaml"} <= {p.relative_to(root).as_posix() for p in root.rglob("*")}
    assert not (root / "build").exists()
    assert not [path for path in root.rglob("*") if path.is_file() and any(mark in path.read_text("utf-8") for mark in ("[[", "]]", "<<"))]
    checked = run(root, *TAIYAKU, "check")
    assert (checked.returncode, checked.stderr.strip()) == (0, "")
    assert load(root).claims[0].prose == source
    built = run(root, *TAIYAKU, "build", "html")
    assert (built.returncode, built.stderr.strip()) == (0, "")
    own, other = (page(root / "build" / "html" / lang / "01-lighthouse.html") for lang in (source, target))
    assert (own.html["lang"], other.html["lang"]) == (source, target)
    assert not own.select(".tai-untranslated")
    assert not foreign_files(root / "build" / "html")
    known = target in {"en", "ja", "es"}
    entries = [entry for path in root.glob(f"locales/{target}/LC_MESSAGES/*.po") for entry in polib.pofile(str(path))]
    assert len(entries) > 35 and all(bool(entry.msgstr) is known for entry in entries if not entry.obsolete)
    if known:
        translated = run(root, *TAIYAKU, "translate", "check")
        assert (translated.returncode, "nothing found" in translated.stdout) == (0, True)
    else:
        assert "Replace me" in page(root / "build" / "html" / source / "index.html").get_text()
        assert other.select(f'[lang="{source}"]')


def test_every_edition_of_a_new_book(tmp_path: Path) -> None:
    """`make book` makes them all, aligned pages, EPUB, PDF and kit included; an own title stands on the page as it was written."""
    title = "Wind & *Wave* — `new`: [1]"
    assert run(tmp_path, *TAIYAKU, "new-book", "Mi Libro", "--source", "en", "--target", "es", "--title", title).returncode == 0
    root = tmp_path / "Mi Libro"
    done = run(root, "make", "book", f"TAIYAKU={' '.join(TAIYAKU)}")
    assert done.returncode == 0, done.stderr
    made = {path.relative_to(root / "build").as_posix() for path in (root / "build").glob("*/*")}
    assert {"html/en", "html/es", "html/aligned", "epub/mi-libro-en-es.epub", "pdf/mi-libro-es.pdf", "kit/en"} <= made
    heading = page(root / "build" / "html" / "en" / "index.html").h1
    assert heading is not None and title in heading.get_text()
    aligned = page(root / "build" / "html" / "aligned" / "01-lighthouse.html")
    assert {"en", "es"} <= {str(node["lang"]) for node in aligned.select("[lang]")}


REFUSED = {
    "a folder in use": (["taken"], "newbook.folder-in-use"),
    "a file": (["taken/mine.txt"], "newbook.folder-in-use"),
    "no language": (["book", "--source", "english"], "newbook.unknown-language"),
    "a path for a language": (["book", "--target", "../.."], "newbook.unknown-language"),
    "a code of no language": (["book", "--target", "qq"], "newbook.unknown-language"),
    "one language": (["book", "--source", "ja", "--target", "ja"], "newbook.one-language"),
    "a title of two lines": (["book", "--title", "a\nb"], "newbook.broken-title"),
    "below a file": (["taken/mine.txt/book"], "newbook.cannot-write"),
}


@pytest.mark.parametrize(("words", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_laid_out_leaves_nothing(tmp_path: Path, words: list[str], code: str) -> None:
    """One line says why, the exit says no, and everything is as it was."""
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine")
    done = run(tmp_path, *TAIYAKU, "new-book", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"[{code}]" in done.stderr and len(done.stderr.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mine.txt", "taken"]


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the catalogues cannot be made, no half of a book is left under the final name or aside."""
    from taiyaku.finding import Finding, Refused, Where  # noqa: PLC0415
    from taiyaku.newbook import layout  # noqa: PLC0415

    def fail(*_: object) -> None:
        raise Refused([Finding("translation.failed", Where("docs"), "no")])

    monkeypatch.setattr(layout, "update", fail)
    monkeypatch.setattr(layout, "read_with_sphinx", lambda *_: Run(0, "", ""))
    with pytest.raises(Refused):
        layout.lay_out(layout.Plan(tmp_path / "book", "en", "ja"), lambda line: None)
    assert list(tmp_path.iterdir()) == []


def test_the_templates_have_no_python_that_runs() -> None:
    """Every template carries the suffix that keeps other tools from taking it for a file of this project."""
    assert all(path.suffix in {".txt", ".po"} for path in STARTER.rglob("*") if path.is_file())
