"""Read the chapters with textlint: ``python lint/japanese.py`` from the root, exit 1 when it finds something.

Plain copies go to build/prose; what textlint finds there is printed with the line of the chapter.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(Path(__file__).parent))

from plain import plain  # noqa: E402  (its folder is no package)

COPIES = ROOT / "build" / "prose"


def copy_chapters(docs: Path, copies: Path) -> list[Path]:
    """Write a plain copy of every page; copies of pages that are gone go too."""
    copies.mkdir(parents=True, exist_ok=True)
    for old in copies.glob("*.md"):
        old.unlink()
    written = []
    for page in sorted(docs.glob("*.md")):
        written.append(copies / page.name)
        written[-1].write_text(plain(page.read_text("utf-8")), "utf-8")
    return written


def findings(report: str) -> list[str]:
    """``docs/page.md:line: message (rule)`` for each message of a JSON report."""
    return [
        f"docs/{Path(page['filePath']).name}:{message['line']}: {message['message'].splitlines()[0]} ({message['ruleId'].split('/')[-1]})"
        for page in json.loads(report)
        for message in page["messages"]
    ]


def main() -> int:
    """Run textlint once over all copies."""
    program = ROOT / "lint" / "node_modules" / ".bin" / "textlint"
    config = ROOT / "lint" / ".textlintrc.js"
    pages = copy_chapters(ROOT / "docs", COPIES)
    command = [str(part) for part in (program, "--config", config, "--format", "json", *pages)]
    run = subprocess.run(command, cwd=ROOT / "lint", capture_output=True, text=True, check=False)
    if run.returncode not in {0, 1} or not run.stdout.strip():
        print(run.stderr or run.stdout, file=sys.stderr)
        return 2
    found = findings(run.stdout)
    print("\n".join([*found, f"Japanese: {len(pages)} pages read, {len(found)} findings"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
