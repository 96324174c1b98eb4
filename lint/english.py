"""Read the English of the catalogues with codespell and Harper: ``python lint/english.py`` from the root, exit 1 when they find something.

codespell knows common misspellings; Harper knows grammar and doubled words. Names that either does not know stand in lint/words.txt.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(Path(__file__).parent))

from plain import plain_note  # noqa: E402  (its folder is no package)

WORDS = ROOT / "lint" / "words.txt"
CATALOGUES = ROOT / "locales" / "en" / "LC_MESSAGES"
COPIES = ROOT / "build" / "prose" / "en"
#: Harper's rules that are off, by reason; every other rule of its default set is on.
OFF = {
    "the book has its own style: no serial comma, some 400, re-elected, the verdict “out of date”": (
        *("OxfordComma", "QuantifierNumeralConflict", "DisjointPrefixes", "DiscourseMarkers", "Excellent", "OutOfDate", "Everyone"),
        *("ExpandTimeShorthands", "ExpandMinimum"),
    ),
    "a long sentence is the editor's business": ("LongSentences",),
    "notes, cells and items of lists are fragments: they begin in lower case or end in a source": (
        *("SentenceCapitalization", "Spaces", "CommaFixes"),
    ),
    "takes names, abbreviations and enumerating letters for words": (
        *("OrthographicConsistency", "TheProperNounPossessive", "WrongNegative", "ThereIsAgreement", "MassNouns"),
        *("CapitalizePersonalPronouns", "AnA"),
    ),
    "joins or splits sound words (multipolar, tear gas, a year lies between)": ("SplitWords", "CompoundNouns", "RoadMap", "Insofar"),
    "guesses at syntax, and was wrong whenever it spoke here": (
        *("ToTwoToo", "MissingPreposition", "MissingTo", "OneOfTheSingular", "HowTo", "NotTo", "FindOut", "AvoidAndAlso", "WillNonLemma"),
        *("Everybody", "There", "ItsContraction", "WereWhere", "WhomSubjectOfVerb", "AdjectiveDoubleDegree", "SingleBe", "ThereToTheir"),
        *("PronounContraction", "MultipleSequentialPronouns", "PronounVerbAgreement", "DoubleModal", "ThatThan", "TheirToTheyre"),
        *("InflectedVerbAfterTo",),
    ),
}
QUOTED = re.compile(r'(?P<key>msgctxt|msgid|msgstr)?\s*(?P<text>"(?:[^"\\]|\\.)*")\s*$')


def translations(catalogue: str) -> Iterator[tuple[int, str]]:
    """Each translation of a catalogue with the line of its ``msgstr``; the header and obsolete entries are not among them."""
    key, line, text, source = "", 0, "", ""
    for number, row in enumerate([*catalogue.splitlines(), ""], 1):
        match = QUOTED.match(row)
        if match and not match["key"]:
            text += str(ast.literal_eval(match["text"]))
            continue
        if key == "msgid":
            source = text
        elif key == "msgstr" and source and text:
            yield line, text
        key, line, text = (match["key"], number, str(ast.literal_eval(match["text"]))) if match else ("", 0, "")


def plain_english(text: str) -> str:
    """A translation as running words: no roles, notes, foreign words or line breaks.

    >>> plain_english("The {term}`peace <peace>` of {es}`La Paz`.[^a]")
    'The peace of La Paz.'
    """
    return re.sub(r"^\d\d-\d: ", "", " ".join(plain_note(text).split()))  # 01-1: the id of a task in the guides


def plain_catalogue(catalogue: str) -> str:
    """The translations of a catalogue, each on the line of its ``msgstr``, the other lines empty."""
    rows = [""] * len(catalogue.splitlines())
    for number, text in translations(catalogue):
        rows[number - 1] = plain_english(text)
    return "".join(f"{row}\n" for row in rows)


def known_words(path: Path) -> frozenset[str]:
    """The names and terms of a word list, one on a line; ``#`` opens a comment."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return frozenset(filter(None, lines))


def bare(word: str) -> str:
    """A word without its possessive: ``Correa’s`` is ``Correa``."""
    return re.sub(r"['’]s?$", "", word)


def reader() -> Any:  # harper has no stub for its organised findings
    """Harper's British rules without those that are off."""
    from harper import Dialect, Linter, get_default_lint_config  # noqa: PLC0415  (only the prose check needs it)

    linter = Linter(dialect=Dialect.BRITISH)
    linter.set_lint_config({**get_default_lint_config(), **dict.fromkeys((rule for rules in OFF.values() for rule in rules), False)})
    return linter


def read_catalogue(path: Path, copy: str, linter: Any, known: frozenset[str]) -> Iterator[str]:
    """What Harper says of each line of a plain copy, unknown words apart from those that are known."""
    for number, row in enumerate(copy.splitlines(), 1):
        for rule, lints in linter.organized_lints(row).items() if row else ():
            for lint in lints:
                if rule != "SpellCheck" or bare(lint.problem_text) not in known:
                    yield f"{path.relative_to(ROOT)}:{number}: {lint.message} [{lint.problem_text}] ({rule})"


def straight_quotes(path: Path, copy: str) -> Iterator[str]:
    """Where a plain copy has typewriter's quotation marks or apostrophes; the book sets “ ” and ’."""
    for number, row in enumerate(copy.splitlines(), 1):
        for match in re.finditer(r"""\w*['"]\w*""", row):
            yield f"{path.relative_to(ROOT)}:{number}: Set curly quotation marks and apostrophes. [{match[0]}] (house style)"


def misspellings(copies: Path, words: Path) -> list[str]:
    """What codespell says of the plain copies, with the line of the catalogue."""
    command = [sys.executable, "-m", "codespell_lib", "--ignore-words", str(words), *map(str, sorted(copies.glob("*.po")))]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode and not run.stdout:
        raise SystemExit(run.stderr.strip() or "codespell did not run")
    return [f"locales/en/LC_MESSAGES/{Path(line).name} (codespell)" for line in run.stdout.splitlines()]


def main() -> int:
    """Read every catalogue with both."""
    known, linter = known_words(WORDS), reader()
    found: list[str] = []
    catalogues = sorted(CATALOGUES.glob("*.po"))
    COPIES.mkdir(parents=True, exist_ok=True)
    for old in COPIES.glob("*.po"):
        old.unlink()
    for path in catalogues:
        copy = plain_catalogue(path.read_text("utf-8"))
        (COPIES / path.name).write_text(copy, "utf-8")
        found += [*read_catalogue(path, copy, linter, known), *straight_quotes(path, copy)]
    found += misspellings(COPIES, WORDS)
    print("\n".join([*found, f"English: {len(catalogues)} catalogues read, {len(found)} findings"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
