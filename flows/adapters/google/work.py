"""What is to be done in a tab that stands, all by number; and what of it is kept in the hidden tab meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flows.adapters.google.cells import FIELDS, Body, cell_body, fields_for
from flows.adapters.google.columns import Span
from flows.adapters.google.looks import column_requests
from flows.adapters.google.new_tab import header_request, row_body
from flows.adapters.google.state import SCRATCH, LiveTab
from forms.headers import KEY, header_name
from forms.sheets import TabChange

Place = tuple[int, int]

_KEYS = {header_name(KEY.lt), header_name(KEY.en)}


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole row that the hidden tab keeps."""

    row: int
    """Its number there."""
    spans: tuple[Span, ...]
    """Its columns as they are put back."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is done in a tab by number, all numbers being those of `tab`, as it was read.

    `base` is the row of the hidden tab in which row 0 of this one would be kept.
    """

    tab: LiveTab
    change: TabChange
    base: int
    restored: Mapping[Place, Place] = field(default_factory=dict[Place, Place])
    """Cells that are put back, with the cell of the hidden tab that holds them."""
    brought_back: Mapping[int, tuple[Kept, ...]] = field(default_factory=dict[int, "tuple[Kept, ...]"])
    """Rows of the hidden tab that are put back whole, by the number of the row that they come before."""

    @property
    def key(self) -> int:
        """Return the column that rows are known by."""
        header = self.tab.rows[self.change.header_row] if self.change.header_row < len(self.tab.rows) else ()
        for column, cell in enumerate(header):
            if isinstance(cell, str) and header_name(cell) in _KEYS:
                return column
        return min(self.change.columns, default=0)

    def written(self) -> set[Place]:
        """Return the cells that are written over."""
        return {
            *self.change.cells,
            *self.restored,
            *((self.change.header_row, column) for column in self.change.new_columns),
        }

    def touched(self) -> list[int]:
        """Return the rows that something is written over in, or that are removed."""
        rows = {row for row, _ in self.written()} | set(self.removed())
        return sorted(rows)

    def removed(self) -> list[int]:
        """Return the rows that are removed; those beyond the grid are not there."""
        return sorted({row for row in self.change.remove if row < self.tab.row_count})

    def coming(self) -> dict[int, int]:
        """Return how many rows come before each row."""
        counted: dict[int, int] = {row: len(sources) for row, sources in self.brought_back.items()}
        for row, _ in self.change.insert:
            counted[row] = counted.get(row, 0) + 1
        return counted

    def kept_rows(self) -> int:
        """Return how many rows the hidden tab needs for this work."""
        return max(self.touched(), default=-1) + 1

    def now_at(self, row: int) -> int:
        """Return where a row stands after the work, that of the row below where it is removed."""
        before = sum(count for number, count in self.coming().items() if number <= row)
        return row + before - sum(number < row for number in self.removed())

    def put_back_at(self) -> Iterator[tuple[int, Kept]]:
        """Yield where each row that was put back whole stands after the work."""
        for row, rows in self.brought_back.items():
            yield from enumerate(rows, self.now_at(row) - len(rows))

    def requests(self, gids: Mapping[str, int]) -> Iterator[Body]:
        """Yield the requests that do it; first of all what they change is copied into the hidden tab."""
        number, change = self.tab.number, self.change
        yield from self._grown()
        for first, last in _spans(self.touched()):
            yield _copied(number, first, last, self.base)
        for (row, column), (from_row, from_column) in self.restored.items():
            yield _pasted(from_row, from_column, from_column + 1, number, row, column)
        rules = 0
        for column in sorted(change.new_columns):
            yield header_request(number, change, column)
            yield from column_requests(number, column, change.columns[column], change.header_row, rules)
            rules += len(change.columns[column].colourings)
        yield from self._cells(gids)
        if change.append:
            rows = [row_body(change, row, gids) for row in change.append]
            yield {"appendCells": {"sheetId": number, "rows": rows, "fields": FIELDS}}
        yield from self._moves(gids)

    def _grown(self) -> Iterator[Body]:
        """Yield what makes room: for rows and columns beyond the grid, and so that never all rows are removed."""
        change = self.change
        places = self.written()
        rows = [*(row for row, _ in places), *self.coming()]
        wanted = max([*(row + 1 for row in rows), *(row + 2 for row in self.removed())], default=0)
        whole = [len(row) - 1 for row in (*change.append, *(values for _, values in change.insert))]
        returning = [kept for rows in self.brought_back.values() for kept in rows]
        back = [to + end - first - 1 for kept in returning for first, end, to in kept.spans]
        wide = max([*(column for _, column in places), *change.columns, *whole, *back], default=0) + 1
        for dimension, more in (("ROWS", wanted - self.tab.row_count), ("COLUMNS", wide - self.tab.column_count)):
            if more > 0:
                yield {"appendDimension": {"sheetId": self.tab.number, "dimension": dimension, "length": more}}

    def _cells(self, gids: Mapping[str, int]) -> Iterator[Body]:
        """Yield what writes single cells, those side by side at once."""
        change = self.change
        run: list[Body] = []
        start, fields = (-1, -1), ""
        for place in sorted(change.cells):
            body = cell_body(change.cells[place], change.columns.get(place[1]), gids)
            follows = place == (start[0], start[1] + len(run)) and fields_for(body) == fields
            if run and not follows:
                yield self._written(start, run, fields)
                run = []
            if not run:
                start, fields = place, fields_for(body)
            run.append(body)
        if run:
            yield self._written(start, run, fields)

    def _written(self, start: Place, cells: list[Body], fields: str) -> Body:
        at = {"sheetId": self.tab.number, "rowIndex": start[0], "columnIndex": start[1]}
        bodies = cells if fields == FIELDS else [{name: one[name] for name in one if name in fields} for one in cells]
        return {"updateCells": {"start": at, "rows": [{"values": bodies}], "fields": fields}}

    def _moves(self, gids: Mapping[str, int]) -> Iterator[Body]:
        """Yield what inserts and removes rows, from the bottom up: nothing moves what is yet to be done."""
        number, change = self.tab.number, self.change
        gone = self.removed()
        coming = self.coming()
        for row in sorted({*gone, *coming}, reverse=True):
            if row in gone:
                yield {"deleteDimension": {"range": _rows(number, row, row + 1)}}
            if row not in coming:
                continue
            heir = row > change.header_row + 1
            made = {"range": _rows(number, row, row + coming[row]), "inheritFromBefore": heir}
            yield {"insertDimension": made}
            own = [values for before, values in change.insert if before == row]
            if own:
                at = {"sheetId": number, "rowIndex": row, "columnIndex": 0}
                rows = [row_body(change, values, gids) for values in own]
                yield {"updateCells": {"start": at, "rows": rows, "fields": FIELDS}}
            for place, kept in enumerate(self.brought_back.get(row, ()), row + len(own)):
                for first, end, to in kept.spans:
                    yield _pasted(kept.row, first, end, number, place, to)


def _rows(number: int, first: int, last: int) -> Body:
    return {"sheetId": number, "dimension": "ROWS", "startIndex": first, "endIndex": last}


def _copied(number: int, first: int, last: int, base: int) -> Body:
    """Return what copies whole rows, as wide as the tab is by then, into the hidden tab.

    They stand there no higher than here: a formula that looks some rows up still looks at rows.
    """
    source = {"sheetId": number, "startRowIndex": first, "endRowIndex": last + 1}
    goal = {"sheetId": SCRATCH, "startRowIndex": base + first, "endRowIndex": base + first + 1}
    goal |= {"startColumnIndex": 0, "endColumnIndex": 1}
    return {"copyPaste": {"source": source, "destination": goal, "pasteType": "PASTE_NORMAL"}}


def _pasted(from_row: int, from_column: int, end: int, number: int, row: int, column: int) -> Body:
    """Return what copies a cell, or a whole row, back out of the hidden tab."""
    source: Body = {"sheetId": SCRATCH, "startRowIndex": from_row, "endRowIndex": from_row + 1}
    source |= {"startColumnIndex": from_column, "endColumnIndex": end}
    goal = {"sheetId": number, "startRowIndex": row, "endRowIndex": row + 1}
    goal |= {"startColumnIndex": column, "endColumnIndex": column + 1}
    return {"copyPaste": {"source": source, "destination": goal, "pasteType": "PASTE_NORMAL"}}


def _spans(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of rows that stand one below the other."""
    first = -1
    for place, row in enumerate(rows):
        if place == 0 or rows[place - 1] != row - 1:
            first = row
        if place + 1 == len(rows) or rows[place + 1] != row + 1:
            yield first, row
