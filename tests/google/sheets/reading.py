"""Which tab and cells a written range means."""

from tests.google.forms_api import RefusedError
from tests.google.sheets.book import Book, Sheet
from tests.google.sheets.ranges import Box, corners, split


def read_range(book: Book, text: str) -> tuple[Sheet, Box]:
    """Return the tab and the cells of a range such as `'Sheet 1'!A1:B2`, a tab's title or a named range."""
    title, cells = split(text)
    for one in book.named:
        if one["name"].casefold() == cells.casefold():
            return book.box(one["range"])
    found = corners(cells)
    if title is None and found is None:
        title, cells = text, ""
        if text.startswith("'") and text.endswith("'"):
            title = text[1:-1].replace("''", "'")
    elif found is None:
        raise RefusedError(400, f"Unable to parse range: {text}")
    try:
        sheet = book.titled(title) if title is not None else book.sheets[0]
    except KeyError:
        raise RefusedError(400, f"Unable to parse range: {text}") from None
    if not found:
        return sheet, sheet.whole()
    top, left, bottom, right = found
    box = Box(
        top or 0,
        left or 0,
        sheet.row_count if bottom is None else min(bottom, sheet.row_count),
        sheet.column_count if right is None else min(right, sheet.column_count),
    )
    if box.top >= sheet.row_count or box.left >= sheet.column_count:
        raise RefusedError(
            400,
            f"Range ({sheet.title}!{cells}) exceeds grid limits. "
            f"Max rows: {sheet.row_count}, max columns: {sheet.column_count}",
        )
    return sheet, box
