"""What hostile cases are bred from: sound files of the small book for each door, and words that mean something there."""

from __future__ import annotations

import random
from pathlib import Path

BOOK = Path(__file__).parents[1] / "books" / "mini"
CASES = Path(__file__).parent / "cases"

XLIFF = """<?xml version="1.0" encoding="UTF-8"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="01-bridge.po"
source-language="en" target-language="ja" datatype="po"><header><note from="po-header">Language: ja</note></header><body>
<group id="g1" restype="x-gettext-plurals"><trans-unit id="1[0]"><source>a</source><target state="needs-review-translation">b</target></trans-unit></group>
<trans-unit id="2" approved="no" xml:space="preserve"><source>The opening</source><target>x</target><note from="translator">n</note>
<context-group name="c" purpose="x"><context context-type="x-po-flag">fuzzy</context><context context-type="x-po-reference">a.md:1</context>
<context context-type="x-po-msgctxt">c</context></context-group></trans-unit></body></file></xliff>"""
TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="ja" creationtool="x"/><body><tu><prop type="x-file">01.po</prop><note>n</note>
<prop type="x-state">fuzzy</prop><tuv xml:lang="ja"><seg>橋 <bpt i="1">x</bpt></seg></tuv><tuv xml:lang="en-US"><seg>bridge</seg></tuv></tu></body></tmx>"""
TBX = """<martif type="TBX-Basic" xml:lang="ja"><text><body><termEntry id="toll"><descrip type="definition">d</descrip><langSet xml:lang="ja"><tig>
<term>通行料</term><termNote type="termType">fullForm</termNote><termNote type="reading">つう</termNote></tig></langSet></termEntry></body></text></martif>"""
TERMS = 'id,ja,reading,en\r\ntoll,通行料,つうこうりょう,toll\r\nx,"a""b",\'=1,"c\nd"\r\n'
RESULTS = '{"kind": "value", "value": "1"}\n{"kind": "raised", "error": "KeyError", "line": 3}\n'
MANIFEST = '{"chapter": "01-x", "language": "ja"}'

SEEDS: dict[str, list[bytes]] = {
    "facts": [path.read_bytes() for path in sorted((BOOK / "facts").glob("*.yaml"))],
    "front": [path.read_bytes() for path in sorted((BOOK / "exercises").glob("*/*.md"))],
    "po": [path.read_bytes() for path in sorted((BOOK / "locales").glob("*/LC_MESSAGES/*.po"))],
    "translation": [
        line.encode()
        for line in (
            "The talks were [public](https://example.org/a).",
            "A `b` c",
            "A {fact}`b <c>` d",
            "x *y* **z**\n\n- a\n- b",
            "(a)=\n# b",
        )
    ],
    "xliff": [XLIFF.encode()],
    "tmx": [TMX.encode()],
    "tbx": [TBX.encode()],
    "terms": [TERMS.encode()],
    "submission": [RESULTS.encode(), MANIFEST.encode(), b'{"kind": []}\n'],
    "texts": [line.encode() for line in ("=1+1", "]]><b>", '\\"#eval("1")', "'=x", "\u3000＝1", "橋 `x` $y$ @z <l>", "\x00\x1b[31m")],
}
SHARED = ["", " ", "\n", "\t", "\x00", "\x1b[2J", "\u202e", "\ufeff", "\ud7ff", "'", '"', "\\", "/", "../", "..\\", "=", "<", ">", "&", "{", "}",
          "[", "]", "9" * 30, "9" * 5000, "-1", "1e999999", ".inf", ".nan", "0", "%s", "{0}", "a" * 3000, "日本", "\U0001f600"]  # fmt: skip
WORDS: dict[str, list[str]] = {
    "facts": ["&a ", "*a", "<<: *a", "!!int ", "!!timestamp ", "!!python/object/apply:os.system [id]", "!!binary x", "!!set {", "? ", ": ", "- ",
              "|\n", ">\n", "--- ", "...\n", "%YAML 9\n", "{usd: ", "{percent: ", "{computed: ", "2005-13", "0000", "'2005'", "2008/2005", "claims:",
              "terms:", "id: ", "[" * 60, "- " * 60, "&a [*a]", "!!int '&a [*a, *a]'", "~", "yes", "1_000", "190:20:30", "\\ud800"],
    "front": ["---\n", "kind: ", "&a ", "*a", "!!float x", "tolerance: 1e999999", "vary: {x: {members: ", "answer: {", "minutes: ", "accept: {ja: ",
              "key: [", "{fact}`", "{blank}`x <y>`", ":::{solution}\n", "::::{solution}\n:::{criteria}\n", "```python\n", "```\n", ": ", "# ", "1. ",
              "> " * 30, "- " * 30, "![](", "](javascript:x)", "<script>", "[" * 300, "*" * 300, "`" * 300, "|a|b|\n|-|-|\n"],
    "po": ["msgid ", "msgstr ", 'msgid ""\n', "msgstr[0] ", "msgstr[99999999999999999999] ", "msgid_plural ", "msgctxt ", "#~ ", "#| ", "#, fuzzy\n",
           "#: a:1\n", '"', '\\"', "\\x", "\\777", "\\xff", "charset=punycode", "charset=idna", "charset=unicode_escape", "charset=utf-16", "charset=zlib",
           "charset=undefined", "nplurals=" + "9" * 5000 + "; plural=", "Plural-Forms: nplurals=2; plural=n", "<<<<<<< x\n", "=======\n", ">>>>>>> y\n",
           "{fact}`", "<script>", "{{", "{% x %}", "](javascript:", "```{raw} html\n"],
    "translation": ["<script>", "<img src=x>", "</b>", "<!--", "-->", "`", "``", "```", "~~~", ":::", "{raw}", "{include} /etc/x", " html\n", "\n",
                    "\n\n", "1. ", "- ", "> ", "# ", ": ", "    ", "\t", "\\", "(", ")", "](", "![", "](/etc/passwd)", "](javascript:alert(1))",
                    "](https:evil.example)", "](//evil.example)", "](/\\evil.example)", "](&#106;avascript:", "https:", "http:", "//", "evil.example",
                    "&colon;", "&sol;", "&#58;", "&Tab;", "{.a}", "$", "$$", "|", "*", "_", "[^1]", "[^1]: ", "[y]: ", "[y]", "<https:evil.example>",
                    "{raw}`x`", "{download}`x`", "{{", "}}", "+++", "(x)=", "---\n", "://", "`x`", "__", "\\`", "\\[", "\\]", "\\)", "&lt;"],
    "submission": ['{"kind": ', '"value"', '"raised"', '"error": ', "[]", "{}", "null", "NaN", "Infinity", "-0", "1e400", "true", '"line": ', "[" * 5000,
                   '{"a":' * 3000, '"\\ud800"', '"\\u001b[31m"', '"=1+1"', '"chapter": ', '"../../etc"', '"language": '],
}  # fmt: skip
XML = ["<!DOCTYPE x [", '<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;", "]>", "<![CDATA[", "]]>", "<!--", "-->", "<?x ?>",
       "<target>", "</target>", "<seg>", "<tuv>", "xml:lang=''", "&#0;", "&#xd800;", "<a " * 300, "<a>" * 300, 'encoding="utf-7"', "original='../../x.po'",
       '<xi:include href="/etc/passwd"/>', "state='needs-x'", 'id=""']  # fmt: skip
WORDS |= dict.fromkeys(("xliff", "tmx", "tbx"), XML)


def breed(door: str, draw: random.Random) -> bytes:
    """A case for a door: a sound file with a few changes, or words thrown together."""
    words = [*WORDS.get(door, []), *SHARED]
    if draw.random() < 0.15:
        return "".join(draw.choices(words, k=draw.randint(1, 12))).encode("utf-8", "surrogatepass")
    data = bytearray(draw.choice(SEEDS[door]))
    if len(data) > 1500 and draw.random() < 0.7:  # the beginning matters most, and short cases are many cases
        start = draw.choice([0, 0, draw.randrange(len(data))])
        data = data[start : start + draw.randint(1, 1500)]
    for _ in range(draw.choice([1, 1, 1, 2, 3, 6])):
        place = draw.randrange(len(data) + 1)
        length = draw.choice([0, 0, 1, 3, 20, 200])
        what = draw.random()
        if what < 0.55:
            new = draw.choice(words).encode("utf-8", "surrogatepass")
        elif what < 0.75:
            new = draw.randbytes(draw.randint(0, 4))
        else:  # a piece of the same file, elsewhere
            start = draw.randrange(len(data) + 1)
            new = bytes(data[start : start + draw.choice([1, 10, 100])])
        data[place : place + length] = new
    return bytes(data)
