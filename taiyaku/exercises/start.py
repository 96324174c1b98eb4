"""Lay out a folder in which pupils work at the Python tasks of a chapter: questions, data, empty functions, and no answer.

Pupils need Python and nothing else: what a task asks of the facts lies beside it as JSON. The folder names its chapter and language in
``submission.json``, so that it can be graded as it is handed in.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path

from taiyaku.exercises.plain import Language
from taiyaku.exercises.tasks import Task
from taiyaku.finding import Finding, Refused, Where
from taiyaku.strings import translate

MANIFEST = "submission.json"
WIDTH = 78


def wrap(text: str) -> str:
    """A text in lines; paragraphs stay apart. A text without spaces between its words breaks after its sentences, any other at a width."""
    if "。" in text:
        return re.sub("。(?=[^\n」』）])", "。\n", text)
    return "\n\n".join("\n".join(textwrap.wrap(part, WIDTH)) for part in text.split("\n\n"))


def task_file(task: Task, language: Language) -> str:
    """The Python file of a task: the question, the data, an empty function."""
    exercise = task.exercise
    title, question = language.plain(exercise.title), wrap(language.plain(exercise.question))
    data = f"{Path(task.file).stem}.json"
    lines = f"{title}\n\n{question}\n".replace("\\", "\\\\").replace('"""', "'''")
    return (
        f'"""{lines}"""\n\nimport json\nfrom pathlib import Path\n\n\n'
        f"def {exercise.function}{task.signature}:\n"
        f'    """{translate("Write your answer here.", language.code)}"""\n'
        f"    raise NotImplementedError\n\n\n"
        f'if __name__ == "__main__":\n'
        f'    data = json.loads((Path(__file__).parent / "data" / "{data}").read_text("utf-8"))\n'
        f"    print({exercise.function}(**data))\n"
    )


def readme(tasks: Sequence[Task], chapter: str, language: Language) -> str:
    """What a pupil reads first."""
    say = [
        "Each file has a question and an empty function. Write the function; try it with `python3 FILE`.",
        "`data/` holds what the function is called with. Grading also calls it with other data.",
        "Python 3.11 or newer is all you need. Hand in the whole folder, named after you.",
    ]
    rows = [f"- `{task.file}`: {language.plain(task.exercise.title)}" for task in tasks]
    return "\n".join([f"# {chapter}", "", *(f"{translate(line, language.code)}\n" for line in say), *rows, ""])


def lay_out(tasks: Sequence[Task], chapter: str, language: Language, folder: Path) -> list[Path]:
    """Write the folder; what pupils have changed is never written over. Raises ``Refused`` where a file is in the way or cannot be made."""
    manifest = json.dumps({"chapter": chapter, "language": language.code}, ensure_ascii=False) + "\n"
    files = {MANIFEST: manifest, "README.md": readme(tasks, chapter, language)}
    for task in tasks:
        files[task.file] = task_file(task, language)
        files[f"data/{Path(task.file).stem}.json"] = json.dumps(task.calls[0], ensure_ascii=False, indent=1) + "\n"
    taken = [name for name, text in files.items() if (folder / name).exists() and not holds(folder / name, text)]
    if taken:
        hint = "choose another folder, or move your work away first"
        raise Refused([Finding("exercises.file-in-the-way", Where(str(folder / name)), "it is there already", hint) for name in taken])
    try:
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        raise Refused(
            [Finding("exercises.cannot-write", Where(str(folder)), str(error), "choose a folder that you may write to")]
        ) from None
    return [folder / name for name in files]


def holds(path: Path, text: str) -> bool:
    try:
        return path.is_file() and path.read_text("utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False
