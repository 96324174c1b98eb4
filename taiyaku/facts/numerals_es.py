"""The words of values in Spanish."""

from __future__ import annotations

import re

from taiyaku.facts.qualifiers import SPANISH as QUALIFIERS
from taiyaku.facts.vocabulary import Vocabulary, split

_ONES = split(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_TENS = split("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_HUNDREDS = split("ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos")
_ORDINALS = split("primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo")
_MONTHS = split("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
_COUNTED = re.compile(r"(?:un|una|uno) (?:mill[oó]n|bill[oó]n|país|estado|voto|año|mes|día|tercio|cuarto|quinto)\b", re.IGNORECASE)
_PART = re.compile(r"(?:cuarto|quinto|sexto|octavo|décimo)s? (?:de|parte)\b", re.IGNORECASE)
_SECONDS = re.compile(r"\b(?:por|cada|un) $", re.IGNORECASE)


def _is_one(text: str, start: int) -> bool:
    return bool(_COUNTED.match(text, start))


def _is_place(text: str, start: int) -> bool:
    return not (_PART.match(text, start) or _SECONDS.search(text[max(0, start - 5) : start]))


def _never(text: str, start: int) -> bool:
    return False


SPANISH = Vocabulary(
    cardinals={
        **{word: value for value, word in enumerate(_ONES)}, **{word: 10 * ten for ten, word in enumerate(_TENS, 3)},
        **{word: 100 * n for n, word in enumerate(_HUNDREDS, 1)}, **{word[:-2] + "as": 100 * n for n, word in enumerate(_HUNDREDS[1:], 2)},
        "un": 1, "una": 1, "cien": 100, "veintiún": 21, "veintiuna": 21,
    },
    ordinals={
        **{word: value for value, word in enumerate(_ORDINALS, 1)}, **{word[:-1] + "a": value for value, word in enumerate(_ORDINALS, 1)},
        "primer": 1, "tercer": 3,
    },
    multiples={"mil": 10**3, "millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12},
    alone=frozenset({"mil"}),
    scales={"mil": 10**3, "millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12},
    scale_marks={},
    joiner="y",
    joins=lambda current, total: current % 100 >= 30 and current % 10 == 0,
    fractions={"medio": 2, "mitad": 2, "tercio": 3, "tercios": 3, "cuarto": 4, "cuartos": 4, "quinto": 5, "quintos": 5},
    times={},
    ambiguous={
        **dict.fromkeys(("un", "una", "uno"), _is_one),
        **dict.fromkeys(("segundo", "cuarto", "quinto", "sexto", "octavo", "décimo"), _is_place),
        **dict.fromkeys(("millón", "millones", "billón", "billones", "medio"), _never),
    },
    months={**{name: number for number, name in enumerate(_MONTHS, 1)}, "setiembre": 9},
    shy_months=frozenset(),
    short_months=frozenset(),
    month_leads=r"\b(?:de|en|desde|hasta|a|y) \|",
    capital_months=False,
    day_of=r" de ",
    year_of=r" del? ",
    month_first=False,
    to=r" al? | hasta el | hasta ",
    both=r" y ",
    between="entre|entre el",
    decades={},
    decade=r"(?:década de |años (?:de )?)?(?P<y>\d{3}0)s\b|[’'‘](?P<short>\d0)s\b",
    number=r"(?:\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?!\d)|\d+)(?:,\d+)?",
    group=".\u00a0\u202f",
    point=",",
    rank=r"\.?[ºª°]",
    percent=r"%|por ciento\b|puntos porcentuales\b",
    minus="menos",
    currencies={
        "dólares": ("USD",), "dólar": ("USD",), "euros": ("EUR",), "yenes": ("JPY",),
        "reales": ("BRL",), "bolívares": ("VES", "VEF", "VEB"),
        "sucres": ("XSU",),
        "pesos": ("ARS", "MXN", "CLP", "COP", "UYU"), "pesos argentinos": ("ARS",), "libras": ("GBP",),
    },
    of_money=r"(?:de )?",
    article=re.compile(r"\bel $", re.IGNORECASE),
    function=frozenset(
        split(
    "a al ante con de del desde en entre hasta para por según sin sobre y e o u que la el los las lo un una su sus es "
    "son fue era más menos como cuando donde si no se"
)
    ),
    qualifiers=QUALIFIERS,
    and_half=r" y medi[oa]",
    half_of=re.compile(r"\bla mitad\|", re.IGNORECASE),
    part_of=re.compile(r"\bun \w+\| de\b", re.IGNORECASE),
)  # fmt: skip
