"""Requests about what guides people: filters, protections, drop-downs and colours by condition."""

import copy

from tests.google.forms_api import RefusedError
from tests.google.sheets.book import Body, Sheet
from tests.google.sheets.cells import made_cell
from tests.google.sheets.change import Change
from tests.google.sheets.fields import change_mask, changed


def _set_filter(change: Change, content: Body) -> None:
    filtered = copy.deepcopy(content.get("filter", {}))
    sheet, box = change.book.box(filtered.get("range", {}))
    sheet.filter = filtered | {"range": box.body(sheet.id)}


def _clear_filter(change: Change, content: Body) -> None:
    change.book.sheet(content.get("sheetId", 0)).filter = None


def _protection(change: Change, given: Body) -> tuple[Sheet, Body]:
    protected = copy.deepcopy(given)
    if "range" not in protected:
        raise RefusedError(400, "Exactly one of range, namedRangeId and tableId must be set.")
    sheet, _ = change.book.box(protected["range"])
    editors = {name: value for name, value in protected.get("editors", {}).items() if value}
    if protected.get("warningOnly") and editors.keys() - {"users"}:
        raise RefusedError(400, "A protected range with warningOnly cannot have editors.")
    users = editors.get("users", [])
    editors["users"] = users if change.editor in users else [*users, change.editor]
    protected["editors"] = editors
    left_out = {"requestingUserCanEdit"} | (set() if protected.get("warningOnly") else {"warningOnly"})
    return sheet, {name: value for name, value in protected.items() if name not in left_out}


def _add_protected(change: Change, content: Body) -> Body:
    sheet, protected = _protection(change, content["protectedRange"])
    used = {one["protectedRangeId"] for there in change.book.sheets for one in there.protected}
    protected.setdefault("protectedRangeId", change.book.new_id(used))
    if protected["protectedRangeId"] in used:
        raise RefusedError(400, f"A protected range with id {protected['protectedRangeId']} already exists.")
    sheet.protected.append(protected)
    given = {name: value for name, value in content["protectedRange"].get("editors", {}).items() if value}
    reply = protected | change.right_to_edit(protected) | {"editors": given}  # who asked comes in later, as recorded
    return {"addProtectedRange": {"protectedRange": reply}}


def _find_protected(change: Change, wanted: int) -> tuple[Sheet, Body]:
    for sheet in change.book.sheets:
        for one in sheet.protected:
            if one["protectedRangeId"] == wanted:
                if not change.may_edit(one):
                    raise RefusedError(400, "You do not have permission to edit this protected range.")
                return sheet, one
    raise RefusedError(400, f"No protected range with id: {wanted}")


def _update_protected(change: Change, content: Body) -> None:
    given = content["protectedRange"]
    mask = change_mask(content, "ProtectedRange")
    sheet, old = _find_protected(change, given.get("protectedRangeId", 0))
    kept = {"protectedRangeId": old["protectedRangeId"]}
    there, made = _protection(change, changed(old, given | kept, mask))
    sheet.protected.remove(old)
    there.protected.append(made)


def _delete_protected(change: Change, content: Body) -> None:
    sheet, one = _find_protected(change, content.get("protectedRangeId", 0))
    sheet.protected.remove(one)


def _set_validation(change: Change, content: Body) -> None:
    sheet, box = change.book.box(content["range"])
    rule = content.get("rule", {})
    condition = rule.get("condition", {})
    if rule and condition.get("type") == "ONE_OF_LIST" and not condition.get("values"):
        raise RefusedError(400, "A ONE_OF_LIST condition needs at least one value.")
    if rule and not condition.get("type"):
        raise RefusedError(400, "The condition of a data validation rule must have a type.")
    for row, cells in zip(box.rows(), sheet.taken(box), strict=True):
        if rule or any(cells):
            made = [made_cell(cell, {"dataValidation": rule}, {"dataValidation": {}}) for cell in cells]
            change.put(sheet, row, box.left, made)


def _rule(change: Change, rule: Body) -> tuple[Sheet, Body]:
    ranges = [change.book.box(one) for one in rule.get("ranges", [])]
    if not ranges:
        raise RefusedError(400, "A conditional format rule must have at least one range.")
    if len({sheet.id for sheet, _ in ranges}) > 1:
        raise RefusedError(400, "All the ranges of a conditional format rule must be on the same sheet.")
    if ("booleanRule" in rule) == ("gradientRule" in rule):
        raise RefusedError(400, "Exactly one of booleanRule and gradientRule must be set.")
    return ranges[0][0], copy.deepcopy(rule)


def _add_rule(change: Change, content: Body) -> None:
    sheet, rule = _rule(change, content.get("rule", {}))
    place = content.get("index", 0)
    if not 0 <= place <= len(sheet.conditional):
        raise RefusedError(400, f"No conditional format on sheet: {sheet.id} at index: {place}")
    sheet.conditional.insert(place, rule)


def _existing(sheet: Sheet, place: int) -> int:
    if not 0 <= place < len(sheet.conditional):
        raise RefusedError(400, f"No conditional format on sheet: {sheet.id} at index: {place}")
    return place


def _delete_rule(change: Change, content: Body) -> Body:
    sheet = change.book.sheet(content.get("sheetId", 0))
    return {"deleteConditionalFormatRule": {"rule": sheet.conditional.pop(_existing(sheet, content.get("index", 0)))}}


def _update_rule(change: Change, content: Body) -> Body:
    reply: Body = {}
    if "rule" in content:
        sheet, rule = _rule(change, content["rule"])
        place = _existing(sheet, content.get("index", 0))
        reply |= {"oldRule": sheet.conditional[place], "oldIndex": place, "newRule": rule, "newIndex": place}
        sheet.conditional[place] = rule
    else:
        sheet = change.book.sheet(content.get("sheetId", 0))
        place, goal = _existing(sheet, content.get("index", 0)), _existing(sheet, content.get("newIndex", 0))
        rule = sheet.conditional.pop(place)
        sheet.conditional.insert(goal, rule)
        reply |= {"oldIndex": place, "newRule": rule, "newIndex": goal}
    return {"updateConditionalFormatRule": copy.deepcopy(reply)}


REQUESTS = {
    "setBasicFilter": _set_filter,
    "clearBasicFilter": _clear_filter,
    "addProtectedRange": _add_protected,
    "updateProtectedRange": _update_protected,
    "deleteProtectedRange": _delete_protected,
    "setDataValidation": _set_validation,
    "addConditionalFormatRule": _add_rule,
    "updateConditionalFormatRule": _update_rule,
    "deleteConditionalFormatRule": _delete_rule,
}
