"""A small bank with every kind of exercise, whose answers are words that stand nowhere else."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from taiyaku.exercises.model import Form
from taiyaku.export.bank import Bank, Chapter, Plate, Reading, Term
from taiyaku.export.markup import gap, say, wrap
from taiyaku.export.model import Item, Picture
from tests.export.test_moodle import ITEMS

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 1200" width="400" height="1200"><title>t</title>'
    '<rect x="20" y="20" width="360" height="500" fill="#123456"/><text x="20" y="900" font-size="20">1994年</text>'
    '<script>alert(1)</script><a href="https://example.org/"><text x="20" y="1100">2005年</text></a></svg>'
)
PICTURE = Picture("fig-02-x", "絵の説明。", SVG)
#: Nothing of these may reach a pupil.
SECRETS = ("QSOLUTION", "QFEEDBACK", "QRUBRIC", "QSAMPLE", "QGAP", "QACCEPTED", "271828", "QFACT", "QSOURCE", "QAIM")


def secret(item: Item) -> Item:
    """The item with a secret in every part that answers it."""
    rubric = "".join(
        f"<dt>{name}</dt><dd>{wrap('p', say(f'QRUBRIC {name}'))}{wrap('p', say(f'QSAMPLE {name}'))}</dd>" for name in ("上", "中", "下")
    )
    question = item.question if item.form is not Form.GAPS else wrap("p", f"空欄{gap(0)}と{gap(1)}。")
    return dataclasses.replace(
        item,
        question=question,
        solution=wrap("p", "QSOLUTION"),
        choices=tuple(dataclasses.replace(choice, feedback=wrap("p", "QFEEDBACK")) for choice in item.choices),
        rubric=wrap("dl", rubric) if item.form is Form.OPEN else "",
        gaps=("QGAP1", "QGAP2") if item.gaps else (),
        accepted=("QACCEPTED",) if item.accepted else (),
        number=Decimal(271828) if item.number is not None else None,
        facts=("QFACT",),
        sources=("QSOURCE",),
        aim="QAIM",
        pictures=(PICTURE,) if item.form is Form.PAIRS else (),
    )


CHAPTER = Chapter(
    "02-ftaa",
    "米州の夢",
    "葬ったのは誰か。",
    {"QAIM": "言い表せる。"},
    ("一つめ。", "二つめ。"),
    ("なぜか。", "どうすればよいか。"),
    ("ftaa",),
    (Plate(PICTURE, "図の題", "図の名"),),
    (Reading("宣言", "<dl><dt>第19項</dt><dd><p>二つの立場。</p></dd></dl>"),),
)
TERM = Term(
    "ftaa", "米州自由貿易地域", "構想。", "べいしゅう", "FTAA", {"ja": "米州自由貿易地域", "en": "Free Trade Area"}, "例文。", "02-ftaa"
)
BANK = Bank("ja", "本", "編集室", "CC BY 4.0", "2026-11-25", "book", (CHAPTER,), tuple(secret(item) for item in ITEMS.values()), (TERM,))
ENGLISH = dataclasses.replace(BANK, lang="en")
