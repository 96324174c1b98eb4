"""What a check is given: one message with its translation, taken apart once, and what is known about both languages and the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from taiyaku.facts.numerals import Found
from taiyaku.translation.checks.glossary import EMPTY, Glossary
from taiyaku.translation.checks.inline import Text, take_apart
from taiyaku.translation.checks.said import may_add, values
from taiyaku.translation.po import Message

#: Languages written without spaces, with full-width punctuation.
WIDE = frozenset({"ja", "zh", "yue"})


@dataclass(frozen=True, slots=True)
class Setting:
    """The pair of languages (``""`` is one that is not known), the glossary, and the hosts that a translation may link to anew."""

    source: str
    target: str
    glossary: Glossary = EMPTY
    hosts: frozenset[str] = field(default_factory=frozenset)
    #: Messages of a program, shown as they are: a star, a backquote or a number at the beginning is no markup.
    plain: bool = False


class Remark(NamedTuple):
    """What a check says about a message; its severity and hint stand in the table of checks."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A message under check."""

    message: Message
    source: Text
    target: Text
    setting: Setting
    source_values: tuple[Found, ...] = ()
    target_values: tuple[Found, ...] = ()


Judge = Callable[[Subject], Iterator[Remark]]


def examine(message: Message, setting: Setting) -> Subject:
    """Take a message apart for the checks."""
    source, target = take_apart(message.source), take_apart(message.target)
    said = values(source.prose, setting.source)
    # Small numbers in words are never blamed alone: where the source says no value, most translations need no reading.
    theirs = values(target.prose, setting.target) if said or may_add(target.prose, setting.target) else ()
    return Subject(message, source, target, setting, said, theirs)
