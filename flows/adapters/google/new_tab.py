"""A tab that is made: its cells, and all that makes it easy to read and hard to spoil."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from flows.adapters.google.cells import FIELDS, Body, cell_body
from flows.adapters.google.charts import chart_request
from flows.adapters.google.looks import column_requests, header_cell, protections
from forms.cells import Cell
from forms.sheets import TabChange

_ROOM = 50
"""Empty rows below the last one: people scroll past the end, and type there."""
_CHART_ROWS = 20
_COLUMNS = 26


def free_number(title: str, taken: set[int]) -> int:
    """Return a number for a tab that no other has; the same for the same title, so that a try repeats itself."""
    number = int(sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:7], 16)
    while number in taken or number == 0:
        number += 1
    return number


def folded(change: TabChange, later: Sequence[TabChange]) -> TabChange:
    """Return the change that makes a tab as later changes of the same tab leave it."""
    for one in later:
        first = change.header_row + 1
        rows = [list(row) for row in change.append]
        wanted = max([*(row for row, _ in one.cells), *(row for row, _ in one.insert), 0]) - first + 1
        rows.extend([] for _ in range(wanted - len(rows)))
        for (row, column), value in one.cells.items():
            cells = rows[row - first]
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = value
        while rows and not any(cell not in {None, ""} for cell in rows[-1]):
            rows.pop()
        rows.extend(list(row) for row in one.append)
        rows.extend([] for _ in range(max((row for row, _ in one.insert), default=0) - first + 1 - len(rows)))
        coming: dict[int, list[list[Cell]]] = {}
        for row, values in one.insert:
            coming.setdefault(row - first, []).append(list(values))
        kept = [
            cells
            for number, row in enumerate(rows)
            for cells in (*coming.get(number, ()), *([] if number + first in one.remove else [row]))
        ]
        columns = {**change.columns, **{column: one.columns[column] for column in one.new_columns}}
        change = replace(change, columns=columns, append=tuple(tuple(row) for row in kept))
    return change


def tab_request(change: TabChange, number: int) -> Body:
    """Return what makes an empty tab, large enough."""
    first = change.header_row + 1
    below = max((chart.at[0] + _CHART_ROWS for chart in change.charts), default=0)
    grid = {
        "rowCount": max(first + len(change.append), below) + _ROOM,
        "columnCount": max(_width(change), _COLUMNS),
        "frozenRowCount": first,
        "frozenColumnCount": 1,
        "hideGridlines": True,
    }
    return {"addSheet": {"properties": {"sheetId": number, "title": change.title, "gridProperties": grid}}}


def _width(change: TabChange) -> int:
    return max([*change.columns, *(len(row) - 1 for row in change.append), 0]) + 1


def content_requests(change: TabChange, number: int, gids: Mapping[str, int]) -> Iterator[Body]:
    """Yield what fills a tab that was made; `gids` are the numbers of all tabs by their titles."""
    rules = 0
    for column, look in sorted(change.columns.items()):
        yield header_request(number, change, column)
        yield from column_requests(number, column, look, change.header_row, rules)
        rules += len(look.colourings)
    if change.append:
        yield {
            "updateCells": {
                "start": {"sheetId": number, "rowIndex": change.header_row + 1, "columnIndex": 0},
                "rows": [row_body(change, row, gids) for row in change.append],
                "fields": FIELDS,
            }
        }
    filtered = {"sheetId": number, "startRowIndex": change.header_row, "startColumnIndex": 0}
    yield {"setBasicFilter": {"filter": {"range": {**filtered, "endColumnIndex": _width(change)}}}}
    yield from protections(number, change.columns, change.header_row)
    for chart in change.charts:
        if chart.rows:
            yield chart_request(number, chart, change.header_row)


def header_request(number: int, change: TabChange, column: int) -> Body:
    """Return what writes the title and the note of a column."""
    return {
        "updateCells": {
            "start": {"sheetId": number, "rowIndex": change.header_row, "columnIndex": column},
            "rows": [{"values": [header_cell(change.columns[column])]}],
            "fields": "userEnteredValue,note,userEnteredFormat",
        }
    }


def row_body(change: TabChange, row: Sequence[Cell], gids: Mapping[str, int]) -> Body:
    """Return a whole row of ours."""
    return {"values": [cell_body(value, change.columns.get(column), gids) for column, value in enumerate(row)]}
