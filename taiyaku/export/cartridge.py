"""Common Cartridge 1.1: one ``.imscc`` with a test for each chapter, for systems that take neither Moodle XML nor Canvas's QTI.

A cartridge knows choices, true or false, words and essays only. Pairs become one choice for each, gaps one question for each, a number the
exact number, an order a text that is marked by hand; the report says so item by item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from taiyaku.exercises.model import Form
from taiyaku.exercises.vary import FORMS, disorder
from taiyaku.export import drawings, qti
from taiyaku.export.archive import write_zip
from taiyaku.export.canvas import labels_of, respond
from taiyaku.export.markup import plain, say
from taiyaku.export.model import GAP, Item
from taiyaku.export.report import Export, Loss, Note, Unsaid, common_notes, left_out, ordered

CARTRIDGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
METADATA = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
TEST = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"


def question(item: Item, profile: str, text: str, response: qti.Response, part: str = "") -> qti.Question:
    fields = (("cc_profile", f"cc.{profile}.v0p1"), ("cc_weighting", "1"), ("taiyaku_id", item.id), ("taiyaku_tags", " ".join(item.tags)))
    title = f"{item.title} {part}".strip()
    by_hand = isinstance(response, qti.Essay)
    feedback = item.solution + (item.rubric if by_hand else "")
    return qti.Question(qti.token(f"{item.id}-{part}" if part else item.id), title, text, response, fields, feedback)


def shown(item: Item) -> str:
    """The question; gaps are numbered, and a unit is asked for."""
    text = GAP.sub(lambda match: f"[{int(match[1]) + 1}]", item.question)
    return text + (f"<p>({say(item.unit)})</p>" if item.unit else "") + drawings.shown(item, f"{qti.ROOT}{qti.PICTURES}/")


def write_questions(item: Item) -> Iterator[qti.Question]:
    """The questions that an item becomes; raises ``Unsaid`` where it has no answer."""
    response = respond(item)
    match response:
        case qti.Choices():
            profile = "true_false" if item.form is Form.TRUTH else "multiple_response" if item.several else "multiple_choice"
            yield question(item, profile, shown(item), response)
        case qti.Match() if item.form is Form.PAIRS:
            labels, places = labels_of([plain(right) for _, right in item.pairs])
            for number, ((left, _), place) in enumerate(zip(item.pairs, places, strict=True), 1):
                options = tuple(qti.Label(say(text), place == at) for at, text in enumerate(labels))
                text = f"{shown(item)}<p>{left}</p>"
                yield question(item, "multiple_choice", text, qti.Choices(options), str(number))
        case qti.Match():
            drawn = disorder(tuple(range(len(item.steps))), item.id)
            listed = "".join(f"<li>{FORMS[letter]}. {plain_say(item.steps[place])}</li>" for letter, place in enumerate(drawn))
            yield question(item, "essay", f"{item.question}<ul>{listed}</ul>", qti.Essay())
        case qti.Blanks():
            for number, ways in enumerate(item.ways, 1):
                yield question(item, "fib", f"{shown(item)}<p>[{number}]</p>", qti.Words(ways), str(number))
        case qti.Number():
            yield question(item, "fib", shown(item), qti.Words((f"{response.number:f}",)))
        case qti.Words():
            yield question(item, "fib", shown(item), response)
        case _:
            yield question(item, "essay", shown(item), response)


def plain_say(html: str) -> str:
    return say(plain(html))


def notes(item: Item) -> Iterator[Note]:
    yield from common_notes(item, drawn=True)
    match item.form:
        case Form.PAIRS:
            yield Note(item.id, Loss.REDUCED, "pairs are asked one by one, as choices")
        case Form.ORDER:
            yield Note(item.id, Loss.REDUCED, "an order is asked as a text that is marked by hand")
        case Form.GAPS:
            yield Note(item.id, Loss.REDUCED, "gaps are asked one by one")
        case Form.NUMBER:
            lost = "only the exact number is right; the tolerance is lost" if item.tolerance else "the number is compared as a text"
            yield Note(item.id, Loss.REDUCED, lost)


def write_manifest(title: str, lang: str, tests: Mapping[str, str], pictures: Iterable[str]) -> bytes:
    """The list of what is in the cartridge: one untitled root, below it the tests by identifier and title."""
    shown = "".join(
        f'<item identifier="{name}-i" identifierref="{name}"><title>{say(words)}</title></item>\n' for name, words in tests.items()
    )
    resources = "".join(f'<resource identifier="{name}" type="{TEST}"><file href="{name}/{name}.xml"/></resource>\n' for name in tests)
    resources += qti.list_pictures(pictures)
    said = f'<lomimscc:string language="{lang}">{say(title)}</lomimscc:string>'
    about = f"<lomimscc:lom><lomimscc:general><lomimscc:title>{said}</lomimscc:title></lomimscc:general></lomimscc:lom>"
    head = f"<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion>{about}</metadata>"
    tree = f'<organization identifier="toc" structure="rooted-hierarchy"><item identifier="root">\n{shown}</item></organization>'
    opening = f'<manifest identifier="taiyaku-cartridge" xmlns="{CARTRIDGE}" xmlns:lomimscc="{METADATA}">'
    body = f"{head}\n<organizations>{tree}</organizations>\n<resources>\n{resources}</resources>"
    return f"{qti.HEAD}{opening}\n{body}\n</manifest>\n".encode()


def write_cartridge(items: Iterable[Item], titles: Mapping[str, str] | None = None, title: str = "Exercises", lang: str = "en") -> Export:
    """Write the items as one cartridge, a test for each chapter in the order given. ``count`` is the number of items, not of questions."""
    items = list(items)
    pictures = drawings.files_of(items)
    entries: dict[str, bytes] = {}
    found: list[Note] = []
    tests: dict[str, str] = {}
    count = 0
    for chapter, group in groupby(items, key=lambda item: item.chapter):
        questions: list[qti.Question] = []
        for item in group:
            try:
                questions += list(write_questions(item))
            except Unsaid as reason:
                found.append(left_out(item, reason))
                continue
            found += notes(item)
            count += 1
        name = qti.token(chapter)
        tests[name] = f"{chapter} {(titles or {}).get(chapter, '')}".strip()
        fields = [("cc_profile", "cc.exam.v0p1"), ("qmd_assessmenttype", "Examination"), ("qmd_scoretype", "Percentage")]
        entries[f"{name}/{name}.xml"] = qti.write_assessment(name, tests[name], questions, fields)
    entries |= {f"{qti.PICTURES}/{name}": data for name, data in pictures.items()}
    return Export(write_zip({"imsmanifest.xml": write_manifest(title, lang, tests, pictures), **entries}), count, ordered(found))
