"""What a period summary holds: figures, public facts of events, and counts. There is no field for a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from forms.breakdowns import Breakdown
from forms.disclosure import Hidden, Published, Shown
from forms.figures import Counted, Figure, Plan, Value
from forms.periods import Period
from forms.words import Language


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """What a summary tells of an event that counts."""

    key: str
    organisation: str
    """The organisation's name where the summary is of several, else empty."""
    title: str
    date: date
    kind: str
    audience: tuple[str, ...]
    format: str
    municipality: str
    """The municipality's short name; empty for a remote event."""
    venue: str
    duration_hours: Decimal
    present: int
    social_contacts: int
    present_shown: Shown
    """What the list of events may print in place of `present`."""
    waits: bool

    @property
    def place(self) -> str:
        """Return where it was, as briefly as it is known; empty when it is not."""
        return self.venue or self.municipality


@dataclass(frozen=True, slots=True)
class Group:
    """The events of one kind for one audience, by date; with no audience named, those for many different ones."""

    kind: str
    audience: tuple[str, ...]
    events: tuple[ToldEvent, ...]
    attended: Shown | None = None
    """How many specialists may be said to have been trained there; None where it was no training."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A number that the reports of an event give differently, in ascending order; the first counts."""

    event: ToldEvent
    question: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Keys of what waits for a person's word."""

    events: tuple[str, ...]
    records: tuple[str, ...]
    applications: tuple[str, ...]
    unreadable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """What the numbers do not know."""

    not_read: tuple[str, ...]
    """Sentences on workbooks or tabs that could not be read."""
    unknown_ambassadors: int
    """How often an event names an ambassador whom the organisation does not know."""
    unknown_people: int
    """How often a record names a person whom the organisation does not know."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A period summary, ready to be told in either language."""

    scope: str
    """The organisation's slug; empty for the programme."""
    title: str
    """The organisation's or the programme's name."""
    language: Language
    """The language that the organisation is written to in."""
    organisations: tuple[str, ...]
    """Names of the organisations in a summary of several."""
    period: Period
    as_of: date
    figures: tuple[tuple[Figure, Counted], ...]
    groups: tuple[Group, ...]
    plans: tuple[Plan, ...]
    term: tuple[date | None, date | None]
    """First and last day of the contract's term."""
    gone: Fraction | None
    """How much of the term is over."""
    breakdowns: tuple[Breakdown, ...]
    waiting: Waiting
    conflicts: tuple[Conflict, ...]
    quality: Quality
    least: int
    """The least count of people that is shown in a breakdown."""
    hidden: frozenset[str]
    """Keys of figures that are not printed, for they would tell a small count of people."""
    people: Published
    """All counts of people, and which of them are hidden."""
    unsafe: int = 0
    """How many small counts earlier publications, made by another rule, tell whatever is hidden now."""

    @property
    def events(self) -> tuple[ToldEvent, ...]:
        """Return the events that count in the period, by date and key."""
        told = (event for group in self.groups for event in group.events)
        return tuple(sorted(told, key=lambda event: (event.date, event.key)))

    def counted(self, key: str) -> Counted:
        """Return what counts of a figure; KeyError when there is no such figure."""
        by_key: Mapping[str, Counted] = {figure.key: counted for figure, counted in self.figures}
        return by_key[key]

    def shown(self, key: str) -> Value | Hidden:
        """Return what may be printed of a figure; KeyError when there is no such figure."""
        return Hidden.KEPT if key in self.hidden else self.counted(key).value

    def number(self, key: str) -> int | Decimal:
        """Return the value of a figure that is one number; TypeError when it is several."""
        value = self.counted(key).value
        if isinstance(value, Mapping):
            raise TypeError(f"{key} is several numbers")
        return value
