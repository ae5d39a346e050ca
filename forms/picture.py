"""The picture of an organisation as it stands: events, records and ambassadors, each with what was decided of it.

Everything that counts, counts from here. Nothing here is about anybody's health, and nobody is named who did not agree
to it: unlike answers, a picture may go from one process of ours to another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from forms.words import Language

Day = date
"""The type's name where a field is called `date`."""


class Review(StrEnum):
    """Where the review of an event or a record stands."""

    RECEIVED = "received"
    APPROVED = "approved"
    REJECTED = "rejected"
    EDITED = "edited"


class Standing(StrEnum):
    """Where an ambassador stands: applied and not yet accepted, in the team, pausing, or gone."""

    APPLIED = "applied"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A number that the reports of one event give differently, by the question's key; the least counts."""

    question: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as all its reports together tell it; where their numbers differ, the lower ones."""

    key: str
    organisation: str
    reports: tuple[str, ...]
    review: Review
    title: str
    date: date
    kind: str
    audience: tuple[str, ...]
    format: str
    municipality: str | None
    """ISO 3166-2 code; None for a remote event."""
    venue: str | None
    duration_hours: Decimal
    present: int
    social_contacts: int
    minors: bool
    expenses_eur: Decimal
    ambassadors: frozenset[str]
    """Contact keys of the known ambassadors who took part."""
    unknown_ambassadors: int
    """How many of those named are nobody the organisation knows."""
    disagreements: tuple[Disagreement, ...] = ()
    waits: bool = False
    """Whether anything about it waits for a person's word."""
    reported_on: Day | None = None
    """The day in Vilnius on which the first report of it came; None where that is unknown."""

    @property
    def counts(self) -> bool:
        """Tell whether it counts: valid (or it would not be here) and not rejected."""
        return self.review is not Review.REJECTED


PLANNED_EVENT = "planned_event"
"""The kind of a coordinator's record that says what is to take place; only the report of it counts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A coordinator's record: a training, a support meeting, a publicity message, or an event that is planned."""

    key: str
    organisation: str
    review: Review
    kind: str
    title: str
    date: date
    duration_hours: Decimal
    people: frozenset[str]
    """Contact keys of the known people who took part."""
    unknown_people: int
    channel: str | None
    expenses_eur: Decimal
    waits: bool = False

    @property
    def counts(self) -> bool:
        """Tell whether it counts: valid (or it would not be here), not rejected, and more than a plan."""
        return self.review is not Review.REJECTED and self.kind != PLANNED_EVENT


@dataclass(frozen=True, slots=True)
class Ambassador:
    """A person who applied to an organisation and was not declined."""

    key: str
    """The contact's key."""
    organisation: str
    identity: str
    """Equal for one person in a picture, whichever organisation has them; tells nothing else."""
    standing: Standing
    accepted: bool
    trained_on: date | None
    """Day of the first recorded training they attended."""
    left_on: date | None
    name_for_institute: str
    """The name, where the person agreed that the Institute sees it; empty otherwise."""
    public_name: str | None
    events: int = 0
    application: str = ""
    """Key of the application."""
    marks: frozenset[str] = field(default=frozenset(), repr=False)
    """Hashes by which the same person is known in another organisation."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A submission that cannot count before it is mended; the date where that much is readable."""

    key: str
    organisation: str
    form: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Contract:
    """What an organisation agreed to: the term (both days included), the budget in euros, and targets by figure."""

    from_on: date | None = None
    to_on: date | None = None
    budget_eur: Decimal | None = None
    targets: Mapping[str, int] = field(default_factory=dict[str, int])
    """By the figure's key."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All of one organisation, or of several together."""

    slug: str
    """The organisation's, or empty for the whole programme."""
    name: str
    language: Language
    contract: Contract
    events: tuple[Happening, ...] = ()
    records: tuple[Entry, ...] = ()
    ambassadors: tuple[Ambassador, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    applications_waiting: tuple[str, ...] = ()
    """Keys of applications that nobody has decided on."""
    organisations: tuple[str, ...] = ()
    """Names of the organisations in a picture of several."""
    not_read: tuple[str, ...] = ()
    """Sentences on what could not be read, with the reason."""
