"""Dates in the words of a language written in Latin letters: 4–5 November 2005, November 4, 2005, 2003–07, the 1990s."""

from __future__ import annotations

import re
from decimal import Decimal

from taiyaku.facts.dates import Parts, decade, join_date, widen_year
from taiyaku.facts.found import Found, Kind, PartialDate
from taiyaku.facts.values import Moment, When
from taiyaku.facts.vocabulary import CODES, Vocabulary, alternatives

_DASH = r"\s?[–—-]\s?"
_YEAR = r"1[4-9]\d\d|20\d\d"
_SPACE = r"[ \u00a0\n]"

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_ISO_MONTH = re.compile(r"(\d{4})-(0\d|1[0-2])(?![\d-])")
_SHORT_YEAR = re.compile(r"[’'‘](\d\d)(?![\ds])")

#: A decade without its century, which needs *the* or another decade in front (in his 70s).
_TENS = re.compile(r"(\d0)s\b")
_AMONG_DECADES = re.compile(r"\bthe (?:(?:early|mid|late)[ -])?$|\d0s(?:\s?[–—-]\s?| and | to | or )$", re.IGNORECASE)


class DateReader:
    """Reads the dates of texts in one language."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self._months = {name.lower().rstrip("."): number for name, number in words.months.items()}
        short = alternatives(name for name in words.months if name.lower() in words.short_months)
        whole = alternatives(name for name in words.months if name.lower() not in words.short_months)
        month = rf"(?:(?:{whole})(?![^\W_])|(?:{short})(?![^\W_])\.?)"
        day = r"(?:\d{1,2})(?:st|nd|rd|th|º|°)?"
        year = rf"(?:{words.year_of})(?P<y>\d{{4}}(?![\d,.]\d)|[’'‘]\d\d(?!\d))"
        flags = re.NOFLAG if words.capital_months else re.IGNORECASE
        self._day_first = re.compile(
            rf"(?:(?P<d0>{day})(?P<to>{_DASH}|{words.to}|{words.both}))?(?P<d>{day})(?:{words.day_of})(?P<m>{month})(?:{year})?", flags
        )
        days = rf"(?:(?P<d0>{day})(?P<to>{_DASH}|{words.to}|{words.both}))?(?P<d>{day})"
        first = rf"(?P<m>{month}){_SPACE}{days}(?!\d|[,.]\d|{_SPACE}?%)(?:{year})?"
        self._month_first = re.compile(first, flags) if words.month_first else None
        self._of_month = re.compile(rf"(?:{words.day_of})(?P<m>{month})(?:{year})?", flags)
        self._month = re.compile(rf"(?:(?P<m0>{month})(?P<to>{_DASH}|{words.to}))?(?P<m>{month})(?:{year})?", flags)
        years = rf"(?P<y>{_YEAR})(?:[–—/-](?P<y2>\d{{4}}|\d\d|(?<=–)\d))?"
        self._year = re.compile(rf"{years}(?![\d%]|[,.]\d|{_SPACE}(?:{alternatives(words.scales)})\b)")
        self._decade = re.compile(words.decade, re.IGNORECASE)
        self._decades = re.compile(rf"({alternatives(words.decades)})\b", re.IGNORECASE) if words.decades else None
        self._range = re.compile(rf"{_DASH}|{words.to}")
        self._both = re.compile(words.both)
        self._between = re.compile(rf"\b(?:{words.between})\s+$", re.IGNORECASE)
        self._leads = re.compile(words.month_leads, re.IGNORECASE)
        self._money = re.compile(rf"{_SPACE}(?:{words.of_money})?(?:{alternatives([*words.currencies, *CODES])})\b", re.IGNORECASE)

    def read(self, text: str, start: int) -> list[Found]:
        """The dates that begin at a place: one, or two where days are listed; nothing where no date stands."""
        if (found := self._read_iso(text, start)) or (found := self._read_decade(text, start)):
            return found
        one = self._read_one(text, start)
        if one is None:
            return self._read_year(text, start)
        parts, last, end = one
        if isinstance(last, list):
            return last
        if last is None and (second := self._second(text, start, end)):
            whole = join_date(parts, second[0])
            if whole and (bool(parts.day) == bool(second[0].day) or (parts.year and second[0].year)):
                return _found(text, start, second[1], whole)
        if last is None and parts.year and (year := self._year_after(text, start, end)) and int(year["y"]) > parts.year:
            return _found(text, start, year.end("y"), join_date(parts, Parts(int(year["y"]))))
        return _found(text, start, end, join_date(parts, last))

    def _year_after(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The year that ends a range begun before ``end``."""
        link = self._range.match(text, end)
        if not link and self._between.search(text[max(0, start - 12) : start]):
            link = self._both.match(text, end)
        year = self._year.match(text, link.end()) if link else None
        return year if year and not year["y2"] else None

    def read_month(self, text: str, start: int, end: int, day: int) -> list[Found]:
        """The date whose day in words ends at ``end``, if a month follows: the fourth of November."""
        match = self._of_month.match(text, end)
        return _found(text, start, match.end(), join_date(Parts(_year_of(match["y"]), self._month_of(match["m"]), day))) if match else []

    def _read_one(self, text: str, start: int) -> tuple[Parts, Parts | list[Found] | None, int] | None:
        """One date with its month in words: its parts, those of its end or the dates that it lists, and where it ends."""
        for pattern in (self._day_first, self._month_first):
            if pattern and (match := pattern.match(text, start)):
                month, year = self._month_of(match["m"]), _year_of(match["y"])
                day = _day_of(match["d"])
                if not match["d0"]:
                    return Parts(year, month, day), None, match.end()
                first = Parts(year, month, _day_of(match["d0"]))
                if self._both.fullmatch(match["to"]) and first.day + 1 != day:
                    listed = _found(text, match.start("d0"), match.end("d0"), join_date(first))
                    return first, [*listed, *_found(text, match.start("d"), match.end(), join_date(Parts(year, month, day)))], match.end()
                return first, Parts(year, month, day), match.end()
        match = self._month.match(text, start)
        if not match or (not match["y"] and not match["m0"] and self._is_shy(text, match)):
            return None
        year, end = _year_of(match["y"]), match.end()
        parts = Parts(year, self._month_of(match["m"]))
        return (Parts(0, self._month_of(match["m0"])), parts, end) if match["m0"] else (parts, None, end)

    def _is_shy(self, text: str, match: re.Match[str]) -> bool:
        """Whether a month alone may be another word: May, March, and abbreviations."""
        name = match["m"].lower().rstrip(".")
        if name in self.words.short_months:
            return not match["m"].endswith(".")
        if name not in self.words.shy_months:
            return False
        return not self._leads.search(f"{text[max(0, match.start() - 12) : match.start()]}|{text[match.end() : match.end() + 10]}")

    def _second(self, text: str, start: int, end: int) -> tuple[Parts, int] | None:
        """The other end of a range, if one follows."""
        link = self._range.match(text, end)
        if not link and self._between.search(text[max(0, start - 12) : start]):
            link = self._both.match(text, end)
        one = self._read_one(text, link.end()) if link else None
        return (one[0], one[2]) if one and one[1] is None else None

    def _month_of(self, name: str) -> int:
        return self._months[name.lower().rstrip(".")]

    def _read_iso(self, text: str, start: int) -> list[Found]:
        if match := _ISO.match(text, start):
            return _found(text, start, match.end(), join_date(Parts(int(match[1]), int(match[2]), int(match[3]))))
        if match := _ISO_MONTH.match(text, start):
            year, short = int(match[1]), int(match[2])
            until = (When(Moment(year), Moment(widen_year(short, year))),) if short > year % 100 else ()
            return _found(text, start, match.end(), join_date(Parts(year, short)), *until)
        return []

    def _read_decade(self, text: str, start: int) -> list[Found]:
        if match := self._decade.match(text, start):
            year = int(match["y"] or match["short"])
            return _found(text, start, match.end(), decade(year if year >= 1000 else widen_year(year)))
        if (match := _TENS.match(text, start)) and _AMONG_DECADES.search(text[max(0, start - 12) : start]):
            return _found(text, start, match.end(), decade(widen_year(int(match[1]))))
        if self._decades and (match := self._decades.match(text, start)) and self.words.article.search(text[max(0, start - 12) : start]):
            return _found(text, start, match.end(), decade(self.words.decades[match[1].lower()]))
        if match := _SHORT_YEAR.match(text, start):
            return _found(text, start, match.end(), When(Moment(widen_year(int(match[1])))))
        return []

    def _read_year(self, text: str, start: int) -> list[Found]:
        """A year in digits (it may also be a number), or a range of years."""
        match = self._year.match(text, start)
        if not match or text[start - 1 : start] in set("$€£¥.,") - {""} or self._money.match(text, match.end()):
            return []
        year = int(match["y"])
        if match["y2"]:
            last = _last_year(match["y2"], year)
            if year < last < 2100:
                return _found(text, start, match.end(), When(Moment(year), Moment(last)))
        end = match.end("y")
        if (second := self._second(text, start, end)) and second[0].year and (whole := join_date(Parts(year), second[0])):
            return _found(text, start, second[1], whole)
        other = self._year_after(text, start, end)
        if other and int(other["y"]) > year:
            return _found(text, start, other.end("y"), When(Moment(year), Moment(int(other["y"]))))
        return _found(text, start, end, When(Moment(year)), Decimal(year))


def _found(text: str, start: int, end: int, value: When | PartialDate | None, *also: When | Decimal) -> list[Found]:
    return [Found(start, end, text[start:end], value, Kind.DATE, also)] if value else []


def _last_year(short: str, first: int) -> int:
    """The last year of 2003–2007, 2003–07 or 2003–7."""
    if len(short) == 1:
        return first - first % 10 + int(short)
    return int(short) if len(short) == 4 else widen_year(int(short), first)


def _day_of(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _year_of(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdigit() else widen_year(int(text[1:]))
