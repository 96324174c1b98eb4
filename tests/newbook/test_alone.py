"""Each setting of the colophon that uses one room alone builds as it stands there, in a project that knows nothing else of the press."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

COLOPHON = Path(__file__).parents[2] / "docs" / "colophon.md"
SECTION = COLOPHON.read_text("utf-8").partition("(colophon-alone)=")[2].partition("\n(colophon-")[0]
SETTINGS = re.findall(r"```python\n(.+?)```", SECTION, re.DOTALL)

FACTS = """sources:
- {id: minutes, title: Council minutes, by: The clerk, date: 1930-06-20, url: "https://example.org/minutes", lang: en, kind: primary, consulted: 2026-11, read: whole, saw: The opening.}
events:
- {id: bridge-opened, date: 1930-06-14, event: The bridge is opened., sources: [minutes], prose: en}
- {id: bridge-closed, date: 1975-03-02, event: The bridge is closed to cars., sources: [minutes], prose: en}
"""
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "The bridge was opened."
msgstr "橋が開いた。"
"""
EXERCISE = """---
kind: numeric
aim: "1"
level: apply
minutes: 1
facts: [bridge-opened, bridge-closed]
answer: {years: [bridge-opened.date, bridge-closed.date]}
unit: years
---

# Years of service

For how many years did it serve?

:::{solution}
Take the one from the other.

```python
>>> facts.value("bridge-closed.date").start.year - facts.value("bridge-opened.date").start.year
45
```
:::
"""
#: What a project has beside its conf.py, and what its page then says, by the room that its setting loads.
ROOMS: dict[str, tuple[dict[str, str], list[str]]] = {
    "taiyaku.facts.ext": (
        {
            "facts/bridge.yaml": FACTS,
            "index.md": "# Bridge\n\nOpened on {fact}`bridge-opened.date`, in {fact}`June 1930 <bridge-opened>`.\n\n```{chronology}\n```\n",
        },
        ["Opened on 14 June 1930, in June 1930.", "The bridge is closed to cars."],
    ),
    "taiyaku.reading.ext": (
        {"locales/ja/LC_MESSAGES/index.po": PO, "index.md": "# Bridge\n\nThe bridge was opened.\n"},
        ["The bridge was opened.", "橋が開いた。"],
    ),
    "taiyaku.exercises.ext": (
        {"facts/bridge.yaml": FACTS, "exercises/index/years.md": EXERCISE, "index.md": "# Bridge\n\n```{exercises}\n```\n"},
        ["For how many years did it serve?"],
    ),
}


def test_the_colophon_shows_each_room_once() -> None:
    """No setting is without a test here."""
    assert sorted(re.findall(r"taiyaku\.\w+\.ext", "".join(SETTINGS))) == sorted(ROOMS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: re.findall(r"taiyaku\.(\w+)\.ext", setting)[0])
def test_a_room_serves_another_project(tmp_path: Path, setting: str) -> None:
    """The page has what the room makes, and the build has nothing to complain of."""
    files, words = ROOMS[re.findall(r"taiyaku\.\w+\.ext", setting)[0]]
    for name, text in {**files, "conf.py": setting}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(tmp_path), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "")
    said = " ".join(BeautifulSoup((tmp_path / "out" / "index.html").read_text("utf-8"), "html5lib").get_text().split())
    assert all(word in said for word in words), said


def test_any_catalogue_is_checked_without_a_book(tmp_path: Path) -> None:
    """The checks take a folder of catalogues, say what is wrong and where, and end accordingly."""
    assert "taiyaku translate check PATH" in SECTION
    path = tmp_path / "ja" / "LC_MESSAGES" / "index.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO + '\nmsgid "It cost {fact}`12 pounds <cost>`."\nmsgstr "費用は12ポンドだった。"\n', "utf-8")
    command = [sys.executable, "-m", "taiyaku", "translate", "check", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "index.po:8: error" in done.stdout + done.stderr
