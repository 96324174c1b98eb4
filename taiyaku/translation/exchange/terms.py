"""The glossary for other tools: TBX-Basic (ISO 30042:2008), CSV, and the CSV of a Weblate glossary; TBX and CSV are read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from lxml import etree

from taiyaku.cells import plain, safe
from taiyaku.facts import Facts
from taiyaku.finding import Finding, Refused, Where
from taiyaku.translation.exchange.xml import ID, LANG, add, children, local, read_xml, refusal, text_of, to_bytes

LANGUAGES = ("ja", "en", "es", "pt")
DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
PREFERRED, ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it travels: names by language ("" where there is none), reading, abbreviations and synonyms parted by `` / ``."""

    id: str
    ja: str = ""
    reading: str = ""
    en: str = ""
    es: str = ""
    pt: str = ""
    abbr: str = ""
    synonyms: str = ""
    definition: str = ""


FIELDS = tuple(field.name for field in fields(Term))


def terms_of(facts: Facts, lang: str) -> list[Term]:
    """Every term of the glossary; the definition in a language where it is translated, else in its own."""
    return [
        Term(
            term.id, term.ja, term.reading, term.en, term.es, term.pt, term.abbr,
            " / ".join(term.synonyms), facts.prose(term.definition, lang),
        )
        for term in facts.terms
    ]  # fmt: skip


def write_csv(terms: Iterable[Term]) -> bytes:
    """A table for any spreadsheet: UTF-8, one term a row, the columns named as in ``facts/glossary.yaml``."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(FIELDS)
    rows.writerows([safe(getattr(term, name)) for name in FIELDS] for term in terms)
    return file.getvalue().encode("utf-8-sig")


def read_csv(path: Path) -> list[Term]:
    """The terms of such a table; columns may stand in any order. Raises ``Refused`` where it is none."""
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True))
    except (OSError, ValueError, csv.Error) as error:
        raise refusal(path, 0, str(error), "save it as CSV in UTF-8") from None
    if not rows or "id" not in rows[0]:
        raise refusal(path, 1, "no table of terms: there is no column `id`", f"columns: {', '.join(FIELDS)}")
    return [Term(**{name: plain((row.get(name) or "").strip()) for name in FIELDS}) for row in rows]


def write_weblate(terms: Iterable[Term], source: str, target: str) -> bytes:
    """The terms of a language pair as Weblate imports a glossary: source, target, context (the id) and the explanation."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
    rows.writerow(["location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments"])
    for term in terms:
        own, other = getattr(term, source, ""), getattr(term, target, "")
        if own and other:
            rows.writerow(["", own, other, "", "", term.id, "", term.definition])
    return file.getvalue().encode()


def write_tbx(terms: Iterable[Term], title: str, lang: str) -> bytes:
    """The terms as TBX-Basic, definitions in ``lang``."""
    root = etree.Element("martif", {"type": "TBX-Basic", LANG: lang})
    head = add(root, "martifHeader")
    files = add(head, "fileDesc")
    add(add(files, "titleStmt"), "title", title)
    add(add(files, "sourceDesc"), "p", f"Glossary of {title}")
    add(add(head, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    body = add(add(root, "text"), "body")
    for term in terms:
        entry = add(body, "termEntry")
        entry.set("id", term.id)
        if term.definition:
            add(entry, "descrip", term.definition, type="definition").set(LANG, lang)
        for code in LANGUAGES:
            write_names(entry, term, code)
    return to_bytes(root, DOCTYPE)


def write_names(entry: etree._Element, term: Term, code: str) -> None:
    names = [(getattr(term, code), "fullForm", PREFERRED)]
    if code == "ja":
        names += [(synonym, "", ADMITTED) for synonym in term.synonyms.split(" / ")]
    if code == "en":
        names += [(abbr, "acronym", PREFERRED) for abbr in term.abbr.split(" / ")]
    if not any(name for name, _, _ in names):
        return
    group = add(entry, "langSet")
    group.set(LANG, code)
    for name, kind, status in names:
        if name:
            made = add(group, "tig")
            add(made, "term", name)
            if kind:
                add(made, "termNote", kind, type="termType")
            add(made, "termNote", status, type="administrativeStatus")
            if code == "ja" and kind and term.reading:
                add(made, "termNote", term.reading, type="reading")


def read_tbx(path: Path) -> list[Term]:
    """The terms of a TBX file that was written here, perhaps changed in another tool. Raises ``Refused`` where it is none."""
    root = read_xml(path)
    if local(root) not in {"martif", "tbx"}:
        raise refusal(path, root.sourceline or 0, "no TBX", "save it as TBX-Basic")
    return [read_term(entry) for entry in root.iter("termEntry")]


def read_term(entry: etree._Element) -> Term:
    found: dict[str, str] = {"id": str(entry.get("id") or entry.get(ID) or "")}
    found["definition"] = next((text_of(part) for part in children(entry, "descrip") if part.get("type") == "definition"), "")
    abbreviations, synonyms = list[str](), list[str]()
    for group in children(entry, "langSet"):
        code = str(group.get(LANG) or "").partition("-")[0]
        for name, notes in names_in(group):
            if notes.get("termType") == "acronym":
                abbreviations.append(name)
            elif notes.get("administrativeStatus") == ADMITTED:
                synonyms.append(name)
            elif code in LANGUAGES:
                found.setdefault(code, name)
                found["reading"] = notes.get("reading", found.get("reading", ""))
    return Term(**found, abbr=" / ".join(abbreviations), synonyms=" / ".join(synonyms))


def names_in(group: etree._Element) -> Iterator[tuple[str, dict[str, str]]]:
    for made in group:
        if local(made) in {"tig", "ntig"}:
            term = next((text_of(part) for part in made.iter() if local(part) == "term"), "")
            notes = {str(part.get("type")): text_of(part) for part in made.iter() if local(part) == "termNote"}
            yield term, notes


def compare(ours: Sequence[Term], theirs: Sequence[Term]) -> Iterator[Finding]:
    """What a proposed glossary has otherwise than ours, term by term, for the editors to enter in ``facts/glossary.yaml``."""
    known = {term.id: term for term in ours}
    for term in theirs:
        where = Where(term.id or "(no id)")
        if term.id not in known:
            yield Finding("exchange.new-term", where, f"a new term: {term.ja or term.en}", "add it to facts/glossary.yaml")
            continue
        for name in FIELDS[1:]:
            before, after = getattr(known[term.id], name), getattr(term, name)
            if before != after:
                yield Finding("exchange.proposed", where, f"{name}: “{before}” → “{after}”", "enter it in facts/glossary.yaml, or decline")


def read_terms(path: Path) -> list[Term]:
    """Terms from CSV or TBX, by the name of the file."""
    if path.suffix.lower() in {".tbx", ".xml"}:
        return read_tbx(path)
    if path.suffix.lower() == ".csv":
        return read_csv(path)
    raise Refused([Finding("exchange.unreadable", Where.of(path), "neither .csv nor .tbx", "name a file with that ending")])
