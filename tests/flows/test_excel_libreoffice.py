"""Our workbooks in other people's programs: LibreOffice and openpyxl open, change and save them, and we go on with them."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from config import ROOT
from flows.adapters.excel.workbook import ExcelWorkbook
from flows.cli.main import app
from forms.sheets import ColumnLook, TabChange
from tests.flows.libreoffice_hands import work_in_libreoffice
from tests.flows.workbook_samples import CHANGE, LOOKS, NEW, TITLE, do, note_of, rich, rows

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")

LINES = (
    ("E-1", None, "Pamoka „Žvelk giliau“\nantra eilutė", date(2026, 5, 4), 25),
    ("E-2", "Priimta", "=1+1", date(2026, 5, 5), 1250),
    ("E-3", "Atmesta", " 😀 ", date(2026, 5, 6), None),
)
READ = [
    ["E-1", "", "Pamoka „Žvelk giliau“\nantra eilutė", date(2026, 5, 4), 25.0],
    ["E-2", "Priimta", "=1+1", date(2026, 5, 5), 1250.0],
    ["E-3", "Atmesta", " 😀 ", date(2026, 5, 6), ""],
]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def saved_by_libreoffice(file: Path, profile: Path) -> Path:
    """Return the file as LibreOffice opens it and saves it."""
    assert SOFFICE
    folder = file.parent / f"{file.stem}-saved"
    subprocess.run(
        [SOFFICE, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", folder, file],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / file.name


def test_libreoffice_keeps_what_we_made_and_we_go_on_with_what_it_saved(tmp_path: Path, profile: Path) -> None:
    made = tmp_path / "renginiai.xlsx"
    do(made, replace(NEW, append=LINES))
    file = saved_by_libreoffice(made, profile)
    assert rows(file)[1:] == READ
    sheet = openpyxl.load_workbook(file)[TITLE]
    assert [note_of(sheet, f"{letter}1") for letter in "ABCDE"] == [
        "Pagal raktą programa atpažįsta eilutę.", "Pildote jūs.", "", "Renginio diena.", "",
    ]  # fmt: skip
    # LibreOffice ends the drop-down some thousand rows below.
    assert [(str(one.sqref)[:4], one.formula1) for one in sheet.data_validations.dataValidation] == [
        ("B2:B", '"Priimta,Atmesta"')
    ]
    assert sheet.auto_filter.ref == "A1:E4"
    assert [round(sheet.column_dimensions[letter].width) for letter in "ABCDE"] == [15, 18, 40, 12, 10]
    assert [sheet["A1"].fill.fgColor.rgb, sheet["B1"].fill.fgColor.rgb, sheet["B3"].fill.fgColor.rgb] == [
        "FFD6E4EA", "FFFFE9A8", "FFFFFBEA",
    ]  # fmt: skip
    assert [sheet["C2"].alignment.wrap_text, sheet["C3"].data_type, sheet["D2"].is_date] == [True, "s", True]

    looks = {**LOOKS, 5: ColumnLook("Būsena", "Programos žodis.", width=21, options=("Laukia", "Įrašyta"))}
    change = TabChange(
        TITLE,
        looks,
        new_columns=frozenset({5}),
        cells={(1, 1): "Priimta", (3, 5): "Laukia"},
        append=(("E-4", None, "Paskaita", date(2026, 6, 1), 7, "Įrašyta"),),
        remove=(2,),
    )
    do(file, change)
    expected = [
        [*READ[0][:1], "Priimta", *READ[0][2:], ""],
        [*READ[2], "Laukia"],
        ["E-4", "", "Paskaita", date(2026, 6, 1), 7.0, "Įrašyta"],
    ]
    assert rows(file)[1:] == expected
    again = saved_by_libreoffice(file, profile)
    assert rows(again)[1:] == expected
    for one in (file, again):
        sheet = openpyxl.load_workbook(one)[TITLE]
        assert [note_of(sheet, "F1"), round(sheet.column_dimensions["F"].width)] == ["Programos žodis.", 21]
        assert note_of(sheet, "A1") == "Pagal raktą programa atpažįsta eilutę."
        assert sorted(one.formula1 for one in sheet.data_validations.dataValidation) == [
            '"Laukia,Įrašyta"',
            '"Priimta,Atmesta"',
        ]
        assert sheet.auto_filter.ref == "A1:F4"


def test_libreoffice_shows_the_rich_workbook_after_our_changes(tmp_path: Path, profile: Path) -> None:
    file = tmp_path / "turtinga.xlsx"
    rich(file)
    do(
        file,
        replace(CHANGE, cells={(1, 1): "Priimta"}, append=(("E-7", None, "Nauja", date(2026, 6, 1), 70),), remove=(2,)),
    )
    again = saved_by_libreoffice(file, profile)
    read = rows(again)
    assert [row[0] for row in read[1:]] == ["E-1", "E-3", "E-4", "E-5", "E-6", "E-7"]
    sheet = openpyxl.load_workbook(again)[TITLE]
    assert [sheet.cell(row, 8).value for row in range(2, 7)] == [f"=E{n}*2+SUM($E$2:E{n})" for n in range(2, 7)]
    assert [note_of(sheet, f"G{row}") for row in range(2, 7)] == [f"Komentaras {n}" for n in (1, 3, 4, 5, 6)]
    assert [sheet.row_dimensions[row].hidden for row in range(2, 8)] == [False, False, True, False, False, False]
    with zipfile.ZipFile(again) as package:
        assert [name for name in package.namelist() if name.startswith("xl/charts/chart")] == ["xl/charts/chart1.xml"]


def test_tab_that_a_person_decided_in_sorted_and_widened_is_read_and_changed(tmp_path: Path, profile: Path) -> None:
    file = tmp_path / "renginiai.xlsx"
    do(file, replace(NEW, append=LINES))
    book = openpyxl.load_workbook(file)
    sheet = book[TITLE]
    sheet["B2"] = "Priimta"
    lines = sorted(
        (list(row) for row in sheet.iter_rows(min_row=2, values_only=True)), key=lambda row: str(row[0]), reverse=True
    )
    for number, line in enumerate(lines, 2):
        for letter, value in zip("ABCDE", line, strict=True):
            sheet[f"{letter}{number}"] = value
            if value == "=1+1":
                sheet[f"{letter}{number}"].data_type = "s"
    sheet.insert_cols(2)
    sheet["B1"], sheet["B2"] = "Mano", "savo"
    book.save(file)
    assert [row[:3] for row in rows(file)] == [
        ["Raktas", "Mano", "Sprendimas"], ["E-3", "savo", "Atmesta"], ["E-2", "", "Priimta"], ["E-1", "", "Priimta"],
    ]  # fmt: skip
    looks = {0: LOOKS[0], **{column + 1: look for column, look in LOOKS.items() if column}}
    cells = {(2, 5): 1300, (1, 4): date(2026, 7, 1)}
    do(file, TabChange(TITLE, looks, cells=cells, append=(("E-4", None, None, "Nauja"),), remove=(3,)))
    expected = [
        ["E-3", "savo", "Atmesta", " 😀 ", date(2026, 7, 1), ""],
        ["E-2", "", "Priimta", "=1+1", date(2026, 5, 5), 1300.0],
        ["E-4", "", "", "Nauja", "", ""],
    ]
    assert rows(file)[1:] == expected
    assert rows(saved_by_libreoffice(file, profile))[1:] == expected
    assert ExcelWorkbook(file).token() == ExcelWorkbook(file).read().token


def test_decision_saved_by_libreoffice_takes_effect_and_no_answer_seems_edited(
    tmp_path: Path, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOKDEEPER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*words: str) -> str:
        return CliRunner().invoke(app, [*words, "--as-of", "2024-01-15T02:00"], catch_exceptions=False).output

    run("organisation", "add", "namai", "--name", "Namai", "--coordinator", "k@namai.example.org")
    for form in ("application", "event_report", "coordinator_record"):
        run("import", form, str(ROOT / "config" / "sample" / f"{form}.csv"), "--organisation", "namai")
    run("consolidate")
    file = tmp_path / "home" / "workbooks" / "namai.xlsx"
    book = openpyxl.load_workbook(file)
    book["Paraiškos"]["B2"] = "Priimta"
    book.save(file)
    shutil.copy(saved_by_libreoffice(file, profile), file)

    said = run("consolidate")
    again = run("consolidate")

    assert "decisions: 1" in said
    assert [word for word in ("new submissions", "edited", "vanished") if word in said] == []
    assert openpyxl.load_workbook(file)["Ambasadoriai"].max_row == 2
    assert again == "Namai: nothing new\n"


_SORT_DECIDE_INSERT = """
  Dim by(0) As New com.sun.star.table.TableSortField
  Dim manner(1) As New com.sun.star.beans.PropertyValue
  sheet = book.Sheets.getByName("Paraiškos")
  sheet.getCellRangeByName("B2").String = "Priimta"
  sheet.getCellRangeByName("C2").String = "Skambinau"
  by(0).Field = 0
  by(0).IsAscending = False
  manner(0).Name = "SortFields"
  manner(0).Value = by()
  manner(1).Name = "ContainsHeader"
  manner(1).Value = False
  sheet.getCellRangeByName("A2:{last}").sort(manner())
  sheet.Columns.insertByIndex(2, 1)
  sheet.getCellRangeByName("C1").String = "Mano"
  sheet.getCellRangeByName("C3").String = "savo"
"""


def laid_out(file: Path) -> list[tuple[object, ...]]:
    """Return of every tab what must survive: frozen panes, drop-downs, colours and notes."""
    return [
        (
            sheet.title,
            sheet.freeze_panes,
            sorted(one.formula1 for one in sheet.data_validations.dataValidation),
            sorted(
                (re.sub("[A-Z]{1,2}2", "cell", rule.formula[0]), rule.dxf.fill.bgColor.rgb)
                for area in sheet.conditional_formatting
                for rule in area.rules
            ),
            [cell.comment.text for cell in sheet[1] if cell.comment],
        )
        for sheet in openpyxl.load_workbook(file)
    ]


def test_decided_sorted_and_widened_in_libreoffice_itself_is_read_right_and_keeps_its_looks(
    tmp_path: Path, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOKDEEPER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*words: str) -> str:
        return CliRunner().invoke(app, [*words, "--as-of", "2024-01-15T02:00"], catch_exceptions=False).output

    run("organisation", "add", "namai", "--name", "Namai", "--coordinator", "k@namai.example.org")
    for form in ("application", "event_report", "coordinator_record"):
        run("import", form, str(ROOT / "config" / "sample" / f"{form}.csv"), "--organisation", "namai")
    run("consolidate")
    file = tmp_path / "home" / "workbooks" / "namai.xlsx"
    before = {str(row[0]): row for row in rows(file, "Paraiškos")[1:]}
    (decided, *others) = before
    made, waiting = laid_out(file), [row[:5] for row in rows(file, "Reikia dėmesio")]
    last = openpyxl.load_workbook(file)["Paraiškos"].dimensions.partition(":")[2]

    worked = work_in_libreoffice(file, profile, _SORT_DECIDE_INSERT.format(last=last))

    assert laid_out(worked) == made
    with zipfile.ZipFile(worked) as package:
        assert sum(name.startswith("xl/charts/chart") for name in package.namelist()) == 2
    shutil.copy(worked, file)
    said = run("consolidate")
    assert "decisions: 1" in said
    assert [word for word in ("new submissions", "edited", "vanished") if word in said] == []
    after = {str(row[0]): row for row in rows(file, "Paraiškos")[1:]}
    assert list(after) == sorted(before, reverse=True)
    assert after[decided][1:5] == ["Priimta", after[decided][2], "Skambinau", "Priimta"]
    assert [(after[key][1], after[key][3:4], after[key][4:]) for key in others] == [
        (before[key][1], before[key][2:3], before[key][3:]) for key in others
    ]
    assert [key for key, row in after.items() if row[2] == "savo"] == [list(after)[1]]
    assert [row[:5] for row in rows(file, "Reikia dėmesio")] == waiting
    assert openpyxl.load_workbook(file)["Ambasadoriai"].max_row == 2
    assert laid_out(file) == made
    assert run("consolidate") == "Namai: nothing new\n"
