"""Text arrives on paper as written, and never as code."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from printed import Print, paragraph, squeeze

from taiyaku.pdf.escape import flow, is_cjk, language, quote, words
from taiyaku.pdf.formula import Unreadable, read_formula

CASES = Path(__file__).with_name("cases")
LITERAL = (CASES / "literal-text.txt").read_text("utf-8").splitlines()
FORMULAS = [line.split("\t=> ") for line in (CASES / "formulas.txt").read_text("utf-8").splitlines()]


def test_hostile_text_is_printed_literally_wherever_text_stands(set_tree: Callable[..., Print]) -> None:
    """Typst code, markup and delimiters in paragraphs, titles, notes, cells, code, terms and captions come back as they were written."""
    section = nodes.section("", nodes.title("", LITERAL[0] + LITERAL[4]), *map(paragraph, LITERAL), ids=['a"]#x'])
    note = nodes.footnote("", nodes.label("", "1"), paragraph(LITERAL[6]), ids=["n"])
    cell = nodes.entry("", paragraph(LITERAL[7]))
    group = nodes.tgroup("", nodes.colspec(colwidth=1), nodes.tbody("", nodes.row("", cell)), cols=1)
    item = nodes.definition_list_item("", nodes.term("", LITERAL[3]), nodes.definition("", paragraph(LITERAL[5])))
    items = nodes.definition_list("", item)
    mark = nodes.footnote_reference("", "1", refid="n")
    code = nodes.literal_block("", "\n".join(LITERAL[:4]))
    link = nodes.reference("", LITERAL[8], refuri='https://example.org/")#panic("x")')
    made = set_tree(section, paragraph("注", mark), nodes.table("", nodes.title("", LITERAL[2]), group), items, code, note, paragraph(link))
    assert made.complaints == []
    for line in LITERAL:
        assert squeeze(line) in made.body, line
    for line in (LITERAL[2], LITERAL[3], LITERAL[5], LITERAL[6], LITERAL[7]):
        assert made.body.count(squeeze(line)) >= 2, line
    assert (2, LITERAL[0] + LITERAL[4]) in made.bookmarks


def test_text_that_no_font_can_print_becomes_a_replacement_character() -> None:
    """Control characters and lone surrogates do not reach Typst."""
    assert quote("a\x00b\ud800c\u0085") == '"a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}"'


def test_a_line_break_between_japanese_characters_vanishes() -> None:
    """Soft breaks in Japanese leave no gap; in Latin script they are a space."""
    assert flow("日本\n語 and\nso  on、\n続く") == "日本語 and so on、続く"
    assert words("") == ""


@pytest.mark.parametrize(("text", "expected"), [("漢字", True), ("かな", True), ("『free trade』", False), ("Á", False)])
def test_only_letters_make_a_text_japanese(text: str, expected: bool) -> None:
    """Punctuation alone does not."""
    assert is_cjk(text) is expected


@pytest.mark.parametrize(
    ("tag", "expected"), [("es", ("es", None)), ("pt-BR", ("pt", "br")), ("zh-Hans-CN", ("zh", "cn")), ('e"', None), ("", None)]
)
def test_language_tags(tag: str, expected: tuple[str, str | None] | None) -> None:
    """Well-formed tags give language and region; anything else is left out."""
    assert language(tag) == expected


@pytest.mark.parametrize(("source", "expected"), FORMULAS)
def test_formulas(source: str, expected: str) -> None:
    """Known TeX becomes Typst mathematics; anything else is refused, never passed on."""
    if expected == "unreadable":
        with pytest.raises(Unreadable):
            read_formula(source)
    else:
        assert " ".join(read_formula(source).split()) == expected
