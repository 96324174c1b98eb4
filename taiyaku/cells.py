"""Cells of tables that spreadsheets open: text stays text, whoever wrote it.

A spreadsheet runs what begins with a sign of arithmetic, also in full width, and strips what stands before it. So such a cell begins with
an apostrophe, as does one that began with an apostrophe before; ``plain`` takes it away again.
"""

from __future__ import annotations

#: What a cell may not begin with; a control character at its head would be passed over by the programs, and so it is here.
RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
PASSED_OVER = "".join(map(chr, range(33))) + "\x7f\xa0\u200b\u2060\u3000\ufeff"


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if text.lstrip(PASSED_OVER).startswith(RISKY) or text[:1] in {"\t", "\r", "\n"} else text


def plain(cell: str) -> str:
    """The text of a cell that ``safe`` made."""
    return cell[1:] if cell.startswith("'") and safe(cell[1:]) == cell else cell
