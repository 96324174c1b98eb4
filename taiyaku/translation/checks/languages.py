"""Which languages a catalogue is from and into, where nobody says so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from taiyaku.translation.po import Catalogue

_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+")
#: Small words that tell languages in Latin letters apart.
_SMALL: Mapping[str, frozenset[str]] = {
    "en": frozenset(["the", "and", "is", "to", "of", "in", "not", "for", "with", "this", "that", "are", "be", "on", "was", "it"]),
    "es": frozenset(["el", "los", "las", "una", "que", "del", "por", "para", "con", "es", "se", "en", "no", "su", "al"]),
    "pt": frozenset(["o", "os", "uma", "que", "do", "da", "para", "com", "não", "é", "em", "um", "dos", "no", "na"]),
    "fr": frozenset(["le", "les", "une", "des", "et", "est", "pour", "dans", "que", "qui", "pas", "sur", "du", "au"]),
    "de": frozenset(["der", "die", "das", "und", "ist", "nicht", "mit", "ein", "eine", "für", "von", "zu", "den", "im"]),
}
_CODE = re.compile(r"[a-z]{2,3}(?:[-_@][A-Za-z0-9]+)*\Z")


def guess_target(catalogue: Catalogue) -> str:
    """The language of the translations: as the header says, or the folder that gettext puts them in; ``""`` where neither does."""
    named = catalogue.header.get("Language", "")
    if _CODE.match(named):
        return named
    parts = catalogue.path.resolve().parts
    if len(parts) > 2 and parts[-2] == "LC_MESSAGES":
        return parts[-3]
    if _CODE.match(catalogue.path.stem) and len(catalogue.path.stem) in {2, 5}:
        return catalogue.path.stem
    return next((part for part in reversed(parts[:-1]) if re.fullmatch(r"[a-z]{2}(?:[-_][A-Z]{2})?", part)), "")


_FORMATS = re.compile(r"%(?:\(\w+\)|\d+\$)?[#0+-]*[\d.*]*l{0,2}[sdiux](?![A-Za-z0-9_])")


def is_program(catalogue: Catalogue) -> bool:
    """Whether the messages are those of a program, by their placeholders, and not paragraphs of a document."""
    messages = catalogue.messages
    filled = sum("c-format" in one.flags or "python-format" in one.flags or bool(_FORMATS.search(one.source)) for one in messages)
    return filled * 25 > len(messages)


def guess_source(catalogue: Catalogue) -> str:
    """The language of the sources, told by their letters and small words; ``""`` where it cannot be told."""
    texts = [message.source for message in catalogue.messages[:400]]
    text = " ".join(texts)
    if _KANA.search(text):
        # A few Japanese words do not make a source Japanese.
        kana = sum(bool(_KANA.search(one)) for one in texts)
        if kana * 4 > len(texts):
            return "ja"
    if texts and sum(bool(_HAN.search(one)) for one in texts) * 3 > len(texts):
        return "ja" if _KANA.search(text) else "zh"
    words = [word.lower() for word in _WORD.findall(text)]
    scores = {lang: sum(word in small for word in words) for lang, small in _SMALL.items()}
    best = max(scores, key=lambda lang: scores[lang])
    others = max(score for lang, score in scores.items() if lang != best)
    if scores[best] > 2 and scores[best] > 1.5 * others:
        return best
    return "en" if text and not words else "en" if scores["en"] and scores["en"] >= others else ""
