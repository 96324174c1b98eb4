"""How far a translation is: by file and in all, as a table, as JSON, and for the page of the book."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from taiyaku import craft
from taiyaku.aspects import apart
from taiyaku.finding import Finding, Severity
from taiyaku.translation.comments import CHANGED
from taiyaku.translation.po import Catalogue, Message, read_po
from taiyaku.whole import keep_whole

#: Languages whose text is counted in characters, for they part no words.
UNPARTED = {"ja", "zh", "ko", "th", "lo", "km"}
#: What a translator does not write: the names of roles and notes, targets, backquotes.
MARKUP = re.compile(r"\{[a-z-]+\}|<[^<>]*>|\[\^[^\]]*\]|`")
NOTICE = CHANGED.partition("{via}")[2]


#: What is counted, in the order of ``Progress``.
COUNTED = ("translated", "fuzzy", "missing", "left", "changed")


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of one catalogue, or of all of a language. ``left`` counts words, or characters where the source parts no words.

    ``changed`` are translations whose text in the language between has changed since.
    """

    file: str
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    left: int = 0
    changed: int = 0

    @property
    def whole(self) -> int:
        return self.translated + self.fuzzy + self.missing

    @property
    def percent(self) -> int:
        """The share translated, in whole percent; 100 only where nothing is left."""
        return 100 * self.translated // self.whole if self.whole else 100


def faults_of(paths: Iterable[Path]) -> list[Finding]:
    """What is broken in catalogues, so that their counts are too low or wrong."""
    return [fault for path in paths for fault in read_po(path).faults if fault.severity is Severity.ERROR]


def measure(catalogue: Catalogue, source_language: str) -> Progress:
    """Count a catalogue; empty sources and obsolete entries do not count."""
    return total([count(message, source_language) for message in catalogue.messages if message.source], catalogue.path.name)


def count(message: Message, source_language: str) -> Progress:
    changed = int(any(NOTICE in comment for comment in message.comments))
    if message.fuzzy:
        return Progress("", fuzzy=1, left=size(message.source, source_language), changed=changed)
    if not message.target:
        return Progress("", missing=1, left=size(message.source, source_language))
    return Progress("", translated=1, changed=changed)


def size(text: str, language: str) -> int:
    """The length of what is to be translated, without markup."""
    plain = MARKUP.sub(" ", text)
    if language.partition("-")[0] in UNPARTED:
        return sum(letter.isalnum() for letter in plain)
    return len(plain.split())


def total(rows: Iterable[Progress], name: str) -> Progress:
    """Several states taken together, under a name."""
    sums = [0] * len(COUNTED)
    for row in rows:
        for place, key in enumerate(COUNTED):
            sums[place] += getattr(row, key)
    return Progress(name, *sums)


def progress_of(paths: Sequence[Path], source_language: str) -> list[Progress]:
    """The state of every catalogue, also of those that are damaged: what can be read of them is counted."""
    return [measure(read_po(path), source_language) for path in paths]


def progress_in(root: Path, source_language: str, lang: str) -> list[Progress]:
    """The state of a language's catalogues in the book at ``root``; counts are kept by content in ``build/.cache``, beside the facts."""
    kept = root / "build" / ".cache" / f"progress-{lang}.json"
    known, now = read_counts(kept), dict[str, list[int]]()
    counted, rows = set(known), list[Progress]()
    with apart():
        for path in sorted(Path(root, "locales", lang, "LC_MESSAGES").glob("*.po")):
            print_ = hashlib.sha256(f"{craft()} {source_language} ".encode() + path.read_bytes()).hexdigest()
            if print_ not in known:
                (row,) = progress_of([path], source_language)
                known[print_] = [getattr(row, key) for key in COUNTED]
            now[print_] = known[print_]
            rows.append(Progress(path.name, *now[print_]))
    if now.keys() != counted:
        keep_whole(kept, json.dumps(now).encode())
    return rows


def read_counts(kept: Path) -> dict[str, list[int]]:
    """Counts by digest; those of another shape are counted anew."""
    try:
        found = json.loads(kept.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: row for key, row in found.items() if isinstance(row, list) and len(row) == len(COUNTED)} if isinstance(found, dict) else {}


def tell_progress(root: Path, source_language: str, lang: str) -> str:
    """How far a language is, as an aspect of its catalogues: ``progress SOURCE LANG``."""
    return json.dumps([asdict(row) for row in progress_in(root, source_language, lang)])


def table(lang: str, rows: Sequence[Progress], source_language: str) -> Iterator[str]:
    """Lines of a table for the terminal, the sum last."""
    unit = "characters left" if source_language.partition("-")[0] in UNPARTED else "words left"
    width = max([len(row.file) for row in rows] + [len(lang) + 7])
    yield f"{lang:<{width}}  translated   fuzzy  missing  {unit:>15}  changed"
    for row in [*rows, total(rows, f"{lang} in all")]:
        share = f"{row.translated} ({row.percent}%)"
        yield f"{row.file:<{width}}  {share:>10}  {row.fuzzy:>6}  {row.missing:>7}  {row.left:>15}  {row.changed:>7}"


def to_json(languages: dict[str, list[Progress]], source_language: str) -> str:
    """The same for programs: by language its sum and its files; ``unit`` says what ``left`` counts."""
    unit = "characters" if source_language.partition("-")[0] in UNPARTED else "words"
    data = {
        lang: {"all": figures(total(rows, lang)), "files": {row.file: figures(row) for row in rows}} for lang, rows in languages.items()
    }
    return json.dumps({"source": source_language, "unit": unit, "languages": data}, ensure_ascii=False, indent=2)


def figures(row: Progress) -> dict[str, int]:
    made = {key: value for key, value in asdict(row).items() if key != "file"}
    return made | {"percent": row.percent}
