"""Workbooks as files: what is not touched stays byte for byte, what is broken is said, and no crash loses anything."""

import os
import re
import signal
import stat
import subprocess
import sys
import textwrap
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.table import Table

from flows.adapters.excel.references import Moves, reaching, translated
from flows.adapters.excel.workbook import KEPT_BACKUPS, ExcelWorkbook
from flows.errors import WorkbookBusyError, WorkbookChangedError, WorkbookError
from forms.sheets import Colouring, ColumnLook, TabChange, Tint
from tests.flows.workbook_samples import CHANGE, HEADER, LOOKS, NEW, TITLE, do, note_of, rich, rows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OURS = "xl/worksheets/sheet1.xml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kūrybos-namai.xlsx"
    rich(path)
    return path


def parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def rewrite(file: Path, edit: Callable[[dict[str, bytes]], None], method: int = zipfile.ZIP_DEFLATED) -> None:
    there = parts(file)
    edit(there)
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in there.items():
            package.writestr(name, content)


def in_sheet(file: Path, old: str, new: str, part: str = OURS) -> None:
    def edit(there: dict[str, bytes]) -> None:
        before = there[part].decode()
        assert old in before
        there[part] = before.replace(old, new, 1).encode()

    rewrite(file, edit)


# What is not touched


def test_changed_cell_changes_one_part_and_leaves_the_others_byte_for_byte(file: Path) -> None:
    before = parts(file)
    do(file, replace(CHANGE, cells={(3, 2): "Nauja pamoka"}))
    after = parts(file)
    assert list(after) == list(before)
    assert [name for name in before if after[name] != before[name]] == [OURS]
    old, new = (one[OURS].decode().partition("?>")[2].strip() for one in (before, after))
    cell = '<c r="C4" t="inlineStr"><is><t xml:space="preserve">Nauja pamoka</t></is></c>'
    assert new == re.sub(r'<c r="C4" t="s"><v>\d+</v></c>', cell, old)


def test_packed_bytes_of_other_parts_are_copied(file: Path) -> None:
    rewrite(file, lambda _: None, zipfile.ZIP_BZIP2)
    do(file, replace(CHANGE, cells={(3, 2): "Nauja pamoka"}))
    with zipfile.ZipFile(file) as package:
        kinds = {one.filename: one.compress_type for one in package.infolist()}
    assert [name for name, kind in kinds.items() if kind != zipfile.ZIP_BZIP2] == [OURS]


def test_new_tab_leaves_all_other_parts_alone(file: Path) -> None:
    before = parts(file)
    do(file, replace(NEW, title="Įrašai", append=(("R-1",),)))
    after = parts(file)
    touched = {name for name in before if after[name] != before[name]}
    assert touched == {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml"}
    assert openpyxl.load_workbook(file).sheetnames == [TITLE, "Mano lapas", "Įrašai"]


def test_same_change_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    assert do(one, NEW, replace(CHANGE, append=(("E-1",),))) == do(two, NEW, replace(CHANGE, append=(("E-1",),)))


def test_formats_of_people_stay_and_values_keep_their_kind(file: Path) -> None:
    cells = {(1, 3): date(2026, 5, 4), (1, 4): date(2026, 5, 5), (2, 3): 12, (3, 3): "rytoj", (1, 7): 3}
    do(file, replace(CHANGE, cells=cells))
    read = rows(file)
    assert [read[1][3], read[1][4], read[2][3], read[3][3]] == [date(2026, 5, 4), date(2026, 5, 5), 12.0, "rytoj"]
    sheet = openpyxl.load_workbook(file)[TITLE]
    assert [sheet["D2"].number_format, sheet["H2"].number_format] == ["dd/mm/yy", '#,##0.00 "Lt"']


def test_removed_rows_take_their_notes_formulas_and_formats_along(file: Path) -> None:
    do(file, replace(CHANGE, remove=(2,)))
    sheet = openpyxl.load_workbook(file)[TITLE]
    assert [sheet.cell(row, 1).value for row in range(2, 8)] == ["E-1", "E-3", "E-4", "E-5", "E-6", None]
    assert [note_of(sheet, f"G{row}") for row in range(2, 7)] == [f"Komentaras {n}" for n in (1, 3, 4, 5, 6)]
    assert [sheet.cell(row, 8).value for row in range(2, 5)] == [
        "=E2*2+SUM($E$2:E2)", "=E3*2+SUM($E$2:E3)", "=E4*2+SUM($E$2:E4)",
    ]  # fmt: skip
    assert [str(one) for one in sheet.merged_cells.ranges] == ["J3:K3"]
    assert [row for row in range(1, 8) if sheet.row_dimensions[row].hidden] == [4]
    assert sheet["I5"].hyperlink.target == "https://example.org"
    assert sorted(str(one.sqref) for one in sheet.conditional_formatting) == ["E2:E6", "E4"]
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["B2:B99"]
    book = openpyxl.load_workbook(file)
    assert book.defined_names["Skaičiai"].attr_text == f"{TITLE}!$E$2:$E$6"
    assert (
        sheet.auto_filter.ref,
        "".join(parts(file)[name].decode() for name in ("xl/workbook.xml",)).count("$H$6"),
    ) == ("A1:H6", 1)
    assert re.findall(r"<x:Row>(\d+)", parts(file)["xl/drawings/vmlDrawing1.vml"].decode()) == list("12345")


def test_rows_put_in_under_the_header_have_its_drop_down_filter_and_colours(tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    red = ColumnLook("Kas negerai", colourings=(Colouring(Tint.WRONG), Colouring(Tint.WAITS, ('a "b"', "c & d"))))
    do(file, replace(NEW, columns={**LOOKS, 4: red}, new_columns=frozenset({*LOOKS, 4}), append=(("E-2",), ("E-4",))))
    do(file, replace(CHANGE, insert=((1, ("E-1",)), (2, ("E-3",)))))
    sheet = openpyxl.load_workbook(file)[TITLE]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["E-1", "E-2", "E-3", "E-4"]
    assert sheet.auto_filter.ref == "A1:E5"
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["B2:B1048576"]
    (area,) = sheet.conditional_formatting
    assert (str(area.sqref), [rule.formula for rule in area.rules]) == (
        "E2:E1048576",
        [["LEN(E2)>0"], ['OR(E2="a ""b""",E2="c & d")']],
    )


def test_appended_rows_are_seen_filtered_and_formatted_like_the_others(file: Path) -> None:
    in_sheet(file, "</sheetData>", '<row r="8" hidden="1" s="1" customFormat="1"><c r="A8" s="1"/></row></sheetData>')
    do(file, replace(CHANGE, append=(("E-7",), ("E-8",))))
    sheet = openpyxl.load_workbook(file)[TITLE]
    assert [sheet.cell(row, 1).value for row in (7, 8, 9)] == ["E-6", "E-7", "E-8"]
    assert [row for row in range(1, 10) if sheet.row_dimensions[row].hidden] == [5]
    assert sheet.auto_filter.ref == "A1:H9"
    assert sorted(str(one.sqref) for one in sheet.conditional_formatting) == ["E2:E9", "E5"]


def test_table_over_our_rows_takes_new_ones_in(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    do(file, replace(NEW, append=(("E-1",), ("E-2",), ("E-3",))))
    book = openpyxl.load_workbook(file)
    book[TITLE].auto_filter.ref = None
    book[TITLE].add_table(Table(displayName="Mano", ref="A1:E4"))
    book.save(file)
    do(file, replace(CHANGE, append=(("E-4",), ("E-5",)), remove=(1,)))
    table = openpyxl.load_workbook(file)[TITLE].tables["Mano"]
    assert (table.ref, table.autoFilter.ref) == ("A1:E5", "A1:E5")
    do(file, replace(CHANGE, remove=(1, 2, 3, 4)))
    assert openpyxl.load_workbook(file)[TITLE].tables["Mano"].ref == "A1:E2"


def test_shared_formula_outlives_the_cell_that_holds_it(file: Path) -> None:
    def edit(there: dict[str, bytes]) -> None:
        xml = there[OURS].decode()
        for number in range(2, 8):
            one = '<f t="shared" ref="H2:H7" si="0">E2+$E$2</f>' if number == 2 else '<f t="shared" si="0"/>'
            xml = re.sub(rf'(<c r="H{number}"[^>]*>)<f>.*?</f>', lambda found, one=one: found[1] + one, xml)
        there[OURS] = xml.encode()

    rewrite(file, edit)
    do(file, replace(CHANGE, cells={(1, 7): "tekstas"}, remove=(2,)))
    sheet = openpyxl.load_workbook(file)[TITLE]
    assert [sheet.cell(row, 8).value for row in (2, 3, 4)] == ["tekstas", "=E3+$E$2", "=E4+$E$2"]


def test_list_of_formula_cells_goes_when_a_formula_is_overwritten(file: Path) -> None:
    def edit(there: dict[str, bytes]) -> None:
        there["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}"><c r="H2" i="1"/></calcChain>'.encode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
        relation = f'<Relationship Id="rId99" Type="{kind}" Target="/xl/calcChain.xml"/></Relationships>'
        there["xl/_rels/workbook.xml.rels"] = there["xl/_rels/workbook.xml.rels"].replace(
            b"</Relationships>", relation.encode()
        )
        override = (
            '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.calcChain+xml"/></Types>'
        )
        there["[Content_Types].xml"] = there["[Content_Types].xml"].replace(b"</Types>", override.encode())

    rewrite(file, edit)
    do(file, replace(CHANGE, cells={(1, 2): "pamoka"}))
    assert "xl/calcChain.xml" in parts(file)
    do(file, replace(CHANGE, cells={(1, 7): "tekstas"}))
    left = parts(file)
    assert ["xl/calcChain.xml" in left, b"calcChain" in left["[Content_Types].xml"]] == [False, False]
    assert b"calcChain" not in left["xl/_rels/workbook.xml.rels"]


def test_rich_text_and_reading_aids_give_way_to_the_new_text_only(file: Path) -> None:
    rich_text = (
        '<c r="C4" t="inlineStr"><is><r><rPr><b/></rPr><t>storas</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
    )
    row = re.search(r'<row r="4"[^>]*>', parts(file)[OURS].decode())
    assert row
    xml = re.search(r'<c r="C4".*?</c>', parts(file)[OURS].decode())
    assert xml
    in_sheet(file, xml[0], rich_text)
    in_sheet(
        file,
        row[0],
        row[0][:-1]
        + ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" x14ac:dyDescent="0.25">',
    )
    do(file, replace(CHANGE, cells={(3, 1): "Priimta"}))
    assert rich_text in parts(file)[OURS].decode()
    do(file, replace(CHANGE, cells={(3, 2): "  naujas  "}))
    assert rows(file)[3][:3] == ["E-3", "Priimta", "  naujas  "]
    assert 'x14ac:dyDescent="0.25"' in parts(file)[OURS].decode()


def test_rows_and_cells_without_their_places_are_understood(file: Path) -> None:
    def edit(there: dict[str, bytes]) -> None:
        there[OURS] = re.sub(r'(<row|<c) r="[A-Z]*\d+"', r"\1", there[OURS].decode()).encode()

    rewrite(file, edit)
    do(file, replace(CHANGE, cells={(2, 1): "Priimta"}, append=(("E-7",),)))
    read = rows(file)
    # The row's second cell was empty and is not there: without its place the third one takes it.
    assert [read[2][:3], read[7][0]] == [["E-2", "Priimta", date(2025, 12, 11)], "E-7"]


def test_absolute_targets_and_parts_without_styles_are_understood(file: Path) -> None:
    def edit(there: dict[str, bytes]) -> None:
        rels = there["xl/_rels/workbook.xml.rels"].decode().replace('Target="worksheets', 'Target="/xl/worksheets')
        there["xl/_rels/workbook.xml.rels"] = re.sub(r'<Relationship [^>]*styles.xml"/>', "", rels).encode()
        there[OURS] = re.sub(r' s="\d+"', "", there[OURS].decode()).encode()
        del there["xl/styles.xml"]

    rewrite(file, edit)
    do(file, replace(CHANGE, cells={(1, 3): date(2026, 5, 4)}, append=(("E-7", None, "x", date(2026, 5, 5)),)))
    assert [rows(file)[1][3], rows(file)[7][3]] == [date(2026, 5, 4), date(2026, 5, 5)]


def test_new_column_in_the_middle_of_a_wide_range_gets_its_own_width(file: Path) -> None:
    in_sheet(file, "<sheetData>", '<cols><col min="1" max="16384" width="9" customWidth="1"/></cols><sheetData>')
    looks = {**LOOKS, 9: ColumnLook("Būsena", "Programos žodis.", width=33)}
    do(file, TabChange(TITLE, looks, new_columns=frozenset({9})))
    cols = re.findall(r'<col min="(\d+)" max="(\d+)" width="(\d+)"', parts(file)[OURS].decode())
    assert cols == [("1", "9", "9"), ("10", "10", "33"), ("11", "16384", "9")]
    sheet = openpyxl.load_workbook(file)[TITLE]
    assert (sheet["J1"].value, note_of(sheet, "J1"), note_of(sheet, "G2")) == (
        "Būsena", "Programos žodis.", "Komentaras 1",
    )  # fmt: skip


def test_formulas_are_computed_anew_when_the_workbook_is_opened(file: Path) -> None:
    def edit(there: dict[str, bytes]) -> None:
        there["xl/workbook.xml"] = re.sub(rb"<calcPr[^>]*/>", b"", there["xl/workbook.xml"])

    rewrite(file, edit)
    do(file, replace(CHANGE, cells={(1, 4): 99}))
    assert b'</definedNames><calcPr fullCalcOnLoad="1"/></workbook>' in parts(file)["xl/workbook.xml"]
    plain = file.with_name("plain.xlsx")
    do(plain, NEW)
    do(plain, replace(CHANGE, append=(("E-1",),)))
    assert b"calcPr" not in parts(plain)["xl/workbook.xml"]


def test_drop_down_that_a_program_cut_short_reaches_over_new_rows(file: Path) -> None:
    in_sheet(file, 'sqref="B2:B100"', 'sqref="B2:B7"')
    do(file, replace(CHANGE, append=(("E-7",), ("E-8",))))
    sheet = openpyxl.load_workbook(file)[TITLE]
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["B2:B9"]


def test_new_tab_is_laid_out_to_be_worked_in(tmp_path: Path) -> None:
    file = tmp_path / "new.xlsx"
    do(file, replace(NEW, append=(("E-1",), ("E-2", None, "žodis " * 20))))
    do(file, replace(CHANGE, append=(("E-3", None, "eilutė\n" * 30),)))
    sheet = openpyxl.load_workbook(file)[TITLE]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_options.gridLines) == ("B2", "A1:E4", None)
    assert [sheet.row_dimensions[row].height for row in range(1, 5)] == [29, None, 60, 60]
    assert b"'Renginiai'!$A$1:$E$4</definedName>" in parts(file)["xl/workbook.xml"]
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert b'fitToPage="1"' in parts(file)[OURS]
    assert b"<oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter>" in parts(file)[OURS]


def test_merged_header_cells_stay_merged(file: Path) -> None:
    in_sheet(file, "J4:K4", "F1:G1")
    do(file, replace(CHANGE, remove=(1,), append=(("E-7",),)))
    assert [str(one) for one in openpyxl.load_workbook(file)[TITLE].merged_cells.ranges] == ["F1:G1"]


def test_days_count_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    file = tmp_path / "mac.xlsx"
    rich(file, from_1904=True)
    day = date(2026, 5, 4)
    do(
        file,
        replace(CHANGE, cells={(1, 3): day}, append=(("E-7", None, None, day),)),
        replace(NEW, title="T", append=((day,),)),
    )
    assert [rows(file)[1][3], rows(file)[7][3], rows(file, "T")[1][0]] == [day, day, day]


def test_million_of_formatted_empty_rows_is_read_and_appended_to(file: Path) -> None:
    empty = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(8, 1_048_577))
    in_sheet(file, "</sheetData>", f"{empty}</sheetData>")
    assert len(rows(file)) == 7
    do(file, replace(CHANGE, append=(("E-7",),)))
    assert [len(rows(file)), rows(file)[7][0]] == [8, "E-7"]


@pytest.mark.parametrize(
    ("expected", "formula"),
    [
        ("A1+B4", "A1+B5"),
        ("#REF!*2", "A3*2"),
        ("SUM(A2:A8)", "SUM(A2:A9)"),
        ("SUM(#REF!)", "SUM(A3:B3)"),
        ("LOG10(A4)&\"A9\"&'A 9'!A9&T9!B9+x.A9", "LOG10(A5)&\"A9\"&'A 9'!A9&T9!B9+x.A9"),
        ("$A$4:A:A", "$A$5:A:A"),
        ("Mano[A9]+A8", "Mano[A9]+A9"),
    ],
)
def test_formula_follows_a_removed_row(expected: str, formula: str) -> None:
    assert Moves([3]).formula(formula) == expected


def test_references_grow_move_and_end() -> None:
    assert [reaching("$A$1:$C$9", 12, 4), reaching("A1", 5)] == ["$A$1:$E$12", "A1:A5"]
    assert [translated("A1+$A1+A$1+$A$1", 2, 1), translated("A1", -1, 0)] == ["B3+$A3+B$1+$A$1", "#REF!"]
    assert Moves([2, 3]).areas("A2:A3 B1:B1048576 C5") == "B1:B1048576 C3"


# What is no workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def broken(name: str) -> Callable[[Path], None]:
    def cut(file: Path) -> None:
        file.write_bytes(file.read_bytes()[:3000])

    def bomb(file: Path) -> None:
        raw = bytearray(file.read_bytes())
        place = raw.rindex(b"PK\1\2") + 24
        raw[place : place + 4] = (3 << 30).to_bytes(4, "little")
        file.write_bytes(raw)

    def ods(file: Path) -> None:
        with zipfile.ZipFile(file, "w") as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            package.writestr("content.xml", "<x/>")

    def folder(file: Path) -> None:
        file.unlink()
        file.mkdir()

    def part(name: str, content: bytes | None) -> Callable[[Path], None]:
        def edit(there: dict[str, bytes]) -> None:
            there.pop(name)
            if content is not None:
                there[name] = content

        return lambda file: rewrite(file, edit)

    def far(file: Path) -> None:
        in_sheet(file, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')

    entity = b'<!DOCTYPE x [<!ENTITY a "b">]>' + f'<workbook xmlns="{MAIN}">&a;</workbook>'.encode()
    return {
        "truncated": cut,
        "password": lambda file: file.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        "xls": lambda file: file.write_bytes(OLE + bytes(600)),
        "ods": ods,
        "bomb": bomb,
        "text": lambda file: file.write_text("Raktas;Data\n", encoding="utf-8"),
        "empty": lambda file: file.write_bytes(b""),
        "folder": folder,
        "no workbook": part("xl/workbook.xml", None),
        "entities": part("xl/workbook.xml", entity),
        "damaged sheet": part(OURS, b"<worksheet><sheetData><row r='1'><c r='A1'>"),
        "far cell": far,
    }[name]


@pytest.mark.parametrize(
    ("name", "lt", "en"),
    [
        ("truncated", "sugadintas", "damaged"),
        ("password", "Nuimkite slaptažodį", "Take the password off"),
        ("xls", "Įrašykite jį kaip .xlsx", "Save it as .xlsx"),
        ("ods", "tai .ods failas", "this is an .ods file"),
        ("bomb", "didesnis nei 1 GB", "over 1 GB"),
        ("text", "tai ne .xlsx", "is no .xlsx"),
        ("empty", "sugadintas", "damaged"),
        ("folder", "jo vietoje yra aplankas", "there is a folder in its place"),
        ("no workbook", "sugadintas", "damaged"),
        ("entities", "sugadintas", "damaged"),
        ("damaged sheet", "sugadintas", "damaged"),
        ("far cell", f"lape „{TITLE}“ kažkas įrašyta labai toli", f"in the tab “{TITLE}” something stands very far"),
    ],
)
def test_what_is_no_workbook_is_said_with_its_remedy_and_left_alone(file: Path, name: str, lt: str, en: str) -> None:
    token = ExcelWorkbook(file).token()
    broken(name)(file)
    before = file.read_bytes() if file.is_file() else b""
    book = ExcelWorkbook(file)
    with pytest.raises(WorkbookError) as caught:
        book.read()
    assert [lt in caught.value.words.lt, en in caught.value.words.en] == [True, True]
    assert [words.count(file.name) for words in caught.value.words.both()] == [1, 1]
    with pytest.raises(WorkbookError):
        book.apply([replace(CHANGE, append=(("E-7",),))], expected=token)
    assert (file.read_bytes() if file.is_file() else b"") == before
    assert [one for one in file.parent.iterdir() if one.suffix == ".partial"] == []


def test_part_that_lies_about_its_size_is_refused(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    place = raw.index(b"PK\1\2", raw.index(b"PK\1\2"))
    while raw[place + 46 : place + 46 + len(OURS)] != OURS.encode():
        place = raw.index(b"PK\1\2", place + 4)
    raw[place + 24 : place + 28] = (100).to_bytes(4, "little")
    file.write_bytes(raw)
    with pytest.raises(WorkbookError):
        ExcelWorkbook(file).read()


def test_strict_workbook_is_not_written(file: Path) -> None:
    def edit(there: dict[str, bytes]) -> None:
        strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        there["xl/workbook.xml"] = there["xl/workbook.xml"].replace(MAIN.encode(), strict)

    rewrite(file, edit)
    with pytest.raises(WorkbookError, match="Strict Open XML"):
        do(file, replace(CHANGE, append=(("E-7",),)))


def test_no_room_below_a_cell_at_the_very_bottom(file: Path) -> None:
    in_sheet(file, "</sheetData>", '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')
    before = file.read_bytes()
    with pytest.raises(WorkbookError, match="no room for new rows"):
        do(file, replace(CHANGE, append=(("E-7",),)))
    assert file.read_bytes() == before


def test_sheet_that_is_only_a_chart_keeps_its_title_taken(tmp_path: Path) -> None:
    file = tmp_path / "chart.xlsx"
    book = xlsxwriter.Workbook(file)
    book.add_worksheet("Lapas").write(0, 0, 1)
    chart = book.add_chart({"type": "bar"})
    assert chart
    chart.add_series({"values": "=Lapas!$A$1:$A$1"})
    book.add_chartsheet("Suvestinė").set_chart(chart)
    book.close()
    assert [(sheet.title, len(sheet.rows)) for sheet in ExcelWorkbook(file).read().sheets] == [
        ("Lapas", 1),
        ("Suvestinė", 0),
    ]


# Who has it open, crashes, rights


@pytest.mark.parametrize("lock", [".~lock.{}#", "~${}"])
def test_open_workbook_is_read_and_not_written(file: Path, lock: str) -> None:
    beside = file.with_name(lock.format(file.name))
    beside.touch()
    before = file.read_bytes()
    assert rows(file)[0][:5] == HEADER
    with pytest.raises(WorkbookBusyError) as caught:
        do(file, replace(CHANGE, append=(("E-7",),)))
    assert beside.name in caught.value.words.lt
    assert file.read_bytes() == before
    beside.unlink()
    do(file, replace(CHANGE, append=(("E-7",),)))
    assert rows(file)[7][0] == "E-7"


def test_last_versions_are_kept(file: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    versions = []
    for number in range(KEPT_BACKUPS + 3):
        book = ExcelWorkbook(file, backups)
        versions.append(file.read_bytes())
        book.apply([replace(CHANGE, cells={(1, 4): number})], expected=book.token())
    assert [one.read_bytes() for one in sorted(backups.iterdir())] == versions[-KEPT_BACKUPS:]


def test_rights_and_links_stay(file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(file)
    do(link, replace(CHANGE, cells={(1, 2): "per nuorodą"}))
    assert [link.is_symlink(), stat.S_IMODE(file.stat().st_mode), rows(file)[1][2]] == [True, 0o640, "per nuorodą"]


def test_full_disk_leaves_the_old_file_and_is_said(file: Path) -> None:
    before = file.read_bytes()
    code = f"""
        import resource, signal
        from pathlib import Path
        from flows.errors import WorkbookError
        from tests.flows.workbook_samples import CHANGE, do
        from dataclasses import replace
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            do(Path({str(file)!r}), replace(CHANGE, append=(("E-7",),)))
        except WorkbookError as error:
            print(error.words.en[:30])
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True, capture_output=True, text=True)
    assert done.stdout.strip()[:10] == f"“{file.name}"[:10]
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir() if one.suffix == ".partial"] == []


WRITING = """
    import sys
    from dataclasses import replace
    from pathlib import Path
    from flows.adapters.excel.workbook import ExcelWorkbook
    from flows.errors import WorkbookChangedError
    from tests.flows.workbook_samples import CHANGE
    book = ExcelWorkbook(Path(sys.argv[1]), Path(sys.argv[1]).parent / "backups")
    print("ready", flush=True)
    done = 0
    while done < int(sys.argv[3]):
        try:
            snapshot = book.read()
            last = len(snapshot.sheets[0].rows)
            book.apply([replace(CHANGE, append=((f"{sys.argv[2]}-{done}", None, "x" * 2000),))], expected=snapshot.token)
            done += 1
        except WorkbookChangedError:
            pass
"""


def writing(file: Path, name: str, times: int) -> subprocess.Popen[str]:
    code = [sys.executable, "-c", textwrap.dedent(WRITING), str(file), name, str(times)]
    return subprocess.Popen(code, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())})


def test_killed_writer_leaves_a_whole_workbook(file: Path) -> None:
    seen = 6
    for attempt in range(6):
        writer = writing(file, f"K{attempt}", 10_000)
        assert writer.stdout
        with writer:
            assert writer.stdout.readline() == "ready\n"
            time.sleep(0.05 + attempt * 0.017)
            writer.send_signal(signal.SIGKILL)
        assert "xl/charts/chart1.xml" in parts(file)
        kept = len(rows(file)) - 1
        assert kept >= seen
        seen = kept
    assert seen > 6
    do(file, replace(CHANGE, append=(("E-7",),)))
    assert not file.with_name(f".{file.name}.partial").exists()


def test_two_writers_lose_nothing(file: Path) -> None:
    with writing(file, "A", 8) as one, writing(file, "B", 8) as two:
        assert [one.wait(60), two.wait(60)] == [0, 0]
    added = [str(row[0]) for row in rows(file)[7:]]
    assert sorted(added) == sorted(f"{name}-{n}" for name in "AB" for n in range(8))


def test_change_made_while_writing_is_noticed(file: Path) -> None:
    class Meanwhile(ExcelWorkbook):
        def _keep_backup(self, file: Path, token: str) -> None:
            super()._keep_backup(file, token)
            rewrite(file, lambda there: there.update({"xl/žinia.txt": b"x"}))

    book = Meanwhile(file)
    with pytest.raises(WorkbookChangedError):
        book.apply([replace(CHANGE, append=(("E-7",),))], expected=book.token())
    assert ["xl/žinia.txt" in parts(file), len(rows(file))] == [True, 7]
    do(file, replace(CHANGE, append=(("E-7",),)))
    assert parts(file)["xl/žinia.txt"] == b"x"
