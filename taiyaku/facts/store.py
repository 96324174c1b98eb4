"""Load the facts of a book: read once, judged as a whole, and kept by the content of their files."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from taiyaku import __version__
from taiyaku.catalog import read_catalog
from taiyaku.facts import model
from taiyaku.facts.checks import CHECKS
from taiyaku.facts.prints import key_of, print_of_item, words_in
from taiyaku.facts.query import Facts
from taiyaku.facts.read import read_file
from taiyaku.finding import Finding, Refused, Where
from taiyaku.whole import keep_whole


def find_root(start: Path | None = None) -> Path:
    """The nearest folder at or above ``start`` that has ``facts/``; raises ``Refused`` where there is none."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "facts").is_dir():
            return folder
    raise Refused([Finding("facts.missing", Where(str(here)), "no facts/ here or above", "run it inside a book, or name its folder")])


def load(root: str | os.PathLike[str] | None = None) -> Facts:
    """Read the facts of the book at ``root`` (or around the working folder) once; raises ``Refused`` with every fault that they have.

    What was read is kept by the content of the files, in memory and in ``build/.cache``, so that a second reading takes no notice.
    """
    folder = Path(root).resolve() if root else find_root()
    base = folder.parent if folder.name == "facts" and not (folder / "facts").is_dir() else folder
    files, catalogs = files_of(base)
    if not files:
        raise Refused([Finding("facts.missing", Where.of(base / "facts"), "no facts here", "add a file such as facts/sources.yaml")])
    return _load(base, files, catalogs, print_of(base))


def files_of(base: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The files of a book's facts, and the catalogues with their translations."""
    return tuple(sorted((base / "facts").glob("*.yaml"))), tuple(sorted((base / "locales").glob("*/LC_MESSAGES/facts.po")))


def print_of(base: Path) -> str:
    """A digest of all that a book's facts are read from: the same print, the same facts."""
    files, catalogs = files_of(base)
    digest = hashlib.sha256(code().encode())
    for path in (*files, *catalogs):
        digest.update(f"{path.relative_to(base)} {digest_of(path)}".encode())
    return digest.hexdigest()


@cache
def code() -> str:
    """A digest of what reads the facts; what other code has read is read again."""
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=8)
def _load(base: Path, files: tuple[Path, ...], catalogs: tuple[Path, ...], digest: str) -> Facts:
    kept = base / "build" / ".cache" / f"facts-{digest[:24]}.pickle"
    if (found := recall(kept)) and found.facts.root == base:
        return found.facts
    memory = Memory()
    for old in sorted(kept.parent.glob("facts-*.pickle")):
        if (found := recall(old)) and found.code == code():
            memory = found.memory
    facts = read_all(base, files, catalogs, memory)
    keep(Kept(code(), facts, memory), kept)
    return facts


@dataclass(slots=True)
class Memory:
    """What is known of files by their content, so that of many files only those are read that have changed."""

    #: Name and digest of a file → its items, each with its print.
    items: dict[str, list[tuple[model.Item, str]]] = field(default_factory=dict)
    #: Digest of a catalogue → what it says.
    catalogs: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept for the next time."""

    code: str
    facts: Facts
    memory: Memory


def recall(path: Path) -> Kept | None:
    """What was kept; nothing where it cannot be read, or is none of it."""
    try:
        found = pickle.loads(path.read_bytes())
    except (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
        return None
    return found if isinstance(found, Kept) else None


def read_all(base: Path, files: Iterable[Path], catalogs: Iterable[Path], memory: Memory | None = None) -> Facts:
    """Read and judge everything; raises ``Refused`` with all faults, file by file.

    What ``memory`` knows is not read again; afterwards it knows what these files say, and nothing else.
    """
    known, faults = memory or Memory(), list[Finding]()
    items = dict[str, list[tuple[model.Item, str]]]()
    for path in files:
        name = f"{path.relative_to(base)} {digest_of(path)}"
        if name in known.items:
            items[name] = known.items[name]
            continue
        found = list(read_file(path, base))
        items[name] = [(item, print_of_item(item)) for item in found if not isinstance(item, Finding)]
        faults += [fault for fault in found if isinstance(fault, Finding)]
    words = {path.parts[-3]: (print_ := digest_of(path), known.catalogs.get(print_) or read_catalog(path)) for path in catalogs}
    known.items, known.catalogs = items, dict(words.values())
    every = [(item, print_) for held in items.values() for item, print_ in held]
    facts = Facts(
        base,
        sources=tuple(item for item, _ in every if isinstance(item, model.Source)),
        claims=tuple(item for item, _ in every if isinstance(item, model.Claim)),
        events=tuple(item for item, _ in every if isinstance(item, model.Event)),
        contexts=tuple(item for item, _ in every if isinstance(item, model.Context)),
        documents=tuple(item for item, _ in every if isinstance(item, model.Document)),
        entities=tuple(item for item, _ in every if isinstance(item, model.Entity)),
        terms=tuple(item for item, _ in every if isinstance(item, model.GlossaryTerm)),
        prose_languages={lang: said for lang, (_, said) in words.items()},
        prints={key_of(item): print_ for item, print_ in every} | {words_in(lang): print_ for lang, (print_, _) in words.items()},
    )
    faults += [finding for check in CHECKS for finding in check(facts)]
    if faults:
        raise Refused(sorted(faults, key=lambda fault: (fault.where, fault.code)))
    return facts


def keep(kept: Kept, path: Path) -> None:
    """Keep what was read for the next time, in the place of what was kept before."""
    if keep_whole(path, pickle.dumps(kept, protocol=5)):
        for old in path.parent.glob("facts-*.pickle"):
            if old != path:
                old.unlink(missing_ok=True)
