"""What a page shows of files without showing the files: it is read again when that changes, and not whenever a file does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from taiyaku.aspects import apart, is_apart, tell
from taiyaku.translation.status import progress_in, read_counts

SETTINGS: dict[str, Any] = {"extensions": ["myst_parser", "taiyaku.translation.ext"], "taiyaku_source_language": "ja"}


def test_an_aspect_that_is_no_more_says_nothing(tmp_path: Path) -> None:
    """A note of an earlier press may name it."""
    assert tell(tmp_path, "nothing of the kind") == ""


def test_files_are_told_by_names_and_bytes(tmp_path: Path) -> None:
    """A folder may lie outside the book, and have a space in its name; one that is not there is told as an empty one."""
    fonts = tmp_path / "my fonts"
    (fonts / "deep").mkdir(parents=True)
    (tmp_path / "book").mkdir()
    empty = tell(tmp_path, "files nowhere")
    (fonts / "deep" / "a.ttf").write_bytes(b"1")
    one = tell(tmp_path, "files my fonts")
    (fonts / "deep" / "a.ttf").rename(fonts / "a.ttf")
    other = tell(tmp_path / "book", "files ../my fonts")
    (fonts / "a.ttf").write_bytes(b"2")
    assert len({empty, one, other, tell(tmp_path, "files my fonts")}) == 4


def test_what_is_opened_apart_is_told_apart() -> None:
    """Also within another, and not when it is over, however it ends."""
    assert not is_apart()
    try:
        with apart(), apart():
            assert is_apart()
            raise ValueError
    except ValueError:
        assert not is_apart()


def test_the_status_page_follows_the_counts(workshop: Any) -> None:
    """It is read again when one more entry is translated, and left when a translation is only worded otherwise."""
    page = "# 翻訳\n\n:::{translation-status} en\n:::\n"
    workshop.write({"docs/index.md": "# 本\n\n```{toctree}\n01-a\nstatus\n```\n", "docs/01-a.md": "# 章\n\n朝。\n", "docs/status.md": page})
    workshop.translate("en", "01-a", {"章": "Chapter", "朝。": ""})
    out = workshop.build(**SETTINGS, taiyaku_languages=["ja", "en"]).out
    assert "50%" in (out / "status.html").read_text("utf-8")
    before = (out / "status.html").stat().st_mtime_ns
    workshop.translate("en", "01-a", {"章": "A chapter", "朝。": ""})
    workshop.build(**SETTINGS, taiyaku_languages=["ja", "en"])
    assert (out / "status.html").stat().st_mtime_ns == before
    workshop.translate("en", "01-a", {"章": "A chapter", "朝。": "Morning."})
    workshop.build(**SETTINGS, taiyaku_languages=["ja", "en"])
    assert "100%" in (out / "status.html").read_text("utf-8")


def test_counts_are_kept_by_content(workshop: Any) -> None:
    """What was counted is not read again; counts of another shape are no fault, and what is gone is kept no longer."""
    workshop.translate("en", "01-a", {"章": "Chapter", "朝。": ""}).translate("en", "02-b", {"夜。": ""})
    first = progress_in(workshop.root, "ja", "en")
    assert [(row.file, row.translated, row.missing, row.left) for row in first] == [("01-a.po", 1, 1, 1), ("02-b.po", 0, 1, 1)]
    kept = workshop.root / "build/.cache/progress-en.json"
    counts = read_counts(kept)
    kept.write_text(json.dumps({key: [9, *row[1:]] for key, row in counts.items()}), "utf-8")
    assert [row.translated for row in progress_in(workshop.root, "ja", "en")] == [9, 9]
    kept.write_text(json.dumps({key: [1] for key in counts}), "utf-8")
    assert progress_in(workshop.root, "ja", "en") == first
    for spoilt in ("", "[]", "{"):
        kept.write_text(spoilt, "utf-8")
        assert progress_in(workshop.root, "ja", "en") == first
    (workshop.root / "locales/en/LC_MESSAGES/02-b.po").unlink()
    assert progress_in(workshop.root, "ja", "en") == first[:1]
    assert len(read_counts(kept)) == 1
