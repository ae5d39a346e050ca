"""Rows and cells as they stand in a tab's XML: where they are, and whether they show anything."""

from collections.abc import Iterator

from lxml import etree

from flows.adapters.excel.cells import column_of, letters
from flows.adapters.excel.package import MAIN

CELL = f"{{{MAIN}}}c"
ROW = f"{{{MAIN}}}row"


def cells_in(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield a row's cells, each with its column counted from 0."""
    for cell in list(row.iterchildren(CELL)):
        yield column_of(cell.get("r", "A")), cell


def place_cells(row: etree._Element) -> None:
    """Give the cells that lack their own place the one that they imply."""
    column = -1
    for cell in row.iterchildren(CELL):
        reference = cell.get("r")
        column = column_of(reference) if reference else column + 1
        cell.set("r", f"{letters(column)}{row.get('r')}")


def shows(cell: etree._Element) -> bool:
    """Tell whether a cell shows anything when it is read."""
    if cell.get("t") == "inlineStr":
        return any(one.text for one in cell.iter(f"{{{MAIN}}}t"))
    return bool(cell.findtext(f"{{{MAIN}}}v")) and cell.get("t") != "e"


def renumber(row: etree._Element, number: int) -> None:
    """Make a row, with its cells, the one of that number."""
    for column, cell in cells_in(row):
        cell.set("r", f"{letters(column)}{number}")
    row.set("r", str(number))
