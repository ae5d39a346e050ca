"""Changing single cells and rows of a tab inside its own XML; all else in it stays as people left it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from lxml import etree

from flows.adapters.excel.cells import cell_xml, column_of, letters
from flows.adapters.excel.new_sheet import validation_xml
from flows.adapters.excel.package import MAIN
from flows.adapters.excel.styles import Styles
from forms.cells import Cell
from forms.sheets import ColumnLook, TabChange

_CELL = f"{{{MAIN}}}c"
_ROW = f"{{{MAIN}}}row"
_REFERENCE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)")
_AFTER_DATA_VALIDATIONS = (
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects",
    "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


class SheetXml:
    """The XML of one tab, to be changed in place."""

    def __init__(self, root: etree._Element, styles: Styles, *, from_1904: bool) -> None:
        """Take over a tab's root; give rows and cells that lack their own place the one that they imply."""
        self.root = root
        self._styles = styles
        self._from_1904 = from_1904
        found = root.find(f"{{{MAIN}}}sheetData")
        self._body = found if found is not None else etree.SubElement(root, f"{{{MAIN}}}sheetData")
        self._rows: dict[int, etree._Element] = {}
        number = 0
        for row in self._body.iterchildren(_ROW):
            number = int(row.get("r", number + 1))
            row.set("r", str(number))
            self._rows[number] = row

    def apply(self, change: TabChange) -> None:
        """Make a change; see `TabChange` for what it says."""
        bodies = {column: self._styles.body(look) for column, look in change.columns.items()}
        self._make_columns(change)
        for (row, column), value in change.cells.items():
            self._set(row + 1, column, value, bodies.get(column, 0))
        self._append(change.append, bodies)
        self._remove({row + 1 for row in change.remove})
        self._follow(change)

    def _make_columns(self, change: TabChange) -> None:
        for column in sorted(change.new_columns):
            look = change.columns[column]
            self._set(change.header_row + 1, column, look.title, self._styles.header(look))
            self._widen(column, look)
            self._offer(validation_xml(column, change.header_row + 2, look))

    def _widen(self, column: int, look: ColumnLook) -> None:
        cols = self.root.find(f"{{{MAIN}}}cols")
        if cols is None:
            cols = etree.Element(f"{{{MAIN}}}cols")
            self._body.addprevious(cols)
        if any(int(one.get("min", "0")) <= column + 1 <= int(one.get("max", "0")) for one in cols):
            return
        later = [one for one in cols if int(one.get("min", "0")) > column + 1]
        made = etree.Element(
            f"{{{MAIN}}}col", min=str(column + 1), max=str(column + 1), width=str(look.width), customWidth="1"
        )
        if later:
            later[0].addprevious(made)
        else:
            cols.append(made)

    def _offer(self, validation: str) -> None:
        if not validation:
            return
        found = self.root.find(f"{{{MAIN}}}dataValidations")
        if found is None:
            found = etree.Element(f"{{{MAIN}}}dataValidations")
            place = next(
                (n for n, one in enumerate(self.root) if etree.QName(one).localname in _AFTER_DATA_VALIDATIONS),
                len(self.root),
            )
            self.root.insert(place, found)
        found.append(etree.fromstring(f'<a xmlns="{MAIN}">{validation}</a>')[0])
        found.set("count", str(len(found)))

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            row = etree.Element(_ROW, r=str(number))
            before = max((one for one in self._rows if one < number), default=0)
            if before:
                self._rows[before].addnext(row)
            else:
                self._body.insert(0, row)
            self._rows[number] = row
        return self._rows[number]

    def _set(self, number: int, column: int, value: Cell | Decimal, style: int) -> None:
        row = self._row(number)
        reference = f"{letters(column)}{number}"
        after: etree._Element | None = None
        for place, cell in _cells(row):
            if place == column:
                style = int(cell.get("s", style))
                cell.addnext(self._cell(reference, style, value))
                row.remove(cell)
                return
            if place > column:
                break
            after = cell
        made = self._cell(reference, style, value)
        if after is None:
            row.insert(0, made)
        else:
            after.addnext(made)
        row.attrib.pop("spans", None)

    def _cell(self, reference: str, style: int, value: Cell | Decimal) -> etree._Element:
        xml = cell_xml(reference, style, value, from_1904=self._from_1904)
        return etree.fromstring(f'<a xmlns="{MAIN}">{xml}</a>')[0]

    def _append(self, rows: Iterable[tuple[Cell, ...]], bodies: Mapping[int, int]) -> None:
        last = max((number for number, row in self._rows.items() if any(_holds(cell) for cell in row)), default=0)
        for number, values in enumerate(rows, last + 1):
            if number in self._rows:
                for column, value in enumerate(values):
                    if value is not None:
                        self._set(number, column, value, bodies.get(column, 0))
                continue
            cells = "".join(
                cell_xml(f"{letters(column)}{number}", bodies.get(column, 0), value, from_1904=self._from_1904)
                for column, value in enumerate(values)
                if value is not None
            )
            row = etree.fromstring(f'<a xmlns="{MAIN}"><row r="{number}">{cells}</row></a>')[0]
            before = number - 1
            if before in self._rows:
                self._rows[before].addnext(row)
                self._rows[number] = row
            else:
                placed = self._row(number)
                placed.getparent().replace(placed, row)  # type: ignore[union-attr] # a placed row has a parent
                self._rows[number] = row

    def _remove(self, numbers: set[int]) -> None:
        if not numbers:
            return
        moved: dict[int, etree._Element] = {}
        gone = 0
        for number in sorted(self._rows.keys() | numbers):
            if number in numbers:
                gone += 1
                if number in self._rows:
                    self._body.remove(self._rows[number])
            else:
                row = self._rows[number]
                if gone:
                    _renumber(row, number - gone)
                moved[number - gone] = row
        self._rows = moved
        self._shift_references(sorted(numbers))

    def _shift_references(self, numbers: list[int]) -> None:
        """Let merged cells, links and comments below follow the rows that moved up; formulas are left as they are."""

        def moved(found: "re.Match[str]") -> str:
            row = int(found[2])
            return f"{found[1]}{row - sum(number < row for number in numbers)}"

        for name, attribute in (("mergeCell", "ref"), ("hyperlink", "ref")):
            for one in list(self.root.iter(f"{{{MAIN}}}{name}")):
                rows = {int(found[2]) for found in _REFERENCE.finditer(one.get(attribute, ""))}
                if rows and rows <= set(numbers):
                    one.getparent().remove(one)  # type: ignore[union-attr] # found below the root
                else:
                    one.set(attribute, _REFERENCE.sub(moved, one.get(attribute, "")))

    def _follow(self, change: TabChange) -> None:
        """Let the filter and the dimension reach to the last row and over the new columns."""
        last_row = max(self._rows, default=1)
        for name in ("autoFilter", "dimension"):
            one = self.root.find(f"{{{MAIN}}}{name}")
            references = _REFERENCE.findall(one.get("ref", "")) if one is not None else []
            if one is None or not references:
                continue
            first, last = references[0], references[-1]
            column = max([column_of(last[0].replace("$", "")), *change.new_columns])
            one.set("ref", f"{first[0]}{first[1]}:{letters(column)}{max(last_row, int(first[1]))}")


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = -1
    for cell in list(row.iterchildren(_CELL)):
        reference = cell.get("r")
        column = column_of(reference) if reference else column + 1
        if not reference:
            cell.set("r", f"{letters(column)}{row.get('r')}")
        yield column, cell


def _holds(cell: etree._Element) -> bool:
    """Tell whether a cell holds anything."""
    return any(child.text or len(child) for child in cell)


def _renumber(row: etree._Element, number: int) -> None:
    for column, cell in _cells(row):
        cell.set("r", f"{letters(column)}{number}")
    row.set("r", str(number))
