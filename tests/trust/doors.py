"""Every door through which bytes from strangers come in, as a function that takes any bytes.

A door may refuse (``Refused``, a finding, a result that says so). It may not raise anything else, hang, or let out what steers a terminal.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from taiyaku.catalog import read_catalog
from taiyaku.cells import RISKY, plain, safe
from taiyaku.exercises.grade.feedback import table, words
from taiyaku.exercises.grade.results import Grade, judge
from taiyaku.exercises.grade.sandbox import Outcome, lines
from taiyaku.exercises.grade.submissions import Submission, read_submission
from taiyaku.exercises.model import Exercise
from taiyaku.exercises.plain import Language
from taiyaku.exercises.read import read_exercise
from taiyaku.exercises.start import MANIFEST
from taiyaku.exercises.tasks import Failed, Task
from taiyaku.export.markup import say as say_html
from taiyaku.export.moodle import cdata
from taiyaku.facts import load
from taiyaku.facts.model import Claim
from taiyaku.facts.read import read_file
from taiyaku.facts.words import say
from taiyaku.finding import UNSEEN, Finding, Refused
from taiyaku.pdf.escape import quote
from taiyaku.translation.checks.judging import Setting, judge_unsafe
from taiyaku.translation.exchange.terms import read_csv, read_tbx
from taiyaku.translation.exchange.tmx import read_tmx
from taiyaku.translation.exchange.xliff import read_xliff
from taiyaku.translation.merge import text_of
from taiyaku.translation.po import Message, parse_po
from taiyaku.translation.sound import open_catalog
from tests.trust.rendered import escapes

MINI = Path(__file__).parents[1] / "books" / "mini"
#: A folder in memory where there is one: a case is written and read a million times.
ROOM = Path(tempfile.mkdtemp(prefix="taiyaku-doors-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
FACTS = load(MINI)
(ROOM / "01-x").mkdir()


def put(name: str, data: bytes) -> Path:
    path = ROOM / name
    path.write_bytes(data)
    return path


def look(findings: Iterable[object]) -> None:
    """A finding is one line that any terminal may show."""
    for finding in findings:
        if isinstance(finding, Finding):
            said = str(finding)
            assert not UNSEEN.search(said), repr(said)
            assert len(said) < 200_000


def refusing(read: Callable[[], object]) -> None:
    """Read something that may be refused, in findings that can be shown."""
    try:
        read()
    except Refused as refused:
        assert refused.findings
        look(refused.findings)


def facts(data: bytes) -> None:
    found = list(read_file(put("01-x.yaml", data), ROOM))
    look(found)
    for item in found:
        for value in item.value.values() if isinstance(item, Claim) else ():
            for lang in ("ja", "en", "es"):
                assert len(say(value, lang)) < 100_000


def front(data: bytes) -> None:
    made, faults = read_exercise(put("01-x/one.md", data), ROOM, ROOM)
    assert faults or made
    look(faults)


def po(data: bytes) -> None:
    path = put("x.po", data)
    parsed = parse_po(path, data)
    look(parsed.faults)
    for message in parsed.messages[:20]:
        list(judge_unsafe(message, Setting("ja", "en")))
    refusing(lambda: parse_po(path, text_of(open_catalog(path)).encode()))
    refusing(lambda: read_catalog(path))


def xliff(data: bytes) -> None:
    refusing(lambda: read_xliff(put("x.xlf", data)))


def tmx(data: bytes) -> None:
    refusing(lambda: read_tmx(put("x.tmx", data), "ja"))


def tbx(data: bytes) -> None:
    refusing(lambda: read_tbx(put("x.tbx", data)))


def terms(data: bytes) -> None:
    refusing(lambda: read_csv(put("x.csv", data)))


def a_task() -> Task:
    text = "---\nkind: python-task\naim: a-1\nlevel: apply\nminutes: 5\nfacts: [bridge-opened]\nfunction: answer\n---\n\n# Title\n\nQuestion.\n"
    exercise, faults = read_exercise(put("01-x/task.md", text.encode()), ROOM, ROOM)
    assert isinstance(exercise, Exercise), faults
    return Task(exercise, "task.py", ({"a": 1}, {"a": 2}), (1, Failed), ())


TASK = a_task()


def submission(data: bytes) -> None:
    """What a submission writes where the runner writes its results, and what it says of itself."""
    (ROOM / "handed-in").mkdir(exist_ok=True)
    put(f"handed-in/{MANIFEST}", data)
    said: Submission = read_submission(ROOM / "handed-in")
    result, right, mistake, detail = judge(Outcome(tuple(lines(data))), TASK)
    grade = Grade(said, TASK, result, right, mistake, detail)
    language = Language("ja", FACTS, {})
    assert not UNSEEN.search(words(grade, language))
    read_back = list(csv.reader(io.StringIO(table([grade], lambda _: language, lambda *_: ""))))
    assert len(read_back) == 2


SOURCE = "会議は[公式の頁](https://example.org/a)で公開された。"


def translation(data: bytes) -> None:
    """A translation that the gate lets in is words: MyST makes nothing of it that leads out, reads or runs."""
    text = data.decode("utf-8", "replace")
    if not list(judge_unsafe(Message(1, 2, SOURCE, text), Setting("ja", "en"))):
        assert not list(escapes(text, {"example.org"})), text


def texts(data: bytes) -> None:
    """Text on its way out: into Typst, HTML, CDATA and cells it goes as text and comes back as it was."""
    text = data.decode("utf-8", "replace")
    literal = quote(text)
    inside = literal[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inside
    assert "<" not in say_html(text)
    assert '"' not in say_html(text)
    parts = cdata(text).split("<![CDATA[")[1:]
    assert "".join(part.removesuffix("]]>") for part in parts) == text or "<![CDATA[" in text
    cell = safe(text)
    assert plain(cell) == text
    assert not cell.startswith(tuple(sign for sign in RISKY if sign != "'"))
    json.dumps(cell)


DOORS: dict[str, Callable[[bytes], None]] = {
    door.__name__: door for door in (facts, front, po, translation, xliff, tmx, tbx, terms, submission, texts)
}
