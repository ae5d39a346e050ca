"""A workbook as values: what was read from it, and what is to be changed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from forms.cells import Cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab as read: its rows from the very first one on, each from column A on; rows may differ in length."""

    title: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A workbook as read at one moment; the token differs whenever anything in the workbook does."""

    sheets: tuple[Sheet, ...]
    token: str


class Owner(StrEnum):
    """Whose a column is: who may write into it."""

    PIPELINE = "pipeline"
    COORDINATOR = "coordinator"


class Format(StrEnum):
    """What the cells of a column hold, and so how they are shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    MOMENT = "moment"
    WHOLE = "whole"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """How one column looks in one language; `width` in characters, `options` fill its drop-down."""

    title: str
    note: str = ""
    owner: Owner = Owner.PIPELINE
    width: int = 16
    format: Format = Format.TEXT
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TabChange:
    """What is to become different in one tab; rows and columns are counted from 0.

    `columns` says where each column of ours stands when the change is done; the header, note, width and drop-down of
    those in `new_columns` are made (in a new tab: of all). `cells` are single cells of rows that stand, `append` whole
    rows that follow the last row holding anything, `remove` rows to be taken out, the ones below moving up (their
    numbers, like those in `cells`, are the numbers before the change). Text is written as text, never as a formula.
    """

    title: str
    columns: Mapping[int, ColumnLook]
    create: bool = False
    header_row: int = 0
    new_columns: frozenset[int] = frozenset()
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict[tuple[int, int], Cell])
    append: tuple[tuple[Cell, ...], ...] = ()
    remove: tuple[int, ...] = ()
