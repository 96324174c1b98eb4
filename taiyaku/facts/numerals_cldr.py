"""Values in any further language, read by CLDR: dates as the language writes them, digits with its signs, scales, percent and money.

Numbers in words are not read, nor words of limit (*at least*): a text that uses them is taken to say no value. Full dates and their
ranges are read by the very patterns that say them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from taiyaku.facts.dates import Parts, join_date
from taiyaku.facts.found import Found, Kind, PartialDate, tidy
from taiyaku.facts.values import Moment, Money, Percent, When
from taiyaku.facts.vocabulary import CODES, SIGNS, alternatives
from taiyaku.facts.words_cldr import locale_of, second, speech_from_cldr

_SPACE = "[ \u00a0\u202f\u2009\n]"
_DASH = rf"{_SPACE}?[–—~〜-]{_SPACE}?"
_PART = re.compile(r"\{(\w+)\}| ?– ?|[ \u00a0\u202f]|[^{ \u00a0\u202f–]+")
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")
_BARE_YEAR = re.compile(rf"(1[4-9]\d\d|20\d\d)(?!\d|[.,]\d|{_SPACE}?%)")
#: What makes digits part of a name: G20, Tu-160.
_NAME = re.compile(r"(?:[A-Za-z]|[A-Za-z]-)$")
_RUN = re.compile(r"[\d.,]*\d|.", re.DOTALL)
_UNIT = re.compile(r"[ \u00a0-]?([^\W\d_]+)")


class Reader:
    """Reads the values of texts in one language; raises ``ValueError`` where CLDR does not know it."""

    def __init__(self, lang: str) -> None:
        table, locale = speech_from_cldr(lang), locale_of(lang)
        self.months = month_names(lang)
        # Where words are not parted by spaces a name may stand within letters, else it stands between other signs.
        self._end = "" if is_unparted(lang) else r"(?![^\W\d_])"
        name = rf"(?<![^\W\d_])(?:{alternatives(self.months)}){self._end}"
        full = (table.months_days, table.days, f"{table.day} – {second(table.day)}", table.day)
        part = (table.months, f"{table.month} – {second(table.month)}", table.month)
        years = (table.years, table.year) if table.year != "{year}" else (table.years,)
        shapes = dict.fromkeys((*full, *part, *years, without_year(table.day), without_year(table.month)))
        self._dates = [re.compile(self._pattern(shape), re.IGNORECASE) for shape in shapes if shape]
        spaced = table.group.isspace()
        group = "[ \u00a0\u202f\u2009]" if spaced else f"[{re.escape(table.group)}]"
        self._strip, self._point = re.compile(group), table.point
        number = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{re.escape(table.point)}\d+)?"
        self._scales = scale_words(lang)
        scale = rf"(?:{_SPACE}?(?P<scale>{alternatives(self._scales)}){self._end})?"
        money = alternatives([*CODES, *(sign for sign in SIGNS)])
        percent = re.escape(locale.number_symbols.get("latn", {}).get("percentSign", "%"))
        self._quantity = re.compile(
            rf"(?:(?P<before>{money}){_SPACE}?)?(?P<pre>[%٪]{_SPACE}?)?(?P<minus>[−-])?(?P<n>{number}){scale}"
            rf"(?:{_SPACE}?(?P<percent>{percent}|[%٪])|{_SPACE}?(?:d[e’'] ?)?(?P<after>{money})(?![^\W\d_]))?",
            re.IGNORECASE,
        )
        minus = r"(?:(?<![^\W_])[−-])?"
        self._start = re.compile(rf"{minus}\d|[%٪]{_SPACE}?{minus}\d|(?:{money}){_SPACE}?{minus}\d|{name}", re.IGNORECASE)

    def _pattern(self, shape: str) -> str:
        month = rf"(?:{alternatives(self.months)})\.?"
        day = r"\d{1,2}(?:er|[º°.])?"
        fields = {"day": day, "month": r"\d{1,2}", "year": r"(?<!\d)\d{4}(?!\d)", "name": month, "own": month}
        made = ""
        for match in _PART.finditer(shape):
            if match[1]:
                made += f"(?P<{match[1]}>{fields[match[1].rstrip('2')]})"
            else:
                made += _DASH if "–" in match[0] else _SPACE if match[0].isspace() else re.escape(match[0])
        return made + r"(?!\d)" + (self._end if shape.endswith(("{name}", "{own}")) else "")

    def find_values(self, text: str) -> Iterator[Found]:
        """Read the values of a text, in order and without overlap."""
        place = 0
        while match := self._start.search(text, place):
            start = match.start()
            named = text[start].isdigit() and _NAME.search(text[max(0, start - 2) : start])
            found = None if named else self._read_date(text, start) or self._read_quantity(text, start)
            if found:
                yield found
            run = _RUN.match(text, start)
            place = found.end if found else run.end() if run else start + 1

    def _read_date(self, text: str, start: int) -> Found | None:
        if (match := _ISO.match(text, start)) and (value := join_date(Parts(int(match[1]), int(match[2]), int(match[3] or 0)))):
            return Found(start, match.end(), match[0], value, Kind.DATE)
        for pattern in self._dates:
            if (match := pattern.match(text, start)) and (value := self._date(match.groupdict())):
                return Found(start, match.end(), match[0], value, Kind.DATE)
        if (match := _BARE_YEAR.match(text, start)) and text[start - 1 : start] not in tuple("$€£¥.,"):
            quantity = self._quantity.match(text, start)
            if quantity and not (quantity["percent"] or quantity["after"] or quantity["scale"]):
                return Found(start, match.end(), match[0], When(Moment(int(match[1]))), Kind.DATE, (Decimal(match[1]),))
        return None

    def _date(self, fields: Mapping[str, str | None]) -> When | PartialDate | None:
        """The date of a pattern's fields; those of its end have a 2 behind their names."""
        start, end = self._parts(fields, ""), self._parts(fields, "2")
        return join_date(start, end if end != Parts() else None) if start != Parts() else None

    def _parts(self, fields: Mapping[str, str | None], mark: str) -> Parts:
        year, month, day = (int(re.sub(r"\D", "", fields.get(name + mark) or "0")) for name in ("year", "month", "day"))
        name = fields.get("name" + mark) or fields.get("own" + mark)
        return Parts(year, self.months[name.lower().rstrip(".")] if name else month, day)

    def _read_quantity(self, text: str, start: int) -> Found | None:
        match = self._quantity.match(text, start)
        if not match:
            return None
        number = Decimal(self._strip.sub("", match["n"]).replace(self._point, "."))
        if match["scale"]:
            number = tidy(number * self._scales[match["scale"].lower()])
        number = -number if match["minus"] else number
        if match["percent"] or match["pre"]:
            return Found(start, match.end(), match[0], Percent(number), Kind.PERCENT)
        if sign := match["before"] or match["after"]:
            codes = SIGNS.get(sign) or (sign.upper(),)
            return Found(
                start, match.end(), match[0], Money(number, codes[0]), Kind.MONEY, tuple(Money(number, code) for code in codes[1:])
            )
        unit = _UNIT.match(text, match.end())
        return Found(start, match.end(), match[0], number, Kind.COUNT if unit else Kind.NUMBER, unit=unit[1] if unit else "")


def is_unparted(lang: str) -> bool:
    """Whether a language writes its words without spaces between them, or joins endings to numbers and names."""
    return lang.replace("_", "-").partition("-")[0] in {"zh", "ko", "th", "lo", "km", "my", "yue"}


def without_year(template: str) -> str:
    """A date's template that leaves the year to the context; "" where nothing is left."""
    place = template.index("{year}")
    fields = [match.span() for match in re.finditer(r"\{(?!year)\w+\}[.月日일]?", template)]
    if not fields:
        return ""
    inside = fields[0][0] < place < fields[-1][1]
    return "" if inside else template[fields[0][0] : fields[-1][1]]


@cache
def month_names(lang: str) -> Mapping[str, int]:
    """The months of a language by their names in small letters, whole and short, as they stand in a date and alone."""
    found: dict[str, int] = {}
    months = locale_of(lang).months
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[form].get(width, {}).items():
                if not name.isdigit():
                    found.setdefault(name.lower().rstrip("."), number)
    return found


@cache
def scale_words(lang: str) -> Mapping[str, int]:
    """The words of large numbers (millions, 億), from the patterns of CLDR's long compact forms, in every number of the grammar."""
    found: dict[str, int] = {}
    forms = locale_of(lang).compact_decimal_formats
    # Where a language has no long forms of its own, its short ones are whole words (5亿).
    for by_size in forms["long" if "long" in forms else "short"].values():
        for size, pattern in by_size.items():
            zeros = pattern.pattern.count("0")
            word = re.sub(r"['0\s]+", " ", pattern.pattern.partition(";")[0]).strip().lower()
            if zeros and word:
                found.setdefault(word, int(size) // 10 ** (zeros - 1))
    return found
