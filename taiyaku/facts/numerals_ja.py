"""Values in Japanese words: dates, money, shares, counts and ordinals.

Kanji numerals are also parts of ordinary words (一方, 十分, 二国間, 千島). A single one therefore counts only before a counter or unit, and
longer ones only where they are spelt as a number (十二, 二〇一〇). Decisions where words are ambiguous:

* 12年 is a count of years that may also be 2012 or 1912 by the pivot; 98年, 05年 and two digits before a month are years;
* 4日 is a day that may also be a count; 4日間 is a count only;
* 1999 without 年 is a year that may also be a number; 一国 and 四国 are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from taiyaku.facts.dates import widen_year
from taiyaku.facts.found import Found, Kind, Reading
from taiyaku.facts.kanji import NUMERAL, SHORT, parse_numeral
from taiyaku.facts.numerals_ja_dates import SPAN, read_date
from taiyaku.facts.values import Moment, Money, Percent, When
from taiyaku.facts.vocabulary import CODES

_GENERIC = "[かカヵヶケ箇](?:国語|国|月間|月|年|所|条|点|村)"
#: Counters that make a numeral of a single kanji; what follows a word such as 二国間 or 一本化 does not.
_KANJI_COUNTER = (
    rf"{_GENERIC}|つ|人(?![間口材々称格])|名(?![前目称誉義])|票|回(?![復答顧避収帰転路線想])|度(?!合)"
    r"|国(?![間籍語家民際内境土連会務防営益政有立王是])|年間?|週間|日間|時間|世紀|歳|倍|隻|機(?![関会構能械動運密])|台(?![頭湾風所地])"
    r"|件|項目|条(?!約)|章|節(?!約)|種類|分野|段階|段落|議席|州(?![都境知])|都市|本(?![部人格質来土当国書稿論拠化位木])|冊|巻"
    r"|枚(?!岩|看板)|個(?![人別])|席|周年|通(?![信貨商行常過知貫])|言語|ページ|頁|期(?![待間限日])"
    r"|キロ(?:メートル)?|メートル|トン|バレル|ヘクタール|首脳|政府"
)
_COUNTER = (
    rf"{_KANJI_COUNTER}|四半期|時(?![代期点])|分間?(?!野)|秒|者|党|院|社|次|行"
    r"|号|項|点|週|代|校|基|組|位(?!置)|番|部|面|階|軒|戸|世帯|級|隊|日"
)
#: After these 目 or nothing makes an ordinal: 39回目, 三番目, 1位, 21世紀.
_RANKED = re.compile(rf"(?:{_COUNTER}|番)目|代目|位(?!置|相)|世紀|番目")
_UNIT = re.compile(rf"(?:{_COUNTER})半?")
_SINGLE_UNIT = re.compile(rf"(?:{_KANJI_COUNTER})半?")
_HALF = re.compile(r"(?:年|か月|カ月|時間|倍|世紀)半")
_PERCENT = re.compile(r"\s?(?:%|パーセント)(?:・?ポイント)?")
_TENTHS = re.compile(rf"割(?![合引当譲愛拠高安り])(?:({SHORT})分)?")
_MONEY = re.compile(
    r"\s?(?:(?:米|US)?ドル|ユーロ|円(?![卓滑形錐])|レアル|ボリバル(?:・フエルテ)?|スクレ|ポンド"
    r"|(?:(?:アルゼンチン|チリ|メキシコ|コロンビア)・?)?ペソ|[A-Z]{3}(?![A-Za-z]))"
)
_CURRENCY = {
    "ドル": ("USD",), "米ドル": ("USD",), "USドル": ("USD",), "ユーロ": ("EUR",), "円": ("JPY",), "レアル": ("BRL",), "ポンド": ("GBP",),
    "ボリバル": ("VES", "VEF", "VEB"), "ボリバル・フエルテ": ("VEF", "VES"), "スクレ": ("XSU",),
    "ペソ": ("ARS", "MXN", "CLP", "COP", "UYU"),
    "アルゼンチンペソ": ("ARS",), "チリペソ": ("CLP",), "メキシコペソ": ("MXN",), "コロンビアペソ": ("COP",),
    "$": ("USD",), "US$": ("USD",), "米$": ("USD",), "R$": ("BRL",), "€": ("EUR",), "£": ("GBP",), "¥": ("JPY",),
}  # fmt: skip
_TRIGGER = re.compile(
    r"[0-9〇零一二三四五六七八九十百千]|第|明治|大正|昭和|平成|令和|半分|半数|[$€£¥]|(?:−|マイナス)(?=\d)"
    r"|(?:US|R|米)\$|\b[A-Z]{3}(?= ?\d)|[’'‘](?=\d\d)"
)
_RUN = re.compile(NUMERAL)
_FRACTION = re.compile(rf"({NUMERAL})分の({NUMERAL})")
_ORDINAL = re.compile(rf"第\s?({NUMERAL})(?:[〜–~、・-](第?{NUMERAL}))?(?:回目?|次|条|章|項|号|期|代|位|版|節|部|四半期)?")
_QUANTITY = re.compile(
    rf"(?P<money>(?:US|R|米)?\$|[€£¥]|[A-Z]{{3}} ?)?(?P<minus>[−-]|マイナス)?(?P<n>{NUMERAL})"
    rf"(?:(?P<to>\s?(?:[〜~–—、-]|から|対)\s?)(?P<n2>{NUMERAL}))?(?P<over>余り?(?=[^のがを、。]))?"
)
#: A numeral that says a number by itself: places (二〇一〇, 一九九) or units with a digit (十二, 三百); 八百屋 and the like are words.
_SPELT = re.compile(
    r"[〇零一二三四五六七八九]*[〇零][〇零一二三四五六七八九]*|[一二三四五六七八九]{3,}"
    r"|(?=.*[十百千万億兆])(?=.*[一二三四五六七八九億兆]|百万|千万)[一二三四五六七八九十百千万億兆]+"
)
_WORD = re.compile(r"八百(?:屋|長|万の)|五十(?:嵐|音|肩)|千一夜|二十四節|十二(?:指腸|支)|[一二三四五六七八九][億兆万]?の空")
_VAGUE = frozenset("数何幾")
#: One country is "a country", the others are islands of Japan.
_PLACES = frozenset({"一国", "四国", "九州"})
_WORDS_IN_ONE = frozenset("統唯随画均単同専択純合逐万")


def find_values(text: str) -> Iterator[Found]:
    """Read the values of a text with narrow digits, in order and without overlap."""
    place = 0
    while trigger := _TRIGGER.search(text, place):
        start = trigger.start()
        found = [] if _is_inside_word(text, start) else _read(text, start)
        yield from found
        if found:
            place = found[-1].end
        else:
            run = _RUN.match(text, start)
            place = run.end() if run else start + 1


def _read(text: str, start: int) -> list[Found]:
    for reader in (_read_half, read_date, _read_fraction, _read_ordinal, _read_quantity):
        if found := reader(text, start):
            return found
    return []


def _is_inside_word(text: str, start: int) -> bool:
    """Whether the numeral belongs to a vague number (数十), a word (統一) or a name in Latin letters (Tu-160)."""
    before, here = text[start - 1 : start], text[start]
    if here in "第半":
        return before in _VAGUE
    if before in _VAGUE and not here.isascii():
        return True
    if before in _WORDS_IN_ONE and here == "一":
        return True
    return here.isdigit() and before == "-" and bool(re.search(r"[A-Za-z]-$", text[max(0, start - 2) : start]))


def _read_half(text: str, start: int) -> list[Found]:
    if not text.startswith(("半分", "半数"), start) or text[start - 1 : start] == "過":
        return []
    return [Found(start, start + 2, text[start : start + 2], Percent(Decimal(50)), Kind.PERCENT, fraction=True)]


def _read_fraction(text: str, start: int) -> list[Found]:
    match = _FRACTION.match(text, start)
    if not match or not (below := parse_numeral(match[1])):
        return []
    share = Percent(parse_numeral(match[2]) * 100 / below)
    return [Found(start, match.end(), match[0], share, Kind.PERCENT, fraction=True)]


def _read_ordinal(text: str, start: int) -> list[Found]:
    match = _ORDINAL.match(text, start)
    if not match:
        return []
    if not match[2]:
        return [Found(start, match.end(), match[0], parse_numeral(match[1]), Kind.ORDINAL)]
    first = Found(start, match.end(1), text[start : match.end(1)], parse_numeral(match[1]), Kind.ORDINAL)
    return [first, Found(match.start(2), match.end(), text[match.start(2) : match.end()], parse_numeral(match[2]), Kind.ORDINAL)]


def _read_quantity(text: str, start: int) -> list[Found]:
    match = _QUANTITY.match(text, start)
    if not match or (match["money"] and _code(match["money"]) == ()):
        return []
    if match["n2"] and (found := _read_pair(text, match)):
        return found
    place = match.end("n") if match["n2"] else match.end()
    one = _measure(text, start, match["n"], place, match["money"] or "", bool(match["over"]) and not match["n2"], bool(match["minus"]))
    return [one] if one else []


def _read_pair(text: str, match: re.Match[str]) -> list[Found]:
    """Two numbers with one unit: 5〜10%, 三、四か国, 5〜10億ドル (also 5), 六対三."""
    joint = match["to"].strip()
    if joint == "対":
        return [_plain(text, match.start(), match.end("n"), match["n"]), _plain(text, match.start("n2"), match.end("n2"), match["n2"])]
    second = _measure(text, match.start("n2"), match["n2"], match.end(), match["money"] or "", bool(match["over"]), False)
    low, high = parse_numeral(match["n"]), parse_numeral(match["n2"])
    if second is None or (joint == "、" and (high != low + 1 or match["n"].isascii())):
        return []
    if not second.unit and second.kind is Kind.NUMBER and joint in {"から", "-"}:
        return []
    scale = re.search(r"[万億兆]$", match["n2"])
    scaled = parse_numeral(match["n"] + scale[0]) if scale and not re.search("[万億兆]", match["n"]) else low
    value: Money | Percent | Decimal = scaled
    if isinstance(second.value, Money):
        value = Money(scaled, second.value.currency)
    elif isinstance(second.value, Percent):
        value = Percent(low)
    also = (low,) if scaled != low else ()
    return [Found(match.start(), match.end("n"), text[match.start() : match.end("n")], value, second.kind, also, unit=second.unit), second]


def _plain(text: str, start: int, end: int, numeral: str) -> Found:
    return Found(start, end, text[start:end], parse_numeral(numeral), Kind.COUNT)


def _code(sign: str) -> tuple[str, ...]:
    sign = sign.strip()
    return _CURRENCY.get(sign.replace("・", "") if sign.endswith("ペソ") else sign, (sign,) if sign in CODES else ())


def _measure(text: str, start: int, numeral: str, place: int, sign: str, over: bool, minus: bool) -> Found | None:
    """The value of a numeral with the unit that stands at ``place``."""
    number = parse_numeral(numeral) * (-1 if minus else 1)
    arabic = any(char.isdigit() and char.isascii() for char in numeral)

    def give(end: int, value: Money | Percent | Decimal, kind: Kind, unit: str = "", also: tuple[Reading, ...] = ()) -> Found:
        return Found(start, end, text[start:end], value, kind, also, over, unit=unit)

    if sign or ((unit := _MONEY.match(text, place)) and _code(unit[0])):
        codes = _code(sign or (unit[0] if unit else ""))
        end = place if sign else unit.end() if unit else place
        return give(end, Money(number, codes[0]), Kind.MONEY, "", tuple(Money(number, code) for code in codes[1:]))
    if unit := _PERCENT.match(text, place):
        return give(unit.end(), Percent(number), Kind.PERCENT)
    if unit := _TENTHS.match(text, place):
        return give(unit.end(), Percent(number * 10 + (parse_numeral(unit[1]) if unit[1] else 0)), Kind.PERCENT)
    if unit := _RANKED.match(text, place):
        return give(unit.end(), number, Kind.ORDINAL, unit[0])
    spelt = bool(_SPELT.fullmatch(numeral)) and not _WORD.match(text, start)
    if text.startswith("国間", place) or (not arabic and not spelt and numeral + text[place : place + 1] in _PLACES):
        return None
    if unit := (_UNIT if arabic or spelt else _SINGLE_UNIT).match(text, place):
        end = unit.end() if not unit[0].endswith("半") or _HALF.match(text, place) else unit.end() - 1
        value = number + Decimal("0.5") if text[end - 1] == "半" else number
        named = text[place:end] == "年" and len(numeral) == 2 and numeral.isdigit() and not over and not SPAN.match(text, end)
        return give(end, value, Kind.COUNT, text[place:end], (When(Moment(widen_year(int(number)))),) if named else ())
    if arabic and re.search(r"[A-Za-z]$", text[:start][-1:]):
        return None
    return give(place, number, Kind.NUMBER) if arabic or spelt else None
