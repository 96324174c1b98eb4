"""Names of states and persons in two languages: which of them a text speaks of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from taiyaku.facts.vocabulary import grouped, split

#: What CLDR does not tell: short names, and adjectives that are not made from the name.
_MORE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ja": {
        "US": ("米国", "アメリカ", "米軍", "在米", "対米", "反米", "親米", "米政府", "米議会", "米大統領"),
        "GB": ("英国",), "KR": ("韓国",), "CN": ("中国",), "RU": ("ロシア",),
        "VA": ("バチカン",), "NL": ("オランダ",),
    },
    "en": {
        "US": ("US", "U.S.", "USA", "American"), "GB": ("UK", "British", "Britain"), "FR": ("French",),
        "DE": ("German",), "ES": ("Spanish", "Spaniard"), "NL": ("Dutch",), "CH": ("Swiss",), "CN": ("Chinese",),
        "GR": ("Greek",), "PL": ("Polish",), "DK": ("Danish",), "SE": ("Swedish",), "FI": ("Finnish",),
        "TR": ("Turkish", "Turkey"), "IE": ("Irish",), "PT": ("Portuguese",), "PE": ("Peruvian",), "MX": ("Mexican",),
        "CA": ("Canadian",), "VA": ("Vatican",), "SA": ("Saudi",), "PH": ("Philippine", "Filipino"), "NO": ("Norwegian",),
        "IQ": ("Iraqi",), "IL": ("Israeli",), "BB": ("Barbadian",), "TT": ("Trinidad",), "DO": ("Dominican",), "DM": ("Dominican",),
        "HN": ("Honduran",), "AR": ("Argentine", "Argentinian"),
    },
    "es": {
        "US": ("EE. UU.", "EEUU", "estadounidense"), "BR": ("brasileñ",), "CL": ("chilen",), "PE": ("peruan",),
        "VE": ("venezolan",), "BO": ("bolivian",), "EC": ("ecuatorian",), "MX": ("mexican",), "FR": ("francés", "frances"),
        "DE": ("alemán", "aleman"), "JP": ("japonés", "japones"), "CN": ("chin",), "GB": ("británic",),
    },
}  # fmt: skip
#: Names that are also common words or persons.
_SHY = frozenset(split("GE TD JO GN JE MC NU ML OM GG IM AX PN TG IO SX MF BL BQ UM AC CP DG EA IC TA XA XB EU EZ UN QO"))
_ENDING = r"(?:n|s|an|ans|ian|ians|ean|eans|ese|vian)?(?![^\W_]|\$)"


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one language, as a pattern that gives the key of what is named."""

    pattern: re.Pattern[str]
    keys: dict[str, frozenset[str]] = field(default_factory=dict)

    def found_in(self, text: str) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
        """What a text names, each as the keys that the name may stand for; and how much of it is certain.

        A name that is part of a word for a language or a newspaper (ロシア語) is not.
        """
        named, certain = set(), set()
        for match in self.pattern.finditer(_REGIONS.sub("", text) if "merica" in text else text):
            keys = self.keys[match[1]]
            named.add(keys)
            if text[match.end() : match.end() + 1] not in _PART_OF_WORD:
                certain.add(keys)
        return named, certain


_PART_OF_WORD = frozenset("紙語系誌")
#: Regions with the name of a state in theirs.
_REGIONS = re.compile(r"\b(?:South|Central|Latin|North|[Ii]nter|[Pp]an)[- ]America\w*")


def differ(here: Names, there: Names, source: str, target: str) -> tuple[list[str], list[str]]:
    """What only the source names, and what only the translation does."""
    named, certain = here.found_in(source)
    if not certain:
        return [], []
    said, _ = there.found_in(target)
    lost = sorted(min(one) for one in certain if not any(one & other for other in said))
    return lost, sorted(min(one) for one in said if not any(one & other for other in named))


def plain(name: str) -> str:
    """A name without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))


def make_names(forms: Mapping[str, Iterable[str]], lang: str) -> Names:
    """A pattern for names by key; a name may stand for several."""
    made: dict[str, set[str]] = {}
    for key, names in forms.items():
        for name in names:
            for form in {name, plain(name)} if lang not in {"ja", "zh"} else {name}:
                made.setdefault(form, set()).add(key)
    keys = {name: frozenset(several) for name, several in made.items() if len(name) > 1}
    words = grouped(keys)
    starts = "".join(sorted({re.escape(name[0]) for name in keys})) or "-"
    if lang in {"ja", "zh"}:
        # A name in katakana ends where katakana end; 米国 may follow them.
        return Names(re.compile(rf"(?=[{starts}])((?:(?<![ァ-ヴー])|(?![ァ-ヴー]))(?:{words}))(?![ァ-ヴー])"), keys)
    return Names(re.compile(rf"(?=[{starts}])(?<![^\W_])({words}){_ENDING if lang == 'en' else ''}"), keys)


@lru_cache(maxsize=32)
def states(lang: str) -> Names:
    """The states of the world in a language, by ISO 3166-1 alpha-2 code; nothing for a language that CLDR does not know."""
    try:
        territories = Locale.parse(lang).territories
    except (UnknownLocaleError, ValueError):
        return make_names({}, lang)
    more = _MORE.get(lang, {})
    forms = {
        code: [name, *more.get(code, ())] for code, name in territories.items() if len(code) == 2 and code.isalpha() and code not in _SHY
    }
    if lang == "en":
        for code, names in forms.items():
            spelt = [variant for name in names for variant in {name, name.replace("&", "and"), name.replace("St.", "St")}]
            forms[code] = [*spelt, *(name[:-1] for name in names if name.endswith("a") and len(name) > 5)]
    return make_names(forms, lang)
