"""Values in the words of a language written in Latin letters. The language is a ``Vocabulary``; the grammar of values is here.

Decisions where words are ambiguous:

* four digits from 1400 to 2099 are a year that may also be a number (2005); with a comma or a unit they are a number only;
* *the fourth*, *the 4th* before no noun is an ordinal that may also be a day;
* 2003-04 with a hyphen is a month, or the range 2003–2004 as well; with a dash it is a range;
* a shy word (*one*, *May*, *half*) is a value only in company that makes it one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from taiyaku.facts.found import Found, Kind, PartialDate, tidy
from taiyaku.facts.numerals_west_dates import DateReader
from taiyaku.facts.values import Moment, Money, Percent, When
from taiyaku.facts.vocabulary import CODES, SIGNS, Vocabulary, alternatives

_TOKEN = re.compile(r"[^\W\d_]+|\d|[$€£¥−]|[’'‘](?=\d\d)")
_NEXT = re.compile(r"(?:[ \u00a0\n]|[-‐‑])([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"[\d.,]*\d")
_LINK = re.compile(r"[ \u00a0\n]([^\W\d_]+)[ \u00a0\n]([^\W\d_]+)")
_NOUN = re.compile(r"[ \u00a0\n-]([^\W\d_]+)")
#: Before *menos* these make *at least* of it.
_NO_MINUS = re.compile(r"\b(?:al|lo|o) $", re.IGNORECASE)
#: What makes digits part of a name or an id: G20, Tu-160, nelson-2015, but not mid-2005.
_NAME = re.compile(r"(?:[A-Za-z]|(?<![^\W_])(?!(?:mid|pre|post|end|late|early|since)-)[A-Za-z]+-)$", re.IGNORECASE)


class Reader:
    """Reads the values of texts in one language."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.dates = DateReader(words)
        numbers = {*words.cardinals, *words.ordinals, *words.multiples, *words.fractions, *words.times, words.minus}
        self._starts = numbers | {*words.ambiguous, *words.decades} | {name.rstrip(".").lower() for name in words.months}
        self._fraction = re.compile(rf"[ \u00a0-]({alternatives(words.fractions)})\b", re.IGNORECASE)
        self._scale = re.compile(
            rf"(?:[ \u00a0-]?({alternatives(words.scale_marks)})|[ \u00a0-]({alternatives(words.scales)}))(?![^\W_])", re.IGNORECASE
        )
        number, codes = words.number, alternatives(CODES)
        signs = alternatives([sign for sign in SIGNS if sign])
        self._quantity = re.compile(
            rf"(?P<money>(?:{signs})\s?|(?:{codes})[ \u00a0])?(?P<minus>[−-]|{words.minus} )?(?P<n>{number})"
            rf"(?:(?P<to>\s?[–—-]\s?|{words.to})(?:{signs})?(?P<n2>{number}))?",
        )
        self._money = re.compile(rf"[ \u00a0-](?:{words.of_money})?(?:({alternatives(words.currencies)})\b|({codes})\b)", re.IGNORECASE)
        self._percent = re.compile(rf"[ \u00a0-]?(?:{words.percent})", re.IGNORECASE)
        self._rank = re.compile(rf"(?P<n>{number})(?:{words.rank})", re.IGNORECASE)
        self._half = re.compile(rf"(?:{words.and_half})\b", re.IGNORECASE) if words.and_half else None
        self._codes = re.compile(rf"(?:{codes})[ \u00a0](?=\d)|(?:US|R|AR)\$|Bs\.? ?(?=\d)")

    def find_values(self, text: str) -> Iterator[Found]:
        """Read the values of a text, in order and without overlap."""
        place, starts = 0, self._starts
        # Most words say no value: they are passed over as fast as can be.
        tokens = [token for token in _TOKEN.finditer(text) if (word := token[0]).lower() in starts or not word.islower()]
        for token in tokens:
            start, word = token.start(), token[0]
            if start < place or (word[0].isalpha() and word.lower() not in starts and not self._codes.match(text, start)):
                continue
            for found in self._read(text, start, word):
                yield found
                place = found.end
            if word.isdigit() and place <= start:
                run = _DIGITS.match(text, start)
                place = run.end() if run else start + 1

    def _read(self, text: str, start: int, word: str) -> list[Found]:
        if word.isdigit() and _NAME.search(text[max(0, start - 16) : start]):
            return []
        if found := self.dates.read(text, start):
            return found
        if not word[0].isalpha() or self._codes.match(text, start):
            return self._read_rank(text, start) or self._read_quantity(text, start)
        if word.lower() == self.words.minus:
            if _NO_MINUS.search(text[max(0, start - 5) : start]):
                return []
            return self._read_quantity(text, start)
        return self._read_words(text, start, word.lower())

    def _read_rank(self, text: str, start: int) -> list[Found]:
        match = self._rank.match(text, start)
        if not match:
            return []
        return [self._ordinal(text, start, match.end(), self.words.parse(match["n"]))]

    def _ordinal(self, text: str, start: int, end: int, number: Decimal) -> Found:
        noun = _NOUN.match(text, end)
        is_free = not noun or noun[1].lower() in self.words.function
        is_day = 1 <= number <= 31 and is_free and self.words.article.search(text[max(0, start - 6) : start])
        also = (PartialDate(0, int(number)),) if is_day else ()
        return Found(start, end, text[start:end], number, Kind.ORDINAL, also, unit=self._unit(text, end))

    def _read_quantity(self, text: str, start: int) -> list[Found]:
        match = self._quantity.match(text, start)
        if not match:
            return []
        sign = (match["money"] or "").strip()
        minus = bool(match["minus"])
        low = self.words.parse(match["n"])
        if match["n2"]:
            high = self._measure(text, match.start("n2"), match.end(), self.words.parse(match["n2"]), sign)
            if high.kind is not Kind.NUMBER or match["to"].strip() in {"–", "—", "-"}:
                return [self._like(text, start, match.end("n"), low, high), high]
        number = -low if minus else low
        return [self._measure(text, start, match.end("n"), number, sign)]

    def _like(self, text: str, start: int, end: int, low: Decimal, high: Found) -> Found:
        """The lower number of a range with the scale and unit of the higher one: US$5–10 billion."""
        scale = self._scale.search(high.text)
        scaled = tidy(low * self._factor(scale)) if scale else low
        value: Money | Percent | Decimal = scaled
        if isinstance(high.value, Money):
            value = Money(scaled, high.value.currency)
        elif isinstance(high.value, Percent):
            value = Percent(low)
        return replace(high, start=start, end=end, text=text[start:end], value=value, also=(low,) if scaled != low else ())

    def _factor(self, scale: re.Match[str]) -> int:
        word = (scale[1] or scale[2]).lower()
        return self.words.scales.get(word) or self.words.scale_marks[word]

    def _measure(self, text: str, start: int, end: int, number: Decimal, sign: str = "") -> Found:
        """The value of a number that ends at ``end``, with the scale and unit that follow it."""
        while scale := self._scale.match(text, end):
            if scale[1] and len(scale[1]) == 1 and not sign:
                break
            number, end = tidy(number * self._factor(scale)), scale.end()
        if self._half and (half := self._half.match(text, end)):
            number, end = number + Decimal("0.5"), half.end()
            if scale := self._scale.match(text, end):
                number, end = tidy(number * self._factor(scale)), scale.end()
        if self._percent and (unit := self._percent.match(text, end)):
            return Found(start, unit.end(), text[start : unit.end()], Percent(number), Kind.PERCENT)
        if sign or (unit := self._money.match(text, end)):
            codes = SIGNS.get(sign) or ((sign,) if sign else ())
            if not sign and unit:
                codes, end = self.words.currencies.get((unit[1] or "").lower()) or (unit[2].upper(),), unit.end()
            values = [Money(number, code) for code in codes]
            return Found(start, end, text[start:end], values[0], Kind.MONEY, tuple(values[1:]))
        unit_word = self._unit(text, end)
        return Found(start, end, text[start:end], number, Kind.COUNT if unit_word else Kind.NUMBER, unit=unit_word)

    def _unit(self, text: str, end: int) -> str:
        noun = _NOUN.match(text, end)
        return noun[1] if noun and noun[1].lower() not in self.words.function and noun[1].islower() else ""

    def _read_words(self, text: str, start: int, word: str) -> list[Found]:
        words = self.words
        if word in words.times:
            return [Found(start, start + len(word), text[start : start + len(word)], Decimal(words.times[word]), Kind.COUNT)]
        if word in words.ambiguous and not words.ambiguous[word](text, start):
            return self._read_half(text, start, word)
        number, end, is_ordinal = self._spell(text, start)
        if number is None:
            return self._read_half(text, start, word)
        if 17 <= number <= 20 and not is_ordinal and (year := self._spelt_year(text, start, end, int(number))):
            return [year]
        if fraction := self._fraction.match(text, end):
            below = words.fractions[fraction[1].lower()]
            if number < below and not is_ordinal:
                return [_share(text, start, fraction.end(), number * 100 / below)]
        if is_ordinal:
            if 1 <= number <= 31 and (month := self.dates.read_month(text, start, end, int(number))):
                return month
            return [self._ordinal(text, start, end, number)]
        return [self._measure(text, start, end, number)]

    def _spelt_year(self, text: str, start: int, end: int, century: int) -> Found | None:
        """A year in words: nineteen ninety-one."""
        link = _NEXT.match(text, end)
        number, last, is_ordinal = self._spell(text, link.start(1)) if link else (None, end, False)
        if number is None or is_ordinal or not 10 <= number <= 99:
            return None
        return Found(start, last, text[start:last], When(Moment(century * 100 + int(number))), Kind.DATE)

    def _read_half(self, text: str, start: int, word: str) -> list[Found]:
        """A fraction without a numerator: half of, a third of, half a million."""
        below = self.words.fractions.get(word)
        if not below:
            return []
        end = start + len(word)
        if below == 2 and self.words.half_scale and (match := self.words.half_scale.match(text, end)):
            number = Decimal(self.words.scales[match[1].lower()]) / 2
            return [self._measure(text, start, match.end(), number)]
        pattern = self.words.half_of if below == 2 else self.words.part_of
        if pattern and pattern.search(text[max(0, start - 24) : end] + "|" + text[end : end + 12]):
            return [_share(text, start, end, Decimal(100) / below)]
        return []

    def _spell(self, text: str, start: int) -> tuple[Decimal | None, int, bool]:
        """Read number words from a place: the number, where it ends, and whether the last word makes it an ordinal."""
        words, total, current, end = self.words, 0, -1, start
        token: re.Match[str] | None = _WORD.match(text, start)
        last_scale = 10**18
        while token:
            word = token[token.lastindex or 0].lower()
            if word in words.cardinals and _fits(current, words.cardinals[word]):
                current = max(current, 0) + words.cardinals[word]
            elif word in words.ordinals and _fits(current, words.ordinals[word]):
                return Decimal(total + max(current, 0) + words.ordinals[word]), token.end(), True
            elif word in words.multiples and (current > 0 or word in words.alone):
                factor = words.multiples[word]
                if factor >= last_scale or (factor == 100 and current > 99):
                    break
                if factor == 100:
                    current = max(current, 1) * 100
                else:
                    total, current, last_scale = (total + max(current, 1) * factor), 0, factor
            else:
                break
            end = token.end()
            token = self._following(text, end, current, total)
        if end == start:
            return None, start, False
        return Decimal(total + max(current, 0)), end, False

    def _following(self, text: str, place: int, current: int, total: int) -> re.Match[str] | None:
        """The next number word, over *and* where the language puts one."""
        link = _LINK.match(text, place)
        if link and link[1].lower() == self.words.joiner and link[2].lower() in {*self.words.cardinals, *self.words.ordinals}:
            return link if self.words.joins(current, total) else None
        return _NEXT.match(text, place)


def _fits(current: int, part: int) -> bool:
    """Whether a word can be added to what was read: 120 + 9 but not 20 + 12, nor 10 + 5."""
    if current <= 0:
        return current < 0 or part > 0
    return part > 0 and current % 10 ** len(str(part)) == 0 and current % 100 != 10


def _share(text: str, start: int, end: int, share: Decimal) -> Found:
    return Found(start, end, text[start:end], Percent(share), Kind.PERCENT, fraction=True)
