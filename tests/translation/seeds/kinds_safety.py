"""Kinds of attack: what a translation may not bring in."""

from __future__ import annotations

from tests.translation.seeds.sowing import Entry, Kind, Sow

ATTACKS = {
    "script": '<script>alert("x")</script>', "an event handler": '<b onmouseover="alert(1)">x</b>', "a frame": '<iframe src="https://evil.example/"></iframe>',
    "an HTML image": '<img src="https://evil.example/p.png">', "a raw directive": "\n\n```{raw} html\n<p>\n```", "an include": "\n\n```{include} /etc/passwd\n```",
    "eval-rst": "\n\n```{eval-rst}\n.. raw:: html\n```", "literalinclude": "\n\n:::{literalinclude} ../conf.py\n:::", "doctest": "\n\n```{doctest}\n>>> 1\n```",
    "a raw role": "{raw}`x`", "an rST directive": "\n\n.. raw:: html\n\n   <p>", "a download": "{download}`../conf.py`", "a javascript link": "[x](javascript:alert(1))",
    "a javascript link in disguise": "[x](JaVaScRiPt&colon;alert(1))", "a data link": "[x](data:text/html,x)", "an outside link": "[here](https://evil.example/)",
    "an outside address": "https://evil.example/login", "an autolink": "<https://evil.example/>", "an outside image": "![x](https://evil.example/p.png)",
    "an image of ours": "![x](/etc/passwd)", "a control character": "\x07", "a bidirectional override": "\u202e", "an isolate": "\u2066", "a zero-width space": "\u200b",
    "a hidden tag": "\U000e0041", "a substitution": "{{ config }}", "a link without scheme": "[x](//evil.example/)", "an HTML comment": "<!-- x -->",
    "a new rST link": "`x <https://evil.example/>`_", "a link definition": "\n\n[x]: https://evil.example/",
}  # fmt: skip


def append(text: str) -> Sow:
    """The attack at the end of an entry of running text."""

    def sow(entry: Entry) -> str | None:
        return f"{entry.msgstr} {text}" if 30 < len(entry.msgstr) < 200 and not any(sign in entry.msgid for sign in "<{$") else None

    return sow


KINDS = tuple(Kind(f"safety: {name}", ("safety",), append(text)) for name, text in ATTACKS.items())
