"""What a check is given: one message with its translation, taken apart once, and what is known about both languages and the book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from taiyaku.facts.numerals import LANGUAGES, Bound, Found, Kind, find
from taiyaku.translation.checks.glossary import EMPTY, Glossary
from taiyaku.translation.checks.inline import Text, take_apart
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


def language(code: str) -> str:
    """The language of a code such as pt_BR or zh-Hant, without its country and script."""
    return code.replace("_", "-").partition("-")[0].lower()


def values(text: str, code: str) -> tuple[Found, ...]:
    """The values that a text says, where there is a reader of its language."""
    name = language(code)
    if name not in LANGUAGES:
        return ()
    if name == "en" and "fold" in text:
        text = _FOLD.sub(r"\1    ", text)
    found = find(text, name)
    if name == "ja" and found:
        return tuple(one if one.bound else replace(one, bound=bound_of(one, text)) for one in found)
    return tuple(found)


#: eightfold says eight.
_FOLD = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|hundred|\d+)-?fold\b")
_LIMITS = {"以上": Bound.AT_LEAST, "以下": Bound.AT_MOST, "以内": Bound.AT_MOST, "未満": Bound.LESS}
_BEHIND = re.compile(r"[ァ-ヶーA-Za-z\u4e00-\u9fff]{1,5}?(以上|以下|以内|未満)")
_AHEAD = re.compile(r"(?:少なくとも|最低)、?[約]?$|(多くとも|最大で?|せいぜい|最長で?)、?[約]?$")


def bound_of(one: Found, text: str) -> Bound | None:
    """The limit that a Japanese value has by words behind its counter (8文字以上) or ahead of it (少なくとも)."""
    if one.kind is Kind.DATE:
        return None
    if match := _BEHIND.match(text, one.end):
        return _LIMITS[match[1]]
    match = _AHEAD.search(text[max(0, one.start - 8) : one.start])
    return None if not match else Bound.AT_MOST if match[1] else Bound.AT_LEAST


def examine(message: Message, setting: Setting) -> Subject:
    """Take a message apart for the checks."""
    source, target = take_apart(message.source), take_apart(message.target)
    return Subject(message, source, target, setting, values(source.prose, setting.source), values(target.prose, setting.target))
