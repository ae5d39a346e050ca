"""What is told of the sample is true: read with the pure forms alone, and counted against a table written by hand."""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from config import ROOT
from forms.catalogue import FORM_BY_KEY, FORMS
from forms.dates import read_moment
from forms.decisions import About, decide
from forms.emails import read_email
from forms.event_report import EventReport
from forms.questions import Form

SAMPLE = ROOT / "config" / "sample"
FROM_ON, TO_ON = date(2023, 4, 1), date(2023, 12, 31)

INVALID = {
    ("application", 14, "municipality", "ambiguous_place"),
    ("event_report", 4, "date", "not_a_date"),
}
"""Form, row as a spreadsheet numbers it, question, what is wrong."""

EVENTS = {
    date(2023, 5, 12): ("contact_training", 22, 20),
    date(2023, 5, 24): ("meeting", 46, 31),
    date(2023, 6, 14): ("seminar", 34, 24),
    date(2023, 9, 22): ("contact_training", 18, 24),
    date(2023, 10, 18): ("meeting", 52, 35),
    date(2023, 11, 8): ("contact_event", 61, 38),
    date(2023, 11, 17): ("contact_training", 20, 19),
    date(2023, 12, 6): ("meeting", 37, 30),
}
"""The eight events of the period, no two on one day: kind, people present, social contacts."""


def rows_of(name: str) -> list[list[str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def find(rows: Sequence[Sequence[str]], question: str, answer: str) -> int:
    column = rows[0].index(question)
    (number,) = [number for number, row in enumerate(rows) if number and row[column] == answer]
    return number


def corrected(form: type[Form]) -> list[list[str]]:
    rows = rows_of(f"{form.key}.csv")
    for key, to_find, answer, question, new_answer in rows_of("corrections.csv")[1:]:
        if key == form.key:
            rows[find(rows, to_find, answer)][rows[0].index(question)] = new_answer
    return rows


def reports_that_count() -> list[EventReport]:
    rows = corrected(EventReport)
    rejected = {
        find(rows, question, answer)
        for form, question, answer, decision, _ in rows_of("decisions.csv")[1:]
        if form == EventReport.key and decide(About.REVIEW, decision) == "rejected"
    }
    read = [EventReport.read(row[1:]) for number, row in enumerate(rows) if number not in {0, *rejected} and any(row)]
    return [report for report, faults in read if not faults and FROM_ON <= report.date <= TO_ON]


@pytest.mark.parametrize("form", FORMS)
def test_headers_are_the_time_stamp_and_the_declared_titles(form: type[Form]) -> None:
    header = rows_of(f"{form.key}.csv")[0]

    assert header == ["Laiko žyma", *(question.title.lt for question in form.questions)]


@pytest.mark.parametrize("form", FORMS)
def test_every_row_is_as_wide_as_the_header_and_stamped_or_blank(form: type[Form]) -> None:
    header, *rows = rows_of(f"{form.key}.csv")

    assert {len(row) for row in rows} == {len(header)}
    assert [row for row in rows if any(row) and read_moment(row[0]) is None] == []


def faults_of(form: type[Form], rows: Sequence[Sequence[str]]) -> set[tuple[str, int, str, str]]:
    return {
        (form.key, number, question, fault.code.value)
        for number, row in enumerate(rows[1:], 2)
        if any(row)
        for question, fault in form.read(row[1:])[1].items()
    }


def test_exactly_the_intended_rows_are_invalid() -> None:
    found = {fault for form in FORMS for fault in faults_of(form, rows_of(f"{form.key}.csv"))}

    assert found == INVALID


def test_corrections_mend_the_application_and_leave_the_impossible_date() -> None:
    found = {fault for form in FORMS for fault in faults_of(form, corrected(form))}

    assert found == {("event_report", 4, "date", "not_a_date")}


def test_every_correction_changes_an_answer() -> None:
    for key, to_find, answer, question, new_answer in rows_of("corrections.csv")[1:]:
        rows = rows_of(f"{key}.csv")

        assert rows[find(rows, to_find, answer)][rows[0].index(question)] != new_answer


def test_every_decision_points_at_one_row_and_is_on_the_list() -> None:
    header, *decisions = rows_of("decisions.csv")
    decided = Counter[tuple[str, int]]()
    for key, question, answer, decision, _ in decisions:
        about = About.APPLICATION if key == "application" else About.REVIEW
        decided[key, find(rows_of(f"{FORM_BY_KEY[key].key}.csv"), question, answer)] += 1

        assert decide(about, decision)

    assert header == ["form", "question", "answer", "decision", "comment"]
    assert set(decided.values()) == {1}


def test_addresses_and_links_lie_in_domains_kept_for_examples() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SAMPLE.iterdir())
    addresses = re.findall(r"[\w.+-]+@[\w.-]+\w", text)
    hosts = [address.rpartition("@")[2] for address in addresses] + re.findall(r"https?://([^/\s\"]+)", text)

    assert [address for address in addresses if read_email(address) is None] == []
    assert {".".join(host.lower().split(".")[-2:]) for host in hosts} == {"example.com", "example.org"}


def test_reports_tell_of_the_eight_events_with_their_numbers() -> None:
    reports = reports_that_count()

    assert {(one.date, one.kind, one.present, one.social_contacts) for one in reports} == {
        (day, *facts) for day, facts in EVENTS.items()
    }
    assert Counter(one.date for one in reports) == Counter([*EVENTS, date(2023, 5, 12), date(2023, 10, 18)])


def test_the_table_adds_up_to_the_published_results() -> None:
    kinds = Counter(kind for kind, _, _ in EVENTS.values())

    assert kinds == {"contact_training": 3, "meeting": 3, "seminar": 1, "contact_event": 1}
    assert sum(contacts for _, _, contacts in EVENTS.values()) == 221
    assert sum(present for kind, present, _ in EVENTS.values() if kind == "contact_training") == 60


def test_trainings_for_professionals_bear_one_title_and_last_eight_hours() -> None:
    trainings = [one for one in reports_that_count() if one.kind == "contact_training"]
    title = "Psichikos sveikata, žalingas vartojimas ir stigma"

    assert Counter(one.title_ for one in trainings)[title] == 3
    assert {one.duration_hours for one in trainings} == {8}


def test_before_the_corrections_the_contacts_are_others() -> None:
    rows = rows_of("event_report.csv")
    column = rows[0].index(EventReport.social_contacts.title.lt)
    differing = [
        (old[column], new[column]) for old, new in zip(rows, corrected(EventReport), strict=True) if old != new
    ]

    assert differing == [("42", "24"), ("53", "35")]


def test_the_sample_is_as_untidy_as_its_readme_says() -> None:
    applications, reports = rows_of("application.csv"), rows_of("event_report.csv")
    twice = [row for row, count in Counter(tuple(row[1:]) for row in applications if any(row)).items() if count > 1]

    assert [row[0] for row in twice] == ["Aurelija"]
    assert [sum(not any(row) for row in rows) for rows in (applications, reports)] == [1, 1]
    assert [cell[:11] for row in reports for cell in row if cell.startswith("=")] == ["=HYPERLINK("]


def test_the_organisation_has_the_contract_of_the_period() -> None:
    facts: dict[str, Any] = tomllib.loads((SAMPLE / "organisation.toml").read_text(encoding="utf-8"))

    assert (facts["slug"], facts["language"]) == ("kurybos-namai", "lt")
    assert (facts["contract"]["from"], facts["contract"]["to"]) == (FROM_ON, TO_ON)
    assert facts["contract"]["targets"] == {
        "events": 7,
        "social_contacts": 160,
        "ambassador_trainings": 2,
        "support_individual": 15,
        "support_group": 5,
        "publicity": 10,
    }
