"""Leftovers of the work: the source's script and punctuation, what stands twice or was left open, odd lengths, unfinished entries."""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Iterator

from taiyaku.facts.vocabulary import split
from taiyaku.translation.checks.inline import HOLE, Sort, Text
from taiyaku.translation.checks.said import language
from taiyaku.translation.checks.subject import WIDE, Remark, Subject

_SCRIPT = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f々〆]+")
_WIDE_SIGNS = re.compile(r"[、。「」『』【】〈〉《》〔〕・〜（）！？：；，．＝＋％＄＆／＊＃＠～－＜＞［］｛｝\u3000]")
_WIDE_ALNUM = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_HALF_AFTER_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff」』）](?:[,;]|\.(?![\w.]))")
_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)| \u3000|\u3000 ")
_LEGAL_TWICE = frozenset(
    split(
        "had that is her very do so no ha bye nos vous long tut now there well knock blah more on in who all you years die der das sie wird"
    )
)
_NEVER_TWICE = frozenset({"is", "in", "on", "all", "you", "who"})
#: Any character of the blocks that the patterns above are made of.
_WIDE_ANY = re.compile(r"[\u3000-\u30ff\u31f0-\u9fff\uff00-\uffef・]")
_DOTTED = ("..", "。。", "、、", ",,", ";;", " ,", " ;", "，，")
_DOTS = re.compile(r"(?<![.\w/])\.\.(?![./\w])|(?<=\w)\.\.(?![./\w])|\.{4,}|。。|、、|,,|;;|(?<=\w) [,;](?=\s)|，，")
_ELLIPSIS = re.compile(r"…|\.\.\.|‥")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "「": "」", "『": "』", "【": "】", "〔": "〕", "《": "》", "“": "”", "«": "»"}
#: What may close a bracket that nothing opened: a), iv), 3).
_ENUMERATED = re.compile(r"(?:^|(?<=[\s、。;,]))(?:[^\W\d_]|[ivx]{1,4}|\d{1,2})\Z")
_QUOTE = re.compile(r'(?<!\d)"')
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: How many characters of a translation go with one of the source, and how far from it a text may be; measured on real catalogues.
_RATIOS = {("ja", "en"): 2.15, ("ja", "es"): 2.4, ("en", "ja"): 0.48, ("es", "ja"): 0.43, ("zh", "en"): 3.3, ("en", "zh"): 0.32}


def judge_state(subject: Subject) -> Iterator[Remark]:
    """Unfinished entries: nothing written, unsure, or the source copied."""
    message = subject.message
    if not message.target.strip():
        yield Remark("leftovers.untranslated", "no translation")
        return
    if message.fuzzy:
        yield Remark("leftovers.fuzzy", "marked fuzzy: the source changed, or a program guessed; readers see the source")
    if message.source == message.target and language(subject.setting.source) != language(subject.setting.target) and is_text(subject):
        yield Remark("leftovers.same-as-source", "the source stands in place of the translation")


#: What only a line of commands has: git log [<options>], --stdin.
_CALL = re.compile(r"[\[<(]\w+[-\w]*[>\])|]|--\w|\w_\w|\w\(")


def is_text(subject: Subject) -> bool:
    """Whether a message is words of its language, not a name, code or number."""
    source = subject.source.prose
    if subject.setting.plain and _CALL.search(source):
        return False
    if language(subject.setting.source) in WIDE and language(subject.setting.target) not in WIDE:
        return bool(_SCRIPT.search(source))
    words = _WORD.findall(source)
    least = 2 if language(subject.setting.target) in WIDE else 3
    return len(words) > least and sum(word.islower() for word in words) >= least


def judge_leftovers(subject: Subject) -> Iterator[Remark]:
    """What is left over in a translation that is there."""
    target_is_wide = language(subject.setting.target) in WIDE
    if language(subject.setting.source) in WIDE and not target_is_wide:
        yield from judge_script(subject)
    elif target_is_wide:
        yield from judge_wide(subject)
    yield from judge_spacing(subject)
    yield from judge_ending(subject)
    yield from judge_pairs(subject)
    yield from judge_length(subject)


def judge_script(subject: Subject) -> Iterator[Remark]:
    """Japanese left in a translation into another script. Words in a role of their language, code and quoted names are meant."""
    if not _WIDE_ANY.search(subject.target.prose):
        return
    text = foreign_blanked(subject.target)
    if _ABOUT_WORDS.search(text):
        return
    found = [match for match in _SCRIPT.finditer(text) if not is_quoted(text, *match.span()) and not is_cited(match[0], subject.source.raw)]
    if found:
        yield Remark("leftovers.source-script", f"“{found[0][0][:20]}” is still in the source’s script")
    signs = [match for match in _WIDE_SIGNS.finditer(text) if not touches_script(text, match.start(), match.end())]
    if signs:
        yield Remark("leftovers.source-punctuation", f"“{signs[0][0]}” is punctuation of the source’s language")
    if match := _WIDE_ALNUM.search(text):
        yield Remark("leftovers.full-width", f"“{match[0]}” is full-width")


def foreign_blanked(text: Text) -> str:
    """The prose without the words that a role sets in the source's language."""
    if not any(token.sort is Sort.ROLE and token.name in WIDE | {"ruby", "lang"} for token in text.tokens):
        return text.prose
    prose = text.prose
    for token in text.tokens:
        if token.sort is Sort.ROLE and token.name in WIDE | {"ruby", "lang"}:
            prose = prose.replace(token.words, HOLE, 1)
    return prose


#: A translation that speaks about words of the other language shows them.
_ABOUT_WORDS = re.compile(r"\b(?:Japanese|Chinese|kanji|kana|render(?:s|ed|ing)?|spell(?:s|ed|ing)?|japonés|japonesa)\b")


def is_cited(words: str, source: str) -> bool:
    """Whether the source itself cites the words: in brackets, or as what something is called."""
    return bool(
        re.search(rf"[「『（][^」』）]*{re.escape(words)}|{re.escape(words)}[」』）]?(?:と(?:書|呼|訳|記|表)|の(?:形|語|名|字|訳))", source)
    )


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether Japanese words are cited on purpose: in quotation marks or brackets by themselves."""
    before, after = text[:start].rstrip("「『（・ー、"), text[end:]
    after = re.sub(r"\A(?:[・、」』）\d\s]|[\u3040-\u30ff\u4e00-\u9fff])*", "", after)
    before = re.sub(r"(?:[・、「『（\d]|[\u3040-\u30ff\u4e00-\u9fff])*\Z", "", before)
    return bool(before) and before[-1] in "(“\"'‘[«" and bool(after) and after[0] in ")”\"'’]»,;:."


def touches_script(text: str, start: int, end: int) -> bool:
    return bool(_SCRIPT.search(text[max(0, start - 1) : start]) or _SCRIPT.search(text[end : end + 1]))


def judge_wide(subject: Subject) -> Iterator[Remark]:
    """Half-width punctuation in running Japanese or Chinese."""
    if match := _HALF_AFTER_WIDE.search(subject.target.prose):
        yield Remark("leftovers.half-width", f"“{match[0]}”: half-width punctuation behind full-width text")


def judge_spacing(subject: Subject) -> Iterator[Remark]:
    """Spaces, dots and words that stand twice."""
    source, target = subject.source, subject.target
    if "  " in target.raw or "\u3000" in target.raw:
        text = target.raw if not target.of(Sort.CODE) else target.prose
        if _DOUBLE_SPACE.search(text) and "  " not in source.raw and "\n" not in target.raw:
            yield Remark("leftovers.double-space", "two spaces in a row")
    words = target.prose.replace("\u00a0", " ").lower().split(" ")
    if any(map(operator.eq, words, words[1:])):
        twice = [word for word, following in itertools.pairwise(words) if word == following and is_double(word, source.raw)]
        if twice:
            yield Remark("leftovers.double-word", f"“{twice[0]} {twice[0]}”")
    dots = find_dots(target.prose, subject.setting.target) if any(sign in target.prose for sign in _DOTTED) else None
    if dots and not _DOTS.search(source.prose):
        yield Remark("leftovers.punctuation", f"“{dots[0]}”: punctuation that stands twice or apart")
    if (
        ("…" in source.prose or ".." in source.prose or "‥" in source.prose)
        and _ELLIPSIS.search(source.prose)
        and not _ELLIPSIS.search(target.prose)
    ):
        yield Remark("leftovers.ellipsis", "the source has an ellipsis, the translation none")


#: What may stand behind the mark that ends a sentence.
_CLOSING = re.compile(r"[\s)\]}”’\"'»）」』】\ufffc*_]+\Z")
_APART = re.compile(r"[^\W\d_] [.?!](?=\s|\Z)")


def judge_ending(subject: Subject) -> Iterator[Remark]:
    """How a sentence ends: with the mark of its source, close behind its last word, and no space around the text."""
    source, target = subject.source, subject.target
    if subject.setting.plain:
        return
    if target.raw[:1] == " " != source.raw[:1] or target.raw[-1:] == " " != source.raw[-1:]:
        yield Remark("leftovers.ending", "a space at the beginning or the end of the translation")
    if language(subject.setting.target) != "fr" and _APART.search(target.prose) and not _APART.search(source.prose):
        yield Remark("leftovers.ending", "a space ahead of the mark that ends a sentence")
    if language(subject.setting.source) not in {"ja", "zh"} or language(subject.setting.target) in WIDE:
        return
    last, end = _CLOSING.sub("", source.prose)[-1:], _CLOSING.sub("", target.prose)[-1:]
    if last == "。" and end.isalpha():
        yield Remark("leftovers.ending", "the source ends with a full stop, the translation with none")
    elif last == "？" and end == ".":
        yield Remark("leftovers.ending", "the source ends with a question mark, the translation with a full stop")


def find_dots(text: str, code: str) -> re.Match[str] | None:
    """Punctuation that stands twice, or behind a space; French puts one before a semicolon."""
    spaced = language(code) == "fr"
    return next((match for match in _DOTS.finditer(text) if not (spaced and match[0] == " ;")), None)


def is_double(word: str, source: str) -> bool:
    """Whether a word that stands twice in a row is a slip."""
    known = word in _LEGAL_TWICE and word not in _NEVER_TWICE
    return len(word) > 1 and word.isalpha() and not known and f"{word} {word}" not in source.lower()


def judge_pairs(subject: Subject) -> Iterator[Remark]:
    """Brackets and quotation marks that do not come in pairs, where those of the source do."""
    source, target = subject.source.prose, subject.target.prose
    low = target.count("„")  # „so“ or „tak”: then “ closes
    for opening, closing in _BRACKETS.items():
        if opening == "“" and low:
            if low != target.count("“") + target.count("”") and source.count("“") == source.count("”"):
                yield Remark("leftovers.quote", f"{low} „ and {target.count('“') + target.count('”')} “ or ”")
            continue
        if opening == "«" and target.count("«") == target.count("»"):
            continue  # »so« as well as «así»
        if (opening in target or closing in target) and unpaired(target, opening, closing) and not unpaired(source, opening, closing):
            code = "quote" if opening in "“«「『" else "bracket"
            yield Remark(f"leftovers.{code}", f"{target.count(opening)} {opening} and {target.count(closing)} {closing}")
    if '"' in target and len(_QUOTE.findall(target)) % 2 and len(_QUOTE.findall(source)) % 2 == 0:
        yield Remark("leftovers.quote", 'a straight quotation mark " without its partner')


def unpaired(text: str, opening: str, closing: str) -> bool:
    """Whether a kind of bracket is left open or closed twice; the bracket behind the number of a list is none."""
    if text.count(opening) == text.count(closing):
        return False
    depth = 0
    for place, char in enumerate(text):
        if char == opening:
            depth += 1
        elif char == closing:
            if depth:
                depth -= 1
            elif closing != ")" or not _ENUMERATED.search(text[max(0, place - 6) : place]):
                return True
    return depth > 0


def judge_length(subject: Subject) -> Iterator[Remark]:
    """A translation far shorter or longer than translations of such sources are: cut short, or pasted twice."""
    source, target = len(subject.source.prose), len(subject.target.prose)
    pair = language(subject.setting.source), language(subject.setting.target)
    expected = source * _RATIOS.get(pair, 1.05)
    if source < 20 and expected < 60:
        return
    if target * 3.2 < expected and expected - target > 30:
        yield Remark("leftovers.length", f"{target} characters for {source}: far shorter than such a text becomes")
    elif target > expected * 3.2 and target - expected > 60:
        yield Remark("leftovers.length", f"{target} characters for {source}: far longer than such a text becomes")
