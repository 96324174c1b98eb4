"""Translations as a memory (TMX 1.4) and back: every entry that has words, with its file, state, context and notes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polib
from lxml import etree

from taiyaku import __version__
from taiyaku.translation.exchange.xml import LANG, UNFIT, add, children, local, read_xml, refusal, text_of, to_bytes

DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def write_tmx(catalogs: Mapping[str, polib.POFile], source: str, target: str) -> bytes:
    """A memory of one language pair; entries without words are left out, for there is nothing to remember."""
    root = etree.Element("tmx", {"version": "1.4"})
    add(
        root, "header", creationtool="taiyaku", creationtoolversion=__version__, segtype="paragraph", o_tmf="PO",
        adminlang="en", srclang=source, datatype="plaintext",
    )  # fmt: skip
    for header in children(root, "header"):  # TMX writes one of its names with a capital
        header.set("o-tmf", header.attrib.pop("o-tmf"))
    body = add(root, "body")
    for name, catalog in catalogs.items():
        for entry in catalog:
            if entry.msgstr and not UNFIT.search(entry.msgid + entry.msgstr + entry.comment + entry.tcomment):
                write_unit(body, entry, name, source, target)
    return to_bytes(root, DOCTYPE)


def write_unit(body: etree._Element, entry: polib.POEntry, name: str, source: str, target: str) -> None:
    unit = add(body, "tu")
    for note in (entry.tcomment,):
        if note:
            add(unit, "note", note)
    state = "obsolete" if entry.obsolete else "fuzzy" if entry.fuzzy else "translated"
    for kind, words in (("x-file", name), ("x-state", state), ("x-context", entry.msgctxt or ""), ("x-comment", entry.comment)):
        if words:
            add(unit, "prop", words, type=kind)
    for lang, words in ((source, entry.msgid), (target, entry.msgstr)):
        variant = add(unit, "tuv")
        variant.set(LANG, lang)
        add(variant, "seg", words)


def read_tmx(path: Path, source: str, target: str = "") -> tuple[str, dict[str, polib.POFile]]:
    """The language and the remembered entries of a memory, by file ("" where it does not say).

    ``target`` chooses among several languages. Raises ``Refused`` where it is no TMX, or has another source or no such target.
    """
    root = read_xml(path)
    if local(root) != "tmx":
        raise refusal(path, root.sourceline or 0, "no TMX", "save it as TMX 1.4")
    catalogs: dict[str, polib.POFile] = {}
    for unit in root.iter("tu"):
        words = {str(v.get(LANG) or v.get("lang") or "").replace("_", "-"): text_of(v.find("seg")) for v in children(unit, "tuv")}
        own = next((lang for lang in words if lang.partition("-")[0].lower() == source), "")
        others = [lang for lang in words if lang != own]
        target = target or (others[0] if others else "")
        if not own or target not in words:
            continue
        props = {prop.get("type"): text_of(prop) for prop in children(unit, "prop")}
        entry = polib.POEntry(msgid=words[own], msgstr=words[target], comment=props.get("x-comment", ""), msgctxt=props.get("x-context"))
        entry.tcomment = "\n".join(text_of(note) for note in children(unit, "note"))
        entry.flags = ["fuzzy"] if props.get("x-state") == "fuzzy" else []
        entry.obsolete = props.get("x-state") == "obsolete"
        catalogs.setdefault(Path(props.get("x-file", "")).name, polib.POFile(wrapwidth=0)).append(entry)
    if not catalogs:
        raise refusal(path, 0, f"no translations from `{source}`" + (f" to `{target}`" if target else ""), "choose another file")
    return target, catalogs
