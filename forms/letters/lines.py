"""The lines that letters list: what to mend, a figure of a week, what waits, what lies ahead, an event of a year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ToMend:
    """One answer to mend, by its question; the answer itself is not repeated."""

    question: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One figure of the weekly letter: the week, the week before, the year so far, and the year's target if any."""

    name: str
    week: Decimal
    before: Decimal
    year: Decimal
    target: int | None = None

    @property
    def change(self) -> Decimal:
        """Return how much more the week had than the one before."""
        return self.week - self.before

    @property
    def percent(self) -> int:
        """Return how much of the target is reached, in whole percent, rounded down; 0 where there is none."""
        return int(self.year * 100 / self.target) if self.target else 0


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """What waits for a person: with whom, how much of it, and for how many days the oldest."""

    organisation: str
    what: str
    count: int
    oldest_days: int


@dataclass(frozen=True, slots=True)
class PastWeek:
    """One of the weeks before, by its Monday, with its events and social contacts."""

    monday_on: date
    events: int
    contacts: int


@dataclass(frozen=True, slots=True)
class ChangedWeek:
    """A number of a week that an earlier letter told otherwise."""

    from_on: date
    to_on: date
    figure: str
    """The figure's key."""
    name: str
    told: Decimal
    now: Decimal


@dataclass(frozen=True, slots=True)
class AheadLine:
    """Something planned: when, what, and with whom."""

    organisation: str
    what: str
    title: str
    planned_on: date


@dataclass(frozen=True, slots=True)
class TookPart:
    """An event or a training that an ambassador took part in."""

    held_on: date
    title: str
    what: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of a period, and how many of its rows wait for a person's word."""

    name: str
    value: Decimal | None
    """None where the number is not shown, for it would tell a small count of people."""
    waiting: int
