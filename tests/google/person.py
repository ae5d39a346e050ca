"""A person's hands on a spreadsheet in the browser: at once, and without asking the program."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.google.forms_api import RefusedError
from tests.google.sheets.batch import act
from tests.google.sheets.book import Body, Book, Row, Sheet, value_of
from tests.google.sheets.change import Change
from tests.google.sheets.typed import typed


@dataclass
class Person:
    """Somebody with the spreadsheet open; rows and columns are counted from 0, as is the header's."""

    book: Book
    email: str = "koordinatore@zvelk-giliau.example"
    owner: bool = False

    # ---- Looking ----

    def sheet(self, tab: str) -> Sheet:
        return self.book.titled(tab)

    def header(self, tab: str) -> list[Any]:
        return [value_of(cell) for cell in self.sheet(tab).rows[0]]

    def column(self, tab: str, title: str) -> int:
        """Return the place of the column with that title."""
        return self.header(tab).index(title)

    def row(self, tab: str, value: Any, title: str | None = None) -> int:
        """Return the first row with that value: in the column with the title, or anywhere."""
        place = None if title is None else self.column(tab, title)
        for row, cells in enumerate(self.sheet(tab).rows):
            own = [value_of(cell) for cell in cells]
            if value in own if place is None else own[place : place + 1] == [value]:
                return row
        raise LookupError(f"no such row on {tab}")

    def value(self, tab: str, row: int, column: int) -> Any:
        return value_of(self.sheet(tab).cell(row, column))

    def records(self, tab: str) -> list[dict[str, Any]]:
        """Return the rows below the header by column titles; None where a cell is empty."""
        titles = self.header(tab)
        rows: Sequence[Row] = self.sheet(tab).rows[1:]
        return [
            {str(title): value_of(cells[place]) if place < len(cells) else None for place, title in enumerate(titles)}
            for cells in rows
        ]

    # ---- Doing ----

    def ask(self, kind: str, **content: Any) -> Body:
        """Carry one request out as the browser would."""
        draft = self.book.draft()
        reply = act(Change(draft, self.email, owner=self.owner), kind, content)
        self.book.become(draft)
        return reply

    def type(self, tab: str, row: int, column: int, text: Any) -> None:
        """Type into a cell: numbers, dates and formulas become what they look like."""
        entered, look = typed(text, self.book.locale())
        sheet = self.sheet(tab)
        rule = (sheet.cell(row, column) or {}).get("dataValidation", {})
        allowed = [one.get("userEnteredValue") for one in rule.get("condition", {}).get("values", [])]
        one_of_list = rule.get("condition", {}).get("type") == "ONE_OF_LIST"
        if rule.get("strict") and one_of_list and entered and str(next(iter(entered.values()))) not in allowed:
            raise RefusedError(400, "The data you entered violates the data validation rules set on this cell.")
        fields = "userEnteredValue" + (",userEnteredFormat.numberFormat" if look else "")
        cell: Body = {"userEnteredValue": entered or {}} | (
            {"userEnteredFormat": {"numberFormat": look}} if look else {}
        )
        start = {"sheetId": sheet.id, "rowIndex": row, "columnIndex": column}
        self.ask("updateCells", start=start, rows=[{"values": [cell]}], fields=fields)

    def type_in(self, tab: str, key: Any, title: str, text: Any) -> None:
        """Type into the column with that title, in the row that has the key in it."""
        self.type(tab, self.row(tab, key), self.column(tab, title), text)

    def write(self, tab: str, rows: Sequence[Sequence[Any]], top: int = 0, left: int = 0) -> None:
        """Type rows of cells."""
        for place, row in enumerate(rows):
            for at, text in enumerate(row):
                self.type(tab, top + place, left + at, text)

    def note(self, tab: str, row: int, column: int, text: str) -> None:
        start = {"sheetId": self.sheet(tab).id, "rowIndex": row, "columnIndex": column}
        self.ask("updateCells", start=start, rows=[{"values": [{"note": text}]}], fields="note")

    def sort(self, tab: str, title: str, *, descending: bool = False, below: int = 1) -> None:
        """Sort the rows below the header by the column with that title."""
        sheet = self.sheet(tab)
        span = {"sheetId": sheet.id, "startRowIndex": below, "endRowIndex": max(len(sheet.rows), below)}
        spec = {"dimensionIndex": self.column(tab, title), "sortOrder": "DESCENDING" if descending else "ASCENDING"}
        self.ask("sortRange", range=span, sortSpecs=[spec])

    def _span(self, tab: str, dimension: str, at: int, count: int) -> Body:
        return {"sheetId": self.sheet(tab).id, "dimension": dimension, "startIndex": at, "endIndex": at + count}

    def insert_rows(self, tab: str, at: int, count: int = 1) -> None:
        self.ask("insertDimension", range=self._span(tab, "ROWS", at, count), inheritFromBefore=at > 0)

    def delete_rows(self, tab: str, at: int, count: int = 1) -> None:
        self.ask("deleteDimension", range=self._span(tab, "ROWS", at, count))

    def insert_columns(self, tab: str, at: int, count: int = 1) -> None:
        self.ask("insertDimension", range=self._span(tab, "COLUMNS", at, count), inheritFromBefore=at > 0)

    def delete_columns(self, tab: str, at: int, count: int = 1) -> None:
        self.ask("deleteDimension", range=self._span(tab, "COLUMNS", at, count))

    def move_column(self, tab: str, title: str, to: int) -> None:
        """Drag a column so that it stands before the column now at that place."""
        source = self._span(tab, "COLUMNS", self.column(tab, title), 1)
        self.ask("moveDimension", source=source, destinationIndex=to)

    def move_rows(self, tab: str, at: int, to: int, count: int = 1) -> None:
        self.ask("moveDimension", source=self._span(tab, "ROWS", at, count), destinationIndex=to)

    def hide_rows(self, tab: str, at: int, count: int = 1) -> None:
        span = self._span(tab, "ROWS", at, count)
        self.ask("updateDimensionProperties", range=span, properties={"hiddenByUser": True}, fields="hiddenByUser")

    def filter(self, tab: str, title: str, hidden: Sequence[str]) -> None:
        """Set the tab's filter and hide the rows with those values."""
        sheet, column = self.sheet(tab), self.column(tab, title)
        spec = {"columnIndex": column, "filterCriteria": {"hiddenValues": list(hidden)}}
        self.ask("setBasicFilter", filter={"range": {"sheetId": sheet.id}, "filterSpecs": [spec]})
        for row in range(1, len(sheet.rows)):
            if str(value_of(self.sheet(tab).cell(row, column)) or "") in hidden:
                self.sheet(tab).row_looks.setdefault(row, {})["hiddenByFilter"] = True

    def protect(self, tab: str, **span: int) -> None:
        """Protect a tab, or some cells of it, from everybody but oneself and the owner."""
        self.ask("addProtectedRange", protectedRange={"range": {"sheetId": self.sheet(tab).id} | span})

    def add_tab(self, title: str, place: int | None = None) -> None:
        self.ask("addSheet", properties={"title": title} | ({} if place is None else {"index": place}))

    def delete_tab(self, tab: str) -> None:
        self.ask("deleteSheet", sheetId=self.sheet(tab).id)

    def rename_tab(self, tab: str, title: str) -> None:
        properties = {"sheetId": self.sheet(tab).id, "title": title}
        self.ask("updateSheetProperties", properties=properties, fields="title")

    def move_tab(self, tab: str, place: int) -> None:
        """Drag a tab so that it stands before the one now at that place."""
        properties = {"sheetId": self.sheet(tab).id, "index": place}
        self.ask("updateSheetProperties", properties=properties, fields="index")

    def duplicate_tab(self, tab: str) -> None:
        self.ask("duplicateSheet", sourceSheetId=self.sheet(tab).id)

    def replace(self, find: str, replacement: str, **how: bool) -> Body:
        """Find and replace on all tabs."""
        return self.ask("findReplace", find=find, replacement=replacement, allSheets=True, **how)["findReplace"]
