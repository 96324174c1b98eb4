"""The speed of ``taiyaku translate check``, beside translate-toolkit's ``pofilter``, and of readers of catalogues, in the same run.

Run: ``python benchmarks/translation.py [--messages 50000] [--python PYTHON]``. ``PYTHON`` is the interpreter of another environment with
translate-toolkit, polib, Babel and rspolib: translate-toolkit is a program to compare with, never a part of the press. Without it only the
press is measured.

Two corpora are made of the book's own catalogues: ``book``, its long paragraphs dense with facts and dates, and ``manual``, its entries of
up to 120 characters, as in a software manual. Each is repeated with a serial word in every entry until there are enough messages, in 40
files. Prints one line of JSON; seconds are processor seconds, the median of three runs, start of the program included.

On two quiet cores, 50,000 messages (25 November 2026): ``manual`` 4.6 s and pofilter 9.9 s; ``book`` 10.4 s and pofilter 20.0 s. With two
processes, on the clock: ``manual`` 2.6 s instead of 4.6, ``book`` 5.7 s instead of 10.4.
Reading ``manual`` alone: ours 0.31 s, rspolib 0.17, Babel 0.43, polib 0.50, translate-toolkit 1.27. Of six dirty files
polib refuses three, translate-toolkit two and rspolib four; Babel refuses one, and takes a bare quote and a double entry without a word.
None of them gives the lines of all faults, which is why the press has a reader of its own.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
FILES = 40
HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'

#: How each library reads a catalogue, as a program; ``ours`` runs in the press's environment.
READERS = {
    "ours": "from pathlib import Path\nfrom taiyaku.translation.po import read_po\nread = lambda name: read_po(Path(name)).messages",
    "polib": "import polib\nread = lambda name: polib.pofile(name)",
    "babel": "from babel.messages.pofile import read_po\nread = lambda name: read_po(open(name, 'rb'))",
    "translate-toolkit": "from translate.storage.pypo import pofile\nread = lambda name: pofile.parsefile(name).units",
    "rspolib": "import rspolib\nread = lambda name: [(one.msgid, one.msgstr) for one in rspolib.pofile(name)]",
}
TIMED = "\nimport sys, time\nbegun = time.process_time()\nfor name in sys.argv[1:]: read(name)\nprint(time.process_time() - begun)"
#: What becomes of a dirty file: an exception, or the lines that are named.
DIRTY = {
    "cut short": b'msgid "a"\nmsgstr "A',
    "merge conflict": b'<<<<<<< x\nmsgid "a"\nmsgstr "A"\n=======\nmsgid "a"\nmsgstr "B"\n>>>>>>> y\n',
    "another encoding": 'msgid "a"\nmsgstr "日本"\n'.encode("shift_jis"),
    "two of one": b'msgid "a"\nmsgstr "A"\n\nmsgid "a"\nmsgstr "B"\n',
    "bare quote": b'msgid "a"\nmsgstr "say "A" now"\n',
    "byte order mark": b'\xef\xbb\xbfmsgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "A"\n',
}
SURVIVES = "\nimport sys\ntry: print(len(list(read(sys.argv[1]))))\nexcept BaseException as error: print(type(error).__name__)"


def quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def serial_word(number: int) -> str:
    """A word that makes an entry unique and says no number."""
    return "q" + "".join("abcdefghij"[int(digit)] for digit in str(number))


def make_corpus(folder: Path, count: int, longest: int) -> list[str]:
    """Write ``count`` messages whose sources have at most ``longest`` characters into files; returns their names."""
    pairs = [
        (entry.msgid, entry.msgstr)
        for path in sorted((ROOT / "locales/en/LC_MESSAGES").glob("*.po"))
        for entry in polib.pofile(str(path))
        if entry.msgstr and not entry.obsolete and len(entry.msgstr) <= longest
    ]
    folder.mkdir(parents=True)
    supply = itertools.islice(enumerate(itertools.cycle(pairs)), count)
    names = []
    for number in range(FILES):
        share = itertools.islice(supply, -(-count // FILES))
        entries = [
            f"msgid {quote(f'{source} {serial_word(serial)}')}\nmsgstr {quote(f'{target} {serial_word(serial)}')}\n"
            for serial, (source, target) in share
        ]
        path = folder / f"{number:02}.po"
        path.write_text(HEADER + "\n".join(entries), "utf-8")
        names.append(str(path))
    return names


def median(run: Callable[[], float], times: int = 3) -> float:
    return round(statistics.median(run() for _ in range(times)), 2)


def seconds(command: list[str]) -> float:
    """Processor seconds of a program and its children: they hardly depend on what else the machine does."""
    before = os.times()
    subprocess.run(command, check=False, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def elapsed(command: list[str]) -> float:
    """Seconds on the clock."""
    begun = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - begun


def measured(command: list[str]) -> float:
    """What a program says that its work took."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return float(done.stdout or "nan")


def check(folder: Path, jobs: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "taiyaku",
        "translate",
        "check",
        str(folder),
        "--source",
        "ja",
        "--jobs",
        str(jobs),
        "--output",
        os.devnull,
    ]


def measure_corpus(name: str, names: list[str], count: int, python: str) -> dict[str, float]:
    """Seconds of the press on one core and on two, and of pofilter, over one corpus."""
    folder = Path(names[0]).parent
    told = {f"{name}: check, one core": median(lambda: seconds(check(folder, 1)))}
    for jobs in (1, 2):
        told[f"{name}: check, {jobs} process{'es' * (jobs > 1)}, on the clock"] = median(lambda jobs=jobs: elapsed(check(folder, jobs)), 1)
    if python:
        filtered = folder.with_name(f"{folder.name}-filtered")
        tool = [str(Path(python).with_name("pofilter")), "--progress=none", "--language=en", str(folder), str(filtered)]
        told[f"{name}: pofilter, one core"] = median(lambda: seconds(tool), 1)
        told[f"{name}: pofilter / check"] = round(told[f"{name}: pofilter, one core"] / told[f"{name}: check, one core"], 2)
    told[f"{name}: messages a second"] = round(count / told[f"{name}: check, one core"])
    return told


def measure_readers(names: list[str], folder: Path, python: str) -> dict[str, object]:
    """Seconds of each reader over the files, and what each makes of dirty ones."""
    told: dict[str, object] = {}
    for reader, code in READERS.items():
        program = sys.executable if reader == "ours" else python
        if not program:
            continue
        command = [program, "-c", code + TIMED, *names]
        told[f"read: {reader}"] = median(lambda command=command: measured(command))
        fate = {}
        for kind, data in DIRTY.items():
            path = folder / "dirty.po"
            path.write_bytes(data)
            done = subprocess.run([program, "-c", code + SURVIVES, str(path)], check=False, capture_output=True, text=True)
            fate[kind] = done.stdout.strip() or "crash"
        told[f"dirty: {reader}"] = fate
    return told


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--messages", type=int, default=50_000)
    options.add_argument("--python", default="")
    chosen = options.parse_args()
    told: dict[str, object] = {"messages": chosen.messages}
    with tempfile.TemporaryDirectory() as name:
        for corpus, longest in (("book", 10_000), ("manual", 120)):
            names = make_corpus(Path(name) / corpus, chosen.messages, longest)
            told.update(measure_corpus(corpus, names, chosen.messages, chosen.python))
            told[f"{corpus}: characters a message"] = sum(Path(one).stat().st_size for one in names) // chosen.messages
        told.update(measure_readers(names, Path(name), chosen.python))
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
