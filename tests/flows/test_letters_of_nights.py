"""Which letters a night writes: what was decided, one reminder, trainings, missing reports, the year, a call."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.adapters.rendering import render_letter
from flows.runs.mailing import send_due
from forms.letters import from_fields
from forms.outbox import LetterState, Priority, QueuedLetter
from tests.flows.stage import APPLICATION, REPORT, TRAINING, Application, CoordinatorRecord, EventReport, Stage

ANA = {**APPLICATION, "first_name": "Ana", "last_name": "Kazlaitė", "email": "ana@example.com", "phone": None}
PLANNED = {**TRAINING, "kind": "Suplanuotas renginys", "title": "Pokalbis mokykloje", "people": "Jonas Petraitis"}


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """Return a stage whose forms were met while nothing was in them: what comes now is new."""
    made = Stage(tmp_path)
    made.night()
    return made


def letters(stage: Stage, kind: str = "") -> list[QueuedLetter]:
    return [one for one in stage.ledger.letters("namai") if kind in {"", one.kind}]


def kinds(stage: Stage) -> list[str]:
    return sorted(one.kind for one in letters(stage))


def pass_days(stage: Stage, days: int) -> None:
    stage.now += timedelta(days=days - 1)
    stage.night()


def accepted(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)
    stage.night()
    stage.decide("Paraiškos", stage.only("Paraiškos"), "Priimta")
    stage.night()


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Priimta", "application_accepted"),
        ("Laukia eilėje", "application_waiting"),
        ("Atsisakyta", "application_declined"),
    ],
)
def test_decision_is_told_once(stage: Stage, word: str, kind: str) -> None:
    stage.answer(Application, APPLICATION)
    stage.night()
    key = stage.only("Paraiškos")
    stage.decide("Paraiškos", key, word)
    for _ in range(3):
        stage.night()

    assert [(one.key, one.recipient) for one in letters(stage, kind)] == [(f"{key}/v1/{kind}", "jonas@example.com")]
    assert kinds(stage) == sorted(["application_received", kind])


@pytest.mark.parametrize("word", ["Kviesti į pokalbį", "Atsiėmė", "Nauja"])
def test_decision_that_a_person_tells_is_told_by_no_letter(stage: Stage, word: str) -> None:
    stage.answer(Application, APPLICATION)
    stage.night()
    stage.decide("Paraiškos", stage.only("Paraiškos"), word)
    stage.night()

    assert kinds(stage) == ["application_received"]


def test_decision_taken_back_before_its_letter_left_is_not_told(stage: Stage) -> None:
    accepted(stage)
    stage.decide("Paraiškos", stage.only("Paraiškos"), "Atsisakyta")
    stage.night()

    states = {one.kind: one.state for one in letters(stage)}
    assert states["application_accepted"] is LetterState.HELD
    assert states["application_declined"] is LetterState.QUEUED


def test_word_given_again_after_the_other_was_told_is_told_again(stage: Stage) -> None:
    accepted(stage)
    for word in ("Atsisakyta", "Priimta"):
        send_due(stage.services, stage.now)
        stage.decide("Paraiškos", stage.only("Paraiškos"), word)
        stage.night()

    told = [one.key.partition("/")[2] for one in letters(stage) if "application_received" not in one.key]
    assert told == ["v1/application_accepted", "v1/application_declined", "v1/application_accepted/2"]


def test_decision_about_an_application_that_was_there_before_us_is_not_told(tmp_path: Path) -> None:
    fresh = Stage(tmp_path)
    fresh.book.sheets[Application.tab.lt] = [
        ["Laiko žyma", *(question.title.lt for question in Application.questions)],
        [APPLICATION.get("stamp"), *(APPLICATION.get(question.key) for question in Application.questions)],
    ]
    fresh.night()
    fresh.decide("Paraiškos", fresh.only("Paraiškos"), "Priimta")
    fresh.night()

    assert letters(fresh) == []


def spoilt(stage: Stage) -> str:
    stage.answer(EventReport, {**REPORT, "date": "2023-02-30"})
    stage.night()
    send_due(stage.services, stage.now)
    return letters(stage, "please_correct")[0].key.partition("/")[0]


def test_nobody_is_reminded_before_a_week(stage: Stage) -> None:
    spoilt(stage)
    pass_days(stage, 6)
    assert kinds(stage) == ["please_correct"]


def test_correction_that_does_not_come_is_asked_for_once_more_and_then_by_telephone(stage: Stage) -> None:
    key = spoilt(stage)
    pass_days(stage, 7)
    once = kinds(stage)
    send_due(stage.services, stage.now)
    before = f"{key}/unanswered" in stage.table("Reikia dėmesio")
    pass_days(stage, 7)
    line = stage.table("Reikia dėmesio")[f"{key}/unanswered"]
    pass_days(stage, 30)

    assert (once, before) == (["correction_reminder", "please_correct"], False)
    assert "Paskambinkite" in str(line["Ką daryti"])
    assert kinds(stage) == ["correction_reminder", "please_correct"]


def test_mended_answer_closes_the_request_and_its_letter_that_still_waits(stage: Stage) -> None:
    stage.answer(EventReport, {**REPORT, "date": "2023-02-30"})
    stage.night()
    rows = stage.book.sheets[EventReport.tab.lt]
    rows[-1][rows[0].index("Renginio data")] = "2023-05-02"
    stage.night()
    pass_days(stage, 20)

    states = {one.kind: one.state for one in letters(stage)}
    assert states == {"please_correct": LetterState.HELD, "event_report_received": LetterState.QUEUED}
    assert "Nebereikia" in letters(stage, "please_correct")[0].last_error


def test_call_is_asked_of_the_coordinator_and_neither_who_nor_why_is_said(stage: Stage) -> None:
    stage.answer(EventReport, {**REPORT, "call_me": "Taip", "wellbeing": "Sunkiai", "comments": "labai sunku"})
    stage.night()
    stage.night()

    (letter,) = letters(stage, "call_request")
    rendered = render_letter(from_fields(letter.kind, letter.fields), letter.language)
    told = rendered.subject + rendered.text + rendered.html
    assert (letter.recipient, letter.priority) == ("k@namai.example.org", Priority.ALARM)
    assert "„Renginių ataskaitos“, 2 eilutė" in rendered.text
    assert [word for word in ("Jonas", "Petraitis", "jonas@", "Sunkiai", "sunku") if word in told] == []


@pytest.mark.parametrize("answer", ["Ne", None])
def test_coordinator_of_whom_no_call_is_asked_gets_no_letter(stage: Stage, answer: str | None) -> None:
    stage.answer(EventReport, {**REPORT, "call_me": answer, "wellbeing": "Sunkiai"})
    stage.night()
    assert kinds(stage) == ["event_report_received"]


def test_expected_are_reminded_of_an_approved_training_three_days_before_and_once(stage: Stage) -> None:
    accepted(stage)
    ahead = (stage.now + timedelta(days=10)).date()
    stage.answer(CoordinatorRecord, {**TRAINING, "date": f"{ahead}"})
    stage.night()
    stage.decide("Įrašai", stage.only("Įrašai"), "Patvirtinta")
    stage.night()
    early = letters(stage, "training_reminder")
    pass_days(stage, 6)
    stage.night()

    assert early == []
    assert [(one.recipient, one.fields["training_on"]) for one in letters(stage, "training_reminder")] == [
        ("jonas@example.com", f"{ahead}")
    ]


def test_training_whose_date_nobody_looked_at_reminds_nobody(stage: Stage) -> None:
    accepted(stage)
    stage.answer(CoordinatorRecord, {**TRAINING, "date": f"{(stage.now + timedelta(days=3)).date()}"})
    stage.night()
    stage.night()
    assert letters(stage, "training_reminder") == []


def test_report_of_a_planned_event_that_does_not_come_is_asked_for_once(stage: Stage) -> None:
    accepted(stage)
    stage.answer(CoordinatorRecord, {**PLANNED, "date": f"{(stage.now + timedelta(days=2)).date()}"})
    stage.night()
    pass_days(stage, 3)
    early = letters(stage, "report_missing")
    pass_days(stage, 2)
    stage.night()

    assert early == []
    assert [one.recipient for one in letters(stage, "report_missing")] == ["jonas@example.com"]
    assert stage.table("Suvestinė")["events"]["Šiemet"] in {0, None}


@pytest.mark.parametrize("present", ["30", "daug"])
def test_report_that_came_is_not_asked_for(stage: Stage, present: str) -> None:
    accepted(stage)
    day = f"{(stage.now + timedelta(days=1)).date()}"
    stage.answer(CoordinatorRecord, {**PLANNED, "date": day})
    report = {**REPORT, "date": day, "present": present}
    stage.answer(EventReport, {**report, "stamp": f"{day} 20:00:00"})
    pass_days(stage, 8)
    assert letters(stage, "report_missing") == []


def test_ambassador_gets_the_year_once_with_its_events_and_hours(stage: Stage) -> None:
    accepted(stage)
    stage.answer(CoordinatorRecord, TRAINING)
    stage.answer(EventReport, REPORT)
    stage.night()
    stage.now = datetime(2024, 1, 9, 12, tzinfo=UTC)
    for _ in range(3):
        stage.night()

    (statement,) = letters(stage, "yearly_statement")
    text = render_letter(from_fields(statement.kind, statement.fields), statement.language).text
    assert statement.recipient == "jonas@example.com"
    assert (statement.fields["events"], statement.fields["hours"], statement.fields["year"]) == (1, "1.5", 2023)
    assert "2023-05-02 – Pokalbis su mokytojais. Susitikimas su ambasadoriumi, 1,5\u00a0valandos" in text
    assert "2023-04-20 – Pavasario mokymai" in text


def test_ambassador_without_an_event_gets_no_statement(stage: Stage) -> None:
    accepted(stage)
    stage.now = datetime(2024, 1, 15, tzinfo=UTC)
    stage.night()
    assert letters(stage, "yearly_statement") == []


def test_letter_is_sent_again_by_a_word_under_a_key_of_its_own_and_once(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)
    stage.night()
    send_due(stage.services, stage.now)
    (first,) = letters(stage)
    stage.night()
    stage.decide("Laiškai", first.key, "Siųsti dar kartą")
    stage.night()
    stage.night()

    again = [(one.key, one.state, one.recipient) for one in letters(stage)][1:]
    assert again == [(f"{first.key}/again2", LetterState.QUEUED, first.recipient)]
    assert set(stage.table("Laiškai")) == {first.key, f"{first.key}/again2"}


def test_failed_letter_is_sent_again_as_it_is(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)
    stage.night()
    (letter,) = letters(stage)
    stage.ledger.update(replace(letter, state=LetterState.FAILED, attempts=3), now=stage.now)
    stage.decide("Laiškai", letter.key, "Siųsti dar kartą")
    stage.night()
    (after,) = letters(stage)
    assert (after.key, after.state, after.attempts) == (letter.key, LetterState.QUEUED, 0)
