"""GIFT: items in, bytes out. One question a paragraph, HTML on one line, every sign that means something there escaped.

What GIFT has no notation for is asked in another way, and the report says so: an order as pairs of a place and a step, several gaps as
pairs of a number and the words. A number is always written ``{#=5:0}``: Moodle takes less, a stricter reader does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from taiyaku.exercises.model import Form
from taiyaku.export.markup import clean, plain, say
from taiyaku.export.model import GAP, Item
from taiyaku.export.moodle import SHARES
from taiyaku.export.report import Export, Loss, Note, Unsaid, common_notes, left_out, ordered

SIGNS = re.compile(r"[\\~=#{}:]")
LEAST_PAIRS = 3


def shield(text: str) -> str:
    """Text that means nothing to GIFT, on one line; an arrow would part a pair, so it is taken apart by an entity."""
    return SIGNS.sub(lambda match: "\\" + match[0], " ".join(clean(text).split()).replace("->", "-&gt;"))


def shield_plain(text: str) -> str:
    """The same for what is no HTML."""
    return SIGNS.sub(lambda match: "\\" + match[0], " ".join(clean(text).split()).replace("->", "→"))


def said(feedback: str) -> str:
    return f"#{shield(feedback)}" if plain(feedback).strip() else ""


def write_choice(item: Item) -> Iterator[str]:
    right = sum(choice.right for choice in item.choices)
    wrong = len(item.choices) - right
    if right not in SHARES or (item.several and wrong and wrong not in SHARES):
        raise Unsaid("the format has no shares of a grade for so many right or wrong options")
    for choice in item.choices:
        sign = "=" if choice.right else "~"
        if item.several:
            sign = f"~%{SHARES[right]}%" if choice.right else f"~%-{SHARES[wrong]}%"
        text = shield(choice.text)
        yield sign + ("&\\#37;" + text[1:] if text.startswith("%") else text) + said(choice.feedback)


def write_truth(item: Item) -> Iterator[str]:
    if len(item.choices) != 2 or sum(choice.right for choice in item.choices) != 1:
        raise Unsaid("neither true nor false")
    right, wrong = sorted(item.choices, key=lambda choice: not choice.right)
    yield f"{'T' if item.choices[0].right else 'F'}#{shield(wrong.feedback)}#{shield(right.feedback)}"


def write_number(item: Item) -> Iterator[str]:
    if item.number is None:
        raise Unsaid("no number was worked out")
    yield f"#={item.number:f}:{item.tolerance:f}"


def write_words(item: Item) -> Iterator[str]:
    if not item.accepted:
        raise Unsaid("no accepted answer")
    for words in item.accepted:
        yield "=" + shield_plain(words).replace("*", "\\*")


def write_pairs(item: Item) -> Iterator[str]:
    if len(item.pairs) < LEAST_PAIRS:
        raise Unsaid("fewer than three pairs")
    for left, right in item.pairs:
        yield f"={shield(left)} -> {shield_plain(plain(right))}"


def write_order(item: Item) -> Iterator[str]:
    if len(item.steps) < LEAST_PAIRS:
        raise Unsaid("fewer than three steps")
    for place, step in enumerate(item.steps, 1):
        yield f"={place}. -> {shield_plain(plain(step))}"


def write_gaps(item: Item) -> Iterator[str]:
    if not item.gaps:
        raise Unsaid("no gap")
    if len(item.gaps) < LEAST_PAIRS:
        yield "=" + shield_plain("; ".join(item.gaps)).replace("*", "\\*")
        return
    for number, words in enumerate(item.gaps, 1):
        yield f"=[{number}] -> {shield_plain(words)}"


def write_open(item: Item) -> Iterator[str]:
    return iter(())


WRITERS: Mapping[Form, Callable[[Item], Iterator[str]]] = {
    Form.CHOICE: write_choice,
    Form.TRUTH: write_truth,
    Form.NUMBER: write_number,
    Form.WORDS: write_words,
    Form.PAIRS: write_pairs,
    Form.ORDER: write_order,
    Form.GAPS: write_gaps,
}


def question_text(item: Item) -> str:
    """The question as HTML; gaps are numbered, and a unit is asked for."""
    text = GAP.sub(lambda match: f"[{int(match[1]) + 1}]", item.question)
    return text + (f"<p>({say(item.unit)})</p>" if item.unit else "")


def bracket(name: str, value: str) -> str:
    """An id or a tag as Moodle reads it from a comment; brackets and angle brackets would end it."""
    return f"[{name}:{re.sub(r'[]<>`[]', '-', ' '.join(clean(value).split()))}]"


def write_question(item: Item) -> str:
    """One question with its identity and its provenance in a comment above it; raises ``Unsaid``."""
    answers = list(WRITERS.get(item.form, write_open)(item))
    general = item.solution + (item.rubric if item.form not in WRITERS else "")
    closing = f"####{shield(general)}" if plain(general).strip() else ""
    comment = "// " + bracket("id", item.id) + " " + " ".join(bracket("tag", tag) for tag in item.tags)
    body = "\n".join([*answers, closing] if closing else answers)
    return f"{comment}\n::{shield_plain(item.title)}::[html]{shield(question_text(item))}{{\n{body}\n}}"


def notes(item: Item) -> Iterator[Note]:
    """What of an item is lost or changed, though the item itself is there."""
    yield from common_notes(item, drawn=False)
    if item.form is Form.ORDER:
        yield Note(item.id, Loss.REDUCED, "an order is asked as pairs of a place and a step")
    if item.form is Form.GAPS:
        several = len(item.gaps) >= LEAST_PAIRS
        message = (
            "gaps are asked as pairs of a number and the words" if several else "the gaps are answered in one line, parted by a semicolon"
        )
        yield Note(item.id, Loss.REDUCED, message)
    if item.form is Form.NUMBER and item.unit:
        yield Note(item.id, Loss.REDUCED, "the unit stands in the question; it is not marked")
    if item.form in {Form.PAIRS, Form.ORDER} and any(plain(text) != text for text in (*item.steps, *(right for _, right in item.pairs))):
        yield Note(item.id, Loss.MARKUP, "markup in the right-hand column is written as plain text")


def write_gift(items: Iterable[Item], titles: Mapping[str, str] | None = None) -> Export:
    """Write the items, chapter by chapter in the order given, each chapter as a category; blank lines part the questions."""
    written: list[str] = []
    found: list[Note] = []
    count, chapter = 0, ""
    for item in items:
        try:
            question = write_question(item)
        except Unsaid as reason:
            found.append(left_out(item, reason))
            continue
        if item.chapter != chapter:
            chapter = item.chapter
            name = f"{chapter} {' '.join(clean((titles or {}).get(chapter, '')).split())}".strip().replace("/", "//")
            written.append(f"$CATEGORY: $course$/top/{name}")
        written.append(question)
        found += notes(item)
        count += 1
    return Export(("\n\n".join(written) + "\n").encode(), count, ordered(found))
