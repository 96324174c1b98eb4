"""Kinds of error in values: what a tired or hasty translator writes."""

from __future__ import annotations

import re

from tests.translation.seeds.sowing import Entry, Kind, first_of, swap

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
SMALL = {"two": "three", "three": "four", "four": "five", "five": "six", "six": "seven", "seven": "eight", "eight": "nine",
         "nine": "eight", "ten": "eleven", "eleven": "twelve", "twelve": "eleven"}  # fmt: skip
SAID = {
    "two": "2二２",
    "three": "3三３",
    "four": "4四４",
    "five": "5五５",
    "six": "6六６",
    "seven": "7七７",
    "eight": "8八８",
    "nine": "9九９",
}
RANKS = {"first": "second", "second": "third", "third": "fourth", "fourth": "fifth", "fifth": "sixth"}
ES = {"dos": "tres", "tres": "cuatro", "cuatro": "cinco", "doce": "trece", "cuarta": "quinta"}


def next_digit(match: re.Match[str]) -> str:
    """The number with its first digit one higher (or lower, for a nine)."""
    text = match[0]
    return (str(int(text[0]) + 1) if text[0] != "9" else "8") + text[1:]


def other_month(match: re.Match[str]) -> str:
    return MONTHS[(MONTHS.index(match[0]) + 5) % 12]


def small_count(entry: Entry) -> str | None:
    """Another small number before its noun, where the source plainly says that number with a counter."""
    if entry.target != "en":
        return None
    for match in re.finditer(r"\b(two|three|four|five|six|seven|eight|nine)\b(?= [a-z]{4,})", entry.msgstr):
        if re.search(rf"[{SAID[match[1]]}](?:か国|人|つ|年|回|名|票|章|日|週|度目|度|隻|機)", entry.msgid):
            return entry.msgstr[: match.start()] + SMALL[match[1]] + entry.msgstr[match.end() :]
    return None


def negation(entry: Entry) -> str | None:
    """A sentence without its *not*, where source and translation have one negation each."""
    negatives = re.findall(r"ない|なかっ|ません|なく|ぬ|ず(?=[、に。])", entry.msgid)
    if entry.target != "en" or len(negatives) != 1 or not re.search(r"(?:ない|なかった|ません(?:でした)?)(?:でください)?。$", entry.msgid):
        return None
    if (
        entry.msgid.count("。") != 1
        or len(re.findall(r"\b(?:not|no|never|none|nor|neither|without|cannot)\b|n't\b", entry.msgstr, re.IGNORECASE)) != 1
    ):
        return None
    for old, new in ((r"\b(is|are|was|were|has|have|had|can|could|will|would|may|must|should) not\b", r"\1"), (r"\bcannot\b", "can"),
                     (r"\b(?:did|does|do) not ", ""), (r"\bDo not (\w)", lambda m: m[1].upper())):  # fmt: skip
        made, count = re.subn(old, new, entry.msgstr, count=1)
        if count:
            return made
    return None


def reversed_date(entry: Entry) -> str | None:
    """Day and month changed over, as happens between 4/11 and 11/4."""
    match = re.search(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})\b", entry.msgstr)
    if not match or int(match[1]) > 12 or MONTHS.index(match[2]) + 1 == int(match[1]):
        return None
    return entry.msgstr[: match.start()] + f"{MONTHS.index(match[2]) + 1} {MONTHS[int(match[1]) - 1]}" + entry.msgstr[match.end() :]


def added(entry: Entry) -> str | None:
    """A number that the source does not have."""
    if entry.target != "en" or not entry.msgstr.endswith(".") or len(entry.msgstr) < 40:
        return None
    return entry.msgstr[:-1] + ", with 270 others."


#: A number inside the id of a role is markup.
VALUES = ("values", "markup")
KINDS = tuple(
    Kind(name, VALUES, sow)
    for name, sow in {
        "values: billion for million": swap(r"\bmillion\b", "billion", "万|億|million"),
        "values: million for billion": swap(r"\bbillion\b", "million", "億|billion"),
        "values: trillion for billion": swap(r"\btrillion\b", "billion", "兆"),
        "values: 億 for 万": swap(r"(?<=\d)(万|億)", lambda m: "億" if m[1] == "万" else "万", target="ja"),
        "values: a digit": swap(r"(?<![\d.,’-])\b(?!19|20)\d{2,3}\b(?![,.]\d|-[a-z]|[^<`]*>)", next_digit, target="en"),
        "values: a decimal": swap(r"(?<=\d)\.(\d)\b(?= |%|`)", lambda m: f".{(int(m[1]) + 3) % 10}"),
        "values: a group of digits": swap(r"\b\d{1,3},\d{3}\b", next_digit),
        "values: a year": swap(r"\b(19|20)(\d\d)\b(?![^<`]*>`)", lambda m: f"{m[1]}{(int(m[2]) + 1) % 100:02d}", target="en"),
        "values: a year (ja)": swap(r"\b(19|20)(\d\d)(?=年)", lambda m: f"{m[1]}{(int(m[2]) + 1) % 100:02d}", target="ja"),
        "values: a year (es)": swap(r"\b(19|20)(\d\d)\b", lambda m: f"{m[1]}{(int(m[2]) + 1) % 100:02d}", target="es"),
        "values: an era year": swap(r"\b(19|20)(\d\d)\b", lambda m: f"{m[1]}{(int(m[2]) + 11) % 100:02d}", "平成|昭和|令和"),
        "values: a two-digit year": swap(r"\b(19|20)(\d\d)\b", lambda m: f"{2039 - int(m[1])}{m[2]}"[-4:], r"(?<!\d)\d\d年(?!間)"),
        "values: a month": swap(rf"\b(?:{'|'.join(MONTHS)})\b", other_month, "月"),
        "values: a month (ja)": swap(r"(\d{1,2})月", lambda m: f"{int(m[1]) % 12 + 1}月", target="ja"),
        "values: a day": swap(rf"\b(\d{{1,2}})(?= (?:{'|'.join(MONTHS)})\b)", lambda m: str(int(m[1]) % 28 + 1), "日"),
        "values: a reversed date": reversed_date,
        "values: an ordinal word": swap(r"\b(first|second|third|fourth|fifth)(?= [a-z]{4,})", lambda m: RANKS[m[1]], r"第[一二三四五12345]回"),
        "values: an ordinal": swap(r"\b\d+(?:st|nd|rd|th)\b(?= [a-z])", next_digit),
        "values: a small count": small_count,
        "values: a word (es)": swap(rf"\b(?:{'|'.join(ES)})\b", lambda m: ES[m[0]], target="es"),
        "values: a percentage": swap(r"\b(\d)(\d)(?=(?:\.\d)?(?:%| percent))", lambda m: m[0] if m[1] == m[2] else m[2] + m[1]),
        "values: percent dropped": swap(r"(?<=\d)(?: percent|%)(?! point)", "", r"[％%]|パーセント"),
        "values: a fraction": first_of(
            swap(r"\btwo thirds\b|\btwo-thirds\b", "three quarters"), swap(r"\b(?:Three|three) quarters\b", "two thirds"),
            swap(r"\bhalf\b", "a third of", "半分|半数"), swap(r"三分の二", "四分の三"), swap("dos tercios", "tres cuartos"),
        ),
        "values: the end of a range": swap(r"(?<=\d–)(\d+)\b(?![^<`]*>`)", lambda m: str(int(m[1]) + 1).zfill(len(m[1])), r"[〜–から]"),
        "values: a bound": first_of(
            swap(r"\bat least\b", "at most", "以上|少なくとも"), swap(r"\bor less\b", "or more", "以下"), swap(r"(?:No one )?under (?=\d)", "Anyone over ", "未満"),
            swap("以上", "以下", "at least"), swap("未満", "以上", "ewer than|less than"), swap("al menos", "como máximo", "以上"),
            swap(r"\bmore than (?=\d)", "less than ", "超|以上"),
        ),
        "values: a number dropped": swap(r"\b(?!19|20)\d{2,3} (?=[a-z]{4,})(?!percent|million|billion|trillion)", "", target="en"),
        "values: a number added": added,
        "values: another currency": swap(r"US\$(?=\d)", "€", "ドル"),
        "values: a negation dropped": negation,
        "values: a number in kanji": swap(r"\b(?:twelve|million|fourth)\b", lambda m: {"twelve": "twenty", "million": "thousand", "fourth": "fortieth"}[m[0].lower()],
                                          "十二|百万|第四", re.IGNORECASE),
    }.items()
)  # fmt: skip
