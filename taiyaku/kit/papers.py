"""What an instructor hands out and what stays on the desk: worksheet, instructor's edition, answer key, rubrics. Built from the bank alone.

The worksheet is made of what a pupil may see and of nothing else: no solution, feedback, key, rubric, aim, fact or tag is even looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taiyaku.exercises.model import KIND_NAMES, Form
from taiyaku.exercises.vary import FORMS
from taiyaku.export.bank import Bank, Chapter
from taiyaku.export.forms import key, vary
from taiyaku.export.markup import plain, say
from taiyaku.export.model import GAP, Item
from taiyaku.kit.document import Block, Break, Document, Fields, Grid, Heading, Lines, Options, Plate, Prose
from taiyaku.kit.giveaways import giveaways
from taiyaku.kit.rich import parse
from taiyaku.kit.wish import Wish
from taiyaku.strings import translate

#: Lines to write on, by the form of the response, where the exercise does not say how many.
ROOM = {Form.NUMBER: 1, Form.WORDS: 1, Form.TRUTH: 2, Form.OPEN: 8, Form.CODE: 8}
POINTS = (3, 2, 1)


def drawn(bank: Bank, chapter: Chapter, wish: Wish, form: str) -> list[Item]:
    """The exercises of a chapter as one form of its paper asks them."""
    return [vary(item, wish.draw, form) for item in bank.items_of(chapter.stem)]


def number_of(chapter: Chapter) -> str:
    return chapter.stem.partition("-")[0]


def document(bank: Bank, chapter: Chapter, what: str, blocks: Sequence[Block], form: str = "") -> Document:
    """A document about a chapter; what it is stands in the title, for whoever lists files by their titles."""
    shape = f" {form}" if form else ""
    title = f"{translate(what, bank.lang)}{shape}: {number_of(chapter)} {chapter.title}"
    if bank.lang == "ja":
        title = f"{translate(what, bank.lang)}{shape}　{number_of(chapter)} {chapter.title}"
    return Document(title, bank.title, bank.lang, bank.author, bank.date, bank.licence, tuple(blocks))


def question_blocks(item: Item, number: int, lang: str) -> Iterator[Block]:
    """An exercise as it is asked."""
    yield Heading(1, f"{number}. {item.title}")
    gap = "（　{}　　　　　　）" if lang == "ja" else "({} ______________)"
    yield Prose(GAP.sub(lambda match: gap.format(int(match[1]) + 1), item.question))
    for picture in item.pictures:
        yield Plate(picture)
    match item.form:
        case Form.CHOICE | Form.TRUTH:
            yield Options(tuple((FORMS[place], choice.text) for place, choice in enumerate(item.choices)))
        case Form.ORDER:
            places = item.step_order or tuple(range(len(item.steps)))
            yield Options(tuple((FORMS[number], item.steps[place]) for number, place in enumerate(places)))
            yield Prose(f"<p>{' → '.join([box(lang)] * len(places))}</p>")
        case Form.PAIRS:
            places = item.pair_order or tuple(range(len(item.pairs)))
            yield Options(tuple((str(number), f"{pair[0]} {box(lang)}") for number, pair in enumerate(item.pairs, 1)))
            yield Options(tuple((FORMS[number], item.pairs[place][1]) for number, place in enumerate(places)))
    if item.form is Form.NUMBER and item.unit:
        yield Prose(f"<p>{'＿' * 8 if lang == 'ja' else '_' * 14} {say(item.unit)}</p>")
    elif count := item.lines or ROOM.get(item.form, 0):
        yield Lines(count)


def box(lang: str) -> str:
    """Room for one letter."""
    return "（　　）" if lang == "ja" else "(\u00a0\u00a0\u00a0\u00a0\u00a0)"


def worksheet(bank: Bank, chapter: Chapter, wish: Wish, form: str) -> Document:
    """What pupils get: the questions and room to answer."""
    lang = bank.lang
    items = drawn(bank, chapter, wish, form)
    blocks: list[Block] = [Fields(tuple(translate(name, lang) for name in ("Class", "Name", "Date")))]
    for number, item in enumerate(items, 1):
        blocks += question_blocks(item, number, lang)
    return document(bank, chapter, "Worksheet", blocks, form if wish.forms > 1 else "")


def materials(bank: Bank, chapter: Chapter) -> Document | None:
    """What the questions ask pupils to look at, for a class that works on paper: document cards, tables and figures of the chapter."""
    blocks: list[Block] = []
    for reading in chapter.readings:
        blocks += [Heading(1, reading.title), Prose(reading.text)]
    for plate in chapter.plates:
        blocks += [Heading(1, plate.title or translate("figure", bank.lang)), Plate(plate.picture, plate.caption)]
    return document(bank, chapter, "Documents, tables and figures", blocks) if blocks else None


def edition(bank: Bank, chapter: Chapter, wish: Wish, form: str) -> Document:
    """What the instructor keeps: the same paper with key, solution, feedback and rubric under each question."""
    lang = bank.lang
    items = drawn(bank, chapter, wish, form)
    blocks: list[Block] = [
        Prose(f"<p>{say(settings(bank, items, wish, form))}</p>", quiet=True),
        key_table(items, lang),
        *warnings(items, lang),
        Break(),
    ]
    for number, item in enumerate(items, 1):
        blocks += (block for block in question_blocks(item, number, lang) if not isinstance(block, Lines))
        blocks += answer_blocks(item, lang)
    return document(bank, chapter, "Instructor's edition", blocks, form if wish.forms > 1 else "")


def warnings(items: Sequence[Item], lang: str) -> Iterator[Block]:
    """Which questions are answered by others of the same paper."""
    text = translate("Question {teller} says what question {asked} asks for: hand them out apart, or strike one.", lang)
    for teller, asked in giveaways(items):
        yield Prose(f"<p>{say(text.format(teller=teller, asked=asked))}</p>", quiet=True)


def settings(bank: Bank, items: Sequence[Item], wish: Wish, form: str) -> str:
    """How the paper was made, so that it can be made again."""
    said = f"{translate('Seed', bank.lang)} {wish.draw} · {translate('Form', bank.lang)} {form}"
    minutes = sum(item.minutes for item in items)
    return f"{said} · {len(items)} {translate('exercises', bank.lang)} · {minutes} {translate('minutes', bank.lang)}"


def key_table(items: Sequence[Item], lang: str) -> Grid:
    """The key of one form, question by question, with kind, aim, level and minutes."""
    head = tuple(translate(name, lang) for name in ("No.", "Title", "Key", "Kind", "Aim", "Level", "Minutes"))
    rows = tuple(
        (
            str(number),
            say(item.title),
            say(key(item) or by_hand(item, lang)),
            say(translate(KIND_NAMES[item.kind], lang)),
            say(item.aim),
            say(translate(item.level.capitalize(), lang)),
            str(item.minutes),
        )
        for number, item in enumerate(items, 1)
    )
    return Grid(head, rows, (7, 25, 25, 15, 9, 11, 8), translate("Answer key", lang))


def by_hand(item: Item, lang: str) -> str:
    """What a key says of an exercise that has none."""
    return translate("marked by `taiyaku grade`" if item.form is Form.CODE else "see the rubric", lang)


def answer_blocks(item: Item, lang: str) -> Iterator[Block]:
    """Key, solution, feedback on each option, rubric, and where the facts are."""
    yield Heading(2, translate("Answer and explanation", lang))
    if answer := key(item):
        yield Prose(f"<p><strong>{say(translate('Answer', lang))}</strong> {say(answer)}</p>")
    if plain(item.solution).strip():
        yield Prose(item.solution)
    said = [(FORMS[place], choice.feedback) for place, choice in enumerate(item.choices) if plain(choice.feedback).strip()]
    if said:
        yield Options(tuple(said))
    if item.rubric:
        yield rubric_table(item, lang)
    facts = ", ".join(item.facts)
    yield Prose(f"<p>{say(item.id)} · {say(translate('Facts', lang))}: {say(facts)}</p>", quiet=True)


def answer_key(bank: Bank, chapter: Chapter, wish: Wish) -> Document:
    """The keys of all forms side by side."""
    lang = bank.lang
    papers = [drawn(bank, chapter, wish, form) for form in wish.letters]
    head = (translate("No.", lang), translate("Title", lang), *(f"{translate('Form', lang)} {form}" for form in wish.letters))
    rows = tuple(
        (str(number), say(items[0].title), *(say(key(item) or by_hand(item, lang)) for item in items))
        for number, items in enumerate(zip(*papers, strict=True), 1)
    )
    widths = (7, 33, *[60 // wish.forms] * wish.forms)
    note = f"<p>{say(translate('Seed', lang))} {say(wish.draw)}</p>"
    return document(bank, chapter, "Answer key", [Prose(note, quiet=True), Grid(head, rows, widths)])


def levels_of(rubric: str) -> list[tuple[str, str, str]]:
    """The levels of a rubric, best first: name, what reaches it, and the rest (a sample answer), as HTML."""
    from lxml import etree

    rows: list[tuple[str, str, str]] = []
    name = ""
    for part in parse(rubric).iter("dt", "dd"):
        inner = (say(part.text or "")) + "".join(etree.tostring(child, encoding="unicode") for child in part)
        if part.tag == "dt":
            name = inner
        else:
            paragraphs = [etree.tostring(child, encoding="unicode", with_tail=False) for child in part]
            rows.append((name, paragraphs[0] if paragraphs else inner, "".join(paragraphs[1:])))
    return rows


def rubric_table(item: Item, lang: str) -> Grid:
    """The rubric as a table to mark with; of a task for programs, what goes wrong and what to say to it."""
    if item.form is Form.CODE:
        shown = tuple((name, reached + rest) for name, reached, rest in levels_of(item.rubric))
        return Grid((translate("Mistake", lang), translate("What to say", lang)), shown, (30, 70), translate("Usual mistakes", lang))
    head = tuple(translate(name, lang) for name in ("Level", "Points", "What reaches it", "Sample answer"))
    levels = levels_of(item.rubric)
    points = POINTS if len(levels) == len(POINTS) else tuple(range(len(levels), 0, -1))
    rows = tuple((name, str(point), reached, sample) for (name, reached, sample), point in zip(levels, points, strict=True))
    if not any(sample for _, _, sample in levels):
        return Grid(head[:3], tuple(row[:3] for row in rows), (22, 10, 68), translate("Rubric", lang))
    return Grid(head, rows, (16, 8, 38, 38), translate("Rubric", lang))


def rubrics(bank: Bank, chapter: Chapter) -> Document | None:
    """The rubrics of a chapter; none where no exercise has one."""
    blocks: list[Block] = []
    for item in bank.items_of(chapter.stem):
        if item.rubric and item.form is not Form.CODE:
            blocks += [Heading(1, item.title), Prose(item.question), rubric_table(item, bank.lang)]
    return document(bank, chapter, "Rubrics", blocks) if blocks else None
