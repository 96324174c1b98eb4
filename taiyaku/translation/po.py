"""Read a catalogue (PO) as it comes, dirty or not: every message that can be made out, and every fault with its line.

The readers of the libraries stop at the first fault or refuse whole files (polib, rspolib, translate-toolkit), or go on without a word
about what was lost (Babel); ``benchmarks/translation.py`` measures them beside this one, and a test holds this one against polib on sound
files. A file is only ever read here, never written.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from taiyaku.finding import Finding, Severity, Where

#: So many faults of one kind are named one by one; the rest are counted.
MOST = 20

_STRING = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(?:([abfnrtv\\\"'?])|([0-7]{1,3})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_PLAIN = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"', "'": "'", "?": "?"}
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)\s*(?=\")")
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_NPLURALS = re.compile(r"nplurals\s*=\s*(\d{1,3})\s*;\s*plural\s*=")


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``line`` is that of its msgid, ``target_line`` that of its first msgstr; both count from 1."""

    line: int
    target_line: int
    source: str
    target: str
    plural: str = ""
    targets: tuple[str, ...] = ()
    context: str | None = None
    flags: frozenset[str] = frozenset()
    comments: tuple[str, ...] = ()

    @property
    def fuzzy(self) -> bool:
        """Whether it is marked as unsure; Sphinx then shows the source."""
        return "fuzzy" in self.flags


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a file says: its header by field, its live messages in order, and what is wrong with it as a file."""

    path: Path
    header: dict[str, str] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    faults: tuple[Finding, ...] = ()


def unescape(text: str) -> str:
    """The text that the inside of a PO string means; an unknown escape stays as it is written."""
    if "\\" not in text:
        return text

    def one(match: re.Match[str]) -> str:
        if match[1]:
            return _PLAIN[match[1]]
        if match[2] or match[3]:
            return chr(int(match[2], 8) if match[2] else int(match[3], 16))
        return match[0]

    return _ESCAPE.sub(one, text)


def read_po(path: Path) -> Catalogue:
    """Read a catalogue; never raises for what stands in it. A file that cannot be opened is a fault like any other."""
    try:
        data = path.read_bytes()
    except OSError as error:
        fault = Finding("catalog.unreadable", Where.of(path), error.strerror or str(error), "check the name and the rights of the file")
        return Catalogue(path, faults=(fault,))
    return parse_po(path, data)


def parse_po(path: Path, data: bytes) -> Catalogue:
    """Read the bytes of a catalogue that lies, or would lie, at ``path``."""
    text, faults = decode(path, data)
    reader = _Reader(path)
    messages = list(reader.read(text))
    header: dict[str, str] = {}
    if messages and messages[0].source == "" and messages[0].context is None:
        header = read_header(messages.pop(0).target)
    faults += [*reader.faults, *judge_catalogue(path, header, messages)]
    return Catalogue(path, header, tuple(messages), tuple(limit(faults)))


def read_header(text: str) -> dict[str, str]:
    """The fields of the header entry by name."""
    pairs = (line.partition(":") for line in text.split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def decode(path: Path, data: bytes) -> tuple[str, list[Finding]]:
    """The text of a file in whatever encoding it is, and what is wrong with its form."""
    faults: list[Finding] = []
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        faults.append(Finding("catalog.encoding", Where.of(path, 1), "the file is UTF-16", "save it as UTF-8"))
        return data.decode("utf-16", "replace"), faults
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
        message = "begins with a byte order mark, which gettext refuses"
        faults.append(Finding("catalog.byte-order-mark", Where.of(path, 1), message, "save it as UTF-8 without BOM", Severity.WARNING))
    if b"\r" in data:
        line = data.count(b"\n", 0, data.index(b"\r")) + 1
        message = "line ends of Windows or old Macintosh (CR)"
        faults.append(Finding("catalog.line-ends", Where.of(path, line), message, "save it with LF; git can do so", Severity.WARNING))
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not data.strip():
        faults.append(Finding("catalog.empty", Where.of(path), "the file is empty", "take the last good version"))
    try:
        return data.decode("utf-8"), faults
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        named = match[1].decode("ascii") if (match := _CHARSET.search(data, 0, 4096)) else "utf-8"
        byte = data[error.start]
        message = f"byte 0x{byte:02x} is not UTF-8" + (f"; the header says {named}" if named.lower() not in {"utf-8", "utf8"} else "")
        faults.append(Finding("catalog.encoding", Where.of(path, line), message, "save the file as UTF-8, and say so in its header"))
    try:
        # some codecs of Python are no encodings of files: slow without bound (punycode), or able to make half characters
        sound = codecs.lookup(named).name not in {"idna", "punycode", "undefined", "unicode_escape", "raw-unicode-escape", "unicode-escape"}
        return data.decode(named if sound else "utf-8"), faults
    except (LookupError, UnicodeError):
        return data.decode("utf-8", "replace"), faults


def limit(faults: list[Finding]) -> Iterator[Finding]:
    """The faults in order; beyond ``MOST`` of one kind, one line for the rest."""
    seen: dict[str, int] = {}
    for fault in sorted(faults, key=lambda fault: fault.where):
        seen[fault.code] = seen.get(fault.code, 0) + 1
        if seen[fault.code] <= MOST:
            yield fault
        last = fault
    for code, count in seen.items():
        if count > MOST:
            yield Finding(code, Where(last.where.file), f"and {count - MOST} more of these", "", last.severity)


class _Reader:
    """Goes through the lines of one catalogue and gathers messages and faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Finding] = []
        self._fresh()

    def _fresh(self) -> None:
        self.parts: dict[str, list[str]] = {}
        self.keyword = ""
        self.line = self.target_line = 0
        self.flags: list[str] = []
        self.comments: list[str] = []

    def _blame(self, line: int, code: str, message: str, hint: str) -> None:
        self.faults.append(Finding(f"catalog.{code}", Where.of(self.path, line), message, hint))

    def read(self, text: str) -> Iterator[Message]:
        """The messages of a text, the header first."""
        skipping = False
        for number, line in enumerate(text.split("\n"), 1):
            if line.startswith(_CONFLICT):
                if line[0] == "<":
                    self._blame(number, "merge-conflict", "an unsolved merge conflict", "choose one side and delete the marks")
                skipping = line[0] in "=|"
            elif not skipping and line and not line.isspace():
                yield from self._line(number, line)
        yield from self._finish()

    def _line(self, number: int, line: str) -> Iterator[Message]:
        """Take in one line that says something; gives the message that it ends, if it ends one."""
        first = line[0]
        if (
            first == "m"
            and (word := "msgid" if line.startswith('msgid "') else "msgstr" if line.startswith('msgstr "') else "")
            and line[-1] == '"'
            and "\\" not in line
            and line.count('"') == 2
        ):
            # The usual line, as it is written by every program.
            if word in self.parts or (word == "msgid" and self.target_line):
                yield from self._finish()
            self._begin(number, word)
            self.parts[word].append(line[len(word) + 2 : -1])
        elif first == '"':
            self._string(number, line, 0)
        elif first == "#":
            if self.target_line:
                yield from self._finish()
            self._comment(line)
        elif match := _KEYWORD.match(line.strip()):
            if match[1] in self.parts or (match[1] in {"msgctxt", "msgid"} and self.target_line):
                yield from self._finish()
            self._begin(number, match[1])
            self._string(number, line.strip(), match.end())
        elif line.lstrip().startswith('"'):
            self._string(number, line.strip(), 0)
        else:
            self._blame(number, "syntax", "not a line of a PO file", "mend the quotes or the keyword there")

    def _begin(self, number: int, word: str) -> None:
        self.keyword = word
        self.parts[word] = []
        if word == "msgid":
            self.line = number
        elif word.startswith("msgstr") and not self.target_line:
            self.target_line = number
        elif word == "msgctxt" and not self.line:
            self.line = number

    def _string(self, number: int, line: str, place: int) -> None:
        match = _STRING.fullmatch(line, place)
        if not self.keyword:
            self._blame(number, "syntax", "a string that belongs to no msgid or msgstr", "put its keyword back")
        elif match:
            self.parts[self.keyword].append(match[1])
        else:
            self._blame(
                number, "syntax", "a string that is not closed, or with a bare quote inside", 'close it with ", and write \\" inside'
            )
            self.parts[self.keyword].append(line[place:].strip().strip('"'))

    def _comment(self, line: str) -> None:
        kind = line[1:2]
        if kind == ",":
            self.flags += (flag.strip() for flag in line[2:].split(","))
        elif kind in {"", " ", "\t"}:
            self.comments.append(line[1:].strip())

    def _finish(self) -> Iterator[Message]:
        """Give the message gathered so far, if there is one, and begin anew."""
        parts = {word: unescape("".join(strings)) for word, strings in self.parts.items()}
        if parts and "msgid" not in parts:
            self._blame(self.target_line or self.line, "syntax", "a msgstr without its msgid", "put the msgid back, or delete the entry")
        elif parts and not self.target_line:
            self._blame(self.line, "truncated", "a msgid without its msgstr: the file is cut short or torn here", 'add msgstr ""')
        if "msgid" in parts and self.target_line:
            targets = tuple(value for word, value in parts.items() if word.startswith("msgstr"))
            yield Message(
                self.line, self.target_line, parts["msgid"], targets[0], parts.get("msgid_plural", ""), targets,
                parts.get("msgctxt"), frozenset(self.flags), tuple(self.comments),
            )  # fmt: skip
        self._fresh()


def judge_catalogue(path: Path, header: dict[str, str], messages: list[Message]) -> Iterator[Finding]:
    """What is wrong with a catalogue as a whole: its header, plural forms and double entries."""
    if messages and not header:
        hint = 'begin it with msgid "" and the fields of a header'
        yield Finding("catalog.header", Where.of(path, 1), "no header: programs guess the encoding", hint, Severity.WARNING)
    plurals = _NPLURALS.match(header.get("Plural-Forms", ""))
    first: dict[tuple[str | None, str], int] = {}
    blamed = False
    for message in messages:
        key = (message.context, message.source)
        if first.setdefault(key, message.line) != message.line:
            hint = "keep the better of the two translations"
            yield Finding("catalog.duplicate", Where.of(path, message.line), f"the same msgid as in line {first[key]}", hint)
        if not message.plural:
            continue
        if not plurals and not blamed:
            blamed = True
            hint = 'add "Plural-Forms: nplurals=…; plural=…;\\n" to the header'
            yield Finding("catalog.plural-forms", Where.of(path, message.line), "plurals, but the header does not say how many forms", hint)
        elif plurals and len(message.targets) != int(plurals[1]) and any(message.targets):
            text = f"{len(message.targets)} plural forms where the header asks for {plurals[1]}"
            yield Finding("catalog.plural-forms", Where.of(path, message.target_line), text, "give each form its msgstr[n]")


def settle(message: Message, target: str) -> Message:
    """The message with one of its plural forms as its translation."""
    return replace(message, target=target)
