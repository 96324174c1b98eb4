"""What packages put into the site and the PDF is what they were released with; an altered file stops the build and is named."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
from packaging.specifiers import SpecifierSet

from taiyaku import supply
from taiyaku.finding import Refused
from taiyaku.pdf.fonts import find_typefaces
from taiyaku.theme.ext import supplied

ROOT = Path(__file__).parents[2]
DOCTOOLS = "sphinx/themes/basic/static/doctools.js"


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    """What is remembered of packages is forgotten before and after."""
    supply.checksums.cache_clear()
    yield
    supply.checksums.cache_clear()


def test_the_pinned_versions_are_written_down() -> None:
    """Whoever changes a pin also has to say what the new files are."""
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "pins.txt").read_text("utf-8").lower(), re.MULTILINE))
    written = json.loads(supply.CHECKSUMS.read_text("utf-8"))
    assert sorted(written) == sorted(f"{package} {pins[package]}" for package in supply.SOURCES)
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for files in written.values() for digest in files.values())


def test_every_pin_goes_with_the_oldest_python() -> None:
    """Debian 12 has Python 3.11.2: a package that wants 3.11.5 stops a newcomer, on a machine that nobody here has."""
    judged, refused = 0, []
    for name in re.findall(r"^([\w.-]+)==", (ROOT / "pins.txt").read_text("utf-8"), re.MULTILINE):
        try:
            wanted = metadata(name)["Requires-Python"] or ""
        except PackageNotFoundError:  # of an extra that is not installed here
            continue
        judged += 1
        if "3.11.0" not in SpecifierSet(wanted):
            refused.append(f"{name}: {wanted}")
    assert judged > 50
    assert refused == []


@pytest.mark.parametrize("package", supply.SOURCES)
def test_what_is_installed_here_is_sound(package: str) -> None:
    """And there is something to judge."""
    assert supply.checksums(package)
    assert supply.judge_package(package) == []


def test_another_version_is_judged_by_its_own_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its package says what its files are; the same files are looked at."""
    written = {package: supply.checksums(package) for package in supply.SOURCES}
    (tmp_path / "none.json").write_text("{}")
    monkeypatch.setattr(supply, "CHECKSUMS", tmp_path / "none.json")
    supply.checksums.cache_clear()
    assert {package: supply.checksums(package) for package in supply.SOURCES} == written


def test_an_altered_or_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One finding a file, with what to do."""
    (tmp_path / "a.js").write_text("as released")
    files = {tmp_path / "a.js": supply.digest_of(tmp_path / "a.js"), tmp_path / "b.js": "0" * 64}
    monkeypatch.setattr(supply, "checksums", lambda package: files)
    (missing,) = supply.judge_package("sphinx")
    assert "b.js" in str(missing) and "pip install --force-reinstall sphinx" in str(missing)
    (tmp_path / "a.js").write_text("with something added")
    assert [Path(fault.where.file).name for fault in supply.judge_package("sphinx")] == ["a.js", "b.js"]


def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The least that an edition has: Sphinx's file beside its pages."""
    monkeypatch.setattr(supplied, "is_ours", lambda app: True)
    (original,) = [path for path in supply.checksums("sphinx") if path.as_posix().endswith(DOCTOOLS)]
    (tmp_path / "out" / "_static").mkdir(parents=True)
    shutil.copy(original, tmp_path / "out" / "_static" / "doctools.js")
    config = SimpleNamespace(language="ja", locale_dirs=["locales"], html_static_path=["own"])
    return SimpleNamespace(statuscode=0, config=config, confdir=tmp_path, srcdir=tmp_path, outdir=tmp_path / "out")


def test_a_copy_that_was_altered_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that was altered on its way; a file that the book puts in its place is the book's affair."""
    app = edition(tmp_path, monkeypatch)
    said: list[str] = []
    monkeypatch.setattr(supplied, "logger", SimpleNamespace(error=lambda form, fault: said.append(str(fault))))
    supplied.judge_supplied(app, None)  # type: ignore[arg-type]
    assert (app.statuscode, said) == (0, [])
    copy = tmp_path / "out" / "_static" / "doctools.js"
    copy.write_text(copy.read_text() + "\nfetch('//elsewhere.example')\n")
    supplied.judge_supplied(app, None)  # type: ignore[arg-type]
    assert app.statuscode == 1
    (fault,) = said
    assert "doctools.js: error: is not the file that sphinx was released with" in fault
    (tmp_path / "own").mkdir()
    shutil.copy(copy, tmp_path / "own" / "doctools.js")
    supplied.judge_supplied(app, None)  # type: ignore[arg-type]
    assert len(said) == 1


def test_an_altered_font_is_not_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF is refused before it is set."""
    files = dict.fromkeys(supply.checksums("pylopdf-fonts-jp"), "0" * 64)
    monkeypatch.setattr(supply, "checksums", lambda package: files)
    with pytest.raises(Refused, match="NotoSansJP-Regular"):
        find_typefaces()
