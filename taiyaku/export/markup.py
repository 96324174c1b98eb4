"""Safe HTML: text is never trusted, and only a few tags without scripts, handlers or styles can be made."""

from __future__ import annotations

import re
from html import escape, unescape

#: What no text may hold: control characters that XML 1.0 forbids, and the sign that marks gaps.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
TAGS = frozenset(
    {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "sup", "sub", "table", "tr", "th", "td"}
)
ADDRESS = re.compile(r"https?://[^\s\"'<>]+\Z", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


def clean(text: str) -> str:
    """The text without what XML forbids."""
    return FORBIDDEN.sub("", text)


def say(text: str) -> str:
    """Text as HTML."""
    return escape(clean(text))


def wrap(tag: str, html: str) -> str:
    """HTML in a tag; raises ``ValueError`` for a tag that is not on the list."""
    if tag not in TAGS:
        raise ValueError(f"the tag {tag} is not on the list")
    return f"<{tag}>{html}</{tag}>"


def foreign(html: str, lang: str) -> str:
    """HTML in another language, named by its tag; plain where the tag is none."""
    return f'<span lang="{lang}">{html}</span>' if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang) else html


def link(html: str, address: str) -> str:
    """A link where the address is an absolute web address; its words alone otherwise."""
    return f'<a href="{escape(address)}">{html}</a>' if ADDRESS.match(address) else html


def gap(number: int) -> str:
    """The sign for a gap; see ``taiyaku.export.model``."""
    return f"\x00{number}\x00"


def plain(html: str) -> str:
    """HTML of this module as plain text."""
    return unescape(TAG.sub("", html))
