"""A book built through Sphinx: whole, repeatable, tagged, with its fonts; and clear words where that fails."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typst
from printed import Print, configure, squeeze

from taiyaku.finding import Refused
from taiyaku.pdf import book, ext, fonts
from taiyaku.pdf.compiler import Job, compile_pdf
from taiyaku.pdf.edition import describe_edition
from taiyaku.pdf.fonts import find_typefaces
from taiyaku.strings import translate

CHAPTER = """(02-start)=
# 夢と挫折

会議は{ref}`03-end`へ続く。注がある[^why]。そして[辞書](glossary.md)も。

(02-table)=
## 表と箇条

| 年 | 事 |
|---|---|
| 1994 | マイアミ |
| 2005 | マルデルプラタ |

- 一つ
  1. 入れ子
- 二つ

図は{numref}`fig-sea`。

```{figure} sea.svg
:name: fig-sea
:alt: 青い海

海の図
```

```{only} html
紙にはない。
```

```{only} typst
紙にだけある。
```

[^why]: 注の文。<https://example.org/why>
"""
FILES = {
    "conf.py": "",
    "docs/index.md": "# 本の題——副題\n\nはじめの言葉。\n\n```{toctree}\n:caption: 第一部\n02-dream\n03-later\n```\n\n"
    "```{toctree}\n:caption: 巻末\nglossary\n```\n",
    "docs/02-dream.md": CHAPTER,
    "docs/03-later.md": "(03-end)=\n# その後\n\n*Mercosur*の話。{ref}`02-start`へ戻る。\n\n## 節\n\n終わり。\n",
    "docs/glossary.md": "# 用語集\n\n南米\n: 大陸の南半分。\n",
    "docs/sea.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#36c"/></svg>',
}
SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "taiyaku.pdf.ext"],
    "project": "本",
    "author": "編集室",
    "release": "第1版",
    "numfig": True,
    "taiyaku_pdf_name": "trial",
    "taiyaku_pdf_keywords": ["南米", "外交"],
    "taiyaku_pdf_imprint": ["CC BY 4.0"],
}


def make(workshop: Any, **settings: Any) -> Print:
    built = workshop.write(FILES).build(builder="typst", **{**SETTINGS, **settings})
    return Print(built.out / f"trial-{settings.get('language', 'ja')}.pdf", built.complaints)


def test_the_whole_book_in_order(workshop: Any) -> None:
    """Title page, imprint, the root page's own words, contents, chapters on new pages; links name pages; `only` is heeded."""
    made = make(workshop)
    assert made.complaints == []
    order = [made.page_of(text) for text in ("第1版", "CC BY 4.0", "はじめの言葉。", "第一部", "会議は", "の話。", "大陸の南半分。")]
    assert order == sorted(set(order))
    assert squeeze(f"会議はその後（→p.{made.page_of('の話。')}）へ続く。") in made.body
    assert "紙にだけある。" in made.body
    assert "紙にはない。" not in made.body
    first = (1, translate("Contents", "ja"))
    assert made.bookmarks == [first, (1, "02 夢と挫折"), (2, "表と箇条"), (1, "03 その後"), (2, "節"), (1, "用語集")]
    contents = squeeze(made.text(made.page_of("第一部")))
    assert f"02夢と挫折{made.page_of('会議は')}" in contents


def test_a_numbered_release_is_put_into_words(workshop: Any) -> None:
    """The title page names edition and day, and the back of it says so again with the terms of use, in the language of the book."""
    made = make(workshop, release="2", taiyaku_date="2026-11-30", taiyaku_pdf_imprint=[])
    assert "第2版·2026年11月30日" in squeeze(made.text(1))
    assert "第2版" not in made.text(2)
    config = configure(release="2", language="en", taiyaku_date="2026-11-30", taiyaku_licence="CC BY 4.0")
    told = describe_edition(config, "T", find_typefaces()).data
    assert told["edition"] == "Edition 2 · 30 November 2026"
    assert told["imprint"] == ["T", "編集室", "Edition 2 · 30 November 2026", "CC BY 4.0"]


def test_the_text_reads_back(workshop: Any) -> None:
    """Paragraphs, cells, items, captions and notes equal their sources but for white space."""
    made = make(workshop)
    cells = "年事1994マイアミ2005マルデルプラタ"
    for text in ("注がある1。", cells, "1.入れ子", "海の図", "注の文。https://example.org/why", "南米大陸の南半分。"):
        assert text in made.body
    assert "Mercosurの話。" in made.body


def test_a_figure_is_numbered_as_its_reference_says(workshop: Any) -> None:
    """The number of `numref` is the number of the caption."""
    made = make(workshop)
    number = re.search(r"図は\D*?([\d.-]+)", made.body)
    assert number
    assert re.search(rf"図{re.escape(number[1].strip('.'))}海の図", made.body)


def test_the_file_says_what_it_is(workshop: Any) -> None:
    """PDF/UA-1, tagged, titled, in Japanese, with author, keywords and date; figures have their alternative text."""
    made = make(workshop, taiyaku_date="2026-11-30")
    root, info = made.reader.trailer["/Root"], made.reader.metadata
    assert info is not None
    assert (info.title, info.author) == ("本の題——副題", "編集室")
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("ja-JP", True, True)
    described = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    assert "南米" in described
    assert "2026-11-30" in described
    assert ("/Figure", "", "青い海") in made.elements
    assert {"/Title", "/H1", "/H2", "/TOC", "/Note", "/TH", "/L", "/Link"} <= {kind for kind, _, _ in made.elements}


def test_fonts_are_embedded_and_subset(workshop: Any) -> None:
    """Nothing depends on the reader's machine, and only the packaged fonts and Typst's own are used."""
    made = make(workshop)
    table = subprocess.run(["pdffonts", str(made.path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert table
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in table)
    assert all(re.match(r"[A-Z]{6}\+(Noto(Serif|Sans)(JP|CJKjp)|Libertinus|DejaVu|NewCM)", line) for line in table), table


def test_the_bytes_repeat(workshop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds in different folders at different times give the same file, with and without a date."""
    other = type(workshop)(tmp_path / "elsewhere")
    assert make(workshop).path.read_bytes() == make(other).path.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795996800")
    dated = make(workshop).path.read_bytes()
    assert dated == make(other).path.read_bytes()
    assert b"2026" in dated


def test_the_file_is_packed_and_loses_nothing(tmp_path: Path) -> None:
    """Small objects go into compressed streams; text, tags and the declaration of the standard stay, and bytes repeat."""
    text = '#set document(title: [t])\n#set text(lang: "en")\n#title()\n' + '= Head\n\n- #link("https://example.org")[item]\n\n' * 90
    main, plain, again = tmp_path / "main.typ", tmp_path / "plain.pdf", tmp_path / "again.pdf"
    main.write_text(text, "utf-8")
    plain.write_bytes(typst.compile(str(main), pdf_standards=["ua-1"], timestamp=0))
    for target in (packed := tmp_path / "packed.pdf", again):
        assert compile_pdf(Job(main, tmp_path, target)) == []
    assert packed.read_bytes() == again.read_bytes()
    assert packed.stat().st_size < plain.stat().st_size / 2
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packed.read_bytes()
    before, after = Print(plain), Print(packed)
    assert after.text() == before.text()
    assert after.elements == before.elements
    assert after.bookmarks == before.bookmarks


@pytest.mark.parametrize(("paper", "width"), [("b5", 516), ("a5", 420), ("a4-large", 595)])
def test_page_designs(workshop: Any, paper: str, width: int) -> None:
    """Each design has its page, and the large print is large."""
    made = make(workshop, taiyaku_pdf_paper=paper)
    assert round(float(made.reader.pages[0].mediabox.width)) == width
    assert "会議は" in squeeze(made.text())


def test_an_english_book(workshop: Any) -> None:
    """The language is that of the book: metadata, labels, hyphenation and the title's colon."""
    index = "# A Title: And More\n\n```{toctree}\none\n```\n"
    files = {"conf.py": "", "docs/index.md": index, "docs/one.md": "# One\n\n" + "Extraordinary words. " * 200}
    built = type(workshop)(workshop.root / "english").write(files).build("en", "typst", **SETTINGS)
    made = Print(built.out / "trial-en.pdf", built.complaints)
    assert made.complaints == []
    assert made.reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert "Contents" in made.text(2) + made.text(3)
    assert "Libertinus" in subprocess.run(["pdffonts", str(made.path)], capture_output=True, text=True, check=True).stdout


def test_a_refusal_of_typst_is_one_line_and_leaves_the_old_file(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sphinx ends with 1, says where and what to do, and nothing half-written remains."""
    before = make(workshop).path.read_bytes()
    broken = '#import "design.typ": *\n#show: book\n#nothing-like-this()\n'
    monkeypatch.setattr(book, "write_book", lambda *_: (broken, {"titles": {}, "parts": {}}))
    built = workshop.build(builder="typst", **SETTINGS)
    assert built.app.statuscode == 1
    (complaint,) = built.complaints
    assert re.search(r"main\.typ:3: ERROR: unknown variable: nothing-like-this .*→", complaint)
    assert [path.name for path in built.out.glob("*.p*")] == ["trial-ja.pdf"]
    assert (built.out / "trial-ja.pdf").read_bytes() == before


def test_a_document_that_breaks_the_standard_is_refused(tmp_path: Path) -> None:
    """A picture without alternative text cannot become PDF/UA."""
    (tmp_path / "main.typ").write_text('#set document(title: "t")\n#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>"))\n')
    with pytest.raises(Refused, match="PDF/UA-1") as refusal:
        compile_pdf(Job(tmp_path / "main.typ", tmp_path, tmp_path / "x.pdf"))
    assert refusal.value.findings[0].code == "pdf.typst-refused"
    assert not (tmp_path / "x.pdf").exists()


def test_typst_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    """Even Typst code could not reach a file above the document's folder."""
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "typst"
    folder.mkdir()
    (folder / "main.typ").write_text('#set document(title: "t")\n#read("../secret.txt")\n')
    with pytest.raises(Refused):
        compile_pdf(Job(folder / "main.typ", folder, tmp_path / "x.pdf"))


def test_missing_fonts_are_named_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without packages and Debian's fonts the build says what to install."""
    monkeypatch.setattr(fonts, "PACKAGES", ("no_such_package",))
    with pytest.raises(Refused, match="pip install pylopdf-fonts-jp noto-cjk-sans-jp-bold") as refusal:
        find_typefaces(system=tmp_path / "nowhere")
    assert refusal.value.findings[0].code == "pdf.no-japanese-font"


def test_unknown_options_are_refused_together() -> None:
    """Every wrong value is reported at once, with the choices."""
    with pytest.raises(Refused) as refusal:
        describe_edition(configure(taiyaku_pdf_paper="folio", taiyaku_pdf_addresses="margin"), "t", find_typefaces())
    assert [finding.message for finding in refusal.value.findings] == ["taiyaku_pdf_paper is 'folio'", "taiyaku_pdf_addresses is 'margin'"]
    with pytest.raises(Refused, match="YYYY-MM-DD"):
        describe_edition(configure(taiyaku_date="soon"), "t", find_typefaces())


def test_no_line_to_write_on_stands_alone(tmp_path: Path) -> None:
    """Wherever a page ends among the lines of an answer, two or more of them are on each side."""
    places = "".join(f"#v({height}mm)\nQ.\n#answer-lines({count})\n#pagebreak()\n" for count in (2, 3, 8) for height in range(0, 78, 3))
    page = "#set page(width: 100mm, height: 100mm, margin: 10mm)\n"
    edition = describe_edition(configure(), "題", find_typefaces())
    ext.lay_out(tmp_path / "typst", f'#import "design.typ": answer-lines\n{page}{places}', edition.data, {})
    typst.compile(str(tmp_path / "typst" / "main.typ"), output=str(tmp_path / "lines.pdf"), format="pdf", root=str(tmp_path / "typst"))
    pages = [page.get_contents() for page in Print(tmp_path / "lines.pdf").reader.pages]
    counts = [len(re.findall(rb"\sS\s", found.get_data())) if found is not None else 0 for found in pages]  # strokes
    assert sum(counts) == 26 * (2 + 3 + 8) and 1 not in counts
    assert {2, 3, 6} <= set(counts)
