"""Rows added to a sheet: filters, tables, conditional formats and names that ended with the rows reach on over them."""

from dataclasses import dataclass

from lxml import etree

from flows.adapters.excel.package import MAIN, Package, serialise
from flows.adapters.excel.references import Moves, reaching, rows_of

FILTER_NAME = "_xlnm._FilterDatabase"
"""The name of the area that a sheet's filter is over."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a sheet's filled rows reached and reach now (counted from 1), and which rows come and go."""

    header_row: int
    before: int
    after: int
    moves: Moves
    last_new_column: int = -1
    """Counted from 0; -1 where none was added."""


def grow(root: etree._Element, extent: Extent) -> None:
    """Let all that ended with a sheet's rows or columns reach over those that were added.

    Called before rows come and go, which makes all of it follow.
    """
    found = root.find(f"{{{MAIN}}}dimension")
    if found is not None:
        found.set("ref", reaching(found.get("ref", "A1"), extent.after, extent.last_new_column))
    found = root.find(f"{{{MAIN}}}autoFilter")
    if found is not None:
        rows = rows_of(found.get("ref", ""))
        if rows and rows[0] == extent.header_row:
            found.set("ref", reaching(found.get("ref", ""), max(rows[1], extent.after), extent.last_new_column))
    if extent.after == extent.before:
        return
    for one in root.iter(f"{{{MAIN}}}conditionalFormatting", f"{{{MAIN}}}dataValidation"):
        areas = one.get("sqref", "").split()
        if areas:
            one.set("sqref", " ".join(_reaching_on(area, extent) for area in areas))


def _reaching_on(area: str, extent: Extent) -> str:
    rows = rows_of(area)
    reaches = rows and rows[0] < rows[1] and rows[0] <= extent.before <= rows[1] < extent.after
    return reaching(area, extent.after) if reaches else area


def grow_tables(package: Package, sheet: str, extent: Extent) -> None:
    """Let the tables that people laid over a sheet's rows take in added rows and lose those taken out."""
    for part in package.targets(sheet, "table").values():
        tree = package.tree(part)
        old = tree.get("ref", "")
        ref = _table_area(old, extent, totals=tree.get("totalsRowCount", "0") != "0")
        if ref == old:
            continue
        tree.set("ref", ref)
        for one in tree.iter(f"{{{MAIN}}}autoFilter", f"{{{MAIN}}}sortState", f"{{{MAIN}}}sortCondition"):
            is_filter = one.tag == f"{{{MAIN}}}autoFilter" and tree.get("totalsRowCount", "0") == "0"
            one.set("ref", ref if is_filter else extent.moves.area(one.get("ref", "")) or one.get("ref", ""))
        package[part] = serialise(tree)


def _table_area(ref: str, extent: Extent, *, totals: bool) -> str:
    rows = rows_of(ref)
    if rows is None:
        return ref
    grown = reaching(ref, extent.after) if not totals and extent.before <= rows[1] < extent.after else ref
    moved = extent.moves.area(grown) or ref
    first, last = rows_of(moved) or rows
    # A table has a header and at least one row.
    return moved if last > first else reaching(moved, first + 1)


def move_names(book: etree._Element, number: int, title: str, extent: Extent) -> bool:
    """Let the workbook's names for areas of a sheet follow, `number` being its place; tell whether any changed."""
    changed = False
    for one in book.iter(f"{{{MAIN}}}definedName"):
        old = one.text or ""
        new = old
        if one.get("name") == FILTER_NAME and one.get("localSheetId") == str(number) and "!" in old:
            sheet, _, area = old.rpartition("!")
            rows = rows_of(area)
            if rows and rows[0] == extent.header_row:
                new = f"{sheet}!{reaching(area, max(rows[1], extent.after), extent.last_new_column)}"
        new = extent.moves.name(new, title)
        if new != old:
            one.text = new
            changed = True
    return changed
