"""Requests about rows and columns: inserted, deleted, moved, appended, hidden, grouped."""

from tests.google.forms_api import RefusedError
from tests.google.sheets.book import Body, Cell, Sheet, value_of
from tests.google.sheets.change import Change, Places
from tests.google.sheets.fields import change_mask, changed


def _span(sheet: Sheet, body: Body) -> tuple[str, int, int]:
    dimension = body.get("dimension", "")
    if dimension not in {"ROWS", "COLUMNS"}:
        raise RefusedError(400, "No dimension specified.")
    most = count(sheet, dimension)
    return dimension, body.get("startIndex", 0), body.get("endIndex", most)


def count(sheet: Sheet, dimension: str) -> int:
    """Return how many rows or columns a tab has."""
    return sheet.row_count if dimension == "ROWS" else sheet.column_count


def _grow(change: Change, sheet: Sheet, dimension: str, by: int) -> None:
    sheet.grid["rowCount" if dimension == "ROWS" else "columnCount"] += by
    change.book.check_size()


def _insert(change: Change, content: Body) -> None:
    sheet = change.book.sheet(content["range"].get("sheetId", 0))
    dimension, first, last = _span(sheet, content["range"])
    before = content.get("inheritFromBefore", False)
    if last <= first:
        raise RefusedError(400, "range.endIndex must be after range.startIndex")
    if first > count(sheet, dimension) or (before and first == 0):
        raise RefusedError(400, f"range.startIndex[{first}] is beyond the grid, or nothing stands before it")
    _grow(change, sheet, dimension, last - first)
    heir = first - 1 if before else first
    if dimension == "ROWS":
        if first < len(sheet.rows):
            looks = [_look(cell) for cell in (sheet.rows[heir] if heir < len(sheet.rows) else [])]
            sheet.rows[first:first] = [list(looks) for _ in range(last - first)]
            _trim(sheet)
    else:
        for row, cells in enumerate(sheet.rows):
            if first < len(cells):
                look = _look(cells[heir])
                sheet.rows[row] = [*cells[:first], *[look] * (last - first), *cells[first:]]
    change.shift(sheet, dimension, Places(at=first, came=last - first))


def _look(cell: Cell | None) -> Cell | None:
    """Return what a new cell takes over from its neighbour."""
    return (
        {name: cell[name] for name in ("userEnteredFormat", "dataValidation") if name in cell} or None if cell else None
    )


def _trim(sheet: Sheet) -> None:
    for place, cells in enumerate(sheet.rows):
        if cells and cells[-1] is None:
            last = max((at + 1 for at, cell in enumerate(cells) if cell is not None), default=0)
            sheet.rows[place] = cells[:last]


def _delete(change: Change, content: Body) -> None:
    sheet = change.book.sheet(content["range"].get("sheetId", 0))
    dimension, first, last = _span(sheet, content["range"])
    most = count(sheet, dimension)
    name = dimension.lower()
    if not 0 <= first < last:
        raise RefusedError(400, "range.endIndex must be after range.startIndex")
    if last > most:
        raise RefusedError(400, f"Cannot delete {name} that do not exist. Tried to delete {first}:{last} of {most}.")
    if last - first >= most:
        raise RefusedError(400, f"You can't delete all the {name} on the sheet.")
    frozen = sheet.grid.get("frozenRowCount" if dimension == "ROWS" else "frozenColumnCount", 0)
    if frozen and first <= frozen and last == most:
        raise RefusedError(400, f"Sorry, it is not possible to delete all non-frozen {name}.")
    change.touch(sheet, sheet.box({
        "startRowIndex" if dimension == "ROWS" else "startColumnIndex": first,
        "endRowIndex" if dimension == "ROWS" else "endColumnIndex": last,
    }))  # fmt: skip
    if dimension == "ROWS":
        del sheet.rows[first:last]
    else:
        sheet.rows = [[*cells[:first], *cells[last:]] for cells in sheet.rows]
    _trim(sheet)
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
    _grow(change, sheet, dimension, first - last)
    gone = max(0, min(last, frozen) - first)
    if gone:
        sheet.grid["frozenRowCount" if dimension == "ROWS" else "frozenColumnCount"] = frozen - gone
    change.shift(sheet, dimension, Places(at=first, went=last - first))


def _move(change: Change, content: Body) -> None:
    sheet = change.book.sheet(content["source"].get("sheetId", 0))
    dimension, first, last = _span(sheet, content["source"])
    goal = content.get("destinationIndex", 0)
    if not 0 <= first < last <= count(sheet, dimension) or not 0 <= goal <= count(sheet, dimension):
        raise RefusedError(400, "source or destinationIndex is outside the grid")
    if first <= goal <= last:
        return
    places = Places(at=first, went=last - first, moved_to=goal)
    if dimension == "ROWS":
        rows = [*sheet.rows, *[[] for _ in range(sheet.row_count - len(sheet.rows))]]
        made: list[list[Cell | None]] = [[] for _ in rows]
        for place, cells in enumerate(rows):
            made[places(place)] = cells
        sheet.rows = made
    else:
        for row, cells in enumerate(sheet.rows):
            wide = [*cells, *[None] * (sheet.column_count - len(cells))]
            moved: list[Cell | None] = [None] * len(wide)
            for place, cell in enumerate(wide):
                moved[places(place)] = cell
            sheet.rows[row] = moved
    _trim(sheet)
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
    change.shift(sheet, dimension, places)


def _append(change: Change, content: Body) -> None:
    sheet = change.book.sheet(content.get("sheetId", 0))
    if content.get("length", 0) < 1:
        raise RefusedError(400, "length must be greater than 0")
    _grow(change, sheet, content["dimension"], content["length"])


def _properties(change: Change, content: Body) -> None:
    mask = change_mask(content, "DimensionProperties")
    span = content["range"]
    sheet = change.book.sheet(span.get("sheetId", 0))
    dimension, first, last = _span(sheet, span)
    if last > count(sheet, dimension):
        raise RefusedError(400, f"range.endIndex[{last}] is beyond the grid")
    looks = sheet.row_looks if dimension == "ROWS" else sheet.column_looks
    for place in range(first, last):
        made = changed(looks.get(place), content.get("properties", {}), mask)
        looks[place] = {name: value for name, value in made.items() if value is not False}


def _auto_resize(change: Change, content: Body) -> None:
    span = content.get("dimensions", {})
    sheet = change.book.sheet(span.get("sheetId", 0))
    dimension, first, last = _span(sheet, span)
    looks = sheet.row_looks if dimension == "ROWS" else sheet.column_looks
    for place in range(first, last):
        looks.setdefault(place, {})["pixelSize"] = 21 if dimension == "ROWS" else _wide(sheet, place)


def _wide(sheet: Sheet, column: int) -> int:
    texts = [str(value_of(cells[column])) for cells in sheet.rows if column < len(cells) and cells[column]]
    return 20 + 7 * max(map(len, texts), default=1)


def _group(change: Change, content: Body) -> Body:
    span = content["range"]
    sheet = change.book.sheet(span.get("sheetId", 0))
    dimension, _, _ = _span(sheet, span)
    groups = sheet.row_groups if dimension == "ROWS" else sheet.column_groups
    depth = 1 + sum(
        one["range"]["startIndex"] <= span["startIndex"] and span["endIndex"] <= one["range"]["endIndex"]
        for one in groups
    )
    groups.append({"range": span, "depth": depth})
    sheet.grid["rowGroupControlAfter" if dimension == "ROWS" else "columnGroupControlAfter"] = True
    return {"addDimensionGroup": {"dimensionGroups": groups}}


def _ungroup(change: Change, content: Body) -> Body:
    span = content["range"]
    sheet = change.book.sheet(span.get("sheetId", 0))
    dimension, first, last = _span(sheet, span)
    groups = sheet.row_groups if dimension == "ROWS" else sheet.column_groups
    same = [one for one in groups if (one["range"]["startIndex"], one["range"]["endIndex"]) == (first, last)]
    if not same:
        raise RefusedError(400, "There is no group over the given range.")
    groups.remove(same[-1])
    return {"deleteDimensionGroup": {"dimensionGroups": groups} if groups else {}}


REQUESTS = {
    "insertDimension": _insert,
    "deleteDimension": _delete,
    "moveDimension": _move,
    "appendDimension": _append,
    "updateDimensionProperties": _properties,
    "autoResizeDimensions": _auto_resize,
    "addDimensionGroup": _group,
    "deleteDimensionGroup": _ungroup,
}
