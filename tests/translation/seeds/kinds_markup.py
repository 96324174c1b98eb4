"""Kinds of error in markup: what is lost, broken or changed while the words around it are put into another language."""

from __future__ import annotations

import re

from tests.translation.seeds.sowing import Entry, Kind, first_of, swap

MARKUP = ("markup", "safety")


def broken_role(entry: Entry) -> str | None:
    """A role whose closing backquote is gone."""
    if entry.msgstr.count("`") < 2 or "``" in entry.msgstr:
        return None
    return entry.msgstr[::-1].replace("`", "", 1)[::-1] if entry.msgid.count("`") else None


def swapped_links(entry: Entry) -> str | None:
    """The targets of two links to one document changed over."""
    links = re.findall(r"\]\(([^)#]+)#([^)]+)\)", entry.msgstr)
    if len(links) < 2 or links[0][0] != links[1][0]:
        return None
    return entry.msgstr.replace(f"#{links[1][1]})", f"#{links[0][1]})")


def note_shifted(match: re.Match[str]) -> str:
    return f"[^{match[1]}x]"


KINDS = tuple(
    Kind(name, MARKUP, sow)
    for name, sow in {
        "markup: a fact dropped": swap(r"\{fact\}`([^`<]+) <[^>]+>`", r"\1", r"\{fact\}`"),
        "markup: a fact of another id": swap(r"(\{fact\}`[^`<]+<)([a-z0-9-]+)", r"\1\2-other"),
        "markup: a source dropped": swap(r" ?\{source\}`[^`]+`", ""),
        "markup: a reference to elsewhere": first_of(swap(r"(\{ref\}`[^`<]+<)", r"\1un"), swap(r"(:ref:`[^`<]+<)", r"\1un"), swap(r"(\{doc\}`)", r"\1x")),
        "markup: a role without its name": swap(r"\{(?:fact|ref|term|kbd|source)\}(?=`)", ""),
        "markup: a space in a role": swap(r"\{(fact|ref|term|kbd|source)\}(?=`)", r"{\1} "),
        "markup: a misspelt role": swap(r"\{(fact|ref|term|kbd)\}(?=`)", r"{\1s}"),
        "markup: a role left open": broken_role,
        "markup: a note dropped": swap(r" ?\[\^[^\]]+\]", ""),
        "markup: another note": swap(r"\[\^([^\]]+)\]", note_shifted),
        "markup: a link dropped": swap(r"(?<!!)\[([^\]^]+)\]\([^)]+\)", r"\1"),
        "markup: a link to elsewhere": swap(r"(?<!!)(\[[^\]^]+\]\()([^)]+)\)", r"\1other-\2)"),
        "markup: a link broken": swap(r"(?<!!)(\[[^\]^]+\])(\([^)]+\))", r"\1 \2"),
        "markup: links changed over": swapped_links,
        "markup: strong dropped": swap(r"\*\*(.+?)\*\*", r"\1", r"\*\*"),
        "markup: strong broken": swap(r"\*\*(.+?)\*\*", r"**\1*", r"\*\*"),
        "markup: emphasis broken": swap(r"(?<!\*)\*([^*]+)\*(?!\*)", r"*\1"),
        "markup: code changed": swap(r"(?<![`}:])`([^`<{\\]+)`(?!`)", r"`\1x`"),
        "markup: code dropped": swap(r"(?<![`}:])`([^`<{\\]+)`(?!`)", r"\1"),
        "markup: attributes dropped": swap(r"(\])\{\.[^}]+\}", r"\1"),
        "markup: an image of another file": swap(r"(!\[[^\]]*\]\()([^)]+)\)", r"\1other/\2)"),
        "markup: ruby broken": swap(r"\{ruby\}`", "{ruby `"),
        "markup: opens like a numbered list": lambda e: f"1990. {e.msgstr}" if re.match(r"[A-Z]", e.msgstr) and len(e.msgstr) > 30 and "1990" in e.msgid else (
            e.msgstr.replace("\\.", ".", 1) if re.match(r"\d+\\\.", e.msgstr) else None),
        "markup: opens like a list": lambda e: f"- {e.msgstr}" if re.match(r"[A-Z]", e.msgstr) and len(e.msgstr) > 30 and e.file.endswith("facts.po") is False else None,
        "markup: opens like a heading": lambda e: f"# {e.msgstr}" if re.match(r"[A-Z]", e.msgstr) and len(e.msgstr) < 30 else None,
        "markup: math changed": swap(r"(\\pi r\^)2|(a\^2 \+ b\^)2", lambda m: f"{m[1] or m[2]}3"),
        "markup: a reference-style link": swap(r"(?<!!)(\[[^\]^]+\])\([^)]+\)", r"\1[site]"),
        "markup: a substitution misspelt": swap(r"\{\{ version \}\}", "{{ verson }}"),
        "markup: a placeholder changed": swap(r"%\((\w+)\)d", r"%(\1)"),
        "markup: emphasis added around half a word": lambda e: re.sub(r" (\w{4,}) ", r" **\1 ", e.msgstr, count=1) if len(e.msgstr) > 60 and "*" not in e.msgstr else None,
    }.items()
)  # fmt: skip
