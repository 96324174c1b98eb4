"""What is built on after an edit is what would be built anew, to the byte; and pages that do not depend on the edit are left alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
#: One edit of each kind, and fifty in continuous integration.
KINDS = 24
EDITS = 50 if os.environ.get("TAIYAKU_THOROUGH") else KINDS
#: The edits that concern one chapter alone, whatever its words are.
LOCAL = {"paragraph", "translation", "fact_value", "term", "exercise", "more_exercises", "new_paragraph", "verdict", "fuzzy"}
#: Those that change what is told of a fact: it stands in files beside the pages of chapters.
BESIDE = {"fact_words", "fact_translation", "claim_words"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What came of one edit after the other, in a made-up book of four chapters."""
    command = [sys.executable, "benchmarks/incremental.py", "--edits", str(EDITS), "--keep", str(tmp_path_factory.mktemp("edits"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return list(json.loads(done.stdout)["edits"])


def test_nothing_stale_is_left(told: list[dict[str, Any]]) -> None:
    """Every file after an edit is that of a clean build, and no build complains."""
    assert len(told) == EDITS
    assert [(edit["edit"], edit["stale"], edit["wrong"]) for edit in told if edit["stale"] or edit["wrong"]] == []


def test_only_what_depends_is_written(told: list[dict[str, Any]]) -> None:
    """An edit within a chapter leaves the pages of all other chapters as they lie; a new heading is written into every page."""
    told = told[:KINDS]
    local = [edit for edit in told if edit["edit"] in LOCAL]
    assert len(local) == len(LOCAL)
    for edit in local:
        chapters = [page for page in edit["written aligned"] if page.endswith("-town.html") and not page.startswith("evidence-")]
        assert len(chapters) == 1, edit
    for edit in (edit for edit in told if edit["edit"] in BESIDE):
        assert [page for page in edit["written aligned"] if page.endswith("-town.html") and not page.startswith("evidence-")] == [], edit
    (heading,) = (edit for edit in told if edit["edit"] == "heading")
    assert len([page for page in heading["written en"] if page.endswith("-town.html") and not page.startswith("evidence-")]) == 4
