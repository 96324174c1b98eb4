"""QTI 1.2, the parts that Canvas and Common Cartridge share: an item is a text, one way to respond, and how the response is scored.

The XML keeps to ``ims_qtiasiv1p2p1.dtd``, namespace aside. Identifiers are made of an item's id, never of its wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import quoteattr

from taiyaku.export.markup import clean, plain, say

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
#: What stands for the root of a package, and the folder of its drawings.
ROOT, PICTURES = "$IMS-CC-FILEBASE$/", "pictures"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Label:
    """One thing to choose: HTML, whether it is right, and the feedback on it."""

    text: str
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Choose one label, or several."""

    labels: tuple[Label, ...]
    several: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """For each prompt (its name, its HTML) choose the label at ``right``."""

    prompts: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Gaps by name, each with the ways to fill it."""

    gaps: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Write one of the accepted words."""

    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """Write a number, right within the tolerance."""

    number: Decimal
    tolerance: Decimal


@dataclass(frozen=True, slots=True)
class Essay:
    """Write a text; a person marks it."""


Response = Choices | Match | Blanks | Words | Number | Essay


@dataclass(frozen=True, slots=True)
class Question:
    """One item of a test. ``fields`` are its metadata, which say what kind it is; ``feedback`` is shown to all after the attempt."""

    ident: str
    title: str
    text: str
    response: Response
    fields: tuple[tuple[str, str], ...]
    feedback: str = ""


def token(text: str) -> str:
    """An identifier from an item's id."""
    return "i-" + re.sub(r"[^A-Za-z0-9]+", "-", text)


def attribute(text: str) -> str:
    return quoteattr(" ".join(clean(text).split()))


def material(html: str, kind: str = "text/html") -> str:
    return f'<material><mattext texttype="{kind}">{say(html)}</mattext></material>'


def field(name: str, value: str) -> str:
    return f"<qtimetadatafield><fieldlabel>{say(name)}</fieldlabel><fieldentry>{say(value)}</fieldentry></qtimetadatafield>"


def label(ident: str, html: str, kind: str = "text/html") -> str:
    return f'<response_label ident="{ident}">{material(html, kind)}</response_label>'


def write_response(found: Response) -> Iterator[str]:
    """What is shown for the response."""
    if isinstance(found, Choices):
        options = "".join(label(f"r{place}", one.text) for place, one in enumerate(found.labels, 1))
        cardinality = "Multiple" if found.several else "Single"
        yield f'<response_lid ident="response1" rcardinality="{cardinality}"><render_choice>{options}</render_choice></response_lid>'
    elif isinstance(found, Match):
        options = "".join(label(f"r{place}", text, "text/plain") for place, text in enumerate(found.labels, 1))
        for name, prompt in found.prompts:
            yield f'<response_lid ident="response_{name}">{material(prompt)}<render_choice>{options}</render_choice></response_lid>'
    elif isinstance(found, Blanks):
        for name, ways in found.gaps:
            labels = "".join(label(f"{name}-{place}", words, "text/plain") for place, words in enumerate(ways, 1))
            inner = f"{material(name, 'text/plain')}<render_choice>{labels}</render_choice>"
            yield f'<response_lid ident="response_{name}">{inner}</response_lid>'
    else:
        kind = ' fibtype="Decimal"' if isinstance(found, Number) else ""
        inner = f'<render_fib{kind}><response_label ident="answer1" rshuffle="No"/></render_fib>'
        yield f'<response_str ident="response1" rcardinality="Single">{inner}</response_str>'


def equal(value: str, respident: str = "response1", name: str = "varequal") -> str:
    return f'<{name} respident="{respident}">{say(value)}</{name}>'


def condition(inner: str, score: str = "", action: str = "Set", shown: str = "", *, stop: bool = False) -> str:
    done = f'<setvar action="{action}" varname="SCORE">{score}</setvar>' if score else ""
    done += f'<displayfeedback feedbacktype="Response" linkrefid="{shown}"/>' if shown else ""
    return f'<respcondition continue="{"No" if stop else "Yes"}"><conditionvar>{inner}</conditionvar>{done}</respcondition>'


def share(count: int) -> str:
    return f"{100 / count:.2f}"


def score(found: Response) -> Iterator[str]:
    """How the response is scored, on a scale of 100."""
    if isinstance(found, Choices):
        right = [f"r{place}" for place, one in enumerate(found.labels, 1) if one.right]
        wrong = [f"r{place}" for place, one in enumerate(found.labels, 1) if not one.right]
        test = "".join(equal(name) for name in right)
        if found.several:
            test = f"<and>{test}{''.join(f'<not>{equal(name)}</not>' for name in wrong)}</and>"
        yield condition(test, "100", stop=True)
    elif isinstance(found, Match):
        for (name, _), place in zip(found.prompts, found.right, strict=True):
            yield condition(equal(f"r{place + 1}", f"response_{name}"), share(len(found.prompts)), "Add")
    elif isinstance(found, Blanks):
        for name, ways in found.gaps:
            for place in range(1, len(ways) + 1):
                yield condition(equal(f"{name}-{place}", f"response_{name}"), share(len(found.gaps)), "Add")
    elif isinstance(found, Words):
        yield condition("".join(equal(words) for words in found.accepted), "100", stop=True)
    elif isinstance(found, Number):
        low, high = found.number - found.tolerance, found.number + found.tolerance
        within = equal(f"{low:f}", name="vargte") + equal(f"{high:f}", name="varlte")
        yield condition(f"<or>{equal(f'{found.number:f}')}<and>{within}</and></or>", "100", stop=True)
    else:
        yield condition("<other/>", stop=True)


def feedbacks(question: Question) -> Mapping[str, str]:
    """What is said, by the identifier under which it is said."""
    made = {"general_fb": question.feedback} if plain(question.feedback).strip() else {}
    if isinstance(question.response, Choices):
        made |= {f"r{place}_fb": one.feedback for place, one in enumerate(question.response.labels, 1) if plain(one.feedback).strip()}
    return made


def write_item(question: Question) -> str:
    """One item as XML."""
    said = feedbacks(question)
    conditions = [condition("<other/>", shown="general_fb")] if "general_fb" in said else []
    conditions += [condition(equal(name.removesuffix("_fb")), shown=name) for name in said if name != "general_fb"]
    conditions += score(question.response)
    shown = "".join(f'<itemfeedback ident="{name}"><flow_mat>{material(html)}</flow_mat></itemfeedback>' for name, html in said.items())
    fields = "".join(field(name, value) for name, value in question.fields)
    outcomes = '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
    return "\n".join(
        [
            f"<item ident={attribute(question.ident)} title={attribute(question.title)}>",
            f"<itemmetadata><qtimetadata>{fields}</qtimetadata></itemmetadata>",
            f"<presentation>{material(question.text)}{''.join(write_response(question.response))}</presentation>",
            f"<resprocessing>{outcomes}{''.join(conditions)}</resprocessing>{shown}",
            "</item>",
        ]
    )


def write_assessment(ident: str, title: str, questions: Iterable[Question], fields: Iterable[tuple[str, str]]) -> bytes:
    """A whole test as XML."""
    about = "".join(field(name, value) for name, value in fields)
    items = "\n".join(write_item(question) for question in questions)
    inner = f'<qtimetadata>{about}</qtimetadata>\n<section ident="root_section">\n{items}\n</section>'
    opening = f'<questestinterop xmlns="{NAMESPACE}">\n<assessment ident={attribute(ident)} title={attribute(title)}>'
    return f"{HEAD}{opening}\n{inner}\n</assessment>\n</questestinterop>\n".encode()


def list_pictures(names: Iterable[str]) -> str:
    """The drawings of a package, as its manifest lists them."""
    return "".join(
        f'<resource identifier="{token(name)}" type="webcontent" href="{PICTURES}/{name}"><file href="{PICTURES}/{name}"/></resource>\n'
        for name in names
    )
