"""Values in words: dates, money, shares and numbers as a reader of each language writes them.

A language is one ``Speech`` table: three are written here, any other is made from CLDR. Babel knows months and states.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from babel.core import get_global

from taiyaku.facts.speech import Speech
from taiyaku.facts.values import Moment, Money, Percent, Precision, Value, When
from taiyaku.facts.words_cldr import locale_of, speech_from_cldr


class Style(StrEnum):
    """How much the words say besides the value."""

    PLAIN = "plain"
    YEAR = "year"  # of a time its years only
    UNMARKED = "unmarked"  # without the mark of a computed date
    STATES = "states"  # a text that is an ISO 3166 alpha-3 code becomes the state's name


SPEECH: Mapping[str, Speech] = MappingProxyType(
    {
        "ja": Speech(
            day="{year}年{month}月{day}日", month="{year}年{month}月", year="{year}年",
            days="{year}年{month}月{day}〜{day2}日", months_days="{year}年{month}月{day}日〜{month2}月{day2}日",
            months="{year}年{month}〜{month2}月", years="{year}〜{year2}年",
            range="{start}〜{end}", since="{start}から", since_day="{start}から", computed="{words}（計算による）",
            scales=((10**12, "兆"), (10**8, "億"), (10**4, "万")), mixed=True, group=",", point=".", group_from=4, percent="{amount}%",
            money={"USD": "{amount}ドル", "EUR": "{amount}ユーロ", "JPY": "{amount}円", "": "{amount} {code}"}, comma="、", last="、",
        ),
        "en": Speech(
            day="{day} {name} {year}", month="{name} {year}", year="{year}",
            days="{day}–{day2} {name} {year}", months_days="{day} {name} – {day2} {name2} {year}",
            months="{name}–{name2} {year}", years="{year}–{year2}",
            range="{start} – {end}", since="from {start}", since_day="from {start}", computed="{words} (computed)",
            scales=((10**12, " trillion"), (10**9, " billion"), (10**6, " million")), mixed=False, group=",", point=".", group_from=4,
            percent="{amount}%", money={"USD": "US${amount}", "EUR": "€{amount}", "JPY": "¥{amount}", "": "{code} {amount}"},
            comma=", ", last=" and ",
        ),
        "es": Speech(
            day="{day} de {name} de {year}", month="{name} de {year}", year="{year}",
            days="{day}–{day2} de {name} de {year}", months_days="{day} de {name} – {day2} de {name2} de {year}",
            months="{name}–{name2} de {year}", years="{year}–{year2}",
            range="{start} – {end}", since="desde {start}", since_day="desde el {start}", computed="{words} (calculado)",
            scales=((10**12, " billones"), (10**6, " millones")), mixed=False, group=".", point=",", group_from=5,
            percent="{amount}\N{NO-BREAK SPACE}%",
            money={"USD": "{amount}{of} dólares", "EUR": "{amount}{of} euros", "JPY": "{amount}{of} yenes", "": "{amount} {code}"},
            comma=", ", last=" y ", of=" de",
        ),
    }
)  # fmt: skip


def speech(lang: str) -> Speech:
    """The table of a language (``en-GB`` is ``en``); raises ``ValueError`` for a code that is no language's."""
    return SPEECH.get(lang.replace("_", "-").partition("-")[0]) or speech_from_cldr(lang)


def say(value: Value, lang: str, style: str = "plain", names: Mapping[str, str] | None = None) -> str:
    """Say a value in a language, in a ``Style``; ``names`` win over Babel's names of states. Texts stay as they are, lists are joined."""
    table, manner = speech(lang), Style(style)
    match value:
        case When():
            return _say_when(value, lang, table, manner)
        case Money():
            amount = _say_amount(value.amount, table)
            of = table.of if amount[-1].isalpha() else ""
            return table.money.get(value.currency, table.money[""]).format(amount=amount, code=value.currency, of=of)
        case Percent():
            return table.percent.format(amount=_group(value.amount, table))
        case Decimal():
            return _say_amount(value, table)
        case tuple():
            return join_words([say(item, lang, style, names) for item in value], lang)
        case str() if manner is Style.STATES and is_state(value):
            return state_name(value, lang, names)
    return value


def join_words(words: list[str], lang: str) -> str:
    """Join the items of a list: 、 or commas and *and*."""
    table = speech(lang)
    return table.last.join([table.comma.join(words[:-1]), words[-1]] if len(words) > 1 else words)


def is_state(text: str) -> bool:
    """Whether a text is an ISO 3166-1 alpha-3 code."""
    return len(text) == 3 and text.isupper() and text in get_global("territory_aliases")


def state_name(iso3: str, lang: str, names: Mapping[str, str] | None = None) -> str:
    """The name of a state by its ISO 3166-1 alpha-3 code, from ``names`` (by the same code) or else from CLDR; "" for no state's code."""
    if names and iso3 in names:
        return names[iso3]
    alpha2 = get_global("territory_aliases").get(iso3) if len(iso3) == 3 else None
    return str(locale_of(lang).territories.get(alpha2[0], "")) if alpha2 else ""


def _say_when(when: When, lang: str, table: Speech, style: Style) -> str:
    start, end = when.start, when.end
    if style is Style.YEAR:
        start, end = Moment(start.year), Moment(end.year) if end else None
    if when.open:
        template = table.since_day if start.day else table.since
        words = template.format(start=_say_moment(start, lang, table))
    elif end is None or end == start:
        words = _say_moment(start, lang, table)
    elif shared := _shared_template(start, end, table):
        words = shared.format(**_fields(start, lang), **{f"{key}2": part for key, part in _fields(end, lang).items()})
    else:
        words = table.range.format(start=_say_moment(start, lang, table), end=_say_moment(end, lang, table))
    return table.computed.format(words=words) if when.computed and style is not Style.UNMARKED else words


def _shared_template(start: Moment, end: Moment, table: Speech) -> str | None:
    """The template for a range whose ends are equally precise and share what stands above."""
    if start.precision != end.precision:
        return None
    if start.precision is Precision.YEAR:
        return table.years
    if start.year != end.year:
        return None
    if start.precision is Precision.MONTH:
        return table.months
    return table.days if start.month == end.month else table.months_days


def _say_moment(moment: Moment, lang: str, table: Speech) -> str:
    template = {Precision.DAY: table.day, Precision.MONTH: table.month, Precision.YEAR: table.year}[moment.precision]
    return template.format(**_fields(moment, lang))


def _fields(moment: Moment, lang: str) -> dict[str, str]:
    """The parts of a template: ``name`` is the month as it stands in a date, ``own`` as it stands alone (stycznia, styczeń)."""
    months = locale_of(lang).months
    name, own = (str(months[form]["wide"][moment.month]) if moment.month else "" for form in ("format", "stand-alone"))
    return {"year": str(moment.year), "month": str(moment.month), "day": str(moment.day), "name": name, "own": own}


def _say_amount(number: Decimal, table: Speech) -> str:
    """A number with the words of its scale: 1億2,000万, 56.7 billion."""
    if table.mixed:
        return _say_mixed(number, table)
    for scale, word in table.scales:
        share = number / scale
        if abs(share) >= 1 and share == round(share, 2):
            return _group(share, table) + word
    return _group(number, table)


def _say_mixed(number: Decimal, table: Speech) -> str:
    rest, words = abs(number), ""
    for scale, word in table.scales:
        whole, rest = divmod(rest, scale)
        if whole:
            words += _group(whole, table) + word
    if rest or not words:
        words += _group(rest, table)
    return ("−" if number < 0 else "") + words


def _group(number: Decimal, table: Speech) -> str:
    """Digits with parted thousands, no trailing zeros, and a true minus."""
    whole, _, decimals = f"{abs(number):f}".partition(".")
    if len(whole) >= table.group_from:
        whole = f"{int(whole):,}".replace(",", table.group)
    decimals = decimals.rstrip("0")
    return ("−" if number < 0 else "") + whole + (table.point + decimals if decimals else "")
