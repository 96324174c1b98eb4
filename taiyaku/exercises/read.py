"""Let the exercises in: files become frozen objects, and every fault is reported at once, with file, line and a hint."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from taiyaku.exercises.body import Body, read_body
from taiyaku.exercises.model import FORMS, Answer, Exercise, Form, Given, Kind, Level, Way
from taiyaku.facts.read import Block, Fault, build, compose, short
from taiyaku.facts.values import number as plain_number
from taiyaku.finding import Finding, Where

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
#: No count in an exercise is larger.
MOST = 10_000
#: The size of a file that is read at most, in bytes.
LARGEST = 500_000
NEEDED = ("kind", "aim", "level", "minutes", "facts")


@dataclass(frozen=True, slots=True)
class Text:
    """A file cut in two: its front matter, and its body with the front matter blanked out, so that lines keep their numbers."""

    front: str
    body: str


def cut(text: str) -> Text | None:
    """Cut a file in two; None where it has no front matter."""
    match = FRONT.match(text)
    if not match:
        return None
    return Text("\n" + match["yaml"], "\n" * match.group().count("\n") + text[match.end() :])


def a_text(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError("a text is wanted")
    return raw.strip()


def a_label(raw: Any) -> str:
    if not ID.fullmatch(a_text(raw)):
        raise ValueError(f"{short(raw)} is no id; ids are lower-case words joined by hyphens")
    return a_text(raw)


def a_function(raw: Any) -> str:
    name = a_text(raw)
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ValueError(f"{short(raw)} is no name of a function")
    return name


def texts(raw: Any) -> tuple[str, ...]:
    return tuple(a_text(item) for item in (raw if isinstance(raw, list) else [raw]))


def whole(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= MOST:
        raise ValueError(f"a whole number from 1 to {MOST} is wanted, not {short(raw)}")
    return raw


def positions(raw: Any) -> tuple[int, ...]:
    return tuple(whole(item) for item in (raw if isinstance(raw, list) else [raw]))


def number(raw: Any) -> Decimal:
    value = plain_number(raw)
    if isinstance(raw, bool) or value < 0:
        raise ValueError(f"a number from 0 is wanted, not {short(raw)}")
    return value


def one_of(kind: type[StrEnum]) -> Callable[[Any], Any]:
    def read(raw: Any) -> StrEnum:
        try:
            return kind(a_text(raw))
        except ValueError:
            raise ValueError(f"{short(raw)} is none of: {', '.join(kind)}") from None

    return read


def answer(raw: Any) -> Answer:
    """``target``, ``[target, …]`` or one way with its targets, such as ``{months: [a, b]}``."""
    if not isinstance(raw, dict):
        return Answer(Way.VALUE, texts(raw))
    if len(raw) != 1:
        raise ValueError("one way with its facts is wanted, such as {months: [a, b]}")
    ((way, targets),) = raw.items()
    return Answer(one_of(Way)(way), texts(targets))


def by_language(raw: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(raw, dict):
        raise ValueError("variants by language are wanted, such as {ja: [メルコスル], en: [Mercosur]}")
    return {key: texts(value) for key, value in raw.items()}


def a_given(name: str, raw: Any) -> Given:
    """``[a, b]`` or ``{members: organisation, on: day}``."""
    if not isinstance(raw, dict):
        values = tuple(a_text(str(item)) for item in raw) if isinstance(raw, list) else ()
        if len(values) < 2 or len(set(values)) < len(values):
            raise ValueError(f"`{name}` wants two different values or more, such as [ecu, ury]")
        return Given(a_label(name), values)
    if not {"members"} <= set(raw) <= {"members", "on"}:
        raise ValueError(f"`{name}`: write {{members: organisation, on: YYYY-MM-DD}}")
    return Given(a_label(name), members=a_text(raw["members"]), on=str(raw.get("on", "")))


def givens(raw: Any) -> tuple[Given, ...]:
    if not isinstance(raw, dict):
        raise ValueError("names with their values are wanted, such as {state: [ecu, ury]}")
    return tuple(a_given(name, values) for name, values in raw.items())


READERS: Mapping[str, Callable[[Any], Any]] = {
    "kind": one_of(Kind),
    "aim": a_label,
    "level": one_of(Level),
    "minutes": whole,
    "facts": texts,
    "section": a_label,
    "answer": answer,
    "vary": givens,
    "take": whole,
    "key": positions,
    "tolerance": number,
    "unit": a_text,
    "lines": whole,
    "function": a_function,
    "accept": by_language,
}


def read_front(front: str, where: Where) -> tuple[dict[str, Any], dict[str, int], list[Finding]]:
    """Read the front matter: what could be read, the line of each key, and a finding for each fault."""
    try:
        node = compose(front)
        block = build(node, set()) if node is not None else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return (
            {},
            {},
            [Finding("exercises.syntax", Where(where.file, line), f"YAML: {error.problem}", "mend the indentation or the quotes there")],
        )
    except (yaml.YAMLError, Fault) as error:
        place = Where(where.file, getattr(error, "line", 1))
        return {}, {}, [Finding("exercises.syntax", place, f"no front matter that can be read: {error}", "write `key: value` lines")]
    if not isinstance(block, Block):
        return {}, {}, [Finding("exercises.syntax", Where(where.file, 2), "the front matter has no keys", "write `kind: …`, `aim: …`")]
    made: dict[str, Any] = {}
    faults: list[Finding] = []
    for key, raw in block.items():
        place = Where(where.file, block.lines[key])
        if key not in READERS:
            faults.append(Finding("exercises.unknown-key", place, f"unknown key `{key}`", f"known: {', '.join(READERS)}"))
            continue
        try:
            made[key] = READERS[key](raw)
        except ValueError as error:
            code = "exercises.unknown-kind" if key == "kind" else "exercises.invalid"
            faults.append(Finding(code, place, f"`{key}`: {error}", f"mend `{key}`"))
    missing = [key for key in NEEDED if key not in block]
    faults += [
        Finding("exercises.missing-key", Where(where.file, 1), f"`{key}` is missing", f"add `{key}: …` to the front matter")
        for key in missing
    ]
    return made, block.lines, faults


def read_exercise(path: Path, folder: Path, base: Path | None = None) -> tuple[Exercise | None, list[Finding]]:
    """Read one file below the exercises ``folder``. No exercise comes back where a fault leaves nothing to judge."""
    where = Where.of(path, 1, base)
    name = path.relative_to(folder).with_suffix("").as_posix()
    bad = [part for part in name.split("/") if not ID.fullmatch(part)]
    if bad:
        return None, [
            Finding("exercises.bad-name", where, f"`{bad[0]}` cannot be part of an id", "name it in lower-case words joined by hyphens")
        ]
    try:
        if path.stat().st_size > LARGEST:
            return None, [Finding("exercises.unreadable", where, f"larger than {LARGEST} bytes", "an exercise is a page of text")]
        parts = cut(path.read_text("utf-8").replace("\r\n", "\n"))
    except (OSError, UnicodeDecodeError) as error:
        return None, [Finding("exercises.unreadable", where, str(error), "save it as UTF-8")]
    if parts is None:
        return None, [Finding("exercises.no-front-matter", where, "no front matter", "begin the file with `---`, keys, `---`")]
    made, lines, faults = read_front(parts.front, where)
    try:
        body = read_body(parts.body, where.file)
    except RecursionError:
        return None, [Finding("exercises.invalid", where, "nested too deeply", "flatten it")]
    if not body.title:
        faults.append(Finding("exercises.no-title", where, "no title", "add a heading `# …` below the front matter"))
    hint = "give the option its feedback, `: …` on the next line, or move the text above the options"
    faults += [Finding("exercises.stray-text", Where(where.file, line), "text below the options", hint) for line in body.strays]
    if faults:
        return None, faults
    return assemble(name, made, lines, body, where), []


def assemble(name: str, made: dict[str, Any], lines: dict[str, int], body: Body, where: Where) -> Exercise:
    """Put front matter and body together; a definition list is options or pairs as the kind has it."""
    form = FORMS[made["kind"]]
    given = dict(made)
    if form is Form.TRUTH and isinstance(given.get("answer"), Answer) and given["answer"].way is Way.VALUE:
        given["answer"] = Answer(Way.VERDICT, given["answer"].targets)
    return Exercise(
        id=name,
        title=body.title,
        title_line=body.title_line,
        where=where,
        question="\n\n".join(part for part in body.question if part),
        options=() if form is Form.PAIRS else tuple(body.options),
        pairs=tuple(body.pairs) if form is Form.PAIRS else (),
        steps=tuple(body.steps) if form is Form.ORDER else (),
        gaps=tuple(body.gaps),
        criteria=tuple(body.criteria),
        mistakes=tuple(body.mistakes),
        solution="\n\n".join(part for part in body.solution if part),
        examples=tuple(body.examples),
        key_lines=lines,
        **given,
    )


def read_folder(folder: Path, chapter: str = "", base: Path | None = None) -> tuple[list[Exercise], list[Finding]]:
    """Read every ``*.md`` below the exercises folder (of one chapter, if named), by name, with all faults of all files."""
    exercises: list[Exercise] = []
    faults: list[Finding] = []
    for path in sorted((folder / chapter).rglob("*.md")):
        exercise, found = read_exercise(path, folder, base)
        faults += found
        if exercise:
            exercises.append(exercise)
    return exercises, faults
