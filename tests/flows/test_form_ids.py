"""What the ids that a form gives its answers change at night, whoever says them: the form itself or its script."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from forms.cells import Cell
from forms.event_report import EventReport
from forms.google_form.answers import FormAnswer
from tests.flows.stage import HOUSE, REPORT, Stage

TAB = EventReport.tab.lt
FIRST, EDITED = datetime(2023, 5, 3, 7, tzinfo=UTC), datetime(2023, 6, 2, 9, tzinfo=UTC)
ALL_NEW: dict[str, Cell] = {"title": "Vakaras", "date": "2023-05-20", "present": "9", "social_contacts": "9"}
"""Answers that no careful reader would take for an edit of the sample's."""
LINK = "https://docs.google.com/forms/d/e/1FAIpQLS/viewform?edit2=2_ABaOnud"


def said_by_form(stage: Stage, answers: dict[str, Cell], last: datetime) -> None:
    told = {key: str(text) for key, text in answers.items() if key != "stamp"}
    answer = FormAnswer("ACYD1", FIRST, last, "", told)
    stage.services = replace(stage.services, given=lambda *_: {"event_report": (answer,)})


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.night()
    return made


def test_edit_that_changes_all_is_one_for_the_form_says_so(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    said_by_form(stage, REPORT, FIRST)
    stage.night()
    before = stage.ledger.letters()
    stage.book.sheets[TAB].pop()
    edited = REPORT | ALL_NEW | {"stamp": "2023-06-02 12:00:00"}
    stage.answer(EventReport, edited)
    said_by_form(stage, edited, EDITED)
    stage.night()

    ((one,),) = stage.ledger.past(HOUSE.slug).responses.values()
    assert (one.version, one.response_id, stage.ledger.letters()) == (2, "ACYD1", before)
    assert [row["Kas"] for key, row in stage.table("Reikia dėmesio").items() if "vanished" in key] == []


@pytest.mark.parametrize(
    ("typed", "seen"),
    [(LINK, LINK), ("https://forms.example.org/edit", ""), ("http://docs.google.com/forms/", "")],
)
def test_letter_leads_to_the_form_by_the_address_that_its_script_wrote_and_by_no_other(
    stage: Stage, typed: str, seen: str
) -> None:
    stage.book.sheets[TAB][0] += ["Nuoroda atsakymui taisyti", "Atsakymo ID"]
    stage.answer(EventReport, REPORT | {"date": "2023-04-31"})
    stage.book.sheets[TAB][-1] += [typed, "2_ABaOnud"]
    stage.night()

    (letter,) = stage.ledger.letters()
    assert (letter.kind, letter.fields["edit_link"]) == ("please_correct", seen)
