"""Letters hold what their reader may see, survive the outbox, and refuse everything else."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.application import Application
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.letters import (
    LETTER_TITLES,
    LETTERS,
    ApplicationAccepted,
    ApplicationDeclined,
    ApplicationReceived,
    ApplicationWaiting,
    CallRequest,
    CorrectionReminder,
    DidNotRun,
    EventReportReceived,
    Letter,
    NotALetterError,
    PeriodSummaryLetter,
    PleaseCorrect,
    RecordReceived,
    ReportMissing,
    ToMend,
    TrainingReminder,
    WaitingLine,
    WeekLine,
    WeeklyLetter,
    YearlyStatement,
    from_fields,
    to_fields,
)
from forms.letters.parts import HealthInLetterError, NotForLettersError
from forms.privacy import Health, Personal
from forms.words import Language, Words

ON = date(2024, 3, 7)
ALL = [pytest.param(letter, language, id=f"{letter.kind}.{language}") for letter in LETTERS for language in Language]


@dataclass(frozen=True)
class AnyLetter(Letter):
    kind: ClassVar[str] = "any"
    title: ClassVar[Words] = Words("Bet koks", "Any")

    first_name: Any = ""
    content: Any = ""

    @classmethod
    def example(cls, language: Language) -> Self:
        return cls(content=language.value)


@dataclass(frozen=True)
class Line:
    told: Any


def test_kinds_are_the_names_of_the_classes() -> None:
    assert [letter.kind for letter in LETTERS] == [
        "application_received",
        "event_report_received",
        "record_received",
        "please_correct",
        "correction_reminder",
        "application_accepted",
        "application_waiting",
        "application_declined",
        "training_reminder",
        "report_missing",
        "yearly_statement",
        "call_request",
        "weekly_letter",
        "period_summary",
        "did_not_run",
    ]
    assert list(LETTER_TITLES) == [letter.kind for letter in LETTERS]


def test_letters_say_only_these_things() -> None:
    basics = ("first_name", "organisation", "received_on", "coordinator_email")
    reader = ("first_name", "organisation", "coordinator_email")
    assert {letter: letter.placeholders() for letter in LETTERS} == {
        ApplicationReceived: (*basics, "edit_link"),
        EventReportReceived: (
            *basics,
            *("event_title", "event_on", "event_kind", "event_format", "municipality", "present", "social_contacts"),
            "edit_link",
        ),
        RecordReceived: ("organisation", "received_on", "record_kind", "record_on", "edit_link"),
        PleaseCorrect: (*basics, "form", "to_mend", "edit_link"),
        CorrectionReminder: (*basics, "form", "to_mend", "edit_link"),
        ApplicationAccepted: basics,
        ApplicationWaiting: basics,
        ApplicationDeclined: basics,
        TrainingReminder: (*reader, "training_title", "training_on", "duration_hours"),
        ReportMissing: (*reader, "event_title", "event_on"),
        YearlyStatement: (*reader, "year", "events", "hours", "social_contacts", "took_part", "trainings"),
        CallRequest: ("organisation", "row_key", "place", "reported_on"),
        PeriodSummaryLetter: ("scope", "from_on", "to_on", "lines", "not_read", "files", "link"),
        DidNotRun: ("last_on", "last_time", "hours"),
        WeeklyLetter: (
            *("scope", "from_on", "to_on", "lines", "waiting", "not_read", "restated"),
            *("opening", "weeks", "changed", "ahead"),
        ),
    }


def test_no_letter_has_a_placeholder_for_a_health_question() -> None:
    questions = [question for form in (Application, EventReport, CoordinatorRecord) for question in form.questions]
    health = {question.key for question in questions if question.privacy == "health"}
    placeholders = {name for letter in LETTERS for name in letter.placeholders()}
    assert health == {"experience", "motivation", "comments", "wellbeing", "call_me"}
    assert placeholders & health == set()


@pytest.mark.parametrize(
    "hidden",
    [
        Health("sunku"),
        Personal(Health("sunku")),
        ("a", Health("sunku")),
        ["a", Health("sunku")],
        frozenset({Health("sunku")}),
        (("a", ("b", Health("sunku"))),),
        Line(Health("sunku")),
        (Line((Line(Health("sunku")),)),),
    ],
)
@pytest.mark.parametrize("field", ["first_name", "content"])
def test_letter_with_a_health_answer_anywhere_is_refused_and_the_answer_not_told(field: str, hidden: object) -> None:
    with pytest.raises(HealthInLetterError) as refused:
        AnyLetter(**{field: hidden})
    assert "sunku" not in str(refused.value)
    assert field in str(refused.value)


@pytest.mark.parametrize("letter", [ApplicationReceived, EventReportReceived, PleaseCorrect])
def test_letter_of_the_registry_refuses_health_where_the_first_name_stands(letter: type[Any]) -> None:
    with pytest.raises(TypeError):
        replace(letter.example(Language.LT), first_name=Health("sunku"))


@pytest.mark.parametrize(
    "unfit",
    [
        Personal("Kamilė"),
        (Personal("Kamilė"),),
        Line(Personal("Kamilė")),
        datetime(2024, 3, 7, tzinfo=UTC),
        1.5,
        b"a",
        {"a": "b"},
        ["a"],
        {"a"},
        object(),
    ],
)
def test_letter_refuses_what_is_neither_plain_nor_the_readers_first_name(unfit: object) -> None:
    with pytest.raises(NotForLettersError) as refused:
        AnyLetter(content=unfit)
    assert "Kamilė" not in str(refused.value)


def test_first_name_is_a_text_and_nothing_else_personal() -> None:
    with pytest.raises(NotForLettersError):
        AnyLetter(first_name=Personal(12))
    assert AnyLetter(first_name=Personal("Kamilė")).first_name.reveal() == "Kamilė"


def test_letter_takes_plain_values() -> None:
    values = ("a", 1, Decimal("1.5"), ON, None, ("a", Line(1)))
    assert AnyLetter(content=values).content == values


def test_letter_does_not_show_the_first_name_when_printed() -> None:
    assert "Kamilė" not in repr(ApplicationReceived.example(Language.LT))


@pytest.mark.parametrize(("letter", "language"), ALL)
def test_example_survives_the_outbox(letter: type[Letter], language: Language) -> None:
    example = letter.example(language)
    kept = json.loads(json.dumps(to_fields(example)))
    assert kept == to_fields(example)
    assert from_fields(letter.kind, kept) == example


def test_fields_are_kept_as_plain_json() -> None:
    assert to_fields(ApplicationReceived(Personal("Ona"), "Namai", ON, "k@example.org")) == {
        "first_name": "Ona",
        "organisation": "Namai",
        "received_on": "2024-03-07",
        "coordinator_email": "k@example.org",
        "edit_link": "",
    }


PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2)
LINES = st.builds(WeekLine, PLAIN, NUMBERS, NUMBERS, NUMBERS, st.none() | st.integers())
WAITING = st.builds(WaitingLine, PLAIN, PLAIN, st.integers(0), st.integers(0))


@given(
    st.builds(
        WeeklyLetter,
        *(PLAIN, st.dates(), st.dates()),
        *(st.lists(part, max_size=3).map(tuple) for part in (LINES, WAITING, PLAIN, PLAIN)),
    )
    | st.builds(
        PleaseCorrect,
        *(PLAIN.map(Personal), PLAIN, st.dates(), PLAIN, PLAIN),
        st.lists(st.builds(ToMend, PLAIN, PLAIN, PLAIN), max_size=3).map(tuple),
    )
)
def test_any_letter_survives_the_outbox(letter: Letter) -> None:
    assert from_fields(letter.kind, json.loads(json.dumps(to_fields(letter)))) == letter


def test_weekly_letter_that_was_queued_before_restatements_were_told_is_still_one() -> None:
    letter = replace(WeeklyLetter.example(Language.LT), restated=())
    older = {name: value for name, value in to_fields(letter).items() if name != "restated"}
    assert from_fields("weekly_letter", older) == letter


KEPT = to_fields(ApplicationReceived.example(Language.LT))


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("no_such_letter", KEPT),
        ("application_received", {}),
        ("application_received", {**KEPT, "health": "sunku"}),
        ("application_received", {**KEPT, "received_on": "sunku"}),
        ("application_received", {**KEPT, "organisation": {"sunku": 1}}),
        ("please_correct", {**KEPT, "form": "F", "to_mend": [{"sunku": 1}]}),
        ("please_correct", {**KEPT, "form": "F", "to_mend": 7}),
        ("weekly_letter", {**to_fields(WeeklyLetter.example(Language.LT)), "lines": [{"name": "a", "week": "sunku"}]}),
    ],
)
def test_fields_that_do_not_make_a_letter_are_refused_without_telling_them(kind: str, kept: dict[str, Any]) -> None:
    with pytest.raises(NotALetterError) as refused:
        from_fields(kind, kept)
    assert "sunku" not in str(refused.value)
    assert kind in str(refused.value)


def test_change_of_a_week_is_against_the_one_before() -> None:
    assert WeekLine("Renginiai", Decimal(2), Decimal(5), Decimal(9)).change == Decimal(-3)
