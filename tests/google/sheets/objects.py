"""Requests about charts and named ranges."""

import copy

from tests.google.forms_api import RefusedError
from tests.google.sheets.book import Body, Book, Sheet
from tests.google.sheets.change import Change
from tests.google.sheets.fields import change_mask, changed
from tests.google.sheets.tabs import new_sheet

_KINDS = {
    "basicChart", "pieChart", "bubbleChart", "candlestickChart", "histogramChart",
    "orgChart", "treemapChart", "waterfallChart", "scorecardChart",
}  # fmt: skip


def _check_spec(book: Book, spec: Body) -> None:
    if len(_KINDS & set(spec)) != 1:
        raise RefusedError(400, "chart.spec: exactly one kind of chart must be set.")
    for source in _sources(spec):
        book.box(source)


def _sources(value: object) -> list[Body]:
    if isinstance(value, list):
        return [source for one in value for source in _sources(one)]
    if isinstance(value, dict):
        own = value["sourceRange"]["sources"] if "sourceRange" in value else []
        return [*own, *(source for one in value.values() for source in _sources(one))]
    return []


def _add_chart(change: Change, content: Body) -> Body:
    chart = copy.deepcopy(content.get("chart", {}))
    _check_spec(change.book, chart.get("spec", {}))
    position = chart.get("position", {})
    used = {one["chartId"] for sheet in change.book.sheets for one in sheet.charts}
    chart.setdefault("chartId", change.book.new_id(used))
    if chart["chartId"] in used:
        raise RefusedError(400, f"An object with the id {chart['chartId']} already exists.")
    if position.get("newSheet"):
        sheet = new_sheet(change.book, {})
        change.book.sheets.append(sheet)
        chart["position"] = {"sheetId": sheet.id}
    elif "overlayPosition" in position:
        sheet = change.book.sheet(position["overlayPosition"].get("anchorCell", {}).get("sheetId", 0))
    else:
        raise RefusedError(400, "chart.position must be given.")
    sheet.charts.append(chart)
    return {"addChart": {"chart": copy.deepcopy(chart)}}


def _find_chart(book: Book, wanted: int) -> tuple[Sheet, Body]:
    for sheet in book.sheets:
        for chart in sheet.charts:
            if chart["chartId"] == wanted:
                return sheet, chart
    raise RefusedError(400, f"No embedded object with id: {wanted}")


def _delete_object(change: Change, content: Body) -> None:
    sheet, chart = _find_chart(change.book, content.get("objectId", 0))
    sheet.charts.remove(chart)


def _update_spec(change: Change, content: Body) -> None:
    _, chart = _find_chart(change.book, content.get("chartId", 0))
    _check_spec(change.book, content.get("spec", {}))
    chart["spec"] = copy.deepcopy(content["spec"])


def _update_position(change: Change, content: Body) -> Body:
    sheet, chart = _find_chart(change.book, content.get("objectId", 0))
    mask = change_mask(content, "OverlayPosition")
    overlay = changed(chart["position"].get("overlayPosition"), content["newPosition"].get("overlayPosition"), mask)
    goal = change.book.sheet(overlay.get("anchorCell", {}).get("sheetId", 0))
    chart["position"] = {"overlayPosition": overlay}
    sheet.charts.remove(chart)
    goal.charts.append(chart)
    return {"updateEmbeddedObjectPosition": {"position": copy.deepcopy(chart["position"])}}


def _add_named(change: Change, content: Body) -> Body:
    named = copy.deepcopy(content.get("namedRange", {}))
    sheet, box = change.book.box(named.get("range", {}))
    if any(one["name"].casefold() == named.get("name", "").casefold() for one in change.book.named):
        raise RefusedError(400, f'A named range with the name "{named["name"]}" already exists.')
    named["range"] = box.body(sheet.id)
    named.setdefault("namedRangeId", str(change.book.new_id()))
    change.book.named.append(named)
    return {"addNamedRange": {"namedRange": copy.deepcopy(named)}}


def _named(change: Change, wanted: str) -> Body:
    for one in change.book.named:
        if one["namedRangeId"] == wanted:
            return one
    raise RefusedError(400, f"Could not find named range with id: {wanted}")


def _update_named(change: Change, content: Body) -> None:
    old = _named(change, content["namedRange"].get("namedRangeId", ""))
    old |= changed(old, content["namedRange"], change_mask(content, "NamedRange"))


def _delete_named(change: Change, content: Body) -> None:
    change.book.named.remove(_named(change, content.get("namedRangeId", "")))


REQUESTS = {
    "addChart": _add_chart,
    "deleteEmbeddedObject": _delete_object,
    "updateChartSpec": _update_spec,
    "updateEmbeddedObjectPosition": _update_position,
    "addNamedRange": _add_named,
    "updateNamedRange": _update_named,
    "deleteNamedRange": _delete_named,
}
