"""A written page made lighter says the same."""

from __future__ import annotations

from bs4 import BeautifulSoup

from taiyaku.theme.entries import linked, read_entries, read_paragraphs
from taiyaku.theme.lightening import lift_evidence, lighten, lighten_script, lighten_style, number_chapters, read_script
from taiyaku.theme.phrases import phrase_titles

LIST = (
    '<details class="tai-evidence" lang="ja"><summary>根拠</summary><ul>\n'
    '<li data-fact="a">文 — <a class="reference internal" href="b.html#source-x">官報</a></li>\n{more}</ul></details>\n'
)
BODY = (
    '<p class="tai-p" data-number="1" id="p1">一<a class="footnote-reference brackets" href="#n" id="id1" role="doc-noteref">'
    '<span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a></p>\n'
    + LIST.format(more="")
    + '<p class="tai-p" data-number="14a" id="p14a"><span class="tai-fact" data-fact="b">二</span>と'
    '<a class="tai-term reference internal" href="g.html#term-y">語</a></p>\n' + LIST.format(more='<li data-fact="b">次</li>\n')
)


def test_lists_of_evidence_move_out_once() -> None:
    """A link stands in the place of each list; the script knows paragraph and facts, and holds a fact once."""
    body, evidence = lift_evidence(BODY, "evidence-02.html", "一覧")
    links = BeautifulSoup(body, "lxml").select("details.tai-evidence > a")
    assert [link["href"] for link in links] == ["evidence-02.html#e1", "evidence-02.html#e2"]
    assert evidence.lists == (("1", ("a",)), ("14a", ("a", "b")))
    assert set(evidence.facts) == {"a", "b"} and "官報" in evidence.facts["a"] and "官報" not in body
    assert read_script(evidence.script()) == evidence


def test_each_control_of_evidence_has_a_name_of_its_own() -> None:
    """The words that are seen, and the number of the paragraph; without a paragraph the words alone."""
    body, _ = lift_evidence(BODY, "evidence-02.html", "一覧", "根拠（段落%s）")
    assert [control.get("aria-label") for control in BeautifulSoup(body, "lxml").select("summary")] == ["根拠（段落1）", "根拠（段落14a）"]
    bare, _ = lift_evidence(LIST.format(more=""), "evidence-02.html", "一覧", "根拠（段落%s）")
    assert "<summary>根拠</summary>" in bare


def test_what_goes_is_markup_alone() -> None:
    """Words, addresses and roles stay; a third and more of such a body goes."""
    light = lighten(BODY)
    before, after = (BeautifulSoup(text, "lxml") for text in (BODY, light))
    assert after.get_text().split() == before.get_text().split()
    for name in ("href", "id", "role", "data-fact", "data-number"):
        assert [tag[name] for tag in after.select(f"[{name}]")] == [tag[name] for tag in before.select(f"[{name}]")]
    assert after.select_one("a.tai-term") and "reference internal" not in light and "fn-bracket" not in light
    assert len(light) < 0.8 * len(BODY)


def test_entries_are_read_from_the_pages() -> None:
    """A term with its definition, a source with its words, a paragraph without its notes; ids stay behind."""
    page = f"""<main><dl><dt id="term-y"><b id="k">語</b></dt><dd><p>説明。</p></dd></dl><ul><li id="source-x"><p>官報</p></li></ul>{BODY}</main>"""
    assert read_entries(page) == {"term-y": "<p><b>語</b></p><p>説明。</p>", "source-x": "<p>官報</p>"}
    assert set(read_paragraphs(page)) == {"p1", "p14a"} and read_paragraphs(page)["p1"] == "一"
    assert linked([page]) == ["source-x", "term-y"]


def test_titles_break_between_phrases() -> None:
    """Japanese titles say where a line may begin, across markup; other text and the words themselves are left alone."""
    body = '<h1>米州<b>自由貿易地域</b>の夢と挫折<a class="headerlink" href="#x">¶</a></h1><p>本文の夢と挫折。</p><h2>The vote &amp; after</h2>'
    made = phrase_titles(body)
    assert made.replace("<wbr>", "") == body and made.endswith("<p>本文の夢と挫折。</p><h2>The vote &amp; after</h2>")
    assert "の<wbr>夢と<wbr>挫折" in made


def test_chapters_are_numbered_in_contents() -> None:
    """A chapter shows the number of its address; other pages and sections of chapters show none."""
    contents = (
        '<li class="toctree-l1"><a href="02-talk.html">会議</a><ul><li class="toctree-l2"><a href="02-talk.html#x">一</a></li></ul></li>'
    )
    assert number_chapters(contents).count("tai-chapter-number") == 1 and ">02</span> 会議" in number_chapters(contents)
    assert number_chapters('<li class="toctree-l1"><a href="maps.html">地図</a></li>').count("span") == 0


def test_styles_and_scripts_lose_remarks_and_indents_alone() -> None:
    """Words within quotes, line breaks of a script and remarks behind a statement stay."""
    style = '/* of a\n   page */\na > b,\ni {\n  content: " · { ";\n  color: red;\n}\n'
    assert lighten_style(style) == 'a > b,i {content: " · { ";color: red;}\n'
    assert lighten_script('// why\nlet a = 1\n  // not\n  a += "//"; // because\n') == 'let a = 1\na += "//"; // because\n'
