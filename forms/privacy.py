"""Who may see an answer: the privacy classes, kept apart by type.

A public answer is a plain value. A personal one comes wrapped in `Personal`, an answer about health in `Health`.
Neither shows its content when printed, logged or formatted, and each opens by a method of another name, so that a
type checker refuses a health answer wherever a letter, a log or a summary expects something else.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Privacy(StrEnum):
    """The class of a question: decides where its answers may appear."""

    PUBLIC = "public"
    PERSONAL = "personal"
    HEALTH = "health"


@dataclass(frozen=True, slots=True, repr=False)
class Personal(Generic[T_co]):
    """An answer that identifies a person: for their organisation only."""

    _value: T_co

    def reveal(self) -> T_co:
        """Return the answer, to be used within the organisation or in a letter to that very person."""
        return self._value

    def __repr__(self) -> str:
        """Return a text that tells nothing of the answer."""
        return "<personal>"


@dataclass(frozen=True, slots=True, repr=False)
class Health(Generic[T_co]):
    """An answer about somebody's health: for the coordinator's own workbook and nowhere else."""

    _value: T_co

    def for_coordinator(self) -> T_co:
        """Return the answer, to be shown in the workbook of the organisation that it was given to."""
        return self._value

    def __repr__(self) -> str:
        """Return a text that tells nothing of the answer."""
        return "<health>"
