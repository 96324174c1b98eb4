"""Each measurement counts what it says, and gives its peers the same words; what it writes is what the colophon reads. Nothing is timed."""

from __future__ import annotations

import gzip
import re
import sys
from functools import partial
from pathlib import Path
from urllib.request import Request, urlopen

import lxml.html
import pytest

from benchmarks import bare, checks, cost, editions, edits, fuzz, growth, pages, paper
from benchmarks.__main__ import main, row, show
from benchmarks.measure import ROOT, Cost, Failed, Ratio, copy_book, keep, middle, run, sphinx
from benchmarks.plain import make_plain, pages_of
from taiyaku.figures.measured import choose_measured
from taiyaku.figures.results import read_results

MINI = ROOT / "tests" / "books" / "mini"


def test_a_run_is_counted() -> None:
    """Memory that a program holds is in its cost, and so is that of its children; one that fails is told with its words."""
    hungry = "x = bytearray(120 << 20); x[::4096] = b'x' * len(x[::4096])"
    own = run([sys.executable, "-c", hungry])
    child = run([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hungry!r}], check=True)"])
    idle = run([sys.executable, "-c", "import time; time.sleep(0.4)"])
    assert own.memory > 120
    assert child.memory > 120 > idle.memory
    assert idle.clock >= 0.4 > idle.processor
    with pytest.raises(Failed, match="no such luck"):
        run([sys.executable, "-c", "raise SystemExit('no such luck')"])


def test_the_middle_is_taken_figure_by_figure() -> None:
    """One run that was disturbed changes nothing."""
    assert middle([Cost(1, 5, 30), Cost(2, 4, 10), Cost(99, 99, 20)]) == Cost(2, 5, 20)


def test_targets_have_sides() -> None:
    """At most, at least, met on another ground, or none."""
    assert [Ratio("a", 1.2, 1.25).met, Ratio("a", 1.3, 1.25).met] == [True, False]
    assert [Ratio("a", 9, 10, least=True).met, Ratio("a", 11, 10, least=True).met] == [False, True]
    assert [Ratio("a", 0.4, 0.1, otherwise=True).met, Ratio("a", 7).met] == [True, None]


def test_results_are_kept_whole(tmp_path: Path) -> None:
    """A result says what was done, where and when; one that was skipped leaves the last one as it was."""
    keep("paper", "how", [Ratio("paper.time", 12, 10, least=True, detail="1 s : 12 s")], {"pages": 3}, tmp_path)
    keep("paper", "how", [], {}, tmp_path, skipped="no TeX")
    (result,) = read_results(tmp_path)
    assert result["command"] == "python -m benchmarks paper"
    assert {"cores", "memory", "python", "system", "versions"} <= result["machine"].keys()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", result["date"])
    (told,) = choose_measured([result], {"paper.time": "PDF"})
    assert (told.say(), told.say_target(), told.met, told.detail) == ("12×", "≥ 10×", True, "1 s : 12 s")
    assert [path.name for path in tmp_path.iterdir()] == ["paper.json"]


def test_the_peer_has_the_same_words(tmp_path: Path) -> None:
    """Built plainly, the Markdown that the peer is given shows what the pages of the press show, and no stub of ours is among it."""
    run(sphinx(MINI, tmp_path / "ours"), MINI)
    make_plain(tmp_path / "ours", tmp_path / "plain", "en")
    run(sphinx(tmp_path / "plain", tmp_path / "out", relaxed=False))
    pages = pages_of(tmp_path / "ours")
    assert len(pages) == 3
    for page in pages:
        ours, theirs = (words_of(folder / page.name) for folder in (tmp_path / "ours", tmp_path / "out"))
        lost = [word for word in ours if word not in theirs]
        assert len(lost) <= 0.02 * len(ours), (page.name, lost[:20])
    configured = (tmp_path / "plain" / "conf.py").read_text("utf-8")
    assert "extensions = [\"myst_parser\", 'benchmarks.plaintheme']" in configured


def words_of(page: Path) -> list[str]:
    article = lxml.html.fromstring(page.read_text("utf-8")).find(".//article")
    assert article is not None
    for drawing in list(article.iter("svg")):
        drawing.drop_tree()
    return re.findall(r"\w+", " ".join(str(text) for text in article.itertext()))


def test_cost_and_editions_of_a_small_book(tmp_path: Path) -> None:
    """The press and its three peers are built; every edition is told with its share, and the shares make a whole."""
    told = cost.main(MINI, quick=True, folder=tmp_path)
    assert told["raw"].keys() == {"press", "words", "words, relaxed", "sources", "runs"}
    assert {ratio["id"]: ratio["target"] for ratio in told["ratios"]}["cost.memory"] == 1.25
    whole = editions.main(MINI, ("html-en", "html-ja"), quick=True, folder=tmp_path)
    assert whole["raw"]["usual"]["editions"].keys() == {"html-en", "html-ja"}
    assert sum(whole["raw"]["whole"]["shares"].values()) == pytest.approx(1)
    assert whole["ratios"][0]["detail"] == "2: html 100 %"
    assert {"html-en", "aligned-ja", "epub-en", "pdf-ja", "kit-en"} <= set(editions.usual(MINI)) and "pdf-large-en" not in editions.usual(
        MINI
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cost.json", "editions.json"]


def test_growth(tmp_path: Path) -> None:
    """An exponent is the slope of logarithms, and the own cost is what lies above the sources alone; two chapters are measured."""
    assert growth.exponent([10, 100, 400], [20, 200, 800]) == pytest.approx(1)
    assert growth.exponent([10, 100], [1, 100]) == pytest.approx(2)
    square = {n: {"press": Cost(1, n * n + n, n + 50), "words": Cost(1, n, 50), "sources": Cost(1, n, 50)} for n in (10, 100)}
    ratios = {ratio.id: ratio for ratio in growth.judge(square)}
    assert (ratios["growth.time"].value, ratios["growth.time"].met) == (2, False)
    assert (ratios["growth.memory"].value, ratios["growth.memory"].met) == (1, True)
    costs = growth.measure(tmp_path, 2)
    assert costs.keys() == {"press", "words", "sources"} and all(cost.memory > 0 < cost.processor for cost in costs.values())
    page = (tmp_path / "words-ja" / "docs" / "002-town.md").read_text("utf-8")
    assert "町の話" in page and "{fact}" not in page


def test_edits_change_one_file_each(tmp_path: Path) -> None:
    """A paragraph, an entry, a fact of the book: each in one file, in one line."""
    book = copy_book(ROOT, tmp_path / "book")
    kinds = {"entry": ".po", "fact": ".yaml", "paragraph": ".md"}
    assert edits.EDITS.keys() == kinds.keys()
    for kind, edit in edits.EDITS.items():
        before = {path: path.read_text("utf-8").split("\n") for path in book.rglob(f"*{kinds[kind]}")}
        edit(book)
        changed = [
            (path, old, new)
            for path, lines in before.items()
            for old, new in zip(lines, path.read_text("utf-8").split("\n"), strict=True)
            if old != new
        ]
        assert len(changed) == 1, kind


def test_checks_run_on_the_same_files(tmp_path: Path) -> None:
    """The press is told beside the programs that are there."""
    told = checks.main(quick=True, folder=tmp_path)
    assert told["raw"]["messages"] == 400
    assert set(told["raw"]["processor seconds"]) > {"press"}


def test_paper_says_what_is_lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without TeX nothing is measured and the reason is printed."""
    monkeypatch.setattr("shutil.which", lambda _name: None)
    told = paper.main(folder=tmp_path)
    assert "texlive-luatex" in show(told) and show(told).startswith("paper: SKIP")
    assert not list(tmp_path.iterdir())


def test_pages_are_told_beside_their_peers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores and weight have targets, and each peer's figure stands behind ours; without the judge the reason is printed."""
    page = {"performance": 96, "accessibility": 100, "best-practices": 100, "seo": 90, "bytes": 80_000, "requests": 9, "elsewhere": 0}
    told = {ratio.id: ratio for ratio in pages.ratios_of({"press": page, **{name: {**page, "bytes": 160_000} for name in pages.PEERS}})}
    assert (told["pages.performance"].met, told["pages.seo"].met, told["pages.weight"].met) == (True, False, True)
    assert told["pages.furo"].value == 0.5 and told["pages.weight"].detail == "80 : 160 : 160 : 160"
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert show(pages.main(folder=tmp_path)).startswith("pages: SKIP") and not list(tmp_path.iterdir())


def test_what_is_served_is_packed(tmp_path: Path) -> None:
    """Text comes packed, a missing file is missing."""
    (tmp_path / "a.css").write_text("a { color: red }" * 100)
    with pages.served(tmp_path) as address, urlopen(Request(f"{address}/a.css", headers={"Accept-Encoding": "gzip"})) as answer:
        body = answer.read()
    assert len(body) < 200 and gzip.decompress(body).startswith(b"a { color")


def test_the_table_says_what_is_short(capsys: pytest.CaptureFixture[str]) -> None:
    """One line a figure; an unknown name is refused."""
    fields = {"id": "cost.time", "unit": "×", "target": 1.25, "least": False}
    assert row({**fields, "value": 1.5, "met": False}).split() == ["cost.time", "1.5", "×", "≤", "1.25", "×", "SHORT"]
    with pytest.raises(SystemExit):
        main(["speed"])
    assert "no measurement speed" in capsys.readouterr().err


def test_the_kept_results_serve_the_colophon() -> None:
    """What is kept says by which command it was made, and the colophon names figures that the measurements give."""
    results = read_results(ROOT / "benchmarks" / "results")
    assert {"cost", "growth"} <= {result["name"] for result in results}
    assert all(
        result["command"].split(" ")[:4] in (f"python -m benchmarks {name}".split(), ["make", name], ["make", name, "RECORD=1"])
        for result in results
        for name in [result["name"]]
    )
    names = re.findall(r"^`([a-z]+\.[a-z-]+)`$", (ROOT / "docs" / "colophon.md").read_text("utf-8"), re.MULTILINE)
    assert len(names) >= 8
    assert {"cost.time", "cost.memory", "growth.time"} <= {name for name in names if choose_measured(results, {name: "words"})}


def test_what_a_bare_machine_took_is_kept(tmp_path: Path) -> None:
    """Each of the two commands is a figure; the steps before them are told with it."""
    (tmp_path / "steps").write_text("80\tdebootstrap\t\n380\tmake book\t\n900\tmake test\t\n")
    told = bare.main(tmp_path / "steps", tmp_path)
    (result,) = read_results(tmp_path)
    rows = choose_measured([result], {"bare-machine.book": "book", "bare-machine.test": "test"})
    assert [(row.say(), row.met, row.detail) for row in rows] == [("380 s", None, "380 / 1360 s"), ("900 s", None, "900 / 1360 s")]
    assert told["command"] == "make bare-machine"


def test_runs_of_fuzzing_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run with the seed and commit of an earlier one takes its place; a finding is open until it is said what mended it."""
    monkeypatch.setattr(fuzz, "TALLY", tmp_path / "fuzz.json")
    monkeypatch.setattr(fuzz, "keep", partial(keep, folder=tmp_path))
    for seed, found in (
        ("1", []),
        ("2", ["po: Hang at po.py:1", "po: x (mended since: tests/trust/cases/po-1)"]),
        ("2", ["po: Hang at po.py:1"]),
    ):
        fuzz.record(seed, {"po": 20_000}, found)
    fuzz.record("guided", {"texts": 5}, [], {"texts": [1, 2]})
    (told,) = choose_measured(read_results(tmp_path), {"fuzz.cases": "cases"})
    assert (told.say(), told.met, told.detail) == ("0.04 M", False, "2 : 1")
