"""Developer metadata: marks that programs leave on a spreadsheet, its tabs, rows and columns."""

import copy
from collections.abc import Sequence

from tests.google.forms_api import RefusedError
from tests.google.sheets.book import Body, Book
from tests.google.sheets.change import Change
from tests.google.sheets.fields import change_mask, changed

MOST_SIGNS = 30_000
"""Of keys and values of one spreadsheet together."""


def _location(book: Book, given: Body) -> Body:
    location = {name: value for name, value in given.items() if name != "locationType"}
    if len(location) != 1:
        raise RefusedError(400, "developerMetadata.location: exactly one location must be set.")
    if "dimensionRange" in location:
        span = location["dimensionRange"]
        book.sheet(span.get("sheetId", 0))
        if span["endIndex"] - span["startIndex"] != 1:
            raise RefusedError(400, "developerMetadata.location.dimensionRange must be a single row or column.")
        return location | {"locationType": "ROW" if span["dimension"] == "ROWS" else "COLUMN"}
    if "sheetId" in location:
        book.sheet(location["sheetId"])
        return location | {"locationType": "SHEET"}
    return location | {"locationType": "SPREADSHEET"}


def _create(change: Change, content: Body) -> Body:
    made = copy.deepcopy(content.get("developerMetadata", {}))
    if not made.get("metadataKey"):
        raise RefusedError(400, "developerMetadata.metadataKey must be set.")
    if made.get("visibility") not in {"DOCUMENT", "PROJECT"}:
        raise RefusedError(400, "developerMetadata.visibility must be set.")
    used = {one["metadataId"] for one in change.book.metadata}
    made.setdefault("metadataId", change.book.new_id(used))
    if made["metadataId"] in used:
        raise RefusedError(400, f"DeveloperMetadata with ID {made['metadataId']} already exists.")
    made["location"] = _location(change.book, made.get("location", {}))
    change.book.metadata.append(made)
    _check_size(change.book)
    return {"createDeveloperMetadata": {"developerMetadata": copy.deepcopy(made)}}


def _check_size(book: Book) -> None:
    if sum(len(one["metadataKey"]) + len(one.get("metadataValue", "")) for one in book.metadata) > MOST_SIGNS:
        raise RefusedError(400, f"Adding this developer metadata would exceed the limit of {MOST_SIGNS} characters.")


def found(book: Book, filters: Sequence[Body]) -> list[Body]:
    """Return the marks that any of the filters means."""
    return [one for one in book.metadata if any(_means(each, one) for each in filters)]


def _means(data_filter: Body, one: Body) -> bool:
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        raise RefusedError(400, "The stand-in finds developer metadata by developerMetadataLookup only.")
    for name in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if name in lookup and lookup[name] != one.get(name):
            return False
    if "locationType" in lookup and lookup["locationType"] != one["location"]["locationType"]:
        return False
    where = {name: value for name, value in lookup.get("metadataLocation", {}).items() if name != "locationType"}
    return all(one["location"].get(name) == value for name, value in where.items())


def _update(change: Change, content: Body) -> Body:
    mask = change_mask(content, "DeveloperMetadata")
    there = found(change.book, content.get("dataFilters", []))
    if not there:
        raise RefusedError(400, "No developer metadata matches the given data filters.")
    for one in there:
        made = changed(one, content["developerMetadata"], mask)
        made["location"] = _location(change.book, made["location"])
        one.clear()
        one.update(made)
    _check_size(change.book)
    return {"updateDeveloperMetadata": {"developerMetadata": copy.deepcopy(there)}}


def _delete(change: Change, content: Body) -> Body:
    gone = found(change.book, [content.get("dataFilter", {})])
    change.book.metadata = [one for one in change.book.metadata if one not in gone]
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": gone} if gone else {}}


REQUESTS = {
    "createDeveloperMetadata": _create,
    "updateDeveloperMetadata": _update,
    "deleteDeveloperMetadata": _delete,
}
