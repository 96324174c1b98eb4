"""Chapters as a proofreader wants them: the words of MyST Markdown without its machinery, line by line.

Every line of the source gives exactly one line, so a finding in the plain copy stands on the same line of the chapter.
Headings and list items stay Markdown; titles of boxes and figures become headings. Only the standard library is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ROLE = re.compile(r"\{(?P<name>[a-z:-]+)\}`(?P<body>[^`]*)`")
TARGETED = re.compile(r"(?P<words>.*?)\s*<[^<>]*>", re.DOTALL)
FENCE = re.compile(r"\s*(?P<marks>:{3,}|`{3,})\s*(?:\{(?P<name>[a-z-]+)\}\s*(?P<title>.*)|[a-z]*)$")
LABEL = re.compile(r"\([a-z0-9-]+\)=$")
OPTION = re.compile(r":(?P<key>[a-z-]+):(?:\s+(?P<value>.*))?$")
NOTE = re.compile(r"\[\^[^\]\s]+\]")
ITEM = re.compile(r"(?P<indent>\s*)(?:\*\s+-|-|\*|\d+\.|:)\s+(?P<words>.*)$")
RULER = re.compile(r"[|:\s-]+$")
SOURCE = r"\{source\}`[^`]*`"
JOINED = r"(?:、および|および|、|と|, and |, | and )"
#: Brackets that hold only names in other languages and abbreviations: an aside to the eye, no part of the sentence.
ORIGINALS = re.compile(r"（(?=[^（）]*\{(?:en|es|pt|fr)\}`)(?:\{(?:en|es|pt|fr)\}`[^`]*`|[A-Za-z0-9-]+|では|[、。・ ])+）")

#: Directives whose argument is an id or nothing that is read.
WITH_IDS = {"document", "exercises", "figure", "image", "list-table", "map", "members", "membership", "presidents", "shares", "timeline"}
#: Directives without a word of prose inside.
WITHOUT_PROSE = {"toctree", "code-block", "math"}
#: What stands for words that the press finds only when it builds.
UNKNOWN = "それ"
CITED = "出典"


def words_of_role(match: re.Match[str]) -> str:
    """The words of one role; a bare reference gives a stand-in, a source gives the word for it.

    >>> plain_line("{term}`関税 <tariff>`と{fact}`a.b`")
    '関税とそれ'
    """
    name, body = match["name"], match["body"]
    if name == "source":
        return CITED
    if name in {"fact", "term", "ref", "blank"}:
        targeted = TARGETED.fullmatch(body)
        return targeted["words"] if targeted else UNKNOWN
    return body


def plain_line(line: str) -> str:
    """A line of prose without roles, notes' markers, links' targets, code and marks of emphasis."""
    line = ORIGINALS.sub("", line)
    line = ROLE.sub(words_of_role, line)
    line = re.sub(r"`[^`]*`", "", line).replace("（）", "")
    line = re.sub(r"https?://[^\s）)>]+", "", line)
    line = re.sub(r"\]\([^)\s]*\)", "]", line)
    line = NOTE.sub("", line)
    line = re.sub(r"\[([^\]]*)\]", r"\1", line)
    line = re.sub(r"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1", r"\2", line)
    return line.rstrip()


def plain_note(words: str) -> str:
    """A note without the sources it ends its clauses with: what each shows is left as a sentence.

    >>> plain_note("両数：{source}`a`、{source}`b`。到着：{source}`c`。")
    '両数。到着。'
    """
    sources = rf"{SOURCE}(?:{JOINED}{SOURCE})*"
    words = re.sub(rf"（{sources}(?:など)?）| \({sources}\)", "", words)
    words = re.sub(rf"(?:：|: ){sources}", "", words)
    words = re.sub(sources, CITED, words)
    return plain_line(words)


def plain_block(line: str) -> str:
    """A line between the fences: a heading, a note, an item, a row of a table or a sentence."""
    if LABEL.match(line) or line.startswith("%") or line in {"---", "+++"}:
        return ""
    if note := re.match(r"\[\^[^\]\s]+\]:\s*(.*)$", line):
        return plain_note(note[1])
    if option := OPTION.match(line):
        return f"#### {plain_line(option['value'])}" if option["key"] in {"title", "caption"} and option["value"] else ""
    if line.startswith("|"):
        return "" if RULER.match(line) else "- " + "。".join(plain_line(cell.strip()) for cell in line.strip("|").split("|"))
    if item := ITEM.match(line):
        return f"{item['indent']}- {plain_line(item['words'])}"
    return plain_line(line)


def plain_lines(text: str) -> Iterator[str]:
    """One plain line for each line of a chapter; front matter and directives without prose come out empty."""
    hidden = ""  # the mark that ends what is not read
    lines = text.splitlines()
    for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        if hidden:
            hidden = "" if line.strip().startswith(hidden) else hidden
            yield ""
        elif number == 0 and line == "---":
            hidden = "---"
            yield ""
        elif fence := FENCE.match(line):
            if fence["name"] in WITHOUT_PROSE or (fence["marks"].startswith("`") and not fence["name"]):
                hidden = fence["marks"]
            title = fence["title"] if fence["name"] and fence["name"] not in WITH_IDS | WITHOUT_PROSE else ""
            yield f"### {plain_line(title)}" if title else ""
        elif following.startswith(": ") and line.strip():
            yield f"- {plain_line(line)}"  # the term of a definition
        else:
            yield plain_block(line)


def plain(text: str) -> str:
    """A whole chapter with the same number of lines."""
    return "".join(f"{line}\n" for line in plain_lines(text))
