"""Dates in Japanese words: eras, years, months and days, whole or in part, and their ranges."""

from __future__ import annotations

import re
from decimal import Decimal

from taiyaku.facts.dates import Parts, join_date, widen_year
from taiyaku.facts.found import Found, Kind, PartialDate
from taiyaku.facts.kanji import SHORT, parse_numeral
from taiyaku.facts.values import Moment, When

#: The year before the first of each era.
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_TO = r"\s?(?:[〜~–—−-]|から|より)\s?"
_AND = r"\s?(?:[〜~–—−、・-]|から|と)\s?"
_WEEKDAY = r"(?:（[月火水木金土日](?:曜日?)?）|\([月火水木金土日]\))?"

_ISO = re.compile(r"(\d{4})(?P<sep>[-/.])(\d{1,2})(?P=sep)(\d{1,2})(?![\d-])")
_ISO_MONTH = re.compile(r"(\d{4})-(0\d|1[0-2])(?![\d-])(?!年)")
_DATE = re.compile(
    rf"""(?:(?P<era>明治|大正|昭和|平成|令和)?(?P<short>[’'‘])?(?:(?P<y0>{SHORT})(?P<yto>{_TO}))?(?P<y>元|{SHORT})年\s?)?
         (?:(?:(?P<m0>{SHORT})(?P<mto>{_AND}))?(?P<m>{SHORT})月(?!面)\s?)?
         (?:(?:(?P<d0>{SHORT})日?(?P<dto>{_AND}))?(?P<d>{SHORT})日(?!本|米|系|間|目))?""",
    re.VERBOSE,
)
_DECADE = re.compile(rf"[’'‘]?(?:(?P<y0>{SHORT})(?:年代)?{_TO})?(?P<y>{SHORT})年代")
_APOSTROPHE = re.compile(r"[’'‘](\d\d)(?!\d)")
#: What makes 12年 a span of time.
#: What makes 4日 without a month a number of days.
_DAYS = re.compile(r"後|前|ごと|も|にわた|分|がかり|以上|以内|余|ほど|半|ぶり")
SPAN = re.compile(r"間|目|来|ぶり|半|余|以上|以内|未満|ごと|も|にわた|越し|前|後|生")
_BARE = re.compile(
    r"(?P<y>1[4-9]\d\d|20\d\d)(?:\s?[〜~–—-]\s?(?P<y2>1[4-9]\d\d|20\d\d|\d\d))?"
    r"(?![\d,.年]|\s?[万億兆千%]|人|票|ドル|か国|名|円)"
)
_RANGE = re.compile(rf"{_WEEKDAY}、?{_TO}")


def read_date(text: str, start: int) -> list[Found]:
    """The dates that begin at a place: one, or two where days are listed (4、7日); nothing where no date stands."""
    for reader in (_read_iso, _read_decade, _read_apostrophe, _read_words, _read_bare):
        if found := reader(text, start):
            return found
    return []


def _found(text: str, start: int, end: int, value: When | PartialDate | None, *also: When | Decimal) -> list[Found]:
    return [Found(start, end, text[start:end], value, Kind.DATE, also)] if value else []


def _read_iso(text: str, start: int) -> list[Found]:
    if match := _ISO.match(text, start):
        return _found(text, start, match.end(), join_date(Parts(int(match[1]), int(match[3]), int(match[4]))))
    if match := _ISO_MONTH.match(text, start):
        year, short = int(match[1]), int(match[2])
        until = (When(Moment(year), Moment(widen_year(short, year))),) if short > year % 100 else ()
        return _found(text, start, match.end(), join_date(Parts(year, short)), *until)
    return []


def _read_decade(text: str, start: int) -> list[Found]:
    match = _DECADE.match(text, start)
    if not match:
        return []
    last = _decade_of(match["y"])
    first = _decade_of(match["y0"]) if match["y0"] else last
    return _found(text, start, match.end(), When(Moment(first), Moment(last + 9))) if 0 < first <= last else []


def _decade_of(numeral: str) -> int:
    """The first year of a decade (1990, 90), or 0."""
    year = int(parse_numeral(numeral))
    return year if year >= 1000 else widen_year(year) if year % 10 == 0 and year < 100 else 0


def _read_apostrophe(text: str, start: int) -> list[Found]:
    match = _APOSTROPHE.match(text, start)
    if not match or text[match.end() : match.end() + 1] == "年":
        return []
    return _found(text, start, match.end(), When(Moment(widen_year(int(match[1])))))


def _read_words(text: str, start: int) -> list[Found]:
    match = _DATE.match(text, start)
    if not match or match.end() == start:
        return []
    ends = _ends(text, match)
    if ends is None:
        return []
    first, last = ends
    end = match.end() - (match[0].endswith(" ") or match[0].endswith("\u3000"))
    if last is None and (second := _second(text, match.end(), first.year)):
        whole = join_date(first, second[0])
        if whole and _suits(first, second[0]):
            return _found(text, start, second[1], whole)
    if last is not None and match["dto"] and match["dto"].strip() in {"、", "・", "と"} and last.day != first.day + 1:
        middle = match.end("d0")
        second_day = _found(text, match.start("d"), end, join_date(Parts(first.year, first.month, last.day)))
        return [*_found(text, start, middle, join_date(first)), *second_day]
    value = join_date(first, last)
    if value is None and first.year and last is None:
        # An impossible day or month (2005年13月) is left to be read as a number, which agrees with no date.
        return _found(text, start, match.end("y") + 1, When(Moment(first.year)))
    alone = last is None and not (first.year or first.month)
    return _found(text, start, end, value, *((Decimal(first.day),) if alone else ()))


def _second(text: str, place: int, after: int) -> tuple[Parts, int] | None:
    """The other end of a range, if one follows: its parts and where it ends."""
    link = _RANGE.match(text, place)
    match = _DATE.match(text, link.end()) if link else None
    if not link or not match or match.end() == match.start() or match["y0"] or match["m0"] or match["d0"]:
        return None
    # 2005年から10年 may be ten years; 2005年から07年 and 2005年から10年まで are ranges.
    is_short = match["y"] and not match["m"] and not match["era"] and len(match["y"]) < 4 and not match["y"].startswith("0")
    if is_short and ("から" in link[0] or "より" in link[0]) and not text.startswith(("まで", "にかけ"), match.end()):
        return None
    ends = _ends(text, match, after)
    return (ends[0], match.end()) if ends else None


def _suits(first: Parts, last: Parts) -> bool:
    """Whether two dates are the ends of one range: 5月4日から7月 is none."""
    return bool(first.day) == bool(last.day) or bool(first.year and last.year)


def _ends(text: str, match: re.Match[str], after: int = 0) -> tuple[Parts, Parts | None] | None:
    """The parts of a date's match, and of its end where only days, months or years are ranged (4〜5日)."""
    month, day = (int(parse_numeral(match[name])) if match[name] else 0 for name in ("m", "d"))
    if match["d"] and not match["m"] and (match["y"] or _DAYS.match(text, match.end("d") + 1)):
        return None
    year = _year(text, match, after) if match["y"] else 0
    if year is None:
        return None
    if match["y0"]:
        early = _early_year(match, year)
        return (Parts(early), Parts(year, month, day)) if early else None
    if match["m0"]:
        return (Parts(year, int(parse_numeral(match["m0"]))), Parts(year, month)) if not day else None
    if match["d0"]:
        return Parts(year, month, int(parse_numeral(match["d0"]))), Parts(year, month, day)
    return Parts(year, month, day), None


def _year(text: str, match: re.Match[str], after: int) -> int | None:
    """The year that the words before 年 name, or ``None`` where they count years."""
    raw = match["y"]
    number = 1 if raw == "元" else int(parse_numeral(raw))
    if match["era"]:
        return _ERAS[match["era"]] + number
    if raw == "元":
        return None
    early = int(parse_numeral(match["y0"])) if match["y0"] else after
    if len(raw) == 4 and number >= 1000:
        return number
    if len(raw) != 2 or number > 99 or set(raw) & set("十百千"):
        return None
    if early >= 1000 and number > early % 100:
        return widen_year(number, early)
    dated = bool(match["short"] or match["m"] or raw[0] in "0〇" or (match["y0"] or "").startswith("0"))
    if dated or not (SPAN.match(text, match.end("y") + 1) or number <= 49 or match["y0"]):
        return widen_year(number)
    return None


def _early_year(match: re.Match[str], year: int) -> int:
    """The first year of 2003〜07年 or 平成20〜22年; 0 where it comes after the last."""
    number = int(parse_numeral(match["y0"]))
    if match["era"]:
        number += _ERAS[match["era"]]
    elif number < 100:
        number = widen_year(number)
    return number if number < year else 0


def _read_bare(text: str, start: int) -> list[Found]:
    """A year without 年 (it may also be a number), or a range of such years."""
    match = _BARE.match(text, start)
    if not match or (start and text[start - 1] in "-.,") or re.match(r"[$€£¥A-Za-z]", text[start - 1 : start]):
        return []
    year = int(match["y"])
    if match["y2"]:
        last = int(match["y2"]) if len(match["y2"]) == 4 else widen_year(int(match["y2"]), year)
        if last > year:
            return _found(text, start, match.end(), When(Moment(year), Moment(last)))
    return _found(text, start, match.end("y"), When(Moment(year)), Decimal(year))
