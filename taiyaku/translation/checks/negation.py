"""Negation, where it can be told: one sentence, one plain negation on one side and none of any kind on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taiyaku.translation.checks.said import language
from taiyaku.translation.checks.subject import Remark, Subject

#: A plain negation at the end of a Japanese sentence, or before a particle.
_PLAIN_JA = re.compile(
    r"(?:ない|なかった|ません(?:でした)?|なく(?:て)?|ずに)(?:でください|でしょう|だろう|のである|のだ"
    r"|ことになる)?(?=[。、」）]|$)"
)
#: Whatever may carry a negation in Japanese, and phrases that only look like one.
_ANY_JA = re.compile(
    r"な[いかくけさし]|ぬ|ず|ません|まい|[不無非未否反拒欠失]|しか|以外|だけ|ゼロ|空|別|除|止|禁|外|限り|ほか|絶|断"
    r"|退|却|廃|消|違|誤|嘘|偽|疑|難|困|抜き|初|離|落|脱|切|薄|乏|控|避|防|破|黙|残"
)
_TWICE_JA = re.compile(
    r"(?:なければ|なくては|ないと|ざるを)[^。]{0,6}(?:なら|なり|いけ|得)[なま]|にほかなら|かもしれな|に違いな|にすぎな"
    r"|わけではな|とは限らな|ではないか|しかな|ではなく|だけでな|にとどまらな|少なくな|間違いな|やむを得|に過ぎな"
    r"|に満たな|に足りな|しかありま|しかいま|ない[^。、]{1,8}は(?:いな|な)|たまらな|ならな|おかしくな|変わりな|ほかな"
)
_PLAIN_EN = re.compile(
    r"(?<![-\w])(?:not|cannot|never|no|nobody|nothing|none|neither|nor|nowhere)\b(?!-\w|\.\s?\d)|n[’']t\b", re.IGNORECASE
)
_ANY_EN = re.compile(
    r"\b(?:not|cannot|never|no|nobody|nothing|none|neither|nor|nowhere|without|unless|hardly|scarcely|barely|rarely|seldom|few"
    r"|little|only|fail\w*|refus\w*|lack\w*|den(?:y|ies|ied|ial)|avoid\w*|prevent\w*|absen\w*|unable|rather|instead|less"
    r"|reject\w*|declin\w*|exclud\w*|omit\w*|beyond|before|until|ignor\w*|forg[eo]t\w*|impossible|non\w*|illegal|prohibit\w*"
    r"|forbid\w*|forbad\w*|silen\w*|miss\w*|too|differ\w*|except|but|wrong\w*|outside|short|stop\w*|ceas\w*|unlike\w*"
    r"|un(?!i|der|til)\w{4,}|dis(?:agree|pute|tinct|count|regard|miss|abl|allow)\w*|invalid|yet|odd|errors?|bad|must\b|mal\w+ed"
    r"|in(?:active|accurate|complete|compatible|consistent|correct|effective|sufficient|visible|definite|direct)\w*|improper\w*|irre\w+|"
    r"leav\w*|left|just|mere\w*|against"
    r"|(?:stay|keep|kept|go|went|hold|held)\w* (?:out|back|off))\b|n[’']t\b|-free\b|far from|out of|\w+less\b",
    re.IGNORECASE,
)


#: What has a “no” and denies nothing, or only a limit.
_NO_DENIAL = re.compile(r"\bno (?:longer|doubt)\b|\bnot only\b|\b(?:no|not) (?:more|less|fewer|later|earlier) than\b", re.IGNORECASE)
#: Without these there is no plain negation.
_HINTS_EN = ("no", "No", "NO", "n't", "n’t", "never", "Never", "Neither", "neither")
_HINTS_JA = ("ない", "なか", "ません", "なく", "ずに")


def judge_negation(subject: Subject) -> Iterator[Remark]:
    """Whether a plain negation was lost or added; only for Japanese and English, and only where a sentence stands alone."""
    pair = language(subject.setting.source), language(subject.setting.target)
    if set(pair) != {"ja", "en"}:
        return
    ja, en = (subject.source.prose, subject.target.prose) if pair[0] == "ja" else (subject.target.prose, subject.source.prose)
    if len(ja) > 120 or ja.count("。") > 1:
        return
    if not any(sign in en for sign in _HINTS_EN) and not any(sign in ja for sign in _HINTS_JA):
        return
    said = "な" in ja or "ませ" in ja or "ずに" in ja
    if said and len(_PLAIN_JA.findall(ja)) == 1 and not _TWICE_JA.search(ja) and not _ANY_EN.search(en):
        yield Remark("values.negation", "the Japanese says “not”, the English does not")
    elif len(_PLAIN_EN.findall(en)) == 1 and len(en) < 160 and not _ANY_JA.search(ja) and not _NO_DENIAL.search(en):
        yield Remark("values.negation", "the English says “not”, the Japanese does not")
