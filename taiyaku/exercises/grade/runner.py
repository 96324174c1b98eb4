"""Runs one submission. This file is copied into the sandbox and needs nothing but the standard library; no answer is in there with it.

``job.json`` says which function to call, with what, under which limits and as whom. A line of JSON a call goes to what was standard output;
what the submission prints goes nowhere.
"""

import json
import os
import resource
from pathlib import Path
from typing import Any

LONGEST = 200_000


def confine(job: dict[str, Any]) -> None:
    """Become the user and take the limits that the job names; none of it can be undone."""
    if job["uid"]:
        os.setgroups([])
        os.setgid(job["uid"])
        os.setuid(job["uid"])
    for name, value in job["limits"].items():
        resource.setrlimit(getattr(resource, name), (value, value))


def say(out: int, **line: object) -> None:
    data = json.dumps(line).encode() + b"\n"
    while data:
        data = data[os.write(out, data) :]


def line_of(error: BaseException) -> int:
    """The line of the submission in which an error arose; 0 where it is not known."""
    number, trace = getattr(error, "lineno", 0) or 0, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "submission":
            number = trace.tb_lineno
        trace = trace.tb_next
    return int(number)


def failed(out: int, error: BaseException) -> None:
    say(out, kind="raised", error=type(error).__name__[:80], line=line_of(error))


def load(out: int, name: str) -> Any:
    """The function of the submission; nothing, and a line said, where there is none."""
    namespace: dict[str, Any] = {"__name__": "submission", "__file__": str(Path("submission.py").absolute())}
    try:
        exec(compile(Path("submission.py").read_bytes(), "submission", "exec"), namespace)  # noqa: S102 - this is what the room is for
    except BaseException as error:
        failed(out, error)
        return None
    if not callable(namespace.get(name)):
        say(out, kind="no-function")
        return None
    return namespace[name]


def main() -> None:
    """Confine this process, run the submission, call its function, say what came of it."""
    out = os.dup(1)
    os.dup2(2, 1)
    job = json.loads(Path("job.json").read_text("utf-8"))
    confine(job)
    function = load(out, job["function"])
    for text in job["calls"] if function else ():
        try:
            value = json.dumps(function(**json.loads(text)), allow_nan=False)
        except BaseException as error:
            failed(out, error)
            continue
        if len(value) <= LONGEST:
            say(out, kind="value", value=value)
        else:
            say(out, kind="too-much")
    os._exit(0)


if __name__ == "__main__":
    main()
