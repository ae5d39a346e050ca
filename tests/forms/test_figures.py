"""Figures: the rules of counting, one by one, against a naive count, and the plan against what counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.figures import (
    BY_KEY,
    FIGURES,
    WAITING_DEFINITION,
    Counted,
    merge_pictures,
    plan_against_actual,
    share_of_term,
)
from forms.figures.monthly import by_month
from forms.options import EVENT_KINDS
from forms.periods import Period, year_so_far
from forms.picture import Contract, Disagreement, Picture, Review, Standing, Unreadable
from forms.words import Language
from tests.forms.picture_samples import HOUSE, YEAR_2023, ambassador, entry, happening, picture

YEAR = Period.of(date(2023, 4, 1), date(2023, 12, 31))
DAY = Period.of(date(2023, 6, 14), date(2023, 6, 14))


def count(key: str, known: Picture, period: Period = YEAR) -> Counted:
    return BY_KEY[key].count(known, period)


def test_published_results_of_2023_come_out_exactly() -> None:
    values = {figure.key: figure.count(YEAR_2023, YEAR).value for figure in FIGURES}
    assert values == {
        "ambassador_trainings": 2,
        "ambassadors_trained": 6,
        "team": 6,
        "events": 8,
        "events_by_kind": {"contact_training": 3, "meeting": 3, "seminar": 1, "contact_event": 1},
        "social_contacts": 221,
        "people_present": 186,
        "specialists_trained": 60,
        "hours": Decimal(34),
        "support_individual": 1,
        "support_group": 0,
        "publicity": 1,
        "municipalities": 3,
        "expenses_eur": Decimal("710.50"),
    }
    assert list(values["events_by_kind"]) == ["contact_training", "meeting", "seminar", "contact_event"]


def test_figures_are_declared_once_in_their_order_with_a_sentence_in_both_languages() -> None:
    assert [figure.key for figure in FIGURES] == [
        "ambassador_trainings", "ambassadors_trained", "team", "events", "events_by_kind", "social_contacts",
        "people_present", "specialists_trained", "hours", "support_individual", "support_group", "publicity",
        "municipalities", "expenses_eur",
    ]  # fmt: skip
    sentences = [words for figure in FIGURES for words in figure.definition.both()] + [*WAITING_DEFINITION.both()]
    assert [words for words in sentences if not words.endswith(".")] == []


def test_rows_behind_a_figure_are_by_date_and_leave_out_what_does_not_count() -> None:
    assert count("events", YEAR_2023).rows == ("E-6", "E-1", "E-2", "E-4", "E-7", "E-5", "E-3", "E-8")
    assert count("specialists_trained", YEAR_2023).rows == ("E-1", "E-2", "E-3")
    assert count("team", YEAR_2023).rows == ("K-1", "K-2", "K-3", "K-4", "K-5", "K-6")
    assert count("expenses_eur", YEAR_2023).rows[-4:] == ("C-1", "C-3", "C-4", "C-2")


@pytest.mark.parametrize(("on", "counts"), [("2023-06-13", 0), ("2023-06-14", 1), ("2023-06-15", 0)])
def test_event_belongs_to_the_period_of_its_own_day(on: str, counts: int) -> None:
    assert count("events", picture(events=(happening("E-1", on),)), DAY).value == counts


@pytest.mark.parametrize(
    ("review", "value", "waiting"),
    [(Review.RECEIVED, 1, 1), (Review.EDITED, 1, 1), (Review.APPROVED, 1, 0), (Review.REJECTED, 0, 0)],
)
def test_what_is_valid_counts_until_it_is_rejected_and_waits_until_it_is_looked_at(
    review: Review, value: int, waiting: int
) -> None:
    event = picture(events=(happening("E-1", "2023-06-14", review=review),))
    record = picture(records=(entry("C-1", "2023-06-14", "publicity", review=review),))
    for counted in (count("events", event, DAY), count("publicity", record, DAY)):
        assert (counted.value, counted.waiting) == (value, waiting)


def test_event_whose_reports_differ_counts_by_the_lower_number_and_waits() -> None:
    event = happening(
        "E-1",
        "2023-06-14",
        social_contacts=12,
        disagreements=(Disagreement("social_contacts", (Decimal(12), Decimal(21))),),
        waits=True,
    )
    assert count("social_contacts", picture(events=(event,))) == Counted(12, ("E-1",), ("E-1",))


def test_unreadable_submission_waits_in_its_period_or_without_a_date_and_only_for_its_own_form() -> None:
    known = picture(
        unreadable=(
            Unreadable("R-1", HOUSE, "event_report", date(2023, 6, 14)),
            Unreadable("R-2", HOUSE, "event_report", None),
            Unreadable("R-3", HOUSE, "event_report", date(2022, 6, 14)),
            Unreadable("C-1", HOUSE, "coordinator_record", None),
            Unreadable("A-1", HOUSE, "application", None),
        ),
        applications_waiting=("A-2",),
    )
    assert count("events", known) == Counted(0, (), ("R-1", "R-2"))
    assert count("publicity", known) == Counted(0, (), ("C-1",))
    assert count("expenses_eur", known) == Counted(Decimal(0), (), ("R-1", "R-2", "C-1"))
    assert count("team", known) == Counted(0, (), ("A-1", "A-2", "C-1"))


@pytest.mark.parametrize(
    ("known", "stands"),
    [
        ({"trained": "2023-12-31"}, 1),
        ({"trained": "2024-01-01"}, 0),
        ({"trained": None}, 0),
        ({"accepted": False, "standing": Standing.APPLIED}, 0),
        ({"standing": Standing.PAUSED}, 1),
        ({"standing": Standing.LEFT, "left_on": date(2024, 1, 1)}, 1),
        ({"standing": Standing.LEFT, "left_on": date(2023, 12, 31)}, 0),
        ({"standing": Standing.LEFT}, 0),
    ],
)
def test_team_is_who_is_trained_accepted_and_not_left_on_the_last_day(known: dict[str, Any], stands: int) -> None:
    assert count("team", picture(ambassadors=(ambassador("K-1", **known),))).value == stands


def test_person_of_two_organisations_counts_once_in_the_programme() -> None:
    training = {"people": frozenset({"K-1"})}
    marks = frozenset({"the same mailbox and first name"})
    first = picture(ambassadors=(ambassador("K-1", marks=marks),), records=(entry("C-1", "2023-05-06", **training),))
    second = picture(
        slug="b",
        name="B",
        ambassadors=(ambassador("K-1", marks=marks, organisation="b"), ambassador("K-2", organisation="b")),
        records=(entry("C-2", "2023-05-07", organisation="b", **training),),
    )
    programme = merge_pictures("Visa programa", Language.LT, (first, second))
    assert [count("team", one).value for one in (first, second, programme)] == [1, 2, 2]
    assert [count("ambassadors_trained", one).value for one in (first, second, programme)] == [1, 1, 1]
    assert count("ambassador_trainings", programme).value == 2


def test_person_trained_at_one_organisation_and_gone_to_another_is_of_the_programmes_team() -> None:
    gone = ambassador("K-1", identity="i", standing=Standing.LEFT, left_on=date(2023, 7, 1))
    come = ambassador("K-9", None, identity="i", organisation="b")
    assert count("team", picture(ambassadors=(gone, come))) == Counted(1, ("K-9",), ())


def test_trained_are_those_among_the_ambassadors_however_often_they_came() -> None:
    known = picture(
        ambassadors=(ambassador("K-1"), ambassador("K-2", accepted=False), ambassador("K-3")),
        records=(
            entry("C-1", "2023-05-06", people=frozenset({"K-1", "K-2", "K-99"})),
            entry("C-2", "2023-05-07", people=frozenset({"K-1"})),
            entry("C-3", "2023-05-08", "group_support", people=frozenset({"K-3"})),
            entry("C-4", "2023-05-09", people=frozenset({"K-3"}), review=Review.REJECTED),
        ),
    )
    assert count("ambassadors_trained", known) == Counted(2, ("K-1", "K-2"), ())


def test_remote_event_belongs_to_no_municipality_and_a_hybrid_one_does() -> None:
    known = picture(
        events=(
            happening("E-1", "2023-05-01", format="remote", municipality="LT-15"),
            happening("E-2", "2023-05-01", format="hybrid", municipality="LT-20"),
            happening("E-3", "2023-05-01", municipality="LT-20"),
        )
    )
    assert count("municipalities", known) == Counted(1, ("E-2", "E-3"), ())


EVENTS = st.builds(
    lambda number, days, kind, review, waits, form, place, present, contacts, cents: happening(
        f"E-{number}",
        str(date(2023, 1, 1) + timedelta(days=days)),
        kind,
        review=review,
        waits=waits,
        format=form,
        municipality=None if form == "remote" else place,
        present=present,
        social_contacts=contacts,
        duration_hours=Decimal(present) / 4,
        expenses_eur=Decimal(cents) / 100,
    ),
    st.integers(0, 10**9),
    st.integers(0, 364),
    st.sampled_from([option.code for option in EVENT_KINDS]),
    st.sampled_from(Review),
    st.booleans(),
    st.sampled_from(["in_person", "remote", "hybrid"]),
    st.sampled_from(["LT-15", "LT-20", "LT-57"]),
    st.integers(0, 90),
    st.integers(0, 90),
    st.integers(0, 10**6),
)
RECORDS = st.builds(
    lambda number, days, kind, review, people, cents: entry(
        f"C-{number}",
        str(date(2023, 1, 1) + timedelta(days=days)),
        kind,
        review=review,
        people=people,
        expenses_eur=Decimal(cents) / 100,
    ),
    st.integers(0, 10**9),
    st.integers(0, 364),
    st.sampled_from(["ambassador_training", "individual_support", "group_support", "publicity"]),
    st.sampled_from(Review),
    st.frozensets(st.sampled_from(["K-1", "K-2", "K-3"])),
    st.integers(0, 10**6),
)
PICTURES = st.builds(
    lambda events, records: picture(
        events=tuple(events),
        records=tuple(records),
        ambassadors=(ambassador("K-1", identity="i"), ambassador("K-2", identity="i")),
    ),
    st.lists(EVENTS, max_size=8, unique_by=lambda event: event.key),
    st.lists(RECORDS, max_size=5, unique_by=lambda record: record.key),
)
PERIODS = st.tuples(st.dates(date(2022, 12, 1), date(2024, 1, 31)), st.integers(0, 300)).map(
    lambda drawn: Period(drawn[0], drawn[0] + timedelta(days=drawn[1]))
)


@settings(max_examples=80, deadline=None)
@given(PICTURES, PERIODS)
def test_figures_equal_a_naive_count(known: Picture, period: Period) -> None:
    rejected, first, last = Review.REJECTED, period.from_on, period.to_on
    events = [one for one in known.events if first <= one.date <= last and one.review is not rejected]
    records = [one for one in known.records if first <= one.date <= last and one.review is not rejected]
    kinds = Counter(record.kind for record in records)
    came = {one for record in records if record.kind == "ambassador_training" for one in record.people}
    assert {figure.key: figure.count(known, period).value for figure in FIGURES if figure.key != "team"} == {
        "ambassador_trainings": kinds["ambassador_training"],
        "ambassadors_trained": int(bool(came & {"K-1", "K-2"})),
        "events": len(events),
        "events_by_kind": Counter(event.kind for event in events),
        "social_contacts": sum(event.social_contacts for event in events),
        "people_present": sum(event.present for event in events),
        "specialists_trained": sum(event.present for event in events if event.kind == "contact_training"),
        "hours": sum(event.duration_hours for event in events),
        "support_individual": kinds["individual_support"],
        "support_group": kinds["group_support"],
        "publicity": kinds["publicity"],
        "municipalities": len({event.municipality for event in events if event.format != "remote"}),
        "expenses_eur": sum(row.expenses_eur for row in [*events, *records]),
    }
    waiting = [
        event
        for event in known.events
        if period.from_on <= event.date <= period.to_on
        and (event.waits or event.review in {Review.RECEIVED, Review.EDITED})
    ]
    assert count("events", known, period).waiting == len(waiting)


ADDITIVE = ("ambassador_trainings", "events", "social_contacts", "people_present", "specialists_trained", "hours")


@settings(max_examples=60, deadline=None)
@given(PICTURES, st.dates(date(2023, 1, 1), date(2023, 12, 30)))
def test_figures_of_adjacent_periods_add_up(known: Picture, middle: date) -> None:
    year = Period(date(2023, 1, 1), date(2023, 12, 31))
    parts = Period(date(2023, 1, 1), middle), Period(middle + timedelta(days=1), date(2023, 12, 31))
    for key in (*ADDITIVE, "support_individual", "support_group", "publicity", "expenses_eur"):
        assert sum(count(key, known, part).value for part in parts) == count(key, known, year).value
        assert sum(count(key, known, part).waiting for part in parts) == count(key, known, year).waiting
    kinds = [Counter(count("events_by_kind", known, part).value) for part in parts]
    assert kinds[0] + kinds[1] == count("events_by_kind", known, year).value


@settings(max_examples=60, deadline=None)
@given(PICTURES, PERIODS, st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(known: Picture, period: Period, chance: Random) -> None:
    events, records = list(known.events), list(known.records)
    chance.shuffle(events)
    chance.shuffle(records)
    shuffled = replace(known, events=tuple(events), records=tuple(records))
    assert [figure.count(shuffled, period) for figure in FIGURES] == [figure.count(known, period) for figure in FIGURES]


def test_plan_counts_the_contracts_term_until_today_and_not_the_period() -> None:
    plans = plan_against_actual(YEAR_2023, date(2023, 10, 4))
    assert [(plan.figure.key, plan.target, plan.counted.value, plan.share) for plan in plans] == [
        ("ambassador_trainings", 2, 2, Fraction(1)),
        ("events", 7, 4, Fraction(4, 7)),
        ("social_contacts", 160, 121, Fraction(121, 160)),
        ("publicity", 0, 1, None),
        ("expenses_eur", Decimal(20_000), Decimal(400), Fraction(1, 50)),
    ]
    assert {plan.gone for plan in plans} == {Fraction(187, 275)}


def test_plan_stands_still_after_the_contracts_last_day_and_is_nought_before_its_first() -> None:
    assert [plan.counted.value for plan in plan_against_actual(YEAR_2023, date(2025, 1, 1))][1] == 8
    before = plan_against_actual(YEAR_2023, date(2023, 3, 31))
    assert {plan.counted for plan in before} == {Counted(0)}
    assert {plan.gone for plan in before} == {Fraction(0)}


def test_plan_without_dates_counts_all_there_is_and_knows_no_share_of_the_term() -> None:
    known = replace(YEAR_2023, contract=Contract(targets={"events": 10, "no_such_figure": 3}))
    (plan,) = plan_against_actual(known, date(2024, 2, 1))
    assert (plan.counted.value, plan.share, plan.gone) == (9, Fraction(9, 10), None)


def test_contract_without_targets_has_no_plan() -> None:
    assert plan_against_actual(picture(), date(2024, 1, 1)) == ()
    assert share_of_term(Contract(date(2024, 1, 1), date(2024, 1, 4)), date(2024, 1, 1)) == Fraction(1, 4)


def test_programme_adds_up_contracts_and_keeps_everything_of_everybody() -> None:
    first = replace(YEAR_2023, not_read=("A.",), applications_waiting=("A-1",))
    second = picture(
        slug="b",
        name="B",
        contract=Contract(date(2023, 2, 1), None, None, {"events": 3, "team": 4}),
        events=(happening("E-99", "2023-05-05", organisation="b"),),
        not_read=("B.",),
    )
    programme = merge_pictures("Visa programa", Language.LT, (first, second))
    assert programme.contract == Contract(
        date(2023, 2, 1),
        date(2023, 12, 31),
        Decimal(20_000),
        {"events": 10, "social_contacts": 160, "ambassador_trainings": 2, "publicity": 0, "team": 4},
    )
    assert (programme.slug, programme.organisations) == ("", ("Kūrybos namai", "B"))
    assert (programme.not_read, programme.applications_waiting) == (("A.", "B."), ("A-1",))
    assert count("events", programme).value == 9


def test_programme_of_no_organisation_is_empty() -> None:
    assert merge_pictures("Visa programa", Language.EN, ()) == Picture("", "Visa programa", Language.EN, Contract())


@settings(max_examples=60, deadline=None)
@given(PICTURES, st.dates(date(2023, 1, 1), date(2024, 12, 30)))
def test_months_are_counted_as_periods_of_their_own(of: Picture, today: date) -> None:
    year = year_so_far(today)
    expected = {
        figure.key: {
            month.from_on.month: value
            for month in year.months
            if (value := figure.count(of, month).value) and not isinstance(value, Mapping)
        }
        for figure in FIGURES
        if figure.key != "team"
    }
    assert by_month(of, year) == {key: values for key, values in expected.items() if values}
