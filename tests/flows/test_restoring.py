"""Rows that somebody deleted come back by a word: what we remember from the ledger, the rest from the form itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.adapters.form_answers import answers_of
from flows.adapters.google_forms import GoogleForms
from flows.adapters.known_forms import KnownForms
from flows.runs.publishing import publish_form
from forms.cells import Cell
from forms.event_report import EventReport
from forms.google_form.answers import FormAnswer
from forms.organisations import Organisation
from forms.words import Language
from tests.flows.posts import new_post
from tests.flows.stage import APPLICATION, HOUSE, REPORT, Application, Stage
from tests.google.forms_door import FormsDoor

TAB, REPORTS, NEEDS = Application.tab.lt, EventReport.tab.lt, "Reikia dėmesio"
STAMP = datetime(2023, 5, 3, 7, 0, 0, 123456, tzinfo=UTC)
"""The time stamp of the sample's report, ten o'clock in Vilnius, as a form tells it."""
LATELY = datetime(2023, 6, 2, 9, 0, tzinfo=UTC)
"""After the night that the stage has had."""


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.night()
    return made


def rows(stage: Stage, tab: str) -> list[list[Cell]]:
    return [row for row in stage.book.sheets[tab][1:] if any(row)]


def line_of(stage: Stage, kind: str) -> str:
    (line,) = (key for key in stage.table(NEEDS) if key.partition("/")[2].startswith(kind))
    return line


def test_deleted_row_comes_back_as_it_was_with_its_key_and_no_letter(stage: Stage) -> None:
    stage.answer(Application, APPLICATION, APPLICATION | {"email": "ona@example.com", "first_name": "Ona"})
    stage.night()
    before, letters = stage.table("Paraiškos"), stage.ledger.letters()
    del stage.book.sheets[TAB][1]
    stage.night()
    stage.decide(NEEDS, line_of(stage, "vanished"), "Grąžinti eilutę")
    outcome = stage.night()

    assert [row[1] for row in rows(stage, TAB)] == ["Ona", "Jonas"]
    assert ([line for line in stage.table(NEEDS) if "vanished" in line], outcome.counts["new"]) == ([], 0)
    assert {key: row["Vardas"] for key, row in stage.table("Paraiškos").items()} == {
        key: row["Vardas"] for key, row in before.items()
    }
    assert stage.ledger.letters() == letters
    assert not stage.night().did_something


def test_row_that_is_deleted_again_is_asked_about_again(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)
    stage.night()
    for _ in range(2):
        del stage.book.sheets[TAB][1]
        stage.night()
        stage.decide(NEEDS, line_of(stage, "vanished"), "Grąžinti eilutę")
        stage.night()
        assert len(rows(stage, TAB)) == 1


def test_deleted_row_of_a_page_comes_back_with_its_id(stage: Stage) -> None:
    stage.ledger.post([new_post()])
    stage.night()
    del stage.book.sheets[TAB][1]
    stage.night()
    stage.decide(NEEDS, line_of(stage, "vanished"), "Grąžinti eilutę")
    stage.night()

    (row,) = rows(stage, TAB)
    assert row[stage.book.sheets[TAB][0].index("Atsakymo ID")] == "w-1"


def test_word_to_restore_is_none_of_any_other_line(stage: Stage) -> None:
    stage.answer(EventReport, REPORT | {"date": "2023-04-31"})
    stage.night()
    stage.decide(NEEDS, line_of(stage, "mend"), "Grąžinti eilutę")
    stage.night()

    assert any("nėra" in str(row["Kas"]) for key, row in stage.table(NEEDS).items() if key.endswith("/word"))


def given(stage: Stage, *answers: FormAnswer) -> None:
    """Let the form have answers, which it tells all or since a moment."""

    def told(_: Organisation, since: datetime | None) -> Mapping[str, tuple[FormAnswer, ...]]:
        return {"event_report": tuple(one for one in answers if since is None or one.last_submitted_at >= since)}

    stage.services = replace(stage.services, given=told)


def answer(number: int, at: datetime = STAMP, **texts: str) -> FormAnswer:
    told = {key: str(text) for key, text in REPORT.items() if key != "stamp"} | texts
    return FormAnswer(f"ACYD{number}", at, at, "", told)


def test_answer_whose_row_was_deleted_before_we_saw_it_is_told_and_comes_back(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    given(stage, answer(1), answer(2, STAMP + timedelta(days=1), title="Vakaras", reporter_email="ona@example.com"))
    stage.night()
    line = line_of(stage, "lost")
    assert "2023-05-04 pateiktas atsakymas" in str(stage.table(NEEDS)[line]["Kas"])
    letters = len(stage.ledger.letters())
    stage.decide(NEEDS, line, "Grąžinti eilutę")
    stage.night()

    head = stage.book.sheets[REPORTS][0]
    assert [row[head.index("Renginio pavadinimas")] for row in rows(stage, REPORTS)] == [REPORT["title"], "Vakaras"]
    assert rows(stage, REPORTS)[1][head.index("Atsakymo ID")] == "ACYD2"
    assert ([key for key in stage.table(NEEDS) if "/lost" in key], len(stage.ledger.letters())) == ([], letters)
    assert not stage.night().did_something


def test_old_answer_is_missed_when_the_workbook_was_changed_and_else_the_forms_are_not_read_whole(stage: Stage) -> None:
    given(stage, answer(1, STAMP - timedelta(days=30)))
    assert not stage.night().did_something
    stage.book.sheets["Užrašai"] = [["Ištryniau eilutę"]]
    stage.night()

    assert line_of(stage, "lost")


def test_answer_that_shall_stay_away_is_asked_about_once(stage: Stage) -> None:
    given(stage, answer(1, LATELY))
    stage.night()
    stage.decide(NEEDS, line_of(stage, "lost"), "Atlikta")
    stage.night()

    assert [key for key in stage.table(NEEDS) if "/lost" in key] == []


def test_row_that_was_mended_or_moved_is_known_to_be_the_answers(stage: Stage) -> None:
    stage.answer(EventReport, REPORT | {"present": "31", "title": "Pokalbis su mokytojomis"})
    given(stage, answer(1))
    stage.night()

    assert [key for key in stage.table(NEEDS) if "/lost" in key] == []


def test_answer_that_is_still_on_its_way_is_nothing(stage: Stage) -> None:
    given(stage, answer(1, stage.now + timedelta(days=1, minutes=-5)))
    stage.night()

    assert [key for key in stage.table(NEEDS) if "/lost" in key] == []


def test_very_many_answers_without_rows_are_one_line_that_asks_which_tab_is_meant(stage: Stage) -> None:
    given(stage, *(answer(number, LATELY + timedelta(minutes=number)) for number in range(12)))
    stage.night()

    told = [row for key, row in stage.table(NEEDS).items() if key.endswith("/answers_lost")]
    assert ([key for key in stage.table(NEEDS) if "/lost" in key], len(told)) == ([], 1)
    assert "12" in str(told[0]["Kas"])


def test_answers_of_a_published_form_are_read_by_question_and_one_that_cannot_be_read_gives_none(stage: Stage) -> None:
    door = FormsDoor()
    api = GoogleForms(door, "robot@programa.example.org")
    publish_form(stage.services, api, HOUSE, EventReport, Language.LT)
    known = KnownForms(stage.services.settings.home / "forms.json")
    ((_, form),) = known.all()
    live = door.forms[form.id]
    live.answer(STAMP, {"Renginio pavadinimas": ["Vakaras"], "Kam skirtas renginys": ["Mokytojai", "Mokiniai"]})

    (one,) = answers_of(known, lambda: api, "namai")["event_report"]
    assert (dict(one.answers), one.created_at) == (
        {"title": "Vakaras", "audience": "Mokytojai, Mokiniai"}, STAMP,
    )  # fmt: skip
    assert answers_of(known, lambda: api, "kiti") == {}
    door.forms.clear()
    assert answers_of(known, lambda: api, "namai") == {}
