"""Formulas: the small part of TeX that a book of the humanities needs, as Typst mathematics.

Only known commands, letters, digits and signs pass, each of them rewritten; nothing of the source reaches Typst as code.
"""

from __future__ import annotations

import re

from taiyaku.pdf.escape import quote

TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)|\\(?P<sign>.)|(?P<number>\d+(?:\.\d+)?)|(?P<letter>[A-Za-z])|(?P<space>\s+)|(?P<mark>.)", re.DOTALL
)
SYMBOLS = {
    "times": "times",
    "cdot": "dot.c",
    "div": "div",
    "pm": "plus.minus",
    "leq": "lt.eq",
    "le": "lt.eq",
    "geq": "gt.eq",
    "ge": "gt.eq",
    "neq": "eq.not",
    "ne": "eq.not",
    "approx": "approx",
    "sum": "sum",
    "prod": "product",
    "infty": "infinity",
    "to": "arrow.r",
    "rightarrow": "arrow.r",
    "Rightarrow": "arrow.r.double",
    "ldots": "dots.h",
    "dots": "dots.h",
    "in": "in",
    "Delta": "Delta",
    "alpha": "alpha",
    "beta": "beta",
    "gamma": "gamma",
    "delta": "delta",
    "lambda": "lambda",
    "mu": "mu",
    "pi": "pi",
    "sigma": "sigma",
    "quad": "quad",
    "qquad": "wide",
    "left": "",
    "right": "",
    "displaystyle": "",
}
WORDS = {"text", "mathrm", "textrm", "operatorname"}
OPERATORS = set("+-=<>")
PLAIN = set("()[],.:!|/*%'")
SCRIPTS = {"_": "b", "^": "t"}


class Unreadable(ValueError):
    """Raised for a part of TeX that is not understood."""


def read_formula(source: str) -> str:
    """Typst mathematics for a TeX formula. Raises ``Unreadable`` naming the first part that is not understood."""
    return _read(list(TOKEN.finditer(source)), closing=None)[0]


def _read(tokens: list[re.Match[str]], closing: str | None) -> tuple[str, list[re.Match[str]]]:
    """Everything up to the closing brace, and what is left."""
    parts: list[str] = []
    while tokens:
        token = tokens[0]
        if token["mark"] == "}":
            if closing != "}":
                raise Unreadable("an unmatched brace")
            return " ".join(parts), tokens[1:]
        if token["mark"] in SCRIPTS:
            argument, tokens = _argument(tokens[1:])
            base = parts.pop() if parts else '""'
            parts.append(f"attach({base}, {SCRIPTS[token['mark']]}: {argument})")
            continue
        piece, tokens = _piece(tokens)
        parts.append(piece)
    if closing:
        raise Unreadable("an unmatched brace")
    return " ".join(part for part in parts if part), []


def _piece(tokens: list[re.Match[str]]) -> tuple[str, list[re.Match[str]]]:
    """One thing with its arguments, and what is left."""
    token, rest = tokens[0], tokens[1:]
    if token["space"]:
        return "", rest
    if token["mark"] == "{":
        inside, rest = _read(rest, closing="}")
        return f"lr({inside})" if inside else '""', rest
    if token["name"]:
        return _command(token["name"], rest)
    if token["number"] or token["letter"]:
        return token[0], rest
    if token["mark"] in OPERATORS:
        return token["mark"], rest
    if token["mark"] in PLAIN or token["sign"] in {"%", "$", "&", "#", "_"}:
        return quote(token["sign"] or token["mark"]), rest
    if token["sign"] in {",", ";", " ", "!", ":"}:
        return "thin", rest
    if token["mark"] and ord(token["mark"]) > 127:
        return quote(token["mark"]), rest
    raise Unreadable(f"`{token[0]}`")


def _command(name: str, rest: list[re.Match[str]]) -> tuple[str, list[re.Match[str]]]:
    if name in WORDS:
        return _text(rest)
    if name == "frac":
        above, rest = _argument(rest)
        below, rest = _argument(rest)
        return f"frac({above}, {below})", rest
    if name == "sqrt":
        inside, rest = _argument(rest)
        return f"sqrt({inside})", rest
    if name in SYMBOLS:
        return SYMBOLS[name], rest
    raise Unreadable(f"`\\{name}`")


def _argument(tokens: list[re.Match[str]]) -> tuple[str, list[re.Match[str]]]:
    while tokens and tokens[0]["space"]:
        tokens = tokens[1:]
    if not tokens:
        raise Unreadable("a missing argument")
    return _piece(tokens)


def _text(tokens: list[re.Match[str]]) -> tuple[str, list[re.Match[str]]]:
    """The words in braces, as words."""
    ends = [index for index, token in enumerate(tokens) if token["mark"] == "}"]
    if not tokens or tokens[0]["mark"] != "{" or not ends:
        raise Unreadable("words without braces")
    return quote("".join(token[0] for token in tokens[1 : ends[0]])), tokens[ends[0] + 1 :]
