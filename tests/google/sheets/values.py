"""The `spreadsheets.values` calls: values read, written, appended and cleared by ranges."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.google.forms_api import RefusedError
from tests.google.sheets.book import Body, Book, Cell, Sheet
from tests.google.sheets.change import Change, Places
from tests.google.sheets.formulas import Reckoner
from tests.google.sheets.ranges import Box, written
from tests.google.sheets.reading import read_range
from tests.google.sheets.shown import formatted, number_shown
from tests.google.sheets.typed import raw, typed

_DATES = {"DATE", "TIME", "DATE_TIME"}
Options = Mapping[str, Any]


def _shown(sheet: Sheet, cell: Cell | None, reckoner: Reckoner, options: Options) -> Any:
    entered = cell.get("userEnteredValue") if cell else None
    if not cell or not entered:
        return ""
    render = options.get("valueRenderOption", "FORMATTED_VALUE")
    if render == "FORMULA" and "formulaValue" in entered:
        return entered["formulaValue"]
    value = reckoner.value(sheet, entered)
    look = cell.get("userEnteredFormat", {}).get("numberFormat", {})
    if render == "FORMATTED_VALUE" or "errorValue" in value:
        return formatted(value, cell.get("userEnteredFormat"), reckoner.book.locale())
    dates_as_text = options.get("dateTimeRenderOption", "SERIAL_NUMBER") == "FORMATTED_STRING"
    if look.get("type") in _DATES and dates_as_text and "numberValue" in value:
        return number_shown(value["numberValue"], look, reckoner.book.locale())
    return next(iter(value.values()), "")


def read(book: Book, text: str, options: Options, reckoner: Reckoner) -> Body:
    """Return the values of a range: without the empty ones at the end of rows and of the range."""
    sheet, box = read_range(book, text)
    columns = options.get("majorDimension", "ROWS") == "COLUMNS"
    body: Body = {"range": written(sheet.title, box), "majorDimension": "COLUMNS" if columns else "ROWS"}
    last = min(box.bottom, len(sheet.rows))
    rows = [
        [_shown(sheet, cell, reckoner, options) for cell in sheet.rows[row][box.left : box.right]]
        for row in range(box.top, last)
    ]
    if columns:
        width = max(map(len, rows), default=0)
        rows = [[row[place] if place < len(row) else "" for row in rows] for place in range(width)]
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    if rows:
        body["values"] = rows
    return body


def _rows_of(body: Body) -> list[list[Any]]:
    rows = body.get("values", [])
    if body.get("majorDimension") == "COLUMNS":
        width = max(map(len, rows), default=0)
        return [[column[place] if place < len(column) else None for column in rows] for place in range(width)]
    return rows


def _entered(book: Book, old: Cell | None, value: Any, options: Options) -> Cell | None:
    if value is None:  # skipped
        return old
    if isinstance(value, (list, dict)):
        kind = "list_value" if isinstance(value, list) else "struct_value"
        raise RefusedError(400, f"Invalid values[0][0]: {kind} {{}}")
    option = options.get("valueInputOption", "")
    if option not in {"RAW", "USER_ENTERED"}:
        raise RefusedError(400, "'valueInputOption' is required but not specified")
    made, look = typed(value, book.locale()) if option == "USER_ENTERED" else (raw(value), {})
    cell: Body = {
        name: inner for name, inner in (old or {}).items() if name not in {"userEnteredValue", "textFormatRuns"}
    }
    if made:
        cell["userEnteredValue"] = made
    if look and "numberFormat" not in cell.get("userEnteredFormat", {}):
        cell["userEnteredFormat"] = {**cell.get("userEnteredFormat", {}), "numberFormat": look}
    return cell or None


def _write(change: Change, sheet: Sheet, top: int, left: int, rows: list[list[Any]], options: Options) -> Box:
    width = max(map(len, rows), default=0)
    if top + len(rows) > sheet.row_count or left + width > sheet.column_count:
        raise RefusedError(
            400,
            f"Range ({written(sheet.title, Box(top, left, top + len(rows), left + max(width, 1)))}) exceeds grid limits. "
            f"Max rows: {sheet.row_count}, max columns: {sheet.column_count}",
        )
    for place, row in enumerate(rows):
        old = [sheet.cell(top + place, left + at) for at in range(len(row))]
        made = [_entered(change.book, was, value, options) for was, value in zip(old, row, strict=True)]
        change.put(sheet, top + place, left, made)
    return Box(top, left, top + max(len(rows), 1), left + max(width, 1))


def update(change: Change, text: str, body: Body, options: Options, reckoner: Reckoner) -> Body:
    """Write values from a range's first cell on; they may not reach beyond the range."""
    sheet, box = read_range(change.book, text)
    rows = _rows_of(body)
    width = max(map(len, rows), default=0)
    spread = ":" in text.rpartition("!")[2]
    if spread and (len(rows) > box.height or width > box.width):
        name, last = ("row", box.bottom) if len(rows) > box.height else ("column", box.right)
        raise RefusedError(
            400,
            f"Requested writing within range [{written(sheet.title, box)}], but tried writing to {name} [{last + 1}]",
        )
    done = _write(change, sheet, box.top, box.left, rows, options)
    return _updated(change.book, sheet, done, rows, options, reckoner)


def _updated(book: Book, sheet: Sheet, box: Box, rows: list[list[Any]], options: Options, reckoner: Reckoner) -> Body:
    answer: Body = {"spreadsheetId": book.id, "updatedRange": written(sheet.title, box)}
    cells = sum(value is not None for row in rows for value in row)
    if cells:
        there = [(at, place) for at, row in enumerate(rows) for place, value in enumerate(row) if value is not None]
        answer |= {
            "updatedRows": len({at for at, _ in there}),
            "updatedColumns": len({place for _, place in there}),
            "updatedCells": cells,
        }
    if options.get("includeValuesInResponse") in {True, "true", "True"}:
        render = {
            "valueRenderOption": options.get("responseValueRenderOption", "FORMATTED_VALUE"),
            "dateTimeRenderOption": options.get("responseDateTimeRenderOption", "SERIAL_NUMBER"),
        }
        answer["updatedData"] = read(book, written(sheet.title, box), render, reckoner)
    return answer


def totals(book: Book, done: Sequence[Body]) -> Body:
    """Return what several updates come to; a row or column written twice counts once."""
    ranges = [read_range(book, one["updatedRange"]) for one in done]
    counts = {
        "Rows": len({(sheet.id, row) for sheet, box in ranges for row in box.rows()}),
        "Columns": len({(sheet.id, column) for sheet, box in ranges for column in box.columns()}),
        "Cells": sum(one.get("updatedCells", 0) for one in done),
        "Sheets": len({sheet.id for sheet, _ in ranges}),
    }
    return {f"totalUpdated{name}": count for name, count in counts.items() if count}


def table_around(sheet: Sheet, box: Box) -> Box | None:
    """Return the table that a range touches: cells with values side by side, grown from the last one in the range.

    As recorded of Google by gspread's tests: a gap in a row makes two tables, and the last of them is meant.
    """

    def filled(row: int, first: int, last: int) -> bool:
        cells = sheet.rows[row][max(first, 0) : last] if 0 <= row < len(sheet.rows) else []
        return any(cell is not None and "userEnteredValue" in cell for cell in cells)

    rows = range(min(box.bottom, len(sheet.rows)) - 1, box.top - 1, -1)
    top = next((row for row in rows if filled(row, box.left, box.right)), None)
    if top is None:
        return None
    left = max(column for column in box.columns() if filled(top, column, column + 1))
    bottom, right = top + 1, left + 1
    while True:
        old = (top, left, bottom, right)
        while filled(top - 1, left - 1, right + 1):
            top -= 1
        while filled(bottom, left - 1, right + 1):
            bottom += 1
        while left and any(filled(row, left - 1, left) for row in range(top, bottom)):
            left -= 1
        while any(filled(row, right, right + 1) for row in range(top, bottom)):
            right += 1
        if (top, left, bottom, right) == old:
            return Box(top, left, bottom, right)


def append(change: Change, text: str, body: Body, options: Options, reckoner: Reckoner) -> Body:
    """Append rows after the table that a range touches."""
    sheet, box = read_range(change.book, text)
    rows = _rows_of(body)
    table = table_around(sheet, box)
    top, left = (table.bottom, table.left) if table else (box.top, box.left)
    width = max(map(len, rows), default=0)
    if left + width > sheet.column_count:
        sheet.grid["columnCount"] = left + width
    if options.get("insertDataOption") == "INSERT_ROWS" and top < len(sheet.rows):
        sheet.rows[top:top] = [[] for _ in rows]
        sheet.grid["rowCount"] += len(rows)
        change.shift(sheet, "ROWS", Places(at=top, came=len(rows)))
    sheet.grid["rowCount"] = max(sheet.row_count, top + len(rows))
    change.book.check_size()
    done = _write(change, sheet, top, left, rows, options)
    answer: Body = {"spreadsheetId": change.book.id}
    if table:
        answer["tableRange"] = written(sheet.title, table)
    return answer | {"updates": _updated(change.book, sheet, done, rows, options, reckoner)}


def clear(change: Change, text: str) -> str:
    """Empty the values of a range, leave their looks, and return the range."""
    sheet, box = read_range(change.book, text)
    for row in range(box.top, min(box.bottom, len(sheet.rows))):
        cells = [
            {name: inner for name, inner in (cell or {}).items() if name != "userEnteredValue"} or None
            for cell in sheet.taken(Box(row, box.left, row + 1, box.right))[0]
        ]
        change.put(sheet, row, box.left, cells)
    return written(sheet.title, box)
