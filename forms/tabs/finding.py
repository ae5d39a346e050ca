"""Where a tab of ours stands in a workbook that people work in: its header, columns and keyed rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from forms.cells import cell_text
from forms.headers import KEY, header_name
from forms.sheets import Sheet
from forms.tabs.columns import COMMENT, DECISION, Tab

_HEADER_WITHIN = 20
"""Rows looked through for the header: people put titles and remarks above it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the header, the columns and the keyed rows of a tab of ours stand; all counted from 0."""

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    rows: Mapping[str, int] = field(default_factory=dict[str, int])
    """The row of each key, the first where people copied rows."""
    copies: tuple[tuple[str, int], ...] = ()
    """Keys that stand once more, and where."""

    def unkeyed(self) -> Iterator[int]:
        """Yield the rows that have no key."""
        place = self.columns["key"]
        for number, row in enumerate(self.sheet.rows[self.header_row + 1 :], self.header_row + 1):
            if place >= len(row) or not cell_text(row[place]):
                yield number

    def text(self, row: int, column: str) -> str:
        """Return the text of a cell, "" where there is none."""
        place = self.columns.get(column)
        cells = self.sheet.rows[row]
        return cell_text(cells[place]) if place is not None and place < len(cells) else ""


def find_tab(tab: Tab, sheets: Sequence[Sheet]) -> Found | None:
    """Return where a tab of ours stands: by its title in either language, else by its headers."""
    titles = {header_name(title) for title in tab.title.both()}
    named = [sheet for sheet in sheets if header_name(sheet.title) in titles]
    others = [sheet for sheet in sheets if header_name(sheet.title) not in titles]
    for sheet, least in [*((sheet, 2) for sheet in named), *((sheet, len(tab.columns) * 3 // 4) for sheet in others)]:
        found = _find_header(tab, sheet, least)
        if found:
            return found
    return None


def _find_header(tab: Tab, sheet: Sheet, least: int) -> Found | None:
    names = {header_name(title): column.key for column in tab.columns for title in column.title.both()}
    keys = {header_name(title) for title in KEY.both()}
    for header_row, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        headers = [header_name(cell) for cell in row]
        if not keys & set(headers):
            continue
        columns: dict[str, int] = {}
        for place, header in enumerate(headers):
            if header in names:
                columns.setdefault(names[header], place)
        if len(columns) >= least:
            return Found(sheet, header_row, columns, *_keyed_rows(sheet, header_row, columns["key"]))
    return None


def _keyed_rows(sheet: Sheet, header_row: int, place: int) -> tuple[Mapping[str, int], tuple[tuple[str, int], ...]]:
    rows: dict[str, int] = {}
    copies: list[tuple[str, int]] = []
    for number, row in enumerate(sheet.rows[header_row + 1 :], header_row + 1):
        key = cell_text(row[place]) if place < len(row) else ""
        if key and rows.setdefault(key, number) != number:
            copies.append((key, number))
    return rows, tuple(copies)


def said(found: Found) -> Mapping[str, tuple[str, str]]:
    """Return what the coordinator typed into each keyed row: decision and comment."""
    return {key: (found.text(row, DECISION), found.text(row, COMMENT)) for key, row in found.rows.items()}
