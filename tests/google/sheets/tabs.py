"""Requests about tabs and the spreadsheet as a whole."""

import copy
from typing import Any

from tests.google.forms_api import RefusedError
from tests.google.sheets.answers import properties_body
from tests.google.sheets.book import COLUMNS, ROWS, Body, Book, Sheet
from tests.google.sheets.change import Change
from tests.google.sheets.fields import change_mask, changed

LONGEST_TITLE = 100


def _check_title(book: Book, title: str, sheet: Sheet | None = None) -> None:
    if not title:
        raise RefusedError(400, "The sheet name cannot be empty.")
    if len(title) > LONGEST_TITLE:
        raise RefusedError(400, f"The sheet name cannot be longer than {LONGEST_TITLE} characters.")
    if any(one is not sheet and one.title.casefold() == title.casefold() for one in book.sheets):
        raise RefusedError(400, f'A sheet with the name "{title}" already exists. Please enter another name.')


def new_sheet(book: Book, given: Body) -> Sheet:
    """Return a new tab with the given properties, not yet in its place."""
    used = [sheet.id for sheet in book.sheets]
    sheet_id = given.get("sheetId", book.new_id(used) if book.sheets else 0)
    if sheet_id in used:
        raise RefusedError(400, f"A sheet with the id {sheet_id} already exists.")
    if sheet_id < 0:
        raise RefusedError(400, "The sheet id must be non-negative.")
    title = given.get("title") or _free_title(book)
    _check_title(book, title)
    grid = given.get("gridProperties", {})
    rows, columns = grid.get("rowCount", ROWS), grid.get("columnCount", COLUMNS)
    if rows < 1 or columns < 1:
        raise RefusedError(400, "gridProperties.rowCount and columnCount must be at least 1")
    sheet = Sheet(sheet_id, title, rows, columns)
    sheet.grid.update({name: value for name, value in grid.items() if value})
    sheet.properties |= {
        name: copy.deepcopy(value)
        for name, value in given.items()
        if name in {"hidden", "tabColor", "tabColorStyle", "rightToLeft"} and value
    }
    _colour(sheet)
    return sheet


def _colour(sheet: Sheet) -> None:
    if "tabColorStyle" in sheet.properties:
        sheet.properties["tabColor"] = sheet.properties["tabColorStyle"].get("rgbColor", {})
    elif "tabColor" in sheet.properties:
        sheet.properties["tabColorStyle"] = {"rgbColor": sheet.properties["tabColor"]}


def _free_title(book: Book) -> str:
    number = len(book.sheets) + 1
    taken = {sheet.title for sheet in book.sheets}
    while f"Sheet{number}" in taken:
        number += 1
    return f"Sheet{number}"


def _add(change: Change, content: Body) -> Body:
    given = content.get("properties", {})
    sheet = new_sheet(change.book, given)
    place = _insert(change.book, sheet, given.get("index"))
    change.book.check_size()
    return {"addSheet": {"properties": properties_body(sheet, place)}}


def _insert(book: Book, sheet: Sheet, wanted: Any) -> int:
    place = len(book.sheets) if wanted is None else wanted
    if not 0 <= place <= len(book.sheets):
        raise RefusedError(400, f"The sheet index must be within 0 and {len(book.sheets)}.")
    book.sheets.insert(place, sheet)
    return place


def _delete(change: Change, content: Body) -> None:
    sheet = change.book.sheet(content.get("sheetId", 0))
    if not any(not one.properties.get("hidden") for one in change.book.sheets if one is not sheet):
        raise RefusedError(400, "You can't remove all the visible sheets in a document.")
    change.touch(sheet, sheet.whole())
    change.book.sheets.remove(sheet)
    change.book.metadata = [one for one in change.book.metadata if _sheet_of(one) != sheet.id]
    change.book.named = [one for one in change.book.named if one["range"].get("sheetId", 0) != sheet.id]
    for other in change.book.sheets:
        other.charts = [one for one in other.charts if f'"sheetId": {sheet.id}' not in str(one).replace("'", '"')]


def _sheet_of(one: Body) -> Any:
    location = one["location"]
    return location.get("sheetId", location.get("dimensionRange", {}).get("sheetId"))


def _update(change: Change, content: Body) -> None:
    given = content.get("properties", {})
    mask = change_mask(content, "SheetProperties")
    sheet = change.book.sheet(given.get("sheetId", 0))
    mask = {name: inner for name, inner in mask.items() if name != "sheetId"}
    if "*" in mask:
        mask = {name: {} for name in given if name != "sheetId"}
    if "title" in mask and given.get("title", "") != sheet.title:
        _check_title(change.book, given.get("title", ""), sheet)
    if "index" in mask:
        _place(change.book, sheet, given.get("index", 0))
        mask.pop("index")
    old = sheet.properties
    made = changed(old, given, mask) if mask else copy.deepcopy(old)
    grid = made.get("gridProperties", {})
    made["gridProperties"] = {name: value for name, value in grid.items() if value}
    for name in ("rowCount", "columnCount"):
        if made["gridProperties"].get(name, 0) < 1:
            raise RefusedError(400, f"gridProperties.{name} must be at least 1")
    frozen = made["gridProperties"].get("frozenRowCount", 0), made["gridProperties"].get("frozenColumnCount", 0)
    if frozen[0] >= made["gridProperties"]["rowCount"] or frozen[1] >= made["gridProperties"]["columnCount"]:
        raise RefusedError(400, "You can't freeze all visible rows or columns on the sheet.")
    sheet.properties = {name: value for name, value in made.items() if value not in (False, None) or name == "sheetId"}
    if "tabColor" in mask and "tabColorStyle" not in mask:
        sheet.properties.pop("tabColorStyle", None)
    if "tabColorStyle" in mask and "tabColorStyle" not in made:
        sheet.properties.pop("tabColor", None)
    _colour(sheet)
    if all(one.properties.get("hidden") for one in change.book.sheets):
        raise RefusedError(400, "You can't hide all the sheets in a document.")
    _cut(sheet)
    change.book.check_size()


def _place(book: Book, sheet: Sheet, place: int) -> None:
    at = book.sheets.index(sheet)
    if not 0 <= place <= len(book.sheets):
        raise RefusedError(400, f"The sheet index must be within 0 and {len(book.sheets)}.")
    book.sheets.remove(sheet)
    book.sheets.insert(place - 1 if place > at else place, sheet)  # counted as if it still stood where it was


def _cut(sheet: Sheet) -> None:
    sheet.rows = [cells[: sheet.column_count] for cells in sheet.rows[: sheet.row_count]]
    while sheet.rows and not any(sheet.rows[-1]):
        sheet.rows.pop()


def _update_book(change: Change, content: Body) -> None:
    mask = change_mask(content, "SpreadsheetProperties")
    made = changed(change.book.properties, content.get("properties", {}), mask)
    if not made.get("title"):
        raise RefusedError(400, "The spreadsheet title cannot be empty.")
    change.book.properties = made


def _duplicate(change: Change, content: Body) -> Body:
    source = change.book.sheet(content.get("sourceSheetId", 0))
    twin = source.draft()
    used = [sheet.id for sheet in change.book.sheets]
    twin.properties["sheetId"] = content.get("newSheetId", change.book.new_id(used))
    if twin.id in used:
        raise RefusedError(400, f"A sheet with the id {twin.id} already exists.")
    twin.properties["title"] = content.get("newSheetName") or f"Copy of {source.title}"
    _check_title(change.book, twin.title)
    _point_to(twin, source.id)
    place = _insert(change.book, twin, content.get("insertSheetIndex", change.book.sheets.index(source) + 1))
    change.book.check_size()
    return {"duplicateSheet": {"properties": properties_body(twin, place)}}


def _point_to(value: Any, old: int) -> None:
    """Let what lies over a copied tab point to the copy."""
    new = value.id
    for name in ("merges", "protected", "conditional", "charts", "row_groups", "column_groups", "filter"):
        setattr(value, name, _renumbered(getattr(value, name), old, new))


def _renumbered(value: Any, old: int, new: int) -> Any:
    if isinstance(value, list):
        return [_renumbered(one, old, new) for one in value]
    if isinstance(value, dict):
        return {
            name: new if name == "sheetId" and one == old else _renumbered(one, old, new) for name, one in value.items()
        }
    return value


REQUESTS = {
    "addSheet": _add,
    "deleteSheet": _delete,
    "updateSheetProperties": _update,
    "updateSpreadsheetProperties": _update_book,
    "duplicateSheet": _duplicate,
}
