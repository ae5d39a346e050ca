"""A workbook as values: what was read from it, and what is to be changed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from forms.cells import Cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab as read: its rows from the very first one on, each from column A on; rows may differ in length."""

    title: str
    rows: Sequence[Sequence[Cell]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A workbook as read at one moment; the token differs whenever anything in the workbook does."""

    sheets: tuple[Sheet, ...]
    token: str
    edited_by: str = field(default="", repr=False)
    """Who saved it last, as their spreadsheet program calls them; empty where nobody can tell."""
    time_zone: str = ""
    """By which it writes time stamps; empty where it has none of its own."""


EMPTY = Snapshot((), "")
"""What is read where there is no workbook."""


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
    LINK = "link"
    """Text that leads to another place of the workbook."""


class Tint(StrEnum):
    """What a colour means: something waits for a person, is wrong, is late, or is well."""

    WAITS = "waits"
    WRONG = "wrong"
    LATE = "late"
    WELL = "well"


@dataclass(frozen=True, slots=True)
class Colouring:
    """When the cells of a column take on a colour: they hold one of `texts`; or, without texts, anything at all.

    With `beyond`, when they hold a number greater than that.
    """

    tint: Tint
    texts: tuple[str, ...] = ()
    beyond: int | None = None


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """How one column looks in one language; `width` in characters, `options` fill its drop-down."""

    title: str
    note: str = ""
    owner: Owner = Owner.PIPELINE
    width: int = 16
    format: Format = Format.TEXT
    options: tuple[str, ...] = ()
    colourings: tuple[Colouring, ...] = ()
    """The first that holds wins."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of columns standing side by side, one series a row; rows and columns are counted from 0.

    The words under the columns are the header's from `first_column` to `last_column`, the numbers stand below in
    `rows`, whose names stand in `name_column`. `description` says in words what it shows, for those who cannot see it.
    """

    title: str
    description: str
    rows: tuple[int, ...]
    name_column: int
    first_column: int
    last_column: int
    at: tuple[int, int]
    """Row and column of the cell under its upper left corner."""


@dataclass(frozen=True, slots=True)
class TabChange:
    """What is to become different in one tab; rows and columns are counted from 0.

    `columns` says where each column of ours stands when the change is done; the header, note, width and drop-down of
    those in `new_columns` are made (in a new tab: of all). `cells` are single cells of rows that stand, `append` whole
    rows that follow the last row holding anything, `remove` rows to be taken out, the ones below moving up; all numbers
    are those before the change. Text is written as text, never as a formula.
    """

    title: str
    columns: Mapping[int, ColumnLook]
    create: bool = False
    header_row: int = 0
    new_columns: frozenset[int] = frozenset()
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict[tuple[int, int], Cell], repr=False)
    append: tuple[tuple[Cell, ...], ...] = field(default=(), repr=False)
    insert: tuple[tuple[int, tuple[Cell, ...]], ...] = field(default=(), repr=False)
    """Whole rows, each with the number of the row that stands now and that it comes before; in their order."""
    remove: tuple[int, ...] = ()
    charts: tuple[Chart, ...] = ()
    """Drawn in a tab that is made; one that stands keeps what people made of them."""
