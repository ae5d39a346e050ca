"""Working days in Lithuania."""

from datetime import date, timedelta
from functools import cache

import holidays as calendars

_SATURDAY = 5


@cache
def _of_year(year: int) -> frozenset[date]:
    return frozenset(calendars.country_holidays("LT", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether a day is neither a weekend's nor a public holiday."""
    return day.weekday() < _SATURDAY and day not in _of_year(day.year)


def first_working_day(week_of: date) -> date:
    """Return the first working day of a day's week, counted from Monday; of a week without any, its Monday."""
    monday = week_of - timedelta(days=week_of.weekday())
    days = (monday + timedelta(days=number) for number in range(_SATURDAY))
    return next((day for day in days if is_working_day(day)), monday)
