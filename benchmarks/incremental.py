"""Edit a made-up book many times over, and compare what is built on with what is built anew, byte by byte.

Run: ``python benchmarks/incremental.py [--edits 50] [--chapters 4]``. Prints one line of JSON: for each edit what was read and written
anew, and every file that differs from the clean build (there should be none).
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from sphinx.cmd.build import main as run_sphinx

import taiyaku
from benchmarks.made import INDEX, make_book, stem_of
from taiyaku.catalog import compile_catalogs

IGNORED = {".buildinfo", ".buildinfo.bak", ".taiyaku-shown", ".taiyaku-late"}
LANGUAGES = {"en": ("en", "0"), "ja": ("ja", "0"), "aligned": ("ja", "1")}
Edit = Callable[[Path, random.Random, int], None]
#: A page that shows what no chapter does: who belongs to what, where article and record part, how far a translation is, what was measured.
DESK = """---
orphan: true
---
(desk)=
# The desk

:::{members} league
:::

:::{membership} fig-league
:of: league

Who was in the league.
:::

:::{gaps}
:::

:::{translation-status}
:::

:::{measurements} fig-desk
:of: results

`bridge.length`
: Length of a bridge

What was measured.
:::
"""
LEAGUE = """entities:
- {id: league, type: organisation, names: {en: League of Bridges, ja: 橋の連盟}, sources: [minutes], note: Small., members: [
   {state: BRA, time: 1990-01-01/}, {state: PER, time: 1995-01-01/2004-01-01}]}
- {id: brazil, type: state, names: {en: Brazil, ja: ブラジル, iso3: BRA}}
"""
RESULT = {
    "name": "bridge", "date": "2026-11-25", "machine": {"cores": 2, "memory": "1 GiB", "system": "a desk", "python": "3"}, "ratios": [
        {"id": "bridge.length", "value": 1, "unit": "m", "target": 2, "least": False, "met": True, "detail": ""},
    ],
}  # fmt: skip


def change(path: Path, pattern: str, words: str, chance: random.Random) -> None:
    """Replace one of the places that match a pattern; ``{}`` in ``words`` stands for what was there."""
    text = path.read_text("utf-8")
    found = chance.choice(list(re.finditer(pattern, text, re.MULTILINE)))
    path.write_text(text[: found.start()] + words.replace("{}", found[0]) + text[found.end() :], "utf-8")


def chapters(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "docs").glob("*-town.md"))


def some(root: Path, chance: random.Random) -> str:
    return chance.choice(chapters(root))


def paragraph(root: Path, chance: random.Random, n: int) -> None:
    change(root / "docs" / f"{some(root, chance)}.md", r"^Sentence .*$", f"{{}} It was edited {n} times.", chance)


def new_paragraph(root: Path, chance: random.Random, n: int) -> None:
    change(root / "docs" / f"{some(root, chance)}.md", r"^Sentence .*$", f"{{}}\n\nA new paragraph, the {n}th.", chance)


def translation(root: Path, chance: random.Random, n: int) -> None:
    change(root / f"locales/ja/LC_MESSAGES/{some(root, chance)}.po", r'^msgstr "町', f'msgstr "直し{"々" * n}町', chance)


def fact_words(root: Path, chance: random.Random, n: int) -> None:
    change(root / f"facts/{some(root, chance)}.yaml", r"finding: ", f"finding: After edit {n}. ", chance)


def fact_value(root: Path, chance: random.Random, n: int) -> None:
    change(root / f"facts/{some(root, chance)}.yaml", r"usd: \d+", f"usd: {n}000", chance)


def fact_translation(root: Path, chance: random.Random, n: int) -> None:
    change(root / "locales/ja/LC_MESSAGES/facts.po", r'^msgstr "訳', f'msgstr "訳{"々" * n}', chance)


def verdict(root: Path, chance: random.Random, _n: int) -> None:
    path = root / f"facts/{some(root, chance)}.yaml"
    now, then = ("confirmed", "unverified") if "verdict: confirmed" in path.read_text("utf-8") else ("unverified", "confirmed")
    change(path, f"verdict: {now}", f"verdict: {then}", chance)


def claim_words(root: Path, chance: random.Random, n: int) -> None:
    change(root / f"facts/{some(root, chance)}.yaml", r"claim: Bridge \d+", f"{{}} (edit {n})", chance)


def member(root: Path, chance: random.Random, n: int) -> None:
    change(root / "facts/league.yaml", r"\d{4}(?=-01-01/\})", f"{1990 + n % 20}", chance)


def state(root: Path, chance: random.Random, n: int) -> None:
    change(root / "facts/league.yaml", r"en: Brazil[^,]*", f"en: Brazil ({n})", chance)


def fuzzy(root: Path, chance: random.Random, n: int) -> None:
    change(root / f"locales/ja/LC_MESSAGES/{some(root, chance)}.po", r'^msgid "(?=\w)', "#, fuzzy\n{}", chance)


def result(root: Path, _chance: random.Random, n: int) -> None:
    measured = json.loads(json.dumps(RESULT))
    measured["ratios"][0]["value"] = 1 + n / 100
    (root / "results/bridge.json").write_text(json.dumps(measured), "utf-8")


def source(root: Path, chance: random.Random, n: int) -> None:
    change(root / "facts/sources.yaml", r"by: The ", f"by: The {n}th ", chance)


def term(root: Path, chance: random.Random, n: int) -> None:
    pattern, words = (r"ja: (?:料金\d+)?通行料", f"ja: 料金{n}通行料") if n % 2 else (r"definition: ", f"definition: Edit {n}. ")
    change(root / f"facts/{some(root, chance)}.yaml", pattern, words, chance)


def new_fact(root: Path, chance: random.Random, n: int) -> None:
    row = f"events:\n- {{id: more-{n}, prose: en, date: 19{n % 90 + 10}-03-02, event: More happened ({n})., sources: [pamphlet]}}"
    change(root / f"facts/{some(root, chance)}.yaml", r"^events:", row, chance)


def heading(root: Path, chance: random.Random, n: int) -> None:
    change(root / "docs" / f"{some(root, chance)}.md", r"^#+ .*", f"{{}} ({n})", chance)


def exercise(root: Path, chance: random.Random, n: int) -> None:
    change(root / f"exercises/{some(root, chance)}/the-opening.md", r"within (?:a|\d+) weeks?", f"within {n + 1} weeks", chance)


def more_exercises(root: Path, chance: random.Random, n: int) -> None:
    folder = root / "exercises" / some(root, chance)
    extra = folder / "once-more.md"
    if extra.exists():
        extra.unlink()
    else:
        text = (folder / "the-opening.md").read_text("utf-8")
        extra.write_text(re.sub(r"^# .*", f"# Once more ({n})", text, count=1, flags=re.MULTILINE), "utf-8")


def aim(root: Path, chance: random.Random, n: int) -> None:
    change(root / "exercises/aims.yaml", r"Can tell", f"Can ({n}) tell", chance)


def new_chapter(root: Path, _chance: random.Random, _n: int) -> None:
    last = max(int(name[:3]) for name in chapters(root)) + 1
    with tempfile.TemporaryDirectory() as name:
        make_book(Path(name), last)
        for path in Path(name).rglob(f"{stem_of(last)}*"):
            target = root / path.relative_to(name)
            shutil.copytree(path, target) if path.is_dir() else shutil.copy(path, target)
        shutil.copy(Path(name) / "exercises/aims.yaml", root / "exercises/aims.yaml")
    contents(root)


def no_chapter(root: Path, chance: random.Random, _n: int) -> None:
    gone = some(root, chance)
    for path in (root / f"docs/{gone}.md", root / f"facts/{gone}.yaml", root / f"locales/ja/LC_MESSAGES/{gone}.po"):
        path.unlink()
    shutil.rmtree(root / "exercises" / gone)
    change(root / "exercises/aims.yaml", rf"^{gone}:\n.*\n", "", chance)
    contents(root)


def contents(root: Path) -> None:
    (root / "docs/index.md").write_text(INDEX % "\n".join(chapters(root)), "utf-8")


def title(root: Path, chance: random.Random, n: int) -> None:
    change(root / "conf.py", r'"Many.*?"', f'"Many Bridges {n}"', chance)


def order(root: Path, chance: random.Random, _n: int) -> None:
    names = chapters(root)
    chance.shuffle(names)
    (root / "docs/index.md").write_text(INDEX % "\n".join(names), "utf-8")


def touch(root: Path, chance: random.Random, _n: int) -> None:
    (root / "docs" / f"{some(root, chance)}.md").touch()


#: How an edit is called, and what makes it. Those that many make in a day stand first.
EDITS: tuple[Edit, ...] = (
    paragraph, translation, fact_words, fact_value, fact_translation, source, term, new_fact, heading, exercise,
    more_exercises, aim, new_paragraph, new_chapter, no_chapter, title, order, touch, verdict, claim_words, fuzzy, result,
    member, state,
)  # fmt: skip


def build(root: Path, name: str, out: Path, builder: str = "html") -> list[str]:
    """Build one edition in a process of its own, forked from this one, which has loaded everything; gives what went wrong."""
    language, aligned = LANGUAGES[name]
    log = out.parent / f"{out.name}.log"
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.chdir(root)
            with log.open("w") as file:
                os.dup2(file.fileno(), 1)
                os.dup2(file.fileno(), 2)
                options = ["-D", f"language={language}", "-D", f"taiyaku_aligned={aligned}", "-W", "--keep-going", "--no-color"]
                folder = out.parent / f"{name}-doctrees"
                status = run_sphinx([*options, "-b", builder, "-c", str(root), "-d", str(folder), str(root / "docs"), str(out)])
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    told = log.read_text("utf-8")
    return [told] if status else []


def files_of(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in IGNORED
    }


def differing(one: Path, other: Path) -> list[str]:
    """The files that are not alike in two folders."""
    mine, theirs = files_of(one), files_of(other)
    return sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))


def written(out: Path, before: dict[str, int]) -> list[str]:
    """The pages that were written anew."""
    return sorted(path.name for path in out.rglob("*.html") if path.stat().st_mtime_ns != before.get(path.name))


def times(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in out.rglob("*.html")}


def work_through(root: Path, edits: int, names: list[str]) -> Iterator[dict[str, Any]]:
    """Make one edit after the other; after each, build on, build anew, and compare. Each edition in turn, the first edits all."""
    chance = random.Random(7)  # noqa: S311 - the same edits every time
    made = root.parent / "on"
    made.mkdir()
    compile_catalogs(root / "locales")
    wrong = [told for name in names for told in build(root, name, made / name)]
    assert not wrong, wrong
    for n in range(1, edits + 1):
        edit = EDITS[(n - 1) % len(EDITS)]
        edit(root, chance, n)
        compile_catalogs(root / "locales")
        if n % 7 == 0:  # a build of another format reads the pages first
            build(root, names[n % len(names)], made / "epub", "taiyaku-epub")
        told: dict[str, Any] = {"edit": edit.__name__, "stale": [], "wrong": []}
        for name in names:
            before = times(made / name)
            failed = build(root, name, made / name)
            told[f"written {name}"] = written(made / name, before)
            if name == names[n % len(names)] or edits < 3:
                fresh = root.parent / "anew"
                shutil.rmtree(fresh, ignore_errors=True)
                fresh.mkdir()
                failed += build(root, name, fresh / name)
                told["stale"] = [f"{name}/{path}" for path in differing(made / name, fresh / name)]
            told["wrong"] += failed
        yield told


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--edits", type=int, default=50)
    options.add_argument("--chapters", type=int, default=4)
    options.add_argument("--editions", nargs="*", default=["en", "aligned"])
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    for module in pkgutil.walk_packages(taiyaku.__path__, "taiyaku."):
        if not module.name.endswith(("__main__", ".run")):
            importlib.import_module(module.name)
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep or Path(name)
        make_book(folder / "book", chosen.chapters)
        (folder / "book/docs/desk.md").write_text(DESK, "utf-8")
        (folder / "book/facts/league.yaml").write_text(LEAGUE, "utf-8")
        (folder / "book/results").mkdir()
        result(folder / "book", random.Random(7), 0)  # noqa: S311 - the same every time
        told = list(work_through(folder / "book", chosen.edits, chosen.editions))
    print(json.dumps({"edits": told, "stale": sum(bool(one["stale"]) for one in told)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
