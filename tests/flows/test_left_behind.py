"""Rows of our tabs that nothing stands behind any more tell what became of it, and come back with it."""

from pathlib import Path

import pytest

from forms.cells import Cell
from forms.event_report import EventReport
from tests.flows.stage import APPLICATION, REPORT, TRAINING, Application, CoordinatorRecord, Stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.night()
    return made


def vanished_and_rejected(stage: Stage) -> str:
    """Bring in a report, delete its row, reject it where that is asked, and return the event's key."""
    stage.answer(EventReport, REPORT)
    stage.night()
    event = stage.only("Renginiai")
    del stage.book.sheets[EventReport.tab.lt][1]
    stage.night()
    matter = next(key for key in stage.table("Reikia dėmesio") if key.endswith("/vanished"))
    stage.decide("Reikia dėmesio", matter, "Atmesta")
    stage.night()
    return event


def test_event_whose_only_report_was_rejected_says_so_and_counts_nowhere(stage: Stage) -> None:
    event = vanished_and_rejected(stage)

    row = stage.table("Renginiai")[event]
    assert (row["Būsena"], row["Kas negerai"], row["Renginio pavadinimas"]) == ("Atmesta", None, REPORT["title"])
    assert stage.table("Suvestinė")["events"]["Šiemet"] == 0


def test_event_decided_on_after_its_report_was_rejected_counts_again(stage: Stage) -> None:
    event = vanished_and_rejected(stage)

    stage.decide("Renginiai", event, "Patvirtinta")
    stage.night()

    assert stage.table("Renginiai")[event]["Būsena"] == "Patvirtinta"
    assert stage.table("Suvestinė")["events"]["Šiemet"] == 1


def test_event_whose_only_report_became_invalid_is_to_be_mended(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    stage.night()
    grid = stage.book.sheets[EventReport.tab.lt]
    grid[1][grid[0].index("Renginio data")] = "31/04/2023"
    stage.night()

    assert stage.table("Renginiai")[stage.only("Renginiai")]["Būsena"] == "Taisytina"


def test_ambassador_whose_application_is_no_longer_accepted_shows_where_it_stands(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)
    stage.answer(CoordinatorRecord, TRAINING)
    stage.night()
    application = stage.only("Paraiškos")
    seen: list[object] = []
    for word in ("Priimta", "Atsiėmė", "Priimta"):
        stage.decide("Paraiškos", application, word)
        stage.night()
        (row,) = stage.table("Ambasadoriai").values()
        seen.append((row["Būsena"], stage.table("Suvestinė")["team"]["Šiemet"]))

    assert seen == [("Aktyvus", 1), ("Atsiėmė", 0), ("Aktyvus", 1)]


def test_event_joined_with_another_by_a_person_says_so(stage: Stage) -> None:
    stage.answer(EventReport, {**REPORT, "venue": "Žalgirio gimnazija"})
    writer: dict[str, Cell] = {"reporter_email": "ona@example.com", "reporter_name": "Ona Kazlaitė"}
    stage.answer(EventReport, {**REPORT, **writer, "stamp": "2023-05-04 10:00:00", "venue": "Bendruomenės namai"})
    stage.night()
    pair = next(key for key in stage.table("Reikia dėmesio") if key.endswith("/same_event"))
    stage.decide("Reikia dėmesio", pair, "Tas pats")
    stage.night()

    states = sorted(str(row["Būsena"]) for row in stage.table("Renginiai").values())
    assert states == ["Gauta", "Sujungta"]


def test_contact_whom_no_submission_names_any_more_has_none(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)
    stage.night()
    grid = stage.book.sheets[Application.tab.lt]
    grid[1] = ["2023-05-01 09:00:00" if cell == APPLICATION["stamp"] else cell for cell in grid[1]]
    for column, text in (("Vardas", "Ona"), ("Pavardė", "Kazlaitė"), ("El. paštas", "ona@example.com")):
        grid[1][grid[0].index(column)] = text
    stage.night()

    by_name = {row["Vardas ir pavardė"]: row["Pateikimai"] for row in stage.table("Kontaktai").values()}
    assert by_name == {"Jonas Petraitis": 1, "Ona Kazlaitė": 1}
