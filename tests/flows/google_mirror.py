"""A workbook in memory whose cells also stand in a spreadsheet of the stand-in: people type here, the program there."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from flows.adapters.excel.faults import busy
from flows.adapters.google.cells import cell_body
from flows.adapters.google_sheets import GoogleWorkbook
from flows.adapters.memory import Grid, MemoryWorkbook
from forms.sheets import Snapshot, TabChange
from tests.flows.google_hands import WRITE, client_of
from tests.google.accounts import SERVICE
from tests.google.person import Person
from tests.google.world import Google


class GoogleMirror(MemoryWorkbook):
    """Whatever a person does in memory is done in the spreadsheet before the program's next call is carried out."""

    def __init__(self) -> None:
        super().__init__()
        self.google = Google()
        self.google.quota.enforced = False
        self.there = self.google.new_book("Namai", shared_with=SERVICE, timeZone="Europe/Vilnius")
        client = client_of(self.google)
        client._quota._most = 10**9
        self.ours = GoogleWorkbook(self.there.id, lambda: client)
        self.person = Person(self.there)
        self._mirrored: dict[str, Grid] = {}

    @property
    def writes(self) -> int:
        return self._writes

    @writes.setter
    def writes(self, count: int) -> None:
        self._writes = count

    def token(self) -> str:
        self.push()
        return self.ours.token()

    def read(self) -> Snapshot:
        self.push()
        return self.ours.read()

    def apply(self, changes: Sequence[TabChange], *, expected: str) -> str:
        if not changes:
            return expected
        if self.is_open:
            raise busy(self.name, f"~${self.name}")
        self.writes += 1
        self.google.before(WRITE, self.push)
        try:
            return self.ours.apply(changes, expected=expected)
        finally:
            self.pull()

    def push(self) -> None:
        """Do in the spreadsheet what was done in memory."""
        for title in [title for title in self._mirrored if title not in self.sheets]:
            self.person.delete_tab(title)
        for title, grid in self.sheets.items():
            before = self._mirrored.get(title)
            if before == grid:
                continue
            if before is None:
                self.person.add_tab(title)
            self._fill(title, grid)
        if [title for title in self._mirrored if title in self.sheets] != list(self.sheets):
            for title in self.sheets:
                self.person.move_tab(title, len(self.there.sheets))
        self._mirrored = deepcopy(self.sheets)

    def _fill(self, title: str, grid: Grid) -> None:
        sheet = self.person.sheet(title)
        wide = max([1, *(len(row) for row in grid)])
        size = {"rowCount": max(len(grid), sheet.grid["rowCount"]), "columnCount": max(wide, sheet.grid["columnCount"])}
        self.person.ask(
            "updateSheetProperties",
            properties={"sheetId": sheet.id, "gridProperties": size},
            fields="gridProperties.rowCount,gridProperties.columnCount",
        )
        rows: list[dict[str, Any]] = [
            {"values": [cell_body(cell, None, {}) for cell in [*row, *[None] * (size["columnCount"] - len(row))]]}
            for row in [*grid, *[[]] * (size["rowCount"] - len(grid))]
        ]
        start = {"sheetId": sheet.id, "rowIndex": 0, "columnIndex": 0}
        fields = "userEnteredValue,userEnteredFormat.numberFormat"
        self.person.ask("updateCells", start=start, rows=rows, fields=fields)

    def pull(self) -> None:
        """Take over into memory what stands in the spreadsheet."""
        snapshot = GoogleWorkbook(self.there.id, self.ours._connected).read()
        self.sheets = {
            sheet.title: [[None if cell == "" else cell for cell in row] for row in sheet.rows]
            for sheet in snapshot.sheets
        }
        self._mirrored = deepcopy(self.sheets)
