"""What MyST makes of a translation, as a browser and Sphinx would take it: the judge of whether anything unsafe got past the gate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from taiyaku.translation.checks.safety import DANGEROUS, is_obeyed

PARSER = create_md_parser(MdParserConfig(enable_extensions={"attrs_block", "attrs_inline", "colon_fence", "deflist"}), RendererHTML)
#: No host has these; a browser does not go there.
FORBIDDEN = re.compile(r"[\x00-\x20\x7f#/:<>?@\[\\\]^|%]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def host_of(address: str) -> str:
    """The host that a browser would ask, or ``?`` where the address is no place but runs or opens something; nothing within the book.

    A browser leaves out line ends and tabs, takes ``\\`` for ``/`` and does not count them after http, https and ftp.
    """
    plain = re.sub(r"[\t\r\n]", "", address).strip("".join(map(chr, range(33)))).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1].lower() not in {"http", "https", "ftp"}:
        return "?"
    rest = plain[scheme.end() :] if scheme else plain
    if not scheme and not rest.startswith("//"):
        return ""
    host = unquote(re.split(r"[/?#]", rest.lstrip("/"), maxsplit=1)[0].rpartition("@")[2].partition(":")[0]).lower().rstrip(".")
    return "" if FORBIDDEN.search(host) else host


def pieces(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from pieces(token.children or [])


def escapes(text: str, hosts: set[str]) -> Iterator[str]:
    """What in a translation leads out, reads or runs. ``hosts`` are those that its source names; the source has no picture and no HTML."""
    for token in pieces(PARSER.parse(text)):
        if token.type in {"html_block", "html_inline"} and any(map(is_obeyed, re.findall(r"<[^<>]*", token.content))):
            yield f"HTML {token.content!r}"
        elif token.type == "image":
            yield f"image {token.attrs['src']!r}"
        elif token.type == "link_open":
            host = host_of(str(token.attrs["href"]))
            if host and host not in hosts:
                yield f"link {token.attrs['href']!r} to {host}"
        elif token.type in {"fence", "colon_fence"} and re.match(r"\s*\{[^\s}]+\}", token.info):
            yield f"directive {token.info!r}"
        elif token.type == "myst_role" and token.meta["name"].lower().rpartition(":")[2] in DANGEROUS:
            yield f"role {token.meta['name']!r}"
