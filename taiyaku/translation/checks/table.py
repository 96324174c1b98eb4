"""Every check of translations, declared once: code, severity, what it finds and why, what to do, and an example of right and wrong.

The command line, the reports, the tests and the translators' guide read this table.
"""

from __future__ import annotations

from dataclasses import dataclass

from taiyaku.finding import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``source``, ``wrong`` and ``right`` are an example, Japanese to English unless ``pair`` says otherwise."""

    code: str
    severity: Severity
    explanation: str
    hint: str
    source: str = ""
    wrong: str = ""
    right: str = ""
    pair: tuple[str, str] = ("ja", "en")

    @property
    def family(self) -> str:
        return self.code.partition(".")[0]


VALUES = (
    Check("values.scale", ERROR, "A number is right but for its scale: 億 is a hundred million, 兆 a trillion.", "count the zeros",
          "予算は100億ドルである。", "The budget is US$10 million.", "The budget is US$10 billion."),
    Check("values.number", ERROR, "A number of the source is missing or another one stands in its place.", "compare the numbers",
          "参加は34か国だった。", "There were 43 countries.", "There were 34 countries."),
    Check("values.date", ERROR, "A date is another one; 4/11 may be day or month, and 平成22年 is 2010.", "compare year, month and day",
          "2005年11月4日に始まった。", "It began on 11 April 2005.", "It began on 4 November 2005."),
    Check("values.money", ERROR, "An amount of money or its currency is another one.", "compare amount and currency",
          "費用は300ユーロである。", "It costs US$300.", "It costs 300 euros."),
    Check("values.percent", ERROR, "A share is another one, or has lost its percent.", "compare the shares",
          "94％が反対した。", "49 percent were against.", "94 percent were against."),
    Check("values.fraction", ERROR, "A fraction is another one: 三分の二 is two thirds.", "the lower number comes first in Japanese",
          "三分の二が賛成した。", "Three quarters were in favour.", "Two thirds were in favour."),
    Check("values.ordinal", ERROR, "A place in a row is another one: 第4回 is the fourth.", "compare the ordinals",
          "第4回会議である。", "It is the fifth meeting.", "It is the fourth meeting."),
    Check("values.bound", WARNING, "A limit became another one: 以上 and 以下 include the value, 未満 and 超 do not.",
          "at least 以上, more than 超, at most 以下, less than 未満",
          "10人以上が死んだ。", "More than ten people died.", "Ten or more people died."),
    Check("values.negation", WARNING, "One side denies what the other affirms.", "look for a lost “not”",
          "この値は変更できません。", "This value can be changed.", "This value cannot be changed."),
)  # fmt: skip
MARKUP = (
    Check("markup.fact", ERROR, "A fact or source of the source text is not in the translation; each has to stand at least once.",
          "copy the role from the source and translate the words in front of <…>",
          "{fact}`2005年 <summit-date>`のことだ。", "It was in 2005.", "It was in {fact}`2005 <summit-date>`."),
    Check("markup.role", ERROR, "A role is missing, misspelt or points elsewhere.", "keep the name and the target; translate the words only",
          "{ref}`第2章 <two>`を見よ。", "See {ref}`chapter 2 <tow>`.", "See {ref}`chapter 2 <two>`."),
    Check("markup.note", ERROR, "A reference to a note is missing or another one.", "copy it from the source",
          "そうである。[^a]", "So it is.", "So it is.[^a]"),
    Check("markup.link", ERROR, "A link is missing or leads elsewhere.", "copy the address from the source",
          "[手引き](guide.md)を見よ。", "See the [guide](gude.md).", "See the [guide](guide.md)."),
    Check("markup.image", ERROR, "An image is missing or another one.", "copy it from the source and translate the words in brackets",
          "![図](a.png)", "![Figure](b.png)", "![Figure](a.png)"),
    Check("markup.reference-link", WARNING, "A reference-style link prints as it stands in a translation.", "write the address: [words](address)",
          "[手引き](guide.md)を見よ。", "See the [guide][g].", "See the [guide](guide.md)."),
    Check("markup.links-to-one-page", WARNING, "Several links to one page in another order than in the source: Sphinx gives them wrong targets.",
          "keep their order, or use {ref}", "[前](a.md#x)と[後](a.md#y)", "[after](a.md#y) and [before](a.md#x)", "[before](a.md#x) and [after](a.md#y)"),
    Check("markup.code", ERROR, "Code is missing or changed.", "code is copied, never translated",
          "`conf.py`に書く。", "Write it in `config.py`.", "Write it in `conf.py`."),
    Check("markup.math", ERROR, "A formula is missing or changed.", "copy it from the source", "面積は$\\pi r^2$。", "The area is $\\pi r^3$.", "The area is $\\pi r^2$."),
    Check("markup.attributes", WARNING, "Attributes in braces are missing or changed.", "copy them from the source",
          "[新]{.new}である。", "It is [new].", "It is [new]{.new}."),
    Check("markup.substitution", ERROR, "A substitution is missing or misspelt.", "copy it from the source",
          "版は{{ version }}です。", "The version is {{ verson }}.", "The version is {{ version }}."),
    Check("markup.placeholder", ERROR, "A placeholder is missing or changed: the program would fail.", "copy it from the source",
          "%(count)d件", "%(cont)d items", "%(count)d items"),
    Check("markup.strong", WARNING, "Strong words (**) are missing, or their stars do not pair.", "put ** on both sides of the same words",
          "**重要**である。", "It is important.", "It is **important**."),
    Check("markup.emphasis", WARNING, "Emphasis (*) is missing, or a star is left open.", "put * on both sides of the same words",
          "*必ず*読む。", "*Always read it.", "*Always* read it."),
    Check("markup.torn", ERROR, "Markup is broken: a backquote left open, a space inside a role, a role without its name.", "copy the markup from the source again",
          "{kbd}`A`を押す。", "Press {kbd} `A`.", "Press {kbd}`A`."),
    Check("markup.opening", ERROR, "The translation opens like a list, heading or block: MyST drops it and shows the source.", "put a backslash: 1990\\.",
          "1990年のことだ。", "1990. That was the year.", "1990\\. That was the year."),
    Check("markup.line-end", WARNING, "One side begins or ends with a line end, the other does not.", "make both alike", "保存\n", "Save", "Save\n"),
)  # fmt: skip
TERMS = (
    Check("terms.glossary", WARNING, "A term is called otherwise than in the glossary.", "use its name there, or propose another"),
    Check("terms.state", ERROR, "Another state is named than in the source.", "compare the names", "ブラジルが提案した。", "Chile proposed it.", "Brazil proposed it."),
    Check("terms.person", ERROR, "Another person is named than in the source.", "compare the names"),
    Check("terms.inconsistent", NOTE, "The same source text is translated in two ways.", "choose one, if both mean the same"),
)  # fmt: skip
LEFTOVERS = (
    Check("leftovers.untranslated", WARNING, "There is no translation yet: readers see the source.", "translate it", "保存する", "", "Save"),
    Check("leftovers.fuzzy", WARNING, "The translation is unsure: the source changed, or a program guessed. Readers see the source.", "check it, then delete “#, fuzzy”"),
    Check("leftovers.same-as-source", WARNING, "The source stands where the translation should.", "translate it", "保存する", "保存する", "Save"),
    Check("leftovers.source-script", WARNING, "Words of the source’s language are left in the translation.", "translate them, or set them in a role such as {ja}",
          "その会議は成功した。", "The 会議 was a success.", "The meeting was a success."),
    Check("leftovers.source-punctuation", WARNING, "Punctuation of the source’s language is left.", "、is a comma, 「」 are quotation marks",
          "安く、速い。", "Cheap、and fast.", "Cheap and fast."),
    Check("leftovers.full-width", WARNING, "Full-width letters or digits are left.", "write them half-width", "3人だ。", "There are ３.", "There are 3."),
    Check("leftovers.half-width", WARNING, "Half-width punctuation stands in Japanese or Chinese text.", "use 、。！？", "It works.", "動く.", "動く。", ("en", "ja")),
    Check("leftovers.double-space", WARNING, "Two spaces in a row.", "delete one", "その会議だ。", "The  meeting.", "The meeting."),
    Check("leftovers.double-word", WARNING, "A word stands twice in a row.", "delete one", "その会議だ。", "It is the the meeting.", "It is the meeting."),
    Check("leftovers.punctuation", WARNING, "Punctuation stands twice, or apart from its word.", "mend it", "終わり。", "The end..", "The end."),
    Check("leftovers.ellipsis", WARNING, "The ellipsis of the source is missing.", "keep it: …", "待って……", "Wait.", "Wait …"),
    Check("leftovers.bracket", WARNING, "Brackets do not come in pairs.", "close or delete it", "会議（第一回）だ。", "The meeting (first.", "The meeting (first)."),
    Check("leftovers.quote", WARNING, "Quotation marks do not come in pairs.", "close or delete it", "「よし」と言った。", "“Good, he said.", "“Good”, he said."),
    Check("leftovers.length", WARNING, "The translation is far shorter or longer than others are.", "look for a part lost or pasted twice",
          "南米の国々は、新しい機構をつくり、大国に左右されない場を持とうとした。そこには長い前史がある。", "South American states.",
          "The states of South America made new bodies to have a place of their own. It has a long prehistory."),
)  # fmt: skip
SAFETY = tuple(
    Check(f"safety.{name}", ERROR, f"{text} A translation may not bring it in; the build refuses it.", "take it out; what is needed belongs in the source", "終わり。", f"The end. {wrong}", "The end.")
    for name, text, wrong in (
        ("html", "HTML that the source lacks.", "<script>alert(1)</script>"),
        ("directive", "A directive or block of markup.", "\n\n```{raw} html\n```"),
        ("role", "A role that reads files or writes markup.", "{raw}`x`"),
        ("template", "A template or substitution.", "{{ config }}"),
        ("math", "A command of a formula that links or reads.", "$\\href{x}{y}$"),
        ("script-link", "An address that runs or carries code.", "[x](javascript:alert)"),
        ("outside-link", "A link to a host that the source does not name.", "[x](https://evil.example/)"),
        ("image", "An image that the source lacks.", "![x](other.png)"),
        ("control", "Characters that nobody sees.", "\u200b"),
        ("bidi", "Characters that turn the order of others around.", "\u202e"),
    )
)
SUPPRESSION = (
    Check("suppression.stale", WARNING, "A comment allows a finding that is no longer there.", "delete the comment"),
    Check("suppression.no-reason", WARNING, "A comment allows a finding without saying why, or names no check.", "write # taiyaku: ok CODE — reason"),
)
CATALOG = (
    Check("catalog.unreadable", ERROR, "The file cannot be opened.", "check its name and rights"),
    Check("catalog.encoding", ERROR, "The file is not UTF-8.", "save it as UTF-8"),
    Check("catalog.byte-order-mark", WARNING, "The file begins with a byte order mark, which gettext refuses.", "save it as UTF-8 without BOM"),
    Check("catalog.line-ends", WARNING, "Lines end as on Windows.", "save it with LF"),
    Check("catalog.empty", ERROR, "The file is empty.", "take the last good version"),
    Check("catalog.merge-conflict", ERROR, "A merge was not finished.", "choose one side and delete the marks"),
    Check("catalog.syntax", ERROR, "A line that no PO file can have.", "mend the quotes or the keyword there"),
    Check("catalog.truncated", ERROR, "A msgid without its msgstr: the file is cut short or torn there.", 'add msgstr ""'),
    Check("catalog.duplicate", ERROR, "The same msgid stands twice.", "keep the better of the two"),
    Check("catalog.header", WARNING, "There is no header.", "add one"),
    Check("catalog.plural-forms", ERROR, "The plural forms do not fit the header.", "give each form its msgstr[n]"),
)

CHECKS: tuple[Check, ...] = (*VALUES, *MARKUP, *TERMS, *LEFTOVERS, *SAFETY, *SUPPRESSION, *CATALOG)
BY_CODE = {check.code: check for check in CHECKS}
