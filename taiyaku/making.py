"""A whole book made: its editions, the archives to take along, and the start page, with a line of what is done."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from taiyaku.build import Say, build_editions
from taiyaku.editions import Edition
from taiyaku.offline import pack
from taiyaku.press import Press, epoch
from taiyaku.start import doors, render, write_start_page
from taiyaku.translation.checks.gate import keep_out


def make(press: Press, editions: list[Edition], say: Say) -> int:
    """Build editions and say where each lies; 1 where some failed, else 0."""
    begun, book = time.monotonic(), press.book
    keep_out(book.locales, book.source_language, book.translations, book.hosts)
    say(f"{len(editions)} editions of {book.titles[book.source_language]}")
    render(book, doors(book), book.languages)  # what this needs is at hand afterwards; the press makes ready meanwhile
    outcomes = build_editions(press, editions, say)
    with ThreadPoolExecutor(max_workers=press.jobs) as pool:
        packed = [path for path in pool.map(lambda lang: pack(book, lang, int(epoch(book.date))), book.languages) if path]
    write_start_page(book)
    failed = [outcome for outcome in outcomes if outcome.complaint]
    for outcome in failed:
        print(f"\n{outcome.edition.name} failed:\n{outcome.complaint}", file=sys.stderr)
    say("")
    for outcome in outcomes:
        if not outcome.complaint:
            say(f"  {outcome.edition.name:<15} build/{outcome.edition.place}")
    for path in packed:
        say(f"  {'offline':<15} {path.relative_to(book.root)}")
    if failed:
        print(f"{len(failed)} of {len(editions)} editions failed; what they made before still stands", file=sys.stderr)
        return 1
    say(f"  {'start here':<15} build/index.html   ({time.monotonic() - begun:.0f} s)")
    return 0
