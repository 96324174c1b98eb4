"""Paper: from a doctree that is read to the PDF, by the press and by Sphinx's LuaLaTeX route, on the same doctree.

The doctree is that of chapters of the book, every word of them as ready-made Markdown (see ``plain``; drawings aside, which LaTeX does not
take as SVG). It is read once; then each builder starts from the pickled doctree and makes the PDF, with the same Japanese typefaces. The
press's is tagged and packed besides. Needs lualatex and latexmk: ``apt-get install --no-install-recommends texlive-luatex
texlive-lang-japanese texlive-latex-extra texlive-fonts-recommended texlive-plain-generic latexmk``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pylopdf_fonts_jp

from benchmarks.measure import RESULTS, ROOT, Cost, Ratio, compare, keep, middle, run, sphinx
from benchmarks.plain import make_plain
from taiyaku.editions import read_book

TARGET = 10.0
HOW = (
    "From the pickled doctree of the same chapters to the PDF, start of the program included: the press, and Sphinx's latex builder with "
    "latexmk and LuaLaTeX from Debian; time on the clock."
)
CHAPTERS, FEW = 99, 1
CONF = """
extensions = ["myst_parser", "taiyaku.pdf.ext"]
html_theme = "basic"
taiyaku_source_language = {language!r}
taiyaku_languages = [{language!r}]
taiyaku_pdf_name = "book"
latex_engine = "lualatex"
latex_docclass = {{"manual": "report"}}
latex_use_xindy = False
latex_elements = {{
    "babel": "",
    "fontpkg": r"\\usepackage{{fontspec}}",
    "preamble": r"\\usepackage[match]{{luatexja-fontspec}}"
    r"\\setmainjfont[Path={fonts}/]{{NotoSerifJP-Regular}}"
    r"\\setsansjfont[Path={fonts}/]{{NotoSansJP-Regular}}"
    r"\\setmonojfont[Path={fonts}/]{{NotoSansJP-Regular}}",
}}
"""


def lacking() -> str:
    """What keeps the peer from running here, or nothing."""
    missing = [name for name in ("lualatex", "latexmk") if not shutil.which(name)]
    if missing:
        return f"{' and '.join(missing)} not installed (Debian: texlive-luatex texlive-lang-japanese texlive-latex-extra latexmk)"
    found = subprocess.run(["kpsewhich", "luatexja-fontspec.sty"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "luatexja not installed (Debian: texlive-lang-japanese)"


def make_paper_book(made: Path, book: Path, language: str, chapters: int) -> None:
    """A plain book of the first chapters, with both routes to paper set up."""
    make_plain(made, book, language, only=lambda name: name == "index" or (name[:2].isdigit() and int(name[:2]) <= chapters), drawn=False)
    fonts = next(Path(pylopdf_fonts_jp.__file__).parent.rglob("NotoSerifJP-Regular.*")).parent
    with (book / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(CONF.format(language=language, fonts=fonts))


def measure(book: Path, work: Path, times: int) -> dict[str, Cost]:
    """What each route takes from the doctree on; the doctree is read by neither."""
    doctrees = work / "doctrees"
    command = [sys.executable, "-m", "taiyaku.run", "-q", "-d", str(doctrees), "-c", str(book)]
    docs = str(book / "docs")
    run([*command, "-b", "dummy", docs, str(work / "read")])
    ours, tex = [], []
    for _ in range(times):
        ours.append(run([*command, "-b", "typst", docs, str(work / "typst")]))
        shutil.rmtree(work / "latex", ignore_errors=True)
        written = run([*command, "-b", "latex", docs, str(work / "latex")])
        made = run(["make", "-s", "LATEXMKOPTS=-interaction=nonstopmode", "all-pdf"], work / "latex")
        tex.append(Cost(written.clock + made.clock, written.processor + made.processor, max(written.memory, made.memory)))
    return {"press": middle(ours), "lualatex": middle(tex)}


def main(book: Path = ROOT, *, quick: bool = False, folder: Path = RESULTS, **_: Any) -> dict[str, Any]:
    if why := lacking():
        return keep("paper", HOW, [], {}, folder, skipped=why)
    language = read_book(book).source_language
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        run(sphinx(book, work / "ours", "-D", f"language={language}"), book)
        make_paper_book(work / "ours", work / "plain", language, FEW if quick else CHAPTERS)
        costs = measure(work / "plain", work, 1)
        pages = {route: count_pages(work / place) for route, place in (("press", "typst"), ("lualatex", "latex"))}
    press, tex = costs["press"], costs["lualatex"]
    ratios = [
        Ratio("paper.time", tex.clock / press.clock, TARGET, least=True, detail=compare(press.clock, tex.clock)),
        Ratio("paper.processor", tex.processor / press.processor, detail=compare(press.processor, tex.processor)),
        Ratio("paper.memory", press.memory / tex.memory),
    ]
    return keep("paper", HOW, ratios, {key: asdict(cost) for key, cost in costs.items()} | {"pages": pages}, folder)


def count_pages(folder: Path) -> int:
    """The pages of the PDF in a folder."""
    import pikepdf  # noqa: PLC0415 - of the press; loaded where it is needed

    with pikepdf.open(next(folder.glob("*.pdf"))) as made:
        return len(made.pages)
