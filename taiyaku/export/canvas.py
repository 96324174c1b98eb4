"""QTI 1.2 as Canvas takes it: one zip with a quiz for each chapter.

Titles begin with the chapter's ASCII stem, since importers are known to make folder names of them and to drop the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from taiyaku.exercises.model import Form
from taiyaku.export import qti
from taiyaku.export.archive import write_zip
from taiyaku.export.drawings import files_of, shown
from taiyaku.export.markup import plain, say
from taiyaku.export.model import GAP, Item
from taiyaku.export.report import Export, Loss, Note, Unsaid, common_notes, left_out, ordered

MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
KINDS: Mapping[type[qti.Response], str] = {
    qti.Choices: "multiple_choice_question",
    qti.Match: "matching_question",
    qti.Blanks: "fill_in_multiple_blanks_question",
    qti.Words: "short_answer_question",
    qti.Number: "numerical_question",
    qti.Essay: "essay_question",
}


def respond(item: Item) -> qti.Response:
    """The way to respond to an item; raises ``Unsaid`` where it has nothing to respond to."""
    match item.form:
        case Form.CHOICE | Form.TRUTH:
            if not any(choice.right for choice in item.choices):
                raise Unsaid("no right option")
            labels = (qti.Label(choice.text, choice.right, choice.feedback) for choice in item.choices)
            return qti.Choices(tuple(labels), item.several)
        case Form.NUMBER if item.number is not None:
            return qti.Number(item.number, item.tolerance)
        case Form.WORDS if item.accepted:
            return qti.Words(item.accepted)
        case Form.PAIRS if item.pairs:
            prompts = tuple((f"p{place}", left) for place, (left, _) in enumerate(item.pairs, 1))
            return qti.Match(prompts, *labels_of([plain(right) for _, right in item.pairs]))
        case Form.ORDER if item.steps:
            prompts = tuple((f"p{place}", f"{place}.") for place in range(1, len(item.steps) + 1))
            return qti.Match(prompts, *labels_of([plain(step) for step in item.steps]))
        case Form.GAPS if item.gaps:
            return qti.Blanks(tuple((f"gap{place}", ways) for place, ways in enumerate(item.ways, 1)))
        case Form.NUMBER | Form.WORDS | Form.PAIRS | Form.ORDER | Form.GAPS:
            raise Unsaid("no answer")
    return qti.Essay()


def labels_of(texts: list[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The different texts in alphabetical order, so that the order gives nothing away, and the place of each text among them."""
    labels = sorted(set(texts))
    return tuple(labels), tuple(labels.index(text) for text in texts)


def question_text(item: Item) -> str:
    """The question; gaps stand in Canvas's brackets, and a unit is asked for."""
    text = GAP.sub(lambda match: f"[gap{int(match[1]) + 1}]", item.question)
    return text + (f"<p>({say(item.unit)})</p>" if item.unit else "") + shown(item, f"{qti.ROOT}{qti.PICTURES}/")


def kind_of(item: Item, response: qti.Response) -> str:
    if item.form is Form.TRUTH:
        return "true_false_question"
    return "multiple_answers_question" if item.several else KINDS[type(response)]


def write_question(item: Item) -> qti.Question:
    response = respond(item)
    by_hand = isinstance(response, qti.Essay)
    fields = (
        ("question_type", kind_of(item, response)),
        ("points_possible", "1.0"),
        ("assessment_question_identifierref", qti.token(item.id) + "-q"),
        ("taiyaku_id", item.id),
        ("taiyaku_tags", " ".join(item.tags)),
    )
    return qti.Question(
        qti.token(item.id), item.title, question_text(item), response, fields, item.solution + (item.rubric if by_hand else "")
    )


def notes(item: Item) -> Iterator[Note]:
    yield from common_notes(item, drawn=True)
    if item.form is Form.ORDER:
        yield Note(item.id, Loss.REDUCED, "an order is asked as pairs of a place and a step")
    if item.form is Form.NUMBER and item.unit:
        yield Note(item.id, Loss.REDUCED, "the unit stands in the question; it is not marked")
    if item.form in {Form.PAIRS, Form.ORDER} and any(plain(text) != text for text in (*item.steps, *(right for _, right in item.pairs))):
        yield Note(item.id, Loss.MARKUP, "markup in the right-hand column is written as plain text")
    if (item.form is Form.WORDS and len(item.accepted) > 1) or any(len(ways) > 1 for ways in item.ways):
        yield Note(item.id, Loss.ANSWERS, "some importers keep only the first of several accepted answers; check them after the import")


def write_meta(ident: str, title: str, count: int) -> bytes:
    """What Canvas wants to know of a quiz beside its questions."""
    return (
        f'{qti.HEAD}<quiz xmlns="http://canvas.instructure.com/xsd/cccv1p0" identifier="{ident}">\n<title>{say(title)}</title>\n'
        f"<description></description>\n<shuffle_answers>true</shuffle_answers>\n<quiz_type>assignment</quiz_type>\n"
        f"<points_possible>{count}.0</points_possible>\n<allowed_attempts>1</allowed_attempts>\n</quiz>\n"
    ).encode()


def write_manifest(ident: str, quizzes: Iterable[str], pictures: Iterable[str]) -> bytes:
    """The list of what is in the package."""
    resources = "".join(
        f'<resource identifier="{name}" type="imsqti_xmlv1p2"><file href="{name}/{name}.xml"/>'
        f'<dependency identifierref="{name}-meta"/></resource>\n'
        f'<resource identifier="{name}-meta" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" '
        f'href="{name}/assessment_meta.xml"><file href="{name}/assessment_meta.xml"/></resource>\n'
        for name in quizzes
    )
    about = "<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>"
    opening = f'<manifest identifier="{ident}" xmlns="{MANIFEST}">'
    resources += qti.list_pictures(pictures)
    return f"{qti.HEAD}{opening}\n{about}\n<organizations/>\n<resources>\n{resources}</resources>\n</manifest>\n".encode()


def write_canvas(items: Iterable[Item], titles: Mapping[str, str] | None = None) -> Export:
    """Write the items as one package, a quiz for each chapter in the order given."""
    items = list(items)
    drawings = files_of(items)
    entries: dict[str, bytes] = {}
    found: list[Note] = []
    names: list[str] = []
    count = 0
    for chapter, group in groupby(items, key=lambda item: item.chapter):
        questions = []
        for item in group:
            try:
                questions.append(write_question(item))
            except Unsaid as reason:
                found.append(left_out(item, reason))
                continue
            found += notes(item)
        name, title = qti.token(chapter), f"{chapter} {(titles or {}).get(chapter, '')}".strip()
        entries[f"{name}/{name}.xml"] = qti.write_assessment(name, title, questions, [("cc_maxattempts", "1")])
        entries[f"{name}/assessment_meta.xml"] = write_meta(name, title, len(questions))
        names.append(name)
        count += len(questions)
    entries |= {f"{qti.PICTURES}/{name}": data for name, data in drawings.items()}
    return Export(write_zip({"imsmanifest.xml": write_manifest("taiyaku-canvas", names, drawings), **entries}), count, ordered(found))
