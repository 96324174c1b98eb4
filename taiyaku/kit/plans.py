"""Lesson plans in the form that instructors use: in Japanese a 学習指導案 with three viewpoints of assessment, elsewhere a plan of inquiry.

Both come from the same parts, in the words of the language: the unit's question, its aims, the chapter's exercises laid out over a short
and a long lesson, the terms as a word list, and beginnings of sentences for those who need them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taiyaku.exercises.model import Level
from taiyaku.export.bank import Bank, Chapter
from taiyaku.export.markup import foreign, say
from taiyaku.kit.document import Block, Document, Grid, Heading, Prose
from taiyaku.kit.papers import document
from taiyaku.kit.schedule import Stage, Step, plan
from taiyaku.strings import translate

#: The lessons that are planned, in minutes: 50 and 90 as Japanese schools and universities have them, 50 and 75 elsewhere.
LESSONS = {"ja": (50, 90)}
OTHER_LESSONS = (50, 75)
HIGHER = frozenset({Level.ANALYSE, Level.EVALUATE, Level.CREATE})
TERMS = 10
#: Stage → part of the lesson, what pupils do, what to watch for; msgids.
STAGES: dict[Stage, tuple[str, str, str]] = {
    Stage.OPEN: (
        "Opening",
        "Read the opening scene of the chapter aloud. Each writes a first answer to the question in one sentence.",
        "Accept every answer; keep the sheets for the closing.",
    ),
    Stage.FACTS: (
        "Facts and terms",
        "Answer the short questions alone, then compare with a neighbour.",
        "For every answer ask for the paragraph it rests on.",
    ),
    Stage.FIGURES: (
        "Order and figures",
        "Put the events in order; read or work out the numbers, and say what each number cannot show.",
        "Have the order justified, not only stated.",
    ),
    Stage.SOURCE: (
        "Work with sources",
        "Read the document card: who made it, when, for whom and why. Write the task, then mark a neighbour's text with the rubric.",
        "Mark the evidence, not the position. Offer the word list and the beginnings of sentences.",
    ),
    Stage.TALK: (
        "Discussion",
        "Argue the question with evidence from the sources; change sides where the task says so.",
        "See that everybody speaks and that claims carry a source.",
    ),
    Stage.CLOSE: (
        "Closing",
        "Answer the question again below the first answer, and name the source that changed or confirmed it.",
        "Collect both answers; the difference is what is assessed.",
    ),
}
SUPPORT = "Hand out the word list and the beginnings of sentences with the same sources; do not shorten them."
STEMS = (
    "According to …, written in … for …, …",
    "The two sources agree that …, but differ on …",
    "The document says …; it does not say …",
    "This number counts …; it does not count …",
    "At first I thought …. After reading …, I think …, because …",
)


def lessons(lang: str) -> tuple[int, ...]:
    return LESSONS.get(lang, OTHER_LESSONS)


def lesson_plan(bank: Bank, chapter: Chapter) -> Document:
    """The plan of a unit, with one short and one long lesson."""
    return document(bank, chapter, "Lesson plan", list(parts(bank, chapter)))


def parts(bank: Bank, chapter: Chapter) -> Iterator[Block]:
    lang = bank.lang

    def head(text: str) -> Heading:
        return Heading(1, translate(text, lang))

    yield Grid(
        (say(translate("Unit", lang)), say(chapter.title)),
        tuple((say(translate(name, lang)), "") for name in ("Class and date", "Instructor", "Before this lesson")),
        (28, 72),
    )
    if chapter.question:
        yield head("Compelling question")
        yield Prose(f"<p><strong>{say(chapter.question)}</strong></p>")
    if chapter.aims:
        yield head("Aims")
        yield Prose("<ul>" + "".join(f"<li>{say(words)} ({say(name)})</li>" for name, words in chapter.aims.items()) + "</ul>")
        yield head("Assessment by three viewpoints")
        yield viewpoints(bank, chapter)
    yield head("Materials")
    yield Prose(materials(bank, chapter))
    for minutes in lessons(lang):
        yield Heading(1, translate("Lesson of {minutes} minutes", lang).format(minutes=minutes))
        yield lesson(bank, chapter, plan(bank.items_of(chapter.stem), minutes))
    yield head("Support for those who need it")
    yield Prose(f"<p>{say(translate(SUPPORT, lang))}</p>")
    if words := word_list(bank, chapter):
        yield words
    yield Heading(2, translate("Beginnings of sentences", lang))
    yield Prose("<ul>" + "".join(f"<li>{say(translate(stem, lang))}</li>" for stem in STEMS) + "</ul>")
    if chapter.questions:
        yield head("Questions for discussion and homework")
        yield Prose("<ol>" + "".join(f"<li>{question}</li>" for question in chapter.questions) + "</ol>")


def viewpoints(bank: Bank, chapter: Chapter) -> Grid:
    """Knowledge and skill; thinking, judgement and expression; the attitude of the learner: which aims, and by which exercises.

    An aim that no exercise of the kit examines is assessed nowhere.
    """
    lang = bank.lang
    items = bank.items_of(chapter.stem)
    examined = {item.aim for item in items}
    higher = {item.aim for item in items if item.level in HIGHER}
    rows = []
    for name, wanted in (("Knowledge and skills", False), ("Thinking, judgement and expression", True)):
        aims = [aim for aim in chapter.aims if aim in examined and (aim in higher) is wanted]
        said = "".join(f"<li>{say(chapter.aims[aim])}</li>" for aim in aims)
        shown = "".join(f"<li>{say(item.title)}</li>" for item in items if item.aim in aims)
        rows.append((say(translate(name, lang)), f"<ul>{said}</ul>" if said else "", f"<ul>{shown}</ul>" if shown else ""))
    attitude = "Goes back to the first answer, and corrects or defends it with the sources that were read."
    by = "The two answers on the same sheet, at the opening and at the closing."
    rows.append((say(translate("Attitude of the learner", lang)), say(translate(attitude, lang)), say(translate(by, lang))))
    head = tuple(translate(name, lang) for name in ("Viewpoint", "Criterion", "Seen in"))
    return Grid(head, tuple(rows), (20, 45, 35))


def materials(bank: Bank, chapter: Chapter) -> str:
    """What to bring."""
    lang = bank.lang
    things = [translate("the chapter, on paper or on screen", lang), translate("the worksheet, one for each", lang)]
    things += [translate("the slides of this chapter", lang)]
    if chapter.readings or chapter.plates:
        things += [translate("for a class on paper: the sheet of documents, tables and figures", lang)]
    things += [f"{translate('figure', lang)}: {plate.caption}" if plate.caption else translate("figure", lang) for plate in chapter.plates]
    return "<ul>" + "".join(f"<li>{say(thing)}</li>" for thing in things) + "</ul>"


def lesson(bank: Bank, chapter: Chapter, steps: Sequence[Step]) -> Grid:
    """A lesson as a table: part, minutes, what pupils do, what to watch for, what is assessed."""
    lang = bank.lang
    rows = []
    for step in steps:
        name, work, watch = STAGES[step.stage]
        done = f"<p>{say(translate(work, lang))}</p>"
        if step.items:
            listed = "".join(f"<li>{say(item.title)} ({item.minutes})</li>" for item in step.items)
            done += f"<ul>{listed}</ul>"
        elif step.stage is Stage.TALK and chapter.questions:
            done += f"<ul><li>{chapter.questions[0]}</li></ul>"
        aims = ", ".join(dict.fromkeys(item.aim for item in step.items))
        rows.append((say(translate(name, lang)), str(step.minutes), done, say(translate(watch, lang)), say(aims)))
    head = tuple(translate(text, lang) for text in ("Part", "Minutes", "What pupils do", "What to watch for", "Aim"))
    return Grid(head, tuple(rows), (13, 9, 42, 26, 10))


def word_list(bank: Bank, chapter: Chapter) -> Grid | None:
    """The first terms of the chapter with reading, meaning and name in another language."""
    lang = bank.lang
    other = "en" if lang == "ja" else "ja"
    rows = []
    for term in bank.terms_of(chapter.stem)[:TERMS]:
        reading = f"（{say(term.reading)}）" if term.reading and term.reading != term.name else ""
        rows.append((say(term.name) + reading, foreign(say(term.names.get(other, "")), other), say(term.definition)))
    head = tuple(translate(text, lang) for text in ("Term", "In another language", "Meaning"))
    return Grid(head, tuple(rows), (30, 25, 45), translate("Word list", lang)) if rows else None
