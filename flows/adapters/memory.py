"""A workbook in memory, for tests and rehearsals: it keeps what a spreadsheet would keep, and can be typed into."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from hashlib import sha256

from flows.adapters.excel.cells import kept
from flows.adapters.excel.faults import busy, changed
from forms.cells import Cell
from forms.sheets import ColumnLook, Sheet, Snapshot, TabChange

Grid = list[list[Cell]]


class MemoryWorkbook:
    """A workbook that lives as long as the object.

    Attributes:
        sheets: The tabs by title, each a list of rows; change it as a person would change the workbook.
        looks: How the columns that were made look, by title and place.
        is_open: Set it, and nothing can be written, as while a person has the file open.
        writes: How many times something was written.
    """

    def __init__(self, sheets: Mapping[str, Sequence[Sequence[Cell]]] | None = None, name: str = "memory.xlsx") -> None:
        """Begin with sheets; with None there is no workbook yet."""
        self._name = name
        self._exists = sheets is not None
        self.sheets: dict[str, Grid] = {title: [list(row) for row in rows] for title, rows in (sheets or {}).items()}
        self.looks: dict[str, dict[int, ColumnLook]] = {}
        self.is_open = False
        self.writes = 0

    @property
    def name(self) -> str:
        """Return what the workbook is called."""
        return self._name

    def token(self) -> str:
        """Return a text that differs whenever a cell does; empty when there is no workbook yet."""
        if not (self._exists or self.sheets):
            return ""
        return sha256(repr((self.sheets, self.writes)).encode("utf-8", "replace")).hexdigest()

    def heft(self) -> int:
        """Return 0: what lies in memory cannot be given to another process."""
        return 0

    def read(self) -> Snapshot:
        """Read every tab as a spreadsheet would give it: rectangles, without the empty rows at the end."""
        sheets = tuple(Sheet(title, _read(grid)) for title, grid in self.sheets.items())
        return Snapshot(sheets, self.token())

    def apply(self, changes: Sequence[TabChange], *, expected: str) -> str:
        """Make all the changes or none, and return the new token.

        Raises:
            WorkbookBusyError: when somebody has it open.
            WorkbookChangedError: when it is not the one that was read.
        """
        if not changes:
            return expected
        if self.is_open:
            raise busy(self.name, f"~${self.name}")
        if self.token() != expected:
            raise changed(self.name)
        sheets, looks = deepcopy(self.sheets), deepcopy(self.looks)
        for change in changes:
            if change.create:
                sheets[change.title] = []
                looks[change.title] = {}
            _alter(sheets[change.title], change)
            made = (
                change.columns if change.create else {column: change.columns[column] for column in change.new_columns}
            )
            looks.setdefault(change.title, {}).update(made)
        self.sheets, self.looks = sheets, looks
        self._exists = True
        self.writes += 1
        return self.token()


def _read(grid: Grid) -> list[list[Cell]]:
    rows: list[list[Cell]] = [["" if (value := kept(cell)) is None else value for cell in row] for row in grid]
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell != ""), default=0)
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]


def _alter(grid: Grid, change: TabChange) -> None:
    for column in change.columns if change.create else change.new_columns:
        _put(grid, change.header_row, column, change.columns[column].title)
    for (row, column), value in change.cells.items():
        _put(grid, row, column, value)
    last = len(_read(grid))
    if change.create:
        last = max(last, change.header_row + 1)
    for number, values in enumerate(change.append, last):
        for column, value in enumerate(values):
            if value is not None:
                _put(grid, number, column, value)
    coming: dict[int, list[list[Cell]]] = {}
    for number, values in change.insert:
        coming.setdefault(number, []).append([kept(value) for value in values])
    grid.extend([] for _ in range(max(coming, default=-1) + 1 - len(grid)))
    grid[:] = [
        one
        for number, row in enumerate(grid)
        for one in (*coming.get(number, ()), *([] if number in change.remove else [row]))
    ]


def _put(grid: Grid, row: int, column: int, value: Cell) -> None:
    grid.extend([] for _ in range(row + 1 - len(grid)))
    grid[row].extend([None] * (column + 1 - len(grid[row])))
    grid[row][column] = kept(value)
