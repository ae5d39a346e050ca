"""The XML of a new tab and of a new workbook, put together as text: fast however many rows there are."""

from io import BytesIO
from itertools import chain

from flows.adapters.excel.cells import cell_xml, letters
from flows.adapters.excel.looks import colouring_xml, column_xml, header_height, validation_xml
from flows.adapters.excel.package import MAIN, OFFICE
from flows.adapters.excel.rows import rows_xml
from flows.adapters.excel.styles import Styles
from forms.sheets import TabChange

PAGE = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
)
"""A4 landscape, as wide as the page; at the foot of each page the tab's title and the page's number."""

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
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews><sheets/></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
}
"""The parts of a workbook without tabs, save for its styles."""


def new_sheet_xml(change: TabChange, styles: Styles, notes: str, charts: str, *, from_1904: bool) -> bytes:
    """Return the XML of the tab that a change creates; `notes` and `charts` are the ids of their drawings, or ""."""
    looks = dict(sorted(change.columns.items()))
    bodies = {column: styles.body(look) for column, look in looks.items()}
    header_row = change.header_row + 1
    area = filter_area(change)
    validations = [xml for column, look in looks.items() if (xml := validation_xml(column, header_row + 1, look))]
    colours = [colouring_xml(column, header_row + 1, look, styles, column * 8) for column, look in looks.items()]
    columns = "".join(column_xml(column, look, bodies[column]) for column, look in looks.items())
    before = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        f'<dimension ref="{area}"/><sheetViews><sheetView workbookViewId="0" showGridLines="0">',
        f'<pane xSplit="1" ySplit="{header_row}" topLeftCell="B{header_row + 1}" state="frozen"',
        ' activePane="bottomRight"/>',
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
        f"<cols>{columns}</cols>" if columns else "",
        f'<sheetData><row r="{header_row}" ht="{header_height(looks.values())}" customHeight="1">',
        *(
            cell_xml(f"{letters(column)}{header_row}", styles.header(look), look.title)
            for column, look in looks.items()
        ),
        "</row>",
    ]
    after = [
        f'</sheetData><autoFilter ref="{area}"/>',
        *colours,
        f'<dataValidations count="{len(validations)}">{"".join(validations)}</dataValidations>' if validations else "",
        PAGE,
        f'<drawing r:id="{charts}"/>' if charts else "",
        f'<legacyDrawing r:id="{notes}"/>' if notes else "",
        "</worksheet>",
    ]
    # Row by row: a tab of a hundred thousand rows is held once, as bytes.
    out = BytesIO()
    rows = rows_xml(enumerate(change.append, header_row + 1), looks, styles, from_1904=from_1904)
    out.writelines(part.encode() for part in chain(before, rows, after))
    return out.getvalue()


def filter_area(change: TabChange, absolute: str = "") -> str:
    """Return the area from the header of a new tab to its last row; with "$" as `absolute` as names want it."""
    last = max([*change.columns, *(len(row) - 1 for row in change.append), 0])
    first_row, last_row = change.header_row + 1, change.header_row + 1 + len(change.append)
    return f"{absolute}A{absolute}{first_row}:{absolute}{letters(last)}{absolute}{last_row}"
