"""The yardsticks: other libraries at the same cells."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from forms.tabs.national import NATIONAL_TABS
from forms.tabs.organisation import ORGANISATION_TABS

OURS = frozenset(tab.title.lt for tab in (*ORGANISATION_TABS, *NATIONAL_TABS))
"""The tabs that a first consolidation writes."""


def read_with_calamine(files: Sequence[Path]) -> int:
    """Read all cells of workbooks and return how many rows they have."""
    rows = 0
    for file in files:
        book = CalamineWorkbook.from_path(str(file))
        for title in book.sheet_names:
            rows += len(book.get_sheet_by_name(title).to_python(skip_empty_area=False))
    return rows


def write_with_openpyxl(files: Sequence[Path], folder: Path) -> tuple[float, float]:
    """Write the same cells anew; return how long that took for the tabs of ours and for all, without the reading."""
    ours = all_tabs = 0.0
    for file in files:
        book = CalamineWorkbook.from_path(str(file))
        tabs = {title: book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in book.sheet_names}
        given = {title: rows for title, rows in tabs.items() if title not in OURS}
        made = {title: rows for title, rows in tabs.items() if title in OURS}
        to = folder / f"{file.stem}-openpyxl.xlsx"
        took = _write(made, to)
        ours += took
        all_tabs += took + (_write(given, to) if given else 0)
        to.unlink()
    return ours, all_tabs


def _write(tabs: Mapping[str, Sequence[Sequence[Any]]], file: Path) -> float:
    began = perf_counter()
    book = Workbook(write_only=True)
    for title, rows in tabs.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    book.save(file)
    return perf_counter() - began


def change_with_openpyxl(file: Path, title: str, row: int, column: int, text: str) -> None:
    """Load a workbook, change one cell, save it under another name; row and column are counted from 0."""
    book = load_workbook(file)
    book[title].cell(row + 1, column + 1).value = text
    book.save(file.with_name(f"{file.stem}-openpyxl.xlsx"))


def parse_json(answer: Path) -> int:
    """Parse an answer of Google's with the standard library; return how many tabs it has."""
    return len(json.loads(answer.read_bytes())["sheets"])
