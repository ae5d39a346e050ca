"""Figures by month: each month counted from a picture that holds its own rows alone, so that a year costs one look."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from forms.figures.registry import FIGURES
from forms.periods import Period
from forms.picture import Entry, Happening, Picture


def by_month(picture: Picture, year: Period) -> Mapping[str, Mapping[int, int | Decimal]]:
    """Return, by figure and month (1 to 12), its number in that month; months and figures without any are left out.

    The team is no number of a month but of a day, and numbers by kind are too many: neither is here.
    """
    numbers: dict[str, dict[int, int | Decimal]] = {}
    for month, part in _parts(picture, year):
        for figure in FIGURES:
            value = figure.count(part, month).value if figure.key != "team" else 0
            if value and not isinstance(value, Mapping):
                numbers.setdefault(figure.key, {})[month.from_on.month] = value
    return numbers


def _parts(picture: Picture, year: Period) -> Iterator[tuple[Period, Picture]]:
    events: dict[date, list[Happening]] = {}
    records: dict[date, list[Entry]] = {}
    for event in picture.events:
        events.setdefault(event.date.replace(day=1), []).append(event)
    for record in picture.records:
        records.setdefault(record.date.replace(day=1), []).append(record)
    for month in year.months:
        first = month.from_on.replace(day=1)
        yield month, replace(picture, events=tuple(events.get(first, ())), records=tuple(records.get(first, ())))
