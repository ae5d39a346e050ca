"""A coordinator holds a letter in the morning: it stays, though no night has read the word yet."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from config.settings import load_settings
from flows import clock
from flows.runs.importing import import_answers
from flows.runs.mailing import send_due
from flows.runs.programme import consolidate_programme
from flows.runs.setting_up import Joining, add_organisation, find_organisation
from flows.wiring import Services, connect
from forms.application import Application
from forms.outbox import LetterState
from forms.words import Language
from tests.flows.stage import APPLICATION
from tests.flows.test_importing import write

NIGHT, MORNING, NEXT_NIGHT = (clock.as_of(at) for at in ("2023-06-02T02:00", "2023-06-02T08:00", "2023-06-03T02:00"))


@pytest.fixture
def services(tmp_path: Path) -> Services:
    made = connect(load_settings(tmp_path))
    add_organisation(made, Joining("namai", "Namai", "k@namai.example.org", Language.LT))
    consolidate_programme(made, clock.as_of("2023-06-01T02:00"))
    house = find_organisation(made, "namai")
    other = {**APPLICATION, "email": "ona@example.com", "first_name": "Ona", "last_name": "Kazlaitė", "phone": None}
    file = write(tmp_path / "f.csv", Application, APPLICATION, {**other, "stamp": "2023-04-04 10:00:00"})
    import_answers(made, house, Application, file, letters=True, now=NIGHT)
    consolidate_programme(made, NIGHT)
    return made


def type_beside_the_first(services: Services, word: str) -> str:
    """Type into the decision of the first letter, and return its key."""
    path = services.settings.workbooks / "namai.xlsx"
    book = load_workbook(path)
    book["Laiškai"].cell(2, 2, word)
    key = str(book["Laiškai"].cell(2, 1).value)
    book.save(path)
    return key


def states(services: Services) -> dict[str, LetterState]:
    return {one.key: one.state for one in services.ledger.letters()}


@pytest.mark.parametrize("word", ["Sulaikyti", "hold", "sulaikyk"])
def test_letter_held_in_the_morning_stays_and_the_others_leave(services: Services, word: str) -> None:
    held = type_beside_the_first(services, word)

    done = send_due(services, MORNING)

    assert (done.sent, done.held) == (1, 1)
    assert {key for key, state in states(services).items() if state is LetterState.HELD} == {held}


def test_letter_held_in_the_morning_leaves_when_it_is_released(services: Services) -> None:
    held = type_beside_the_first(services, "Sulaikyti")
    send_due(services, MORNING)
    consolidate_programme(services, NEXT_NIGHT)
    between = states(services)[held]
    type_beside_the_first(services, "Leisti")
    consolidate_programme(services, clock.as_of("2023-06-04T02:00"))

    done = send_due(services, clock.as_of("2023-06-04T08:00"))

    assert (between, done.sent, states(services)[held]) == (LetterState.HELD, 1, LetterState.SENT)


def test_letter_held_too_late_is_told_so(services: Services) -> None:
    send_due(services, MORNING)
    type_beside_the_first(services, "Sulaikyti")
    consolidate_programme(services, NEXT_NIGHT)

    sheet = load_workbook(services.settings.workbooks / "namai.xlsx")["Laiškai"]
    head = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, head.index("Kas sutrukdė") + 1).value == "Sulaikyti per vėlu: laiškas jau išsiųstas."


def test_damaged_workbook_holds_nothing(services: Services) -> None:
    (services.settings.workbooks / "namai.xlsx").write_bytes(b"PK")

    assert send_due(services, MORNING).sent == 2
