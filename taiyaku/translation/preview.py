"""See a translation while it is written: sphinx-autobuild serves one edition on this machine and rebuilds the pages that change."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable

from taiyaku.editions import Book
from taiyaku.finding import Finding, Refused, Where

PROGRAM = "sphinx_autobuild"


def preview(book: Book, lang: str, port: int, open_browser: bool, say: Callable[[str], None]) -> int:
    """Serve an edition until it is stopped. Raises ``Refused`` where the program or the language is missing."""
    if lang not in book.languages:
        hint = f"there are: {', '.join(book.languages)}; begin one with: taiyaku translate new LANG"
        raise Refused([Finding("translation.unknown-language", Where("command line"), f"the book has no language `{lang}`", hint)])
    if importlib.util.find_spec(PROGRAM) is None:
        hint = "install it: .venv/bin/pip install -c pins.txt -e '.[translate]'"
        raise Refused([Finding("translation.no-program", Where("preview"), "sphinx-autobuild is not installed", hint)])
    say(f"the {lang} edition will be at http://127.0.0.1:{port}/ after the first build (half a minute or more); stop with Ctrl-C")
    return subprocess.run(command(book, lang, port, open_browser), cwd=book.root, check=False).returncode


def command(book: Book, lang: str, port: int, open_browser: bool = False) -> list[str]:
    """The call of sphinx-autobuild. Catalogues, facts and exercises are watched beside the chapters; what a build writes is not.

    The page's security policy is left out, for it would stop the small script that reloads the page.
    """
    work = book.root / "build" / ".work"
    watched = [path for path in (book.locales / lang, book.root / "facts", book.root / "exercises") if path.is_dir()]
    made = [sys.executable, "-m", PROGRAM, "-q", "-b", "html", "-c", str(book.root), "-d", str(work / "doctrees" / f"preview-{lang}")]
    made += ["-D", f"language={lang}", "-D", "taiyaku_aligned=0", "-D", "html_theme_options.policy=", "--port", str(port)]
    for path in watched:
        made += ["--watch", str(path)]
    for pattern in ("*.mo", "*/.*", "*~", "*.swp"):
        made += ["--ignore", pattern]
    made += ["--open-browser"] if open_browser else []
    return [*made, str(book.docs), str(work / f"preview-{lang}")]
