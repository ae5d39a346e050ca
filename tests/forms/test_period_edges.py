"""Where one period ends and the next begins: late evenings, nights on which the clock is moved, single days."""

from datetime import date

import pytest

from forms.dates import read_date
from forms.figures import BY_KEY
from forms.periods import Period, PeriodError
from tests.forms.picture_samples import happening, picture

SPRING, AUTUMN = date(2023, 3, 26), date(2023, 10, 29)
"""Nights on which the clock is moved in Vilnius."""


def events(day: date, period: Period) -> int:
    value = BY_KEY["events"].count(picture(events=(happening("E-1", day.isoformat()),)), period).value
    assert isinstance(value, int)
    return value


@pytest.mark.parametrize("written", ["2023-06-30 23:59", "30.06.2023 23:59:59", "2023-06-30T23:59"])
def test_event_at_the_last_minute_of_the_last_day_is_of_that_day_and_period(written: str) -> None:
    day = read_date(written)
    assert day == date(2023, 6, 30)
    assert events(date(2023, 6, 30), Period.of(date(2023, 6, 1), date(2023, 6, 30))) == 1
    assert events(date(2023, 6, 30), Period.of(date(2023, 7, 1), date(2023, 7, 31))) == 0


@pytest.mark.parametrize("night", [SPRING, AUTUMN])
@pytest.mark.parametrize("hour", ["00:30", "02:59", "03:00", "03:30", "03:59", "04:00", "23:59"])
def test_event_in_a_night_when_the_clock_is_moved_is_of_the_day_that_was_written(night: date, hour: str) -> None:
    assert read_date(f"{night} {hour}") == night
    assert events(night, Period.of(night, night)) == 1


@pytest.mark.parametrize("day", [SPRING, AUTUMN, date(2024, 2, 29), date(2023, 12, 31)])
def test_two_periods_that_meet_count_every_event_once(day: date) -> None:
    before, after = (
        Period.of(date(2023, 1, 1), day),
        Period.of(day.replace(year=day.year + 1, month=1, day=1), date(2026, 1, 1)),
    )
    assert events(day, before) + events(day, after) == 1


def test_period_of_a_day_has_one_day_and_one_month_and_none_ends_before_it_begins() -> None:
    one = Period.of(SPRING, SPRING)
    assert (one.days, one.months) == (1, (one,))
    with pytest.raises(PeriodError):
        Period.of(SPRING, date(2023, 3, 25))
