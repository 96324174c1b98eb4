"""Make a written page lighter without changing what it says: its lists of evidence move into a script of their own, and markup goes that
neither styles nor scripts nor readers' programs use, or that a listener would have to sit through.
"""

from __future__ import annotations

import json
import re
from bisect import bisect
from dataclasses import dataclass
from html import escape

EVIDENCE = re.compile(r'(<details class="tai-evidence" lang="[^"]*"><summary)(>[^<]*</summary>)(.*?)</details>', re.DOTALL)
ENTRY = re.compile(r'<li data-fact="([^"]*)">(.*?)</li>', re.DOTALL)
PARAGRAPH = re.compile(r' id="p(\d[\da-z]*)"')

#: (what docutils, Sphinx and pygments write, what is left of it)
SURPLUS = (
    (re.compile(r'<span class="fn-bracket">([\[\]])</span>'), r"\1"),
    (re.compile(r' class="footnote-reference brackets"'), ""),
    (re.compile(r' class="footnote brackets"'), ' class="footnote"'),
    (re.compile(r' class="([^"]+ )?reference (?:internal|external)"'), lambda found: f' class="{found[1].strip()}"' if found[1] else ""),
    (re.compile(r'<span class="std std-(?:ref|numref|term)">([^<]*)</span>'), r"\1"),
    (re.compile(r' class="(?:simple|row-even|row-odd|head)"'), ""),
    (re.compile(r'(<div class="tai-(?:src|dst)" lang="[^"]*"><p) class="tai-src"'), r"\1"),
    (re.compile(r'<span class="tai-fact" data-fact='), "<span data-fact="),
    (re.compile(r'<div class="highlight"><pre>.*?</pre>', re.DOTALL), lambda found: re.sub(r"</?span[^>]*>", "", found[0])),
    # A heading is read aloud with everything in it: its address is for the pointer, and the keyboard has the map of the chapter.
    (re.compile(r'<a class="headerlink" (?!aria)'), '<a class="headerlink" aria-hidden="true" tabindex="-1" '),
    (re.compile(r"\n+(?=</?(?:div|li|ul|ol|aside|section|tr|td|tbody|dl|dd|dt)\b)"), "\n"),
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The lists of a page in their order: the paragraph each stands under, and its facts; and each fact as HTML, once."""

    lists: tuple[tuple[str, tuple[str, ...]], ...]
    facts: dict[str, str]

    def script(self) -> str:
        """A plain script that a page can load from a folder; the same lists give the same bytes."""
        data = {"lists": [[paragraph, *names] for paragraph, names in self.lists], "facts": self.facts}
        return f"window.taiEvidence = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def read_script(script: str) -> Evidence:
    """What a script of evidence holds."""
    data = json.loads(script.removeprefix("window.taiEvidence = ").rstrip().removesuffix(";"))
    return Evidence(tuple((paragraph, tuple(names)) for paragraph, *names in data["lists"]), data["facts"])


def lift_evidence(body: str, page: str, label: str, name: str = "%s") -> tuple[str, Evidence]:
    """The body with a link to `page` in the place of each list of evidence, and the lists; without script the link leads to them.

    A list of the controls of a page tells them apart: each is called `name` with the number of its paragraph in the place of ``%s``.
    """
    lists: list[tuple[str, tuple[str, ...]]] = []
    facts: dict[str, str] = {}
    starts, numbers = [], [""]
    for paragraph in PARAGRAPH.finditer(body):
        starts.append(paragraph.start())
        numbers.append(paragraph[1])

    def lift(found: re.Match[str]) -> str:
        entries = ENTRY.findall(found[3])
        facts.update(entries)
        number = numbers[bisect(starts, found.start())]
        lists.append((number, tuple(name for name, _ in entries)))
        called = f' aria-label="{escape(name.replace("%s", number))}"' if number else ""
        return f'{found[1]}{called}{found[2]}<a href="{page}#e{len(lists)}">{label}</a></details>'

    return EVIDENCE.sub(lift, body), Evidence(tuple(lists), facts)


CHAPTER = re.compile(r'(<li class="toctree-l1[^"]*"><a(?: class="[^"]*")? href="(?:[^"#]*/)?(\d+)-[^"]*">)')

#: What stands before the title of such a chapter.
NUMBER = re.compile(r'<span class="tai-chapter-number">\d+</span> ')


def number_chapters(contents: str) -> str:
    """Contents in which a chapter whose address begins with its number shows it."""
    return CHAPTER.sub(r'\1<span class="tai-chapter-number">\2</span> ', contents)


def lighten(body: str) -> str:
    """The body without markup that nothing uses."""
    for surplus, rest in SURPLUS:
        body = surplus.sub(rest, body)
    return body


REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)


def lighten_style(style: str) -> str:
    """A style sheet of the press without remarks, indents and needless line breaks; no line of it breaks within quotes."""
    return re.sub(r"(?<=[{};,])\n(?!\Z)", "", lines_of(REMARK.sub("", style)))


def lighten_script(text: str) -> str:
    """A script of the press without its whole-line remarks and indents; line breaks stay, for a statement may end with one."""
    return lines_of(re.sub(r"(?m)^\s*//.*$", "", text))


def lines_of(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"
