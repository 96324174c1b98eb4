"""The first page of a kit: what lies where, how it was made, and what to know before it is used."""

from __future__ import annotations

from collections.abc import Sequence

from taiyaku.export.bank import Bank
from taiyaku.export.formats import TARGETS
from taiyaku.export.markup import say
from taiyaku.kit.document import Block, Document, Grid, Heading, Prose
from taiyaku.kit.wish import Wish
from taiyaku.strings import translate

#: What each folder or file is for; msgids.
PLACES = (
    ("student/", "To hand out: worksheets, and the documents, tables and figures they ask about. No solution is in them, not even hidden."),
    ("instructor/", "For the desk: the same papers with answers, keys of all forms, rubrics, lesson plans and slides."),
    ("exports/", "The exercises for learning-management systems, Anki and spreadsheets, with a report of what each format cannot express."),
)
#: How each export is taken in; msgids.
IMPORTS = {
    "moodle": "Question bank → Import → Moodle XML format. Chapters become categories.",
    "canvas": "Course settings → Import Course Content → QTI .zip file.",
    "cartridge": "For other systems: import as a Common Cartridge.",
    "gift": "Question bank → Import → GIFT format, where Moodle XML is not accepted.",
    "anki": "File → Import. Importing a later edition updates the cards.",
    "xlsx": "For spreadsheets, and for form builders that read them.",
    "tsv": "For everything else; in Google Sheets, run google-forms.js from Apps Script to make a quiz of it.",
}
#: What to know first; msgids.
WORDS = (
    "The answers are public: the book and its files are open, and whoever looks for them finds them. "
    "For marks that count use forms with a seed of your own, tasks on sources, or questions asked in person.",
    "The same command with the same seed makes the same files, byte for byte. "
    "Another seed draws other values where an exercise has them, and another order of options.",
    "Every exercise carries its id, its aim and the facts and sources that it rests on, as tags where a format has them.",
)


def readme(bank: Bank, wish: Wish, files: Sequence[str]) -> Document:
    """The page, in the language of the bank; ``files`` are those that were made, of whatever parts were asked for."""
    lang = bank.lang

    def told(text: str) -> str:
        return say(translate(text, lang))

    made = [(place, text) for place, text in PLACES if any(name.startswith(place) for name in files)]
    blocks: list[Block] = [
        Prose(f"<p>{told('A kit to teach with, made from the book and its facts.')} {say(summary(bank, wish))}</p>"),
        Heading(1, translate("What lies where", lang)),
        Grid((told("Folder"), told("What it is")), tuple((f"<code>{say(place)}</code>", told(text)) for place, text in made), (25, 75)),
    ]
    if any(name.startswith("exports/") for name in files):
        rows = tuple(
            (f"<code>{say(target.file.format(lang=lang))}</code>", told(target.title), told(IMPORTS[target.name])) for target in TARGETS
        )
        blocks += [
            Heading(1, translate("Taking the exports in", lang)),
            Grid((told("File"), told("Format"), told("How")), rows, (30, 20, 50)),
        ]
    blocks += [
        Heading(1, translate("Before you use it", lang)),
        Prose("".join(f"<p>{told(text)}</p>" for text in WORDS)),
        Heading(1, translate("Chapters", lang)),
        chapter_table(bank, files),
    ]
    title = translate("Teaching kit", lang)
    return Document(title, bank.title, lang, bank.author, bank.date, bank.licence, tuple(blocks))


def summary(bank: Bank, wish: Wish) -> str:
    """How the kit was made."""
    parts = [f"{len(bank.items)} {translate('exercises', bank.lang)}", f"{translate('Seed', bank.lang)} {wish.draw}"]
    return " · ".join([*parts, f"{translate('Forms', bank.lang)} {', '.join(wish.letters)}"])


#: Files of a chapter that the page leads to: folder, end of the name, what it is called (a msgid).
LINKS = (
    ("student", "worksheet", "Worksheet"),
    ("student", "materials", "Documents, tables and figures"),
    ("instructor", "edition", "Instructor's edition"),
    ("instructor", "key", "Answer key"),
    ("instructor", "rubrics", "Rubrics"),
    ("instructor", "plan", "Lesson plan"),
    ("instructor", "slides", "Slides"),
)


def chapter_table(bank: Bank, files: Sequence[str]) -> Grid:
    """The chapters with what is asked, how much there is, and links to their files."""
    lang = bank.lang
    rows = []
    for chapter in bank.chapters:
        items = bank.items_of(chapter.stem)
        minutes = sum(item.minutes for item in items)
        name = f"<strong>{say(chapter.stem.partition('-')[0])} {say(chapter.title)}</strong><br/>{say(chapter.question)}"
        rows.append((name, str(len(items)), str(minutes), links(chapter.stem, lang, files)))
    head = tuple(say(translate(name, lang)) for name in ("Chapter", "Exercises", "Minutes", "Files"))
    return Grid(head, tuple(rows), (38, 11, 9, 42), named=False)


def links(stem: str, lang: str, files: Sequence[str]) -> str:
    """Links to the files of a chapter, those of one document in one line."""
    lines = []
    for folder, what, title in LINKS:
        found = [name for name in files if name.startswith(f"{folder}/{stem}-{what}")]
        linked = []
        for name in found:
            form, suffix = name.removeprefix(f"{folder}/{stem}-{what}").rsplit(".", 1)
            linked.append(f'<a href="{say(name)}">{say((form.strip("-") + " " + suffix.upper()).strip())}</a>')
        if linked:
            lines.append(f"{say(translate(title, lang))}: {', '.join(linked)}")
    return "<br/>".join(lines)
