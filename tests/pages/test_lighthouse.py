"""Lighthouse's audits of accessibility, good practice and search, on sample pages served by a plain web server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHROMIUM, QUIET

SAMPLES = ["ja/index.html", "ja/02-ftaa.html", "en/02-ftaa.html", "aligned/02-ftaa.html"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """A test says nothing of what it serves."""


@pytest.fixture(scope="module")
def reports(built: Path, judges: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Sample → Lighthouse's report, all from one browser."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built / "build" / "html")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    addresses = {sample: f"http://127.0.0.1:{server.server_address[1]}/{sample}" for sample in SAMPLES}
    node = shutil.which("node")
    assert node
    command = [node, str(Path(__file__).with_name("lighthouse.mjs")), str(judges), str(CHROMIUM), json.dumps(QUIET), *addresses.values()]
    environment = {**os.environ, "HOME": str(tmp_path_factory.mktemp("lighthouse"))}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, check=False)
    server.shutdown()
    assert done.returncode == 0, done.stderr[-2000:]
    made = json.loads(done.stdout)
    return {sample: made[address] for sample, address in addresses.items()}


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_audits_are_passed(reports: dict[str, Any], sample: str) -> None:
    """At least 95 of 100 in each; the audits below that are named."""
    report = reports[sample]
    assert report["finalDisplayedUrl"].endswith(sample) and "runtimeError" not in report
    failed = [f"{one['id']}: {one['title']}" for one in report["audits"].values() if one["score"] is not None and one["score"] < 0.9]
    scores = {name: category["score"] for name, category in report["categories"].items()}
    assert len(scores) == 3
    assert all(score >= 0.95 for score in scores.values()), (scores, failed)
