"""Whatever comes in through a door is taken or refused: no traceback, no hang, nothing that steers a terminal."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taiyaku.cells import plain, safe
from taiyaku.exercises.read import read_exercise
from taiyaku.facts.read import LARGEST, read_file
from taiyaku.facts.values import parse_value
from taiyaku.finding import Finding, Where
from tests.trust.doors import DOORS
from tests.trust.seeds import CASES, SEEDS, SHARED, WORDS, breed

#: The same cases on every run; ``make fuzz`` draws others.
STEADY = settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ANY = st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_what_was_found_once_is_refused_for_good(case: Path) -> None:
    """Each finding of the fuzzing is kept as a case, named after its door."""
    DOORS[case.name.partition("-")[0]](case.read_bytes())


@pytest.mark.parametrize("door", DOORS)
def test_a_door_takes_sound_files(door: str) -> None:
    """The seeds come in, so that what is bred from them reaches further than the first line."""
    for seed in SEEDS[door]:
        DOORS[door](seed)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_takes_any_bytes(door: str) -> None:
    """Bytes and texts of any kind, and words that mean something there thrown together."""
    words = st.lists(st.sampled_from([*WORDS.get(door, []), *SHARED]), max_size=15).map(
        lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
    )

    @STEADY
    @given(st.one_of(ANY, words))
    def knock(data: bytes) -> None:
        DOORS[door](data)

    knock()


@pytest.mark.parametrize("door", DOORS)
def test_a_door_takes_spoiled_files(door: str) -> None:
    """A hundred and fifty sound files with a few changes each."""
    draw = random.Random(f"steady {door}")
    for _ in range(150):
        DOORS[door](breed(door, draw))


def read(folder: Path, text: str) -> list[str]:
    path = folder / "01-x.yaml"
    path.write_text(text, "utf-8")
    return [str(found) for found in read_file(path, folder) if isinstance(found, Finding)]


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(f'*{a}' * 1 for _ in range(9))}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("claims:\n- &a {id: x, value: {y: [*a]}}\n", "anchor is used twice"),
        ("claims:\n- {id: x, value: {" + LAUGHS.replace("\n", ", ") + "}}\n", "anchor is used twice"),
        ("claims:\n- id: !!int '{a: &a [x], b: [*a, *a]}'\n  value: {}\n", "not a value"),
        ("claims:\n- id: !!timestamp soon\n", "not a value"),
        ("claims:\n- id: !!python/object/apply:os.system [id]\n", "a text is wanted"),
        ("claims: " + "[" * 100_000, "depth"),
        ("? [a]\n: 1\n", "no list of facts"),
        ("claims:\n- id: x\n  " + "9" * 900 + ": 1\n", "unknown key"),
    ],
)
def test_yaml_that_grows_or_builds_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Aliases, tags that build objects, depth and numbers without end: one finding with its place, at once."""
    (found,) = read(tmp_path, text)
    assert said in found, found[:300]
    assert re.match(r"01-x\.yaml:\d+: error: ", found)


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    """The size of a file is looked at before it is opened."""
    (found,) = read(tmp_path, "#" * (LARGEST + 1))
    assert "larger than" in found
    (tmp_path / "01-x").mkdir()
    (tmp_path / "01-x" / "one.md").write_bytes(b"x" * 600_000)
    _, faults = read_exercise(tmp_path / "01-x" / "one.md", tmp_path)
    assert "larger than" in str(faults[0])


@pytest.mark.parametrize(
    "raw", [float("inf"), float("nan"), {"usd": "1e999999"}, {"usd": "much"}, {"percent": "NaN"}, {"percent": "1e-999999"}, {"usd": []}]
)
def test_no_number_is_without_end(raw: object) -> None:
    """A number that cannot be written out on a page is no value."""
    with pytest.raises(ValueError, match="number"):
        parse_value(raw)
    assert parse_value({"percent": "12.5"}).amount == Decimal("12.5")  # type: ignore[union-attr]


def test_a_finding_does_not_steer_the_terminal() -> None:
    """Escapes, line ends and marks of direction in a file stay out of what is printed about it."""
    said = str(Finding("x.y", Where("a\x1b[2J.po", 3), "has \u202eevil\r\nerror: fake", "\x07"))
    assert said == "a\ufffd[2J.po:3: error: has \ufffdevil error: fake [x.y]  → \ufffd"


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    " =1",
    "\r=1",
    "\n=1",
    "\u3000=1",
    "\ufeff=1",
    "\x00=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    """What a spreadsheet would run begins with an apostrophe, and comes back as it was."""
    assert safe(text) == f"'{text}"
    assert plain(safe(text)) == text


@pytest.mark.parametrize("text", ["", "1994", "橋=川", "a-b", " x", "１"])
def test_other_cells_are_as_they_are(text: str) -> None:
    """Harmless cells are not touched."""
    assert safe(text) == text == plain(text)
