"""What a breakdown is: a table of numbers, of which none counts people."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from forms.words import Words

Number = int | Decimal | Fraction | None
"""How many; euros; a share of something; nothing where there is no such number."""

TOTAL = Words("Iš viso", "Total")
_NO_NOTE = Words("", "")


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One line of a breakdown; a part of the line above it when it is `within`."""

    label: Words
    numbers: tuple[Number, ...]
    within: bool = False


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table of numbers: a column for each of `columns`."""

    key: str
    title: Words
    columns: tuple[Words, ...]
    rows: tuple[BreakdownRow, ...]
    total: BreakdownRow | None
    """None where the rows do not add up."""
    note: Words = _NO_NOTE


def same(text: str) -> Words:
    """Return a name, which is the same in both languages."""
    return Words(text, text)


def share_of(part: int | Decimal, whole: int | Decimal) -> Fraction | None:
    """Return a part's share of a whole; None of nothing."""
    return Fraction(part) / Fraction(whole) if whole else None
