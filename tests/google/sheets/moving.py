"""Requests that carry cells elsewhere: copyPaste, cutPaste, sortRange, and ranges inserted or deleted."""

from typing import Any

from tests.google.forms_api import RefusedError
from tests.google.sheets.book import Body, Cell, Row, value_of
from tests.google.sheets.cells import made_cell
from tests.google.sheets.change import Change
from tests.google.sheets.fields import Mask
from tests.google.sheets.ranges import Box
from tests.google.sheets.references import copied

_PASTED: dict[str, tuple[str, ...]] = {
    "PASTE_NORMAL": ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns"),
    "PASTE_NO_BORDERS": ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns"),
    "PASTE_VALUES": ("userEnteredValue",),
    "PASTE_FORMULA": ("userEnteredValue",),
    "PASTE_FORMAT": ("userEnteredFormat",),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
}


def shifted(cell: Cell | None, down: int, right: int) -> Cell | None:
    """Return a cell as it stands that far away: its references go with it."""
    formula = cell.get("userEnteredValue", {}).get("formulaValue") if cell else None
    if cell is None or formula is None:
        return cell
    return {**cell, "userEnteredValue": {"formulaValue": copied(formula, down, right)}}


def _pasted(change: Change, content: Body) -> tuple[str, ...]:
    kind = content.get("pasteType", "PASTE_NORMAL")
    assert kind in _PASTED, f"the stand-in does not paste {kind}"
    del change
    return _PASTED[kind]


def _copy_paste(change: Change, content: Body) -> None:
    names = _pasted(change, content)
    sheet, source = change.book.box(content["source"])
    there, goal = change.book.box(content["destination"])
    taken: list[Row] = sheet.taken(source)
    turned = content.get("pasteOrientation") == "TRANSPOSE"
    if turned:
        taken = [list(column) for column in zip(*taken, strict=True)]
    high, wide = (source.width, source.height) if turned else (source.height, source.width)
    down = goal.height // high if goal.height % high == 0 and goal.height else 1
    right = goal.width // wide if goal.width % wide == 0 and goal.width else 1
    if goal.top + high * down > there.row_count or goal.left + wide * right > there.column_count:
        raise RefusedError(400, "The destination of the paste exceeds the grid limits.")
    mask: Mask = {name: {} for name in names}
    for row in range(high * down):
        old = there.taken(Box(goal.top + row, goal.left, goal.top + row + 1, goal.left + wide * right))[0]
        new = [
            shifted(cell, goal.top + row - source.top - row % high, goal.left - source.left + block * wide)
            for block in range(right)
            for cell in taken[row % high]
        ]
        if content.get("pasteType", "PASTE_NORMAL") == "PASTE_NORMAL":
            change.put(there, goal.top + row, goal.left, new)
        else:
            pairs = zip(old, new, strict=True)
            change.put(
                there, goal.top + row, goal.left, [made_cell(was, dict(cell or {}), mask) for was, cell in pairs]
            )


def _cut_paste(change: Change, content: Body) -> None:
    mask: Mask = {name: {} for name in _pasted(change, content)}
    sheet, source = change.book.box(content["source"])
    goal = content["destination"]
    there = change.book.sheet(goal.get("sheetId", 0))
    top, left = goal.get("rowIndex", 0), goal.get("columnIndex", 0)
    if top + source.height > there.row_count or left + source.width > there.column_count:
        raise RefusedError(400, "The destination of the paste exceeds the grid limits.")
    taken = sheet.taken(source)
    for row, cells in zip(source.rows(), taken, strict=True):
        change.put(sheet, row, source.left, [made_cell(cell, {}, mask) for cell in cells])
    for place, cells in enumerate(taken):
        old = there.taken(Box(top + place, left, top + place + 1, left + source.width))[0]
        pairs = zip(old, cells, strict=True)
        change.put(there, top + place, left, [made_cell(was, dict(cell or {}), mask) for was, cell in pairs])


def order(value: Any) -> tuple[int, Any]:
    """Return the place of a value in a sorting: numbers, texts, truths."""
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, (int, float)):
        return 0, value
    return 1, str(value).casefold()


def _sort(change: Change, content: Body) -> None:
    sheet, box = change.book.box(content["range"])
    places = list(range(box.height))
    taken = sheet.taken(box)
    for spec in reversed(content.get("sortSpecs", [])):
        column = spec.get("dimensionIndex", 0) - box.left
        if not 0 <= column < box.width:
            raise RefusedError(400, "The sort column must be inside the range.")
        filled = [place for place in places if value_of(taken[place][column]) is not None]
        empty = [place for place in places if value_of(taken[place][column]) is None]
        filled.sort(
            key=lambda place: order(value_of(taken[place][column])), reverse=spec.get("sortOrder") == "DESCENDING"
        )
        places = filled + empty  # the empty ones stand last in either direction
    for row, place in enumerate(places):
        change.put(sheet, box.top + row, box.left, [shifted(cell, row - place, 0) for cell in taken[place]])


def _insert_range(change: Change, content: Body) -> None:
    sheet, box = change.book.box(content["range"])
    rows = content.get("shiftDimension") == "ROWS"
    if rows:
        under = sheet.taken(Box(box.top, box.left, max(box.top, len(sheet.rows)), box.right))
        sheet.grid["rowCount"] = max(sheet.row_count, box.top + box.height + len(under))
        blank: list[Row] = [[None] * box.width for _ in box.rows()]
        for place, cells in enumerate([*blank, *under]):
            change.put(sheet, box.top + place, box.left, cells)
        return
    for row in box.rows():
        beside = sheet.taken(Box(row, box.left, row + 1, sheet.column_count))[0]
        while beside and beside[-1] is None:
            beside.pop()
        sheet.grid["columnCount"] = max(sheet.column_count, box.left + box.width + len(beside))
        change.put(sheet, row, box.left, [*[None] * box.width, *beside])


def _delete_range(change: Change, content: Body) -> None:
    sheet, box = change.book.box(content["range"])
    if content.get("shiftDimension") == "ROWS":
        under = sheet.taken(Box(box.bottom, box.left, max(box.bottom, len(sheet.rows)), box.right))
        blank: list[Row] = [[None] * box.width for _ in box.rows()]
        for place, cells in enumerate([*under, *blank]):
            change.put(sheet, box.top + place, box.left, cells)
        return
    for row in box.rows():
        beside = sheet.taken(Box(row, box.right, row + 1, sheet.column_count))[0]
        change.put(sheet, row, box.left, [*beside, *[None] * box.width])


REQUESTS = {
    "copyPaste": _copy_paste,
    "cutPaste": _cut_paste,
    "sortRange": _sort,
    "insertRange": _insert_range,
    "deleteRange": _delete_range,
}
