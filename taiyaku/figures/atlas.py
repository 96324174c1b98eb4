"""From facts to a map: which states belong on a day, where places lie, and when they were called at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from taiyaku.facts import Facts
from taiyaku.facts.query import UnknownFact
from taiyaku.facts.words import say
from taiyaku.figures.choice import split
from taiyaku.figures.dial import Dial
from taiyaku.figures.lettering import UNSPACED
from taiyaku.figures.sheet import Atlas, Layer, Spot
from taiyaku.strings import translate


def find_geometry(root: Path, name: str = "") -> Path:
    """The geometry file of that name, or the only one of a book; raises ``ValueError`` where there is none or a choice."""
    folder = root / "facts" / "geometry"
    known = sorted(path.stem for path in folder.glob("*.json"))
    if not known:
        raise ValueError("no geometry: a map needs a file such as facts/geometry/region.json")
    if (name not in known) if name else len(known) > 1:
        raise ValueError(f"which geometry? `:geometry:` is one of: {', '.join(known)}")
    return folder / f"{name or known[0]}.json"


def split_call(call: str) -> tuple[str, str]:
    """The place and the fact (or nothing) of ``place=fact.key``."""
    place, _, fact = call.partition("=")
    return place, fact


def choose_atlas(
    facts: Facts,
    bodies: Sequence[str],
    on: str,
    points: Sequence[str],
    route: Sequence[str],
    labels: Mapping[str, str],
    lang: str,
    dial: Dial | None = None,
) -> Atlas:
    """What a map is to show. ``labels`` name bodies and places otherwise than the facts do, by what the options call them.

    With a ``dial`` each body also has its states on the days that can be chosen.

    Raises ``UnknownFact`` for a body that has no states on the day, and for a place without latitude and longitude.
    """
    return Atlas(
        tuple(choose_layer(facts, body, on, labels, lang, dial) for body in bodies),
        tuple(choose_spot(facts, call, labels, lang) for call in points),
        tuple(choose_spot(facts, call, labels, lang) for call in route),
        dial,
    )


def choose_layer(facts: Facts, body: str, on: str, labels: Mapping[str, str], lang: str, dial: Dial | None = None) -> Layer:
    """The members of a body on a day, the states of a status (``body.signatory``), or of either of two (``body.signatory-or-member``)."""
    name, status = split(body)
    wanted = status.split("-or-") if status else ["member"]
    states = states_on(facts, name, wanted, on)
    if not states:
        kept = sorted({row.status for row in facts.entity(name).members})
        raise UnknownFact(f"`{body}` has no states on {on}; `{name}.status` chooses another status: {', '.join(kept)}")
    own = facts.entity(name).names
    label = labels.get(body) or labels.get(name) or own.get(lang) or own.get("en", name)
    if status:
        words = [translate(word.capitalize(), lang) for word in wanted]
        label += f"（{'・'.join(words)}）" if lang in UNSPACED else f" ({' / '.join(words).lower()})"
    return Layer(label, states, {day: states_on(facts, name, wanted, day) for day in dial.days} if dial else {})


def states_on(facts: Facts, body: str, wanted: Sequence[str], day: str | dt.date) -> tuple[str, ...]:
    """The states that belong to a body on a day with any of some statuses, each once."""
    return tuple(dict.fromkeys(state for status in wanted for state in facts.members(body, on=day, status=status)))


def choose_spot(facts: Facts, call: str, labels: Mapping[str, str], lang: str) -> Spot:
    """A place with its position and, where ``place=fact.key`` gives one, its date."""
    name, fact = split_call(call)
    place = facts.entity(name)
    lat, lon = place.facts.get("latitude"), place.facts.get("longitude")
    if not isinstance(lat, Decimal) or not isinstance(lon, Decimal):
        raise UnknownFact(f"`{name}` has no latitude and longitude, so that it cannot stand on a map")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise UnknownFact(f"`{name}` lies off the globe: latitude {lat}, longitude {lon}")
    own = place.names
    label = labels.get(call) or labels.get(name) or own.get(lang) or own.get("en", name)
    return Spot(label, (float(lon), float(lat)), say(facts.value(fact), lang) if fact else "")
