"""Every kind of node is set as a reader expects it."""

import re
import subprocess
from collections.abc import Callable
from typing import Any

from docutils import nodes
from lxml import etree
from printed import Print, paragraph, squeeze

from taiyaku.pdf.images import BOLD, dress_svg
from taiyaku.pdf.tables import LARGE_ROOM, measure_columns
from taiyaku.pdf.writer import Book

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 40"><script>x()</script>'
    '<image xlink:href="https://example.org/x.png"/><text x="4" y="24" font-size="12" font-weight="700">図の文字</text></svg>'
)


def node(name: str, base: type[nodes.Element], *children: nodes.Node | str, **attributes: Any) -> nodes.Element:
    """A node of another room, known to the writer by its name alone."""
    inside = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    return type(name, (base, nodes.Element), {})("", *inside, **attributes)


def inline(name: str, *children: nodes.Node | str, **attributes: Any) -> nodes.Element:
    made = node(name, nodes.inline, **attributes)
    made.extend(nodes.Text(child) if isinstance(child, str) else child for child in children)
    return made


def filler(count: int) -> list[nodes.paragraph]:
    return [paragraph("埋め草の段落である。" * 20) for _ in range(count)]


def test_a_term_may_hold_code_and_its_definition_too(set_tree: Callable[..., Print]) -> None:
    """Code within a line ends no paragraph: tags stay whole, as the standard asks."""
    code = nodes.literal_block("", "原文： 百\n訳： hundred")
    items = [
        nodes.definition_list_item(
            "", nodes.term("", "", nodes.literal("", "scale"), nodes.Text(" (誤り)")), nodes.definition("", paragraph("桁が違う。"), code)
        ),
        nodes.definition_list_item("", nodes.term("", "用語"), nodes.definition("", paragraph("語の意味。"))),
    ]
    made = set_tree(nodes.definition_list("", *items))
    assert made.complaints == []
    assert "scale(誤り)桁が違う。原文：百訳：hundred用語語の意味。" in made.body


def test_a_note_stands_at_the_foot_of_the_page_of_its_first_mark_and_is_printed_once(set_tree: Callable[..., Print]) -> None:
    """A second reference repeats the number, not the note; the marks stay where the author put them."""
    marks = [nodes.footnote_reference("", "1", refid="n") for _ in range(2)]
    note = nodes.footnote("", nodes.label("", "1"), paragraph("注の本文。"), paragraph("注の第二段落。"), ids=["n"])
    made = set_tree(*filler(9), paragraph("印はここ", marks[0], "。"), *filler(9), paragraph("再びここ", marks[1], "。"), note)
    assert made.page_of("注の本文。注の第二段落。") == made.page_of("印はここ")
    assert made.page_of("再びここ1。") > made.page_of("印はここ1。")
    assert [kind for kind, _, _ in made.elements].count("/Note") == 1


def test_a_reference_names_the_page_it_leads_to(set_tree: Callable[..., Print]) -> None:
    """A link to a section on another page says which; one on the same page and one to a term do not."""

    def link(target: str, kind: str) -> nodes.reference:
        return nodes.reference("", "", nodes.inline("", target, classes=[kind]), refid=target, internal=True)

    far = nodes.section("", nodes.title("", "遠い節"), paragraph("遠い本文", link("top", "std-ref"), "。"), ids=["far"])
    start = paragraph("見よ", link("far", "std-ref"), "、", link("near", "std-ref"), "、", link("far", "tai-term"), "。", ids=["near"])
    made = set_tree(start, *filler(12), far)
    page = made.page_of("遠い本文")
    assert squeeze(f"見よfar（→p.{page}）、near、far。") in made.body
    assert f"top（→p.{made.page_of('見よ')}）" in squeeze(made.pages[page - 1])
    assert made.complaints == []


def test_a_lost_target_is_reported_and_its_text_kept(set_tree: Callable[..., Print]) -> None:
    """A link to nowhere does not stop Typst."""
    made = set_tree(paragraph(nodes.reference("", "行き先なし", refid="nowhere")))
    assert made.complaints == ["lost-target: the link leads to `01-first:nowhere`, which is not in the book"]
    assert "行き先なし" in made.body


def test_a_target_that_is_not_printed_is_reported(set_tree: Callable[..., Print]) -> None:
    """A link to something left out of print leads to the last page, and says so."""
    hidden = node("evidence", nodes.General, paragraph("隠れた段落", ids=["hidden"]))
    made = set_tree(paragraph(nodes.reference("", "先", refid="hidden")), hidden)
    assert made.complaints == ["lost-target: links lead to `01-first:hidden`, which is not printed; they lead to the last page"]
    assert "隠れた段落" not in made.body


def test_an_unknown_node_is_named_and_its_text_kept(set_tree: Callable[..., Print]) -> None:
    """Nothing is lost in silence, in a line or between paragraphs."""
    made = set_tree(paragraph("前", inline("sparkle", "光る"), "後"), node("gallery", nodes.General, paragraph("画廊の段落"), ids=["g"]))
    assert len(made.complaints) == 1
    assert "<gallery>" in made.complaints[0]
    assert "前光る後" in made.body
    assert "画廊の段落" in made.body


def test_the_head_of_a_table_returns_on_every_page(set_tree: Callable[..., Print]) -> None:
    """A long table breaks, keeps its head and loses no row; a note in a cell and spanning cells survive."""

    def row(*cells: str) -> nodes.row:
        return nodes.row("", *(nodes.entry("", paragraph(cell)) for cell in cells))

    rows = [row(f"{year}年の項", f"第{year}番の長い説明がここに入る。" * 3) for year in range(1900, 1980)]
    rows[0][1][0] += nodes.footnote_reference("", "1", refid="n")
    wide = nodes.row("", nodes.entry("", paragraph("二列にまたがる"), morecols=1))
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in "ab"), cols=2)
    group += [nodes.thead("", row("見出しの年", "見出しの事")), nodes.tbody("", wide, *rows)]
    note = nodes.footnote("", nodes.label("", "1"), paragraph("表の注。"), ids=["n"])
    made = set_tree(nodes.table("", nodes.title("", "年の表"), group), note)
    pages = [page for page in made.pages if "年の項" in page]
    assert len(pages) > 2
    assert all("見出しの年" in page for page in pages)
    assert all(f"{year}年の項" in made.body for year in range(1900, 1980))
    assert made.page_of("表の注。") == made.page_of("1900年の項")
    assert {"/TH", "/THead", "/Caption"} <= {kind for kind, _, _ in made.elements}


def test_the_apparatus_of_the_book(set_tree: Callable[..., Print]) -> None:
    """Boxes carry their label, facts their verdict in words, names their language, readings stand apart from the text."""
    box = node("box", nodes.General, node("box_title", nodes.TextElement, "箱の題"), paragraph("箱の中。", number="7"), kind="criticism")
    fact = inline("fact", "1991年", target="x", mark="contradicted")
    ruby = inline("ruby", "設立条約", parts=["設立|せつりつ", "条約|じょうやく"], reading="せつりつじょうやく")
    name = inline("foreign", "Área de Libre Comercio", lang="es")
    book = Book("ja", box_labels={"criticism": {"ja": "批判の箱"}})
    made = set_tree(paragraph("本文は", fact, "と", ruby, "と", name, "。"), box, book=book)
    assert "批判の箱箱の題" in made.body
    assert "1991年［誤り］と" in made.body
    assert "設立条約とÁreadeLibreComercio。" in re.sub("せつりつ|じょうやく", "", made.body)
    assert "es" in made.languages
    margin = made.text(made.page_of("箱の中。"), "-x", "440", "-y", "60", "-W", "70", "-H", "600")
    assert margin.split() == ["7"]


def test_columns_in_two_languages(set_tree: Callable[..., Print]) -> None:
    """A paragraph and its translation stand side by side, each in its language, under one number."""
    both = node("pair", nodes.General, paragraph("左の段落。", lang="ja"), paragraph("The right column."), number="3", ids=["p3"])
    made = set_tree(both, language="en")
    line = next(line for line in made.text(None, "-layout").splitlines() if "左の段落" in line)
    assert line.index("左の段落") < line.index("The right column")
    assert {"ja"} <= made.languages
    assert str(made.reader.trailer["/Root"]["/Lang"]) == "en-GB"


def beside(words: str, lang: str = "ja") -> nodes.inline:
    """The source's words, as an aligned edition hangs them on a line of the translation."""
    return nodes.inline("", " ", nodes.Text(words), classes=["tai-src"], lang=lang)


def rows_of(made: Print, *words: str) -> list[float]:
    """How far down its page each word stands, in points."""
    bare = subprocess.run(["pdftotext", "-bbox", str(made.path), "-"], capture_output=True, text=True, check=True).stdout
    return [float(re.search(rf'yMax="([\d.]+)">{word}', bare)[1]) for word in words]  # type: ignore[index]


def test_lines_in_two_languages_stand_in_columns_too(set_tree: Callable[..., Print]) -> None:
    """The options of an exercise and the items of a list: the source's words to the left, line beside line."""
    options = nodes.enumerated_list("", enumtype="upperalpha", prefix="", suffix=".")
    options += [nodes.list_item("", paragraph(english, beside(japanese))) for english, japanese in (("Yes", "はい"), ("No", "いいえ"))]
    both = node("pair", nodes.General, paragraph("左の段落。", lang="ja"), paragraph("Right"), ids=["p3"])
    made = set_tree(both, options, language="en", book=Book("en", source="ja"))
    lines = made.text(None, "-layout").splitlines()
    for letter, japanese, english in (("A.", "はい", "Yes"), ("B.", "いいえ", "No")):
        line = next(line for line in lines if letter in line)
        assert line.index(letter) < line.index(japanese) < line.index(english)
    left, right, yes, si = rows_of(made, "左の段落。", "Right", "はい", "Yes")
    assert abs((left - right) - (yes - si)) < 0.1


def row_of(*cells: str) -> nodes.row:
    return nodes.row("", *(nodes.entry("", paragraph(cell)) for cell in cells))


def test_no_column_is_narrower_than_its_words() -> None:
    """A column of words shares the line by what it holds, but a word stays whole in large print too; a small table keeps its own width."""
    long = "All that was found in the records of the time. " * 9
    rows = [row_of("1", "wrong (slip, unbearable)", long, long)]
    one, verdict, *rest = measure_columns(rows, 4, LARGE_ROOM)
    assert (one, *rest) == ("auto", "14.00fr", "14.00fr")
    share = float(verdict.removesuffix("fr"))
    assert share / (share + 28) * (LARGE_ROOM - 3) >= len("unbearable")
    assert measure_columns([row_of("La Guaira", "19–23 December 2008", "10°")], 3, LARGE_ROOM) == ["auto"] * 3


def test_what_is_to_be_matched_stands_side_by_side(set_tree: Callable[..., Print]) -> None:
    """Two lists of one exercise, line beside line."""
    lists = [
        nodes.enumerated_list("", *(nodes.list_item("", paragraph(word)) for word in words), enumtype=kind, prefix="", suffix=".")
        for kind, words in (("arabic", ("橋", "川")), ("upperalpha", ("木", "水")))
    ]
    made = set_tree(node("exercise", nodes.General, paragraph("結ぼう。"), nodes.container("", *lists, classes=["tai-pairs"])))
    lines = [re.sub(r"\s+", "", line) for line in made.text(None, "-layout").splitlines()]
    assert {"1.橋A.木", "2.川B.水"} <= set(lines)


def test_boxes_and_drawings_speak_both_languages(set_tree: Callable[..., Print]) -> None:
    """In an aligned edition a box has both labels, and each drawing has the number and the caption in its own language."""
    box = node("box", nodes.General, node("box_title", nodes.TextElement, "Head", beside("題")), paragraph("In it."), kind="criticism")
    caption = nodes.caption("", "What it shows", beside("図の説明"))
    drawing = node("drawing", nodes.General, caption, svg=SVG, source_svg=SVG, source_lang="ja", alt="drawn", ids=["fig-1"])
    made = set_tree(box, drawing, language="en", book=Book("en", source="ja"))
    assert "Sourcecriticism史料批判Head題Init." in made.body
    shown, told = made.body.index("Figure01-1Whatitshows"), made.body.index("図01-1図の説明")
    assert shown < told


def test_pictures_are_vectors_with_alternative_text(set_tree: Callable[..., Print]) -> None:
    """A drawing's text stays text, its data are printed while they are few, and nothing from outside is let in."""
    drawing = node("drawing", nodes.General, nodes.caption("", "図の説明"), svg=SVG, alt="描かれたもの", desc="詳しい説明", ids=["fig-1"])
    made = set_tree(drawing)
    assert ("/Figure", "", "描かれたもの 詳しい説明") in made.elements
    assert "図の文字" in made.body
    assert "01-1図の説明" in made.body
    assert made.complaints == []


def test_lines_of_a_bold_text_are_bold() -> None:
    """Typst has the bold face under a name of its own: a line within a bold text takes it, one within a plain text does not."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text font-weight="bold"><tspan>a</tspan></text><text><tspan>b</tspan></text></svg>'
    families = [element.get("font-family") for element in etree.fromstring(dress_svg(svg)[0]).iter("{*}tspan")]
    assert [str(family).startswith(BOLD) for family in families] == [True, False]


def test_a_picture_without_alternative_text_is_reported(set_tree: Callable[..., Print]) -> None:
    """PDF/UA asks for one; the file is still made."""
    picture = nodes.image(uri="map.svg")
    made = set_tree(nodes.figure("", nodes.image(uri="gone.png", alt="ない絵")), book=Book("ja", images={}))
    assert made.complaints == ["lost-image: the image gone.png cannot be set in the PDF"]
    assert "ない絵" in made.body
    assert picture["uri"] == "map.svg"


def test_lists_quotations_and_formulas(set_tree: Callable[..., Print]) -> None:
    """Nested lists keep their order and numbers; a formula carries its source as alternative text."""
    inner = nodes.enumerated_list("", *(nodes.list_item("", paragraph(text)) for text in "子丑"), start=3, enumtype="arabic", suffix=".")
    outer = nodes.bullet_list("", nodes.list_item("", paragraph("親"), inner), nodes.list_item("", paragraph("次")))
    formula = nodes.math("", r"\frac{1}{12} \times 100")
    made = set_tree(outer, nodes.block_quote("", paragraph("引く。"), nodes.attribution("", "ある人")), paragraph("式", formula, "。"))
    assert re.search("親3\\.子4\\.丑.?次", made.body)
    assert "引く。——ある人" in made.body
    assert ("/Formula", "", r"\frac{1}{12} \times 100") in made.elements


def test_the_address_behind_a_link_is_printed(set_tree: Callable[..., Print]) -> None:
    """In a note by default; not where the text is the address, and never for a scheme that is not the web's."""
    link = nodes.reference("", "外務省", refuri="https://www.mofa.go.jp/")
    bare = nodes.reference("", "https://example.org/", refuri="https://example.org/")
    odd = nodes.reference("", "罠", refuri="javascript:alert(1)")
    made = set_tree(paragraph("見よ", link, "と", bare, "と", odd, "。"))
    assert made.body.count("https://www.mofa.go.jp/") == 1
    assert made.body.count("https://example.org/") == 1
    uris = {str(a.get_object()["/A"].get("/URI")) for page in made.reader.pages for a in page.get("/Annots", []) if "/A" in a.get_object()}
    assert uris == {"https://www.mofa.go.jp/", "https://example.org/"}


def test_exercises_hold_their_answers_back(set_tree: Callable[..., Print]) -> None:
    """The question has room to write and says where its answer is; the answers stand in the last chapter, in the contents too."""
    answer = nodes.container("", paragraph("解答という見出し"), paragraph("模範の答え"), classes=["tai-solution"])
    options = nodes.enumerated_list("", nodes.list_item("", paragraph("選択肢")), enumtype="upperalpha", suffix=".")
    question = node("exercise", nodes.General, paragraph("どちらか。"), options, answer, form="open", kind_name="Essay")
    question.insert(0, node("exercise_title", nodes.TextElement, "問の題"))
    made = set_tree(question)
    page, there = made.page_of("どちらか。"), made.page_of("模範の答え")
    assert there > page
    assert re.search(rf"01-1.*（→p\.{there}）問の題どちらか。A\.選択肢", squeeze(made.pages[page - 1]))
    assert "解答という見出し" not in made.body
    assert made.bookmarks[-1][1] in made.pages[there - 1]
    assert made.complaints == []


def test_a_tall_drawing_fits_its_page(set_tree: Callable[..., Print]) -> None:
    """Nothing is cut off: a drawing is never taller than the type area."""
    tall = SVG.replace("0 0 200 40", "0 0 400 2000").replace("</svg>", '<text x="4" y="1990" font-size="20">一番下</text></svg>')
    picture = node("drawing", nodes.General, svg=tall, alt="高い図", desc="")
    made = set_tree(nodes.figure("", picture, nodes.caption("", "高い図の説明")))
    assert made.page_of("一番下") == made.page_of("図の文字") == made.page_of("高い図の説明")
    assert "一番下" in made.body


def test_a_tall_drawing_leaves_room_for_its_caption(set_tree: Callable[..., Print]) -> None:
    """However long the caption, the page number stands below it."""
    tall = SVG.replace("0 0 200 40", "0 0 400 2000")
    caption = nodes.caption("", "長い説明である。" * 40 + "終わり。")
    made = set_tree(node("drawing", nodes.General, caption, svg=tall, alt="高い図", desc=""))
    boxes = made.text(made.page_of("終わり。"), "-bbox")
    below = [float(bottom) for bottom, word in re.findall(r'yMax="([\d.]+)">(.*?)</word>', boxes) if "である" in word or "終わり" in word]
    assert below
    assert max(below) < 655


def test_two_languages_in_a_cell_stand_below_each_other(set_tree: Callable[..., Print]) -> None:
    """Side by side they would push the table off the page; no word leaves the type area."""
    cells = [
        nodes.entry("", node("pair", nodes.General, paragraph("時期", lang="ja"), paragraph(english, lang="en")))
        for english in ("Period", "What it does", "Where the figure was found by those who looked for it")
    ]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in cells), nodes.tbody("", nodes.row("", *cells)), cols=3)
    made = set_tree(nodes.table("", group), language="en")
    boxes = made.text(made.page_of("Whatitdoes"), "-bbox")
    ends = [float(end) for end in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">(?!\d+<)', boxes)]
    assert len(ends) > 10
    assert max(ends) < 182 / 25.4 * 72 - 55
    assert "時期Period" in made.body


def test_a_figure_may_hold_a_drawing(set_tree: Callable[..., Print]) -> None:
    """Number and caption are the figure's; few data are printed, many left to the web; an aligned edition has both drawings."""

    def table(count: int) -> nodes.table:
        rows = [nodes.row("", nodes.entry("", paragraph(f"第{count}表の{index}"))) for index in range(count)]
        return nodes.table("", nodes.tgroup("", nodes.colspec(colwidth=1), nodes.tbody("", *rows), cols=1))

    def figure(count: int, **more: Any) -> nodes.figure:
        picture = node("drawing", nodes.General, table(count), svg=SVG, alt="短い名", desc="説明。", **more)
        return nodes.figure("", picture, nodes.caption("", f"{count}行の図"), ids=[f"fig-{count}"])

    made = set_tree(figure(3), figure(30, source_svg=SVG, source_lang="ja"))
    assert "01-13行の図第3表の0第3表の1第3表の2" in made.body
    assert "01-230行の図" in made.body
    assert "第30表の0" not in made.body
    assert made.body.count("図の文字") == 3
    assert [alt for kind, _, alt in made.elements if kind == "/Figure" and alt] == ["短い名 説明。"] * 3
    assert made.complaints == []
