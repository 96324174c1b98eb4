"""A room for code that nobody has read: no network, no files but Python's own, no second process, little memory, little time.

bubblewrap makes the room. What it protects: the grader's files (they are not in there), other submissions, the network, and the machine's
memory, disk and process table. What it does not: a hole in the kernel, and the time of the one processor that a submission may use.

A child's process limit does not bind root. So a grader who is root hands the submission to a user of its own, who is nobody else;
anybody else makes a user namespace, in which the limit counts.
"""

from __future__ import annotations

import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RUNNER = Path(__file__).with_name("runner.py")
#: The user to whom root hands a submission; not one that a system knows.
STRANGER = 64_123
#: How many bytes of results are read at most.
MOST = 2_000_000
#: Where the submission lies in the room, and Python where it is not the system's own.
ROOM, PYTHON = "/job", Path("/python")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a submission may use: seconds on the clock (for all calls of a task together), and memory in MiB."""

    seconds: float = 10
    memory: int = 512

    def of_process(self) -> dict[str, int]:
        """The limits that the system keeps, by their names in ``resource``."""
        size = self.memory * 1024 * 1024
        return {
            "RLIMIT_AS": size, "RLIMIT_CPU": int(self.seconds) + 1,
            "RLIMIT_FSIZE": 0, "RLIMIT_NOFILE": 32, "RLIMIT_NPROC": 0, "RLIMIT_CORE": 0,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out: a line for each call (fewer where it ended early), and why it ended: nothing, ``too-long`` or ``too-much``."""

    lines: tuple[dict[str, Any], ...]
    ended: str = ""


def interpreter() -> tuple[Path, Path]:
    """The Python that runs submissions and the folder that it needs: that of the grader, outside any virtual environment."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve(), Path(sys.base_prefix).resolve()


def command(folder: Path) -> list[str]:
    """The bubblewrap command that runs Python in a room with nothing but ``folder``, read-only."""
    python, prefix = interpreter()
    made = [
        "bwrap",
        "--unshare-ipc",
        "--unshare-pid",
        "--unshare-net",
        "--unshare-uts",
        "--unshare-cgroup-try",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
    ]
    made += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"] if os.geteuid() == 0 else ["--unshare-user", "--disable-userns"]
    for name in ("/usr", "/lib", "/lib64", "/bin"):
        path = Path(name)
        if path.is_symlink():
            made += ["--symlink", str(path.readlink()), name]
        elif path.is_dir():
            made += ["--ro-bind", name, name]
    if not prefix.is_relative_to("/usr"):
        made += ["--ro-bind", str(prefix), str(PYTHON), "--setenv", "LD_LIBRARY_PATH", f"{PYTHON}/lib"]
        python = PYTHON / python.relative_to(prefix)
    made += ["--ro-bind", str(folder), ROOM, "--remount-ro", "/", "--chdir", ROOM, "--setenv", "LC_ALL", "C.UTF-8"]
    return [*made, *python_command(python, f"{ROOM}/runner.py")]


def python_command(python: Path, runner: str) -> list[str]:
    return [str(python), "-I", "-S", "-B", "-X", "utf8", runner]


def complaint() -> str:
    """Why there is no sandbox; nothing where it works, which is tried and not assumed."""
    if not shutil.which("bwrap"):
        return "bubblewrap is not installed"
    try:
        outcome = run(b"def answer():\n    return 1\n", "answer", [{}], Limits())
    except OSError as error:
        return f"bubblewrap does not start: {error}"
    return "" if outcome.lines == ({"kind": "value", "value": "1"},) else "bubblewrap is there but cannot make a room on this machine"


def run(
    source: bytes,
    function: str,
    calls: Sequence[Mapping[str, Any]],
    limits: Limits,
    *,
    files: Mapping[str, bytes] | None = None,
    trust: bool = False,
) -> Outcome:
    """Run a submission and call its function. With ``trust`` there is no room, only the limits. Raises ``OSError`` where nothing starts."""
    with tempfile.TemporaryDirectory(prefix="taiyaku-") as name:
        folder = Path(name)
        job = {
            "function": function,
            "calls": [json.dumps(call) for call in calls],
            "limits": limits.of_process(),
            "uid": STRANGER if os.geteuid() == 0 else 0,
        }
        contents = {**(files or {}), "job.json": json.dumps(job).encode(), "submission.py": source, "runner.py": RUNNER.read_bytes()}
        for place, data in contents.items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_bytes(data)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        return watch(python_command(interpreter()[0], "runner.py") if trust else command(folder), folder, limits.seconds)


def watch(arguments: Sequence[str], folder: Path, seconds: float) -> Outcome:
    """Run a command until it ends, says too much or takes too long; whatever it started ends with it."""
    child = subprocess.Popen(
        arguments, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert child.stdout is not None
    said, ended, deadline = bytearray(), "", time.monotonic() + seconds
    with child.stdout, selectors.DefaultSelector() as ready:
        ready.register(child.stdout, selectors.EVENT_READ)
        while not ended:
            left = deadline - time.monotonic()
            if left <= 0 or not ready.select(left):
                ended = "too-long"
            elif data := os.read(child.stdout.fileno(), 65_536):
                said += data
                ended = "too-much" if len(said) > MOST else ""
            else:
                break
        end(child)
    return Outcome(tuple(lines(bytes(said))), ended)


def end(child: subprocess.Popen[bytes]) -> None:
    """End a child and its children; a room ends with the process that made it, when the kernel comes round to it."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        child.kill()
    child.wait()


def lines(data: bytes) -> Iterator[dict[str, Any]]:
    """The lines that are what the runner writes; a submission may have written others, which end the list."""
    for line in data.split(b"\n")[:-1]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            return
        if not isinstance(found, dict) or found.get("kind") not in ("value", "raised", "no-function", "too-much"):
            return
        yield found
