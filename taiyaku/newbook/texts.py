"""The starter text in a language: English in the templates, other languages in the catalogues beside them.

In a template ``[[…]]`` is a text in the language of the book, ``((…))`` one in that of its translation, ``@names[…]`` a name in all its
languages and ``@term[…]`` a term; ``<<1884-05>>`` inside a text is a value, said as the language says it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from taiyaku.catalog import read_catalog
from taiyaku.facts.values import When
from taiyaku.facts.words import say

STARTER = Path(__file__).parent / "starter"
SUFFIX = ".txt"
_OWN = re.compile(r"\[\[(.+?)\]\](?!\])")
_OTHER = re.compile(r"\(\((.+?)\)\)")
_VALUE = re.compile(r"<<(.+?)>>")
_NAMES = re.compile(r"@names\[(.+?)\]")
_TERM = re.compile(r"@term\[(.+?)\]")
#: The fields that a term has for its languages; any other stands in its ``names``.
_FIELDS = ("en", "ja", "es", "pt")


@cache
def catalog(lang: str) -> Mapping[str, str]:
    """The starter text of a language by the English one; empty where there is none."""
    path = STARTER / f"{lang}.po"
    return read_catalog(path) if path.is_file() else {}


def is_written(lang: str) -> bool:
    """Whether there is a starter text in a language."""
    return lang == "en" or bool(catalog(lang))


def templates() -> Iterator[tuple[str, str]]:
    """Each file of the starter book: where it goes, and its template."""
    for path in sorted(STARTER.rglob(f"*{SUFFIX}")):
        name = path.relative_to(STARTER).as_posix().removesuffix(SUFFIX)
        yield (".gitignore" if name == "gitignore" else name), path.read_text("utf-8")


def keys() -> list[str]:
    """Every text that the templates have, as they have it."""
    return list(dict.fromkeys(key for _, text in templates() for key in _OWN.findall(text)))


def say_text(key: str, lang: str) -> str:
    """A text of the templates in a language, the English one where that has none; values are said in the language either way."""
    return _VALUE.sub(lambda match: str(say(When.parse(match[1]), lang)), catalog(lang).get(key, key))


@dataclass(frozen=True, slots=True)
class Pair:
    """The two languages of a book."""

    source: str
    target: str

    def fill(self, template: str, words: Mapping[str, str]) -> str:
        """A file of the book from its template; ``words`` stand in place of ``@word``."""
        text = _TERM.sub(lambda match: self._term(match[1]), template)
        text = _NAMES.sub(lambda match: flow(self._names(match[1])), text)
        text = _OWN.sub(lambda match: say_text(match[1], self.source), text)
        text = _OTHER.sub(lambda match: say_text(match[1], self.target), text)
        known = "|".join(sorted(words, key=len, reverse=True))
        return re.sub(rf"@({known})\b", lambda match: words[match[1]], text)

    def _names(self, key: str) -> dict[str, str]:
        """A name in both languages, and in English, on which others fall back."""
        return {lang: catalog(lang).get(key, key) for lang in dict.fromkeys((self.source, self.target, "en"))}

    def _term(self, key: str) -> str:
        names = self._names(key)
        fields: dict[str, object] = {lang: names[lang] for lang in _FIELDS if lang in names}
        if reading := catalog("ja").get(f"{key} (reading)") if "ja" in names else "":
            fields["reading"] = reading
        if others := {lang: name for lang, name in names.items() if lang not in _FIELDS}:
            fields["names"] = others
        return flow(fields)[1:-1]


def flow(fields: Mapping[str, object]) -> str:
    """A YAML mapping on one line: what JSON writes is YAML as well."""
    return json.dumps(fields, ensure_ascii=False)
