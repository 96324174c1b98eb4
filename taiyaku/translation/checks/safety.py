"""Safety: a translation is untrusted. It may not bring in what its source lacks and what could run, read or lead elsewhere.

The same check stops a build (``taiyaku.translation.ext``). It cannot be suppressed from inside a catalogue.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from taiyaku.facts.vocabulary import split
from taiyaku.translation.checks.inline import Sort, Text, Token
from taiyaku.translation.checks.subject import Remark, Subject

#: Roles and directives that read files, run code or write markup of their own.
DANGEROUS = frozenset(
    split(
        "raw include literalinclude eval-rst doctest testcode testsetup testcleanup testoutput download csv-table figure image "
        "code-cell exec program-output command-output ipython plot graphviz mermaid jinja role default-role only ifconfig "
        "toctree automodule autoclass autofunction parsed-literal html_meta meta iframe video container math-block sourcecode "
        "pep rfc pep-reference rfc-reference cve cwe"
    )
)
#: What may stand before a block on its line: quotations, items of lists, definitions, notes.
_LEAD = r"(?:^|\n)(?:[ \t>*+:-]|\d{1,9}[.)]|\[\^[^\]\n]+\]:)*"
_DIRECTIVE = re.compile(
    _LEAD + r"(?:`{3,}|~{3,}|:{3,})\s*\{([A-Za-z][\w:.+-]*)\}"
    r"|(?:^|\n)[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?([A-Za-z][\w:.+-]*)::"
)
_BLOCK = re.compile(r"(?:^|\n)[ \t]*(?:`{3,}|~{3,}|:{3,})|(?:^|\n)[ \t]*\[[^\]^]+\]:[ \t]|(?:^|\n)\.\.[ \t]+_|(?:^|\n)[ \t]*\([\w-]+\)=")
_ROLE = re.compile(r"\{\s*([A-Za-z][\w:.+-]*)\s*\}`|:([A-Za-z][\w:.+-]*):`")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "doi", "project", "path", "inv", "myst"})
_BAD_SCHEME = re.compile(r"(?:java|vb|live)script\s*:|data\s*:\s*[\w/+-]*[;,]|file\s*:\s*//", re.IGNORECASE)
#: As browsers read it: after http, https and ftp any number of slashes, or none, and either kind.
_HOST = re.compile(r"(?:(?:https?|ftp):[/\\]*|(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,})(?:[^/\\?#@\s]*@)?([^/\\?#:\s]+)", re.IGNORECASE)
#: Wherever a link or a picture could lead, also where brackets and backquotes are laid so that readers of Markdown disagree.
_PLACE = re.compile(r"\](?:\(|:)(?=\s*<?((?:\\.|[^\s<)\\])+))|<([a-z][a-z0-9+.-]*:[^\s<>]*)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BARE = re.compile(r"(?:https?:|ftp:)?//[^\s<>\"'`()（）「」]+|\bwww\.[^\s<>\"'`()（）「」]+", re.IGNORECASE)
_LATEX = re.compile(r"\\(?:href|url|input|include\w*|write|openin|openout|catcode|def|let|html\w*|class|cssId|style|unicode|require)\b")
_HTML = re.compile(
    r"<(?:[A-Za-z!?/][^<>]*>|!--|\?|!\[CDATA\[|![A-Za-z]|(?:script|style|iframe|img|svg|object|embed|form|link|meta|base)\b)", re.IGNORECASE
)
_BLANK = re.compile(r"<([^\W\d_][\w ,.|-]*)>")
#: Every element that a browser knows, old ones too.
ELEMENTS = frozenset(
    split(
        "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br "
        "button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl "
        "dt element em embed fencedframe fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head "
        "header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark "
        "marquee math menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup option "
        "output p param picture plaintext portal pre progress q rb rbc rp rt rtc ruby s samp script search section select "
        "shadow slot small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th "
        "thead time title tr track tt u ul var video wbr xmp"
    )
)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def judge_safety(subject: Subject) -> Iterator[Remark]:
    """What a translation brings in that its source lacks."""
    source, target = subject.source.raw, subject.target.raw
    if target.isascii() and target.isprintable() and not any(sign in target for sign in "<`{[:\\$|_/"):
        return
    yield from judge_hidden(source, target)
    if any(sign in target for sign in "<`{[:\\$|_/&"):
        yield from judge_blocks(source, target)
        yield from judge_html(subject.source, subject.target)
        yield from judge_addresses(subject)


def judge_hidden(source: str, target: str) -> Iterator[Remark]:
    """Characters that nobody sees, or that turn the order of others around."""
    for char in dict.fromkeys(_HIDDEN.findall(target)):
        if char not in source:
            kind = "bidi" if char in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" else "control"
            name = unicodedata.name(char, "control character")
            yield Remark(f"safety.{kind}", f"U+{ord(char):04X} ({name.lower()}), which the source does not have")


def judge_blocks(source: str, target: str) -> Iterator[Remark]:
    """Directives, dangerous roles, templates and formulas with commands."""
    directives = names(_DIRECTIVE, target) if any(sign in target for sign in ("```", "~~~", ":::", "..")) else {}
    for name in directives:
        if name not in names(_DIRECTIVE, source):
            yield Remark("safety.directive", f"the directive {{{name}}}, which the source does not have")
    start = target.lstrip()
    opens = start.startswith(("```", "~~~", ":::", "---")) and not source.startswith(start[:3])
    if opens or ("\n" in target and not directives and _BLOCK.search(target) and not _BLOCK.search(source)):
        yield Remark("safety.directive", "a block of markup, which the source does not have")
    for name in names(_ROLE, target) if "`" in target else ():
        if name.lower().rsplit(":", 1)[-1] in DANGEROUS and name not in names(_ROLE, source):
            yield Remark("safety.role", f"the role {{{name}}}, which the source does not have")
    for code, what, pattern, sign in (("template", "template", _JINJA, "{"), ("math", "command", _LATEX, "\\")):
        for piece in dict.fromkeys(pattern.findall(target)) if sign in target else ():
            if piece not in source:
                yield Remark(f"safety.{code}", f"the {what} {piece[:40]}, which the source does not have")


def names(pattern: re.Pattern[str], text: str) -> dict[str, None]:
    """The names that a pattern of two groups finds, each once, in order."""
    return dict.fromkeys(name for pair in pattern.findall(text) for name in pair if name)


def judge_html(source: Text, target: Text) -> Iterator[Remark]:
    """HTML that the source does not have, letter by letter."""
    if "<" not in target.raw:
        return
    rest, here = strip_roles(target), strip_roles(source)
    have = set(_HTML.findall(here))
    have.update(f"<{name}>" for token in source.of(Sort.ROLE) for name in (token.target, token.words))
    # <file> of the source may be <archivo>: a name to be filled in, with nothing in it that a browser obeys.
    names_there = [one for one in _BLANK.findall(rest) if one.split()[0].lower() not in ELEMENTS]
    if len(names_there) <= len(_BLANK.findall(here)):
        have.update(f"<{one}>" for one in names_there)
    # Where code and roles end is a matter of opinion between readers: what a browser obeys is looked for in them too.
    obeyed = [tag for tag in _HTML.findall(target.raw) if tag not in source.raw and is_obeyed(tag)] if len(rest) < len(target.raw) else []
    for tag in dict.fromkeys([*_HTML.findall(rest), *obeyed]):
        if tag not in have and not tag.lower().startswith(("<http", "<mailto", "<ftp")):
            yield Remark("safety.html", f"{tag[:60]}, which the source does not have")


def is_obeyed(tag: str) -> bool:
    """Whether a browser does something with a tag: it knows the element, or it has attributes, or is no element at all."""
    name = re.match(r"</?([A-Za-z][\w:-]*)", tag)
    return not name or name[1].lower() in ELEMENTS or "=" in tag


def strip_roles(text: Text) -> str:
    """The raw text without roles, code and links of rST, whose angle brackets are no HTML."""
    raw = text.raw
    for token in reversed(text.tokens):
        if token.sort in {Sort.ROLE, Sort.CODE, Sort.MATH} or (token.sort is Sort.LINK and token.words):
            raw = raw[: token.start] + " " + raw[token.end :]
    return raw


def judge_addresses(subject: Subject) -> Iterator[Remark]:
    """Where links and images lead: no scripts, no hosts that the source does not name, no images from elsewhere."""
    source, target = subject.source, subject.target
    if runs_code(_ESCAPED.sub(r"\1", target.raw)) and not runs_code(source.raw):
        yield Remark("safety.script-link", "an address that runs or carries code (javascript:, data:, file:)")
        return
    text = read_entities(target.raw) if "&" in target.raw else target.raw
    places = dict.fromkeys((token.target for token in target.of(Sort.LINK, Sort.ADDRESS, Sort.IMAGE)), False)
    bare = _ESCAPED.sub(r"\1", text) if "\\" in text else text
    if "//" in bare or "www." in bare.lower():
        places.update(dict.fromkeys(_BARE.findall(bare), False))
    if "](" in text or "]:" in text or "<" in text:
        places.update((place, True) for pair in _PLACE.findall(text) for place in pair if place and not stands_in(place, source.raw))
    if places:
        named = [re.split(r"[)\]>]", host)[0] for host in _HOST.findall(source.raw)] if "//" in source.raw else []
        hosts = {host.lower().removeprefix("www.") for host in named} | subject.setting.hosts
        for place, links in places.items():
            yield from judge_address(place, hosts, source, links)
    pictures = {token.target for token in source.of(Sort.IMAGE)}
    if target.raw.count("![") > max(source.raw.count("!["), len(target.of(Sort.IMAGE))):
        yield Remark("safety.image", "an image, which the source does not have")
    for token in target.of(Sort.IMAGE):
        if token.target not in pictures and not is_localised(token, pictures):
            yield Remark("safety.image", f"the image {token.target}, which the source does not have")


def judge_address(place: str, hosts: set[str], source: Text, links: bool) -> Iterator[Remark]:
    written, place = place, _ESCAPED.sub(r"\1", place)
    scheme = _SCHEME.match(place.strip())
    if scheme and scheme[1].lower() not in _SAFE_SCHEMES and not stands_in(place, source.raw) and ("://" in place or links):
        yield Remark("safety.script-link", f"the scheme {scheme[1]}:, which the source does not use")
    match = _HOST.match(place.strip()) or re.match(r"(www\.[^/?#:\s]+)", place)
    example = match and "." not in match[1] and any("." not in host for host in hosts)  # sftp://server/ may be sftp://servidor/
    if match and not example and (match[1].lower().rstrip(".])>").removeprefix("www.") not in hosts or written != place not in source.raw):
        yield Remark("safety.outside-link", f"a link to {match[1]}, which the source does not name")
    if place.lower().startswith("mailto:") and place not in source.raw:
        yield Remark("safety.outside-link", f"{place}, which the source does not name")


def stands_in(place: str, raw: str) -> bool:
    """Whether a text has an address, and not only the end of another one."""
    return re.search(rf"(?<![\w+.-]){re.escape(place)}", raw) is not None


def is_localised(token: Token, pictures: set[str]) -> bool:
    """Whether an image is the source's own in the form name.LANG.suffix."""
    return re.sub(r"\.[a-z]{2}(?:[-_][A-Za-z]+)?(?=\.\w+\Z)", "", token.target) in pictures


def read_entities(text: str) -> str:
    """A text with its entities read; a number that no character has is none (Python refuses to read it where it is very long)."""
    return html.unescape(re.sub(r"&#(?:\d{8,}|x[0-9a-f]{8,});?", "\ufffd", text, flags=re.IGNORECASE))


def runs_code(text: str) -> bool:
    """Whether an address in a text runs or carries code, however it is written: a browser ignores blanks and reads entities in a scheme."""
    if not (_SCHEME_HINT.search(text) or "%" in text or "&" in text):
        return False
    plain = read_entities(unquote(text))
    return bool(_BAD_SCHEME.search(re.sub(r"[\x00-\x20\u200b-\u200f\ufeff]+", "", plain)))


_SCHEME_HINT = re.compile(r"(?:t|a|e)\s*:", re.IGNORECASE)
