"""A tab of ours and a workbook as rich as people make them, for the tests of .xlsx packages."""

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from flows.adapters.excel.workbook import ExcelWorkbook
from forms.cells import Cell
from forms.sheets import ColumnLook, Format, Owner, TabChange

TITLE = "Renginiai"
LOOKS = {
    0: ColumnLook("Raktas", "Pagal raktą programa atpažįsta eilutę.", width=15),
    1: ColumnLook("Sprendimas", "Pildote jūs.", Owner.COORDINATOR, 18, options=("Priimta", "Atmesta")),
    2: ColumnLook("Pavadinimas", "", width=40, format=Format.LONG_TEXT),
    3: ColumnLook("Data", "Renginio diena.", width=12, format=Format.DATE),
    4: ColumnLook("Žmonių", "", width=10, format=Format.WHOLE),
}
HEADER = [look.title for look in LOOKS.values()]
NEW = TabChange(TITLE, LOOKS, create=True, new_columns=frozenset(LOOKS))
CHANGE = replace(NEW, create=False, new_columns=frozenset())


def rows(file: Path, title: str = TITLE) -> list[list[Cell]]:
    """Return the rows of a tab."""
    return [list(row) for sheet in ExcelWorkbook(file).read().sheets if sheet.title == title for row in sheet.rows]


def note_of(sheet: Worksheet, place: str) -> str:
    """Return the text of a cell's note, "" where there is none."""
    note = sheet[place].comment
    return note.text if note else ""


def do(file: Path, *changes: TabChange) -> str:
    """Make changes in a workbook's file."""
    book = ExcelWorkbook(file)
    return book.apply(changes, expected=book.token())


def rich(file: Path, *, from_1904: bool = False) -> None:
    """Write a workbook with a tab like ours, among all that people add to workbooks."""
    book = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd", "date_1904": from_1904})
    ours, other = book.add_worksheet(TITLE), book.add_worksheet("Mano lapas")
    title = book.add_format({"bold": True, "bg_color": "#336699"})
    litas = book.add_format({"num_format": '#,##0.00 "Lt"', "font_color": "#884400"})
    ours.write_row(0, 0, HEADER, title)
    ours.write(0, 6, "Mano pastaba", title)
    for number in range(1, 7):
        ours.write_row(number, 0, [f"E-{number}", "", f"Pamoka {number}"])
        ours.write_number(number, 3, 46000 + number, book.add_format({"num_format": "dd/mm/yy"}))
        ours.write_number(number, 4, number * 10)
        ours.write_string(number, 6, f"mano {number}")
        ours.write_formula(number, 7, f"=E{number + 1}*2+SUM($E$2:E{number + 1})", litas, number * 20)
        ours.write_comment(number, 6, f"Komentaras {number}")
    ours.write_url(5, 8, "https://example.org", string="nuoroda")
    ours.merge_range("J4:K4", "sujungta")
    ours.conditional_format("E2:E7", {"type": "formula", "criteria": "=$E2>30", "format": title})
    ours.conditional_format("E5", {"type": "cell", "criteria": ">", "value": 3, "format": title})
    ours.data_validation("B2:B100", {"validate": "list", "source": ["Priimta", "Atmesta"]})
    ours.autofilter("A1:H7")
    ours.set_row(4, None, None, {"hidden": True})
    other.write_formula(0, 0, f"=SUM({TITLE}!E2:E7)", litas, 210)
    other.write_row(1, 0, ["Stulpelis", "Reikšmė"])
    other.add_table("A2:B5", {"columns": [{"header": "Stulpelis"}, {"header": "Reikšmė"}]})
    other.write_comment("C9", "Dar vienas")
    chart = book.add_chart({"type": "column"})
    assert chart
    chart.add_series({"values": f"={TITLE}!$E$2:$E$7"})
    other.insert_chart("F2", chart)
    other.insert_image("F20", "dot.png", {"image_data": BytesIO(png())})
    other.set_header("&L&G", {"image_left": "dot.png", "image_data_left": BytesIO(png())})
    book.define_name("Skaičiai", f"={TITLE}!$E$2:$E$7")
    book.close()


def png() -> bytes:
    """Return a picture of one dot."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\x33\x66\x99"))
        + chunk(b"IEND", b"")
    )
