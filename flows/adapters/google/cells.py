"""Cells as Google's interface has them: text always as text, days and moments as serial numbers with a format."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from flows.adapters.excel.cells import kept, letters
from forms.cells import Cell, DaysSince, Link, cell_text
from forms.sheets import ColumnLook, Format

Body = dict[str, Any]

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
_DAY = timedelta(days=1)
_CLOCK = "hh:mm:ss"
_SPAN = "[h]:mm:ss"
_ERRORS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "#LOADING!",
}

NUMBER_FORMATS: Mapping[Format, Body] = {
    Format.DATE: {"type": "DATE", "pattern": "yyyy-mm-dd"},
    Format.MOMENT: {"type": "DATE_TIME", "pattern": "yyyy-mm-dd hh:mm"},
    Format.WHOLE: {"type": "NUMBER", "pattern": "#,##0"},
    Format.DECIMAL: {"type": "NUMBER", "pattern": "#,##0.##"},
}
"""How numbers show in a column; others show them as they are."""

_PLAIN: Body = {"type": "NUMBER", "pattern": "General"}

_VALUE_ONLY = "userEnteredValue"
FIELDS = "userEnteredValue,userEnteredFormat.numberFormat"
"""What of a cell a whole row of ours says."""


def read_rows(grids: Sequence[Body]) -> list[list[Cell]]:
    """Return a tab's rows from its grid: without the empty cells at the ends of rows, and the empty rows at the end."""
    rows: list[list[Cell]] = []
    for grid in grids:
        rows.extend([] for _ in range(grid.get("startRow", 0) - len(rows)))
        for row in grid.get("rowData", ()):
            cells = [_read(value) if (value := one.get("effectiveValue")) else "" for one in row.get("values", ())]
            if cells and None in cells:
                cells = [
                    _formatted(one) if cell is None else cell for cell, one in zip(cells, row["values"], strict=True)
                ]
            while cells and cells[-1] == "":
                cells.pop()
            rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _read(value: Body) -> Cell:
    """Return a text as it is; None for what has to be looked at closer."""
    return value.get("stringValue")


def _formatted(cell: Body) -> Cell:
    value = cell["effectiveValue"]
    if "boolValue" in value:
        return bool(value["boolValue"])
    if "errorValue" in value:
        return _ERRORS.get(value["errorValue"].get("type", ""), "#ERROR!")
    number = float(value.get("numberValue", 0))
    shown = cell.get("effectiveFormat", {}).get("numberFormat", {})
    return _moment(number, shown) if shown.get("type") in {"DATE", "TIME", "DATE_TIME"} else number


def _moment(number: float, shown: Body) -> Cell:
    """Return what a serial number shows as: a span, a time of day, a day or a moment; to the millisecond."""
    try:
        span = timedelta(milliseconds=round(number * 86_400_000))
        at = _EPOCH + span
    except OverflowError:
        return number
    if "[" in shown.get("pattern", ""):
        return span
    if shown["type"] == "TIME" and timedelta() <= span < _DAY:
        return at.time()
    return at if at.time() != time() else at.date()


def cell_body(value: Cell | Decimal, look: ColumnLook | None, gids: Mapping[str, int]) -> Body:
    """Return a cell that holds a value, with the number format it shows in; a column's own where it suits.

    `gids` are the tabs' numbers by their titles, for links; a link to a tab that is not there is its text.
    """
    if isinstance(value, Link) and value.tab not in gids:
        value = str(value)
    entered, shown = _entered(value, look, gids)
    body: Body = {"userEnteredValue": entered} if entered else {}
    if shown:
        body["userEnteredFormat"] = {"numberFormat": shown}
    return body


def fields_for(body: Body) -> str:
    """Return what of a cell a body says: a text or an emptied cell leaves alone how the cell shows numbers."""
    value = body.get("userEnteredValue", {})
    return FIELDS if "numberValue" in value or "formulaValue" in value else _VALUE_ONLY


def _entered(value: Cell | Decimal, look: ColumnLook | None, gids: Mapping[str, int]) -> tuple[Body, Body | None]:
    own = NUMBER_FORMATS.get(look.format) if look else None
    counted = own if own is not None and own["type"] == "NUMBER" else _PLAIN
    if isinstance(value, Link):
        return {"formulaValue": _link(value, gids[value.tab])}, own
    if isinstance(value, DaysSince):
        since = value.since
        return {"formulaValue": f"=TODAY()-DATE({since.year};{since.month};{since.day})"}, counted
    held = kept(value)
    if held is None or isinstance(held, (bool, str)):
        return _plain(held), own
    if isinstance(held, (int, float)):
        return {"numberValue": held}, counted
    serial, shown = _serial(held)
    return ({"numberValue": serial}, shown) if serial >= 0 else (_plain(cell_text(held)), own)


def _plain(held: str | bool | None) -> Body:  # noqa: FBT001 - a cell's truth
    if held is None:
        return {}
    return {"boolValue": held} if isinstance(held, bool) else {"stringValue": held}


def _serial(held: date | time | timedelta) -> tuple[float, Body]:
    if isinstance(held, timedelta):
        return held / _DAY, {"type": "TIME", "pattern": _SPAN}
    if isinstance(held, time):
        return timedelta(hours=held.hour, minutes=held.minute, seconds=held.second) / _DAY, {
            "type": "TIME",
            "pattern": _CLOCK,
        }
    if isinstance(held, datetime):
        return (held - _EPOCH) / _DAY, NUMBER_FORMATS[Format.MOMENT]
    return float((held - _EPOCH.date()).days), NUMBER_FORMATS[Format.DATE]


def _link(value: Link, gid: int) -> str:
    """Return a formula that leads to a row; nothing that people typed is ever part of one but keys, as text.

    Semicolons part its arguments, as every locale takes them: where the comma parts decimals it parts nothing else.
    """
    shown = _quoted(str(kept(str(value)) or ""))
    column, tab = letters(value.column), "'" + value.tab.replace("'", "''") + "'"
    row = str(value.row) if value.row else f"MATCH({shown};{tab}!${column}:${column};0)"
    return f"=IFERROR(HYPERLINK({_quoted(f'#gid={gid}&range={column}')}&{row};{shown});{shown})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
