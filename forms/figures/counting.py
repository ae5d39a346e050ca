"""How figures are counted: which rows of a picture are behind a number, and which of them wait for a person's word."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import TypeVar, cast

from forms.application import Application
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.options import EVENT_KINDS
from forms.periods import Period
from forms.picture import Ambassador, Entry, Happening, Picture, Review, Standing

R = TypeVar("R", Happening, Entry)

Value = int | Decimal | Mapping[str, int]
Count = Callable[[Picture, Period], "Counted"]

CONTACT_TRAINING = "contact_training"
REMOTE = "remote"
TRAINING_KIND = "ambassador_training"
"""The kind of a coordinator's record that makes those who attended trained."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure's value in a period, and the keys of the rows behind it and of those that wait, by date and key.

    A mapping gives numbers by code. A row that waits may be behind the value, too: what is valid counts until somebody
    rejects it.
    """

    value: Value
    rows: tuple[str, ...] = ()
    waiting_rows: tuple[str, ...] = ()

    @property
    def waiting(self) -> int:
        """Return how many rows concerning the figure wait for a person's word."""
        return len(self.waiting_rows)


def waits(row: Happening | Entry) -> bool:
    """Tell whether a row waits for a person's word: not looked at, edited since, or anything else about it open."""
    return row.waits or row.review in {Review.RECEIVED, Review.EDITED}


_FEW = 4
_within: OrderedDict[tuple[int, Period], tuple[object, object]] = OrderedDict()
"""The last few answers of `in_period`, by the rows asked for: every figure of a summary asks for the same ones."""


def in_period(rows: Iterable[R], period: Period) -> tuple[R, ...]:
    """Return the rows dated in the period, counting or not, by date and key."""
    if not isinstance(rows, tuple):
        return _in_period(rows, period)
    asked = (id(rows), period)
    of, found = _within.get(asked, (None, ()))
    if of is not rows:
        found = _in_period(rows, period)
        _within[asked] = (rows, found)
        if len(_within) > _FEW:
            _within.popitem(last=False)
    return cast("tuple[R, ...]", found)


def _in_period(rows: Iterable[R], period: Period) -> tuple[R, ...]:
    first, last = period.from_on, period.to_on
    return tuple(sorted((row for row in rows if first <= row.date <= last), key=attrgetter("date", "key")))


def counting(rows: Iterable[R], period: Period) -> tuple[R, ...]:
    """Return the rows that count in the period, by date and key."""
    return tuple(row for row in in_period(rows, period) if row.counts)


def unreadable(picture: Picture, form: str, period: Period) -> tuple[str, ...]:
    """Return the keys of a form's submissions that nobody can read, dated in the period or bearing no readable date."""
    return tuple(
        sorted(
            one.key
            for one in picture.unreadable
            if one.form == form and (one.date is None or period.contains(one.date))
        )
    )


def _waiting(rows: Iterable[Happening] | Iterable[Entry]) -> tuple[str, ...]:
    return tuple(row.key for row in rows if waits(row))


def of_events(
    value: Callable[[Sequence[Happening]], Value], concerned: Callable[[Happening], bool] = lambda _: True
) -> Count:
    """Return how a value is counted from the events that it concerns."""

    def count(picture: Picture, period: Period) -> Counted:
        events = [event for event in in_period(picture.events, period) if concerned(event)]
        behind = [event for event in events if event.counts]
        waiting = (*_waiting(events), *unreadable(picture, EventReport.key, period))
        return Counted(value(behind), tuple(event.key for event in behind), waiting)

    return count


def of_records(kind: str) -> Count:
    """Return how the coordinator's records of a kind are counted."""

    def count(picture: Picture, period: Period) -> Counted:
        behind = counting(_of_kind(picture, kind), period)
        return Counted(len(behind), tuple(record.key for record in behind), _waiting_records(picture, kind, period))

    return count


def _of_kind(picture: Picture, kind: str) -> tuple[Entry, ...]:
    return tuple(record for record in picture.records if record.kind == kind)


def _waiting_records(picture: Picture, kind: str, period: Period) -> tuple[str, ...]:
    records = in_period(_of_kind(picture, kind), period)
    return (*_waiting(records), *unreadable(picture, CoordinatorRecord.key, period))


def _identities(picture: Picture) -> Mapping[tuple[str, str], str]:
    """Return who stands behind each contact key of an organisation, among those who applied to it."""
    return {(one.organisation, one.key): one.identity for one in picture.ambassadors}


def trained_in(picture: Picture, period: Period) -> Counted:
    """Count the people who attended a training in the period: each once, however often, wherever they applied."""
    identities = _identities(picture)
    attended = {
        (record.organisation, person)
        for record in counting(_of_kind(picture, TRAINING_KIND), period)
        for person in record.people
        if (record.organisation, person) in identities
    }
    return Counted(
        len({identities[one] for one in attended}),
        tuple(sorted(key for _, key in attended)),
        _waiting_records(picture, TRAINING_KIND, period),
    )


def team_on(picture: Picture, period: Period) -> Counted:
    """Count the people of the team on the last day: trained by then, accepted, not left; each once.

    Whether somebody is accepted is a state without a date: it is the state of today, also for a period long past.
    """
    so_far = Period(date.min, period.to_on)
    trained = {one.identity for one in picture.ambassadors if _by(one.trained_on, period.to_on)}
    members = [one for one in picture.ambassadors if one.identity in trained and _is_member(one, period.to_on)]
    applications = sorted({*picture.applications_waiting, *unreadable(picture, Application.key, so_far)})
    return Counted(
        len({one.identity for one in members}),
        tuple(sorted(one.key for one in members)),
        (*applications, *_waiting_records(picture, TRAINING_KIND, so_far)),
    )


def _by(day: date | None, last_on: date) -> bool:
    return day is not None and day <= last_on


def _is_member(ambassador: Ambassador, on: date) -> bool:
    gone_for_ever = ambassador.standing is Standing.LEFT and ambassador.left_on is None
    return ambassador.accepted and not gone_for_ever and not _by(ambassador.left_on, on)


def expenses(picture: Picture, period: Period) -> Counted:
    """Add up what events and records cost, in euros."""
    events, records = counting(picture.events, period), counting(picture.records, period)
    return Counted(
        sum((row.expenses_eur for row in (*events, *records)), Decimal(0)),
        tuple(row.key for row in (*events, *records)),
        (
            *_waiting(in_period(picture.events, period)),
            *unreadable(picture, EventReport.key, period),
            *_waiting(in_period(picture.records, period)),
            *unreadable(picture, CoordinatorRecord.key, period),
        ),
    )


def kinds(events: Sequence[Happening]) -> Mapping[str, int]:
    """Return how many events there are of each kind that occurs, in the order of the form."""
    declared = [option.code for option in EVENT_KINDS]
    found = [event.kind for event in events]
    return {kind: found.count(kind) for kind in (*declared, *sorted({*found}.difference(declared))) if kind in found}


def contacts(events: Sequence[Happening]) -> int:
    """Add up the social contacts."""
    return sum(event.social_contacts for event in events)


def present(events: Sequence[Happening]) -> int:
    """Add up the people present."""
    return sum(event.present for event in events)


def hours(events: Sequence[Happening]) -> Decimal:
    """Add up how long the events lasted, in hours."""
    return sum((event.duration_hours for event in events), Decimal(0))


def places(events: Sequence[Happening]) -> int:
    """Count the different municipalities."""
    return len({event.municipality for event in events})


def is_somewhere(event: Happening) -> bool:
    """Tell whether an event took place in a municipality, if only for some of those present."""
    return event.format != REMOTE and event.municipality is not None


def is_contact_training(event: Happening) -> bool:
    """Tell whether an event trained specialists."""
    return event.kind == CONTACT_TRAINING
