"""Reports of events, the events that gather them, and the links between the two."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Report:
    """One valid event report, as far as it tells which event it is about and what happened there."""

    response_key: str
    organisation: str
    reporter: str
    """The key of the reporter's contact."""
    date: date
    kind: str
    audience: tuple[str, ...]
    format: str
    municipality: str | None
    """None for a remote event."""
    venue: str | None
    title: str
    duration_hours: Decimal
    ambassadors: frozenset[str] = field(repr=False)
    """Keys of contacts; of people we do not know, their folded names."""
    present: int
    social_contacts: int
    expenses: Decimal | None
    """In euro."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, as far as we know: the reports that were linked to one key, the earliest first."""

    key: str
    reports: tuple[Report, ...]


class EventReason(StrEnum):
    """Why a report is linked to an event."""

    FIRST_SEEN = "first_seen"
    SAME_PLACE_AND_TITLE = "same_place_and_title"
    SAME_AMBASSADOR_AND_TITLE = "same_ambassador_and_title"


class EventDoubtReason(StrEnum):
    """Why two events of one day may be one, and why that is not certain."""

    SAME_REPORTER = "same_reporter"
    """One person filed both: the same talk given twice, or one talk reported twice."""
    OTHER_PLACE = "other_place"
    OTHER_KIND = "other_kind"
    OTHER_TITLE = "other_title"
    GENERAL_TITLE = "general_title"
    """The titles are alike but say little («Susitikimas su studentais»), and the rest does not settle it."""
    ALIKE = "alike"
    """Everything fits, but they came to be two before it did: existing events are never merged unasked."""


@dataclass(frozen=True, slots=True)
class EventLink:
    """A report is about an event, for a reason."""

    response_key: str
    event_key: str
    reason: EventReason


@dataclass(frozen=True, slots=True)
class EventDoubt:
    """Two events that a person is to look at; `event_a` is the older."""

    event_a: str
    event_b: str
    reason: EventDoubtReason


@dataclass(frozen=True, slots=True)
class Grouping:
    """What grouping found: every event, the links that are new, and all doubts that are open."""

    events: tuple[Event, ...]
    links: tuple[EventLink, ...]
    doubts: tuple[EventDoubt, ...]

    @property
    def event_of(self) -> Mapping[str, str]:
        """Return for every report, new or old, by its response's key, the key of its event."""
        return {report.response_key: event.key for event in self.events for report in event.reports}
