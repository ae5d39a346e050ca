"""The addresses of the Sheets API and who answers them."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import unquote

from tests.google.forms_api import RefusedError
from tests.google.sheets import fields, metadata, values
from tests.google.sheets.answers import book_body, properties_body
from tests.google.sheets.batch import batch_updated
from tests.google.sheets.book import Body, Book
from tests.google.sheets.change import Change
from tests.google.sheets.fields import Mask
from tests.google.sheets.formulas import Reckoner
from tests.google.sheets.tabs import new_sheet

Query = dict[str, Any]


class Door(Protocol):
    """What the routes need of whoever keeps the spreadsheets."""

    account: str

    def book(self, book_id: str, role: str) -> Book:
        """Return a spreadsheet for who calls; raises RefusedError."""
        ...

    def owns(self, book_id: str) -> bool:
        """Say whether who calls owns it."""
        ...

    def now(self) -> datetime:
        """Return the moment."""
        ...

    def new_book(self, title: str, owner: str = "", **properties: Any) -> Book:
        """Make a spreadsheet."""
        ...


def _many(query: Query, name: str) -> list[str]:
    found = query.get(name, [])
    return found if isinstance(found, list) else [found]


def _mask(query: Query, schema: str) -> Mask:
    mask = fields.parse(query["fields"]) if query.get("fields") else {}
    fields.check("sheets", schema, mask)
    return mask


def _reckoner(google: Door, book: Book) -> Reckoner:
    return Reckoner(book, google.now())


def _asked(google: Door, book: Book) -> Change:
    return Change(book, google.account, owner=google.owns(book.id))


def _changing(google: Door, book_id: str, act: Callable[[Change], Body]) -> Body:
    book = google.book(book_id, "writer")
    draft = book.draft()
    answer = act(Change(draft, google.account, owner=google.owns(book_id)))
    book.become(draft)
    return answer


def _get(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del body
    book = google.book(found["book"], "reader")
    mask = _mask(query, "Spreadsheet")
    cells = str(query.get("includeGridData", "")).lower() == "true"
    return book_body(_asked(google, book), _reckoner(google, book), _many(query, "ranges"), mask, cells=cells)


def _create(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del found, query
    properties = dict(body.get("properties", {}))
    book = google.new_book(properties.pop("title", "Untitled spreadsheet"), google.account, **properties)
    sheets = body.get("sheets", [])
    if sheets:
        book.sheets = []
        for one in sheets:
            book.sheets.append(new_sheet(book, one.get("properties", {})))
    return book_body(_asked(google, book), _reckoner(google, book), [], {}, cells=False)


def _batch(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    book = google.book(found["book"], "writer")
    mask = _mask(query, "BatchUpdateSpreadsheetResponse")
    owner = google.owns(book.id)
    answer = batch_updated(book, body, mask, google.account, owner=owner, now=google.now())
    return fields.select(answer, {name: {} if name == "updatedSpreadsheet" else inner for name, inner in mask.items()})


def _copy_to(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del query
    source = google.book(found["book"], "reader").sheet(int(found["sheet"]))
    goal = google.book(body.get("destinationSpreadsheetId", ""), "writer")
    twin = source.draft()
    twin.properties |= {
        "sheetId": goal.new_id(sheet.id for sheet in goal.sheets),
        "title": f"Copy of {source.title}",
    }
    goal.sheets.append(twin)
    return properties_body(twin, len(goal.sheets) - 1)


def _values_get(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del body
    book = google.book(found["book"], "reader")
    return values.read(book, unquote(found["range"]), query, _reckoner(google, book))


def _values_batch_get(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del body
    book = google.book(found["book"], "reader")
    reckoner = _reckoner(google, book)
    ranges = [values.read(book, one, query, reckoner) for one in _many(query, "ranges")]
    return {"spreadsheetId": book.id, "valueRanges": ranges}


def _values_update(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    text = unquote(found["range"])
    if body.get("range", text) != text and body["range"].split("!")[0].strip("'") != text.split("!")[0].strip("'"):
        raise RefusedError(400, f"Requested writing within range [{text}], but tried writing to [{body['range']}]")
    return _changing(
        google, found["book"], lambda change: values.update(change, text, body, query, _reckoner(google, change.book))
    )


def _values_batch_update(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del query

    def act(change: Change) -> Body:
        reckoner = _reckoner(google, change.book)
        done = [values.update(change, one["range"], one, body, reckoner) for one in body.get("data", [])]
        answer: Body = {"spreadsheetId": change.book.id, "responses": done}
        return answer | values.totals(change.book, done)

    return _changing(google, found["book"], act)


def _values_append(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    text = unquote(found["range"])
    return _changing(
        google, found["book"], lambda change: values.append(change, text, body, query, _reckoner(google, change.book))
    )


def _values_clear(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del query, body
    text = unquote(found["range"])
    return _changing(
        google,
        found["book"],
        lambda change: {"spreadsheetId": change.book.id, "clearedRange": values.clear(change, text)},
    )


def _values_batch_clear(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del query
    return _changing(
        google,
        found["book"],
        lambda change: {
            "spreadsheetId": change.book.id,
            "clearedRanges": [values.clear(change, one) for one in body.get("ranges", [])],
        },
    )


def _search(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del query
    marks = metadata.found(google.book(found["book"], "reader"), body.get("dataFilters", []))
    return (
        {"matchedDeveloperMetadata": [{"developerMetadata": one, "dataFilters": body["dataFilters"]} for one in marks]}
        if marks
        else {}
    )


def _mark(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del query, body
    for one in google.book(found["book"], "reader").metadata:
        if one["metadataId"] == int(found["mark"]):
            return dict(one)
    raise RefusedError(404, "Requested entity was not found.", "NOT_FOUND")


_ALL = r"https://sheets\.googleapis\.com/v4/spreadsheets"
_ONE = _ALL + r"/(?P<book>[^/:?]+)"
_RANGE = _ONE + r"/values/(?P<range>[^/]+?)"
ROUTES = tuple(
    (method, re.compile(address), f"sheets.spreadsheets.{call}", act)
    for method, address, call, act in (
        ("POST", _ALL, "create", _create),
        ("GET", _ONE, "get", _get),
        ("POST", _ONE + ":batchUpdate", "batchUpdate", _batch),
        ("POST", _ONE + r"/sheets/(?P<sheet>\d+):copyTo", "sheets.copyTo", _copy_to),
        ("GET", _ONE + "/values:batchGet", "values.batchGet", _values_batch_get),
        ("POST", _ONE + "/values:batchUpdate", "values.batchUpdate", _values_batch_update),
        ("POST", _ONE + "/values:batchClear", "values.batchClear", _values_batch_clear),
        ("POST", _RANGE + ":append", "values.append", _values_append),
        ("POST", _RANGE + ":clear", "values.clear", _values_clear),
        ("GET", _RANGE, "values.get", _values_get),
        ("PUT", _RANGE, "values.update", _values_update),
        ("POST", _ONE + "/developerMetadata:search", "developerMetadata.search", _search),
        ("GET", _ONE + r"/developerMetadata/(?P<mark>\d+)", "developerMetadata.get", _mark),
    )
)
"""Method, address without its query, the method's id in the discovery document, and who answers."""
