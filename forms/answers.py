"""The types of answers: each knows how to read what a person typed into a value, or says what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar
from unicodedata import combining, normalize

from forms.dates import read_date
from forms.emails import read_email
from forms.faults import Fault, FaultCode
from forms.numbers import read_number
from forms.personal_codes import without_personal_codes
from forms.phones import read_phone
from forms.words import Words

T_co = TypeVar("T_co", covariant=True)


class Answer(Protocol[T_co]):
    """A type of answer."""

    def read(self, text: str) -> T_co | Fault | None:
        """Read a non-empty text; None stands for an answer that says nothing."""
        ...


@dataclass(frozen=True)
class ShortText:
    """One line of text."""

    longest: int = 300

    def read(self, text: str) -> str | Fault | None:
        """Return the text on one line, without personal codes."""
        line = without_personal_codes(" ".join(text.split()))
        return line or None if len(line) <= self.longest else Fault(FaultCode.TOO_LONG, {"longest": str(self.longest)})


@dataclass(frozen=True)
class Paragraph:
    """Text of several lines."""

    longest: int = 50_000

    def read(self, text: str) -> str | Fault | None:
        """Return the text, without personal codes."""
        text = without_personal_codes(text.strip())
        return text or None if len(text) <= self.longest else Fault(FaultCode.TOO_LONG, {"longest": str(self.longest)})


@dataclass(frozen=True)
class Email:
    """An e-mail address that a letter can be sent to."""

    def read(self, text: str) -> str | Fault:
        """Return the address with its domain in lower case."""
        return read_email(text) or Fault(FaultCode.NOT_AN_EMAIL)


@dataclass(frozen=True)
class Phone:
    """A phone number, Lithuanian unless it says otherwise."""

    def read(self, text: str) -> str | Fault:
        """Return the number as +370…, without spaces."""
        return read_phone(text) or Fault(FaultCode.NOT_A_PHONE)


@dataclass(frozen=True)
class Option:
    """One option of a choice: stored by code, shown by title, recognised by its other names too."""

    code: str
    title: Words
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """Return text as options are compared: lower case, single spaces, no full stop at the end."""
    return " ".join(text.casefold().split()).rstrip(".")


def unaccented(text: str) -> str:
    """Return text without the marks over and under its letters, as people type where a keyboard lacks them."""
    return text if text.isascii() else "".join(letter for letter in normalize("NFD", text) if not combining(letter))


@dataclass(frozen=True)
class Choice:
    """One of the options."""

    options: tuple[Option, ...]
    ambiguous: frozenset[str] = frozenset()
    """Names (folded) that could mean two options: asked about, never guessed."""

    @cached_property
    def titles(self) -> Mapping[str, Words]:
        """Return the title of every option by its code."""
        return {option.code: option.title for option in self.options}

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Return every known name of an option, folded, with its code."""
        return {
            folded(name): option.code
            for option in self.options
            for name in (*option.aliases, option.code, *option.title.both())
        }

    @cached_property
    def unaccented_codes(self) -> Mapping[str, str | None]:
        """Return the same names without their marks; None for one that could then be two options."""
        codes: dict[str, str | None] = {}
        for name, code in self.codes.items():
            bare = unaccented(name)
            codes[bare] = code if codes.get(bare, code) == code else None
        return codes | dict.fromkeys(map(unaccented, self.ambiguous))

    def read(self, text: str) -> str | Fault:
        """Return the code of the option that the text names, its accents written or not."""
        name = folded(text)
        if name in self.ambiguous:
            return Fault(FaultCode.AMBIGUOUS_PLACE)
        code = self.codes.get(name) or self.unaccented_codes.get(unaccented(name), "")
        if code is None:
            return Fault(FaultCode.AMBIGUOUS_PLACE)
        return code or Fault(FaultCode.NOT_OFFERED)


@dataclass(frozen=True)
class Ticks:
    """Any number of the options."""

    options: tuple[Option, ...]

    @cached_property
    def single(self) -> Choice:
        """Return the choice that each tick is read by."""
        return Choice(self.options)

    def read(self, text: str) -> tuple[str, ...] | Fault | None:
        """Return the codes in the order of the declaration, each once."""
        chosen: set[str] = set()
        for part in re.split(r"[,;\n]", text):
            if part.strip():
                code = self.single.read(part)
                if isinstance(code, Fault):
                    return code
                chosen.add(code)
        return tuple(option.code for option in self.options if option.code in chosen) or None


@dataclass(frozen=True)
class Tick:
    """A box to tick; its label is the whole answer."""

    label: Words

    @cached_property
    def ticked(self) -> frozenset[str]:
        """Return, folded, what counts as ticked."""
        return frozenset(
            {*map(folded, self.label.both()), "taip", "yes", "sutinku", "i agree", "true", "1", "x", "✓", "✔"}
        )

    def read(self, text: str) -> bool | Fault | None:
        """Return True when ticked, None when plainly not."""
        name = folded(text)
        if name in self.ticked:
            return True
        return None if name in {"ne", "no", "false", "0", "nesutinku"} else Fault(FaultCode.NOT_OFFERED)


@dataclass(frozen=True)
class Date:
    """A day of the calendar."""

    def read(self, text: str) -> date | Fault:
        """Return the day."""
        return read_date(text) or Fault(FaultCode.NOT_A_DATE)


@dataclass(frozen=True)
class Number:
    """A decimal number between bounds, both included."""

    least: Decimal
    most: Decimal

    def read(self, text: str) -> Decimal | Fault:
        """Return the number, a decimal comma being as good as a point."""
        number = read_number(text)
        if number is None:
            return Fault(FaultCode.NOT_A_NUMBER)
        if not self.least <= number <= self.most:
            return Fault(FaultCode.OUT_OF_RANGE, {"least": f"{self.least:f}", "most": f"{self.most:f}"})
        return number


@dataclass(frozen=True)
class Whole:
    """A whole number between bounds, both included."""

    least: int
    most: int

    def read(self, text: str) -> int | Fault:
        """Return the number."""
        number = read_number(text)
        if number is None:
            return Fault(FaultCode.NOT_A_NUMBER)
        if number != number.to_integral_value():
            return Fault(FaultCode.NOT_WHOLE)
        if not self.least <= number <= self.most:
            return Fault(FaultCode.OUT_OF_RANGE, {"least": str(self.least), "most": str(self.most)})
        return int(number)
