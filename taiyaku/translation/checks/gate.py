"""The gate: what no translation may bring into a build, in catalogues and in what was compiled of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from taiyaku import craft
from taiyaku.finding import Finding, Refused
from taiyaku.whole import keep_whole


def keep_out(locales: Path, source: str, languages: Iterable[str], hosts: Iterable[str]) -> None:
    """Raise ``Refused`` with everything that is unsafe in the catalogues of some languages below a folder.

    What was judged to be safe is noted by its bytes in ``build/.cache``, beside the facts, and not judged again.
    """
    named = frozenset(host.lower().removeprefix("www.") for host in hosts)
    kept = locales.resolve().parent / "build" / ".cache" / "safe.json"
    known, findings, safe = read_safe(kept), list[Finding](), set[str]()
    for lang in languages:
        for path in catalogs_of(locales / lang / "LC_MESSAGES"):
            print_ = print_of(path, f"{source} {lang} {sorted(named)}")
            found = [] if print_ in known else judge(path, source, lang, named)
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


def judge(path: Path, source: str, lang: str, hosts: frozenset[str]) -> list[Finding]:
    """What is unsafe in a catalogue and what was compiled of it."""
    from taiyaku.translation.checks.subject import Setting  # noqa: PLC0415 - where all is known to be safe no build waits for the checks
    from taiyaku.translation.checks.unsafe import find_unsafe  # noqa: PLC0415

    return list(find_unsafe(path, Setting(source, lang, hosts=hosts)))


def print_of(path: Path, setting: str) -> str:
    """A digest of all that the judgement of a catalogue rests on: its bytes, those of what was compiled of it, the setting, the press."""
    digest = hashlib.sha256(f"{craft()} {setting}".encode())
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
