"""Output goes where it was sent: into devices and pipes, through links, and over a file only when it is whole."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from taiyaku.build import publish
from taiyaku.cli import main
from taiyaku.kit.pack import write_archive
from taiyaku.whole import pass_on_no_room, write_whole

MINI = Path(__file__).parents[1] / "books" / "mini"
FAULTY = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "{a}橋"\nmsgstr "bridge"\n'


def check(place: Path) -> None:
    source = place.parent / "one.po"
    source.write_text(FAULTY, "utf-8")
    assert main(["translate", "check", str(source), "--source", "ja", "--output", str(place)]) in {0, 1}


def glossary(place: Path) -> None:
    assert main(["--book", str(MINI), "translate", "glossary", "--output", str(place)]) == 0


def export(place: Path) -> None:
    assert main(["--book", str(MINI), "translate", "export", "ja", "--format", "tmx", "--output", str(place)]) == 0


def kit(place: Path) -> None:
    assert write_archive([("README.html", b"kit")], place) == 1


#: What writes a file where the user says so (the table of grades is tried beside the grading).
WRITERS = [check, glossary, export, kit]


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe.zip"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("write", WRITERS)
def test_a_pipe_is_written_to(write: Callable[[Path], None], pipe: Path) -> None:
    """What comes out of it is what a file would hold, and it is a pipe afterwards."""
    file = pipe.with_name("file.zip")
    write(file)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(pipe)
        assert os.read(reader, 65_536) == file.read_bytes()[:65_536] != b""
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert not list(pipe.parent.glob(".*.new"))


@pytest.mark.parametrize("write", WRITERS)
def test_a_link_stays_a_link(write: Callable[[Path], None], tmp_path: Path) -> None:
    """The file that it points at is replaced, where it lies."""
    far = tmp_path / "far"
    far.mkdir()
    (far / "old.zip").write_text("old")
    (tmp_path / "near.zip").symlink_to("far/old.zip")
    (tmp_path / "link.zip").symlink_to("near.zip")
    write(tmp_path / "link.zip")
    assert (tmp_path / "link.zip").is_symlink() and (tmp_path / "near.zip").is_symlink()
    assert not (far / "old.zip").is_symlink() and (far / "old.zip").read_bytes() != b"old"
    assert sorted(path.name for path in far.iterdir()) == ["old.zip"]


def test_a_link_to_nothing_makes_the_file(tmp_path: Path) -> None:
    """As a shell would; a circle of links is refused and stays."""
    (tmp_path / "link").symlink_to("file")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "file").read_bytes() == b"new" and (tmp_path / "link").is_symlink()
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links"):
        write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").is_symlink()


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
@pytest.mark.skipif(not Path("/proc/self/fd/1").exists(), reason="only where /dev/stdout is a link into /proc")
def test_standard_output_has_a_name(name: str, tmp_path: Path) -> None:
    """By its name it can be a pipe or a file that the shell opened; the same file is then written to."""
    code = f"from pathlib import Path\nfrom taiyaku.whole import write_whole\nwrite_whole(Path({name!r}), b'report')"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"report"
    with (tmp_path / "file").open("wb") as out:
        before = os.fstat(out.fileno()).st_ino
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
    assert (tmp_path / "file").read_bytes() == b"report" and (tmp_path / "file").stat().st_ino == before


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    """A table of grades that nobody else may read stays so."""
    (tmp_path / "grades.csv").write_text("old")
    (tmp_path / "grades.csv").chmod(0o600)
    write_whole(tmp_path / "grades.csv", b"new")
    assert stat.S_IMODE((tmp_path / "grades.csv").stat().st_mode) == 0o600


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: the old file stands, and no half one lies beside it."""
    (tmp_path / "file").write_text("old")
    code = (
        "import resource, signal\nfrom pathlib import Path\nfrom taiyaku.whole import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    write_whole(Path('file'), b'x' * 5000)\nexcept OSError as error:\n    print(error.errno)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "27"
    assert [path.name for path in tmp_path.iterdir()] == ["file"] and (tmp_path / "file").read_text() == "old"


def test_two_that_write_one_file_at_once(tmp_path: Path) -> None:
    """Whoever reads meanwhile finds what one of them wrote, whole; neither fails, and nothing is left beside it."""
    code = "import sys\nfrom pathlib import Path\nfrom taiyaku.whole import write_whole\n" + (
        "for _ in range(150):\n    write_whole(Path('file'), sys.argv[1].encode() * 300_000)\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, letter], cwd=tmp_path, stderr=subprocess.PIPE) for letter in "ab"]
    seen: set[bytes] = set()
    while any(child.poll() is None for child in both):
        if (tmp_path / "file").exists():
            seen.add((tmp_path / "file").read_bytes())
    assert [child.communicate()[1] for child in both] == [b"", b""]
    assert seen <= {b"a" * 300_000, b"b" * 300_000} and seen
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_edition_goes_through_a_link(tmp_path: Path) -> None:
    """Where the folder of an edition is a link to another disk, it stays one."""
    for name in ("made", "disk"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    (tmp_path / "html").symlink_to("disk", target_is_directory=True)
    publish(tmp_path / "made", tmp_path / "html")
    assert (tmp_path / "html").is_symlink() and (tmp_path / "disk" / "index.html").read_text() == "made"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["disk", "html", "made"]


def test_what_lies_there_is_not_written_again(tmp_path: Path) -> None:
    """A file that was not made anew stays the same file on the disk; one that was, or was changed where it lies, is put there afresh."""
    made, place = tmp_path / "made", tmp_path / "html"
    (made / "deep").mkdir(parents=True)
    for name in ("same.html", "deep/other.html", "spoilt.html"):
        (made / name).write_text(name)
    publish(made, place)
    before = (place / "same.html").stat().st_ino
    (made / "deep" / "other.html").write_text("anew")
    (place / "spoilt.html").write_text("spoilt too")
    publish(made, place)
    assert ((place / "same.html").stat().st_ino, (place / "same.html").stat().st_nlink) == (before, 1)
    assert (place / "deep" / "other.html").read_text() == "anew"
    assert (place / "spoilt.html").read_text() == "spoilt.html"
    (made / "same.html").write_text("changed in its own folder")
    assert (place / "same.html").read_text() == "same.html"


@pytest.mark.parametrize(
    "said",
    [
        "    OSError: [Errno 28] No space left on device\n\nThe full traceback has been saved in:",
        "ExtensionError: Handler <function x> threw an exception (exception: [Errno 28] No space left on device)",
        "WARNING: Failed to copy a file: a.js: OSError(28, 'No space left on device')",
    ],
)
def test_a_program_without_room_is_understood(said: str) -> None:
    """However deep it stands in what Sphinx says of its crash; nothing else is taken for it."""
    with pytest.raises(OSError, match="No space left on device"):
        pass_on_no_room(said)
    pass_on_no_room("WARNING: undefined label: 28 [ref.ref]")
