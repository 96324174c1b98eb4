"""Load the facts of a book: read once, judged as a whole, and kept by the content of their files."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from taiyaku import __version__
from taiyaku.catalog import read_catalog
from taiyaku.facts import model
from taiyaku.facts.checks import CHECKS
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
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    for path in (*files, *catalogs, *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(str(path.relative_to(base) if path.is_relative_to(base) else path.name).encode() + path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=8)
def _load(base: Path, files: tuple[Path, ...], catalogs: tuple[Path, ...], digest: str) -> Facts:
    kept = base / "build" / ".cache" / f"facts-{digest[:24]}.pickle"
    try:
        facts: Facts = pickle.loads(kept.read_bytes())
        return facts if facts.root == base else read_all(base, files, catalogs)
    except (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, IndexError, TypeError):
        facts = read_all(base, files, catalogs)
        keep(facts, kept)
        return facts


def read_all(base: Path, files: Iterable[Path], catalogs: Iterable[Path]) -> Facts:
    """Read and judge everything; raises ``Refused`` with all faults, file by file."""
    items: list[model.Item] = []
    faults: list[Finding] = []
    for path in files:
        for found in read_file(path, base):
            faults.append(found) if isinstance(found, Finding) else items.append(found)
    facts = Facts(
        base,
        sources=tuple(item for item in items if isinstance(item, model.Source)),
        claims=tuple(item for item in items if isinstance(item, model.Claim)),
        events=tuple(item for item in items if isinstance(item, model.Event)),
        contexts=tuple(item for item in items if isinstance(item, model.Context)),
        documents=tuple(item for item in items if isinstance(item, model.Document)),
        entities=tuple(item for item in items if isinstance(item, model.Entity)),
        terms=tuple(item for item in items if isinstance(item, model.GlossaryTerm)),
        prose_languages={path.parts[-3]: read_catalog(path) for path in catalogs},
    )
    faults += [finding for check in CHECKS for finding in check(facts)]
    if faults:
        raise Refused(sorted(faults, key=lambda fault: (fault.where, fault.code)))
    return facts


def keep(facts: Facts, path: Path) -> None:
    """Keep what was read for the next time, in the place of what was kept before."""
    if keep_whole(path, pickle.dumps(facts, protocol=5)):
        for old in path.parent.glob("facts-*.pickle"):
            if old != path:
                old.unlink(missing_ok=True)
