"""Values: what the source says in numbers, dates and shares must stand in the translation, and nothing else of the kind.

Words are read by the one reader of the press. Order and repeats are free, and so are small numbers written as words, which a good
translation often puts otherwise (二人 *both*, 一つの *a*): they count only where another small number stands in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from taiyaku.facts.numerals import Bound, Found, Kind, PartialDate
from taiyaku.facts.values import Money, Percent, When
from taiyaku.translation.checks.excuses import excuse
from taiyaku.translation.checks.said import language
from taiyaku.translation.checks.same_value import amount, fits
from taiyaku.translation.checks.subject import Remark, Subject

_WIDE_DIGITS = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９", "0123456789", strict=True)}
_NAMES = {
    Kind.DATE: "date", Kind.MONEY: "money", Kind.PERCENT: "percent", Kind.ORDINAL: "ordinal", Kind.COUNT: "number", Kind.NUMBER: "number",
}  # fmt: skip


def judge_values(subject: Subject) -> Iterator[Remark]:
    """Compare the values of a message with those of its translation."""
    source, target = subject.source_values, subject.target_values
    if not source and not target:
        return
    if not (readable(subject.setting.source) and readable(subject.setting.target)):
        yield from judge_digits(subject)
        return
    lost = [one for one in source if not any(fits(one, other) for other in target)]
    added = [one for one in target if not any(fits(other, one) for other in source)]
    if lost or added:
        lost, added = excuse(lost, added, subject)
    if lost and not added:
        added = repeated(source, target)
    yield from report(lost, added, source, target)
    yield from judge_bounds(source, target, subject.target.prose)
    yield from judge_units(source, target)


def readable(code: str) -> bool:
    return language(code) in {"ja", "en", "es"}


def report(lost: list[Found], added: list[Found], source: Iterable[Found], target: Iterable[Found]) -> Iterator[Remark]:
    """One remark for each value lost, with what stands in its place, then for each that was added."""
    strong_lost = [one for one in lost if not is_weak(one)]
    strong_added = [one for one in added if not is_weak(one)]
    for one in strong_lost:
        other = nearest(one, strong_added) or nearest(one, added)
        if other:
            strong_added = [left for left in strong_added if left is not other]
            added = [left for left in added if left is not other]
            yield Remark(code_of(one, other), f"“{one.text}” became “{other.text}”")
        else:
            yield Remark(code_of(one), f"“{one.text}” of the source is not in the translation")
    for one in strong_added:
        other = nearest(one, [left for left in lost if is_weak(left)])
        said = f"“{other.text}” became “{one.text}”" if other else f"“{one.text}” is not in the source"
        yield Remark(code_of(other or one, one), said)
    weak_lost = [one for one in lost if is_weak(one)]
    weak_added = [one for one in added if is_weak(one)]
    if weak_lost and weak_added and not strong_lost and not strong_added:
        for one in weak_lost:
            if other := next((other for other in weak_added if alike(one, other)), None):
                yield Remark(code_of(one, other), f"“{one.text}” became “{other.text}”")
                return


def code_of(one: Found, other: Found | None = None) -> str:
    """The code for a value that is other than it should be."""
    sizes = amount(one), amount(other) if other else None
    if sizes[0] and sizes[1] and is_slip(sizes[0], sizes[1]):
        return "values.scale"
    return f"values.{'fraction' if one.fraction else _NAMES[one.kind]}"


def is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts differ by their scale alone: 100億 and 10 million."""
    ratio = max(one, other) / min(one, other) if min(one, other) > 0 else Decimal(1)
    return ratio >= 10 and ratio.normalize().as_tuple().digits == (1,)


def nearest(one: Found, others: list[Found]) -> Found | None:
    """The value that probably stands in the place of another: of its kind, else of any kind that can be mistaken for it."""
    same = [other for other in others if other.kind is one.kind]
    numeric = [other for other in others if amount(one) is not None and amount(other) is not None]
    return next(iter(same or numeric), None)


def is_weak(found: Found) -> bool:
    """Whether a good translation may well put the value otherwise, or leave it out."""
    value = found.value
    digits = any(char.isdigit() for char in found.text)
    if found.fraction:
        return isinstance(value, Percent) and value.amount == 50
    if isinstance(value, PartialDate):
        return not digits or (not value.month and value.day <= 3)
    if isinstance(value, When):
        return False
    size = amount(found) or Decimal(0)
    if isinstance(value, Money | Percent):
        return isinstance(value, Money) and size == 1
    if found.kind is Kind.ORDINAL:
        return size <= 5 or not digits
    return size <= ((9 if found.kind is Kind.COUNT else 3) if digits else 20) or (found.approximate and not digits)


def repeated(source: Iterable[Found], target: Iterable[Found]) -> list[Found]:
    """Small values that stand more often in the translation than in the source: one of them may stand for another that is lost."""
    said = list(target)
    return [
        one for one in said if is_weak(one) and sum(fits(other, one) for other in source) < sum(one.value == other.value for other in said)
    ]


def alike(one: Found, other: Found) -> bool:
    """Whether two small values can stand for one another: both counts, both places in a row, both shares."""
    ranks = {Kind.ORDINAL}
    if one.fraction or other.fraction:
        return one.fraction and other.fraction
    if (one.kind in ranks) != (other.kind in ranks):
        return False
    first, second = amount(one), amount(other)
    return first is not None and second is not None and (one.kind in ranks or (first >= 2 and second >= 2))


_CLASHES = {
    Bound.AT_LEAST: {Bound.AT_MOST, Bound.LESS, Bound.MORE}, Bound.AT_MOST: {Bound.AT_LEAST, Bound.MORE, Bound.LESS},
    Bound.MORE: {Bound.LESS, Bound.AT_MOST, Bound.AT_LEAST}, Bound.LESS: {Bound.MORE, Bound.AT_LEAST, Bound.AT_MOST},
    Bound.BEFORE: {Bound.AFTER, Bound.SINCE}, Bound.AFTER: {Bound.BEFORE, Bound.UNTIL},
    Bound.SINCE: {Bound.UNTIL, Bound.BEFORE}, Bound.UNTIL: {Bound.SINCE, Bound.AFTER},
}  # fmt: skip


#: Limits that differ by one alone, which a large round number hides.
_NEAR = ({Bound.AT_LEAST, Bound.MORE}, {Bound.AT_MOST, Bound.LESS})


def judge_bounds(source: Iterable[Found], target: Iterable[Found], text: str) -> Iterator[Remark]:
    """Whether a limit stays the limit it is: 以上 is *at least*, 未満 *less than*."""
    there = list(target)
    for one in source:
        same = [other for other in there if fits(one, other)] if one.bound else []
        if same and all(clash(one, other) and not _DENIED.search(text[max(0, other.start - 60) : other.start]) for other in same):
            limits = (str(found.bound).replace("-", " ") for found in (one, same[0]))
            yield Remark("values.bound", f"“{one.text}” is {next(limits)}, “{same[0].text}” {next(limits)}")


#: What measures time and distance, by how the words for it begin.
_UNITS = {
    "年間": "year", "か月": "month", "カ月": "month", "ヶ月": "month", "ヵ月": "month", "週": "week", "日間": "day", "時間": "hour",
    "分間": "minute", "キロメートル": "km", "マイル": "mile", "year": "year", "month": "month", "week": "week", "hour": "hour",
    "kilomet": "km", "km": "km", "mile": "mile", "día": "day", "day": "day", "año": "year", "mes": "month",
    "semana": "week", "hora": "hour", "kilómet": "km", "milla": "mile",
}  # fmt: skip


def unit_of(found: Found) -> str:
    """What a value measures, as one word for all languages; nothing where the words do not say it plainly."""
    return next((kind for word, kind in _UNITS.items() if found.unit.startswith(word)), "") if found.kind is Kind.COUNT else ""


def judge_units(source: Iterable[Found], target: Iterable[Found]) -> Iterator[Remark]:
    """Whether three weeks stay weeks: a number that keeps its value but measures something else."""
    there = list(target)
    for one in source:
        unit = unit_of(one) if one.unit else ""
        same = [other for other in there if other.unit and other.value == one.value] if unit else []
        if same and all(unit_of(other) not in {"", unit} for other in same):
            yield Remark("values.unit", f"“{one.text}” is in {unit}s, “{same[0].text} {same[0].unit}” is not")


#: Nobody … more than two minutes: a denied limit is the other one.
_DENIED = re.compile(r"\b(?:no|nobody|no one|none|not|never|nor|neither|cannot)\b[^.;:!?]*\Z|n[’']t\b[^.;:!?]*\Z", re.IGNORECASE)


def clash(one: Found, other: Found) -> bool:
    """Whether two limits cannot be one; between *at least* and *more than* a large round number makes no difference."""
    if one.bound is None or other.bound is None or other.bound not in _CLASHES[one.bound]:
        return False
    size = amount(one) or Decimal(0)
    rough = one.fraction or (size >= 100 and size % 10 == 0)
    return not (rough and {one.bound, other.bound} in _NEAR)


def judge_digits(subject: Subject) -> Iterator[Remark]:
    """For languages whose words are not read: years and other plain digits of one side must stand on the other."""
    source, target = subject.source.prose.translate(_WIDE_DIGITS), subject.target.prose.translate(_WIDE_DIGITS)
    for number in dict.fromkeys(re.findall(r"(?<![\d.,])\d{2,4}(?![\d.,]\d|\d|\s?[万億兆千])", source)):
        if number not in target and not re.search(rf"平成|昭和|令和|\b{number}\s?(?:bn|[a-z]?illion)", source):
            yield Remark("values.number", f"“{number}” of the source is not in the translation")
