"""Lighthouse's audits of accessibility, good practice and search, on sample pages served by a plain web server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import CHROMIUM, QUIET

SAMPLES = ["ja/index.html", "ja/02-ftaa.html", "en/02-ftaa.html", "aligned/02-ftaa.html"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """A test says nothing of what it serves."""


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built / "build" / "html")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_audits_are_passed(address: str, judges: Path, sample: str, tmp_path: Path) -> None:
    """At least 95 of 100 in each; the audits below that are named."""
    node = shutil.which("node")
    assert node
    command = [node, str(judges / "lighthouse" / "cli" / "index.js"), f"{address}/{sample}", "--quiet", "--output=json"]
    command += ["--only-categories=accessibility,best-practices,seo", f"--chrome-flags=--headless=new {' '.join(QUIET)}"]
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM), "HOME": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads(done.stdout)
    failed = [f"{one['id']}: {one['title']}" for one in report["audits"].values() if one["score"] is not None and one["score"] < 0.9]
    scores = {name: category["score"] for name, category in report["categories"].items()}
    assert len(scores) == 3
    assert all(score >= 0.95 for score in scores.values()), (scores, failed)
