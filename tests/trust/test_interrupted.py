"""A run that is killed, or meets a full disk, leaves the last good result; the next one works; two at once do not meet.

``TAIYAKU_KILLS=50`` kills each command so often (default: 2; CI takes more); the moments are drawn from a seed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from taiyaku import build as building
from taiyaku.build import exchange, publish
from taiyaku.cli import main
from taiyaku.lock import alone
from taiyaku.press import mark

MINI = Path(__file__).parents[1] / "books" / "mini"
KILLS = int(os.environ.get("TAIYAKU_KILLS", "2"))
#: Files that are no result: what is made aside, and what a run keeps for itself.
ASIDE = {".work", ".cache", ".lock"}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "taiyaku", *words]


def run(book: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words), cwd=book, capture_output=True, text=True, check=False)


def results(book: Path) -> dict[str, str]:
    """Every file under a final name below build/ and locales/, by what it holds."""
    found = {}
    for room in ("build", "locales"):
        for path in sorted((book / room).rglob("*")):
            name = path.relative_to(book)
            if path.is_file() and path.suffix != ".mo" and not any(part.startswith(".") for part in name.parts):
                found[str(name)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def kill(book: Path, seconds: float, *words: str) -> bool:
    """Begin a command and kill it and all its children after some time; whether it was still at work."""
    child = subprocess.Popen(command(*words), cwd=book, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return True
    return False


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book with its English web edition and EPUB, and how long a run of nothing new takes."""
    book = Path(shutil.copytree(MINI, tmp_path_factory.mktemp("killed") / "mini", ignore=shutil.ignore_patterns("build", "*.mo")))
    done = run(book, "build", "html-en", "epub-en", "kit-en")
    assert done.returncode == 0, done.stdout + done.stderr
    return book


def change(book: Path, number: int) -> None:
    """Say something new in a fact that pages, EPUB, kit and catalogues show."""
    path = book / "facts" / "01-bridge.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("# change")]
    path.write_text("\n".join([*lines, f"# change {number}", ""]), "utf-8")
    glossary = book / "docs" / "back.md"
    text = glossary.read_text("utf-8").partition("\n% change")[0]
    glossary.write_text(f"{text}\n% change {number}\n", "utf-8")


@pytest.mark.parametrize(
    "words",
    [["build", "html-en", "epub-en"], ["kit", "--parts", "papers"], ["translate", "update"]],
    ids=["build", "kit", "update"],
)
def test_a_killed_run_leaves_what_was_there(small: Path, words: list[str]) -> None:
    """After each kill every result is as it was, or as a whole run makes it; in the end a run makes what a first one would."""
    assert run(small, *words).returncode == 0
    begun = time.monotonic()
    change(small, 0)
    assert run(small, *words).returncode == 0
    whole = time.monotonic() - begun
    good = results(small)
    draw = random.Random(f"moments of {words}")
    killed = 0
    for number in range(1, KILLS + 1):
        change(small, number)
        killed += kill(small, draw.uniform(0.05, 0.7 if number > 1 else 0.3) * whole, *words)
        assert results(small) == good
    assert killed or KILLS < 2
    done = run(small, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert results(small) == good
    assert not list((small / "build").glob("*/.*.new"))
    for path in (small / "build").rglob("*.epub"):
        assert zipfile.ZipFile(path).testzip() is None
    for path in (small / "locales").rglob("*.po"):
        polib.pofile(str(path))


def test_a_killed_grading_leaves_the_table(tmp_path: Path) -> None:
    """The last table of grades stands until a new one is whole."""
    book = Path(shutil.copytree(MINI, tmp_path / "mini", ignore=shutil.ignore_patterns("build", "*.mo")))
    (tmp_path / "work" / "aiko").mkdir(parents=True)
    started = run(book, "exercises", "start", "01", str(tmp_path / "work" / "aiko"))
    assert started.returncode == 0, started.stderr
    words = ["grade", str(tmp_path / "work"), "--csv", str(tmp_path / "grades.csv"), "--trust"]
    begun = time.monotonic()
    assert run(book, *words).returncode == 0
    whole = time.monotonic() - begun
    table = (tmp_path / "grades.csv").read_bytes()
    draw = random.Random("grading")
    for _ in range(KILLS):
        kill(book, draw.uniform(0.1, 1.0) * whole, *words)
        assert (tmp_path / "grades.csv").read_bytes() == table
    assert run(book, *words).returncode == 0
    assert (tmp_path / "grades.csv").read_bytes() == table


def test_two_gradings_at_once_leave_one_whole_table(tmp_path: Path) -> None:
    """Both end well, and the table is that of either: a teacher may run it in two windows."""
    book = Path(shutil.copytree(MINI, tmp_path / "mini", ignore=shutil.ignore_patterns("build", "*.mo")))
    (tmp_path / "work").mkdir()
    for name in ("aiko", "ben"):
        assert run(book, "exercises", "start", "01", str(tmp_path / "work" / name)).returncode == 0
    letters = tmp_path / "letters"
    words = ["grade", str(tmp_path / "work"), "--csv", str(tmp_path / "grades.csv"), "--letters", str(letters), "--trust"]
    assert run(book, *words).returncode == 0
    good = {path: path.read_bytes() for path in (tmp_path / "grades.csv", *letters.iterdir())}
    assert len(good) == 3
    both = [subprocess.Popen(command(*words), cwd=book, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [child.communicate()[1] for child in both]
    assert [child.returncode for child in both] == [0, 0], said
    assert {path: path.read_bytes() for path in (tmp_path / "grades.csv", *letters.iterdir())} == good


@pytest.mark.parametrize("words", [["build", "html-en"], ["translate", "update"], ["kit"], ["paragraphs"]], ids=" ".join)
def test_a_second_run_is_told_to_wait(small: Path, words: list[str]) -> None:
    """While one run is at work no other begins; it is told in one line, and nothing is touched."""
    before = results(small)
    with alone(small / "build"):
        done = run(small, *words)
    assert done.returncode == 1
    assert "another build is running in this folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert results(small) == before


def test_two_builds_at_once_make_one_good_result(small: Path) -> None:
    """Of two that begin together one does the work, the other says so or finds it done."""
    change(small, 77)
    both = [
        subprocess.Popen(command("build", "html-en"), cwd=small, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [child.communicate()[1] for child in both]
    codes = sorted(child.returncode for child in both)
    assert codes in ([0, 0], [0, 1]), said
    assert codes == [0, 0] or any("another build is running" in text for text in said)
    assert run(small, "build", "html-en").returncode == 0


def test_a_child_keeps_the_lock_when_its_parent_is_killed(small: Path) -> None:
    """Sphinx may go on for a while when the command alone is killed; no other run begins before it has ended."""
    change(small, 78)
    child = subprocess.Popen(command("build", "html-en"), cwd=small, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    for _ in range(600):
        if below := children(child.pid):
            break
        time.sleep(0.05)
    else:
        pytest.skip("no child was seen: the build was too fast")
    child.kill()
    child.wait()
    if any(Path(f"/proc/{number}").exists() for number in below):
        done = run(small, "build", "html-en")
        assert done.returncode == 0 or "another build is running" in done.stderr
    for number in below:
        while Path(f"/proc/{number}").exists():
            time.sleep(0.05)
    assert run(small, "build", "html-en").returncode == 0


def children(parent: int) -> list[int]:
    return [int(word) for path in Path(f"/proc/{parent}/task").glob("*/children") for word in path.read_text().split()]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk on which no file can be copied whole."""

    def copy(source: object, target: str | Path, **options: object) -> None:
        Path(target).write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    monkeypatch.setattr(building.shutil, "copyfile", copy)
    monkeypatch.setattr(
        building.shutil, "copytree", lambda source, target, **options: (Path(target).mkdir(), copy(source, Path(target, "x")))
    )
    yield


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_the_last_result(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither folder nor file is replaced by a half one; the message is one line, and nothing half is left behind."""
    before = results(small)
    change(small, 79)
    assert main(["--book", str(small), "build", "html-en", "epub-en"]) == 1
    said = capsys.readouterr().err
    assert "No space left on device" in said
    assert "press.cannot-write" in said
    assert results(small) == before
    assert not list((small / "build").rglob("*/.*.new"))


def small_disk(folder: Path, size: str) -> bool:
    folder.mkdir()
    return (
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], capture_output=True, check=False).returncode
        == 0
    )


def test_a_disk_that_runs_full_is_survived(small: Path, tmp_path: Path) -> None:
    """A real disk, too small for a build: refused in words; with room again the next run works."""
    disk = tmp_path / "disk"
    if os.geteuid() or not small_disk(disk, "64m"):
        pytest.skip("a small disk can be mounted by root only")
    try:
        book = Path(shutil.copytree(small, disk / "mini", ignore=shutil.ignore_patterns(".work", ".cache", ".lock")))
        good = results(book)
        with (disk / "filler").open("wb") as filler:
            room = shutil.disk_usage(disk).free - 300_000
            filler.write(b"\0" * max(room, 0))
        done = run(book, "build", "html-en", "epub-en")
        assert done.returncode == 1, done.stdout
        assert "Traceback" not in done.stderr, done.stderr
        assert results(book) == good
        (disk / "filler").unlink()
        done = run(book, "build", "html-en", "epub-en")
        assert done.returncode == 0, done.stderr
        assert {name: text for name, text in results(book).items() if "offline" not in name} == {
            name: text for name, text in good.items() if "offline" not in name
        }
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def fill(disk: Path) -> None:
    """Leave no byte free."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        try:
            while filler.write(b"\0" * 65_536):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC


@pytest.mark.parametrize(
    "words",
    [["translate", "update"], ["kit", "--parts", "papers"], ["paragraphs"], ["grade", "work", "--csv", "locales/grades.csv", "--trust"]],
    ids=["update", "kit", "paragraphs", "grade"],
)
def test_every_command_survives_a_full_disk(small: Path, tmp_path: Path, words: list[str]) -> None:
    """What was there stays, the message is no traceback, nothing half is left; with room again the command works."""
    disk = tmp_path / "disk"
    if os.geteuid() or not small_disk(disk, "64m"):
        pytest.skip("a small disk can be mounted by root only")
    try:
        book = Path(shutil.copytree(small, disk / "mini", ignore=shutil.ignore_patterns(".work", ".cache", ".lock", "*.new")))
        assert run(book, "exercises", "start", "01", "work/aiko").returncode == 0
        assert run(book, *words).returncode == 0
        change(book, 90)
        if words[-1] in {"update", "paragraphs"}:
            page = book / "docs" / "01-bridge.md"
            page.write_text(page.read_text("utf-8") + "\nA new paragraph, for which there is no room.\n", "utf-8")
        good, register = results(book), (book / "docs" / "paragraphs.yaml").read_bytes()
        fill(disk)
        done = run(book, *words)
        assert done.returncode == 1, done.stdout
        assert "Traceback" not in done.stderr and "No space left on device" in done.stderr, done.stderr
        assert results(book) == good and (book / "docs" / "paragraphs.yaml").read_bytes() == register
        (disk / "filler").unlink()
        done = run(book, *words)
        assert done.returncode == 0, done.stderr
        assert not [path for path in book.rglob(".*.new") if ".work" not in path.parts]
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def test_an_unfinished_page_is_not_built_upon(small: Path) -> None:
    """A page that was cut short is younger than its source; it is written anew all the same."""
    good = results(small)
    made = small / "build" / ".work" / "html-en"
    (made / "01-bridge.html").write_text("<html>cut sho")
    mark(made).touch()
    assert run(small, "build", "html-en").returncode == 0
    assert results(small) == good


def test_a_fault_is_told_again_until_it_is_mended(small: Path) -> None:
    """A build that failed fails again where nothing was mended: no faulty book is published on the second try."""
    page = small / "docs" / "01-bridge.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("{term}`toll`", "{term}`tol`", 1), "utf-8")
    try:
        first, second = run(small, "build", "html-en"), run(small, "build", "html-en")
    finally:
        page.write_text(text, "utf-8")
    assert first.returncode == second.returncode == 1
    assert "no glossary term `tol`" in second.stderr
    assert run(small, "build", "html-en").returncode == 0


def test_folders_change_places_in_one_step(tmp_path: Path) -> None:
    """There is no moment without a result, and what was replaced is not left behind."""
    for name in ("new", "place"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    exchange(tmp_path / "new", tmp_path / "place")
    assert (tmp_path / "place" / "file").read_text() == "new"
    assert (tmp_path / "new" / "file").read_text() == "place"
    publish(tmp_path / "new", tmp_path / "place")
    assert (tmp_path / "place" / "file").read_text() == "place"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "place"]
