"""Answers checked on the page, in a real browser: every form, by keyboard, kept on the device, and nothing lost without the script."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

MINI = Path(__file__).parents[1] / "books" / "mini"
SOLUTION = ":::{solution}\nSo it is.\n\n```python\n>>> 1\n1\n```\n:::\n"


def exercise(kind: str, title: str, body: str, more: str = "") -> str:
    return f"---\nkind: {kind}\naim: 01-1\nlevel: apply\nminutes: 2\nfacts: [bridge-opened]\n{more}---\n\n# {title}\n\n{body}\n\n{SOLUTION}"


#: One exercise of every form that the mini book lacks.
MORE = {
    "pairs": exercise("matching", "Pairs", "Match.\n\nopening\n: in 1930\n\nclosing\n: in 1975\n\nleague\n: in 1920"),
    "order": exercise("ordering", "Order", "Order.\n\n1. closing\n2. league\n3. opening", "answer: [bridge-closed.date, league.founded, bridge-opened.date]\n"),
    "gaps": exercise("cloze", "Gaps", "It cost {blank}`bridge-cost.cost` and closed {blank}`on 2 March 1975 <bridge-closed.date>`."),
    "words": exercise("short-answer", "Words", "Which league?", "answer: {name: league}\n"),
    "several": exercise("multiple-choice", "Several", "Which?\n\none\n: yes\n\ntwo\n: no\n\nthree\n: yes too", "key: [1, 3]\n"),
    "truth": exercise("true-false", "Truth", "It opened in June 1931.\n\nTrue\n: no, earlier\n\nFalse\n: indeed", "answer: bridge-opened\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini book with these exercises, in English and in Japanese beside it."""
    root = tmp_path_factory.mktemp("check") / "book"
    shutil.copytree(MINI, root)
    for name, text in MORE.items():
        (root / "exercises" / "01-bridge" / f"{name}.md").write_text(text, "utf-8")
    for edition, settings in {"en": ["language=en"], "aligned": ["language=ja", "taiyaku_aligned=1"]}.items():
        command = [sys.executable, "-m", "sphinx", "-q", "-c", str(root), "-d", str(root / "trees" / edition)]
        command += [part for setting in settings for part in ("-D", setting)]
        done = subprocess.run([*command, str(root / "docs"), str(root / "out" / edition)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return root / "out"


@pytest.fixture
def page(site: Path, browser: Browser) -> Iterator[Page]:
    """The chapter, opened from a folder; it must stay without a complaint."""
    made = browser.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    made.goto((site / "en" / "01-bridge.html").as_uri())
    yield made
    assert wrong == []
    made.close()


def section(page: Page, name: str) -> Locator:
    return page.locator(f"#ex-01-bridge-{name}")


def check(part: Locator) -> str:
    part.get_by_role("button", name="Check").click()
    return part.get_by_role("status").inner_text()


def test_a_choice_gives_feedback_on_what_was_chosen(page: Page) -> None:
    """Only the chosen option's feedback is shown, and the result is said in words."""
    part = section(page, "day-of-opening")
    part.get_by_label("14 June 1931").check()
    assert check(part) == "Not yet."
    assert part.get_by_text("This is a year late").is_visible() and not part.get_by_text("The council’s minutes give").is_visible()
    part.get_by_label("14 June 1930").check()
    assert check(part) == "Right."


def test_several_options_are_judged_together(page: Page) -> None:
    """Right only with all of them and no other; until then it says how many are judged well."""
    part = section(page, "several")
    part.get_by_label("one", exact=True).check()
    assert check(part) == "Not yet. 2 of 3 right."
    part.get_by_label("three", exact=True).check()
    assert check(part) == "Right."


def test_true_or_false(page: Page) -> None:
    """What the record contradicts is false."""
    part = section(page, "truth")
    part.get_by_label("True", exact=True).check()
    assert check(part) == "Not yet."
    part.get_by_label("False", exact=True).check()
    assert check(part) == "Right."


@pytest.mark.parametrize(
    ("name", "said", "result"),
    [
        ("years-of-service", "45", "Right."),
        ("years-of-service", " ４５ years", "Right."),
        ("years-of-service", "44", "Right."),
        ("years-of-service", "43", "Not yet."),
        ("years-of-service", "many", "Not yet."),
        ("words", "league of bridges", "Right."),
        ("words", "L.B.", "Right."),
        ("words", "League", "Not yet."),
    ],
)
def test_numbers_and_words_are_compared_as_readers_write_them(page: Page, name: str, said: str, result: str) -> None:
    """Full-width figures, units, capitals and stops make no difference; tolerance counts; Enter is enough."""
    field = section(page, name).get_by_label("Your answer")
    field.fill(said)
    field.press("Enter")
    assert section(page, name).get_by_role("status").inner_text() == result


def test_gaps_take_words_or_bare_figures(page: Page) -> None:
    """The words of the page, the press's own, or the number alone."""
    part = section(page, "gaps")
    part.get_by_label("Gap 1").fill("12000000")
    assert check(part) == "Not yet. 1 of 2 right."
    part.get_by_label("Gap 1").fill("US$12 million")
    part.get_by_label("Gap 2").fill("2 March 1975")
    assert check(part) == "Right."


def solve(part: Locator, key: str) -> None:
    """Fill the lists of a matching or an order from the answer that stands in the solution."""
    fields = part.locator("select")
    for at, said in enumerate(key.split(" → ")):
        number, dash, letter = said.partition("–")
        if dash:
            fields.nth(int(number) - 1).select_option(letter)
        else:
            fields.nth("ABC".index(said)).select_option(str(at + 1))


@pytest.mark.parametrize("name", ["order", "pairs"])
def test_lists_are_judged_by_the_key_of_the_solution(page: Page, name: str) -> None:
    """What the solution says is right, and a wrong place is named where it stands."""
    part = section(page, name)
    answer = part.locator(".tai-answer").text_content() or ""
    key = answer.removeprefix("Answer ").replace(", ", " → ")
    solve(part, key)
    assert check(part) == "Right."
    first = part.locator("select").first
    wrong = next(
        value for value in ("1", "2", "A", "B") if value != first.input_value() and first.locator(f"option[value='{value}']").count()
    )
    first.select_option(wrong)
    assert check(part).startswith("Not yet.") and first.get_attribute("aria-invalid") == "true"


def test_answers_are_kept_until_the_reader_starts_again(page: Page) -> None:
    """A reload shows them with their feedback; starting again forgets them."""
    part = section(page, "day-of-opening")
    part.get_by_label("14 June 1931").check()
    check(part)
    page.reload()
    assert section(page, "day-of-opening").get_by_label("14 June 1931").is_checked()
    assert section(page, "day-of-opening").get_by_text("This is a year late").is_visible()
    section(page, "day-of-opening").get_by_role("button", name="Start again").click()
    page.reload()
    assert not section(page, "day-of-opening").get_by_label("14 June 1931").is_checked()
    assert "day-of-opening" not in page.evaluate("JSON.stringify(localStorage)")


def test_everything_works_by_keyboard(page: Page) -> None:
    """Tab to the first option, arrows to choose, Tab to the button, Enter."""
    part = section(page, "truth")
    part.get_by_label("True", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert part.get_by_role("status").inner_text() == "Right."
    assert check(section(page, "several")) == "Give an answer first."


def test_every_field_has_a_name(page: Page) -> None:
    """What a screen reader says at each field is not empty, and options of one exercise share a group."""
    names = page.evaluate(
        "Array.from(document.querySelectorAll('section.tai-exercise :is(input, select)'))"
        ".map((field) => field.getAttribute('aria-label') || (field.closest('label') || {}).textContent || '')"
    )
    assert len(names) >= 15 and all(name.strip() for name in names)


def test_without_the_script_nothing_is_lost(site: Path, browser: Browser) -> None:
    """Options open, the gaps are numbered, and the solution stands below."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "en" / "01-bridge.html").as_uri())
    assert section(page, "day-of-opening").locator("details.tai-solution").count() == 1
    assert section(page, "day-of-opening").locator("li.tai-choice details").count() == 3
    assert "[ 1 ]" in section(page, "gaps").inner_text() and page.get_by_role("button", name="Check").count() == 0
    context.close()


def test_the_aligned_edition_stays_whole(site: Path, browser: Browser) -> None:
    """Where both languages stand, the page opens without an error and every exercise keeps its solution."""
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((site / "aligned" / "01-bridge.html").as_uri())
    assert wrong == []
    assert page.locator("section.tai-exercise").count() == page.locator("section.tai-exercise > details.tai-solution").count() > 6
    page.close()
