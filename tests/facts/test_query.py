"""What a student can ask the facts."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from taiyaku.facts import Facts, UnknownFact, load
from taiyaku.facts.kinds import Gap, Verdict
from taiyaku.facts.values import Money, Percent, When

MINI = Path(__file__).parents[1] / "books" / "mini"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load(MINI)


def test_a_claim_has_both_values(facts: Facts) -> None:
    """The article's value and the one that holds stand side by side."""
    claim = facts.claim("bridge-opened")

    assert (claim.verdict, claim.gap) == (Verdict.CONTRADICTED, Gap.SLIP)
    assert facts.value("bridge-opened.article.date") == When.parse("1931-06")
    assert facts.value("bridge-opened.date") == When.parse("1930-06-14")
    assert claim.chapter == "01-bridge"
    assert claim.where.file == "facts/01-bridge.yaml"
    assert claim.where.line == 3


def test_an_alias_serves_like_the_id(facts: Facts) -> None:
    """What was merged away can still be named."""
    assert facts.claim("cost-of-bridge") is facts.claim("bridge-cost")
    assert facts.value("bridge-cost") == Money(Decimal(12_000_000))
    assert facts.source("minutes-of-june").id == "minutes-1930"


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("1919-12-31", ()),
        ("1920-01-10", ("CHE", "FRA")),
        ("1930-06-01", ("CHE", "FRA")),
        ("1940-05-01", ("CHE",)),
        ("1944-12-31", ("CHE",)),
        ("2026-01-01", ("CHE", "FRA")),
    ],
)
def test_members_on_a_day(facts: Facts, day: str, members: tuple[str, ...]) -> None:
    """The first day counts, the day of leaving does not; a suspended member is one; one that came back is one."""
    assert facts.members("league", on=day) == members
    assert facts.value(f"league.members@{day}") == len(members)


def test_members_ever_and_by_status(facts: Facts) -> None:
    """Without a day all that ever belonged are named once; observers and suspended ones on request."""
    assert facts.members("league") == ("CHE", "FRA")
    assert facts.members("league", status="observer") == ("JPN",)
    assert facts.members("league", on="1930-06-01", status="suspended") == ("FRA",)


def test_the_president_on_a_day(facts: Facts) -> None:
    """On the day of handing over the new one holds office; an ordinary term goes before a rival one."""
    assert facts.president("CHE", on="1929-12-31").person == "ada-example"
    assert facts.president("CHE", on=dt.date(1930, 1, 1)).person == "ben-example"
    assert facts.president("switzerland", on="1930-02-15").person == "ben-example"
    with pytest.raises(UnknownFact, match="no president of CHE on 1950-01-01"):
        facts.president("CHE", on="1950-01-01")


def test_the_capital_of_a_bank(facts: Facts) -> None:
    """Shares add up, and a part of the whole is a percentage."""
    capital = facts.capital("league")

    assert capital.total == 4_000_000
    assert capital.percent("FRA") == Percent(Decimal("25.0"))
    assert facts.value("league.capital-che") == Money(Decimal(3_000_000))
    with pytest.raises(UnknownFact, match="JPN holds no share"):
        capital.percent("JPN")


def test_a_timeline_is_in_order(facts: Facts) -> None:
    """Dated events and context facts come earliest first, within the days asked for."""
    assert [row.item.id for row in facts.timeline()] == ["ferry", "bridge-closed"]
    assert [row.item.id for row in facts.timeline(since="1900-01-01")] == ["bridge-closed"]
    assert facts.timeline(chapter="02-none") == []


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("bridge-openned", "did you mean bridge-opened"),
        ("bridge-opened.day", "has no value `day`; it has: date"),
        ("league.article", "only a claim has a value of the article"),
        ("league.seat@1930-01-01", "goes with `.members` only"),
        ("Bridge!", "is no fact"),
        ("league.jpn.x", "is no fact"),
    ],
)
def test_an_unknown_fact_is_explained(facts: Facts, expression: str, message: str) -> None:
    """What is not there is an error that says what is."""
    with pytest.raises(UnknownFact, match=message):
        facts.value(expression)


def test_one_value_must_be_meant(facts: Facts) -> None:
    """An expression that means several values is an error where one is wanted."""
    with pytest.raises(UnknownFact, match=r"means 2 values \(founded, seat\)"):
        facts.value("league")
    assert set(facts.values("league.fra")) == {"fra-1", "fra-2", "fra-3"}
