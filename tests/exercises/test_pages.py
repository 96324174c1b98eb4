"""Exercises on a page: nothing is lost, everything knows its file, and each output can be read without script."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from sphinx.locale import translators

MINI = Path(__file__).parents[1] / "books" / "mini"
SETTINGS = {
    "extensions": ["myst_parser", "taiyaku.facts.ext", "taiyaku.exercises.ext", "taiyaku.export.ext"],
    "taiyaku_source_language": "en",
}
PARTS = {
    "pairs": "kind: matching\naim: 01-1\nlevel: remember\nminutes: 2\nfacts: [bridge-opened]\n---\n\n# Pairs\n\nMatch.\n\nopening\n: 1930\n\nclosing\n: 1975\n\nleague\n: 1920\n\n",
    "order": "kind: ordering\naim: 01-1\nlevel: apply\nminutes: 2\nfacts: [bridge-opened]\nanswer: [bridge-closed.date, league.founded, bridge-opened.date]\n---\n\n# Order\n\nOrder.\n\n1. closing\n2. league\n3. opening\n\n",
    "gaps": "kind: cloze\naim: 01-1\nlevel: apply\nminutes: 2\nfacts: [bridge-opened]\n---\n\n# Gaps\n\nOpened {blank}`June 1930 <bridge-opened.date>`, closed {blank}`bridge-closed.date`.\n\n",
    "words": "kind: short-answer\naim: 01-1\nlevel: apply\nminutes: 2\nfacts: [league]\nanswer: {name: league}\n---\n\n# Words\n\nWhich league?\n\n",
    "source": "kind: source-task\naim: 01-1\nlevel: analyse\nminutes: 9\nfacts: [minutes]\n---\n\n# Source\n\nRead.\n\n:::{criteria}\ngood\n: compares\n\n  Sample one.\n\nfair\n: names\n\n  Sample two.\n\nweak\n: repeats\n\n  Sample three.\n:::\n\n",
    "truth": "kind: true-false\naim: 01-1\nlevel: analyse\nminutes: 2\nfacts: [bridge-opened]\nanswer: bridge-opened\n---\n\n# Truth\n\nIt opened in June 1931.\n\nTrue\n: no\n\nFalse\n: yes\n\n",
}  # fmt: skip
PARTS["varied"] = (
    'kind: numeric\naim: 01-1\nlevel: apply\nminutes: 2\nfacts: [league]\nvary: {day: [1941-06-01, 1929-06-01], state: {members: league, on: 1929-06-01}}\nanswer: {sum: ["league.members@{day}", "league.capital-{state}"]}\n---\n\n# Varied\n\nOn {given}`day`, with the capital of {given}`state`?\n\n'
)
SOLUTION = ":::{solution}\nSo it is.\n\n```python\n>>> 1\n1\n```\n:::\n"


@pytest.fixture
def book(workshop):
    """The mini book's facts and exercises, and one exercise of every other form."""
    translators.clear()  # Sphinx keeps catalogues for the life of the process, and adds later ones to them
    shutil.copytree(MINI / "facts", workshop.root / "facts")
    shutil.copytree(MINI / "exercises", workshop.root / "exercises")
    files = {f"exercises/01-bridge/{name}.md": f"---\n{text}{SOLUTION}" for name, text in PARTS.items()}
    pages = {
        "docs/index.md": "# Book\n\n```{toctree}\n01-bridge\n```\n",
        "docs/01-bridge.md": "# Bridge\n\n## Exercises\n\n:::{exercises}\n:::\n",
    }
    return workshop.write({**files, **pages})


def test_every_exercise_stands_on_its_page(book):
    """Ten files, ten sections with a heading below that of the section; no warning."""
    pages = book.build("en", **SETTINGS)
    assert pages.complaints == []
    sections = pages.page("01-bridge").select("section.tai-exercise")
    assert len(sections) == len(list((book.root / "exercises").rglob("*.md"))) == 10
    for section in sections:
        heading = section.find("h3")
        assert section["aria-labelledby"] == heading["id"]
        assert section.select_one("details.tai-solution > summary").get_text() == "Solution"
    assert pages.page("01-bridge").find("script", string=lambda text: text and "tai-" in text) is None


def test_options_open_to_their_feedback(book):
    """Each option says whether it is right, and why; the answer names the letter under which it stands."""
    section = book.build("en", **SETTINGS).page("01-bridge").select_one("#ex-01-bridge-day-of-opening")
    options = section.select("li.tai-choice")
    right = [number for number, option in enumerate(options) if option.select_one(".tai-right")]
    assert [options[number].summary.get_text() for number in right] == ["14 June 1930"]
    assert section.select_one(".tai-answer").get_text() == f"Answer {'ABC'[right[0]]}"


def test_answers_are_in_the_solution_only(book):
    """Numbers, names and gaps are worked out and written where the solution is, not in the question."""
    page = book.build("en", **SETTINGS).page("01-bridge")
    answers = {name: page.select_one(f"#ex-01-bridge-{name}") for name in ("years-of-service", "words", "gaps", "order", "source", "truth")}
    texts = {name: section.select_one(".tai-solution").get_text(" ", strip=True) for name, section in answers.items()}
    assert "45 years" in texts["years-of-service"]
    assert "League of Bridges / LB" in texts["words"]
    assert "June 1930" in texts["gaps"] and "2 March 1975" in texts["gaps"]
    assert "Rubric" in texts["source"] and "Sample one." in texts["source"]
    assert "Answer B" in texts["truth"]
    for name, hidden in (("gaps", "June 1930"), ("words", "League of Bridges"), ("source", "compares"), ("years-of-service", "45")):
        answers[name].select_one(".tai-solution").extract()
        assert hidden not in answers[name].get_text()


def test_an_order_is_shown_out_of_order_with_its_key(book):
    """The letters of the answer spell the true order."""
    section = book.build("en", **SETTINGS).page("01-bridge").select_one("#ex-01-bridge-order")
    steps = [step.get_text(strip=True) for step in section.select(".tai-steps li")]
    letters = section.select_one(".tai-answer").get_text().removeprefix("Answer ").split(" → ")
    assert steps != ["league", "opening", "closing"]
    assert [steps["ABC".index(letter)] for letter in letters] == ["league", "opening", "closing"]


def test_pairs_have_their_key(book):
    """Number and letter of each pair belong together."""
    section = book.build("en", **SETTINGS).page("01-bridge").select_one("#ex-01-bridge-pairs")
    left, right = ([item.get_text(strip=True) for item in column.select("li")] for column in section.select(".tai-pairs > ol"))
    key = section.select_one(".tai-answer").get_text().removeprefix("Answer ").split(", ")
    found = {left[int(number) - 1]: right["ABC".index(letter)] for number, letter in (pair.split("–") for pair in key)}
    assert found == {"opening": "1930", "closing": "1975", "league": "1920"}


def test_strings_of_exercises_are_in_the_chapters_catalogue(book):
    """Titles, options, feedback, units and levels can be translated, and each message knows its file and line."""
    pages = book.build("en", "gettext", gettext_location=True, **SETTINGS)
    with (pages.out / "01-bridge.pot").open("rb") as file:
        messages = {str(message.id): message.locations for message in read_po(file)}
    for text in (
        "The day of the opening",
        "14 June 1931",
        "years",
        "Sample one.",
        "good",
        "opening",
        "1930",
        "{fact}`bridge-opened.date`",
        "closing",
    ):
        assert text in messages, text
    place, line = messages["14 June 1931"][0]
    assert place.endswith("exercises/01-bridge/day-of-opening.md") and line == 17


def test_a_translation_reaches_page_and_key(book):
    """Options, units and gaps are translated like any other text; the worked answer follows the language."""
    gaps = "Opened {blank}`June 1930 <bridge-opened.date>`, closed {blank}`bridge-closed.date`."
    book.translate(
        "ja",
        "01-bridge",
        {
            "years": "年",
            gaps: "開通は{blank}`1930年6月 <bridge-opened.date>`、閉鎖は{blank}`bridge-closed.date`。",
            "14 June 1931": "1931年6月14日",
        },
    )
    page = book.build("ja", **SETTINGS).page("01-bridge")
    assert "45年" in page.select_one("#ex-01-bridge-years-of-service .tai-solution").get_text()
    assert "1975年3月2日" in page.select_one("#ex-01-bridge-gaps .tai-solution").get_text()
    assert "開通は[ 1 ]、閉鎖は[ 2 ]。" in page.select_one("#ex-01-bridge-gaps").get_text()
    assert "橋梁連盟" in page.select_one("#ex-01-bridge-words .tai-solution").get_text()
    assert "1931年6月14日" in page.select_one("#ex-01-bridge-day-of-opening").get_text()


def test_what_varies_is_said_in_the_language_of_the_page(book):
    """A page shows the first alternative: date and state in its own words, and the answer that follows."""
    question = "On {given}`day`, with the capital of {given}`state`?"
    book.translate("ja", "01-bridge", {question: "{given}`day`、{given}`state`の出資と合わせて。"})
    english = book.build("en", **SETTINGS).page("01-bridge").select_one("#ex-01-bridge-varied").get_text()
    assert "On 1 June 1941, with the capital of Switzerland?" in english and "Answer 3,000,001" in english
    assert (
        "1941年6月1日、スイスの出資と合わせて。"
        in book.build("ja", **SETTINGS).page("01-bridge").select_one("#ex-01-bridge-varied").get_text()
    )


def test_a_wrong_gap_in_a_translation_is_reported(book):
    """The check that compares words with facts reaches into gaps, and names the catalogue."""
    gaps = "Opened {blank}`June 1930 <bridge-opened.date>`, closed {blank}`bridge-closed.date`."
    book.translate("ja", "01-bridge", {gaps: "開通は{blank}`1931年6月 <bridge-opened.date>`、閉鎖は{blank}`bridge-closed.date`。"})
    complaints = book.build("ja", **SETTINGS).complaints
    assert len(complaints) == 1 and "01-bridge.po" in complaints[0] and "bridge-opened.date" in complaints[0]


def test_plain_outputs_show_everything_in_place(book):
    """Where nothing opens and closes, feedback and solution stand below the question; the proof does not."""
    text = (book.build("en", "text", **SETTINGS).out / "01-bridge.txt").read_text("utf-8")
    for words in ("This is a year late", "**Solution**", "Sample one.", "45 years", "[ 1 ]"):
        assert words in text
    assert ">>>" not in text


def test_a_fault_names_the_exercise(book):
    """A faulty file is reported with its own line, and the others still stand."""
    book.write({"exercises/01-bridge/bad.md": "---\nkind: riddle\n---\n\n# Bad\n"})
    pages = book.build("en", **SETTINGS)
    assert any(line.startswith("exercises/01-bridge/bad.md:2") or "exercises/01-bridge/bad.md:2:" in line for line in pages.complaints)
    assert len(pages.page("01-bridge").select("section.tai-exercise")) == 10


def test_a_new_exercise_is_noticed(book):
    """Adding a file builds the chapter anew; so does changing one."""
    book.build("en", **SETTINGS)
    book.write({"exercises/01-bridge/again.md": f"---\n{PARTS['words'].replace('# Words', '# Again')}{SOLUTION}"})
    assert len(book.build("en", **SETTINGS).page("01-bridge").select("section.tai-exercise")) == 11


def test_nothing_new_is_nothing_to_do(book):
    """A second build of the same book reads no page again; one more exercise makes its page stale, and no other."""
    first = dict(book.build("en", **SETTINGS).app.env.all_docs)
    assert dict(book.build("en", **SETTINGS).app.env.all_docs) == first
    book.write({"exercises/01-bridge/again.md": f"---\n{PARTS['words'].replace('# Words', '# Again')}{SOLUTION}"})
    third = dict(book.build("en", **SETTINGS).app.env.all_docs)
    assert [name for name in first if third[name] != first[name]] == ["01-bridge"]


def test_a_folder_that_is_not_there_is_a_fault(book):
    """A chapter that draws in exercises has some."""
    book.write({"docs/02-none.md": "# None\n\n:::{exercises}\n:::\n", "docs/index.md": "# Book\n\n```{toctree}\n01-bridge\n02-none\n```\n"})
    assert any("no exercises" in line for line in book.build("en", **SETTINGS).complaints)
