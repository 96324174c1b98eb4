"""Make a book of any number of chapters: facts, terms, notes, boxes, figures and exercises, in English and Japanese, always the same.

Run: ``python benchmarks/made.py FOLDER CHAPTERS``. Each chapter is a made-up town and its bridge; nothing in it is true.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

PARAGRAPHS = 12
CONF = """taiyaku_source_language = "en"
taiyaku_languages = ["en", "ja"]
taiyaku_titles = {"en": "Many Bridges", "ja": "多くの橋"}
taiyaku_authors = {"en": "The Bridge Readers", "ja": "橋を読む会"}
taiyaku_file_name = "bridges"
extensions = ["myst_parser", "taiyaku"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
suppress_warnings = ["reading.unregistered-paragraph"]
version = release = "1"
language = "en"
locale_dirs = ["../locales"]
gettext_compact = False
gettext_location = False
numfig = True
html_theme = "taiyaku"
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
html_math_renderer = "mathml"
"""
SOURCES = """sources:
- {id: minutes, title: Council minutes, by: The clerk, date: 1930-06-20, url: "https://example.org/minutes", lang: en, kind: primary,
   consulted: 2026-11, read: whole, saw: The openings.}
- {id: pamphlet, title: Our Bridges, by: The guild, date: '1951', url: "https://example.org/pamphlet", lang: en, kind: other,
   consulted: 2026-11, read: whole, saw: All of it.}
"""
FACTS = """claims:
- {{id: opened-{n}, prose: en, section: Town {n}, kind: date, claim: The pamphlet has bridge {n} open in June {wrong}.,
   value: {{date: {wrong}-06}}, verdict: contradicted, corrected: {{date: {year}-06-14}}, gap: slip, weight: argument,
   finding: The minutes record the opening of bridge {n} in {year}., sources: [minutes], confidence: high}}
- {{id: cost-{n}, prose: en, section: Town {n}, kind: number, claim: Bridge {n} cost {cost} dollars., value: {{cost: {{usd: {cost}}}}},
   verdict: confirmed, finding: The minutes give the sum for bridge {n}., sources: [minutes], confidence: high}}
events:
- {{id: closed-{n}, prose: en, date: {closed}-03-02, event: Bridge {n} is closed to cars., sources: [pamphlet]}}
terms:
- {{id: toll-{n}, ja: 通行料{n}, reading: つうこうりょう, en: toll {n}, definition: What one pays to cross bridge {n}., sources: [pamphlet],
   prose: en}}
"""
CHAPTER = """({stem})=
# Town {n} and its bridge

:::{{points}}
- It cost {{fact}}`cost-{n}`.
:::

({stem}-opening)=
## The opening in town {n}

{paragraphs}

:::{{criticism}} A year too late in town {n}
:claims: opened-{n}

The pamphlet was written {{fact}}`long after <opened-{n}>`, and the minutes of town {n} are plain.
:::

:::{{timeline}} fig-{stem}
:title: Town {n} in time
:items: opened-{n}.date closed-{n}

`opened-{n}.date`
: Bridge {n} is opened

`closed-{n}`
: Bridge {n} is closed

How bridge {n} came and went.
:::

({stem}-exercises)=
## Exercises of town {n}

:::{{exercises}}
:::

[^note-{n}]: The opening of bridge {n} is in {{source}}`minutes`.
"""
EXERCISE = """---
kind: single-choice
aim: {number}-1
level: remember
minutes: 1
facts: [opened-{n}]
answer: opened-{n}.date
---

# The opening of bridge {n}

When was bridge {n} opened?

{{fact}}`opened-{n}.date`
: The minutes of town {n} give this day.

14 June {wrong}
: In town {n} this is a year late.

2 March {closed}
: On this day bridge {n} was closed.

:::{{solution}}
The minutes of town {n} were written within a week.

```python
>>> facts.value("opened-{n}.date").start.year
{year}
```
:::
"""
INDEX = "(index)=\n# Many bridges\n\n```{toctree}\n%s\nback\n```\n"
BACK = "(back)=\n# Back matter\n\n" + "\n".join(f":::{{{kind}}}\n:::\n" for kind in ("chronology", "terms", "ledger", "bibliography"))


def stem_of(n: int) -> str:
    return f"{n:03}-town"


def paragraph(n: int, number: int) -> str:
    """A paragraph of the author's, with a fact, a term, a note and words in another language, in turn."""
    words = f"Sentence {number} of town {n} tells at some length how people crossed the river before there was a bridge."
    extras = (
        f"It was opened on {{fact}}`14 June {1800 + n % 150} <opened-{n}.date>`.[^note-{n}]",
        f"Whoever crossed it paid a {{term}}`toll <toll-{n}>`.",
        "The town called it {ja}`渡し`, and *still* does.",
        f"In {{fact}}`{1900 + n % 100} <closed-{n}.date>` it was closed; see {{ref}}`the opening <{stem_of(n)}-opening>`.",
    )
    return f"{words} {extras[number % len(extras)]}"


def messages(n: int) -> Iterator[tuple[str, str]]:
    """What a chapter says, and its translation: the same roles around other words."""
    for source in (
        f"Town {n} and its bridge",
        f"It cost {{fact}}`cost-{n}`.",
        f"The opening in town {n}",
        f"A year too late in town {n}",
        f"The pamphlet was written {{fact}}`long after <opened-{n}>`, and the minutes of town {n} are plain.",
        f"Bridge {n} is opened",
        f"Bridge {n} is closed",
        f"Town {n} in time",
        f"How bridge {n} came and went.",
        f"Exercises of town {n}",
        f"The opening of bridge {n}",
        f"When was bridge {n} opened?",
        f"The minutes of town {n} were written within a week.",
    ):
        yield source, f"町の話：{source}"
    for number in range(PARAGRAPHS):
        source = paragraph(n, number)
        target = source.replace(f"14 June {1800 + n % 150}", f"{1800 + n % 150}年6月14日").replace(
            f"`{1900 + n % 100} <", f"`{1900 + n % 100}年 <"
        )
        yield source, f"町の話：{target}"


def po(pairs: Iterator[tuple[str, str]]) -> str:
    """A catalogue of one-line messages."""
    head = 'msgid ""\nmsgstr ""\n"Language: ja\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    quoted = ((source.replace('"', '\\"'), target.replace('"', '\\"')) for source, target in pairs)
    return head + "".join(f'\nmsgid "{source}"\nmsgstr "{target}"\n' for source, target in quoted)


def fact_messages(chapters: int) -> Iterator[tuple[str, str]]:
    for n in range(1, chapters + 1):
        for source in (f"Bridge {n} is closed to cars.", f"What one pays to cross bridge {n}."):
            yield source, f"訳：{source}"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def make_book(folder: Path, chapters: int) -> None:
    """Write the whole book into a folder."""
    write(folder / "conf.py", CONF)
    write(folder / "facts/sources.yaml", SOURCES)
    write(folder / "docs/index.md", INDEX % "\n".join(stem_of(n) for n in range(1, chapters + 1)))
    write(folder / "docs/back.md", BACK)
    aims = []
    for n in range(1, chapters + 1):
        stem, year = stem_of(n), 1800 + n % 150
        numbers = {"n": n, "stem": stem, "year": year, "wrong": year + 1, "closed": 1900 + n % 100, "cost": 1000 * n, "number": f"{n:03}"}
        text = "\n\n".join(paragraph(n, number) for number in range(PARAGRAPHS))
        write(folder / f"facts/{stem}.yaml", FACTS.format(**numbers))
        write(folder / f"docs/{stem}.md", CHAPTER.format(paragraphs=text, **numbers))
        write(folder / f"exercises/{stem}/the-opening.md", EXERCISE.format(**numbers))
        write(folder / f"locales/ja/LC_MESSAGES/{stem}.po", po(messages(n)))
        aims.append(f"{stem}:\n  {n:03}-1: Can tell when bridge {n} was opened.\n")
    write(folder / "exercises/aims.yaml", "".join(aims))
    write(folder / "locales/ja/LC_MESSAGES/facts.po", po(fact_messages(chapters)))


if __name__ == "__main__":
    make_book(Path(sys.argv[1]), int(sys.argv[2]))
