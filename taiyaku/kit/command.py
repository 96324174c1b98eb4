"""``taiyaku kit``: a pack for one class, of the chapters, aims, kinds, minutes, languages, seed and forms that its instructor asks for."""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from taiyaku.build import publish
from taiyaku.catalog import compile_catalogs
from taiyaku.editions import Book
from taiyaku.exercises.model import Kind
from taiyaku.export.bank import BANK, Bank, fetch
from taiyaku.facts import load
from taiyaku.finding import Finding, Refused, Where
from taiyaku.kit.needs import require
from taiyaku.kit.pack import Files, Part, make_pack, write_archive, write_folder
from taiyaku.kit.wish import Wish, find_chapters
from taiyaku.lock import alone
from taiyaku.press import Press, mark
from taiyaku.whole import pass_on_no_room

Say = Callable[[str], None]
_PRINT: Say = partial(print, flush=True)
EXAMPLES = """examples:
  taiyaku kit
      everything, in the book's own language, into build/kit/chosen
  taiyaku kit --chapters 02 06 --minutes 50
      two chapters, each paper no longer than 50 minutes
  taiyaku kit --chapters 02 --seed spring --forms 3 --parts papers
      three forms of one paper, with a key for each
  taiyaku kit --lang en --kinds source-task essay
      only source tasks and essays, in English
  taiyaku kit --aims 02-2 02-3 --lang both --out two-aims.zip
      two aims, in both languages of the parallel text, as one zip
"""
SEED = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,31}")
MOST_FORMS = 26
#: What follows the chapter in the name of a file.
DOCUMENTS = re.compile(r"-(worksheet|materials|edition|key|rubrics|plan|slides)\b.*")


def seed(text: str) -> str:
    if text and not SEED.fullmatch(text):
        raise argparse.ArgumentTypeError("a seed is a word of up to 32 letters, digits and hyphens")
    return text


def between(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"a whole number from {least} to {most} is wanted")
        return int(text)

    return read


def add_options(made: argparse.ArgumentParser, say: Say = _PRINT) -> None:
    """Declare the options of the command."""
    made.description, made.epilog = __doc__, EXAMPLES
    made.formatter_class = argparse.RawDescriptionHelpFormatter
    made.add_argument("--chapters", nargs="+", default=[], metavar="CHAPTER", help="numbers or stems, such as 02 or 02-ftaa (default: all)")
    made.add_argument("--aims", nargs="+", default=[], metavar="AIM", help="only exercises with these aims, such as 02-3")
    made.add_argument(
        "--kinds", nargs="+", default=[], type=Kind, choices=list(Kind), metavar="KIND", help=f"only these: {', '.join(Kind)}"
    )
    made.add_argument("--lang", default="", help="a language, `both` for those of the parallel text, `all` (default: the book's own)")
    made.add_argument("--minutes", type=between(1, 600), default=0, help="the most that one paper may take (default: no limit)")
    made.add_argument("--seed", type=seed, default="", help="a word that draws values and orders; the same word, the same papers")
    made.add_argument("--forms", type=between(1, MOST_FORMS), default=1, help="how many forms (A, B, C …) a paper has (default: 1)")
    made.add_argument(
        "--parts", nargs="+", default=list(Part), type=Part, choices=list(Part), metavar="PART", help=f"only these: {', '.join(Part)}"
    )
    made.add_argument("--out", type=Path, default=None, help="a folder, or a file that ends in .zip (default: build/kit/chosen)")
    made.set_defaults(run=lambda book, options: make_kit(book, options, say))


def make_kit(book: Book, options: argparse.Namespace, say: Say) -> int:
    """Collect the exercises, then write the kit; an earlier kit in its place is replaced only by a whole one."""
    begun = time.monotonic()
    languages = languages_of(book, options.lang)
    place = options.out or book.root / "build" / "kit" / "chosen"
    check_place(place)
    find_chapters(sorted(path.name for path in book.exercises.iterdir() if path.is_dir() and any(path.glob("*.md"))), options.chapters)
    require()
    banks = collect(book, languages, say)
    wish = Wish(tuple(options.chapters), tuple(options.aims), tuple(options.kinds), options.minutes, options.seed, options.forms)
    files = telling(make_pack(banks, wish, options.parts), say)
    if place.suffix == ".zip":
        count = write_archive(files, place)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".kit-") as folder:
            count = write_folder(files, Path(folder) / "kit")
            publish(Path(folder) / "kit", place)
    say(f"{count} files in {place}   ({time.monotonic() - begun:.0f} s)")
    return 0


def languages_of(book: Book, wanted: str) -> tuple[str, ...]:
    if wanted == "all":
        return book.languages
    if wanted == "both":
        return (book.source_language, *book.aligned)
    if wanted and wanted not in book.languages:
        hint = f"known: {', '.join(book.languages)}, both, all"
        raise Refused([Finding("kit.unknown-language", Where("command line"), f"no language `{wanted}`", hint)])
    return (wanted or book.source_language,)


def check_place(place: Path) -> None:
    """Refuse to replace what is no kit."""
    if place.suffix == ".zip" or not place.exists():
        return
    is_kit = place.is_dir() and (not any(place.iterdir()) or any(place.glob("README.html")) or any(place.glob("*/README.html")))
    if not is_kit:
        raise Refused(
            [Finding("kit.in-the-way", Where(str(place)), "something that is no kit lies there", "name another place with --out")]
        )


def collect(book: Book, languages: tuple[str, ...], say: Say) -> list[Bank]:
    """The banks of the languages, read from the pages as they are now."""
    load(book.root)
    banks = []
    with alone(book.root / "build"), Press(book) as press:
        compile_catalogs(book.locales)
        for number, lang in enumerate(languages, 1):
            kept = book.root / "build" / ".work" / "doctrees" / lang / BANK
            if is_fresh(kept, book):
                banks.append(fetch(kept))
                continue
            say(f"[{number}/{len(languages)}] collecting the exercises in {lang} …")
            out = book.root / "build" / ".work" / f"bank-{lang}"
            done = press.run("bank", lang, out, "-W", "--keep-going", "-D", f"language={lang}", "-D", "taiyaku_aligned=0")
            shutil.rmtree(out, ignore_errors=True)
            if done.code:
                pass_on_no_room(done.stderr)
                said = (done.stderr or done.stdout).strip().splitlines() or [f"sphinx ended with {done.code}"]
                raise Refused([Finding("kit.not-collected", Where(lang), line, "mend the book, then try again") for line in said])
            banks.append(fetch(kept))
    return banks


def is_fresh(kept: Path, book: Book) -> bool:
    """Whether a bank is younger than everything that it was made from, the press included."""
    if not kept.is_file() or mark(kept.parent).exists():
        return False
    press = Path(__file__).parents[1]
    rooms = (book.docs, book.root / "facts", book.exercises, book.locales)
    sources = [book.root / "conf.py", *press.rglob("*.py"), *press.rglob("*.po")]
    sources += [path for room in rooms for path in room.rglob("*") if path.suffix != ".mo"]
    return kept.stat().st_mtime_ns > max(path.stat().st_mtime_ns for path in sources)


def telling(files: Files, say: Say) -> Files:
    """The same files, while it is said what is being made."""
    before = ""
    for name, data in files:
        now = DOCUMENTS.sub("", name.replace("student/", "").replace("instructor/", ""))
        now = now.partition("exports/")[0] + "exports" if "exports/" in now else now
        if now != before and "README" not in name:
            say(f"  {now}")
        before = now
        yield name, data
