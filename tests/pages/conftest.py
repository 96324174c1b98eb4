"""The judges of finished pages, which npm brings; without them the tests are skipped, in continuous integration they fail."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

JUDGES = Path(sys.prefix) / "pages" / "node_modules"


@pytest.fixture(scope="session")
def judges() -> Path:
    """The folder with axe-core, vnu-jar, lighthouse and the virtual screen reader."""
    if not JUDGES.is_dir():
        message = "the judges of the pages are not here: make test sets them up, and needs Node 20 or newer"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return JUDGES


@pytest.fixture(scope="session")
def java() -> str:
    found = shutil.which("java")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no java")
        pytest.skip("no java here: apt-get install default-jre-headless")
    return found
