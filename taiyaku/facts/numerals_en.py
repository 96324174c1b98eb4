"""The words of values in English."""

from __future__ import annotations

import re

from taiyaku.facts.qualifiers import ENGLISH as QUALIFIERS
from taiyaku.facts.vocabulary import Vocabulary, split

_ONES = split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = split("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = split(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_MONTHS = split("January February March April May June July August September October November December")
_SHORT = split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")

_COUNTED = (
    r"(?:country|state|nation|government|member|president|leader|vote|seat|year|month|week|day|hour|minute|percent|per cent|ship|base|bank"
    r"|treaty|bomber|soldier|summit|million|billion|trillion|hundred|thousand|half|third|quarter|fifth|tenth|dollar|sixth|eighth|dozen)"
)
_ONE = re.compile(rf"one[ -]{_COUNTED}\b(?!-)", re.IGNORECASE)
_NO_ONE = re.compile(r"\bno[ -]$", re.IGNORECASE)
#: The lesser side of a vote: 33 votes to one.
_TO_ONE = re.compile(r"(?:\bvotes? to|\d to|\d against) $", re.IGNORECASE)
_A = re.compile(r"an? (?:hundred|thousand|million|billion|trillion|dozen)\b(?! to one)", re.IGNORECASE)
_UNIT_SECOND = re.compile(r"\b(?:per|split|every|each|one|to|a few)[ -]$|\bany $", re.IGNORECASE)
_SECOND_WORD = re.compile(
    r"second(?:[ -](?:hand|nature|to none|thoughts?|guess\w*|rate|best)\b| (?:later|ago|or two)\b|-(?:half|class)\b)", re.IGNORECASE
)
_FIRST_WORD = re.compile(r"first(?:-hand| hand| of all| and foremost| name| times?| lad(?:y|ies)|-rate|-class)\b", re.IGNORECASE)
#: What makes no place in a row of *first* or *second*: at first, market-first.
_AT = re.compile(r"\b(?:at|from the) $|[a-z]-$", re.IGNORECASE)
_PART_LEAD = re.compile(r"\b(?:about|almost|nearly|over|than|roughly|by|only|just|under) a $", re.IGNORECASE)
_THIRD_PART = re.compile(r"third(?:-party| part(?:y|ies)\b)", re.IGNORECASE)


def _is_one(text: str, start: int) -> bool:
    if _TO_ONE.search(text[max(0, start - 12) : start]):
        return not text.startswith(" another", start + 3)
    return bool(_ONE.match(text, start)) and not _NO_ONE.search(text[max(0, start - 3) : start])


def _is_second(text: str, start: int) -> bool:
    return not _UNIT_SECOND.search(text[max(0, start - 7) : start]) and not _SECOND_WORD.match(text, start)


def _is_first(text: str, start: int) -> bool:
    return not _FIRST_WORD.match(text, start) and not _AT.search(text[max(0, start - 9) : start])


def _is_third(text: str, start: int) -> bool:
    return _is_place(text, start) and not _THIRD_PART.match(text, start)


def _is_place(text: str, start: int) -> bool:
    """Whether a third, fourth … is a place in a row, neither *a fifth of* nor *almost a third*."""
    before, after = text[max(0, start - 14) : start], text[start : start + 14]
    return not (_PART_LEAD.search(before) or (re.search(r"\ba $", before, re.IGNORECASE) and re.match(r"[a-z]+ of\b", after)))


ENGLISH = Vocabulary(
    cardinals={
        **{word: value for value, word in enumerate(_ONES)}, **{word: 10 * ten for ten, word in enumerate(_TENS, 2)}, "a": 1, "an": 1,
    },
    ordinals={
        **{word: value for value, word in enumerate(_ORDINALS, 1)},
        **{word[:-1] + "ieth": 10 * ten for ten, word in enumerate(_TENS, 2)},
        "hundredth": 100,
    },
    multiples={"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12},
    alone=frozenset(),
    scales={"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    scale_marks={"bn": 10**9, "b": 10**9, "mn": 10**6, "m": 10**6, "tn": 10**12, "k": 10**3},
    joiner="and",
    joins=lambda current, total: current >= 100 or (current <= 0 and total > 0),
    fractions={
        "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4, "fifth": 5, "fifths": 5,
        "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
    },
    times={"twice": 2, "thrice": 3},
    ambiguous={
        "one": _is_one, "a": lambda text, start: bool(_A.match(text, start)), "an": lambda text, start: False,
        "second": _is_second, "first": _is_first,
        "third": _is_third, "fourth": _is_place, "fifth": _is_place, "sixth": _is_place, "eighth": _is_place, "tenth": _is_place,
        "dozen": lambda text, start: False, "hundred": lambda text, start: False, "thousand": lambda text, start: False,
        "million": lambda text, start: False, "billion": lambda text, start: False, "trillion": lambda text, start: False,
    },
    months={
        **{name: number for number, name in enumerate(_MONTHS, 1)}, **{name: number for number, name in enumerate(_SHORT, 1)}, "Sept": 9,
    },
    shy_months=frozenset({"may", "march"}),
    short_months=frozenset({"sept", *(name.lower() for name in _SHORT)} - {"may"}),
    month_leads=(
        r"\b(?:in|of|since|by|until|till|from|early|late|mid|during|last|this|next|every|each|before|after|between|through|and|to"
        r"|following|previous)[ -]\|"
        r"|\bthe \|(?! (?:on|of|for|to|from|against|past|through)\b)"
    ),
    capital_months=True,
    day_of=r" of | ",
    year_of=r", | of | ",
    month_first=True,
    to=r" to | until | till | through ",
    both=r" and ",
    between="between",
    decades={name[:-1] + "ies": 1900 + 10 * ten for ten, name in enumerate(_TENS, 2)},
    decade=r"(?:[’'‘](?P<short>\d0)|(?P<y>\d{3}0))[’']?s\b",
    number=r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?",
    group=",",
    point=".",
    rank=r"(?:st|nd|rd|th)\b",
    percent=r"%|(?:percent(?:age points?)?|per cent|percentage points?)\b",
    minus="minus",
    currencies={
        "us dollars": ("USD",), "us dollar": ("USD",), "dollars": ("USD",), "dollar": ("USD",), "euros": ("EUR",), "euro": ("EUR",),
        "yen": ("JPY",),
        "reais": ("BRL",), "reals": ("BRL",), "bolívars": ("VES", "VEF", "VEB"), "bolívares": ("VES", "VEF", "VEB"), "sucres": ("XSU",),
        "pesos": ("ARS", "MXN", "CLP", "COP", "UYU"), "argentine pesos": ("ARS",), "pounds": ("GBP",),
    },
    of_money=r"(?:of )?(?:U\.?S\.? |American )?",
    article=re.compile(r"\bthe (?:(?:early|mid|late)[ -])?$", re.IGNORECASE),
    function=frozenset(
        split(
    "a an and or nor but to of in on at by for from with without per as than that which who whose when while where the "
    "this these those its their his her is are was were had has have did do does would will could can may might should "
    "came went did not only if because since until before after under over against into onto among between about through "
    "during within it they he she we you i so then there all each every both also too again later earlier ago now still "
    "already what how if"
)
    ),
    qualifiers=QUALIFIERS,
    and_half=r" and a half",
    half_scale=re.compile(r" a (million|billion|trillion|thousand|hundred)\b", re.IGNORECASE),
    half_of=re.compile(
        r"(?<!first )(?<!second )(?<!latter )(?<!other )(?<!southern )(?<!northern )(?<!western )(?<!eastern )half"
        r"\|(?: of\b| the\b| its\b| their\b| all\b| those\b| these\b)"
        r"|\b(?:about|nearly|almost|than|over|roughly|by|just under) half\|",
        re.IGNORECASE,
    ),
    part_of=re.compile(r"\ba \w+\| of\b|\b(?:about|almost|nearly|over|than|roughly|by|only|just|under) a \w+\|", re.IGNORECASE),
)  # fmt: skip
