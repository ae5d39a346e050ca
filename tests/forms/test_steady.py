"""Figures stay what they are until the day that `steady_until` says, and no rule may depend on the day otherwise."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from forms.night.steady import steady_until
from forms.night.tables import summary_lines
from forms.picture import Contract, Picture, Unreadable
from forms.words import Language
from tests.forms.picture_samples import YEAR_2023, ambassador, entry, happening, picture

UNREADABLE = Unreadable("R-1", "kurybos-namai", "event_report", date(2024, 1, 20))


@pytest.mark.parametrize(
    "of",
    [YEAR_2023, replace(YEAR_2023, contract=Contract(date(2023, 10, 1), date(2023, 11, 30), None, {"events": 3}))],
)
def test_figures_are_the_same_on_every_day_before_it(of: Picture) -> None:
    day, last = date(2023, 3, 1), date(2024, 2, 1)
    while day < last:
        lines, until_on = summary_lines(of, day, Language.LT), steady_until(of, day)
        assert until_on > day
        while day < min(until_on, last):
            assert summary_lines(of, day, Language.LT) == lines, day
            day += timedelta(days=1)


@pytest.mark.parametrize(
    ("of", "until_on"),
    [
        (picture(), date(2024, 1, 1)),
        (picture(events=(happening("E-1", "2023-05-01"), happening("E-2", "2023-06-03"))), date(2023, 6, 3)),
        (picture(records=(entry("C-1", "2023-06-04"),)), date(2023, 6, 4)),
        (picture(ambassadors=(ambassador("K-1", "2023-06-05"),)), date(2023, 6, 5)),
        (picture(ambassadors=(ambassador("K-1", left_on=date(2023, 6, 6)),)), date(2023, 6, 6)),
        (picture(unreadable=(replace(UNREADABLE, date=date(2023, 6, 7)),)), date(2023, 6, 7)),
        (picture(unreadable=(replace(UNREADABLE, date=None),)), date(2024, 1, 1)),
        (picture(contract=Contract(date(2023, 6, 8), date(2023, 12, 1))), date(2023, 6, 8)),
    ],
)
def test_the_next_day_that_anything_is_dated_with_ends_it(of: Picture, until_on: date) -> None:
    assert steady_until(of, date(2023, 6, 1)) == until_on
