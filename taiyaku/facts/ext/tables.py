"""Tables made from the facts: members, chronology, the ledger of claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx.environment import BuildEnvironment

from taiyaku.facts.ext.data import LEDGER, data_links
from taiyaku.facts.ext.domain import domain_of, facts_of
from taiyaku.facts.ext.filling import link
from taiyaku.facts.ext.nodes import from_facts, in_language
from taiyaku.facts.kinds import SourceKind
from taiyaku.facts.model import Claim, Context, Event, Membership, Target
from taiyaku.facts.query import Entry, Facts, UnknownFact, day_of, runs_on
from taiyaku.facts.values import When
from taiyaku.facts.words import say, state_name
from taiyaku.strings import translate

Cell = str | Sequence[nodes.Node]


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]], css: str, title: str = "", anchor: str = "") -> nodes.table:
    """A table with a head row, and with a title and a lasting address where they are given."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    group += nodes.thead("", nodes.row("", *(entry(cell) for cell in head)))
    group += nodes.tbody("", *(nodes.row("", *(entry(cell) for cell in row)) for row in rows))
    heading = [nodes.title("", title)] if title else []
    return nodes.table("", *heading, group, classes=["tai-table", css], ids=[anchor] if anchor else [])


def entry(cell: Cell) -> nodes.entry:
    inside = [nodes.Text(cell)] if isinstance(cell, str) else list(cell)
    return nodes.entry("", nodes.paragraph("", "", *inside))


def prose(facts: Facts, item: Target, text: str, lang: str) -> nodes.Node:
    """A prose text of the facts in the page's language; one that has not been translated is marked as being in its own."""
    own = getattr(item, "prose", "ja")
    if own == lang or not text:
        return nodes.Text(text)
    if facts.is_translated(text, lang):
        return nodes.Text(facts.prose(text, lang))
    return in_language(text, own, "tai-untranslated")


def sources(names: Iterable[str], env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """Short links to sources: the author's name and the year, each to the bibliography."""
    facts, made = facts_of(env), list[nodes.Node]()
    for name in names:
        source = facts.source(name)
        maker = source.made_by(lang)
        label = f"{maker} ({source.date.start.year})" if source.date else maker
        made += [nodes.Text("; ")] if made else []
        made.append(link("source", source.id, env, [nodes.Text(label)]))
    domain_of(env).note_cited(env.docname, names)
    return made


def make_members(node: from_facts, env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """The members of an organisation: state, from, to, status; on one day where ``on`` is given."""
    facts, options = facts_of(env), node["options"]
    organisation = facts.entity(node["argument"])
    rows = [row for row in organisation.members if not options.get("on") or runs_on(row.time, day_of(options["on"]))]
    if not rows:
        raise UnknownFact(f"`{organisation.id}` has no members on record")
    head = [translate(word, lang) for word in ("State", "Time", "Status")]
    name = organisation.names.get(lang, organisation.names["en"])
    day = f" ({say(When.parse(options['on']), lang)})" if options.get("on") else ""
    title = f"{translate('Members', lang)}: {name}{day}"
    domain_of(env).note_used(env.docname, organisation.id)
    anchor = "-".join(["members", organisation.id, *([options["on"]] if options.get("on") else [])])
    ordered = sorted(rows, key=lambda row: (row.time.first, row.state))
    made = table(head, [member_row(row, facts, lang) for row in ordered], "tai-members", title, anchor)
    return [made, *note_of(organisation.sources, env, lang)]


def member_row(row: Membership, facts: Facts, lang: str) -> list[Cell]:
    return [name_of_state(facts, row.state, lang), say(row.time, lang), translate(row.status, lang)]


def name_of_state(facts: Facts, code: str, lang: str) -> str:
    """A state's name as the book gives it, else as CLDR does."""
    own = next((entity.names.get(lang, "") for entity in facts.entities if entity.iso3 == code), "")
    return own or state_name(code, lang)


def note_of(names: Iterable[str], env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """A line under a table that names its sources."""
    links = sources(names, env, lang)
    return [nodes.paragraph("", "", nodes.Text(translate("Sources", lang) + ": "), *links, classes=["tai-sources"])] if links else []


def make_chronology(node: from_facts, env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """What happened when: dated events and context facts of the chapters that the book has, earliest first."""
    facts, options = facts_of(env), node["options"]
    rows = [row for row in facts.timeline(since=options.get("since"), until=options.get("until")) if is_shown(row.item, env)]
    rows = [row for row in rows if len(makers(row.item, facts)) >= options.get("makers", 0)]
    head = [translate(word, lang) for word in ("Date", "Event", "Sources")]
    return [table(head, [chronology_row(row, env, lang) for row in rows], "tai-chronology")]


def makers(item: Target, facts: Facts) -> set[str]:
    """Who stands behind a fact: the makers of its sources. An encyclopedia copies from others and is no witness."""
    return {source.by for source in map(facts.source, item.sources) if source.kind is not SourceKind.ENCYCLOPEDIA}


def is_shown(item: Target, env: BuildEnvironment) -> bool:
    """Whether a fact belongs to a chapter that this book has, and its prose is in the book's language."""
    chapter = getattr(item, "chapter", "")
    return bool(getattr(item, "prose", "") == env.config.taiyaku_source_language and (not chapter or chapter in env.found_docs))


def chronology_row(row: Entry, env: BuildEnvironment, lang: str) -> list[Cell]:
    item = row.item
    assert isinstance(item, Event | Context)
    return [say(row.date, lang), [prose(facts_of(env), item, row.text, lang)], sources(item.sources, env, lang)]


def make_ledger(node: from_facts, env: BuildEnvironment, lang: str) -> list[nodes.Node]:
    """Every claim with its verdict, finding and sources, a table a chapter; each row can be linked to (``claim-<id>``)."""
    chapters = sorted({claim.chapter for claim in facts_of(env).claims if claim.chapter})
    if node["argument"] and node["argument"] not in chapters:
        raise UnknownFact(f"no claims of a chapter `{node['argument']}`")
    shown = [node["argument"]] if node["argument"] else [chapter for chapter in chapters if chapter in env.found_docs]
    links = [] if node["argument"] else data_links(LEDGER, env, lang)
    return [*links, *(ledger_of(chapter, env, lang) for chapter in shown)]


def ledger_of(chapter: str, env: BuildEnvironment, lang: str) -> nodes.table:
    """The table of one chapter, under the chapter's number and title."""
    title = f"{chapter.split('-', maxsplit=1)[0]} {env.titles[chapter].astext()}" if chapter in env.titles else chapter
    made = table(
        [translate(word, lang) for word in ("Claim", "Verdict", "Finding", "Sources")], [], "tai-ledger", title, f"ledger-{chapter}"
    )
    body = next(iter(made.findall(nodes.tbody)))
    for claim in facts_of(env).claims:
        if claim.chapter == chapter:
            body += nodes.row("", *(entry(cell) for cell in ledger_row(claim, env, lang)), ids=[f"claim-{claim.id}"])
    return made


def ledger_row(claim: Claim, env: BuildEnvironment, lang: str) -> list[Cell]:
    facts = facts_of(env)
    verdict = translate(claim.verdict, lang)
    gap = ("・" if lang == "ja" else ", ").join(translate(word, lang) for word in (claim.gap, claim.weight) if word)
    shown = f"{verdict}（{gap}）" if gap and lang == "ja" else f"{verdict} ({gap})" if gap else verdict
    return [[prose(facts, claim, claim.claim, lang)], shown, [prose(facts, claim, claim.finding, lang)], sources(claim.sources, env, lang)]
