"""What is wrong with a submission, what is only improbable, and in what words it is said."""

import re
import string
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.application import Application
from forms.catalogue import FORMS
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.faults import FaultCode
from forms.problems import CATALOGUE, Place, Problem, Severity
from forms.questions import Form
from forms.showing import show_answer
from forms.validation import Limits, Submission, check, moment_of, received_on
from forms.words import Language, Words

RECEIVED = date(2023, 5, 10)
PLACE = Place("namai", "Renginių ataskaitos", 7)
REPORT = {
    "reporter_email": "rasa@pavyzdys.lt",
    "reporter_name": "Rasa Pavyzdė",
    "title": "Pokalbis mokykloje",
    "kind": "Pamoka arba paskaita",
    "audience": "Mokiniai",
    "format": "Gyvai",
    "date": "2023-05-06",
    "duration_hours": "2",
    "municipality": "Trakai",
    "ambassadors": "Rasa Pavyzdė\nJonas Pavyzdys",
    "present": "200",
    "social_contacts": "20",
    "minors": "Taip",
}
RECORD = {
    "reporter_email": "namai@pavyzdys.lt",
    "kind": "Ambasadorių mokymai",
    "title": "Mokymai",
    "date": "2023-05-06",
    "duration_hours": "6",
    "people": "Rasa Pavyzdė",
}
MESSAGE = {
    "reporter_email": "namai@pavyzdys.lt",
    "kind": "Viešinimo žinutė",
    "title": "Straipsnis",
    "date": "2023-05-06",
    "channel": "Spauda",
}
APPLICATION = {
    "first_name": "Jonas",
    "last_name": "Pavyzdys",
    "email": "jonas@pavyzdys.lt",
    "municipality": "Gyvenu užsienyje",
    "adult": "Taip",
    "language": "Anglų",
    "experience": "Savo",
    "consent_processing": "Sutinku",
    "consent_health": "I agree",
}


def checked(
    form: type[Form],
    raw: Mapping[str, str],
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the codes of what blocks and of what is improbable, each with the Lithuanian title of its question."""
    _, errors, doubts = check(form, raw, PLACE, received_on=RECEIVED, limits=limits)
    named = [
        [(one.code, one.place.question.lt if one.place.question else "") for one in found] for found in (errors, doubts)
    ]
    return named[0], named[1]


@pytest.mark.parametrize(
    ("form", "raw"),
    [(EventReport, REPORT), (CoordinatorRecord, RECORD), (CoordinatorRecord, MESSAGE), (Application, APPLICATION)],
)
def test_good_answers_have_no_problem(form: type[Form], raw: dict[str, str]) -> None:
    assert checked(form, raw) == ([], [])


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_nothing_answered_is_told_of_every_required_question(form: type[Form]) -> None:
    unconditional = [q.title.lt for q in form.questions if q.need.holds({"kind": "publicity", "format": "remote"})]
    errors, doubts = checked(form, {"kind": "Viešinimo žinutė", "format": "Nuotoliniu būdu"})
    answered = {"kind", "format"} & {q.key for q in form.questions}
    titles = [title for title in unconditional if title not in {form.question(key).title.lt for key in answered}]
    # The kind of an event is another question: the word of a record's kind is none of its options.
    if form is EventReport:
        assert errors.pop(next(n for n, one in enumerate(errors) if one[0] == "not_offered")) == (
            "not_offered",
            "Renginio rūšis",
        )
    assert (errors, doubts) == ([("missing", title) for title in titles], [])


@pytest.mark.parametrize(
    ("form", "raw", "changes", "errors"),
    [
        (EventReport, REPORT, {"municipality": ""}, [("missing", "Savivaldybė, kurioje vyko renginys")]),
        (EventReport, REPORT, {"municipality": "", "format": "Mišriu būdu"}, [("missing", "Savivaldybė, kurioje vyko renginys")]),
        (EventReport, REPORT, {"municipality": "", "format": "Nuotoliniu būdu"}, []),
        (EventReport, REPORT, {"format": "Remote"}, []),
        (EventReport, REPORT, {"municipality": "Kaunas"}, [("ambiguous_place", "Savivaldybė, kurioje vyko renginys")]),
        (EventReport, REPORT, {"municipality": "Kaunas", "format": "Remote"}, [("ambiguous_place", "Savivaldybė, kurioje vyko renginys")]),
        (EventReport, REPORT, {"date": "2023.04.31"}, [("not_a_date", "Renginio data")]),
        (EventReport, REPORT, {"host_phone": "-", "links": "–", "host_email": "—"}, []),
        (EventReport, REPORT, {"host_phone": "nėra"}, [("not_a_phone", "Kontaktinio asmens telefonas")]),
        (EventReport, REPORT, {"title": "-"}, [("missing", "Renginio pavadinimas")]),
        (CoordinatorRecord, RECORD, {"duration_hours": ""}, [("missing", "Trukmė (valandomis)")]),
        (CoordinatorRecord, RECORD, {"people": ""}, [("missing", "Dalyvavę ambasadoriai (po vieną eilutėje)")]),
        (CoordinatorRecord, MESSAGE, {"channel": ""}, [("missing", "Kanalas")]),
        (CoordinatorRecord, RECORD, {"channel": "Spauda"}, []),
        (Application, APPLICATION, {"consent_health": "Nesutinku"}, [("not_agreed", "Aiškiai sutinku, kad būtų tvarkomi mano pateikti sveikatos duomenys")]),
        (Application, APPLICATION, {"adult": "Ne"}, [("not_agreed", "Man yra 18 metų ar daugiau")]),
        (Application, APPLICATION, {"adult": ""}, [("missing", "Man yra 18 metų ar daugiau")]),
        (Application, APPLICATION, {"adult": "17"}, [("not_offered", "Man yra 18 metų ar daugiau")]),
    ],
)  # fmt: skip
def test_answer_is_required_when_its_condition_says_so(
    form: type[Form], raw: dict[str, str], changes: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    assert checked(form, raw | changes) == (errors, [])


CONTACTS = "Kiek užmegzta socialinių kontaktų?"
DAY = "Renginio data"


@pytest.mark.parametrize(
    ("changes", "doubts"),
    [
        ({"social_contacts": "120"}, []),
        ({"social_contacts": "121"}, [("many_contacts", CONTACTS)]),
        ({"social_contacts": "60", "ambassadors": "Rasa"}, []),
        ({"social_contacts": "61", "ambassadors": "Rasa"}, [("many_contacts", CONTACTS)]),
        ({"social_contacts": "200", "present": "200", "ambassadors": "1\n2\n3\n4"}, []),
        ({"social_contacts": "20", "present": "20"}, []),
        ({"social_contacts": "20", "present": "19"}, [("contacts_above_present", CONTACTS)]),
        ({"social_contacts": "0", "present": "0"}, []),
        (
            {"social_contacts": "121", "present": "120"},
            [("contacts_above_present", CONTACTS), ("many_contacts", CONTACTS)],
        ),
        ({"date": "2023-05-10"}, []),
        ({"date": "2023-05-11"}, [("date_in_future", DAY)]),
        ({"date": "2199-12-31"}, [("date_in_future", DAY)]),
        ({"date": "2022-05-10"}, []),
        ({"date": "2022-05-09"}, [("date_long_past", DAY)]),
        ({"date": "1900-01-01"}, [("date_long_past", DAY)]),
        ({"date": "2022-05-09", "social_contacts": "x"}, []),
    ],
)
def test_report_is_doubted_only_beyond_the_border(changes: dict[str, str], doubts: list[tuple[str, str]]) -> None:
    assert checked(EventReport, REPORT | changes)[1] == doubts


@pytest.mark.parametrize(
    ("day", "doubts"),
    [("2023-05-10", []), ("2023-05-11", [("date_in_future", "Data")]), ("2022-05-09", [("date_long_past", "Data")])],
)
def test_record_is_doubted_by_its_date(day: str, doubts: list[tuple[str, str]]) -> None:
    assert checked(CoordinatorRecord, RECORD | {"date": day})[1] == doubts


def test_limits_are_the_programmes() -> None:
    narrow = Limits(contacts_per_ambassador=9, days_until_reported=3)
    assert checked(EventReport, REPORT, narrow)[1] == [("date_long_past", DAY), ("many_contacts", CONTACTS)]
    _, _, doubts = check(EventReport, REPORT, PLACE, received_on=RECEIVED, limits=narrow)
    assert [one.parts for one in doubts] == [{"days": "3"}, {"limit": "9"}]


def test_day_of_receipt_is_the_day_in_vilnius() -> None:
    late, seen = datetime(2023, 3, 31, 21, 30, tzinfo=UTC), datetime(2023, 4, 9, 22, tzinfo=UTC)
    assert received_on(late, seen) == date(2023, 4, 1)
    assert received_on(None, seen) == date(2023, 4, 10)
    assert moment_of("2023-04-01 00:30:00") == late
    assert moment_of("") is None


def test_problem_says_where_what_and_the_remedy() -> None:
    problem = Problem("not_a_date", Place("namai", "Lapas", 7, Words("Data", "Date")))
    assert problem.say(Language.LT) == (
        "„Lapas“, 7 eilutė, „Data“: Tokios datos kalendoriuje nėra. Datą rašykite taip: 2023-04-05."
    )
    assert problem.say(Language.EN) == (
        "“Lapas”, row 7, “Date”: The calendar has no such date. Write dates like this: 2023-04-05."
    )
    assert Problem("call_me", Place("namai")).say(Language.EN) == (
        "The person who reported the event asks for a call. Call, then choose “Done”."
    )


PARTS = {
    "too_long": {"longest"},
    "out_of_range": {"least", "most"},
    "date_long_past": {"days"},
    "many_contacts": {"limit"},
    "untrained_ambassador": {"count"},
    "vanished": {"rejected"},
    "answer_lost": {"day"},
    "answers_lost": {"count", "form"},
    "reports_disagree": {"figures"},
    "answer_put_back": {"column", "day", "where"},
    "applied_twice": {"other"},
    "recorded_twice": {"other"},
    "columns_remade": {"day"},
    "put_back_many": {"day"},
    "two_words": {"day"},
    "keys_shuffled": {"rows"},
    "letter_mistyped": {"domain"},
    "put_back": {"column", "day"},
    "same_event": {"other"},
    "same_person": {"other", "reason"},
    "unknown_decision": {"options"},
    "column_gone": {"titles"},
    "column_twice": {"titles"},
    "unknown_column": {"titles"},
    "tab_copied": {"other"},
    "tab_gone": {"form"},
    "other_time_zone": {"zone"},
    "rows_gone": {"gone", "known"},
    "taken_back": {"day"},
    "suspect_posts": {"count", "reasons"},
}
"""What each problem is told by; all others need no parts."""


def parts_of(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name is not None}


@pytest.mark.parametrize("code", CATALOGUE)
def test_problem_is_worded_in_both_languages_with_the_same_parts(code: str) -> None:
    entry = CATALOGUE[code]
    for words in (entry.what, entry.remedy):
        assert words.lt != words.en
        assert parts_of(words.lt) == parts_of(words.en)
        for wording in words.both():
            assert re.fullmatch(r"\S.*[.“”]", wording)
    assert parts_of(entry.what.lt) | parts_of(entry.remedy.lt) == PARTS.get(code, set())


@pytest.mark.parametrize("code", CATALOGUE)
def test_problem_says_all_its_parts(code: str) -> None:
    parts = {name: f"<{name}>" for name in PARTS.get(code, ())}
    for language in Language:
        said = Problem(code, Place("namai", "Lapas", 2), parts).say(language)
        assert [part for part in parts.values() if part not in said] == []
        assert set("{}") & set(said) == set()


def test_every_fault_of_an_answer_is_in_the_catalogue_and_blocks() -> None:
    assert {fault.value: CATALOGUE[fault.value].severity for fault in FaultCode} == dict.fromkeys(
        [fault.value for fault in FaultCode], Severity.ERROR
    )


def test_faults_come_with_all_the_parts_that_their_words_need() -> None:
    raw = REPORT | {"title": "x" * 301, "duration_hours": "99", "present": "-1", "comments": "x" * 50_001}
    _, errors, _ = check(EventReport, raw, PLACE, received_on=RECEIVED, limits=Limits())
    assert [(one.code, dict(one.parts)) for one in errors] == [
        ("too_long", {"longest": "300"}),
        ("out_of_range", {"least": "0.25", "most": "80"}),
        ("out_of_range", {"least": "0", "most": "100000"}),
        ("too_long", {"longest": "50000"}),
    ]


CANARY = "kanarėlė77123"
HOSTILE = st.sampled_from(
    [
        CANARY,
        f"{CANARY}@{CANARY}",
        f"{{{CANARY}}} {{0}} {{place.organisation}} %s",
        f"2023-05-06 {CANARY}",
        f"=IMPORTDATA({CANARY})",
        f"https://{CANARY}",
        f"<b>{CANARY}</b>",
        CANARY * 30,
        CANARY * 5_000,
        f"12 {CANARY}",
        f"{CANARY}, {CANARY}\n{CANARY}",
        "",
    ]
)


@pytest.mark.parametrize(
    ("form", "good"),
    [(Application, APPLICATION), (EventReport, REPORT), (CoordinatorRecord, MESSAGE)],
    ids=lambda one: getattr(one, "key", ""),
)
@settings(max_examples=60, deadline=None)
@given(choices=st.data())
def test_no_problem_tells_an_answer(form: type[Form], good: dict[str, str], choices: st.DataObject) -> None:
    raw = good | {question.key: choices.draw(HOSTILE) for question in form.questions if choices.draw(st.booleans())}
    _, errors, doubts = check(form, raw, PLACE, received_on=RECEIVED, limits=Limits(0, 0))
    for problem in (*errors, *doubts):
        for language in Language:
            for text in (problem.say(language), repr(problem)):
                assert CANARY not in text
                assert "77123" not in text


def test_answer_that_cannot_be_read_is_shown_as_written_without_a_personal_code() -> None:
    raw = REPORT | {"date": "vakar 48501011234", "municipality": ""}
    answers, errors, doubts = check(EventReport, raw, PLACE, received_on=RECEIVED, limits=Limits())
    now = datetime(2023, 5, 10, tzinfo=UTC)
    one = Submission("R-1", 1, EventReport, answers, PLACE, None, now, errors, doubts, raw)
    assert not one.is_valid
    shown = {
        q.key: show_answer(one, q, Language.EN)
        for q in EventReport.questions
        if q.key in {"date", "municipality", "kind", "ambassadors"}
    }
    assert shown == {
        "date": "vakar ***********",
        "municipality": None,
        "kind": "Lesson or lecture",
        "ambassadors": "Rasa Pavyzdė\nJonas Pavyzdys",
    }
