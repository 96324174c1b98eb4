"""Kinds of error in terms and names, and what is left over from the work."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.translation.seeds.sowing import Entry, Kind, first_of, swap

STATES = {"Brazil": "Chile", "Argentina": "Peru", "Venezuela": "Colombia", "Chile": "Brazil", "Peru": "Argentina", "Colombia": "Ecuador", "Japan": "China",
          "France": "Spain", "Germany": "Italy", "Ecuador": "Bolivia", "Bolivia": "Ecuador", "Mexico": "Canada", "Russia": "Germany"}  # fmt: skip
JA_STATES = {"ブラジル": "チリ", "アルゼンチン": "ペルー", "ベネズエラ": "コロンビア", "チリ": "ブラジル", "ペルー": "アルゼンチン", "コロンビア": "エクアドル",
             "エクアドル": "ボリビア", "ボリビア": "エクアドル", "メキシコ": "カナダ", "ロシア": "ドイツ", "日本": "中国", "フランス": "スペイン", "ドイツ": "イタリア"}  # fmt: skip
PERSONS = {
    "Lula": "Kirchner",
    "Chávez": "Morales",
    "Correa": "Bachelet",
    "Morales": "Correa",
    "Uribe": "Chávez",
    "Bachelet": "Uribe",
    "Kirchner": "Lula",
}
JA_PERSONS = {
    "Lula": "ルーラ",
    "Chávez": "チャベス",
    "Correa": "コレア",
    "Morales": "モラレス",
    "Uribe": "ウリベ",
    "Bachelet": "バチェレ",
    "Kirchner": "キルチネル",
}
ENGLISH_OF = dict(
    zip(
        JA_STATES,
        (
            "Brazil",
            "Argentina",
            "Venezuela",
            "Chile",
            "Peru",
            "Colombia",
            "Ecuador",
            "Bolivia",
            "Mexico",
            "Russia",
            "Japan",
            "France",
            "Germany",
        ),
        strict=True,
    )
)


def other_state(entry: Entry) -> str | None:
    """A state for another, all through the entry, where source and translation name exactly this one of the pair."""
    for japanese, other in JA_STATES.items():
        name = ENGLISH_OF[japanese]
        wrong = STATES.get(name, "")
        if (
            entry.pair == "ja-en"
            and japanese in entry.msgid
            and re.search(rf"\b{name}\b(?!n)", entry.msgstr)
            and other not in entry.msgid
            and wrong not in entry.msgstr
        ):
            return re.sub(rf"\b{name}\b", wrong, entry.msgstr)
        if entry.pair == "en-ja" and name in entry.msgid and japanese in entry.msgstr and wrong not in entry.msgid:
            return entry.msgstr.replace(japanese, other)
    return None


def other_person(entry: Entry) -> str | None:
    for name, wrong in PERSONS.items():
        if (
            entry.pair == "ja-en"
            and re.search(rf"\b{name}\b", entry.msgstr)
            and JA_PERSONS[name] in entry.msgid
            and JA_PERSONS[wrong] not in entry.msgid
        ):
            return re.sub(rf"\b{name}\b", wrong, entry.msgstr)
    return None


def japanese_word(entry: Entry) -> str | None:
    """A word of the source left standing."""
    word = re.search(r"[\u4e00-\u9fff]{2,4}|[\u30a1-\u30fa]{3,}", re.sub(r"\{[^`]*`[^`]*`", "", entry.msgid))
    if entry.target == "ja" or not word or len(entry.msgstr) < 40:
        return None
    made, count = re.subn(r"(?<=[a-z] )[a-z]{5,}(?= [a-z])", word[0], entry.msgstr, count=1)
    return made if count else None


def plain_tail(entry: Entry) -> bool:
    return len(entry.msgid) > 40 and not re.search(r"[`\[*{]", entry.msgstr)


LEFTOVERS = ("leftovers",)
KINDS = (
    Kind("terms: another word for a term", ("terms",), swap(r"(\{term\}`)[^`<]+(<[^>]+>`)", r"\1arrangement \2", r"\{term\}`[^`<]+<", target="en")),
    Kind("terms: another term's name", ("terms",), swap(r"(\{term\}`)[^`<]+(<(?!free-trade-area)[^>]+>`)", r"\1Free Trade Area of the Americas \2", r"\{term\}`[^`<]+<", target="en")),
    Kind("terms: another state", ("terms",), other_state),
    Kind("terms: another person", ("terms",), other_person),
    Kind("leftovers: a Japanese word", LEFTOVERS, japanese_word),
    Kind("leftovers: a Japanese full stop", LEFTOVERS, swap(r"\.(?= [A-Z]|$)", "。", target="en")),
    Kind("leftovers: a Japanese comma", LEFTOVERS, swap(r"(?<=[a-z]), (?=[a-z])", "、", target="en")),
    Kind("leftovers: Japanese brackets", LEFTOVERS, first_of(swap("“([^”]+)”", r"「\1」", target="en"), swap(r" \(([^()`]+)\)(?!`)", r"（\1）", target="en"))),
    Kind("leftovers: full-width digits", LEFTOVERS, swap(r"\b(\d)(?=\d* [a-z])", lambda m: chr(ord(m[1]) + 0xFEE0), target="en")),
    Kind("leftovers: a double space", LEFTOVERS, swap(r"(?<=[a-z]) (?=[a-z])", "  ")),
    Kind("leftovers: a half-width full stop in Japanese", LEFTOVERS, swap(r"。$", ".", target="ja")),
    Kind("leftovers: a half-width comma in Japanese", LEFTOVERS, first_of(swap(r"(?<=[\u3040-\u9fff])、", ",", target="ja"), swap(r"(?<=[\u3040-\u9fff])に(?=[\u3040-\u9fff])", "に,", target="ja"))),
    Kind("leftovers: a quote left open", LEFTOVERS, first_of(swap("”", ""), swap("(?<=[ぁ-ん])」", ""), swap(r'(?<=\w)"', ""))),
    Kind("leftovers: an ellipsis dropped", LEFTOVERS, swap(r" ?…+", "", "…")),
    Kind("leftovers: two dots", LEFTOVERS, swap(r"(?<=[a-z])\.$", "..")),
    Kind("leftovers: cut short", LEFTOVERS, lambda e: e.msgstr[: len(e.msgstr) // 6].rsplit(" ", 1)[0] + "." if plain_tail(e) and e.target == "en" else None),
    Kind("leftovers: pasted twice", LEFTOVERS, lambda e: f"{e.msgstr} {e.msgstr} {e.msgstr} {e.msgstr}" if plain_tail(e) and e.target == "en" else None),
    Kind("leftovers: untranslated", LEFTOVERS, lambda e: "" if re.search(r"[\u3040-\u9fffa-z]{4}", e.msgid) and None is not e else None),
    Kind("leftovers: fuzzy", LEFTOVERS, lambda e: replace(e, fuzzy=True)),
    Kind("leftovers: the source copied", LEFTOVERS, lambda e: e.msgid if e.source == "ja" and re.search(r"[\u3040-\u309f]{3}", e.msgid) else None),
    Kind("leftovers: the source copied (en)", LEFTOVERS, lambda e: e.msgid if e.source == "en" and len(re.findall(r"[a-z]{2,}", e.msgid)) > 3 else None),
    Kind("leftovers: a word twice", LEFTOVERS, swap(r"(?<=[a-z] )(the|of|in|to|and|is|was)(?= [a-z])", r"\1 \1", target="en")),
    Kind("leftovers: a word twice (es)", LEFTOVERS, swap(r"(?<= )(de|el|la|en)(?= [a-z])", r"\1 \1", target="es")),
    Kind("leftovers: a bracket left open", LEFTOVERS, first_of(swap(r"(?<=[\w.])\)(?=[ .,;]|$)(?<!`\))", "", r"[（(][^）)]*[）)]"), swap("）", "", target="ja"))),
)  # fmt: skip
