"""Text as Typst string literals: whatever an author, a translator or a source wrote arrives on paper as written and never as code.

Text never enters Typst markup. It stands in string literals (``#"…";``), where only the backslash and the quotation mark have a meaning;
the semicolon ends the expression, so that a following ``.`` or ``(`` cannot continue it.
"""

from __future__ import annotations

import re

CJK = r"\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef"
"""Scripts that are written without spaces between words, as the inside of a character class."""
BREAK_IN_CJK = re.compile(rf"(?<=[{CJK}])[ \t]*[\r\n]+[ \t]*(?=[{CJK}])")
SPACES = re.compile(r"[ \t\r\n\f\v]+")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LANGUAGE = re.compile(r"(?P<lang>[A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?P<region>[A-Za-z]{2}))?(?:-.*)?")


def quote(text: str) -> str:
    """A Typst string literal that stands for exactly this text; what no font can print becomes U+FFFD."""
    clean = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        clean = clean.replace(plain, escaped)
    return f'"{clean}"'


def flow(text: str) -> str:
    """Text as it flows: a line break between two Japanese characters vanishes, any other run of white space is one space."""
    return SPACES.sub(" ", BREAK_IN_CJK.sub("", text))


def words(text: str) -> str:
    """Running text as a Typst expression in markup."""
    return f"#{quote(flow(text))};" if text else ""


def is_cjk(text: str) -> bool:
    """Whether a text has letters of a Chinese, Japanese or Korean script; punctuation alone does not count."""
    return re.search(f"(?![\u3000-\u3004\u3008-\u303f\uff00-\uff65])[{CJK}]", text) is not None


def language(tag: str) -> tuple[str, str | None] | None:
    """Language and region of a BCP 47 tag as Typst takes them; nothing where the tag is malformed."""
    match = LANGUAGE.fullmatch(tag)
    return (match["lang"].lower(), match["region"] and match["region"].lower()) if match else None
