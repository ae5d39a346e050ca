"""Rows taken out of a sheet or put in: all that refers to cells of the sheet follows the rows that move."""

from collections.abc import Iterator

from lxml import etree

from flows.adapters.excel.cells import column_of
from flows.adapters.excel.package import MAIN
from flows.adapters.excel.references import Moves, rows_of, translated

_FORMULA = f"{{{MAIN}}}f"
_ONE_AREA = ("mergeCell", "hyperlink", "autoFilter", "sortState", "sortCondition")
_MANY_AREAS = ("conditionalFormatting", "dataValidation", "protectedRange", "ignoredError")
_ONLY_WITH_CONTENT = ("mergeCells", "hyperlinks", "dataValidations", "protectedRanges", "ignoredErrors")


def unshare(body: etree._Element) -> None:
    """Give each cell its own formula where several share one: the cell that holds the shared one may go."""
    shared = [one for one in body.iter(_FORMULA) if one.get("t") == "shared"]
    masters = {one.get("si"): one for one in shared if one.text}
    places = {one: _place(one) for one in shared}
    texts = {mark: one.text or "" for mark, one in masters.items()}
    for one in shared:
        master = masters.get(one.get("si"))
        if master is None:
            continue
        (row, column), (master_row, master_column) = places[one], places[master]
        one.text = translated(texts[one.get("si")], row - master_row, column - master_column)
    for one in shared:
        if one.get("si") in masters:
            for name in ("t", "si", "ref"):
                one.attrib.pop(name, "")


def _place(formula: etree._Element) -> tuple[int, int]:
    cell = formula.getparent()
    reference = cell.get("r", "A1") if cell is not None else "A1"
    return (rows_of(reference) or (1, 1))[0], column_of(reference)


def follow(root: etree._Element, moves: Moves) -> None:
    """Let formulas, merged cells, links, drop-downs and conditional formats of a sheet follow."""
    for one in root.iter(_FORMULA):
        if one.get("ref"):
            one.set("ref", moves.area(one.get("ref", "")) or one.get("ref", ""))
        if one.text:
            one.text = moves.formula(one.text)
    for one, name, areas in _with_areas(root):
        before = rows_of(areas.split()[0]) if areas.split() else None
        moved = moves.areas(areas)
        parent = one.getparent()
        if moved:
            one.set(name, moved)
            _move_rules(one, before, rows_of(moved.split()[0]))
        elif parent is not None and etree.QName(one).localname != "autoFilter":
            parent.remove(one)
    for one in list(root.iter(*(f"{{{MAIN}}}{name}" for name in _ONLY_WITH_CONTENT))):
        if len(one):
            one.attrib.pop("count", "")
        else:
            root.remove(one)
    for one in root.iter("{http://schemas.microsoft.com/office/excel/2006/main}sqref"):
        one.text = moves.areas(one.text or "") or one.text


def _with_areas(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    for names, attribute in ((_ONE_AREA, "ref"), (_MANY_AREAS, "sqref")):
        for one in list(root.iter(*(f"{{{MAIN}}}{name}" for name in names))):
            if one.get(attribute):
                yield one, attribute, one.get(attribute, "")


def _move_rules(one: etree._Element, before: tuple[int, int] | None, after: tuple[int, int] | None) -> None:
    """Let the rules of a conditional format or a drop-down, which are said for its first cell, follow that cell."""
    if before is None or after is None or before[0] == after[0]:
        return
    for formula in one.iter(*(f"{{{MAIN}}}{name}" for name in ("formula", "formula1", "formula2"))):
        formula.text = translated(formula.text or "", after[0] - before[0], 0)
