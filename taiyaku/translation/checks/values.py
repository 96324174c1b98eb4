"""Values: what the source says in numbers, dates and shares must stand in the translation, and nothing else of the kind.

Words are read by the one reader of the press. Order and repeats are free, and so are small numbers written as words, which a good
translation often puts otherwise (二人 *both*, 一つの *a*): they count only where another small number stands in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from taiyaku.facts.numerals import Bound, Found, Kind, PartialDate, Reading
from taiyaku.facts.values import Moment, Money, Percent, When
from taiyaku.translation.checks.subject import Remark, Subject, language

_WIDE_DIGITS = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９", "0123456789", strict=True)}
#: Words that give a date by another one: the translation may say which year, month or day is meant.
_RELATIVE = re.compile(
    r"[翌同昨前来今本当]\s?(?:々)?[年月日度]|[翌前昨今本]\d|同[\u4e00-\u9fff\d]|\d+(?:年|か月|日|週間?)[後前]|その年|この年|次の年|以後|最終日|初日|年末|年初|初め"
    r"|\b(?:the (?:following|next|same|previous) (?:year|month|day)|this year|last year|(?:year|month|day)s? (?:later|before|earlier|after)|del mismo año|al año siguiente)\b",
    re.IGNORECASE,
)
_NAMES = {
    Kind.DATE: ("date", "date"), Kind.MONEY: ("money", "amount"), Kind.PERCENT: ("percent", "share"), Kind.ORDINAL: ("ordinal", "ordinal"),
    Kind.COUNT: ("number", "number"), Kind.NUMBER: ("number", "number"),
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
    lost, added = excuse(lost, added, subject)
    if lost and not added:
        added = repeated(source, target)
    yield from report(lost, added, source, target)
    yield from judge_bounds(source, target, subject)


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
    return f"values.{'fraction' if one.fraction else _NAMES[one.kind][0]}"


def is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts differ by their scale alone: 100億 and 10 million."""
    ratio = max(one, other) / min(one, other) if min(one, other) > 0 else Decimal(1)
    return ratio >= 10 and ratio.normalize().as_tuple().digits == (1,)


def amount(found: Found) -> Decimal | None:
    value = found.value
    return value.amount if isinstance(value, Money | Percent) else value if isinstance(value, Decimal) else None


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
    return size <= (3 if digits else 20) or (found.approximate and not digits)


def repeated(source: Iterable[Found], target: Iterable[Found]) -> list[Found]:
    """Small values that stand more often in the translation than in the source: one of them may stand for another that is lost."""
    said = list(target)
    return [one for one in said if is_weak(one) and sum(fits(other, one) for other in source) < sum(one.value == other.value for other in said)]


def alike(one: Found, other: Found) -> bool:
    """Whether two small values can stand for one another: both counts, both places in a row, both shares."""
    ranks = {Kind.ORDINAL}
    if one.fraction or other.fraction:
        return one.fraction and other.fraction
    if (one.kind in ranks) != (other.kind in ranks):
        return False
    first, second = amount(one), amount(other)
    return first is not None and second is not None and (one.kind in ranks or (first >= 2 and second >= 2))


def excuse(lost: list[Found], added: list[Found], subject: Subject) -> tuple[list[Found], list[Found]]:
    """Leave out what a good translation may do: resolve a relative date, share a unit between numbers, count words instead of characters."""
    source, target = subject.source.prose, subject.target.prose
    left_lost = [one for one in lost if not is_excused(one, source, target, subject)]
    dated = any(one.kind is Kind.DATE for one in left_lost)
    relative = not dated and _RELATIVE.search(source)
    in_letters = bool(_LETTERS.search(source) or _LETTERS.search(target))
    left = [
        one for one in added
        if not (relative and isinstance(one.value, When | PartialDate))
        and not (in_letters and re.match(r"\s?(?:words?\b|字|文字)", target[one.end :]))
        and not shares_unit(one, subject.source_values)
        and not any(is_joined(one, other) for other in subject.source_values)
    ]  # fmt: skip
    return left_lost, left


_LETTERS = re.compile(r"\d\s?(?:文?字|words?\b)")
_PARTS = re.compile(r"\b(?:half|quarters?|thirds?|fifths?|tenths?|doubl\w+|twofold|trebl\w+|mitad|tercios?|cuartos?)\b|分の|半")


_COMMON = frozenset(map(Decimal, (10, 20, 25, 33, 50, 75)))
_ROMAN = re.compile(r"\b[IVXLC]+\b")
_LETTER = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(numeral: str) -> int:
    """The number that a Roman numeral writes."""
    sizes = [_LETTER[letter] for letter in numeral]
    return sum(-size if size < max(sizes[place:]) else size for place, size in enumerate(sizes))


def is_excused(one: Found, source: str, target: str, subject: Subject) -> bool:
    """Whether a value of the source may be missing: part of a name (スホーイ30), a count of characters, a share said as a fraction."""
    if re.match(r"\s?(?:文?字)(?:以内|以上|程度|ほど|で|から|を|の|、)", source[one.end :]) or _is_named(one, source):
        return True
    if one.kind is Kind.ORDINAL and any(size == one.value for size in map(roman, _ROMAN.findall(target))):
        return True
    if isinstance(one.value, Percent) and not any(isinstance(other.value, Percent) for other in subject.target_values):
        return one.value.amount in _COMMON and bool(_PARTS.search(target))
    if isinstance(one.value, Percent) and one.value.amount in _COMMON and _PARTS.search(target):
        return True
    return any(shares_unit(other, (one,), subject.source_values) or is_joined(other, one) for other in subject.target_values)


def _is_named(one: Found, source: str) -> bool:
    return one.kind is not Kind.DATE and bool(re.search(r"[ァ-ヴー]$", source[: one.start][-1:])) and one.text[0].isdigit()


def shares_unit(number: Found, amounts: Iterable[Found], among: Iterable[Found] | None = None) -> bool:
    """Whether a bare number can be one of several amounts with a common unit: 514, 484 and 455 thousand; 35 and 50 percent."""
    if number.kind is not Kind.NUMBER or not isinstance(number.value, Decimal) or any(char.isalpha() for char in number.text):
        return False
    for one in amounts:
        same = [other for other in (among if among is not None else amounts) if other is not one and other.kind is one.kind and not other.fraction]
        size = amount(one)
        if not same or size is None or not size or not number.value:
            continue
        ratio = size / number.value
        if (isinstance(one.value, Percent) and ratio == 1) or (ratio in _SCALES and any((amount(other) or 0) >= 1000 for other in same)):
            return True
    return False


_SCALES = frozenset(Decimal(10) ** power for power in (3, 6, 9, 12))


def is_joined(number: Found, part: Found) -> bool:
    """Whether a number such as 4.1 or 3.25 joins what the source says one by one: 第4条第1項, 3時25分."""
    match = re.fullmatch(r"(\d+)\.(\d+)", number.text)
    size = amount(part)
    return bool(match) and (part.kind is Kind.ORDINAL or part.unit in {"時", "分"}) and size in {Decimal(match[1]), Decimal(match[2])} if match else False


def fits(one: Found, other: Found) -> bool:
    """Whether a value of the source and one of the translation can be the same."""
    return any(agree(a, b, one, other) for a in readings(one) for b in readings(other))


def readings(found: Found) -> tuple[Reading, ...]:
    """Every value that the words may mean; two digits before 年 may also count years."""
    match = re.fullmatch(r"(\d\d)年", found.text)
    return (*found.readings, Decimal(match[1])) if match else found.readings


def agree(a: Reading, b: Reading, one: Found, other: Found) -> bool:
    match a, b:
        case When(), When():
            return same_time(a, b)
        case (PartialDate(), When()) | (When(), PartialDate()):
            part, whole = (a, b) if isinstance(a, PartialDate) else (b, a)
            assert isinstance(part, PartialDate)
            assert isinstance(whole, When)
            return any(is_part(end, moment) for end in (part, part.until) if end for moment in (whole.start, whole.end) if moment)
        case PartialDate(), PartialDate():
            return same_parts(a, b) if bool(a.until) == bool(b.until) else any(same_parts(x, y) for x in ends(a) for y in ends(b))
        case When(end=None), Decimal():
            return not a.start.month and a.start.year == b
        case Decimal(), When(end=None):
            return not b.start.month and b.start.year == a
        case PartialDate(), Decimal():
            return a.day == b or (not a.day and a.month == b)
        case Decimal(), PartialDate():
            return b.day == a or (not b.day and b.month == a)
        case Money(), Money():
            return a.currency == b.currency and a.amount == b.amount
        case Percent(), Percent():
            return same_share(a.amount, b.amount, one.fraction or other.fraction)
        case (Percent(), Decimal()) | (Decimal(), Percent()):
            return False
        case (Money(), Decimal()) | (Decimal(), Money()):
            return amount_of(a) == amount_of(b)
        case Decimal(), Decimal():
            return a == b
    return False


def ends(part: PartialDate) -> list[PartialDate]:
    return [part, part.until] if part.until else [part]


def same_parts(a: PartialDate, b: PartialDate) -> bool:
    """Whether two dates without a year contradict each other neither in month nor in day, nor at the end of a range."""
    near = all(not x or not y or x == y for x, y in ((a.month, b.month), (a.day, b.day)))
    return near and (a.until is None or b.until is None or same_parts(a.until, b.until))


def amount_of(value: Reading) -> Decimal:
    return value.amount if isinstance(value, Money | Percent) else value if isinstance(value, Decimal) else Decimal(-1)


def same_share(a: Decimal, b: Decimal, fraction: bool) -> bool:
    if not fraction or a == b:
        return a == b
    exact = min(int(a.as_tuple().exponent), int(b.as_tuple().exponent))
    coarse = max(exact, -1) if exact > -6 else max(int(a.as_tuple().exponent), int(b.as_tuple().exponent))
    unit = Decimal(1).scaleb(min(0, coarse))
    return a.quantize(unit, ROUND_HALF_UP) == b.quantize(unit, ROUND_HALF_UP)


def same_time(a: When, b: When) -> bool:
    """Whether two times can be one, either said less exactly; a range and a moment are one where the moment is an end of it."""
    if a.end and b.end:
        return overlap(a.start, b.start) and overlap(a.end, b.end)
    if a.end or b.end:
        ranged, moment = (a, b.start) if a.end else (b, a.start)
        return overlap(ranged.start, moment) or (ranged.end is not None and overlap(ranged.end, moment))
    return overlap(a.start, b.start)


def overlap(a: Moment, b: Moment) -> bool:
    return a.covers(b) or b.covers(a)


def is_part(part: PartialDate, moment: Moment) -> bool:
    """Whether a date without its year can be a moment: they share a month or a day, and contradict each other in neither."""
    pairs = [(a, b) for a, b in ((part.month, moment.month), (part.day, moment.day)) if a and b]
    return bool(pairs) and all(a == b for a, b in pairs)


_CLASHES = {
    Bound.AT_LEAST: {Bound.AT_MOST, Bound.LESS, Bound.MORE}, Bound.AT_MOST: {Bound.AT_LEAST, Bound.MORE, Bound.LESS},
    Bound.MORE: {Bound.LESS, Bound.AT_MOST, Bound.AT_LEAST}, Bound.LESS: {Bound.MORE, Bound.AT_LEAST, Bound.AT_MOST},
    Bound.BEFORE: {Bound.AFTER, Bound.SINCE}, Bound.AFTER: {Bound.BEFORE, Bound.UNTIL},
    Bound.SINCE: {Bound.UNTIL, Bound.BEFORE}, Bound.UNTIL: {Bound.SINCE, Bound.AFTER},
}  # fmt: skip


#: Limits that differ by one alone, which a large round number hides.
_NEAR = ({Bound.AT_LEAST, Bound.MORE}, {Bound.AT_MOST, Bound.LESS})


def judge_bounds(source: Iterable[Found], target: Iterable[Found], subject: Subject) -> Iterator[Remark]:
    """Whether a limit stays the limit it is: 以上 is *at least*, 未満 *less than*."""
    for one in source:
        same = [other for other in target if fits(one, other)] if one.bound else []
        size = amount(one) or Decimal(0)
        loose = size >= 100 and size % 10 == 0
        if same and one.bound and all(other.bound in _CLASHES[one.bound] and not (loose and {one.bound, other.bound} in _NEAR) for other in same):
            yield Remark("values.bound", f"“{one.text}” is {one.bound.replace('-', ' ')}, “{same[0].text}” {str(same[0].bound).replace('-', ' ')}")


def judge_digits(subject: Subject) -> Iterator[Remark]:
    """For languages whose words are not read: years and other plain digits of one side must stand on the other."""
    source, target = subject.source.prose.translate(_WIDE_DIGITS), subject.target.prose.translate(_WIDE_DIGITS)
    for number in dict.fromkeys(re.findall(r"(?<![\d.,])\d{2,4}(?![\d.,]\d|\d|\s?[万億兆千])", source)):
        if number not in target and not re.search(rf"平成|昭和|令和|\b{number}\s?(?:bn|[a-z]?illion)", source):
            yield Remark("values.number", f"“{number}” of the source is not in the translation")
