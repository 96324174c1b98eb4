"""What a reader can find on a page: its own words, whole and in order, each with the address nearest to it."""

from __future__ import annotations

import pytest
from lxml import html

from taiyaku.search.passages import Kind, Passage, cut_out, read_passages
from taiyaku.theme.entries import read_paragraphs

PAGE = """<!DOCTYPE html><html lang="ja"><body><nav>目次</nav><main><article class="tai-text">
<section id="talk"><span id="id1"></span><h1>会議の街<a class="headerlink" href="#talk">¶</a></h1>
<p class="tai-p" id="p1" data-number="1">首脳は<ruby>設立<rt data-reading="せつりつ"></rt></ruby>条約を<span class="tai-fact">2008年<span class="tai-mark">誤り</span
></span>に<i lang="es">Brasília</i>で結んだ<a class="footnote-reference" href="#n" role="doc-noteref">[1]</a>。</p>
<details class="tai-evidence"><summary>根拠</summary><ul><li>根拠の文</li></ul></details>
<p>番号のない段落。</p><p>もう一つ。</p>
<div class="tai-pair tai-p" id="p2" data-number="2"><div class="tai-src" lang="ja"><p>霧の朝。</p></div><div class="tai-dst" lang="en"><p>A misty
 morning.</p></div></div>
<dl class="tai-glossary"><dt id="term-oas"><strong>米州機構</strong></dt><dd><p>地域の機構。</p><p>en OAS</p></dd></dl>
<table><tr id="claim-a"><td><p>主張</p></td><td><p>正しい</p></td></tr></table>
<figure id="fig-map"><svg><text>絵の字</text></svg><figcaption>地図</figcaption></figure>
<aside class="footnote" id="n"><span class="label">[1]</span><p>条約の第1条。</p><p>官報による。</p></aside>
</section></article><footer>奥付</footer></main></body></html>"""


def test_every_kind_of_passage_has_its_address() -> None:
    """Text runs on over ruby, marks and note numbers; pairs keep their languages; what one id covers is one passage."""
    assert list(read_passages(PAGE)) == [
        Passage("talk", "会議の街", "ja", kind=Kind.HEADING),
        Passage("p1", "首脳は設立条約を2008年にBrasíliaで結んだ。", "ja", "1"),
        Passage("talk", "番号のない段落。", "ja"),
        Passage("talk", "もう一つ。", "ja"),
        Passage("p2", "霧の朝。", "ja", "2"),
        Passage("p2", "A misty morning.", "en", "2"),
        Passage("term-oas", "米州機構 地域の機構。 en OAS", "ja", kind=Kind.TERM),
        Passage("claim-a", "主張 · 正しい", "ja"),
        Passage("fig-map", "地図", "ja"),
        Passage("n", "条約の第1条。 官報による。", "ja", kind=Kind.NOTE),
    ]


def test_a_page_without_an_article_has_nothing_to_find() -> None:
    """A page of another theme is passed over, not misread."""
    assert list(read_passages("<html><body><p>text</p></body></html>")) == []


def test_only_what_is_a_page_s_own_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Contents of a thousand chapters around an article cost nothing: the parser gets the same markup as without them."""
    parsed: list[str] = []
    parse = html.document_fromstring
    monkeypatch.setattr(html, "document_fromstring", lambda text: (parsed.append(text), parse(text))[1])
    contents = "".join(f'<li><a href="{number}.html">章</a></li>' for number in range(1000))
    for page in (PAGE, PAGE.replace("目次", f"<ul>{contents}</ul>")):
        assert len(list(read_passages(page))) == 10
        assert set(read_paragraphs(page)) == {"p1"}
    assert len(parsed) == 4
    assert parsed[:2] == parsed[2:]


def test_an_element_is_cut_out_whole() -> None:
    """The element with all that stands in it; nothing where the page has none, or one that does not end."""
    assert cut_out("<nav><p>a</p></nav><main id='m'><p>b</p></main><p>c</p>", "main") == "<main id='m'><p>b</p></main>"
    assert cut_out("<p>a</p>", "main") == cut_out("<main>", "main") == ""
