"""What is published of counts of people: cells, sums of them, and which of both are hidden.

Counts of people are those of who was present at an event, their sums, and the specialists trained,
which are such sums. Events, social contacts, meetings, messages, hours and euros are no people and
are never hidden. Ambassadors trained and the team are told of a whole organisation alone, in no breakdown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

LEAST_PEOPLE_SHOWN = 5
"""The least count of people that is shown where the programme's facts name no other."""


class Hidden(Enum):
    """Why a count is not printed."""

    FEW = "few"
    """It is smaller than the least that is shown, and not nought."""
    KEPT = "kept"
    """A small one could be found with its help; of a sum, this says nothing about how large it is."""


Shown = int | Hidden


@dataclass(frozen=True, slots=True)
class Cell:
    """A count of people that no other published count is part of.

    Attributes:
        thing: What was counted, such as an event.
        value: How many; a corrected count of the same thing is another cell.
    """

    thing: str
    value: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A published total: a name of its own within one publication, and the cells that it is the sum of."""

    name: str
    parts: tuple[Cell, ...]

    @property
    def value(self) -> int:
        """Return the total."""
        return sum(part.value for part in self.parts)


@dataclass(frozen=True, slots=True)
class Published:
    """All counts of people of one publication, however many tables they stand in."""

    cells: tuple[Cell, ...] = ()
    sums: tuple[Sum, ...] = ()
    hidden_cells: Mapping[Cell, Hidden] = field(default_factory=dict[Cell, Hidden])
    hidden_sums: frozenset[str] = frozenset()
    """Names."""


def mark_of(value: int, least: int) -> Shown:
    """Return what may be printed of a count of people that stands alone."""
    return Hidden.FEW if 0 < value < least else value
