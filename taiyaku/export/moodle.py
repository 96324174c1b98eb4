"""Moodle XML: items in, bytes out; the same items give the same bytes.

Moodle reads without complaint what it does not understand, so what is written here keeps to what its importer is known to take:
texts as HTML in CDATA, fractions from its own list, ``shownumcorrect`` in every ordering (its absence stops the whole import).
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape

from taiyaku.exercises.model import Form
from taiyaku.export.drawings import files_of, shown
from taiyaku.export.markup import clean, plain
from taiyaku.export.model import GAP, Item
from taiyaku.export.report import Export, Loss, Note, Unsaid, common_notes, left_out, ordered

#: The shares of a grade that Moodle knows, by the number of options that share it; with any other number the import is refused.
SHARES: Mapping[int, str] = {
    1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111", 10: "10", 20: "5",
}  # fmt: skip
LEAST_PAIRS = 3
#: What Moodle replaces by the place of a question's own files.
FILES = "@@PLUGINFILE@@/"
LINES = 15


def cdata(html: str) -> str:
    """A text in CDATA that no text can leave."""
    return "<![CDATA[" + html.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def text(html: str) -> str:
    return f"<text>{cdata(html)}</text>"


def block(name: str, html: str, more: str = "") -> str:
    return f'<{name} format="html">{text(html)}{more}</{name}>'


def element(name: str, value: object) -> str:
    return f"<{name}>{escape(clean(str(value)), quote=False)}</{name}>"


def answer(fraction: str, content: str, feedback: str = "", form: str = "html", more: str = "") -> str:
    inner = text(content) + more + block("feedback", feedback)
    return f'<answer fraction="{fraction}" format="{form}">{inner}</answer>'


def combined(item: Item) -> Iterator[str]:
    """What Moodle shows after an attempt, by how it went."""
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        yield block(name, "")
    yield element("shownumcorrect", 1)


def write_choice(item: Item) -> Iterator[str]:
    right = sum(choice.right for choice in item.choices)
    wrong = len(item.choices) - right
    if right not in SHARES or (item.several and wrong and wrong not in SHARES):
        raise Unsaid("the format has no shares of a grade for so many right or wrong options")
    yield element("single", "false" if item.several else "true")
    yield element("shuffleanswers", "true")
    yield element("answernumbering", "ABCD")
    yield from combined(item)
    for choice in item.choices:
        share = SHARES[right] if choice.right else f"-{SHARES[wrong]}" if item.several else "0"
        yield answer(share, choice.text, choice.feedback)


def write_truth(item: Item) -> Iterator[str]:
    if len(item.choices) != 2 or sum(choice.right for choice in item.choices) != 1:
        raise Unsaid("neither true nor false")
    for name, choice in zip(("true", "false"), item.choices, strict=True):
        inner = element("text", name) + block("feedback", choice.feedback)
        yield f'<answer fraction="{100 if choice.right else 0}" format="moodle_auto_format">{inner}</answer>'


def write_number(item: Item) -> Iterator[str]:
    if item.number is None:
        raise Unsaid("no number was worked out")
    yield answer("100", f"{item.number:f}", form="moodle_auto_format", more=element("tolerance", f"{item.tolerance:f}"))
    if item.unit:
        yield f"<units><unit>{element('multiplier', 1)}{element('unit_name', item.unit)}</unit></units>"
    yield element("unitgradingtype", 0)
    yield element("unitpenalty", "0.1")
    yield element("showunits", 0 if item.unit else 3)
    yield element("unitsleft", 0)


def write_words(item: Item) -> Iterator[str]:
    if not item.accepted:
        raise Unsaid("no accepted answer")
    yield element("usecase", 0)
    for words in item.accepted:
        yield answer("100", clean(words).replace("*", r"\*"), form="moodle_auto_format")


def write_pairs(item: Item) -> Iterator[str]:
    if len(item.pairs) < LEAST_PAIRS:
        raise Unsaid("fewer than three pairs")
    yield element("shuffleanswers", "true")
    yield from combined(item)
    for left, right in item.pairs:
        yield f'<subquestion format="html">{text(left)}<answer>{text(plain(right))}</answer></subquestion>'


def write_order(item: Item) -> Iterator[str]:
    yield element("layouttype", "VERTICAL")
    yield element("selecttype", "ALL")
    yield element("selectcount", len(item.steps))
    yield element("gradingtype", "ABSOLUTE_POSITION")
    yield element("showgrading", "SHOW")
    yield element("numberingstyle", "none")
    yield from combined(item)
    for place, step in enumerate(item.steps, 1):
        yield f'<answer fraction="{place}" format="html">{text(step)}</answer>'


def write_open(item: Item) -> Iterator[str]:
    yield element("responseformat", "editor")
    yield element("responserequired", 1)
    yield element("responsefieldlines", item.lines or LINES)
    yield element("attachments", 0)
    yield element("attachmentsrequired", 0)
    yield block("graderinfo", item.rubric + item.solution)
    yield block("responsetemplate", "")


def write_gaps(item: Item) -> Iterator[str]:
    if not item.gaps:
        raise Unsaid("no gap")
    return iter(())


Writer = Callable[[Item], Iterator[str]]
#: Moodle's name of the question type, and what is written for it, by the form of the response.
WRITERS: Mapping[Form, tuple[str, Writer]] = {
    Form.CHOICE: ("multichoice", write_choice),
    Form.TRUTH: ("truefalse", write_truth),
    Form.NUMBER: ("numerical", write_number),
    Form.WORDS: ("shortanswer", write_words),
    Form.PAIRS: ("matching", write_pairs),
    Form.ORDER: ("ordering", write_order),
    Form.GAPS: ("cloze", write_gaps),
    Form.OPEN: ("essay", write_open),
    Form.CODE: ("essay", write_open),
}


def gap_code(ways: Iterable[str]) -> str:
    """A gap in Moodle's notation with all that fills it; the signs that mean something there are escaped."""
    coded = []
    for words in ways:
        said = clean(words)
        for sign in ("\\", "}", "#", "~", "/", '"', "*"):
            said = said.replace(sign, f"\\{sign}")
        coded.append("=" + escape(said, quote=False).replace("{", "&#123;"))
    return "{1:SHORTANSWER:" + "~".join(coded) + "}"


def question_text(item: Item) -> str:
    """The question with its drawings; in a cloze text braces of the author's own become entities, so that they open no gap."""
    whole = item.question + shown(item, FILES)
    if item.form is not Form.GAPS:
        return whole
    shielded = whole.replace("{", "&#123;").replace("}", "&#125;")
    return GAP.sub(lambda match: gap_code(item.ways[int(match[1])]), shielded)


def files(item: Item) -> str:
    """The drawings of an item as Moodle keeps them with its question."""
    coded = ((name, base64.b64encode(data).decode()) for name, data in files_of([item]).items())
    return "".join(f'<file name="{name}" path="/" encoding="base64">{data}</file>' for name, data in coded)


def write_question(item: Item) -> str:
    """One question, a line for each part; raises ``Unsaid`` where Moodle has no way to ask it."""
    kind, write = WRITERS[item.form]
    parts = [
        f"<name>{element('text', item.title)}</name>",
        block("questiontext", question_text(item), files(item)),
        block("generalfeedback", "" if kind == "essay" else item.solution),
        *([] if kind == "cloze" else [element("defaultgrade", 1)]),
        element("penalty", "0.3333333"),
        element("hidden", 0),
        element("idnumber", item.id),
        *write(item),
        "<tags>" + "".join(f"<tag>{element('text', tag)}</tag>" for tag in item.tags) + "</tags>",
    ]
    return f'<question type="{kind}">\n' + "\n".join(parts) + "\n</question>"


def write_category(chapter: str, title: str) -> str:
    """The category of a chapter; its name begins with the ASCII stem, and a slash in it is doubled, since one parts levels."""
    name = f"{chapter} {title}".strip().replace("/", "//")
    path = f"<category>{element('text', f'$course$/top/{name}')}</category>"
    return f'<question type="category">\n{path}\n{block("info", "")}\n{element("idnumber", chapter)}\n</question>'


def notes(item: Item) -> Iterator[Note]:
    """What of an item is lost or marked by hand, though the item itself is there."""
    yield from common_notes(item, drawn=True)
    if item.form is Form.PAIRS and any(plain(right) != right for _, right in item.pairs):
        yield Note(item.id, Loss.MARKUP, "markup in the right-hand column is written as plain text")


def write_moodle(items: Iterable[Item], titles: Mapping[str, str] | None = None) -> Export:
    """Write the items, chapter by chapter in the order given; what cannot be said is in the report, never dropped in silence."""
    written: list[str] = []
    said: list[Note] = []
    count, chapter = 0, ""
    for item in items:
        try:
            question = write_question(item)
        except Unsaid as reason:
            said.append(left_out(item, reason))
            continue
        if item.chapter != chapter:
            chapter = item.chapter
            written.append(write_category(chapter, (titles or {}).get(chapter, "")))
        written.append(f"<!-- {item.id} -->\n{question}")
        said += notes(item)
        count += 1
    whole = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(written) + "\n</quiz>\n"
    return Export(whole.encode(), count, ordered(said))
