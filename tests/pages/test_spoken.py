"""What a screen reader says of a chapter and of a figure, kept as golden files and read through by us.

Run with ``TAIYAKU_GOLDEN=write`` to write them anew; then read what changed as a listener would.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "books" / "mini"
GOLDEN = Path(__file__).parent / "spoken"
LISTEN = """async (part) => {
  const reader = window.spokenBy;
  await reader.start({ container: document.querySelector(part) });
  const first = await reader.lastSpokenPhrase();
  for (let step = 0; step < 5000; step++) {
    await reader.next();
    if ((await reader.lastSpokenPhrase()) === "end of " + first) break;
  }
  const log = await reader.spokenPhraseLog();
  await reader.stop();
  return log;
}"""


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second book's web editions."""
    folder = tmp_path_factory.mktemp("spoken") / "book"
    shutil.copytree(MINI, folder, ignore=shutil.ignore_patterns("*.mo", "build"))
    done = subprocess.run([sys.executable, "-m", "taiyaku", "build", "html"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "build" / "html"


def script(judges: Path) -> str:
    """The virtual screen reader as a plain script: it comes as a module, which a page opened from a folder may not load."""
    code = (judges / "@guidepup" / "virtual-screen-reader" / "lib" / "esm" / "index.browser.js").read_text("utf-8")
    body, _, exports = code.rpartition("export{")
    name = next(part.split(" as ")[0] for part in exports.partition("}")[0].split(",") if part.endswith(" as virtual"))
    return f"(() => {{{body};window.spokenBy = {name};}})()"


@pytest.mark.parametrize(
    ("name", "page", "part"),
    [
        ("chapter-en", "en/01-bridge.html", "main"),
        ("chapter-ja", "ja/01-bridge.html", "main"),
        ("figure-en", "en/01-bridge.html", "figure"),
        ("figure-ja", "ja/01-bridge.html", "figure"),
    ],
)
def test_it_reads_sensibly(mini: Path, browser: Browser, judges: Path, name: str, page: str, part: str) -> None:
    """The whole of the text, headings with their levels, names of links, a figure by title and description and its data as a table."""
    tab = browser.new_page()
    tab.goto((mini / page).as_uri())
    tab.evaluate(script(judges))
    said = "\n".join(re.sub(r"\s+", " ", phrase).strip() for phrase in tab.evaluate(LISTEN, part)) + "\n"
    tab.close()
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("TAIYAKU_GOLDEN") == "write":
        golden.write_text(said, "utf-8")
    assert said == golden.read_text("utf-8")
