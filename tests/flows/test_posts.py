"""What came through our own pages stands in the responses tab after a night, and lives there as any other row."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.adapters.signed_links import SignedLinks
from forms.posts import PostState
from tests.flows.posts import ANSWERS, correction, new_post, suspect, withdrawal
from tests.flows.stage import APPLICATION, Application, EventReport, Stage

TAB = Application.tab.lt
NEEDS = "Reikia dėmesio"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.services = replace(
        made.services, links=lambda now: SignedLinks("key", "https://formos.example.org", now.date())
    )
    return made


def rows(stage: Stage, tab: str = TAB) -> list[dict[str, object]]:
    grid = stage.book.sheets[tab]
    return [dict(zip(map(str, grid[0]), row, strict=False)) for row in grid[1:]]


def test_post_into_a_new_organisation_stands_in_its_tab_and_is_confirmed_with_a_link(stage: Stage) -> None:
    stage.ledger.post([new_post()])
    outcome = stage.night()

    (row,) = rows(stage)
    assert (row["Vardas"], row["Atsakymo ID"], row["Sutikimo teksto versija"], str(row["Laiko žyma"])) == (
        "Jonas", "w-1", "application-lt-1", "2023-06-01 12:30:15",
    )  # fmt: skip
    (letter,) = stage.ledger.letters()
    assert (outcome.counts["new"], letter.kind, letter.recipient) == (1, "application_received", "jonas@example.com")
    assert letter.fields["edit_link"].startswith("https://formos.example.org/answers/")
    assert stage.ledger.organisations_waiting() == frozenset()


def test_second_night_after_a_post_changes_nothing(stage: Stage) -> None:
    stage.ledger.post([new_post(), new_post("w-2", "event_report")])
    stage.night()
    before = (stage.book.token(), stage.ledger.letters())
    outcome = stage.night()

    assert (outcome.did_something, stage.book.token(), stage.ledger.letters()) == (False, *before)


def test_post_whose_tab_was_written_and_not_noted_is_not_written_twice(stage: Stage) -> None:
    stage.ledger.post([new_post()])
    stage.services = replace(stage.services, ledger=Forgetful(stage.ledger))  # type: ignore[arg-type]
    stage.night()
    stage.services = replace(stage.services, ledger=stage.ledger)
    stage.ledger.post([new_post("w-2", answers={"email": "ona@example.com", "first_name": "Ona"})])
    stage.night()

    assert [row["Atsakymo ID"] for row in rows(stage)] == ["w-1", "w-2"]
    assert len(stage.ledger.letters()) == 2


class Forgetful:
    """A ledger that dies before it can note that posts stand in their tab."""

    def __init__(self, ledger: object) -> None:
        self._ledger = ledger

    def __getattr__(self, name: str) -> object:
        return getattr(self._ledger, name)

    def posts_shown(self, *_: object) -> None:
        """Note nothing."""


def test_post_while_the_workbook_is_open_is_remembered_and_written_when_it_is_closed(stage: Stage) -> None:
    stage.night()
    stage.book.is_open = True
    stage.ledger.post([new_post()])
    stage.night()
    stage.book.is_open = False
    assert rows(stage) == []
    stage.night()

    assert ([row["Vardas"] for row in rows(stage)], len(stage.ledger.letters())) == (["Jonas"], 1)


def test_post_beside_rows_that_were_there_before_leaves_them_a_baseline(stage: Stage) -> None:
    stage.book.sheets[TAB] = [["Laiko žyma", *(question.title.lt for question in Application.questions)]]
    stage.answer(Application, APPLICATION | {"email": "sena@example.com", "first_name": "Sena"})
    stage.ledger.post([new_post()])
    stage.night()

    assert [one.recipient for one in stage.ledger.letters()] == ["jonas@example.com"]


def test_correction_changes_its_row_alone_and_keeps_what_the_coordinator_mended(stage: Stage) -> None:
    stage.ledger.post([new_post(), new_post("w-2", answers={"email": "ona@example.com", "first_name": "Ona"})])
    stage.night()
    key = next(key for key, row in stage.table("Paraiškos").items() if row["Vardas"] == "Jonas")
    stage.decide("Paraiškos", key, "Priimta")
    stage.night()
    grid = stage.book.sheets[TAB]
    grid[1][grid[0].index("Pavardė")] = "Petraitis-Jonaitis"
    grid[1], grid[2] = grid[2], grid[1]
    stage.ledger.post([correction(first_name="Jonas Algirdas", phone="")])
    stage.night()

    ona, jonas = rows(stage)
    assert (ona["Vardas"], jonas["Vardas"], jonas["Pavardė"], jonas["Telefonas"]) == (
        "Ona", "Jonas Algirdas", "Petraitis-Jonaitis", None,
    )  # fmt: skip
    assert stage.table("Paraiškos")[key]["Būsena"] == "Pakeista"
    assert f"{key}/edited:2" in stage.table(NEEDS)


def test_correction_before_anybody_saw_the_response_is_the_response(stage: Stage) -> None:
    stage.ledger.post([new_post(), correction(first_name="Jonas Algirdas", phone="")])
    stage.night()

    (row,) = rows(stage)
    assert (row["Vardas"], row["Telefonas"]) == ("Jonas Algirdas", None)


def test_correction_of_a_row_that_was_deleted_brings_it_back_with_its_key(stage: Stage) -> None:
    stage.ledger.post([new_post()])
    stage.night()
    key = stage.only("Paraiškos")
    del stage.book.sheets[TAB][1]
    stage.night()
    stage.ledger.post([correction(first_name="Jonas Algirdas")])
    stage.night()

    (row,) = rows(stage)
    assert (row["Vardas"], row["Pavardė"], stage.only("Paraiškos")) == ("Jonas Algirdas", "Petraitis", key)


def test_withdrawal_sets_aside_at_once_and_is_told_until_the_coordinator_says_done(stage: Stage) -> None:
    stage.ledger.post([new_post()])
    stage.night()
    key = stage.only("Paraiškos")
    stage.decide("Paraiškos", key, "Priimta")
    stage.ledger.post([withdrawal()])
    stage.night()
    assert stage.table("Paraiškos")[key]["Būsena"] == "Atsiėmė"
    line = next(one for one in stage.table(NEEDS) if "taken_back" in one)
    stage.decide(NEEDS, line, "Atlikta")
    stage.night()

    assert [one for one in stage.table(NEEDS) if "taken_back" in one] == []
    assert stage.table("Paraiškos")[key]["Būsena"] == "Atsiėmė"
    assert stage.ledger.organisations_waiting() == frozenset()


def test_withdrawn_report_counts_nowhere(stage: Stage) -> None:
    stage.ledger.post([new_post(form="event_report")])
    stage.night()
    assert stage.table("Suvestinė")["events"]["Šiemet"] == 1
    stage.ledger.post([withdrawal(form="event_report")])
    stage.night()

    assert stage.table("Suvestinė")["events"]["Šiemet"] == 0


def test_suspects_are_one_line_until_they_are_let_in_or_refused(stage: Stage) -> None:
    stage.ledger.post([suspect("w-1"), suspect("w-2", first_name="Ona", email="ona@example.com")])
    stage.night()
    assert rows(stage) == []
    (line,) = (one for one in stage.table(NEEDS) if one.startswith("W/"))
    assert "2 (užpildytas paslėptas laukas – 2)" in str(stage.table(NEEDS)[line]["Kas"])

    stage.decide(NEEDS, line, "Patvirtinta")
    stage.ledger.post([suspect("w-3")])
    stage.night()

    assert [row["Atsakymo ID"] for row in rows(stage)] == ["w-1", "w-2"]
    (later,) = (one for one in stage.table(NEEDS) if one.startswith("W/"))
    stage.decide(NEEDS, later, "Atmesta")
    stage.night()
    assert ([one for one in stage.table(NEEDS) if one.startswith("W/")], len(rows(stage))) == ([], 2)
    assert stage.ledger.suspects("namai") == 0


def test_post_waits_while_its_tab_lacks_a_column_and_comes_when_it_is_back(stage: Stage) -> None:
    stage.night()
    grid = stage.book.sheets[TAB]
    place = grid[0].index("Pavardė")
    grid[0][place] = "Kas čia"
    stage.ledger.post([new_post()])
    stage.night()
    assert stage.ledger.organisations_waiting() == frozenset({"namai"})
    stage.book.sheets[TAB][0][place] = "Pavardė"
    stage.night()

    assert [row["Pavardė"] for row in rows(stage)] == ["Petraitis"]


def test_please_correct_leads_to_the_question(stage: Stage) -> None:
    stage.ledger.post([new_post(form="event_report", answers={"date": "2023-04-31"})])
    stage.night()

    (letter,) = stage.ledger.letters()
    assert (letter.kind, letter.fields["edit_link"].rpartition("/")[2]) == ("please_correct", "correct#date")


def test_answers_of_a_post_are_kept_once_only(stage: Stage) -> None:
    stage.ledger.post([new_post()])
    assert stage.ledger.past("namai").posts[0].answers == ANSWERS
    stage.night()

    known = stage.ledger.posted("w-1")
    assert known is not None
    assert (known.answers, known.state, known.withdrawn_at) == (ANSWERS, PostState.SHOWN, None)
    assert stage.ledger.past("namai").posts == ()


def test_tab_with_the_posts_has_report_dates_as_dates_and_numbers_as_numbers(stage: Stage) -> None:
    stage.ledger.post([new_post(form="event_report")])
    stage.night()

    (row,) = rows(stage, EventReport.tab.lt)
    assert (str(row["Renginio data"]), row["Trukmė (valandomis)"], row["Kiek žmonių dalyvavo?"]) == (
        "2023-05-02", 1.5, 30,
    )  # fmt: skip
