"""Periods: days in and out, months and weeks, and how they are written."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.periods import Period, PeriodError, last_month, month_of, previous_week, week_of, year_so_far
from forms.words import Language

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(sorted)


def test_first_and_last_day_belong_to_a_period_and_their_neighbours_do_not() -> None:
    period = Period.of(date(2023, 4, 1), date(2023, 12, 31))
    days = [date(2023, 3, 31), date(2023, 4, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [period.contains(day) for day in days] == [False, True, True, False]
    assert period.days == 275


def test_period_of_one_day_has_that_day_alone() -> None:
    period = Period.of(date(2024, 2, 29), date(2024, 2, 29))
    assert [period.contains(date(2024, 2, 29) + timedelta(days=n)) for n in (-1, 0, 1)] == [False, True, False]
    assert period.days == 1


def test_period_reaches_to_the_end_of_the_calendar() -> None:
    assert Period.of(date.min, date.max).contains(date.max)


@pytest.mark.parametrize("make", [Period, Period.of])
def test_period_that_ends_before_it_begins_is_refused_in_words(make: Callable[[date, date], Period]) -> None:
    with pytest.raises(PeriodError) as refused:
        make(date(2023, 12, 31), date(2023, 4, 1))
    assert refused.value.say(Language.LT) == (
        "Laikotarpis baigiasi (2023-04-01) anksčiau, nei prasideda (2023-12-31)."
        " Sukeiskite datas vietomis arba pataisykite."
    )
    assert refused.value.say(Language.EN) == str(refused.value)


@pytest.mark.parametrize(
    ("first", "last", "lt", "en"),
    [
        ("2023-04-01", "2023-12-31", "2023 m. balandžio 1 d. – gruodžio 31 d.", "1 April – 31 December 2023"),
        ("2023-04-03", "2023-04-09", "2023 m. balandžio 3–9 d.", "3–9 April 2023"),
        ("2023-04-03", "2023-04-03", "2023 m. balandžio 3 d.", "3 April 2023"),
        ("2023-12-04", "2024-01-07", "2023 m. gruodžio 4 d. – 2024 m. sausio 7 d.", "4 December 2023 – 7 January 2024"),
        ("2023-03-07", "2024-03-07", "2023 m. kovo 7 d. – 2024 m. kovo 7 d.", "7 March 2023 – 7 March 2024"),
    ],
)
def test_period_is_written_without_saying_anything_twice(first: str, last: str, lt: str, en: str) -> None:
    period = Period.of(date.fromisoformat(first), date.fromisoformat(last))
    assert period.words(Language.LT).replace("\u00a0", " ") == lt
    assert period.words(Language.EN).replace("\u00a0", " ") == en


def test_months_are_cut_to_the_period() -> None:
    assert Period.of(date(2023, 12, 15), date(2024, 2, 3)).months == (
        Period(date(2023, 12, 15), date(2023, 12, 31)),
        Period(date(2024, 1, 1), date(2024, 1, 31)),
        Period(date(2024, 2, 1), date(2024, 2, 3)),
    )


@given(SPANS, DAYS)
def test_every_day_of_a_period_is_in_exactly_one_of_its_months(span: list[date], day: date) -> None:
    period = Period.of(*span)
    assert sum(month.contains(day) for month in period.months) == period.contains(day)
    assert sum(month.days for month in period.months) == period.days


@given(DAYS)
def test_week_is_from_monday_to_sunday_and_follows_the_previous_one(day: date) -> None:
    week, before = week_of(day), previous_week(day)
    assert (week.from_on.weekday(), week.to_on.weekday(), week.days, week.contains(day)) == (0, 6, 7, True)
    assert before.to_on + timedelta(days=1) == week.from_on
    assert before.days == 7


def test_week_spans_the_hour_that_does_not_exist_and_the_one_that_comes_twice() -> None:
    assert week_of(date(2024, 3, 31)) == Period(date(2024, 3, 25), date(2024, 3, 31))
    assert week_of(date(2024, 10, 27)) == Period(date(2024, 10, 21), date(2024, 10, 27))


def test_last_month_is_whole_and_crosses_the_year() -> None:
    assert last_month(date(2024, 1, 31)) == Period(date(2023, 12, 1), date(2023, 12, 31))
    assert last_month(date(2024, 3, 31)) == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(date(2023, 2, 14)) == Period(date(2023, 2, 1), date(2023, 2, 28))


def test_year_so_far_includes_today() -> None:
    assert year_so_far(date(2024, 1, 1)) == Period(date(2024, 1, 1), date(2024, 1, 1))
    assert year_so_far(date(2024, 2, 29)) == Period(date(2024, 1, 1), date(2024, 2, 29))
