"""Markup: what the source has of roles, notes, links, code and the like, the translation must have too, and nothing broken.

Each fact, source and note has to stand at least once; order and repeats are free, and so are links to terms and words in other languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from taiyaku.translation.checks.inline import Sort, Text, Token
from taiyaku.translation.checks.said import language
from taiyaku.translation.checks.subject import WIDE, Remark, Subject

#: Roles that a translation may add or leave out: links to terms, words in another language, readings.
FREE = frozenset({"term", "ruby", "abbr", "index", "sub", "sup", "lang", "strong", "emphasis", "kbd", "guilabel", "menuselection"})
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?\Z")
#: Roles of the press that state facts.
_IDS = frozenset({"fact", "claim", "source", "blank", "cite"})
#: What is left of a role that was torn.
_TORN = re.compile(
    r"\{[A-Za-z][\w:-]*\}(?:\s+`|[^\s`]*<[a-z0-9][\w.-]*>|(?=[^\W_]|\s|$)(?!`))|\{[A-Za-z][\w:-]*\s`|`[^`\n]*\s<[a-z0-9][\w.@-]*>`(?!_)|:[a-z]{2,}:\s`|\{\s+[a-z]+\}`"
    r"|\[\s*\^[^\]]*$|\]\s\((?:https?:|[\w./-]+\.(?:md|html|rst)|\#)[^)]*\)"
)  # fmt: skip
_LIST = re.compile(
    r"(?:\d{1,9}[.)]|[-+*])\s|#{1,6}\s|>\s?|(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$|`{3}|:{3,}|~{3}|\||\s{4}|\(\w[\w-]*\)=|%\s|\+{3}|\.\.\s"
)
_NAMED = re.compile(r"\d{1,9}[.)]\s")


def judge_markup(subject: Subject) -> Iterator[Remark]:
    """Compare the markup of a message with that of its translation."""
    source, target = subject.source, subject.target
    yield from judge_ends(source.raw, target.raw)
    if subject.setting.plain:
        if source.tokens or target.tokens:
            yield from judge_addresses(source, target)
            yield from judge_placeholders(subject)
        return
    yield from judge_opening(source.raw, target.raw)
    if not source.tokens and not target.tokens and not source.strong and not target.strong and not target.loose and "`" not in target.raw:
        if "{" in target.raw or source.emphasis or "[" in target.raw:
            yield from judge_torn(source, target)
            yield from judge_stars(source, target)
        return
    yield from judge_roles(source, target)
    yield from judge_notes(source, target)
    yield from judge_links(source, target)
    yield from judge_pieces(subject)
    yield from judge_stars(source, target)
    yield from judge_torn(source, target)


def judge_opening(source: str, target: str) -> Iterator[Remark]:
    """A translation that opens like a list or heading is dropped by MyST without a word."""
    opening = _LIST.match(target)
    if opening and not _LIST.match(source):
        yield Remark("markup.opening", f"MyST takes the opening “{target[:12].strip()}” for a list, a heading or another block")


def judge_ends(source: str, target: str) -> Iterator[Remark]:
    """Line ends at the beginning and the end of a message, which programs rely on."""
    for piece in ("\n",) if "\n" in source or "\n" in target else ():
        if source.startswith(piece) != target.startswith(piece) or source.endswith(piece) != target.endswith(piece):
            yield Remark("markup.line-end", "source and translation must both begin or end with a line end, or neither")


def role_key(token: Token) -> tuple[str, str]:
    """What of a role must be the same: its name and target."""
    name = token.name.removeprefix("std:").removeprefix("py:")
    return name, token.target.lstrip("~!")


_AIMED = frozenset({"ref", "doc", "numref", "class", "func", "meth", "mod", "attr", "exc", "file", "download", "eq"})


def is_free(name: str) -> bool:
    return name in FREE or bool(_LANGUAGE.match(name))


def judge_roles(source: Text, target: Text) -> Iterator[Remark]:
    wanted = {role_key(token): token for token in source.of(Sort.ROLE) if not is_free(token.name)}
    have = {role_key(token): token for token in target.of(Sort.ROLE) if not is_free(token.name)}
    known = {token.name for token in source.of(Sort.ROLE)}
    for key, token in wanted.items():
        if key not in have and not (
            not token.words and any(name == key[0] and key[0] not in _IDS | {"ref", "doc", "numref"} for name, _ in have)
        ):
            code = "markup.fact" if key[0] in _IDS else "markup.role"
            yield Remark(code, f"{{{key[0]}}} {key[1]} of the source is not in the translation")
    for key in have:
        if key not in wanted and (key[0] not in _IDS or key[0] not in known):
            yield Remark("markup.role", f"{{{key[0]}}} {key[1]} is not in the source")
        elif key not in wanted and wanted.keys() - have.keys():
            yield Remark("markup.fact", f"{{{key[0]}}} {key[1]} is not in the source")
    for token in target.of(Sort.ROLE):
        if is_free(token.name) and token.name not in known and token.name not in FREE and token.name not in _TONGUES:
            yield Remark("markup.role", f"{{{token.name}}} is not in the source")


_TONGUES = frozenset({"ja", "en", "es", "pt", "fr", "de", "it", "la", "ru", "zh", "ko", "nl", "qu", "gn", "ay", "el", "ar"})


def judge_notes(source: Text, target: Text) -> Iterator[Remark]:
    wanted = dict.fromkeys(token.target for token in source.of(Sort.NOTE))
    have = dict.fromkeys(token.target for token in target.of(Sort.NOTE))
    for name in wanted:
        if name not in have:
            yield Remark("markup.note", f"the note [^{name}] of the source is not in the translation")
    for name in have:
        if name not in wanted:
            yield Remark("markup.note", f"the note [^{name}] is not in the source")


#: What an address says about the language of its page.
_TONGUE = re.compile(r"(?<=/)(?:[a-z]{2}(?:-[a-z]{2,4})?/|(?:index|deed)\.[a-z]{2}\b)|(?<=//)[a-z]{2}\.|(?<=\.)[a-z]{2}\.(?=html?\b)")


def without_language(places: Counter[str], others: Counter[str]) -> Counter[str]:
    """The addresses, without those that the other side has for another language."""
    same = {_TONGUE.sub("", other) for other in others}
    return Counter({place: count for place, count in places.items() if place in others or _TONGUE.sub("", place) not in same})


def judge_links(source: Text, target: Text) -> Iterator[Remark]:
    """Targets of links and images: the same ones, each with its words; addresses in running text as well."""
    yield from judge_addresses(source, target)
    yield from judge_reference(source, target)


def judge_addresses(source: Text, target: Text) -> Iterator[Remark]:
    for sorts, what in (((Sort.LINK,), "link"), ((Sort.IMAGE,), "image"), ((Sort.ADDRESS,), "address")):
        wanted, have = (Counter(token.target for token in text.of(*sorts)) for text in (source, target))
        if wanted.keys() == have.keys() and (what != "link" or wanted == have):
            continue
        wanted, have = without_language(wanted, have), without_language(have, wanted)
        lost, added = list((wanted - have) if what == "link" else wanted.keys() - have.keys()), list(have.keys() - wanted.keys())
        for place in lost:
            yield Remark(f"markup.{'image' if what == 'image' else 'link'}", f"the {what} to {place} is not in the translation")
        for place in added:
            yield Remark(f"markup.{'image' if what == 'image' else 'link'}", f"the {what} to {place} is not in the source")


def judge_reference(source: Text, target: Text) -> Iterator[Remark]:
    """Links that a translation cannot have, or not in another order."""
    if target.of(Sort.REFERENCE):
        place = target.of(Sort.REFERENCE)[0].target
        yield Remark(
            "markup.reference-link", f"the reference-style link [{place}] prints as it stands: a translation cannot see its address"
        )
    pages: dict[str, set[str]] = {}
    for token in target.of(Sort.LINK):
        page, mark, _ = token.target.partition("#")
        if page and mark and "://" not in page:
            pages.setdefault(page, set()).add(token.target)
    order = [token.target for token in source.of(Sort.LINK)], [token.target for token in target.of(Sort.LINK)]
    for page, targets in pages.items():
        if len(targets) > 1 and order[0] != order[1] and Counter(order[0]) == Counter(order[1]):
            yield Remark("markup.links-to-one-page", f"links to different places of {page} stand in another order: Sphinx mixes them up")


def judge_pieces(subject: Subject) -> Iterator[Remark]:
    """Code, formulas, attributes, substitutions and placeholders: the same in both."""
    source, target = subject.source, subject.target
    wide = language(subject.setting.source) in WIDE
    for sort, code in ((Sort.CODE, "code"), (Sort.MATH, "math"), (Sort.ATTRIBUTES, "attributes"), (Sort.SUBSTITUTION, "substitution")):
        wanted, have = (Counter(token.target for token in text.of(sort)) for text in (source, target))
        if wanted.keys() == have.keys():
            continue
        wanted, have = localised(wanted, have, subject)
        # Comments and prose inside code may be translated; then the number of pieces must be the same.
        lost = [piece for piece in wanted.keys() - have.keys() if not is_words(piece, wide)]
        # A name that the source writes plainly, in no role, may be marked as code.
        worded = {token.words for token in source.of(Sort.ROLE)}
        added = [piece for piece in have.keys() - wanted.keys() if not is_words(piece, wide)]
        added = [piece for piece in added if piece in worded or piece not in source.prose]
        # What stands inside another piece that is there is not lost: `rule` in `votes(rule)`.
        calls = [whole for whole in have & wanted if "(" in whole]
        lost = [piece for piece in lost if not any(re.search(rf"[(, ]{re.escape(piece)}[,)]", call) for call in calls)]
        translated = len(wanted.keys() - have.keys()) - len([one for one in wanted.keys() - have.keys() if not is_words(one, wide)])
        added = added[translated:] if sort is Sort.CODE else added
        if len(lost) < len(wanted.keys() - have.keys()) and sum(wanted.values()) == sum(have.values()):
            continue
        for piece in lost:
            yield Remark(f"markup.{code}", f"the {sort} {piece} is not in the translation")
        for piece in added:
            yield Remark(f"markup.{code}", f"the {sort} {piece} is not in the source")
    yield from judge_placeholders(subject)


def localised(wanted: Counter[str], have: Counter[str], subject: Subject) -> tuple[Counter[str], Counter[str]]:
    """The pieces of both sides without those that name one thing in either language: gift-ja.txt and gift-en.txt."""
    tongues = "|".join(re.escape(code) for code in (subject.setting.source, subject.setting.target) if code) or "(?!)"
    tongue = re.compile(rf"(?<=[-_/.])(?:{tongues})(?=[-_/.]|$)")
    plain = [{tongue.sub("", piece) for piece in side} for side in (wanted, have)]
    same = wanted & have
    lost = Counter({piece: count for piece, count in wanted.items() if tongue.sub("", piece) not in plain[1]})
    added = Counter({piece: count for piece, count in have.items() if tongue.sub("", piece) not in plain[0]})
    return lost + same, added + same


#: %2$s is %s in another place.
_PLACE = re.compile(r"\A%\d+\$")


def judge_placeholders(subject: Subject) -> Iterator[Remark]:
    wanted, have = (
        Counter(_PLACE.sub("%", token.target) for token in text.of(Sort.PLACEHOLDER)) for text in (subject.source, subject.target)
    )
    certain = bool(subject.message.flags & {"c-format", "python-format", "python-brace-format"})
    for piece in sorted({*(wanted - have), *(have - wanted)}):
        if subject.source.raw.count(piece) == subject.target.raw.count(piece):
            continue  # one of the two stands in code
        if certain or piece.startswith("%(") or piece in wanted:
            where = "translation" if piece in wanted - have else "source"
            yield Remark("markup.placeholder", f"the placeholder {piece} is not in the {where} as often as in the other")


def is_words(piece: str, wide: bool) -> bool:
    """Whether a piece of code holds words of the source's language."""
    return bool(re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", piece)) if wide else bool(re.search(r"\s\w+\s", piece))


def judge_stars(source: Text, target: Text) -> Iterator[Remark]:
    """Strong and emphasised words: as many as in the source, and every star closed. Titles in 『』 may become emphasis."""
    if target.strong < source.strong or target.strong > source.strong:
        yield Remark("markup.strong", f"{source.strong} strong (**) in the source, {target.strong} in the translation")
    elif target.loose > source.loose:
        yield Remark("markup.emphasis", "a star that opens or closes nothing")
    elif target.emphasis < source.emphasis and not target.of(Sort.ROLE):
        yield Remark("markup.emphasis", f"{source.emphasis} emphasised (*) in the source, {target.emphasis} in the translation")


_APART = re.compile(r"\{[A-Za-z][\w:-]*\}\s+`")


def judge_torn(source: Text, target: Text) -> Iterator[Remark]:
    """What is left of markup that was torn: an open backquote, a role without its name, a space between role and words."""
    rest = without(target)
    match = _APART.search(target.raw) or _TORN.search(rest)
    if match and not _APART.search(source.raw) and not _TORN.search(without(source)):
        yield Remark("markup.torn", f"broken markup: {match[0].strip()[:40]}")
    elif any("<" in token.target and re.search(r"\s<[a-z0-9][\w.@-]*>\Z", token.target) for token in target.of(Sort.CODE)):
        yield Remark("markup.torn", "a role without its name: it would show as code")
    elif rest.count("`") % 2 and not without(source).count("`") % 2:
        yield Remark("markup.torn", "a backquote that opens or closes nothing")


def without(text: Text) -> str:
    """The raw text without the markup that was understood."""
    if not text.tokens:
        return text.raw
    pieces, place = [], 0
    for token in text.tokens:
        pieces.append(text.raw[place : token.start])
        place = token.end
    return "\ufffc".join([*pieces, text.raw[place:]])
