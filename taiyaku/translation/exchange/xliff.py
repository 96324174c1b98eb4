"""Catalogues as XLIFF 1.2 and back. Nothing is lost: header, contexts, comments, flags, earlier texts, plurals, obsolete entries.

Roles stay plain text inside the segments: a translator moves and words them freely, and ``taiyaku translate check`` looks after them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polib
from lxml import etree

from taiyaku.finding import Finding, Refused, Where
from taiyaku.translation.exchange.xml import SPACE, UNFIT, add, children, local, read_xml, refusal, text_of, to_bytes

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
#: What a context of a unit holds, by its type: the field of the PO entry. ``x-po-*`` types are those of the XLIFF guide for PO.
CONTEXTS = {
    "x-po-autocomment": "comment",
    "x-po-trancomment": "tcomment",
    "x-po-msgctxt": "msgctxt",
    "x-po-previous": "previous_msgid",
    "x-po-previous-context": "previous_msgctxt",
}


def write_xliff(catalogs: Mapping[str, polib.POFile], source: str, target: str) -> bytes:
    """All catalogues of a language in one file, one ``file`` element each. Raises ``Refused`` for characters that XML cannot hold."""
    root = etree.Element(f"{{{NAMESPACE}}}xliff", {"version": "1.2"}, nsmap={None: NAMESPACE})
    faults = []
    for name, catalog in catalogs.items():
        file = add(root, "file", original=name, source_language=source, target_language=target, datatype="po")
        header = add(file, "header")
        for key, value in catalog.metadata.items():
            add(header, "note", f"{key}: {value}", **{"from": "po-header"})
        for line in catalog.header.splitlines():
            add(header, "note", line, **{"from": "po-header-comment"})
        body = add(file, "body")
        for number, entry in enumerate(catalog, 1):
            if UNFIT.search(f"{entry.msgid}{entry.msgstr}{entry.comment}{entry.tcomment}{''.join(entry.msgstr_plural.values())}"):
                where = Where(name, entry.linenum or 0)
                faults.append(Finding("exchange.control-character", where, "a control character that XML cannot hold", "delete it"))
                continue
            write_entry(body, entry, str(number))
    if faults:
        raise Refused(faults)
    return to_bytes(root)


def write_entry(body: etree._Element, entry: polib.POEntry, number: str) -> None:
    if not entry.msgid_plural:
        describe(write_unit(body, entry, number, entry.msgid, entry.msgstr), entry)
        return
    group = add(body, "group", restype="x-gettext-plurals", id=number)
    for form, words in sorted(entry.msgstr_plural.items()):
        write_unit(group, entry, f"{number}[{form}]", entry.msgid_plural if form else entry.msgid, words)
    describe(group, entry)


def write_unit(parent: etree._Element, entry: polib.POEntry, number: str, source: str, words: str) -> etree._Element:
    sound = bool(words) and not entry.fuzzy
    unit = add(parent, "trans-unit", id=number, approved="yes" if sound else "no")
    unit.set(SPACE, "preserve")
    add(unit, "source", source)
    state = "translated" if sound else "needs-review-translation" if words else "new"
    if words or not entry.fuzzy:
        add(unit, "target", words, state=state)
    return unit


def describe(unit: etree._Element, entry: polib.POEntry) -> None:
    """What the entry says besides its texts; obsolete ones are marked, and not to be translated."""
    group = add(unit, "context-group", name="po-entry", purpose="information")
    for kind, words in contexts_of(entry):
        add(group, "context", words, context_type=kind)
    if entry.obsolete:
        unit.set("translate", "no")
    if not len(group):
        unit.remove(group)
    for kind, field in (("po-translator", "tcomment"), ("developer", "comment")):
        if words := getattr(entry, field):
            add(unit, "note", words, **{"from": kind})


def contexts_of(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    for kind, field in CONTEXTS.items():
        words = getattr(entry, field)
        if words or (kind == "x-po-msgctxt" and words == ""):
            yield kind, words
    yield from (("x-po-flag", flag) for flag in entry.flags)
    if entry.previous_msgid_plural:
        yield "x-po-previous-plural", entry.previous_msgid_plural
    yield from (("x-po-reference", f"{file}:{line}" if line else file) for file, line in entry.occurrences)
    if entry.obsolete:
        yield "x-po-obsolete", "yes"


def read_xliff(path: Path) -> tuple[str, dict[str, polib.POFile]]:
    """The target language and the catalogues of a file, by name. Raises ``Refused`` where it is no XLIFF 1.2."""
    root = read_xml(path)
    if local(root) != "xliff" or not str(root.get("version", "")).startswith("1."):
        raise refusal(path, root.sourceline or 0, "no XLIFF 1.2", "save it as XLIFF 1.2")
    catalogs, language = {}, ""
    for file in children(root, "file"):
        language = file.get("target-language") or language
        catalog = polib.POFile(wrapwidth=0)
        for header in children(file, "header"):
            notes = [(note.get("from"), text_of(note)) for note in children(header, "note")]
            catalog.metadata = {key: value for origin, line in notes if origin == "po-header" for key, _, value in [line.partition(": ")]}
            catalog.header = "\n".join(line for origin, line in notes if origin == "po-header-comment")
        for body in children(file, "body"):
            catalog.extend(read_units(body))
        # only the last part of a name: a file from elsewhere says nothing of where things lie here
        catalogs[Path(file.get("original", "")).name] = catalog
    return language, catalogs


def read_units(body: etree._Element) -> Iterator[polib.POEntry]:
    """The entries of a file in order; groups that a tool has made are looked into."""
    for element in body:
        if local(element) == "trans-unit":
            entry = polib.POEntry(msgid=text_of(first(element, "source")), msgstr=text_of(first(element, "target")))
            yield restore(entry, element, [element])
        elif local(element) == "group" and element.get("restype") == "x-gettext-plurals":
            units = children(element, "trans-unit")
            sources, words = ([text_of(first(unit, name)) for unit in units] for name in ("source", "target"))
            plural = sources[-1] if len(sources) > 1 else ""
            entry = polib.POEntry(msgid=sources[0], msgid_plural=plural, msgstr_plural=dict(enumerate(words)))
            yield restore(entry, element, units)
        elif local(element) == "group":
            yield from read_units(element)


def first(parent: etree._Element, name: str) -> etree._Element | None:
    return next(iter(children(parent, name)), None)


def restore(entry: polib.POEntry, element: etree._Element, units: list[etree._Element]) -> polib.POEntry:
    """Give an entry back what its unit says of it; a tool that changed state or note wins over what was written."""
    contexts: dict[str, list[str]] = {}
    for group in children(element, "context-group"):
        for context in children(group, "context"):
            contexts.setdefault(str(context.get("context-type")), []).append(text_of(context))
    for kind, field in CONTEXTS.items():
        if kind in contexts:
            setattr(entry, field, contexts[kind][0])
    entry.previous_msgid_plural = contexts["x-po-previous-plural"][0] if "x-po-previous-plural" in contexts else None
    notes = [text_of(note) for note in children(element, "note") if note.get("from") not in {"developer", "po-header"}]
    entry.tcomment = "\n".join(notes) if notes else ""
    entry.flags = [flag for flag in contexts.get("x-po-flag", []) if flag != "fuzzy"]
    entry.occurrences = [place_of(reference) for reference in contexts.get("x-po-reference", [])]
    if any(is_unsure(unit) for unit in units) or (not any(entry.msgstr_plural.values()) and not entry.msgstr and was_fuzzy(contexts)):
        entry.flags.insert(flag_place(contexts), "fuzzy")
    entry.obsolete = "x-po-obsolete" in contexts
    return entry


def place_of(reference: str) -> tuple[str, str]:
    file, colon, line = reference.rpartition(":")
    return (file, line) if colon and line.isdigit() else (reference, "")


def is_unsure(unit: etree._Element) -> bool:
    """Whether a unit has words that wait for review."""
    target = first(unit, "target")
    if target is None or not text_of(target):
        return False
    state = target.get("state", "")
    return unit.get("approved") == "no" if not state else state.startswith("needs-")


def was_fuzzy(contexts: Mapping[str, list[str]]) -> bool:
    return "fuzzy" in contexts.get("x-po-flag", [])


def flag_place(contexts: Mapping[str, list[str]]) -> int:
    flags = contexts.get("x-po-flag", [])
    return flags.index("fuzzy") if "fuzzy" in flags else 0
