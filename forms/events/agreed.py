"""What the reports of an event agree on, and where their numbers differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from forms.contacts.verdicts import Pair, Verdict, same_as
from forms.events.reports import Event

N = TypeVar("N", int, Decimal, date)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Answers of several reports of one event to one public question that differ, in ascending order."""

    question: str
    values: tuple[Decimal | int | date, ...]
    """Days only of «date»: a person may say that two events of different days are one."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event as it counts: of differing numbers the lower, until the coordinator decides (counting rule 2)."""

    key: str
    organisation: str
    title: str
    date: date
    kind: str
    audience: tuple[str, ...]
    """Every audience that a report names."""
    format: str
    municipality: str | None
    venue: str | None
    duration_hours: Decimal
    present: int
    social_contacts: int
    expenses: Decimal | None
    """In euro; None when no report says."""
    ambassadors: frozenset[str]
    conflicts: tuple[Conflict, ...]


def events_to_count(events: Sequence[Event], verdicts: Mapping[Pair, Verdict]) -> tuple[Event, ...]:
    """Return the events with those that a person said are the same as one, under the oldest key; in order of age."""
    keys = [event.key for event in events]
    standing_for = same_as(verdicts, keys)
    joined: dict[str, Event] = {}
    for event in events:
        key = standing_for.get(event.key, event.key)
        reports = joined[key].reports if key in joined else ()
        joined[key] = Event(key, (*reports, *event.reports))
    return tuple(joined.values())


def _conflict(question: str, values: set[N]) -> tuple[Conflict, ...]:
    return (Conflict(question, tuple(sorted(values))),) if len(values) > 1 else ()


def agreed(event: Event) -> EventFacts:
    """Return what counts of an event: words from the earliest report that has them, of numbers the lower."""
    first, reports = event.reports[0], event.reports
    expenses = tuple(report.expenses for report in reports if report.expenses is not None)
    return EventFacts(
        key=event.key,
        organisation=first.organisation,
        title=first.title,
        date=first.date,
        kind=first.kind,
        audience=tuple(dict.fromkeys(code for report in reports for code in report.audience)),
        format=first.format,
        municipality=next((report.municipality for report in reports if report.municipality), None),
        venue=next((report.venue for report in reports if report.venue), None),
        duration_hours=min(report.duration_hours for report in reports),
        present=min(report.present for report in reports),
        social_contacts=min(report.social_contacts for report in reports),
        expenses=min(expenses, default=None),
        ambassadors=frozenset[str]().union(*(report.ambassadors for report in reports)),
        conflicts=(
            *_conflict("date", {report.date for report in reports}),
            *_conflict("duration_hours", {report.duration_hours for report in reports}),
            *_conflict("present", {report.present for report in reports}),
            *_conflict("social_contacts", {report.social_contacts for report in reports}),
            *_conflict("expenses_eur", set(expenses)),
        ),
    )
