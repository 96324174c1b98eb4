"""Whether a value of the source and one of the translation can be the same: equal, or one said less exactly than the other."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from taiyaku.facts.numerals import Found, PartialDate, Reading
from taiyaku.facts.values import Moment, Money, Percent, When


def fits(one: Found, other: Found) -> bool:
    """Whether a value of the source and one of the translation can be the same."""
    return one.value == other.value or any(agree(a, b, one, other) for a in readings(one) for b in readings(other))


def readings(found: Found) -> tuple[Reading, ...]:
    """Every value that the words may mean; two digits before 年 may also count years."""
    if len(found.text) == 3 and found.text[2] == "年" and found.text[:2].isdigit():
        return (*found.readings, Decimal(found.text[:2]))
    return found.readings


def agree(a: Reading, b: Reading, one: Found, other: Found) -> bool:
    """Whether two readings can be one value."""
    if isinstance(a, When | PartialDate) or isinstance(b, When | PartialDate):
        return same_date(a, b)
    match a, b:
        case Money(), Money():
            return a.currency == b.currency and a.amount == b.amount
        case Percent(), Percent():
            return same_share(a.amount, b.amount, one.fraction or other.fraction)
        case (Percent(), _) | (_, Percent()):
            return False
    return abs(amount_of(a)) == abs(amount_of(b))


def same_date(a: Reading, b: Reading) -> bool:
    """Whether two readings, one of them a date, can be one: dates that do not contradict each other, or the number in a date."""
    match a, b:
        case When(), When():
            return same_time(a, b)
        case PartialDate(), PartialDate():
            return same_parts(a, b) if bool(a.until) == bool(b.until) else any(same_parts(x, y) for x in ends(a) for y in ends(b))
        case PartialDate(), When():
            return any(is_part(end, moment) for end in ends(a) for moment in (b.start, b.end) if moment)
        case When(end=None), Decimal():
            return not a.start.month and a.start.year == abs(b)
        case When(), Decimal():
            # The nineties are 1990 to 1999.
            return a.end is not None and a.end.year == a.start.year + 9 and a.start.year % 100 == b
        case PartialDate(), Decimal():
            # A day without its month may be read as a number (4日), November as the eleventh month.
            return any((not end.month and end.day == b) or (not end.day and end.month == b) for end in ends(a))
        case (When(), PartialDate()) | (Decimal(), When()) | (Decimal(), PartialDate()):
            return same_date(b, a)
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


def amount(found: Found) -> Decimal | None:
    value = found.value
    return value.amount if isinstance(value, Money | Percent) else value if isinstance(value, Decimal) else None
