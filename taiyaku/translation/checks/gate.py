"""The gate: what no translation may bring into a build, in catalogues and in what was compiled of them."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.mofile import read_mo

from taiyaku import craft
from taiyaku.finding import Finding, Refused, Severity, Where
from taiyaku.translation.checks.judging import judge_unsafe
from taiyaku.translation.checks.subject import Setting
from taiyaku.translation.checks.table import BY_CODE
from taiyaku.translation.po import Message, read_po
from taiyaku.whole import keep_whole


def keep_out(locales: Path, source: str, languages: Iterable[str], hosts: Iterable[str]) -> None:
    """Raise ``Refused`` with everything that is unsafe in the catalogues of some languages below a folder.

    What was judged to be safe is noted by its bytes in ``build/.cache``, beside the facts, and not judged again.
    """
    named = frozenset(host.lower().removeprefix("www.") for host in hosts)
    kept = locales.resolve().parent / "build" / ".cache" / "safe.json"
    known, findings, safe = read_safe(kept), list[Finding](), set[str]()
    for lang in languages:
        setting = Setting(source, lang, hosts=named)
        for path in catalogs_of(locales / lang / "LC_MESSAGES"):
            print_ = print_of(path, setting)
            found = [] if print_ in known else list(find_unsafe(path, setting))
            findings += found
            safe |= set() if found else {print_}
    if findings:
        raise Refused(findings)
    if safe - known:
        # For the next time; of the older ones no more than would be judged again in a while.
        keep_whole(kept, json.dumps([*sorted(safe), *sorted(known - safe)[:500]]).encode())


def catalogs_of(folder: Path) -> list[Path]:
    """The catalogues of a folder: sources, and what is compiled and has none."""
    return sorted({path.with_suffix(".po") if path.with_suffix(".po").exists() else path for path in folder.rglob("*.[pm]o")})


def print_of(path: Path, setting: Setting) -> str:
    """A digest of all that the judgement of a catalogue rests on: its bytes, those of what was compiled of it, the setting, the press."""
    digest = hashlib.sha256(f"{craft()} {setting.source} {setting.target} {sorted(setting.hosts)}".encode())
    for each in (path, path.with_suffix(".mo")):
        digest.update(each.read_bytes() if each.is_file() else b"-")
        digest.update(b"|")
    return digest.hexdigest()


def read_safe(kept: Path) -> set[str]:
    try:
        found = json.loads(kept.read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    return {name for name in found if isinstance(name, str)} if isinstance(found, list) else set()


def find_unsafe(path: Path, setting: Setting) -> Iterator[Finding]:
    """What is unsafe in a catalogue and what was compiled of it; fuzzy entries count, for Sphinx can be told to show them."""
    known = set()
    if path.suffix == ".po":
        for message in read_po(path).messages:
            known.add((message.source, message.target))
            yield from judge(message, setting, (path, message.target_line), "")
    yield from find_compiled(path.with_suffix(".mo"), known, setting)


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
            yield from judge(Message(0, 0, entry.id, entry.string), setting, (path, 0), f"“{entry.id[:30]}”: ")


def judge(message: Message, setting: Setting, place: tuple[Path, int], lead: str) -> Iterator[Finding]:
    for remark in judge_unsafe(message, setting):
        yield Finding(remark.code, Where.of(*place), lead + remark.message, BY_CODE[remark.code].hint, Severity.ERROR)
