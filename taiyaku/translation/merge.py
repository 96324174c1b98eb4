"""Bring one language's catalogues up to date with the templates: beside the old ones, and put in their place when all are done.

Guarantees: an interrupted run changes no file; a second run changes nothing; obsolete entries stay; a translation follows its source text
into another file; whatever header, comments and flags a translator's tool has written stay.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib
from sphinx_intl.catalog import dump_po, load_po, update_with_fuzzy

from taiyaku.translation.sound import open_catalogs
from taiyaku.whole import write_whole

#: The header of a new catalogue. ``msgfmt -c`` asks for every one of these fields.
PLURALS = {"ja": "nplurals=1; plural=0;", "zh": "nplurals=1; plural=0;", "ko": "nplurals=1; plural=0;"}
PLURALS_ELSE = "nplurals=2; plural=(n != 1);"
NOISE = {"python-format", "python-brace-format"}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the header of a catalogue that is begun: name of the book, who translates, and when it was begun."""

    project: str
    team: str
    date: str
    via: str = ""

    def fields(self, lang: str) -> dict[str, str]:
        made = {
            "Project-Id-Version": self.project,
            "PO-Revision-Date": self.date,
            "Last-Translator": self.team,
            "Language-Team": self.team,
            "Language": lang,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": PLURALS.get(lang.partition("-")[0].partition("_")[0], PLURALS_ELSE),
        }
        return made | ({"X-Taiyaku-Via": self.via} if self.via else {})


@dataclass(slots=True)
class Merged:
    """What an update has done to a language: files written, texts that are new, moved from another file, near matches, and gone."""

    written: list[str] = field(default_factory=list)
    new: int = 0
    moved: int = 0
    fuzzy: int = 0
    gone: int = 0


#: Sets the comment of an entry, given the name of its catalogue and the comment that it had.
Comment = Callable[[polib.POEntry, str, str], None]


def merge(folder: Path, templates: Iterable[Path], aside: Path, lang: str, head: Head, comment: Comment) -> Merged:
    """Merge every template into the catalogues of a language. Raises ``Refused`` before anything is written where one is broken."""
    old = open_catalogs(sorted(folder.glob("*.po")))
    memory = Memory(old)
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    report, made = Merged(), dict[str, str]()
    for template in templates:
        name = template.with_suffix(".po").name
        before = {entry.msgid: entry.comment for entry in old.get(name, ())}
        fresh = merge_one(template, aside / name, old.get(name), lang)
        finish(fresh, name, old.get(name), Filler(memory, report), head.fields(lang))
        for entry in fresh:
            if not entry.obsolete:
                comment(entry, name, before.get(entry.msgid, ""))
        made[name] = text_of(fresh)
    for name, catalog in old.items():
        if name not in made and (rest := retired(catalog)):  # the page is gone: what was translated is kept as obsolete
            made[name] = rest
            report.gone += sum(not entry.obsolete for entry in catalog)
    for name, text in made.items():
        place = folder / name
        if not place.is_file() or place.read_bytes() != text.encode():
            report.written.append(name)
            write_whole(place, text.encode())
    return report


def merge_one(template: Path, aside: Path, old: polib.POFile | None, lang: str) -> polib.POFile:
    """The catalogue merged with its template by sphinx-intl, obsolete and near matches included."""
    if old is not None:
        # Babel takes earlier texts (#|) for comments; ``restore`` brings them back
        aside.write_text("".join(line for line in text_of(old).splitlines(keepends=True) if not line.startswith("#|")), "utf-8")
        catalog = load_po(str(aside))
        update_with_fuzzy(catalog, load_po(str(template)))
    else:
        catalog = load_po(str(template))
        catalog.locale, catalog.fuzzy = lang, False
    dump_po(str(aside), catalog, width=0)
    return polib.pofile(aside.read_text("utf-8"), wrapwidth=0)


class Memory:
    """What has been translated before, by source text: in the file itself, or in any other."""

    def __init__(self, old: Mapping[str, polib.POFile]) -> None:
        self.live = {name: {entry.msgid for entry in catalog if not entry.obsolete} for name, catalog in old.items()}
        self.own = {name: _translations(catalog) for name, catalog in old.items()}
        self.all: dict[str, str] = {}
        for translations in self.own.values():
            self.all |= {source: target for source, target in translations.items() if source not in self.all}

    def recall(self, name: str, source: str) -> str:
        return self.own.get(name, {}).get(source) or self.all.get(source, "")


def _translations(catalog: polib.POFile) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in catalog if entry.msgstr and not entry.fuzzy}


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills what is new in a file from what was translated elsewhere, and counts."""

    memory: Memory
    report: Merged

    def fill(self, entry: polib.POEntry, name: str) -> None:
        known = self.memory.live.get(name, set())
        if entry.msgid in known or entry.obsolete:
            return
        if words := self.memory.recall(name, entry.msgid):
            entry.msgstr, entry.previous_msgid = words, None
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            self.report.moved += 1
        elif entry.fuzzy:
            self.report.fuzzy += 1
        else:
            self.report.new += 1


def finish(fresh: polib.POFile, name: str, old: polib.POFile | None, filler: Filler, fields: Mapping[str, str]) -> None:
    """Give a merged catalogue its translations from elsewhere, the header that it had, and no flags that only mislead."""
    for entry in fresh:
        entry.flags = [flag for flag in entry.flags if flag not in NOISE]
        filler.fill(entry, name)
    if old is not None:
        restore(fresh, old)
        live = {entry.msgid for entry in fresh if not entry.obsolete}
        for entry in [entry for entry in fresh if entry.obsolete and (entry.msgid in live or not entry.msgstr)]:
            fresh.remove(entry)
        filler.report.gone += len({entry.msgid for entry in old if not entry.obsolete} - live)
    own = dict(old.metadata) if old is not None else {}
    fresh.metadata = {key: own.get(key) or fields.get(key, "") for key in dict.fromkeys([*fields, *own])}
    fresh.header = old.header if old is not None else ""
    fresh.metadata_is_fuzzy = False


def restore(fresh: polib.POFile, old: polib.POFile) -> None:
    """Bring back what Babel's merge does not carry: obsolete texts that served as a near match, earlier texts, flags and comments."""
    before = {entry.msgid: entry for entry in old}
    kept = {entry.msgid for entry in fresh}
    for entry in fresh:
        if (was := before.get(entry.msgid)) and not entry.obsolete:
            entry.flags += [flag for flag in was.flags if flag not in {*entry.flags, *NOISE, "fuzzy"}]
            entry.previous_msgid = was.previous_msgid if entry.fuzzy else None
            entry.tcomment = was.tcomment  # Babel wraps comments at 76 columns
    sources = {entry.msgstr: entry for entry in old if entry.msgstr}
    for entry in fresh:
        if entry.fuzzy and entry.msgid not in before and (matched := sources.get(entry.msgstr)):
            entry.previous_msgid, entry.tcomment = matched.msgid, matched.tcomment
    for entry in old:
        if entry.msgid not in kept and entry.msgstr:
            fresh.append(obsolete(entry))


def obsolete(entry: polib.POEntry) -> polib.POEntry:
    return polib.POEntry(msgid=entry.msgid, msgstr=entry.msgstr, msgctxt=entry.msgctxt, tcomment=entry.tcomment, obsolete=True)


def retired(catalog: polib.POFile) -> str:
    """The catalogue of a page that is no more, all of it obsolete; "" where nothing was translated or nothing changes."""
    if all(entry.obsolete for entry in catalog):
        return ""
    rest = polib.POFile(wrapwidth=0)
    rest.metadata, rest.header = catalog.metadata, catalog.header
    rest.extend([entry if entry.obsolete else obsolete(entry) for entry in catalog if entry.msgstr])
    return text_of(rest)


def text_of(catalog: polib.POFile) -> str:
    """The catalogue as a file has it; polib writes an empty comment where there is none."""
    text = f"{catalog}".rstrip("\n") + "\n"
    return text if catalog.header else text.removeprefix("#\n")


def fields_of(catalogs: Iterable[polib.POFile], name: str) -> str:
    """The first value of a header field among catalogues; "" where none has it."""
    return next((catalog.metadata[name] for catalog in catalogs if catalog.metadata.get(name)), "")
