"""The trial book of the theme, built once for all tests in three editions that lie side by side as in a real book."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

BOOK = Path(__file__).parent / "book"
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds `ja`, `en` and `aligned`."""
    root = tmp_path_factory.mktemp("theme")
    for edition in ("ja", "en", "aligned"):
        command = [sys.executable, "-m", "sphinx", "-qW", "-d", str(root / "trees" / edition), str(BOOK), str(root / edition)]
        environment = {**os.environ, "TRIAL_EDITION": edition}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; where it is missing the tests are skipped, in continuous integration they fail."""
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("no /usr/bin/chromium: install Debian's chromium to test pages in a browser")
    with sync_playwright() as play:
        switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        running = play.chromium.launch(executable_path=str(CHROMIUM), args=switches)
        yield running
        running.close()
