"""``taiyaku new-book``: lay out a small working bilingual book, to be written over."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from taiyaku.newbook.layout import Plan, lay_out
from taiyaku.newbook.texts import is_written
from taiyaku.strings import LOCALE

_PRINT = partial(print, flush=True)
EXAMPLES = """examples:
  taiyaku new-book bridge --source en --target ja
  taiyaku new-book puente --source es --target en --title "El puente"
"""


def add_options(made: argparse.ArgumentParser, say: Callable[[str], None] = _PRINT) -> None:
    """Declare the options of the command."""
    made.description, made.epilog = __doc__, EXAMPLES
    made.formatter_class = argparse.RawDescriptionHelpFormatter
    made.add_argument("folder", type=Path, help="a folder that is not there yet, or is empty")
    made.add_argument("--source", default="en", metavar="LANG", help="the language that it is written in (default: en)")
    made.add_argument("--target", default="ja", metavar="LANG", help="the language that it is translated into (default: ja)")
    made.add_argument("--title", default="", help="its title (default: that of the starter text)")

    def run(book: None, options: argparse.Namespace) -> int:
        plan = Plan(options.folder, options.source, options.target, options.title.strip())
        lay_out(plan, say)
        for lang in (plan.source, plan.target):
            if not is_written(lang):
                say(f"there is no starter text in {lang}: replace the English one, and translate what is marked as untranslated")
            if not (LOCALE / lang).is_dir():
                say(f"the press has no {lang} words for its buttons and labels yet: they stay in English")
        say(f"{plan.folder} is laid out; build it with: cd {plan.folder} && taiyaku build   (or make book)")
        return 0

    made.set_defaults(run=run, needs_book=False)
