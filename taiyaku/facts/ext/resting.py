"""Which facts a page rests on: by the facts themselves, not by their files, so that a change leaves all other pages as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from taiyaku.facts.ext.domain import domain_of, facts_of
from taiyaku.facts.prints import Prints, key_of
from taiyaku.facts.query import UnknownFact
from taiyaku.facts.store import print_of

#: Source folder → digests of the facts read for the build there.
_prints: dict[Path, Prints] = {}


def prints_of(env: BuildEnvironment) -> Prints:
    """The digests of the book's facts in the language of the build; raises ``UnknownFact`` where the book has none.

    What an earlier build worked out is kept with the environment, and taken where the facts beneath it are the same.
    """
    facts, lang = facts_of(env), str(env.config.language)
    kept = _prints.get(Path(env.srcdir))
    if kept is None or kept.facts is not facts or kept.lang != lang:
        kept = _prints[Path(env.srcdir)] = Prints(facts, lang, domain_of(env).data.setdefault("prints", {}))
    return kept


def rest_on(env: BuildEnvironment, name: str) -> None:
    """Have the page being read be read again when something changes, by its name in ``prints``."""
    domain_of(env).rests.setdefault(env.docname, {})[name] = prints_of(env).of(name)


def show(env: BuildEnvironment, *names: str) -> None:
    """Have the page being read be written again when something changes that is filled in only then, by its name in ``prints``."""
    domain_of(env).shows.setdefault(env.docname, set()).update(names)


def depend(env: BuildEnvironment, item: Any) -> None:
    """Have the page being read depend on all that is known of an item of the facts."""
    rest_on(env, key_of(item))


def find_outdated(_app: Sphinx, env: BuildEnvironment, *_sets: set[str]) -> list[str]:
    """The pages that rest on a fact which says something else now, or is gone."""
    try:
        prints = prints_of(env)
    except UnknownFact:
        return list(domain_of(env).rests)
    data, now = domain_of(env).data, print_of(prints.facts.root)
    if data.get("print") == now:  # not one fact has changed
        return []
    data["print"] = now
    return [docname for docname, noted in domain_of(env).rests.items() if any(prints.of(name) != was for name, was in noted.items())]
