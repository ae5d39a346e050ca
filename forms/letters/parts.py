"""What letters are made of: the base of all, and the kinds of values that may stand in one."""

from abc import ABC, abstractmethod
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Self, cast

from forms.privacy import Health, Personal
from forms.words import Language, Words

FIRST_NAME = "first_name"
"""The one field with an answer that identifies a person: the reader's own."""


class HealthInLetterError(TypeError):
    """Somebody tried to put an answer about health into a letter."""


class NotForLettersError(TypeError):
    """Somebody tried to put a value into a letter that is neither plain and public nor the reader's own first name."""


def check_value(name: str, value: object) -> None:
    """Refuse a value of a letter's field unless it is plain; the error names the field, never the value.

    Raises:
        HealthInLetterError: for an answer about health, however deep inside.
        NotForLettersError: for somebody's personal answer, and for values that cannot be kept as JSON.
    """
    if isinstance(value, Health):
        raise HealthInLetterError(f"{name}: an answer about health never stands in a letter")
    if isinstance(value, Personal):
        inner = cast("Personal[object]", value).reveal()
        check_value(name, inner)
        if name != FIRST_NAME or not isinstance(inner, str):
            raise NotForLettersError(f"{name}: of personal answers only the reader's first name stands in a letter")
    elif isinstance(value, (tuple, list, set, frozenset)):
        for part in cast("tuple[object, ...]", value):
            check_value(name, part)
        if not isinstance(value, tuple):
            raise NotForLettersError(f"{name}: several values are a tuple")
    elif is_dataclass(value):
        for field in fields(value):
            check_value(f"{name}.{field.name}", getattr(value, field.name))
    elif isinstance(value, datetime) or not isinstance(value, (str, int, Decimal, date, type(None))):
        raise NotForLettersError(f"{name}: a {type(value).__name__} does not stand in a letter")


class Letter(ABC):
    """Base of all letters."""

    kind: ClassVar[str]
    title: ClassVar[Words]
    """What the kind is called in the workbook."""

    def __post_init__(self) -> None:
        """Refuse what does not belong in a letter, wherever it hides. Raises TypeError."""
        for name in self.placeholders():
            check_value(name, getattr(self, name))

    @classmethod
    def placeholders(cls) -> tuple[str, ...]:
        """Return the names of the fields, which are all that its templates may say."""
        return tuple(field.name for field in fields(cls)) if is_dataclass(cls) else ()

    @classmethod
    @abstractmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up person, for previews and tests."""
