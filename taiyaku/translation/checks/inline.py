"""The inline markup of a message, MyST or reStructuredText: what stands in it, and the running text that remains without it.

One pattern goes over a text once, and only over texts that hold one of its signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from taiyaku.facts.vocabulary import split

#: What stands in running text for a piece of markup that is no words.
HOLE = "\ufffc"


class Sort(StrEnum):
    """The kinds of markup that are told apart; a value is how messages call it."""

    ROLE = "role"
    CODE = "code"
    MATH = "formula"
    LINK = "link"
    IMAGE = "image"
    NOTE = "note"
    REFERENCE = "reference-style link"
    ATTRIBUTES = "attributes"
    SUBSTITUTION = "substitution"
    ADDRESS = "address"
    TAG = "HTML"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of markup: its sort, its name (of a role or tag), its words, and where it points, or what it holds (code and the like)."""

    sort: Sort
    name: str
    words: str
    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A message taken apart: the raw text, its markup, and ``prose``, the words alone. ``strong`` and ``emphasis`` count pairs."""

    raw: str
    tokens: tuple[Token, ...]
    prose: str
    strong: int = 0
    emphasis: int = 0
    #: Stars that open or close nothing.
    loose: int = 0

    def of(self, *sorts: Sort) -> list[Token]:
        """The pieces of some sorts, in order."""
        return [token for token in self.tokens if token.sort in sorts]


_SIGNS = re.compile(r"[`*\[\]<{$\\|%]|://|_\b")
_MARKUP = re.compile(
    r"""(?=[\\{:`|$!\[\]<%*]|https?://|ftp://)(?:(?P<escape>\\[^\w\s])
    |(?P<myst>\{(?P<mname>[A-Za-z][\w:.+-]*)\}(?P<mticks>`+)(?P<mbody>.+?)(?P=mticks)(?!`))
    |(?P<rst>:(?P<rname>[A-Za-z][\w:.+-]*):`(?P<rbody>[^`]+)`)
    |(?P<code>(?P<cticks>`{1,3})(?P<cbody>[^`].*?)(?<!`)(?P=cticks)(?P<under>__?)?(?![`_]))
    |(?P<substitution>\{\{.*?\}\}|(?<![\w|])\|[^\W_][\w .-]*\|(?![\w|]))
    |(?P<math>\$\$(?P<dbody>.+?)\$\$|(?<![0-9A-Za-z\\$])\$(?P<sbody>(?=[^$\n]*[\\^_=+{]|[A-Za-z]\$)[^\s$](?:[^$\n]*[^\s$\\])?)\$(?!\d))
    |(?P<image>!\[(?P<alt>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<ipath>[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+"[^"]*")?\))
    |(?P<note>\[\^(?P<nname>[^\]\s]+)\](?!:)|(?<!\w)\[(?P<rnote>\#?[\w-]*)\]_)
    |(?P<link>\]\((?P<url><[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\))
    |(?P<reference>\]\[(?P<ref>[^\]^\[]*)\])
    |(?P<attributes>(?<=[\]`*)])\{(?P<attrs>[.\#A-Za-z][^{}`]*)\}(?!`))
    |(?P<auto><(?P<aurl>(?:https?|ftp|mailto|javascript|data|vbscript):[^>\s]*)>)
    |(?P<tag><(?:!--.*?-->|[!?][^>]*>|/?(?P<tname>[A-Za-z][\w:-]*)(?:\s[^<>]*|/)?/?>))
    |(?P<address>(?:https?|ftp)://[^\s<>"'`{}|（）「」『』【】、。，\\^\[\]\u3000\u3040-\u30ff\u4e00-\u9fff]*[^\s<>"'`{}|（）「」『』【】、。，\\^\[\]\u3000\u3040-\u30ff\u4e00-\u9fff.,;:!?)*])
    |(?P<placeholder>(?<!%)(?:%\(\w+\)[\#0+ -]*[\d.]*[a-zA-Z]
    |%(?:\d+\$)?[\#0+-]*[\d.*]*(?:[hlLqjzt]{1,2})?[sdifuxXcrp](?![A-Za-z0-9_]))|(?<![\w$}{])\{\d*\}|\{[a-z]\w*(?:![rs])?\}(?![`:\w]))
    |(?P<stars>\*+))
    """,
    re.VERBOSE | re.DOTALL,
)  # fmt: skip
#: Quotation as old programs write it (`file'), which is no code: only where every backquote of a text is one of these.
_QUOTED = re.compile(r"`([^`']*)'")
_TARGETED = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]+)>\s*\Z", re.DOTALL)
#: Roles whose bare content is a name or code, never words.
_NO_WORDS = frozenset(
    split(
        "fact claim source blank ref doc numref eq cite math code raw download file any mod func class meth attr exc data const "
        "obj option envvar confval program command token keyword pep rfc issue py c literal samp git ref-page index"
    )
)


def take_apart(raw: str) -> Text:
    """Take a message apart."""
    if "`" in raw and "'" in raw and "`" not in (quoted := _QUOTED.sub(r"‘\1’", raw)):
        raw = quoted
    if not _SIGNS.search(raw):
        return Text(raw, (), raw)
    tokens: list[Token] = []
    pieces: list[str] = []
    stars: list[tuple[int, int]] = []
    place = 0
    for match in _MARKUP.finditer(raw):
        kind = str(match.lastgroup)
        pieces.append(raw[place : match.start()])
        place = match.end()
        if kind == "stars":
            stars.append(match.span())
            alone = not raw[match.start() - 1 : match.start()].strip() and not raw[match.end() : match.end() + 1].strip()
            pieces.append(match[0] if alone and match.start() else "")
            continue
        token, prose = _MAKERS[kind](match)
        if token:
            tokens.append(token)
        pieces.append(prose)
    pieces.append(raw[place:])
    strong, emphasis, loose = pair_stars(raw, stars)
    return Text(raw, tuple(tokens), "".join(pieces), strong, emphasis, loose)


def pair_stars(raw: str, stars: list[tuple[int, int]]) -> tuple[int, int, int]:
    """How many pairs of ``**`` and ``*`` there are, and how many runs of stars are left over."""
    opened: list[int] = []
    strong = emphasis = loose = 0
    for start, end in stars:
        before, after = raw[start - 1 : start], raw[end : end + 1]
        if (not before.strip() and not after.strip()) or end - start > 3:
            continue
        size = end - start
        closes = bool(before.strip()) and size in opened
        if closes:
            while opened.pop() != size:
                loose += 1
            strong += size >= 2
            emphasis += size != 2
        elif after.strip():
            opened.append(size)
        else:
            loose += 1
    return strong, emphasis, loose + len(opened)


_Made = tuple[Token | None, str]


def _escape(match: re.Match[str]) -> _Made:
    return None, match[0][1:]


def _role(name: str, body: str, match: re.Match[str]) -> _Made:
    kind = name.rsplit(":", 1)[-1]
    aimed = _TARGETED.match(body)
    words, target = (aimed["words"], aimed["target"].strip()) if aimed else ("", body)
    if not aimed and kind not in _NO_WORDS and not name.startswith(("py:", "c:", "cpp:", "js:", "std:")):
        words = body
    prose = words or HOLE
    return Token(Sort.MATH if kind == "math" else Sort.ROLE, name, words, target, match.start(), match.end()), prose


def _code(match: re.Match[str]) -> _Made:
    body = match["cbody"]
    if match["under"]:
        aimed = _TARGETED.match(body)
        words, target = (aimed["words"], aimed["target"]) if aimed else (body, body)
        return Token(Sort.LINK, "", words, target, match.start(), match.end()), words
    return Token(Sort.CODE, "", "", body.strip(), match.start(), match.end()), HOLE


def _piece(sort: Sort, group: str, prose: str = HOLE) -> Callable[[re.Match[str]], _Made]:
    def make(match: re.Match[str]) -> _Made:
        return Token(sort, "", "", (match[group] or "").strip("<>"), match.start(), match.end()), prose

    return make


def _note(match: re.Match[str]) -> _Made:
    return Token(Sort.NOTE, "", "", match["nname"] or match["rnote"] or "", match.start(), match.end()), ""


def _image(match: re.Match[str]) -> _Made:
    return Token(Sort.IMAGE, "", match["alt"], match["ipath"], match.start(), match.end()), match["alt"]


def _tag(match: re.Match[str]) -> _Made:
    return Token(Sort.TAG, (match["tname"] or "").lower(), "", match[0], match.start(), match.end()), ""


_MAKERS: dict[str, Callable[[re.Match[str]], _Made]] = {
    "escape": _escape,
    "myst": lambda match: _role(match["mname"], match["mbody"], match),
    "rst": lambda match: _role(match["rname"], match["rbody"], match),
    "code": _code,
    "substitution": _piece(Sort.SUBSTITUTION, "substitution"),
    "math": lambda match: (Token(Sort.MATH, "math", "", match["dbody"] or match["sbody"], match.start(), match.end()), HOLE),
    "image": _image,
    "note": _note,
    "link": _piece(Sort.LINK, "url", "]"),
    "reference": _piece(Sort.REFERENCE, "ref", "]"),
    "attributes": _piece(Sort.ATTRIBUTES, "attrs", ""),
    "auto": _piece(Sort.ADDRESS, "aurl"),
    "tag": _tag,
    "address": _piece(Sort.ADDRESS, "address"),
    "placeholder": _piece(Sort.PLACEHOLDER, "placeholder"),
    "stars": lambda match: (None, ""),
}
