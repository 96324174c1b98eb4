"""The script for Google Forms makes of the table a quiz with the same keys; Google itself is stood in for."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from taiyaku.exercises.model import Form
from taiyaku.export.sheet import write_tsv
from taiyaku.kit.pack import SCRIPT
from tests.export.readers import missing
from tests.kit.sample import BANK


def test_a_quiz_has_the_keys_of_the_table(tmp_path: Path) -> None:
    """A question for each row; choices with the right ones marked, everything else to be written."""
    if not shutil.which("node"):
        missing("Node 20 or newer")
    table = tmp_path / "questions.tsv"
    table.write_bytes(write_tsv(BANK).data)
    command = ["node", str(Path(__file__).with_name("run_forms.mjs")), str(SCRIPT), str(table)]
    made = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert [found["title"] for found in made] == [item.title for item in BANK.items]
    for found, item in zip(made, BANK.items, strict=True):
        chosen = item.form in {Form.CHOICE, Form.TRUTH}
        assert ("choices" in found) is chosen, item.id
        if chosen:
            assert [choice["right"] for choice in found["choices"]] == [choice.right for choice in item.choices]
            assert found["kind"] == ("checkbox" if sum(choice.right for choice in item.choices) > 1 else "choice")
