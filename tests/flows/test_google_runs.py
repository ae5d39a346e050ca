"""Nights of an organisation whose workbook is a spreadsheet of Google's: what its people see, and how often we call."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from config.settings import load_settings
from flows.adapters.google_sheets import GoogleWorkbook
from flows.runs.consolidation import Outcome
from flows.wiring import connect
from forms.cells import Cell
from forms.questions import Form
from tests.flows.google_hands import READ, WRITE, client_of
from tests.flows.stage import APPLICATION, REPORT, TRAINING, Application, CoordinatorRecord, EventReport, Stage
from tests.google.accounts import SERVICE
from tests.google.person import Person
from tests.google.quota import Clock
from tests.google.world import Google


class GoogleStage(Stage):
    """The stage with a spreadsheet; whoever types has it open in the browser."""

    def __init__(self, folder: Path) -> None:
        self.google = Google()
        there = self.google.new_book("Namai", shared_with=SERVICE, locale="lt_LT", timeZone="Europe/Vilnius")
        self.person = Person(there)
        self.account = client_of(self.google)
        self.workbook = GoogleWorkbook(there.id, lambda: self.account)
        super().__init__(folder, self.workbook)  # type: ignore[arg-type]  # in the place of the one in memory

    def night(self) -> Outcome:
        self.google.clock.start = self.now + timedelta(days=1)
        self.google.calls.clear()
        return super().night()

    def answer(self, form: type[Form], *rows: dict[str, Cell]) -> None:
        """Put answers below the last one, as a form does: each as text."""
        sheet = self.person.sheet(form.tab.lt)
        for row in rows:
            cells = [row.get("stamp"), *(row.get(question.key) for question in form.questions)]
            bodies = [{} if cell is None else {"userEnteredValue": {"stringValue": str(cell)}} for cell in cells]
            self.person.ask("appendCells", sheetId=sheet.id, rows=[{"values": bodies}], fields="userEnteredValue")

    def records(self, tab: str) -> list[dict[str, Cell]]:
        """Return a tab's rows by the columns' titles."""
        return [row for row in self.person.records(tab) if row["Raktas"]]

    def calls(self) -> dict[str, int]:
        return dict(Counter(self.google.names()))


@pytest.fixture
def stage(tmp_path: Path) -> GoogleStage:
    return GoogleStage(tmp_path)


def test_first_night_reads_once_and_writes_once_and_the_second_only_reads(stage: GoogleStage) -> None:
    first = stage.night()
    calls = stage.calls()
    second = stage.night()

    assert (first.not_read, second.not_read) == ((), ())
    assert calls == {READ: 1, WRITE: 1}
    assert stage.calls() == {READ: 1}
    assert second.did_something is False
    assert [sheet.title for sheet in stage.workbook.read().sheets][3:] == [
        "Reikia dėmesio", "Paraiškos", "Renginiai", "Įrašai", "Ambasadoriai", "Kontaktai", "Laiškai", "Suvestinė",
    ]  # fmt: skip


def test_empty_tab_that_a_spreadsheet_begins_with_is_hidden_and_not_deleted(stage: GoogleStage) -> None:
    stage.night()

    assert stage.person.sheet("Sheet1").properties["hidden"] is True


def test_answers_are_shown_and_a_decision_holds(stage: GoogleStage) -> None:
    stage.night()
    stage.answer(Application, APPLICATION)
    stage.answer(CoordinatorRecord, TRAINING)
    stage.answer(EventReport, REPORT)
    third = stage.night()
    calls = stage.calls()
    (application,) = stage.records("Paraiškos")
    stage.person.type_in("Paraiškos", application["Raktas"], "Sprendimas", "Priimta")
    fourth = stage.night()

    assert [third.not_read, fourth.not_read] == [(), ()]
    assert calls == {READ: 1, WRITE: 1}
    assert stage.calls() == {READ: 1, WRITE: 1}
    (application,) = stage.records("Paraiškos")
    assert (application["Vardas"], application["Sprendimas"]) == ("Jonas", "Priimta")
    stage.night()
    assert stage.calls() == {READ: 1}


@pytest.mark.parametrize("rows", [1, 40])
def test_calls_of_a_night_do_not_depend_on_the_number_of_rows(stage: GoogleStage, rows: int) -> None:
    stage.night()
    stage.answer(
        Application, *({**APPLICATION, "last_name": f"Petraitis{n}", "email": f"a{n}@example.com"} for n in range(rows))
    )
    stage.night()

    assert stage.calls() == {READ: 1, WRITE: 1}
    assert len(stage.records("Paraiškos")) == rows


def test_decision_typed_between_reading_and_writing_is_taken_up_the_next_night(stage: GoogleStage) -> None:
    stage.night()
    stage.answer(Application, APPLICATION)
    stage.night()
    (application,) = stage.records("Paraiškos")
    stage.answer(Application, {**APPLICATION, "last_name": "Jonaitis", "email": "kitas@example.com"})
    stage.google.before(
        WRITE, lambda: stage.person.type_in("Paraiškos", application["Raktas"], "Sprendimas", "Priimta")
    )
    stage.night()
    there = {row["Raktas"]: row["Sprendimas"] for row in stage.records("Paraiškos")}
    again = stage.night()

    assert there[application["Raktas"]] == "Priimta"
    assert again.did_something is True
    assert stage.calls() == {READ: 1, WRITE: 1}


def test_settings_that_name_a_national_spreadsheet_open_google(tmp_path: Path) -> None:
    google = Google(clock=Clock())
    national = google.new_book("Programa", shared_with=SERVICE)
    settings = load_settings(tmp_path).model_copy(
        update={
            "google_programme": f"https://docs.google.com/spreadsheets/d/{national.id}/edit#gid=0",
            "google_key": google.key_file(tmp_path / "key.json"),
        }
    )
    with google.online():
        services = connect(settings)
        assert services.national.read().sheets == ()

    assert services.national.name == "Programa"
    assert google.names() == [READ]
