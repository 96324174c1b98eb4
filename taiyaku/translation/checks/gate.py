"""The gate: what no translation may bring into a build, in catalogues and in what was compiled of them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.mofile import read_mo

from taiyaku.finding import Finding, Refused, Severity, Where
from taiyaku.translation.checks.judging import judge_unsafe
from taiyaku.translation.checks.subject import Setting
from taiyaku.translation.checks.table import BY_CODE
from taiyaku.translation.po import Message, read_po


def keep_out(locales: Path, source: str, languages: Iterable[str], hosts: Iterable[str]) -> None:
    """Raise ``Refused`` with everything that is unsafe in the catalogues of some languages below a folder."""
    named = frozenset(host.lower().removeprefix("www.") for host in hosts)
    findings = [
        finding for lang in languages for finding in find_unsafe(locales / lang / "LC_MESSAGES", Setting(source, lang, hosts=named))
    ]
    if findings:
        raise Refused(findings)


def find_unsafe(folder: Path, setting: Setting) -> Iterator[Finding]:
    """What is unsafe in the catalogues of a folder, sources and compiled ones; fuzzy entries count, for Sphinx can be told to show them."""
    for path in sorted(folder.rglob("*.po")):
        known = set()
        for message in read_po(path).messages:
            known.add((message.source, message.target))
            yield from judge(message, setting, Where.of(path, message.target_line), "")
        yield from find_compiled(path.with_suffix(".mo"), known, setting)
    for path in sorted(folder.rglob("*.mo")):
        if not path.with_suffix(".po").exists():
            yield from find_compiled(path, set(), setting)


def find_compiled(path: Path, known: set[tuple[str, str]], setting: Setting) -> Iterator[Finding]:
    """What is unsafe in a compiled catalogue and does not stand so in its PO file: Sphinx reads this one."""
    if not path.is_file():
        return
    try:
        with path.open("rb") as file:
            catalog = read_mo(file)
    except (OSError, ValueError, struct.error):  # the last where it was cut short
        yield Finding("safety.compiled", Where.of(path), "a compiled catalogue that cannot be read", "delete it; the build makes it anew")
        return
    for entry in catalog:
        if isinstance(entry.id, str) and isinstance(entry.string, str) and entry.id and (entry.id, entry.string) not in known:
            yield from judge(Message(0, 0, entry.id, entry.string), setting, Where.of(path), f"“{entry.id[:30]}”: ")


def judge(message: Message, setting: Setting, where: Where, lead: str) -> Iterator[Finding]:
    for remark in judge_unsafe(message, setting):
        yield Finding(remark.code, where, lead + remark.message, BY_CODE[remark.code].hint, Severity.ERROR)
