"""A translation is untrusted: what it may not bring in is found, and stops the build."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from taiyaku.finding import Refused
from taiyaku.translation.checks import unsafe
from taiyaku.translation.checks.gate import keep_out
from taiyaku.translation.checks.judging import judge_message, judge_unsafe
from taiyaku.translation.checks.subject import Setting
from taiyaku.translation.ext.safety import UnsafeTranslation
from taiyaku.translation.po import Message

HERE = Path(__file__).parent
SOURCE = "会議は[公式の頁](https://example.org/a)で公開された。"
SOUND = "The talks were published on the [official page](https://example.org/a)."


def attacks() -> list[tuple[str, str]]:
    """Every attack with the code that must name it."""
    lines = [line for line in (HERE / "attacks.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    pairs = (line.split(" | ", 1) for line in lines)
    return [(code, text.encode("raw_unicode_escape").decode("unicode_escape")) for code, text in pairs]


def book(folder: Path, translation: str) -> Path:
    """A book of one page whose only paragraph is translated so; returns its PO file."""
    docs, catalogs = folder / "docs", folder / "locales" / "en" / "LC_MESSAGES"
    docs.mkdir(parents=True)
    catalogs.mkdir(parents=True)
    (docs / "index.md").write_text(f"# 題\n\n{SOURCE}\n", "utf-8")
    write(catalogs / "index.po", translation)
    return catalogs / "index.po"


def write(path: Path, translation: str) -> None:
    catalog = Catalog(locale="en", fuzzy=False)
    catalog.add("題", "Title")
    catalog.add(SOURCE, translation)
    with path.open("wb") as file:
        (write_mo if path.suffix == ".mo" else write_po)(file, catalog)


def build(folder: Path, **config: object) -> Path:
    """Build the English pages with Sphinx in this process."""
    settings = {
        "extensions": ["myst_parser", "taiyaku.config", "taiyaku.translation.ext"],
        "locale_dirs": ["../locales"],
        "language": "en",
        **config,
    }
    translators.clear()  # Sphinx keeps catalogues as long as a process lives
    with patch_docutils(folder), docutils_namespace():
        app = Sphinx(folder / "docs", None, folder / "out", folder / "trees", "html", settings, io.StringIO(), io.StringIO())
        app.build()
    return folder / "out" / "index.html"


@pytest.mark.parametrize(("code", "attack"), attacks(), ids=[repr(text)[:60] for _, text in attacks()])
def test_attack_is_named(code: str, attack: str) -> None:
    """Every attack raises an error of its kind, and no comment of its translator silences it."""
    message = Message(1, 2, SOURCE, attack, comments=("taiyaku: ok safety.* — trust me",))
    for remarks in (judge_message(message, Setting("ja", "en")), judge_unsafe(message, Setting("ja", "en"))):
        assert code in {remark.code for remark in remarks}


@pytest.mark.parametrize("form", [0, 1])
def test_plural_forms_are_judged(form: int) -> None:
    """An attack in a plural form is no safer."""
    targets = ["file", "files"]
    targets[form] += "<script>"
    message = Message(1, 2, "file", targets[0], plural="files", targets=tuple(targets))
    assert {remark.code for remark in judge_unsafe(message, Setting("en", "en"))} == {"safety.html"}


def test_source_may_do_what_it_does() -> None:
    """What the source itself has is no attack: its HTML, its substitutions, its images in the translation's language."""
    for source, target in (
        ("<kbd>A</kbd>を押す", "Press <kbd>A</kbd>"),
        ("版は{{ version }}", "Version {{ version }}"),
        ("![図](maps/a.svg)", "![Map](maps/a.en.svg)"),
        ("[頁](https://example.org/ja)", "[page](https://example.org/en)"),
        ("a < b かつ b > c", "a < b and b > c"),
        ("`<script>`と書く", "Write `<script>`"),
        ("{ref}`章 <a>`", "{ref}`Chapter <a>`"),
    ):
        assert list(judge_unsafe(Message(1, 2, source, target), Setting("ja", "en"))) == []


def test_build_refuses(tmp_path: Path) -> None:
    """The build stops before a page is written, and names the PO file and line."""
    catalogue = book(tmp_path, f"{SOUND}<script>alert(1)</script>")
    line = catalogue.read_text("utf-8").splitlines().index('msgid "題"') + 5
    with pytest.raises(UnsafeTranslation, match=rf"index\.po:{line}: error: <script>.*\[safety\.html\]"):
        build(tmp_path)
    assert not (tmp_path / "out" / "index.html").exists()


def test_build_refuses_a_compiled_attack(tmp_path: Path) -> None:
    """A newer MO that says other than its PO is judged too: it is the one that Sphinx reads."""
    compiled = book(tmp_path, SOUND).with_suffix(".mo")
    write(compiled, f"{SOUND} <iframe>")
    os.utime(compiled, (4_000_000_000, 4_000_000_000))
    with pytest.raises(UnsafeTranslation, match=r"index\.mo: error: .*<iframe>"):
        build(tmp_path)


def test_build_refuses_a_catalogue_cut_short(tmp_path: Path) -> None:
    """A compiled catalogue of which only the first bytes were written is named, at whatever length it ends."""
    compiled = book(tmp_path, SOUND).with_suffix(".mo")
    write(compiled, SOUND)
    whole = compiled.read_bytes()
    for length in (0, 3, 4, 10, 30, len(whole) - 5):
        compiled.write_bytes(whole[:length])
        with pytest.raises(Refused) as refused:
            keep_out(tmp_path / "locales", "ja", ["en"], [])
        assert {finding.code for finding in refused.value.findings} == {"safety.compiled"}


def test_build_lets_sound_translations_in(tmp_path: Path) -> None:
    """A sound translation is built, and a host that the book allows may be linked to."""
    book(tmp_path / "sound", SOUND)
    assert "The talks were published" in build(tmp_path / "sound").read_text("utf-8")
    book(tmp_path / "linked", SOUND.replace("example.org/a", "en.example.com/a"))
    with pytest.raises(UnsafeTranslation, match="outside-link"):
        build(tmp_path / "linked")
    allowed = build(tmp_path / "linked", taiyaku_translation_hosts=["en.example.com"])
    assert "en.example.com" in allowed.read_text("utf-8")


def test_source_language_needs_no_gate(tmp_path: Path) -> None:
    """The book in its own language is built whatever its catalogues say."""
    book(tmp_path, "<script>")
    assert build(tmp_path, language="ja").exists()


def test_gate_without_sphinx(tmp_path: Path) -> None:
    """The command line refuses with the same findings before Sphinx is started."""
    catalogue = book(tmp_path, "[x](javascript:y)")
    with pytest.raises(Refused) as refused:
        keep_out(tmp_path / "locales", "ja", ["en"], [])
    assert [(finding.code, Path(finding.where.file).name) for finding in refused.value.findings] == [("safety.script-link", catalogue.name)]


def test_what_was_judged_safe_is_not_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is known by its bytes: another translation, an attack in what was compiled, other hosts are judged; what is unsafe is never noted."""
    path = book(tmp_path, SOUND)
    judged: list[Path] = []
    find = unsafe.find_unsafe
    monkeypatch.setattr(unsafe, "find_unsafe", lambda path, setting: (judged.append(path), find(path, setting))[1])

    def judge(*hosts: str) -> int:
        judged.clear()
        try:
            keep_out(tmp_path / "locales", "ja", ["en"], hosts)
        except Refused as refused:
            return len(refused.findings)
        return 0

    assert (judge(), judged) == (0, [path])
    assert (judge(), judged) == (0, [])
    assert (judge("example.com"), judged) == (0, [path])
    write(path.with_suffix(".mo"), f"{SOUND} <script>alert(1)</script>")
    assert judge() > 0
    assert judge() > 0
    path.with_suffix(".mo").unlink()
    write(path, SOUND.replace("https://example.org/a", "https://evil.example/"))
    assert judge() > 0
    write(path, SOUND)
    (tmp_path / "build/.cache/safe.json").write_text('{"half": ', "utf-8")
    assert (judge(), judged) == (0, [path])
