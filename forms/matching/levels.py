"""How far two texts can agree, field by field."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.int8]


class First(IntEnum):
    """How two first names agree."""

    MISSING = 0
    SAME = 1
    FORM = 2
    """A short form, an initial, one of two names."""
    SLIP = 3
    OTHER = 4
    IMPOSSIBLE = 5
    """Two names we know, of two people."""


class Last(IntEnum):
    """How two surnames agree."""

    MISSING = 0
    SAME = 1
    FORM = 2
    """A form of the same stem, or one of two surnames."""
    SLIP = 3
    WOMAN_OTHER = 4
    """Different, but a woman's, who may have married."""
    OTHER = 5
    HINTED = 6
    """A woman's other surname, and the mailbox of one record is made of the surname of the other."""


class Email(IntEnum):
    """How two mailboxes agree."""

    MISSING = 0
    SAME = 1
    NEAR = 2
    """One slip apart."""
    LOCAL = 3
    """The same local part, made of the name, with another provider."""
    OFFICE = 4
    """Different, at one office's domain."""
    OTHER = 5
    UNUSUAL = 6
    """The same local part with another provider, and more in it than the name."""


class Phone(IntEnum):
    """How two numbers agree."""

    MISSING = 0
    SAME = 1
    NEAR = 2
    OTHER = 3


class Alike(IntEnum):
    """How two organisations, places, dates of birth or addresses agree."""

    MISSING = 0
    SAME = 1
    NEAR = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """The levels of so many pairs."""

    first: Levels
    last: Levels
    email: Levels
    phone: Levels
    organisation: Levels
    municipality: Levels
    birth_date: Levels
    address: Levels

    def every(self, step: int) -> "Comparison":
        """Return the levels of every so-manieth pair."""
        return Comparison(
            self.first[::step],
            self.last[::step],
            self.email[::step],
            self.phone[::step],
            self.organisation[::step],
            self.municipality[::step],
            self.birth_date[::step],
            self.address[::step],
        )
