"""A form or its tab that people change: recognised or said, never guessed, and nobody is written to again."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from flows.adapters.memory import Grid, MemoryWorkbook
from flows.runs.consolidation import Outcome
from tests.flows.google_mirror import GoogleMirror
from tests.flows.stage import APPLICATION, Application, Stage

TAB = Application.tab.lt
PLACE, LANGUAGE = (
    next(one.title.lt for one in Application.questions if one.key == key) for key in ("municipality", "language")
)
OTHER = {**APPLICATION, "first_name": "Ona", "last_name": "Kazlauskienė", "email": "ona@example.com", "phone": ""}


@pytest.fixture(params=[MemoryWorkbook, GoogleMirror])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Stage:
    """Two applications that were read, and whose letters are queued."""
    made = Stage(tmp_path, request.param())
    made.night()
    made.answer(Application, APPLICATION, OTHER)
    made.night()
    made.night()
    return made


def column(grid: Grid, title: str) -> int:
    return [str(cell) for cell in grid[0]].index(title)


def rename(grid: Grid) -> None:
    grid[0][column(grid, PLACE)] = "Kur gyvenate?"


def move(grid: Grid) -> None:
    at = column(grid, PLACE)
    for row in grid:
        row.extend([None] * (len(grid[0]) - len(row)))
        row.append(row.pop(at))


def double(grid: Grid) -> None:
    at = column(grid, PLACE)
    for row in grid:
        row.extend([None] * (len(grid[0]) - len(row)))
        row.append(row[at])


def remove(grid: Grid) -> None:
    at = column(grid, PLACE)
    for row in grid:
        del row[at : at + 1]


def add(grid: Grid) -> None:
    for row in grid:
        row.extend([None] * (len(grid[0]) - len(row)))
    grid[0].append("Iš kur apie mus sužinojote?")
    grid[1].append("Iš draugų")


def after(stage: Stage, change: Callable[[Grid], None]) -> tuple[Outcome, list[str], list[str]]:
    """Return a night after a change: its outcome, what waits newly, and letters that were not there."""
    waited, letters = set(stage.table("Reikia dėmesio")), {one.key for one in stage.ledger.letters()}
    change(stage.book.sheets[TAB])
    done = stage.night()
    waits = [str(row["Kas"]) for key, row in stage.table("Reikia dėmesio").items() if key not in waited]
    return done, waits, [one.key for one in stage.ledger.letters() if one.key not in letters]


def applications(stage: Stage) -> list[str]:
    return sorted(str(row["El. paštas"]) for row in stage.table("Paraiškos").values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (rename, f"Lape nebėra stulpelio: „{PLACE}“."),
        (remove, f"Lape nebėra stulpelio: „{PLACE}“."),
        (double, f"Stulpelis lape yra du kartus: „{PLACE}“."),
    ],
)
def test_question_renamed_removed_or_doubled_is_said_and_its_form_held(
    stage: Stage, change: Callable[[Grid], None], said: str
) -> None:
    done, waits, letters = after(stage, change)

    assert [said in sentence for sentence in done.not_read] == [True]
    assert said in waits[0]
    assert letters == []
    assert applications(stage) == ["jonas@example.com", "ona@example.com"]


def test_question_that_moved_changes_nothing(stage: Stage) -> None:
    done, waits, letters = after(stage, move)
    assert (done.did_something, done.not_read, waits, letters) == (False, (), [], [])


def test_question_that_was_added_is_mentioned_and_the_rest_is_read(stage: Stage) -> None:
    done, waits, letters = after(stage, add)
    assert (done.not_read, letters) == ((), [])
    assert [sentence.startswith("Formoje nėra stulpelio: „Iš kur apie mus sužinojote?“") for sentence in waits] == [
        True
    ]


def test_option_that_was_renamed_is_a_problem_of_the_answer(stage: Stage) -> None:
    def choose(grid: Grid) -> None:
        grid[1][column(grid, LANGUAGE)] = "Lietuvių kalba ir dar viena"

    done, waits, _ = after(stage, choose)
    assert done.not_read == ()
    assert dict(done.problems) == {"not_offered": 1}
    assert [f"„{LANGUAGE}“ – Tokio pasirinkimo šis klausimas neturi." in one for one in waits].count(True) == 1


def test_tab_that_was_renamed_changes_nothing(stage: Stage) -> None:
    letters = stage.ledger.letters()
    stage.book.sheets = {{TAB: "Atsakymai 2026"}.get(title, title): grid for title, grid in stage.book.sheets.items()}
    done = stage.night()

    assert (done.not_read, stage.ledger.letters()) == ((), letters)
    assert applications(stage) == ["jonas@example.com", "ona@example.com"]


@pytest.mark.parametrize("old_tab", ["stays", "is deleted"])
def test_form_linked_anew_with_all_its_old_answers_writes_to_nobody(stage: Stage, old_tab: str) -> None:
    letters = stage.ledger.letters()
    stage.book.sheets["Form Responses 2"] = deepcopy(stage.book.sheets[TAB])
    if old_tab == "is deleted":
        del stage.book.sheets[TAB]
    done = stage.night()
    again = stage.night()

    assert (done.not_read, again.did_something, stage.ledger.letters()) == ((), False, letters)
    assert applications(stage) == ["jonas@example.com", "ona@example.com"]
