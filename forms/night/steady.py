"""How long figures stay what they are when nothing new comes in: the calendar alone changes them now and then."""

from collections.abc import Iterator
from datetime import date

from forms.picture import Picture


def steady_until(picture: Picture, today: date) -> date:
    """Return the first day after today on which the figures of a picture that stays the same may be others.

    They count what is dated from New Year, or from the contract's first day, until today: so they may change at New
    Year, when the contract begins, and on days to come that something is dated with already.
    """
    return min(day for day in (date(today.year + 1, 1, 1), *_days(picture)) if day > today)


def _days(picture: Picture) -> Iterator[date]:
    yield from (event.date for event in picture.events)
    yield from (record.date for record in picture.records)
    days = [day for one in picture.ambassadors for day in (one.trained_on, one.left_on)]
    days += [one.date for one in picture.unreadable]
    yield from (day for day in (*days, picture.contract.from_on) if day)
