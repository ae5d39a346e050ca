"""A summary as a workbook to reckon on with: the figures and the events, a sheet each; numbers and days stay such."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from textwrap import wrap

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from forms.summary import Summary
from forms.summary.page import plain_number
from forms.summary.tables import Away, SheetCell, WorkbookTable, tables_of
from forms.words import Language

_PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
"""What somebody typed stays text, whatever it begins with."""

_LINE = 15
"""Height of a line of text, in points: rows are as high as their text, for not every program does that by itself."""


def workbook_bytes(summary: Summary, language: Language) -> bytes:
    """Return the workbook of a summary; no author, no formulas."""
    return sheets_bytes(tables_of(summary, language), datetime.combine(summary.as_of, time(12)))


def sheets_bytes(tables: Sequence[WorkbookTable], made_at: datetime) -> bytes:
    """Return a workbook of tables, a sheet each."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, _PLAIN_TEXT) as workbook:
        workbook.set_properties({"created": made_at})
        styles = _Styles(workbook)
        for table in tables:
            _write_sheet(workbook, styles, table)
    return content.getvalue()


class _Styles:
    """The formats of one workbook; heads and texts by whether their column holds numbers."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        right = {"align": "right"}
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        self.title = workbook.add_format({**base, "bold": True, "font_size": 14})
        self.plain = workbook.add_format({**base, "text_wrap": True})
        head = {**base, "bold": True, "bg_color": "#E3E8EC", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        self.head = {
            False: workbook.add_format({**head, "align": "left", "indent": 1}),
            True: workbook.add_format({**head, **right}),
        }
        line = {"bottom": 1, "bottom_color": "#C4C8CC"}
        text = {**base, **line, "text_wrap": True}
        self.text = {
            False: workbook.add_format({**text, "align": "left", "indent": 1}),
            True: workbook.add_format({**text, **right}),
        }
        self.link = workbook.add_format({**text, "font_color": "#14534F", "underline": 1})
        self.day = workbook.add_format({**base, **line, "num_format": "yyyy-mm-dd", "align": "left", "indent": 1})
        self.whole = workbook.add_format({**base, **line, "num_format": "#,##0", **right})
        self.decimal = workbook.add_format({**base, **line, "num_format": "#,##0.00", **right})
        self.share = workbook.add_format({**base, **line, "num_format": "0%", **right})


def _write_sheet(workbook: xlsxwriter.Workbook, styles: _Styles, table: WorkbookTable) -> None:
    sheet = workbook.add_worksheet(table.name)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_footer("&C&P / &N")
    numeric = [any(_is_number(cell) for cell in column) for column in zip(*table.rows, strict=True)]
    numeric = numeric or [False] * len(table.columns)
    widths = [width for _, width in table.columns]
    for row, line in enumerate(table.heading):
        style = styles.plain if row else styles.title
        sheet.merge_range(row, 0, row, len(widths) - 1, "", style)
        sheet.write_string(row, 0, line, style)
        sheet.set_row(row, _LINE * (_lines(line, sum(widths)) if row else 1.4))
    top = len(table.heading) + 1
    for column, (title, width) in enumerate(table.columns):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, title, styles.head[numeric[column]])
    sheet.set_row(top, _LINE * max(_lines(title, width) for title, width in table.columns))
    for row, cells in enumerate(table.rows, start=top + 1):
        for column, cell in enumerate(cells):
            _write_cell(sheet, styles, (row, column), cell, numeric=numeric[column])
        sheet.set_row(row, _LINE * max(map(_lines, cells, widths)))
    last = top + max(len(table.rows), 1)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.autofilter(top, 0, last, len(table.columns) - 1)


def _lines(cell: SheetCell, width: int) -> int:
    """Return how many lines a cell takes; text is broken at spaces, so a line is seldom full."""
    return len(wrap(cell, max(width - 2, 1))) or 1 if isinstance(cell, str) else 1


def _is_number(cell: SheetCell) -> bool:
    return isinstance(cell, (int, Decimal, Fraction))


def _write_cell(sheet: Worksheet, styles: _Styles, place: tuple[int, int], cell: SheetCell, *, numeric: bool) -> None:
    if cell is None or cell == "":
        sheet.write_blank(*place, None, styles.text[numeric])
    elif isinstance(cell, str):
        sheet.write_string(*place, cell, styles.text[numeric])
    elif isinstance(cell, Away):
        sheet.write_url(*place, cell.address, styles.link, cell.text)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime.combine(cell, time()), styles.day)
    elif isinstance(cell, Fraction):
        sheet.write_number(*place, float(cell), styles.share)
    else:
        style = styles.whole if cell == int(cell) else styles.decimal
        sheet.write_number(*place, plain_number(cell), style)
