"""The XML of a new tab and of a new workbook, put together as text: fast however many rows there are."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from flows.adapters.excel.cells import cell_xml, letters
from flows.adapters.excel.package import MAIN, OFFICE
from flows.adapters.excel.styles import Styles
from forms.sheets import ColumnLook, TabChange

LAST_ROW = 1_048_576
LONGEST_LIST = 255
"""Characters that the options of a drop-down may have together."""

PAGE = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
)

EMPTY_BOOK = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/styles.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews><sheets/></workbook>',
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
}
"""The parts of a workbook without tabs, save for its styles."""


def validation_xml(column: int, first_row: int, look: ColumnLook) -> str:
    """Return the drop-down of a column, "" where it has none or its options are too long for one.

    A word that is not on the list is let in: the pipeline shows it as a problem, and no typing is lost.
    """
    options = ",".join(option.replace('"', '""') for option in look.options)
    if not look.options or len(options) > LONGEST_LIST or any("," in option for option in look.options):
        return ""
    at = f"{letters(column)}{first_row}:{letters(column)}{LAST_ROW}"
    return (
        f'<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="{at}">'
        f"<formula1>{escape(chr(34) + options + chr(34))}</formula1></dataValidation>"
    )


def new_sheet_xml(change: TabChange, styles: Styles) -> bytes:
    """Return the XML of the tab that a change creates."""
    looks = change.columns
    width = max(looks, default=-1) + 1
    bodies = {column: styles.body(look) for column, look in looks.items()}
    header_row = change.header_row + 1
    last = f"{letters(max(width - 1, 0))}{header_row + len(change.append)}"
    validations = [xml for column, look in looks.items() if (xml := validation_xml(column, header_row + 1, look))]
    parts = [
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        f'<dimension ref="A1:{last}"/><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="{header_row}" '
        f'topLeftCell="B{header_row + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>',
        '<sheetFormatPr defaultRowHeight="15"/><cols>',
        *(column_xml(column, look, bodies[column]) for column, look in sorted(looks.items())),
        f'</cols><sheetData><row r="{header_row}" ht="32" customHeight="1">',
        *(
            cell_xml(f"{letters(column)}{header_row}", styles.header(look), look.title)
            for column, look in sorted(looks.items())
        ),
        "</row>",
        _rows_xml(change, bodies, header_row),
        f'</sheetData><autoFilter ref="A{header_row}:{last}"/>',
        f'<dataValidations count="{len(validations)}">{"".join(validations)}</dataValidations>' if validations else "",
        f"{PAGE}</worksheet>",
    ]
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'.encode() + "".join(parts).encode(
        "utf-8", "replace"
    )


def column_xml(column: int, look: ColumnLook, style: int) -> str:
    """Return the width and the style of a column."""
    return f'<col min="{column + 1}" max="{column + 1}" width="{look.width}" style="{style}" customWidth="1"/>'


def _rows_xml(change: TabChange, bodies: Mapping[int, int], header_row: int) -> str:
    places = [
        (letters(column), bodies.get(column, 0))
        for column in range(max((len(row) for row in change.append), default=0))
    ]
    parts: list[str] = []
    for number, row in enumerate(change.append, header_row + 1):
        parts.append(f'<row r="{number}">')
        parts += [
            cell_xml(f"{letter}{number}", style, value)
            for (letter, style), value in zip(places, row, strict=False)
            if value is not None
        ]
        parts.append("</row>")
    return "".join(parts)


def sheet_entry(title: str, number: int, relation: str) -> str:
    """Return the entry of a tab in the workbook's list."""
    return f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="{relation}"/>'
