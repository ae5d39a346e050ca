"""Reading a workbook's tabs as values, and refusing those that memory could not hold."""

import re
from collections.abc import Sequence
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from flows.adapters.excel import faults
from flows.adapters.excel.cells import column_of
from flows.adapters.excel.changes import Book
from flows.adapters.excel.package import Package
from forms.cells import Cell, clean
from forms.sheets import Sheet

MOST_CELLS = 40_000_000
"""A rectangle of cells is held in memory however few of them are filled: this many take about a gigabyte."""

LONGEST_NAME = 100
"""Of the name of whoever saved a workbook, in characters."""

_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>')
_FAR = re.compile(rb'r="(?:[A-Z]{2,3}\d|[A-Z]?\d{6,7}")')


def read_tabs(raw: bytes, name: str) -> tuple[Sheet, ...]:
    """Return every tab of a workbook; sheets that hold only a chart are tabs without rows. Raises WorkbookError."""
    package = Package(raw, name)
    for title, part in Book(package).parts().items():
        if part in package and _cells_of(package[part]) > MOST_CELLS:
            raise faults.too_wide(name, title)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        return tuple(
            Sheet(
                about.name,
                _trimmed(book.get_sheet_by_name(about.name).to_python(skip_empty_area=False))
                if about.typ is SheetTypeEnum.WorkSheet
                else (),
            )
            for about in book.sheets_metadata
        )
    except (CalamineError, OSError, ValueError):
        raise faults.unreadable(name, raw) from None


def last_editor(raw: bytes, name: str) -> str:
    """Return who saved a workbook last, as their program calls them; "" where it does not say. Raises WorkbookError."""
    package = Package(raw, name)
    part = next(iter(package.targets("", "core-properties").values()), "")
    if part not in package:
        return ""
    return clean(package.tree(part).findtext("{*}lastModifiedBy") or "")[:LONGEST_NAME]


def _cells_of(xml: bytes) -> int:
    """Return how many cells the rectangle from A1 to the farthest filled cell has; 0 when it is surely small."""
    if not _FAR.search(xml):
        return 0
    columns: set[bytes] = set()
    last = 0
    for found in _FILLED.finditer(xml):
        columns.add(found[1])
        last = max(last, int(found[2]))
    return last * (max((column_of(column.decode()) for column in columns), default=-1) + 1)


def _trimmed(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """Return the rows without the empty ones at the end."""
    last = len(rows)
    while last and not any(cell not in {"", None} for cell in rows[last - 1]):
        last -= 1
    return rows[:last]
