"""A spreadsheet as it is kept: tabs with their cells, and what lies over the cells."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.google.forms_api import RefusedError
from tests.google.sheets.ranges import Box, box_of

Body = dict[str, Any]
Cell = Mapping[str, Any]
"""A CellData body of what was entered; never changed, only replaced, so that drafts share it."""
Row = list[Cell | None]
"""Cells from the left, without the empty ones at the end; never changed either."""

MOST_CELLS = 10_000_000
ROWS, COLUMNS = 1000, 26


class Sheet:
    """One tab."""

    def __init__(self, sheet_id: int, title: str, rows: int = ROWS, columns: int = COLUMNS) -> None:
        self.properties: Body = {
            "sheetId": sheet_id,
            "title": title,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": rows, "columnCount": columns},
        }
        self.rows: list[Row] = []
        self.row_looks: dict[int, Body] = {}
        self.column_looks: dict[int, Body] = {}
        self.merges: list[Body] = []
        self.protected: list[Body] = []
        self.conditional: list[Body] = []
        self.filter: Body | None = None
        self.charts: list[Body] = []
        self.row_groups: list[Body] = []
        self.column_groups: list[Body] = []

    def draft(self) -> "Sheet":
        made = copy.copy(self)
        for name, value in vars(self).items():
            setattr(made, name, list(value) if name == "rows" else copy.deepcopy(value))
        return made

    @property
    def id(self) -> int:
        return self.properties["sheetId"]

    @property
    def title(self) -> str:
        return self.properties["title"]

    @property
    def grid(self) -> Body:
        return self.properties["gridProperties"]

    @property
    def row_count(self) -> int:
        return self.grid["rowCount"]

    @property
    def column_count(self) -> int:
        return self.grid["columnCount"]

    def whole(self) -> Box:
        return Box(0, 0, self.row_count, self.column_count)

    def box(self, body: Body) -> Box:
        return box_of(body, self.row_count, self.column_count)

    def cell(self, row: int, column: int) -> Cell | None:
        if row >= len(self.rows):
            return None
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def put(self, row: int, left: int, cells: Sequence[Cell | None]) -> None:
        """Put cells side by side, in place of what stood there."""
        if row >= len(self.rows):
            if not any(cells):
                return
            self.rows.extend([] for _ in range(row + 1 - len(self.rows)))
        old = self.rows[row]
        made = [*old[:left], *[None] * (left - len(old)), *(cell or None for cell in cells), *old[left + len(cells) :]]
        while made and made[-1] is None:
            made.pop()
        self.rows[row] = made
        while self.rows and not self.rows[-1]:
            self.rows.pop()

    def taken(self, box: Box) -> list[Row]:
        """Return the cells of a box, every row as wide as the box."""
        made: list[Row] = []
        for row in box.rows():
            cells = self.rows[row][box.left : box.right] if row < len(self.rows) else []
            made.append([*cells, *[None] * (box.width - len(cells))])
        return made

    def filled(self) -> int:
        """Return the number of rows down to the last one with a value."""
        for row in range(len(self.rows), 0, -1):
            if any(cell is not None and "userEnteredValue" in cell for cell in self.rows[row - 1]):
                return row
        return 0

    def values(self) -> list[list[Any]]:
        """Return what was entered, for tests: texts, numbers, truths, and formulas as text."""
        return [[value_of(cell) for cell in row] for row in self.rows]


def value_of(cell: Cell | None) -> Any:
    """Return what was entered into a cell; None when it is empty."""
    entered = cell.get("userEnteredValue") if cell else None
    return next(iter(entered.values())) if entered else None


class Book:
    """One spreadsheet."""

    def __init__(self, book_id: str, properties: Body) -> None:
        self.id = book_id
        self.properties: Body = {"locale": "en_US", "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT"} | properties
        self.sheets: list[Sheet] = []
        self.metadata: list[Body] = []
        self.named: list[Body] = []
        self.made = 0

    def draft(self) -> "Book":
        made = Book(self.id, copy.deepcopy(self.properties))
        made.sheets = [sheet.draft() for sheet in self.sheets]
        made.metadata, made.named = copy.deepcopy(self.metadata), copy.deepcopy(self.named)
        made.made = self.made
        return made

    def become(self, draft: "Book") -> None:
        vars(self).update(vars(draft))

    @property
    def title(self) -> str:
        return self.properties.get("title", "")

    def new_id(self, used: Iterable[Any] = ()) -> int:
        """Return a number that nothing in the spreadsheet has yet."""
        taken = set(used)
        while True:
            self.made += 1
            number = self.made * 1_640_531_527 % 2_147_483_647
            if number not in taken:
                return number

    def sheet(self, sheet_id: int) -> Sheet:
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise RefusedError(400, f"No grid with id: {sheet_id}")

    def titled(self, title: str) -> Sheet:
        """Return a tab by its title, whatever the case, as Google does."""
        for sheet in self.sheets:
            if sheet.title.casefold() == title.casefold():
                return sheet
        raise KeyError(title)

    def box(self, body: Body) -> tuple[Sheet, Box]:
        """Return the tab and the cells of a GridRange."""
        sheet = self.sheet(body.get("sheetId", 0))
        return sheet, sheet.box(body)

    def locale(self) -> str:
        return self.properties["locale"]

    def check_size(self) -> None:
        """Raise RefusedError when there are more cells than Google lets be."""
        if sum(sheet.row_count * sheet.column_count for sheet in self.sheets) > MOST_CELLS:
            raise RefusedError(
                400,
                "This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
            )
