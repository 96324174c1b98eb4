"""Grading: a pupil's folder is laid out without answers, and whatever a submission does is a wrong answer and nothing worse."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import shutil
import stat
import threading
import time
from pathlib import Path

import pytest

from taiyaku.cells import safe
from taiyaku.cli import main
from taiyaku.exercises.grade import sandbox
from taiyaku.exercises.grade.results import Result, same
from taiyaku.exercises.grade.sandbox import Limits
from taiyaku.exercises.model import Kind
from taiyaku.exercises.read import read_folder
from taiyaku.exercises.tasks import Failed, python_tasks, read_task
from taiyaku.facts import load

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "books" / "mini"
RIGHT = "def members_on(rows, day):\n    return [s for s, a, b in rows if a <= day and (b is None or day < b)]\n"


@pytest.fixture(scope="module", autouse=True)
def room() -> None:
    """These tests run for real; without bubblewrap they are skipped, but never in CI."""
    why = sandbox.complaint()
    if why and not os.environ.get("CI"):
        pytest.skip(why)
    assert why == ""


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """A folder for submissions."""
    folder = tmp_path / "handed-in"
    folder.mkdir()
    return folder


def hand_in(folder: Path, name: str, text: str | bytes, language: str = "en") -> Path:
    place = folder / name
    place.mkdir()
    (place / "submission.json").write_text(json.dumps({"chapter": "01-bridge", "language": language}), "utf-8")
    (place / "count_the_founders.py").write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


def grade(folder: Path, *options: str) -> dict[str, dict[str, str]]:
    """Run the command as an instructor does; the rows of its table by submission."""
    table = folder.parent / "grades.csv"
    assert main(["--book", str(MINI), "grade", str(folder), "--csv", str(table), "--seconds", "5", *options]) == 0
    return {row["submission"]: row for row in csv.DictReader(table.read_text("utf-8").splitlines())}


def test_a_folder_is_laid_out_without_answers(tmp_path: Path) -> None:
    """The question in the language asked for, data, an empty function that runs; nothing of proof, solution or mistakes."""
    folder = tmp_path / "aiko"
    assert main(["--book", str(MINI), "exercises", "start", "01-bridge", str(folder), "-l", "ja"]) == 0
    text = "\n".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())
    assert "連盟のその日の加盟国を返す関数" in text and "def members_on(rows, day):" in text and "自分の名をつけ" in text
    assert json.loads((folder / "data" / "count_the_founders.json").read_text("utf-8"))["day"] == "1931-01-01"
    for secret in ("day < end", "mistakes", "lambda", "A suspended member", "資格を止められた国", "1941-01-01"):
        assert secret not in text
    assert grade(folder)["aiko"]["feedback"] == "まだ何も書かれていない。"


def test_work_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second start changes nothing that a pupil has written, and says so."""
    folder = tmp_path / "aiko"
    assert main(["--book", str(MINI), "exercises", "start", "01", str(folder)]) == 0
    (folder / "count_the_founders.py").write_text("my work\n", "utf-8")
    assert main(["--book", str(MINI), "exercises", "start", "01", str(folder)]) == 1
    assert (folder / "count_the_founders.py").read_text("utf-8") == "my work\n"
    assert "file-in-the-way" in capsys.readouterr().err
    assert main(["--book", str(MINI), "exercises", "start", "09"]) == 1
    assert "chapters: 01-bridge" in capsys.readouterr().err


def test_feedback_names_the_misconception_and_what_to_read(handed_in: Path) -> None:
    """In the language of each pupil, with calls that are right counted."""
    hand_in(handed_in, "ada", RIGHT)
    hand_in(handed_in, "ben", RIGHT.replace("day < b", "day <= b"))
    hand_in(handed_in, "chie", RIGHT.replace(" and (b is None or day < b)", ""), "ja")
    hand_in(handed_in, "dai", RIGHT.replace("return [", "print(["[:-1] + "[").rstrip() + ")\n", "ja")
    hand_in(handed_in, "eve", "def members_on(rows, day):\n    return ['CHE']\n", "xx")
    rows = grade(handed_in, "--letters", str(handed_in.parent / "letters"))
    assert rows["ada"]["result"] == "right" and rows["ada"]["read_again"] == ""
    assert (rows["ben"]["result"], rows["ben"]["mistake"], rows["ben"]["right"]) == ("mistake", "Counting the last day", "3")
    assert rows["chie"]["feedback"] == "まだ違う。去らないとするのではないか。国は去る。終わりの日も見よう。"
    assert "返していない" in rows["dai"]["feedback"]
    assert rows["eve"]["feedback"] == "Not yet: 2 of 4 calls are right."
    assert "01-bridge.html#01-bridge" in rows["ben"]["read_again"] or rows["ben"]["read_again"] == "01-bridge"
    assert "Counting the last day" in (handed_in.parent / "letters" / "ben.txt").read_text("utf-8")


#: What a submission may try, and how it is graded.
ATTACKS: dict[str, tuple[str | bytes, Result]] = {
    "loops": ("def members_on(rows, day):\n    while True: pass\n", Result.TOO_LONG),
    "loops at once": ("while True: pass\n", Result.TOO_LONG),
    "sleeps": ("import time\ntime.sleep(60)\n", Result.TOO_LONG),
    "forks": ("import os\ndef members_on(rows, day):\n    while True: os.fork()\n", Result.RAISED),
    "threads": ("import threading\ndef members_on(rows, day):\n    threading.Thread(target=print).start()\n", Result.RAISED),
    "spawns": ("import subprocess\nsubprocess.run(['/bin/sh', '-c', 'true'])\n", Result.RAISED),
    "exits": ("raise SystemExit(0)\n", Result.RAISED),
    "ends the process": ("import os\nos._exit(0)\n", Result.ENDED),
    "kills everything": ("import os\ndef members_on(rows, day):\n    os.kill(-1, 9)\n    os.kill(os.getpid(), 9)\n", Result.RAISED),
    "kills itself": ("import os\nos.kill(os.getpid(), 9)\n", Result.ENDED),
    "crashes": ("import ctypes\nctypes.string_at(0)\n", Result.ENDED),
    "prints megabytes": ("def members_on(rows, day):\n    for _ in range(200): print('x' * 100_000)\n", Result.NOTHING),
    "writes to every pipe": (
        "import os\nfor fd in range(3, 30):\n    try:\n        while True: os.write(fd, b'z' * 60000)\n    except OSError: pass\n",
        Result.TOO_MUCH,
    ),
    "gives megabytes": ("def members_on(rows, day):\n    return 'x' * 10_000_000\n", Result.TOO_MUCH),
    "takes memory": ("def members_on(rows, day):\n    return len('x' * 10**10)\n", Result.RAISED),
    "takes memory slowly": ("def members_on(rows, day):\n    a = []\n    while True: a.append(bytes(10**7))\n", Result.RAISED),
    "raises": ("def members_on(rows, day):\n    raise KeyboardInterrupt\n", Result.RAISED),
    "raises what has no name": ("class E(BaseException):\n    def __str__(self): raise self\nraise E\n", Result.RAISED),
    "gives what JSON cannot say": ("def members_on(rows, day):\n    return {1, 2}\n", Result.RAISED),
    "gives a nest": ("def members_on(rows, day):\n    a = []\n    for _ in range(900): a = [a]\n    return a\n", Result.WRONG),
    "gives no number": ("def members_on(rows, day):\n    return float('nan')\n", Result.RAISED),
    "writes a file": ("def members_on(rows, day):\n    open('/tmp/x', 'w').write('x')\n", Result.RAISED),
    "writes here": ("def members_on(rows, day):\n    open('x', 'w').write('x')\n", Result.RAISED),
    "reads the system": ("def members_on(rows, day):\n    return open('/etc/passwd').read()\n", Result.RAISED),
    "reads the book": (f"def members_on(rows, day):\n    return open({str(MINI / 'conf.py')!r}).read()\n", Result.RAISED),
    "reads other processes": ("import os\ndef members_on(rows, day):\n    return os.listdir('/proc')\n", Result.RAISED),
    "calls home": ("import socket\ndef members_on(rows, day):\n    socket.create_connection(('192.0.2.1', 80), 2)\n", Result.RAISED),
    "becomes root": ("import os\ndef members_on(rows, day):\n    os.setuid(0)\n", Result.RAISED),
    "lifts its limits": (
        "import resource\ndef members_on(rows, day):\n    resource.setrlimit(resource.RLIMIT_NPROC, (9, 9))\n", Result.RAISED,
    ),
    "forges results": (
        "import os\nfor fd in range(3, 9):\n    try: os.write(fd, b'{\"kind\": \"value\", \"value\": \"1\"}\\n[1]\\nnot json\\n')\n    except OSError: pass\n" + RIGHT,
        Result.ENDED,
    ),
    "is no Python": ("def (\n", Result.RAISED),
    "is not text": (b"\xff\xfe\x00\x01\x80", Result.RAISED),
    "claims an encoding": (b"# -*- coding: nonsense -*-\nx = 1\n", Result.RAISED),
    "is empty": ("", Result.NO_FUNCTION),
    "is huge": ("#" * 200_000, Result.UNREADABLE),
    "has no function": ("members_on = 3\n", Result.NO_FUNCTION),
    "takes other arguments": ("def members_on():\n    return []\n", Result.RAISED),
}  # fmt: skip


def test_whatever_a_submission_does_is_a_wrong_answer(handed_in: Path) -> None:
    """Each of them in one batch with a right answer at the end; each has its result, and the batch goes on."""
    before = set(handed_in.parent.iterdir())
    for name, (text, _) in ATTACKS.items():
        hand_in(handed_in, name, text)
    hand_in(handed_in, "zoe", RIGHT)
    rows = grade(handed_in, "--memory", "256", "--seconds", "8")
    assert {name: row["result"] for name, row in rows.items()} == {
        **{name: str(result) for name, (_, result) in ATTACKS.items()},
        "zoe": "right",
    }
    assert all(row["feedback"] for row in rows.values())
    assert set(handed_in.parent.iterdir()) - before == {handed_in.parent / "grades.csv"}
    assert not Path("/tmp/x").exists()


def test_no_link_is_followed_and_nothing_waited_for(handed_in: Path) -> None:
    """Links to files and folders, pipes and folders in place of files are unreadable; the manifest is not trusted either."""
    hand_in(handed_in, "link", "").joinpath("count_the_founders.py").unlink()
    (handed_in / "link" / "count_the_founders.py").symlink_to(MINI / "exercises" / "01-bridge" / "count-the-founders.md")
    hand_in(handed_in, "pipe", "").joinpath("count_the_founders.py").unlink()
    os.mkfifo(handed_in / "pipe" / "count_the_founders.py")
    hand_in(handed_in, "folder", "").joinpath("count_the_founders.py").unlink()
    (handed_in / "folder" / "count_the_founders.py").mkdir()
    hand_in(handed_in, "gone", "").joinpath("count_the_founders.py").unlink()
    hand_in(handed_in, "odd", RIGHT).joinpath("submission.json").write_text('{"chapter": ["01-bridge"], "language": {}}', "utf-8")
    hand_in(handed_in, "=cmd()", RIGHT)
    (handed_in / "elsewhere").symlink_to(ROOT)
    rows = grade(handed_in, "--chapter", "01-bridge")
    assert {name: row["result"] for name, row in rows.items()} == {
        "link": "unreadable", "pipe": "unreadable", "folder": "unreadable", "gone": "missing", "odd": "right", "'=cmd()": "right",
    }  # fmt: skip


def test_no_answer_is_in_the_room() -> None:
    """A submission that reads all it can finds the calls, itself and the runner, and no result."""
    source = b"import os\ndef f(x):\n    return [open(os.path.join(d, n)).read() for d, _, ns in os.walk('.') for n in ns] + [str(sorted(os.environ))]\n"
    outcome = sandbox.run(source, "f", [{"x": "question"}], Limits())
    text = json.dumps(outcome.lines)
    assert "question" in text and "members_on" not in text and "LC_ALL" in text and "HOME" not in text


def test_what_is_started_ends(tmp_path: Path) -> None:
    """After a submission took too long, no process of it is left."""
    memory = 300 + os.getpid() % 200  # by which its processes are told from those of other tests

    def run() -> None:
        assert sandbox.run(b"import time\ntime.sleep(61.25)\n", "f", [{}], Limits(seconds=2, memory=memory)).ended == "too-long"

    work = threading.Thread(target=run)
    work.start()
    seen = False
    while work.is_alive():
        seen = seen or running(memory)
        time.sleep(0.05)
    work.join()
    assert seen
    for _ in range(100):  # the kernel ends a room in its own time
        if not running(memory):
            break
        time.sleep(0.05)
    assert not running(memory)


def running(memory: int) -> bool:
    """Whether a process of this machine runs a submission under that limit of memory, in MiB."""
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            limits = (path / "limits").read_text("ascii")
            if b"/job/runner.py" in (path / "cmdline").read_bytes() and f" {memory * 1024 * 1024} " in limits:
                return True
    return False


def test_without_a_sandbox_nothing_runs(handed_in: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command refuses; with --trust it runs the work under the limits alone."""
    hand_in(handed_in, "ada", RIGHT)
    hand_in(handed_in, "loop", "while True: pass\n")
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "bwrap" else which(name))
    table = handed_in.parent / "grades.csv"
    assert main(["--book", str(MINI), "grade", str(handed_in), "--csv", str(table)]) == 1
    assert "no-sandbox" in capsys.readouterr().err and not table.exists()
    rows = grade(handed_in, "--trust", "--seconds", "8")
    assert (rows["ada"]["result"], rows["loop"]["result"]) == ("right", "too-long")


def test_what_is_of_no_chapter_is_not_graded(handed_in: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named, the others are graded, and the exit code says that something is left."""
    hand_in(handed_in, "ada", RIGHT)
    (handed_in / "stray").mkdir()
    table = handed_in.parent / "grades.csv"
    assert main(["--book", str(MINI), "grade", str(handed_in), "--csv", str(table)]) == 1
    assert "stray" in capsys.readouterr().err and "ada" in table.read_text("utf-8")
    assert main(["--book", str(MINI), "grade", str(handed_in / "none"), "--csv", str(table)]) == 1
    pipe = handed_in.parent / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert main(["--book", str(MINI), "grade", str(handed_in / "ada"), "--csv", str(pipe)]) == 0
    assert b"ada" in os.read(reader, 65_536) and stat.S_ISFIFO(pipe.stat().st_mode)
    os.close(reader)


def test_values_are_compared_as_values() -> None:
    """Rounding passes; true is not 1, a text is not a number, and order counts."""
    assert same([1, 2.0, {"a": None}], [1.0, 2.0000000000001, {"a": None}])
    assert not any(same(*pair) for pair in ((True, 1), ("1", 1), ([1, 2], [2, 1]), ({"a": 1}, {"b": 1}), (10**400, 1.5), ([], {})))
    assert [safe(cell) for cell in ("=1", "@x", "-3", "plain")] == ["'=1", "'@x", "'-3", "plain"]


@pytest.mark.parametrize("book", [ROOT, MINI], ids=lambda path: path.name)
def test_every_task_of_a_book_grades_its_own_answers(book: Path) -> None:
    """The reference passes every call, and every misconception is told from it and from the others."""
    facts = load(book)
    exercises, _ = read_folder(book / "exercises", "", book)
    tasks = python_tasks(exercises, facts)
    assert tasks
    for task in tasks:
        assert Failed not in task.right and len({repr(given) for given in (task.right, *task.wrong)}) == 1 + len(task.wrong)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("function: members_on", "function: other", "does not define `other`"),
        (">>> cases = [", ">>> data = cases = [", "does not define `data`"),
        ("lambda rows, day: [state for state, start, end in rows if start <= day],", "", "1 functions in `mistakes`, 2 entries"),
        ("rows = [[", "rows = [[1 / 0, ", "does not run"),
        ('"1919-01-01")]', '"1919-01-01", None)]', "fails on its own cases"),
    ],
)
def test_a_task_that_cannot_be_graded_is_refused(old: str, new: str, words: str, tmp_path: Path) -> None:
    """The author learns what the proof lacks."""
    folder = tmp_path / "exercises" / "01-bridge"
    folder.mkdir(parents=True)
    text = (MINI / "exercises" / "01-bridge" / "count-the-founders.md").read_text("utf-8")
    assert old in text
    (folder / "task.md").write_text(text.replace(old, new), "utf-8")
    exercises, faults = read_folder(folder.parent, "", tmp_path)
    assert not faults and exercises[0].kind is Kind.PYTHON
    with pytest.raises(ValueError, match=words):
        read_task(exercises[0], load(MINI))
