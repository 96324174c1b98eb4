"""The trial book of the theme, built once for all tests in three editions that lie side by side as in a real book."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BOOK = Path(__file__).parent / "book"


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
