"""What a reader waits for: weight, requests and Lighthouse's scores of a chapter, beside the same text in themes that others use.

Every page comes from one local server that packs what it sends, as common web servers do; Lighthouse plays a middling phone on a slow line.
The peers hold the chapters alone (see ``plain``), with drawings as files; ours has all its apparatus and its contents of the whole book.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.measure import RESULTS, ROOT, Ratio, keep, run, sphinx
from benchmarks.plain import make_plain
from taiyaku.editions import read_book

CHAPTER = "02-ftaa"
PEERS = {"furo": "furo", "sphinx-book-theme": "sphinx_book_theme", "pydata-sphinx-theme": "pydata_sphinx_theme"}
SCORES = ("performance", "accessibility", "best-practices", "seo")
LIGHTHOUSE = Path(sys.prefix) / "pages" / "node_modules" / "lighthouse" / "cli" / "index.js"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
HOW = (
    f"Chapter {CHAPTER}: what the page loads (packed with gzip, fonts apart) and Lighthouse's scores, ours against the same text as plain "
    "Markdown in each theme; medians, same server, same run."
)


class Packing(SimpleHTTPRequestHandler):
    """Sends text packed."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        kind, body = self.guess_type(path), path.read_bytes()
        packed = kind.startswith("text/") or "script" in kind or "svg" in kind or "json" in kind
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if packed:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Packing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def judge(address: str, chromium: str) -> dict[str, float]:
    """Scores of 100, bytes sent without fonts, bytes of fonts, requests and requests to other hosts, by Lighthouse."""
    with tempfile.TemporaryDirectory() as home:
        command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--only-categories={','.join(SCORES)}"]
        environment = {**os.environ, "CHROME_PATH": chromium, "HOME": home}
        done = subprocess.run([*command, f"--chrome-flags={FLAGS}"], capture_output=True, env=environment, timeout=300, check=True)
    report = json.loads(done.stdout)
    asked = [one for one in report["audits"]["network-requests"]["details"]["items"] if not one["url"].startswith("data:")]
    fonts = sum(one["transferSize"] for one in asked if one["resourceType"] == "Font")
    return {name: round(100 * report["categories"][name]["score"]) for name in SCORES} | {
        "bytes": sum(one["transferSize"] for one in asked) - fonts,
        "fonts": fonts,
        "requests": len(asked),
        "elsewhere": sum(not one["url"].startswith(address.rpartition("/")[0].rpartition("/")[0]) for one in asked),
    }


def measure(book: Path, site: Path, language: str, chromium: str, times: int) -> dict[str, dict[str, float]]:
    """Build the press's page and the peers', and judge each in turn."""
    lying = book / "build" / "html" / language
    if times == 1 and lying.is_dir():
        shutil.copytree(lying, site / "press")
    else:
        run(sphinx(book, site / "press", "-D", f"language={language}"), book)
    make_plain(site / "press", site / "words", language, lambda name: name == "index" or name[:2].isdigit())
    for name, theme in PEERS.items():
        run(sphinx(site / "words", site / name, "-D", f"html_theme={theme}", relaxed=False))
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in ("press", *PEERS)}
    with served(site) as address:
        for _ in range(times):
            for name, judged in taken.items():
                judged.append(judge(f"{address}/{name}/{CHAPTER}.html", chromium))
    return {name: {key: statistics.median(one[key] for one in judged) for key in judged[0]} for name, judged in taken.items()}


def ratios_of(pages: dict[str, dict[str, float]]) -> list[Ratio]:
    """Scores and weight of the press's page with their targets, and its weight beside each peer's."""
    press = pages["press"]

    def beside(key: str, unit: int = 1) -> str:
        return " : ".join(f"{page[key] / unit:.0f}" for page in pages.values())

    made = [Ratio(f"pages.{name}", press[name], 95, least=True, unit="", detail=beside(name)) for name in SCORES]
    made.append(Ratio("pages.weight", round(press["bytes"] / 1000), 250, unit="KB", detail=beside("bytes", 1000)))
    made.append(Ratio("pages.requests", press["requests"], unit="", detail=beside("requests")))
    made.append(Ratio("pages.elsewhere", press["elsewhere"], unit="", detail=beside("elsewhere")))
    return made + [Ratio(f"pages.{name}", round(press["bytes"] / pages[name]["bytes"], 2)) for name in PEERS]


def main(book: Path = ROOT, *, times: int = 3, quick: bool = False, folder: Path = RESULTS, **_: Any) -> dict[str, Any]:
    """Quick: judged once, and our page as it lies in ``build/``."""
    chromium = shutil.which("chromium")
    lacking = [theme for theme in PEERS.values() if find_spec(theme) is None]
    if lacking or chromium is None or not LIGHTHOUSE.exists() or shutil.which("node") is None:
        return keep("pages", HOW, [], {}, folder, skipped="needs chromium, Node with Lighthouse (make test) and the themes (pip: .[bench])")
    with tempfile.TemporaryDirectory() as name:
        pages = measure(book, Path(name), read_book(book).source_language, chromium, 1 if quick else times)
    return keep("pages", HOW, ratios_of(pages), pages, folder)
