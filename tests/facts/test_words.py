"""Values are said as a reader of each language writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from taiyaku.facts.values import Moment, When, parse_value
from taiyaku.facts.words import say, state_name

ROWS = [
    tuple(field.strip(" ") for field in line.split("|"))
    for line in (Path(__file__).parent / "cases" / "say.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("lang", "held", "words"), ROWS, ids=["-".join(row[:2]) for row in ROWS])
def test_says_what_the_case_says(lang: str, held: str, words: str) -> None:
    """A value has the words of its case."""
    assert say(parse_value(yaml.safe_load(held)), lang).replace("\N{NO-BREAK SPACE}", " ") == words


def test_styles_say_less() -> None:
    """A style leaves out the mark of a computed date, or all but the year."""
    value = When(Moment(2010, 11, 30), computed=True)
    assert say(value, "en", "unmarked") == "30 November 2010"
    assert say(When.parse("2003-05-25/2007-12-10"), "en", "year") == "2003–2007"
    assert say(When.parse("2005-11-04/2005-11-05"), "ja", "year") == "2005年"


def test_states_have_names() -> None:
    """A state's code is said by CLDR's name, or by the name that the caller prefers; other texts stay."""
    assert (state_name("ARG", "ja"), state_name("ARG", "en"), state_name("BRA", "es")) == ("アルゼンチン", "Argentina", "Brasil")
    assert state_name("USA", "ja", {"USA": "米国"}) == "米国"
    assert state_name("XYZ", "en") == ""
    assert say(("CUB", "USA", "ABC-Gruppe"), "ja", "states", {"USA": "米国"}) == "キューバ、米国、ABC-Gruppe"
    assert say("CUB", "ja") == "CUB"


def test_unknown_language_and_style_are_refused() -> None:
    """A language without a table, or a style that does not exist, is refused."""
    with pytest.raises(ValueError, match="'xx'"):
        say("", "xx")
    with pytest.raises(ValueError, match="loud"):
        say("", "ja", "loud")
