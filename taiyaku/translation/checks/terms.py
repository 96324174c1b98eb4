"""Terms against the glossary, and the names of states and persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from taiyaku.translation.checks.glossary import stems
from taiyaku.translation.checks.inline import Sort
from taiyaku.translation.checks.names import Names, differ, states
from taiyaku.translation.checks.said import language
from taiyaku.translation.checks.subject import Remark, Subject


def judge_terms(subject: Subject) -> Iterator[Remark]:
    """Whether linked terms are called by a name that the glossary has, inflected or short; whether other terms have one of theirs."""
    glossary = subject.setting.glossary
    if glossary.by_id and "{term}" in subject.target.raw:
        for token in subject.target.of(Sort.ROLE):
            if token.name == "term" and token.words and token.words != token.target and token.target in glossary.by_id:
                yield from judge_term(token.words, token.target, subject)
    for term, names in glossary.by_name.items():
        if term in subject.source.prose and not any(is_named(name, subject.target.prose) for name in names):
            yield Remark("terms.glossary", f"“{term}” is “{names[0]}” in the glossary")


def judge_term(words: str, key: str, subject: Subject) -> Iterator[Remark]:
    names = subject.setting.glossary.by_id[key]
    said = stems(words)
    if not any(said & stems(name) for name in names) and not any(initials(name) == words for name in names):
        yield Remark("terms.glossary", f"“{words}” for the term “{names[0]}” ({key})")
        return
    own = {name.lower() for name in names}
    if words.lower() not in own:
        for other, others in subject.setting.glossary.by_id.items():
            if other != key and others[0].lower() == words.lower() and others[0] not in names:
                yield Remark("terms.glossary", f"“{words}” is the name of another term ({other}); this one is “{names[0]}”")
                return


def initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())


@lru_cache(maxsize=4096)
def is_named(name: str, text: str) -> bool:
    """Whether a text has a name, in whatever inflection: all the stems of its words."""
    return name.lower() in text.lower() or stems(name) <= stems(text)


def judge_names(subject: Subject) -> Iterator[Remark]:
    """A state or person in the place of another: one that the source names is missing, and one that it does not name is there."""
    setting = subject.setting
    source, target = subject.source.prose, subject.target.prose
    if language(setting.source) and language(setting.target):
        yield from judge_pair("state", states(language(setting.source)), states(language(setting.target)), source, target)
    if setting.glossary.source_persons and setting.glossary.target_persons:
        yield from judge_pair("person", setting.glossary.source_persons, setting.glossary.target_persons, source, target)


def judge_pair(kind: str, here: Names, there: Names, source: str, target: str) -> Iterator[Remark]:
    lost, added = differ(here, there, source, target)
    if lost and added:
        yield Remark(f"terms.{kind}", f"the source names {', '.join(lost)}, the translation {', '.join(added)}")
