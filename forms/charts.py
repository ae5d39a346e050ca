"""Charts as values: bars with their labels, and the words for those who cannot see them."""

from dataclasses import dataclass
from enum import Enum

from forms.words import Language, Words

_OF = Words("{label}: {number} iš {goal}", "{label}: {number} of {goal}")
_ALONE = Words("{label}: {number}", "{label}: {number}")


class Direction(Enum):
    """Where bars grow to."""

    UP = "up"
    """Columns side by side, as for the months of a year."""
    RIGHT = "right"
    """Bars below each other, as for kinds with long names."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `goal` is what it should reach, drawn as a mark across it."""

    label: str
    number: int
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one unit, drawn in their order."""

    title: str
    bars: tuple[Bar, ...]
    direction: Direction

    def describe(self, language: Language) -> str:
        """Return all that the picture shows as one line of text."""
        told = (
            (_ALONE if bar.goal is None else _OF)
            .say(language)
            .format(label=bar.label, number=bar.number, goal=bar.goal)
            for bar in self.bars
        )
        return f"{self.title}. {'; '.join(told)}."
