"""How any further language says values, made from CLDR through Babel: correct, if plainer than a table written by hand.

Numbers are written out in digits, money has its ISO code, an open time a dash. Patterns and names of months, the signs of numbers and
the joints of lists are CLDR's; the calendar is the Gregorian, the digits are 0 to 9.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from taiyaku.facts.speech import Speech
from taiyaku.strings import translate

_TOKEN = re.compile(r"'((?:[^']|'')*)'|(d+|M+|L+|y+|G+|E+,? ?)|(.)", re.DOTALL)
_DIGITS = re.compile(r"[#0][#0.,]*")
#: A mark of an era with its space; years are of the Common Era.
_FIELDS = {"d": "{day}", "y": "{year}", "G": "", "E": ""}


@cache
def locale_of(lang: str) -> Locale:
    """What CLDR has on a language; raises ``ValueError`` where it knows none of that code."""
    try:
        return Locale.parse(lang.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        raise ValueError(f"no words for the language {lang!r}: CLDR knows none of that code") from None


@cache
def speech_from_cldr(lang: str) -> Speech:
    """The table of a language; raises ``ValueError`` for one that CLDR does not know."""
    locale = locale_of(lang)
    day, month, year = (template_of(locale, *skeletons) for skeletons in (("yMMMMd", "long"), ("yMMMM",), ("y",)))
    signs = locale.number_symbols.get("latn") or next(iter(locale.number_symbols.values()))
    joints = locale.list_patterns["standard"]
    amount = _DIGITS.sub("{amount}", locale.currency_formats["standard"].pattern.partition(";")[0], count=1)
    behind = amount.index("¤") > amount.index("{amount}")
    return Speech(
        day=day, month=month, year=year, days=days_of(day), months_days=months_days_of(day), months=months_of(month),
        years=f"{year}–{second(year)}" if year != "{year}" else "{year}–{year2}",
        range="{start} – {end}", since="{start} –", since_day="{start} –", computed="{words} " + translate("(computed)", lang),
        scales=(), mixed=False, group=signs["group"], point=signs["decimal"], group_from=4,
        percent=_DIGITS.sub("{amount}", locale.percent_formats[None].pattern.partition(";")[0], count=1),
        money={"": "{amount}\N{NO-BREAK SPACE}{code}" if behind else "{code}\N{NO-BREAK SPACE}{amount}"},
        comma=joint(joints["middle"]), last=joint(joints["end"]),
    )  # fmt: skip


def template_of(locale: Locale, *names: str) -> str:
    """CLDR's pattern of a date as a template: the first of some skeletons or lengths that the language has."""
    for name in names:
        found = locale.datetime_skeletons.get(name) or locale.date_formats.get(name)
        if found is not None:
            return " ".join("".join(_fill(*match.groups()) for match in _TOKEN.finditer(found.pattern)).split(" ")).strip()
    return {"y": "{year}", "yMMMM": "{own} {year}"}[names[0]]


def _fill(quoted: str | None, field: str | None, other: str | None) -> str:
    if quoted is not None:
        return quoted.replace("''", "'") or "'"
    if field is None:
        return other or ""
    if field[0] in "ML":
        return "{month}" if len(field) < 3 else "{name}" if field[0] == "M" else "{own}"
    return _FIELDS[field[0]]


def second(template: str) -> str:
    """The same template for the end of a range."""
    return re.sub(r"\{(\w+)\}", r"{\g<1>2}", template)


def _month_at(template: str) -> re.Match[str]:
    match = re.search(r"\{(?:name|own|month)\}", template)
    assert match, template
    return match


def days_of(day: str) -> str:
    """Two days of one month: 4–5 novembre 2005, 2005年11月4日–5日; both dates in full where neither year nor day comes first."""
    if day.startswith("{year}"):
        return f"{day}–{second(day[day.index('{day}') :])}" if day.index("{day}") > _month_at(day).start() else f"{day} – {second(day)}"
    head = re.match(r"\{day\}\.?", day)
    return f"{head[0]}–{second(head[0])}{day[head.end() :]}" if head else f"{day} – {second(day)}"


def months_days_of(day: str) -> str:
    """Two days of one year."""
    month = _month_at(day)
    if day.startswith("{year}"):
        return f"{day} – {second(day[month.start() :])}"
    if day.startswith("{day}") and day.index("{year}") > month.start():
        head, tail = day[: month.end()], day[month.end() :]
        return f"{head} – {second(head)}{tail}"
    return f"{day} – {second(day)}"


def months_of(month: str) -> str:
    """Two months of one year."""
    name = _month_at(month)
    if month.startswith("{year}"):
        return f"{month} – {second(month[name.start() :])}"
    if name.start() == 0:
        return f"{name[0]}–{second(name[0])}{month[name.end() :]}"
    return f"{month} – {second(month)}"


def joint(pattern: str) -> str:
    """What stands between two items of a list."""
    return pattern.removeprefix("{0}").removesuffix("{1}")
