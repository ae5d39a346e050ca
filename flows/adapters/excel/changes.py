"""A set of changes carried out in a package: tabs made and tabs changed, with their styles and notes."""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

from lxml import etree

from flows.adapters.excel.charts import add_charts, cells_of
from flows.adapters.excel.faults import damaged, strict
from flows.adapters.excel.growth import FILTER_NAME, grow_tables, move_names
from flows.adapters.excel.new_sheet import EMPTY_BOOK, filter_area, new_sheet_xml
from flows.adapters.excel.notes import add_notes, move_notes
from flows.adapters.excel.package import MAIN, OFFICE, Package, serialise
from flows.adapters.excel.sheet import SheetXml
from flows.adapters.excel.styles import EMPTY, Styles
from forms.sheets import TabChange

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_ID = f"{{{OFFICE}}}id"
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def empty_book() -> bytes:
    """Return a workbook without tabs."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for part, xml in {**EMPTY_BOOK, "xl/styles.xml": EMPTY}.items():
            out.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), _HEAD + xml)
    return stream.getvalue()


class Book:
    """A package as a workbook: its tabs by title."""

    def __init__(self, package: Package) -> None:
        """Read the list of tabs. Raises WorkbookError."""
        self._package = package
        self._part = package.main_part()
        self._root = package.tree(self._part)
        if self._root.tag != f"{{{MAIN}}}workbook":
            raise strict(package.name) if self._root.tag.endswith("}workbook") else damaged(package.name)
        self._before = serialise(self._root)
        self._styles_part = next(iter(package.targets(self._part, "styles").values()), "")
        self._styles = Styles(package[self._styles_part] if self._styles_part else EMPTY.encode())
        properties = self._root.find(f"{{{MAIN}}}workbookPr")
        self._from_1904 = properties is not None and properties.get("date1904") in {"1", "true"}

    def parts(self) -> dict[str, str]:
        """Return the part of every tab by its title, in the order of the tabs."""
        targets = self._package.targets(self._part)
        return {one.get("name", ""): targets.get(one.get(_ID, ""), "") for one in self._sheets()}

    def change(self, changes: Sequence[TabChange]) -> None:
        """Carry the changes out. Raises WorkbookError."""
        for change in changes:
            if change.create:
                self._create(change)
            else:
                self._alter(change)
        package = self._package
        if self._styles.changed and not self._styles_part:
            # Some programs look for the styles under this name only.
            self._styles_part = "xl/styles.xml"
            package.declare(self._styles_part, _TYPE.format("styles"))
            package.relate(self._part, "styles", self._styles_part)
        if self._styles.changed:
            package[self._styles_part] = self._styles.xml()
        self._ask_for_calculation()
        if (book := serialise(self._root)) != self._before:
            package[self._part] = book

    def _ask_for_calculation(self) -> None:
        """Let formulas over what we changed be computed anew when the workbook is opened next."""
        if not any(part in self._package and _FORMULA.search(self._package[part]) for part in self.parts().values()):
            return
        found = self._root.find(f"{{{MAIN}}}calcPr")
        if found is None:
            found = etree.Element(f"{{{MAIN}}}calcPr")
            self._after(("sheets", "functionGroups", "externalReferences", "definedNames"), found)
        found.set("fullCalcOnLoad", "1")

    def _sheets(self) -> etree._Element:
        found = self._root.find(f"{{{MAIN}}}sheets")
        if found is None:
            raise damaged(self._package.name)
        return found

    def _alter(self, change: TabChange) -> None:
        package = self._package
        parts = self.parts()
        part = parts[change.title]
        root = package.tree(part)
        if root.tag != f"{{{MAIN}}}worksheet":
            raise damaged(package.name)
        sheet = SheetXml(root, self._styles, package.name, from_1904=self._from_1904)
        formulas = sheet.formulas()
        extent = sheet.apply(change)
        if extent.moves:
            move_notes(package, part, root, extent.moves)
        add_notes(package, part, root, _notes(change))
        grow_tables(package, part, extent)
        move_names(self._root, list(parts).index(change.title), change.title, extent)
        package[part] = sheet.xml()
        if formulas and (extent.moves or sheet.formulas() != formulas):
            # It lists the cells with formulas; the spreadsheet program makes it anew.
            package.drop(self._part, "calcChain")

    def _create(self, change: TabChange) -> None:
        package = self._package
        part = package.free_name("xl/worksheets/sheet{}.xml")
        shell = etree.fromstring(f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"/>')
        add_notes(package, part, shell, _notes(change))
        notes = shell[0].get(_ID, "") if len(shell) else ""
        charts = add_charts(package, part, change.title, change.charts, cells_of(change), change.header_row)
        package[part] = new_sheet_xml(change, self._styles, notes, charts, from_1904=self._from_1904)
        package.declare(part, _TYPE.format("worksheet"))
        relation = package.relate(self._part, "worksheet", part)
        sheets = self._sheets()
        number = max([0, *(int(one.get("sheetId", "0")) for one in sheets)]) + 1
        entry = etree.SubElement(sheets, f"{{{MAIN}}}sheet", name=change.title, sheetId=str(number))
        entry.set(_ID, relation)
        self._name_areas(change, len(sheets) - 1)

    def _name_areas(self, change: TabChange, number: int) -> None:
        """Name what a new tab repeats on every printed page, and the area of its filter.

        LibreOffice shows no filter without that name.
        """
        names = self._root.find(f"{{{MAIN}}}definedNames")
        if names is None:
            names = etree.Element(f"{{{MAIN}}}definedNames")
            self._after(("sheets", "functionGroups", "externalReferences"), names)
        title, header_row = change.title.replace("'", "''"), change.header_row + 1
        for name, area in (
            (FILTER_NAME, filter_area(change, absolute="$")),
            ("_xlnm.Print_Titles", f"${header_row}:${header_row}"),
        ):
            one = etree.SubElement(names, f"{{{MAIN}}}definedName", name=name, localSheetId=str(number))
            one.text = f"'{title}'!{area}"
            if name == FILTER_NAME:
                one.set("hidden", "1")

    def _after(self, earlier: Sequence[str], made: etree._Element) -> None:
        [one for one in self._root if etree.QName(one).localname in earlier][-1].addnext(made)


def _notes(change: TabChange) -> dict[tuple[int, int], str]:
    return {
        (change.header_row, column): change.columns[column].note
        for column in sorted(change.new_columns)
        if change.columns[column].note
    }
