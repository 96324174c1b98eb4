"""Where a Japanese heading may break: between phrases, in every browser, by way of ``<wbr>``, which copying and searching pass over."""

from __future__ import annotations

import re
from functools import cache

import budoux

JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
#: Titles of a page's text; what is in them is inline markup.
TITLE = re.compile(r'(<(h[1-4])\b[^>]*>|<(p) class="tai-box-title"[^>]*>)(.*?)(</(?:\2|\3)>)', re.DOTALL)
PARTS = re.compile(r"(<[^>]*>|&\w+;|&#\w+;)")


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def breaks(text: str) -> set[int]:
    """The offsets in a text before which a line may begin."""
    found, at = set(), 0
    for phrase in _parser().parse(text)[:-1]:
        at += len(phrase)
        found.add(at)
    return found


def phrase_title(markup: str) -> str:
    """A title's markup with a ``<wbr>`` between its Japanese phrases; as it is where it has none."""
    parts = PARTS.split(markup)
    words = "".join(part for part in parts if not part.startswith(("<", "&")))
    if not JAPANESE.search(words):
        return markup
    places, at, made = breaks(words), 0, []
    for part in parts:
        if part.startswith(("<", "&")):
            made.append(part)
            continue
        for letter in part:
            made.append("<wbr>" + letter if at in places and not letter.isspace() else letter)
            at += 1
    return "".join(made)


def phrase_titles(body: str) -> str:
    """A page's body with phrases marked in all its titles; the link at the end of a heading stays whole."""

    def mark(found: re.Match[str]) -> str:
        words, link, rest = found[4].partition('<a class="headerlink"')
        return found[1] + phrase_title(words) + link + rest + found[5]

    return TITLE.sub(mark, body)
