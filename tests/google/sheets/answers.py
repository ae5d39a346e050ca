"""A spreadsheet as `spreadsheets.get` answers with it: its tabs, and the cells when they are asked for."""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.google.sheets import fields
from tests.google.sheets.book import Body, Book, Cell, Row, Sheet
from tests.google.sheets.change import Change
from tests.google.sheets.fields import Mask, wants
from tests.google.sheets.formulas import Reckoner
from tests.google.sheets.looks import DEFAULT_FORMAT, THEME, laid_over, shade
from tests.google.sheets.ranges import Box
from tests.google.sheets.reading import read_range
from tests.google.sheets.shown import formatted, linked

_COLOURS = frozenset({"red", "green", "blue"})
_BARE = _COLOURS | {"sheetId", "rowIndex", "columnIndex"}
_TOLD_IN_FULL = {"gridProperties", "locationType"}

Slices = dict[int, list[Box]]


def book_body(asked: Change, reckoner: Reckoner, ranges: Sequence[str], mask: Mask, *, cells: bool) -> Body:
    """Return a spreadsheet, or what a mask wants of it; with ranges only the tabs they are on."""
    book = asked.book
    if mask:
        fields.check("sheets", "Spreadsheet", mask)
        cells = wants(mask, "sheets", "data")
    slices: Slices = {}
    for text in ranges:
        sheet, box = read_range(book, text)
        slices.setdefault(sheet.id, []).append(box)
    body: Body = {
        "spreadsheetId": book.id,
        "properties": {"defaultFormat": DEFAULT_FORMAT, "spreadsheetTheme": THEME} | copy.deepcopy(book.properties),
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
        "sheets": [],
    }
    if book.named:
        body["namedRanges"] = as_told(book.named)
    own = [one for one in book.metadata if one["location"]["locationType"] == "SPREADSHEET"]
    if own:
        body["developerMetadata"] = as_told(own)
    below = fields.below(mask, "sheets") if wants(mask, "sheets") else None
    body = fields.select(body, {name: {} if name == "sheets" else inner for name, inner in mask.items()})
    if below is None:
        return body
    for place, sheet in enumerate(book.sheets):
        if not slices or sheet.id in slices:
            boxes = slices.get(sheet.id, [sheet.whole()])
            body["sheets"].append(_sheet_body(asked, place, reckoner, boxes if cells else [], below))
    return body


def as_told(value: Any) -> Any:
    """Return a body as Google tells it: a tab's id and the parts of a colour are left out where they are 0.

    Not where a tab's own properties or a mark's place are told; as recorded of Google by gspread's tests.
    """
    if isinstance(value, list):
        return [as_told(one) for one in value]
    if not isinstance(value, dict):
        return value
    bare = _COLOURS if value.keys() & _TOLD_IN_FULL else _BARE
    return {
        name: shade(one) if name in _COLOURS else as_told(one)
        for name, one in value.items()
        if name not in bare or one != 0
    }


def properties_body(sheet: Sheet, place: int) -> Body:
    """Return a tab's properties with its place."""
    return as_told({**sheet.properties, "index": place})


def _sheet_body(asked: Change, place: int, reckoner: Reckoner, boxes: Sequence[Box], mask: Mask) -> Body:
    book = asked.book
    sheet = book.sheets[place]
    body: Body = {"properties": properties_body(sheet, place)}
    own = [one for one in book.metadata if one["location"].get("sheetId") == sheet.id]
    for name, there in (
        ("merges", sheet.merges),
        ("protectedRanges", [one | asked.right_to_edit(one) for one in sheet.protected]),
        ("conditionalFormats", sheet.conditional),
        ("basicFilter", sheet.filter),
        ("charts", sheet.charts),
        ("rowGroups", sheet.row_groups),
        ("columnGroups", sheet.column_groups),
        ("developerMetadata", own),
    ):
        if there:
            body[name] = as_told(there)
    body = fields.select(body, mask)
    if boxes and wants(mask, "data"):
        below = fields.below(mask, "data")
        body["data"] = [_grid_body(book, sheet, reckoner, box, below) for box in boxes]
    return body


def _grid_body(book: Book, sheet: Sheet, reckoner: Reckoner, box: Box, mask: Mask) -> Body:
    body: Body = {}
    if box.top:
        body["startRow"] = box.top
    if box.left:
        body["startColumn"] = box.left
    body = fields.select(body, mask)
    if wants(mask, "rowData"):
        rows = _rows(book, sheet, reckoner, box, fields.below(mask, "rowData"))
        if rows:
            body["rowData"] = rows
    for name, span, looks, size in (
        ("rowMetadata", box.rows(), _marked(book, sheet, "ROWS", sheet.row_looks), 21),
        ("columnMetadata", box.columns(), _marked(book, sheet, "COLUMNS", sheet.column_looks), 100),
    ):
        if wants(mask, name):
            below = fields.below(mask, name)
            plain = fields.select({"pixelSize": size}, below)
            body[name] = [
                fields.select({"pixelSize": size} | looks[at], below) if at in looks else plain for at in span
            ]
    return body


def _marked(book: Book, sheet: Sheet, dimension: str, looks: Mapping[int, Body]) -> dict[int, Body]:
    """Return how rows or columns look, with the marks that programs left on them."""
    made = dict(looks)
    for mark in book.metadata:
        span = mark["location"].get("dimensionRange")
        if span and (span.get("sheetId", 0), span["dimension"]) == (sheet.id, dimension):
            look = made.get(span["startIndex"], {})
            made[span["startIndex"]] = look | {"developerMetadata": [*look.get("developerMetadata", []), as_told(mark)]}
    return made


def _rows(book: Book, sheet: Sheet, reckoner: Reckoner, box: Box, mask: Mask) -> list[Body]:
    if not wants(mask, "values"):
        return []
    look = _cell_maker(book, sheet, reckoner, fields.below(mask, "values"))
    made: list[Body] = []
    for row in range(box.top, min(box.bottom, len(sheet.rows))):
        cells: Row = sheet.rows[row][box.left : box.right]
        made.append({"values": [look(cell) if cell else {} for cell in cells]} if cells else {})
    while made and not made[-1]:
        made.pop()
    return made


def _cell_maker(book: Book, sheet: Sheet, reckoner: Reckoner, mask: Mask) -> Callable[[Cell], Body]:
    """Return what makes a cell's body; the names are looked up once, not once a cell."""
    stored = {
        name: fields.below(mask, name)
        for name in ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns")
        if wants(mask, name)
    }
    effective, shown = wants(mask, "effectiveValue"), wants(mask, "formattedValue")
    link = wants(mask, "hyperlink")
    look_mask = fields.below(mask, "effectiveFormat") if wants(mask, "effectiveFormat") else None
    plain_look = fields.select(DEFAULT_FORMAT, look_mask) if look_mask is not None else {}
    locale = book.locale()

    def made(cell: Cell) -> Body:
        body: Body = {}
        entered = cell.get("userEnteredValue")
        for name, inner in stored.items():
            if name in cell:
                body[name] = fields.select(cell[name], inner) if inner else cell[name]
        if entered is not None:
            value = reckoner.value(sheet, entered) if "formulaValue" in entered else entered
            if effective and value:
                body["effectiveValue"] = value
            if shown:
                body["formattedValue"] = formatted(value, cell.get("userEnteredFormat"), locale)
            if link and (address := linked(cell, entered)):
                body["hyperlink"] = address
        if look_mask is not None:
            own = cell.get("userEnteredFormat")
            look = laid_over(plain_look, fields.select(own, look_mask)) if own else plain_look
            if look:
                body["effectiveFormat"] = look
        return body

    return made
