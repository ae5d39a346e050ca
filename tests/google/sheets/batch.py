"""One `spreadsheets.batchUpdate`: all of its requests or none, and the spreadsheet after them."""

from datetime import datetime

from tests.google.forms_api import RefusedError
from tests.google.sheets import cells, dimensions, guards, metadata, moving, objects, tabs
from tests.google.sheets.answers import as_told, book_body
from tests.google.sheets.book import Body, Book
from tests.google.sheets.change import Change
from tests.google.sheets.fields import Mask, below, wants
from tests.google.sheets.formulas import Reckoner

REQUESTS = {
    **tabs.REQUESTS,
    **cells.REQUESTS,
    **moving.REQUESTS,
    **dimensions.REQUESTS,
    **guards.REQUESTS,
    **objects.REQUESTS,
    **metadata.REQUESTS,
}


def batch_updated(book: Book, body: Body, mask: Mask, editor: str, *, owner: bool, now: datetime) -> Body:
    """Carry a batch out, all of it or nothing, and return the answer."""
    requests = body.get("requests", [])
    if not requests:
        raise RefusedError(400, "Must specify at least one request.")
    draft = book.draft()
    change = Change(draft, editor, owner=owner)
    replies: list[Body] = []
    for place, request in enumerate(requests):
        if not request:
            raise RefusedError(400, f"Invalid requests[{place}]: No request set.")
        ((name, content),) = request.items()
        try:
            replies.append(act(change, name, content))
        except RefusedError as error:
            if error.code != 400:
                raise
            raise RefusedError(400, f"Invalid requests[{place}].{name}: {error}") from None
    answer: Body = {"spreadsheetId": book.id, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        answer["updatedSpreadsheet"] = book_body(
            change,
            Reckoner(draft, now),
            body.get("responseRanges", []),
            below(mask, "updatedSpreadsheet") if wants(mask, "updatedSpreadsheet") else {"spreadsheetId": {}},
            cells=body.get("responseIncludeGridData", False),
        )
    book.become(draft)
    return answer


def act(change: Change, name: str, content: Body) -> Body:
    """Carry one request out and return its reply."""
    assert name in REQUESTS, f"the stand-in does not know the request {name} yet"
    return as_told(REQUESTS[name](change, content) or {})
