"""Requests that write cells: updateCells, appendCells, repeatCell, findReplace, mergeCells, and the looks of borders."""

import re

from tests.google.forms_api import RefusedError
from tests.google.sheets.book import Body, Cell, Sheet
from tests.google.sheets.change import Change
from tests.google.sheets.fields import Mask, change_mask, changed, select
from tests.google.sheets.looks import shaded
from tests.google.sheets.ranges import Box
from tests.google.sheets.references import copied
from tests.google.sheets.shown import plain
from tests.google.sheets.typed import check_length

_COLOURS = ("backgroundColor", "foregroundColor")
_KEPT = ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns")


def made_cell(old: Cell | None, new: Body, mask: Mask) -> Cell | None:
    """Return a cell after a change of the named fields."""
    entered = new.get("userEnteredValue")
    if entered:
        text = entered.get("stringValue", entered.get("formulaValue"))
        if len(entered) > 1 or "errorValue" in entered:
            raise RefusedError(400, "UserEnteredValue must be exactly one of number, string, bool or formula.")
        if text is not None:
            check_length(text)
        if entered.get("stringValue") == "":
            new = {name: value for name, value in new.items() if name != "userEnteredValue"}
        elif not entered.get("formulaValue", "=").startswith("="):
            raise RefusedError(400, "Formulas must begin with '='.")
    if not mask or "*" in mask:
        mask = {name: {} for name in _KEPT}
    if old is None and not _painted(new):
        wanted = ((name, select(new[name], inner)) for name, inner in mask.items() if name in _KEPT and name in new)
        return {name: value for name, value in wanted if value not in (None, {}, "")} or None
    made = changed(old, new, {name: inner for name, inner in mask.items() if name in _KEPT})
    if "userEnteredFormat" in made and "userEnteredFormat" in mask:
        made["userEnteredFormat"] = coloured(made["userEnteredFormat"], new.get("userEnteredFormat", {}))
    return {name: value for name, value in made.items() if value not in (None, {}, "")} or None


def _painted(new: Body) -> bool:
    look = new.get("userEnteredFormat", {})
    return "textFormat" in look or any("Color" in name for name in look)


def coloured(look: Body, given: Body) -> Body:
    """Return a look whose colours stand in both of the ways that the interface has for them."""
    made = dict(look)
    for name in _COLOURS:
        style = f"{name}Style"
        if style in given and style in made:
            made.pop(name, None)
            if "rgbColor" in made[style]:
                made[name] = shaded(made[style]["rgbColor"])
                made[style] = {"rgbColor": made[name]}
        elif name in given and name in made:
            made[name] = shaded(made[name])
            made[style] = {"rgbColor": made[name]}
    if "textFormat" in made:
        made["textFormat"] = coloured(made["textFormat"], given.get("textFormat", {}))
    return made


def _update_cells(change: Change, content: Body) -> None:
    mask = change_mask(content, "CellData") if not content.get("fields", "").startswith("*") else {}
    rows = [row.get("values", []) for row in content.get("rows", [])]
    if "range" in content:
        sheet, box = change.book.box(content["range"])
        if len(rows) > box.height or any(len(row) > box.width for row in rows):
            raise RefusedError(
                400, f"Attempting to write row: {box.bottom}, beyond the last requested row of: {box.bottom - 1}"
            )
        rows = [[*row, *[{}] * (box.width - len(row))] for row in rows] + [[{}] * box.width] * (box.height - len(rows))
        top, left = box.top, box.left
    else:
        start = content.get("start", {})
        sheet = change.book.sheet(start.get("sheetId", 0))
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        _check_inside(sheet, top + len(rows), left + max(map(len, rows), default=0))
    for place, row in enumerate(rows):
        old = [sheet.cell(top + place, left + at) for at in range(len(row))]
        change.put(sheet, top + place, left, [made_cell(was, new, mask) for was, new in zip(old, row, strict=True)])


def _check_inside(sheet: Sheet, bottom: int, right: int) -> None:
    if bottom > sheet.row_count:
        raise RefusedError(
            400, f"Attempting to write row: {sheet.row_count}, beyond the last row of: {sheet.row_count - 1}"
        )
    if right > sheet.column_count:
        last = sheet.column_count
        raise RefusedError(400, f"Attempting to write column: {last}, beyond the last requested column of: {last - 1}")


def _append_cells(change: Change, content: Body) -> None:
    mask = change_mask(content, "CellData") if not content.get("fields", "").startswith("*") else {}
    sheet = change.book.sheet(content.get("sheetId", 0))
    rows = [row.get("values", []) for row in content.get("rows", [])]
    top = sheet.filled()
    sheet.grid["rowCount"] = max(sheet.row_count, top + len(rows))
    change.book.check_size()
    _check_inside(sheet, 0, max(map(len, rows), default=0))
    for place, row in enumerate(rows):
        change.put(
            sheet, top + place, 0, [made_cell(sheet.cell(top + place, at), new, mask) for at, new in enumerate(row)]
        )


def _repeat_cell(change: Change, content: Body) -> None:
    mask = change_mask(content, "CellData") if not content.get("fields", "").startswith("*") else {}
    sheet, box = change.book.box(content["range"])
    cell = content.get("cell", {})
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    for row, old in zip(box.rows(), sheet.taken(box), strict=True):
        made: list[Cell | None] = []
        for at, was in enumerate(old):
            new = cell
            if formula:
                new = {**cell, "userEnteredValue": {"formulaValue": copied(formula, row - box.top, at)}}
            made.append(made_cell(was, new, mask))
        change.put(sheet, row, box.left, made)


def _find_replace(change: Change, content: Body) -> Body:
    if "range" in content:
        where = [change.book.box(content["range"])]
    elif "sheetId" in content:
        sheet = change.book.sheet(content["sheetId"])
        where = [(sheet, sheet.whole())]
    else:
        where = [(sheet, sheet.whole()) for sheet in change.book.sheets]
    sought = content["find"] if content.get("searchByRegex") else re.escape(content["find"])
    pattern = re.compile(sought, 0 if content.get("matchCase") else re.IGNORECASE)
    counts = dict.fromkeys(("valuesChanged", "formulasChanged", "occurrencesChanged"), 0)
    rows: set[tuple[int, int]] = set()
    for sheet, box in where:
        for row, column in Box(box.top, box.left, min(box.bottom, len(sheet.rows)), box.right).cells():
            cell = sheet.cell(row, column)
            times = _replaced(change, sheet, (row, column), cell, pattern, content) if cell else 0
            if cell and times:
                kind = "formulasChanged" if "formulaValue" in cell["userEnteredValue"] else "valuesChanged"
                counts[kind] += 1
                counts["occurrencesChanged"] += times
                rows.add((sheet.id, row))
    counts |= {"rowsChanged": len(rows), "sheetsChanged": len({sheet for sheet, _ in rows})}
    return {"findReplace": {name: count for name, count in counts.items() if count}}


def _replaced(
    change: Change, sheet: Sheet, at: tuple[int, int], cell: Cell, pattern: re.Pattern[str], content: Body
) -> int:
    entered = cell.get("userEnteredValue", {})
    kind, value = next(iter(entered.items()), ("", ""))
    if kind not in {"stringValue", "numberValue"} and not (kind == "formulaValue" and content.get("includeFormulas")):
        return 0
    text = plain(float(value)) if kind == "numberValue" else str(value)
    if content.get("matchEntireCell") and not pattern.fullmatch(text):
        return 0
    made, times = pattern.subn(content.get("replacement", "").replace("\\", "\\\\"), text)
    if times:
        kind = "stringValue" if kind == "numberValue" else kind
        new = {name: inner for name, inner in cell.items() if name != "userEnteredValue"}
        change.put(sheet, at[0], at[1], [new | ({"userEnteredValue": {kind: made}} if made else {}) or None])
    return times


def _merge(change: Change, content: Body) -> None:
    sheet, box = change.book.box(content["range"])
    kind = content.get("mergeType", "MERGE_ALL")
    boxes = {
        "MERGE_ALL": [box],
        "MERGE_ROWS": [Box(row, box.left, row + 1, box.right) for row in box.rows()],
        "MERGE_COLUMNS": [Box(box.top, column, box.bottom, column + 1) for column in box.columns()],
    }[kind]
    for one in boxes:
        if any(sheet.box(there).meets(one) and not one.covers(sheet.box(there)) for there in sheet.merges):
            raise RefusedError(400, "You must select all cells in a merged range to merge or unmerge them.")
        sheet.merges = [there for there in sheet.merges if not one.covers(sheet.box(there))]
        sheet.merges.append(one.body(sheet.id))
        first = next((sheet.cell(*at) for at in one.cells() if (sheet.cell(*at) or {}).get("userEnteredValue")), None)
        for at in one.cells():
            old = {name: value for name, value in (sheet.cell(*at) or {}).items() if name != "userEnteredValue"}
            if at == (one.top, one.left) and first:
                old |= {"userEnteredValue": first["userEnteredValue"]}
            change.put(sheet, at[0], at[1], [old or None])


def _unmerge(change: Change, content: Body) -> None:
    sheet, box = change.book.box(content["range"])
    if any(sheet.box(there).meets(box) and not box.covers(sheet.box(there)) for there in sheet.merges):
        raise RefusedError(400, "You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [there for there in sheet.merges if not sheet.box(there).meets(box)]


def _borders(change: Change, content: Body) -> None:
    sheet, box = change.book.box(content["range"])
    sides = {side: content[side] for side in ("top", "bottom", "left", "right") if side in content}
    for row, column in box.cells():
        old = sheet.cell(row, column)
        change.put(
            sheet,
            row,
            column,
            [made_cell(old, {"userEnteredFormat": {"borders": sides}}, {"userEnteredFormat": {"borders": {}}})],
        )


REQUESTS = {
    "updateCells": _update_cells,
    "appendCells": _append_cells,
    "repeatCell": _repeat_cell,
    "findReplace": _find_replace,
    "mergeCells": _merge,
    "unmergeCells": _unmerge,
    "updateBorders": _borders,
}
