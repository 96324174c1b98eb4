"""Work answers out from the facts: nothing that a fact knows is typed a second time."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from taiyaku.exercises.model import Answer, Exercise, Form, Way
from taiyaku.facts import Facts, UnknownFact
from taiyaku.facts.kinds import Verdict
from taiyaku.facts.model import Claim
from taiyaku.facts.values import Moment, Money, Percent, Precision, Value, When
from taiyaku.facts.words import say


def amount(value: Value) -> Decimal:
    """The bare number of a value; raises ``ValueError`` for a text, a list or a date."""
    if isinstance(value, Money | Percent):
        return value.amount
    if isinstance(value, Decimal):
        return value
    raise ValueError(f"{value} is no number")


def moment(value: Value, least: Precision) -> Moment:
    """The moment at which a time begins; raises ``ValueError`` where it is no time or not known exactly enough."""
    if not isinstance(value, When):
        raise ValueError(f"{value} is no date")
    if value.start.precision < least:
        raise ValueError(f"the date {value} is not known to the {least.name.lower()}")
    return value.start


def months_between(start: Moment, end: Moment) -> int:
    """Whole months from one moment to another; a month that has begun but not run out does not count."""
    whole = (end.year - start.year) * 12 + end.month - start.month
    return whole - (1 if start.day and end.day and end.day < start.day else 0)


def compute(way: Way, values: list[Value]) -> Decimal:
    """The number that a way makes of the values; raises ``ValueError`` where they do not suit it."""
    if way is Way.COUNT:
        return Decimal(sum(len(value) if isinstance(value, tuple) else 1 for value in values))
    if way is Way.SUM:
        return sum((amount(value) for value in values), Decimal(0))
    if len(values) != 2:
        raise ValueError(f"`{way}` takes two facts, not {len(values)}")
    first, second = values
    if way is Way.DIFFERENCE:
        return amount(first) - amount(second)
    if way is Way.YEARS:
        return Decimal(moment(second, Precision.YEAR).year - moment(first, Precision.YEAR).year)
    if way is Way.MONTHS:
        return Decimal(months_between(moment(first, Precision.MONTH), moment(second, Precision.MONTH)))
    return Decimal((moment(second, Precision.DAY).first - moment(first, Precision.DAY).first).days)


def work_out(answer: Answer, facts: Facts, lang: str = "") -> tuple[Value, ...]:
    """The values of an answer, names in ``lang``; raises ``UnknownFact`` for a wrong target and ``ValueError`` where nothing follows."""
    if answer.way is Way.VALUE:
        return tuple(facts.value(target) for target in answer.targets)
    if answer.way is Way.VERDICT:
        return (str(truth_of(answer.targets[0], facts)).lower(),)
    if answer.way is Way.NAME:
        return tuple(name for target in answer.targets for name in names_of(target, facts, lang))
    return (compute(answer.way, [facts.value(target) for target in answer.targets]),)


def truth_of(claim: str, facts: Facts) -> bool:
    """Whether a claim of the article stands; raises ``ValueError`` where the record says neither yes nor no."""
    verdict = facts.claim(claim).verdict
    if verdict not in {Verdict.CONFIRMED, Verdict.CONTRADICTED}:
        raise ValueError(f"the claim `{claim}` is {verdict}: neither true nor false")
    return verdict is Verdict.CONFIRMED


def right_options(exercise: Exercise, facts: Facts) -> tuple[int, ...]:
    """The positions (from 1) of the right options; of a statement the verdict on its claim decides, 1 being true and 2 false."""
    if exercise.form is Form.TRUTH and exercise.answer and not exercise.key:
        return (1,) if truth_of(exercise.answer.targets[0], facts) else (2,)
    return exercise.right()


def names_of(target: str, facts: Facts, lang: str) -> tuple[str, ...]:
    """The names of an entity or document in a language, then its abbreviations; raises ``ValueError`` for what has no names."""
    names = getattr(facts.target(target), "names", None)
    if not names or not names.get(lang):
        raise ValueError(f"`{target}` has no name in `{lang}`")
    abbreviations = [part.strip() for part in names.get("abbr", "").split("/")]
    return tuple(dict.fromkeys([names[lang], *(part for part in abbreviations if part)]))


def accepted(exercise: Exercise, facts: Facts, lang: str) -> tuple[str, ...]:
    """What counts as a right short answer in a language: the names of the answer, then the variants of the file."""
    answer = exercise.answer
    worked: tuple[str, ...] = ()
    if answer and answer.way is Way.NAME:
        worked = tuple(name for target in answer.targets for name in names_of(target, facts, lang))
    elif answer:
        worked = tuple(str(value) for value in work_out(answer, facts))
    return tuple({words.casefold(): words for words in reversed([*worked, *exercise.accept.get(lang, ())])}.values())[::-1]


def ways_to_fill(words: str, target: str, facts: Facts, lang: str) -> tuple[str, ...]:
    """What a gap may be filled with: the words that stand there, the press's own, and the bare number; the first are the words."""
    found = [words]
    try:
        value = facts.value(target)
        found.append(say(value, lang, "unmarked"))
        found.append(f"{amount(value):f}")
    except (UnknownFact, ValueError):
        pass  # not one value, or no number: the words will do
    return tuple(dict.fromkeys(found))


def ranks(answer: Answer, facts: Facts) -> tuple[int, ...]:
    """The rank in time (from 1) of each step; raises ``ValueError`` where the dates do not decide the order."""
    times = work_out(answer, facts)
    dates = [time for time in times if isinstance(time, When)]
    if len(dates) != len(times):
        raise ValueError("an order needs dates")
    in_time = sorted(range(len(dates)), key=lambda place: dates[place].first)
    for one, other in pairwise(in_time):
        if dates[one].start.first <= dates[other].start.last and dates[other].start.first <= dates[one].start.last:
            raise ValueError(
                f"{answer.targets[one]} ({dates[one]}) and {answer.targets[other]} ({dates[other]}) cannot be told apart in time"
            )
    return tuple(in_time.index(place) + 1 for place in range(len(dates)))


def sources_of(exercise: Exercise, facts: Facts) -> tuple[str, ...]:
    """The ids of the sources behind an exercise, in the order in which its facts name them."""
    return tuple(dict.fromkeys(source for fact in exercise.facts for source in facts.target(fact).sources))


def holds_claim(fact: str, facts: Facts) -> bool:
    """Whether a fact is a claim of the article."""
    return isinstance(facts.target(fact), Claim)
