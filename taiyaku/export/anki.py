"""An Anki deck: a card for each way round of every term, with a sentence of the book, and a card for each question that has one answer.

Deck, note types and notes have fixed identities made of the book's file name and the item's id. A deck that is imported again updates its
cards, and one in two languages holds the notes of each.
"""

from __future__ import annotations

import calendar
import datetime
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from taiyaku.exercises.model import Form
from taiyaku.exercises.vary import FORMS
from taiyaku.export.archive import repack
from taiyaku.export.bank import Bank, Term
from taiyaku.export.drawings import files_of, shown
from taiyaku.export.forms import key, vary
from taiyaku.export.markup import foreign, say
from taiyaku.export.model import GAP, Item
from taiyaku.export.report import Export, Loss, Note, ordered
from taiyaku.strings import translate

STYLE = """.card { font: 20px/1.6 system-ui, sans-serif; max-width: 36em; margin: 1em auto; padding: 0 1em; text-align: left; }
.name { font-size: 1.4em; font-weight: bold; } .small { font-size: .8em; opacity: .75; } ol.letters { list-style: upper-alpha; }
table { border-collapse: collapse; } td, th { border: 1px solid; padding: .2em .5em; }"""
ASKED = frozenset({Form.CHOICE, Form.TRUTH, Form.NUMBER, Form.WORDS, Form.PAIRS, Form.ORDER, Form.GAPS})
#: Forms whose options a card shows in the order that a paper of this seed would have.
SEED = "cards"


def number_of(*parts: str) -> int:
    """A number for Anki, fixed by the parts: 31 bits, as Anki's own."""
    return int.from_bytes(hashlib.sha256("/".join(parts).encode()).digest()[:4]) & 0x7FFFFFFF or 1


def guid_of(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:20]


def tag(text: str) -> str:
    """A tag without the spaces that would part it."""
    return "_".join(text.replace("/", "::").split())


def question_side(item: Item) -> str:
    """The question with what there is to choose or arrange."""
    text = GAP.sub(lambda match: f"[&nbsp;{int(match[1]) + 1}&nbsp;]", item.question) + shown(item, "")
    if item.form in {Form.CHOICE, Form.TRUTH}:
        return text + letters([choice.text for choice in item.choices])
    if item.form is Form.ORDER:
        return text + letters([item.steps[place] for place in item.step_order])
    if item.form is Form.PAIRS:
        left = "".join(f"<li>{pair[0]}</li>" for pair in item.pairs)
        return f"{text}<ol>{left}</ol>{letters([item.pairs[place][1] for place in item.pair_order])}"
    return text


def letters(options: Sequence[str]) -> str:
    return '<ol class="letters">' + "".join(f"<li>{option}</li>" for option in options) + "</ol>"


def answer_side(item: Item, lang: str) -> str:
    feedback = ""
    if item.form in {Form.CHOICE, Form.TRUTH}:
        said = [f"<li>{FORMS[place]}. {choice.feedback}</li>" for place, choice in enumerate(item.choices) if choice.feedback]
        feedback = f"<ul>{''.join(said)}</ul>" if said else ""
    return f'<p class="name">{say(key(item))}</p>{item.solution}{feedback}<p class="small">{say(item.id)}</p>'


def term_sides(term: Term, bank: Bank) -> tuple[str, str, str]:
    """The name, the names elsewhere, and what explains them, in the bank's language."""
    reading = f' <span class="small">{say(term.reading)}</span>' if term.reading and term.reading != term.name else ""
    abbr = f" ({say(term.abbr)})" if term.abbr else ""
    others = "".join(f"<li>{foreign(say(name), lang)}</li>" for lang, name in term.names.items() if lang != bank.lang)
    example = f"<blockquote>{say(term.example)}</blockquote>" if term.example else ""
    return f"{say(term.name)}{reading}", f"<ul>{others}</ul>{abbr}", f"<p>{say(term.definition)}</p>{example}"


def models(bank: Bank) -> tuple[Any, Any]:
    """The two note types: a term with two cards, a question with one."""
    import genanki

    name = translate("Term", bank.lang)
    both = [("Id",), ("Name",), ("Names",), ("Meaning",)]
    fields = [{"name": field} for (field,) in both]
    head, back = '<p class="name" lang="{lang}">{{{{Name}}}}</p>', "{{FrontSide}}<hr id=answer>"
    front = f'<div lang="{bank.lang}">'
    term = genanki.Model(
        number_of(bank.file_name, "model", "term", bank.lang),
        f"{bank.file_name} {bank.lang} {name}",
        fields=fields,
        templates=[
            {"name": "1", "qfmt": head.format(lang=bank.lang), "afmt": f"{back}{front}{{{{Names}}}}{{{{Meaning}}}}</div>"},
            {
                "name": "2",
                "qfmt": f"{front}{{{{Names}}}}</div>",
                "afmt": f"{back}{head.format(lang=bank.lang)}{front}{{{{Meaning}}}}</div>",
            },
        ],
        css=STYLE,
    )
    asked = genanki.Model(
        number_of(bank.file_name, "model", "question", bank.lang),
        f"{bank.file_name} {bank.lang} {translate('Question', bank.lang)}",
        fields=[{"name": name} for name in ("Id", "Title", "Question", "Answer")],
        templates=[
            {
                "name": "1",
                "qfmt": f'{front}<p class="small">{{{{Title}}}}</p>{{{{Question}}}}</div>',
                "afmt": f"{back}{front}{{{{Answer}}}}</div>",
            }
        ],
        css=STYLE,
    )
    return term, asked


def decks_of(bank: Bank) -> Iterator[Any]:
    """One deck a chapter, and one for the terms."""
    import genanki

    term_model, question_model = models(bank)
    root = f"{bank.title.replace('::', ':')}::{bank.lang}"
    terms = genanki.Deck(number_of(bank.file_name, "deck", bank.lang, "terms"), f"{root}::{translate('Glossary', bank.lang)}")
    for term in bank.terms:
        sides = (term.id, *term_sides(term, bank))
        tags = ["glossary", *([tag(f"chapter:{term.chapter}")] if term.chapter else [])]
        terms.add_note(genanki.Note(term_model, list(sides), guid=guid_of(bank.file_name, "term", bank.lang, term.id), tags=tags))
    yield terms
    for chapter in bank.chapters:
        asked = [vary(item, SEED) for item in bank.items_of(chapter.stem) if item.form in ASKED]
        name = f"{root}::{chapter.stem} {chapter.title}".strip()
        deck = genanki.Deck(number_of(bank.file_name, "deck", bank.lang, chapter.stem), name)
        for item in asked:
            fields = [item.id, say(item.title), question_side(item), answer_side(item, bank.lang)]
            guid = guid_of(bank.file_name, "question", bank.lang, item.id)
            deck.add_note(genanki.Note(question_model, fields, guid=guid, tags=[tag(f"id:{item.id}"), *(tag(text) for text in item.tags)]))
        if asked:
            yield deck


def notes(item: Item) -> Iterator[Note]:
    if item.form not in ASKED:
        yield Note(item.id, Loss.LEFT_OUT, "an open task is no card")


def write_anki(*banks: Bank) -> Export:
    """One deck of the banks given; ``count`` is the number of notes."""
    import genanki

    decks = [deck for bank in banks for deck in decks_of(bank)]
    drawings = files_of(item for bank in banks for item in bank.items if item.form in ASKED)
    date = datetime.date.fromisoformat(banks[0].date or "1980-01-01")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        media = [Path(folder) / name for name in drawings]
        for file in media:
            file.write_bytes(drawings[file.name])
        genanki.Package(decks, media_files=[str(file) for file in media]).write_to_file(
            str(path), timestamp=calendar.timegm(date.timetuple())
        )
        data = repack(path.read_bytes())
    found = ordered({note for bank in banks for item in bank.items for note in notes(item)})
    return Export(data, sum(len(deck.notes) for deck in decks), found)
