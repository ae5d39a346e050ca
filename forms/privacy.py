"""Who may see an answer: the privacy classes, kept apart by type.

A public answer is a plain value. A personal one comes wrapped in `Personal`, an answer about health in `Health`.
Neither shows its content when printed, logged, formatted or turned into a dictionary, neither can be pickled, and each
opens by a method of another name, so that a type checker refuses a health answer wherever a letter, a log or a summary
expects something else.
"""

from enum import StrEnum
from typing import Generic, Never, Self, SupportsIndex, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Privacy(StrEnum):
    """The class of a question: decides where its answers may appear."""

    PUBLIC = "public"
    PERSONAL = "personal"
    HEALTH = "health"


class _Wrapped(Generic[T_co]):
    """A value that shows nothing of itself; no dataclass, because `dataclasses.asdict` opens those."""

    __slots__ = ("_value",)
    _value: T_co

    def __init__(self, value: T_co) -> None:
        """Wrap a value for good."""
        object.__setattr__(self, "_value", value)

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"{type(self).__name__} does not change")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and bool(self._value == getattr(other, "_value", None))

    def __hash__(self) -> int:
        return hash((type(self), self._value))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    def __reduce_ex__(self, protocol: SupportsIndex) -> Never:
        raise TypeError(f"{type(self).__name__} is not written down by pickle")


class Personal(_Wrapped[T_co]):
    """An answer that identifies a person: for their organisation only."""

    __slots__ = ()

    def reveal(self) -> T_co:
        """Return the answer, to be used within the organisation or in a letter to that very person."""
        return self._value

    def __repr__(self) -> str:
        """Return a text that tells nothing of the answer."""
        return "<personal>"


class Health(_Wrapped[T_co]):
    """An answer about somebody's health: for the coordinator's own workbook and nowhere else."""

    __slots__ = ()

    def for_coordinator(self) -> T_co:
        """Return the answer, to be shown in the workbook of the organisation that it was given to."""
        return self._value

    def __repr__(self) -> str:
        """Return a text that tells nothing of the answer."""
        return "<health>"
