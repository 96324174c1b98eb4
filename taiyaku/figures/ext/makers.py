"""From a directive's options to its drawing: one function for each kind of figure."""

from __future__ import annotations

from collections.abc import Callable

from taiyaku.facts import Facts
from taiyaku.facts.query import UnknownFact, day_of
from taiyaku.facts.values import Percent, When
from taiyaku.facts.words import state_name
from taiyaku.figures.atlas import choose_atlas, find_geometry
from taiyaku.figures.bars import Bar, draw_bars
from taiyaku.figures.canvas import WIDTH
from taiyaku.figures.choice import choose_entry, equal_part, named_terms, state_names
from taiyaku.figures.dial import Dial
from taiyaku.figures.ext.places import drawing
from taiyaku.figures.geography import read_geometry
from taiyaku.figures.kept import draw_once
from taiyaku.figures.lanes import Lane, draw_lanes
from taiyaku.figures.map import draw_map
from taiyaku.figures.measured import choose_measured, draw_measured, tell_machine
from taiyaku.figures.membership import draw_membership
from taiyaku.figures.model import Drawing
from taiyaku.figures.overlap import Body, draw_overlap
from taiyaku.figures.presidents import draw_presidents
from taiyaku.figures.series import choose_series, draw_series
from taiyaku.figures.timeline import Entry, draw_timeline
from taiyaku.strings import translate

PAPER = WIDTH * 1.5
"""The width of a drawing that would be too long for paper at the width of a phone: its words wrap less."""
BROAD = WIDTH * 1.95
"""The greatest width on paper: across the page its letters are as high as those of notes."""
PAGE = 1000
"""What is taller does not fit a page of the book unless its letters shrink."""


def timeline(node: drawing, facts: Facts, labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    entries = [choose_entry(facts, target, labels.get(target, ""), lang) for target in node["items"]]
    if bare := [f"`{target}`" for target, entry in zip(node["items"], entries, strict=True) if not entry.label]:
        raise UnknownFact(f"no label for {', '.join(bare)}: put a definition list before the caption, fact in backquotes, `: words` below")
    made = draw_timeline(ident, entries, lang, title)
    if node.get("paper") and made.height > PAGE:
        return draw_timeline(ident, entries, lang, title, width=PAPER)
    return made


def membership(node: drawing, facts: Facts, _labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    rows = facts.entity(node["items"][0]).members
    span, dial = span_of(node, [row.time for row in rows]), None
    if node.get("live") and "on" in node["options"]:
        dial = Dial(day_of(node["options"]["on"]), *span)
    return draw_membership(ident, rows, span, lang, title, names_of(facts, lang), dial=dial)


def presidents(node: drawing, facts: Facts, _labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    own = names_of(facts, lang)
    rows = {name: named_terms(facts, name, node["options"].get("office", "president")) for name in node["items"]}
    span = span_of(node, [row.time for terms in rows.values() for row in terms])
    words = {name: facts.entity(name).names.get(lang) or own.get(facts.entity(name).iso3, name) for name in rows}
    return draw_presidents(ident, {words[name]: terms for name, terms in rows.items()}, span, lang, title)


def shares(node: drawing, facts: Facts, _labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    capital, own = facts.capital(node["items"][0]), names_of(facts, lang)
    order = sorted(capital.shares, key=lambda share: -share.amount.amount)
    parts: list[Percent] = [capital.percent(share.state) for share in order]
    votes = [equal_part(facts, node["options"]["votes"], len(order))] if "votes" in node["options"] else []
    bars = [Bar(own.get(share.state, share.state), (part, *votes)) for share, part in zip(order, parts, strict=True)]
    series = [translate(words, lang) for words in ("Share of capital", "Share of votes")[: 1 + len(votes)]]
    return draw_bars(ident, bars, series, lang, title, translate("State", lang))


def series(node: drawing, facts: Facts, labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    if bare := [f"`{target}`" for target in node["items"] if target not in labels]:
        raise UnknownFact(
            f"no label for {', '.join(bare)}: put a definition list before the caption, series in backquotes, `: words` below"
        )
    chosen = [choose_series(facts, target, labels[target]) for target in node["items"]]
    known = [year for each in chosen for year in each.readings]
    span = node["options"].get("from", min(known)), node["options"].get("to", max(known))
    return draw_series(ident, chosen, span, lang, title)


def lanes(node: drawing, facts: Facts, labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    found: list[tuple[str, list[Entry]]] = []
    line = node["options"].get("line", "")
    for target, words in labels.items():
        if target not in node["items"]:
            found.append((words, []))
        elif target != line:
            if not found:
                raise UnknownFact(f"`{target}` stands before the first lane; begin one with `lane-word` and the theme's name")
            found[-1][1].append(choose_entry(facts, target, words, lang))
    drawn = [Lane(label, tuple(entries)) for label, entries in found if entries]
    marked = choose_entry(facts, line, labels.get(line, ""), lang) if line else None
    span = span_of(node, [entry.when for lane in drawn for entry in lane.entries])
    made = draw_lanes(ident, drawn, span, lang, title, marked, width=PAPER if node.get("paper") else WIDTH)
    if node.get("paper") and made.height > PAGE:
        return draw_lanes(ident, drawn, span, lang, title, marked, width=BROAD)
    return made


def overlap(node: drawing, facts: Facts, labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    beside = str(node["options"].get("beside", "")).split()
    bodies = []
    for name in node["items"]:
        own = facts.entity(name)
        label = labels.get(name) or own.names.get("abbr", "").split(" / ")[0] or own.names.get(lang) or own.names.get("en", name)
        bodies.append(Body(label, own.members, name in beside))
    return draw_overlap(ident, bodies, dial_of(node), lang, title, names_of(facts, lang))


def dial_of(node: drawing) -> Dial:
    """The day to draw, and the years among which a reader may choose where the edition can show them."""
    day = day_of(node["options"]["on"])
    first, last = node["options"].get("years", (day.year, day.year)) if node.get("live") else (day.year, day.year)
    return Dial(day, first, last)


def names_of(facts: Facts, lang: str) -> dict[str, str]:
    """States' names by code: the book's own, else CLDR's."""
    own = state_names(facts, lang)
    codes = {row.state for entity in facts.entities for row in entity.members}
    codes |= {row.state for entity in facts.entities for row in entity.capital}
    return {code: state_name(code, lang, own) or code for code in (*codes, *own)}


def span_of(node: drawing, times: list[When]) -> tuple[int, int]:
    """The years to draw: as the options say, else all that the facts know of."""
    known = [moment.year for time in times for moment in (time.start, time.end) if moment] or [0]
    return node["options"].get("from") or min(known), node["options"].get("to") or max(known)


def map_(node: drawing, facts: Facts, labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    wanted = node["options"]
    path = find_geometry(facts.root, wanted.get("geometry", ""))
    geometry = read_geometry(path)
    named = {field: wanted.get(field, "").split() for field in ("of", "points", "route")}
    dial = dial_of(node) if node.get("live") and "years" in wanted else None
    atlas = choose_atlas(facts, named["of"], wanted.get("on", ""), named["points"], named["route"], labels, lang, dial)
    names = {code: name for code in geometry.shapes if (name := state_name(code, lang, state_names(facts, lang)))}
    region = wanted.get("region", "")
    inputs = (ident, path.name, path.stat().st_size, path.stat().st_mtime_ns, region, atlas, lang, title, sorted(names.items()))
    return draw_once(facts.root, inputs, lambda: draw_map(ident, geometry, region, atlas, lang, title, names))


def measurements(node: drawing, _facts: Facts, labels: dict[str, str], title: str, lang: str, ident: str) -> Drawing:
    rows = choose_measured(node["results"], labels)
    shown = [result for result in node["results"] if any(ratio["id"] in labels for ratio in result["ratios"])]
    return draw_measured(ident, rows, lang, title, tell_machine(shown, lang))


DRAW: dict[str, Callable[[drawing, Facts, dict[str, str], str, str, str], Drawing]] = {
    "timeline": timeline,
    "membership": membership,
    "presidents": presidents,
    "shares": shares,
    "series": series,
    "overlap": overlap,
    "lanes": lanes,
    "map": map_,
    "measurements": measurements,
}
