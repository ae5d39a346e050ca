"""An answer of Google's as long as one wishes: a form's responses tab with all its cells."""

import json
from typing import Any

from forms.event_report import EventReport

COLUMNS = 20
_WHOLE = frozenset({7, 12, 13})


def google_answer(rows: int) -> bytes:
    """Return the answer to a reading of one responses tab."""
    titles = ["Laiko žyma", *(question.title.lt for question in EventReport.questions)][:COLUMNS]
    head = {"values": [{"effectiveValue": {"stringValue": title}} for title in titles]}
    body = [{"values": [_cell(row, column) for column in range(COLUMNS)]} for row in range(rows)]
    about = {
        "sheetId": 1,
        "title": "Form Responses 1",
        "gridProperties": {"rowCount": rows + 1, "columnCount": COLUMNS},
    }
    tab = {"properties": about, "data": [{"rowData": [head, *body]}]}
    return json.dumps({"properties": {"title": "Namai"}, "sheets": [tab]}, ensure_ascii=False).encode()


def _cell(row: int, column: int) -> dict[str, Any]:
    if column == 0:
        shown = {"numberFormat": {"type": "DATE_TIME", "pattern": "yyyy-mm-dd hh:mm:ss"}}
        return {"effectiveValue": {"numberValue": 45_000.5 + row / 100}, "effectiveFormat": shown}
    if column in _WHOLE:
        return {"effectiveValue": {"numberValue": row % 50}}
    return {"effectiveValue": {"stringValue": f"Atsakymas {column} {row} ąčę"}}
