"""Ranges: how they are written, and which cells of a tab they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.google.forms_api import RefusedError

Body = dict[str, Any]

_CORNERS = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]*)(?::\$?([A-Za-z]{0,3})\$?([0-9]*))?")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")


@dataclass(frozen=True, slots=True)
class Box:
    """Cells side by side: rows top to bottom and columns left to right, ends excluded, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left

    def rows(self) -> range:
        return range(self.top, self.bottom)

    def columns(self) -> range:
        return range(self.left, self.right)

    def cells(self) -> Iterator[tuple[int, int]]:
        return ((row, column) for row in self.rows() for column in self.columns())

    def meets(self, other: "Box") -> bool:
        return (
            max(self.top, other.top) < min(self.bottom, other.bottom)
            and max(self.left, other.left) < min(self.right, other.right)
        )  # fmt: skip

    def covers(self, other: "Box") -> bool:
        rows = self.top <= other.top and other.bottom <= self.bottom
        return rows and self.left <= other.left and other.right <= self.right

    def body(self, sheet_id: int) -> Body:
        return {
            "sheetId": sheet_id,
            "startRowIndex": self.top,
            "endRowIndex": self.bottom,
            "startColumnIndex": self.left,
            "endColumnIndex": self.right,
        }


def letters(column: int) -> str:
    """Return a column's letters; counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(text: str) -> int:
    """Return the place of a column from its letters, counted from 0."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def quoted(title: str) -> str:
    """Return a tab's title as it stands in a range."""
    if _PLAIN.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def written(title: str, box: Box) -> str:
    """Return a range as Google writes it."""
    first = f"{letters(box.left)}{box.top + 1}"
    last = f"{letters(box.right - 1)}{box.bottom}"
    return f"{quoted(title)}!{first}" + ("" if first == last else f":{last}")


def split(text: str) -> tuple[str | None, str]:
    """Return the tab's title of a range, if it has one, and the cells."""
    title, mark, cells = text.rpartition("!")
    if not mark:
        return None, text
    if title.startswith("'") and title.endswith("'") and len(title) > 1:
        title = title[1:-1].replace("''", "'")
    return title, cells


def corners(text: str) -> tuple[int | None, int | None, int | None, int | None] | None:
    """Return top, left, bottom and right of cells as written, with None where open; None when it is no range."""
    found = _CORNERS.fullmatch(text)
    if found is None or not text:
        return None
    column, row, last_column, last_row = found.groups()
    alone = last_column is None
    if alone and not (column and row):
        return None
    if alone:
        last_column, last_row = column, row
    if not (column or row) or not (last_column or last_row):
        return None
    top = int(row) - 1 if row else None
    bottom = int(last_row) if last_row else None
    left = column_of(column) if column else None
    right = column_of(last_column) + 1 if last_column else None
    if top is not None and bottom is not None and bottom <= top:
        top, bottom = bottom - 1, top + 1
    if left is not None and right is not None and right <= left:
        left, right = right - 1, left + 1
    return top, left, bottom, right


def box_of(body: Body, rows: int, columns: int) -> Box:
    """Return the cells of a GridRange on a tab of that size; raises RefusedError when it lies outside."""
    found = Box(
        body.get("startRowIndex", 0),
        body.get("startColumnIndex", 0),
        body.get("endRowIndex", rows),
        body.get("endColumnIndex", columns),
    )
    for name, first, last, most in (
        ("Row", found.top, found.bottom, rows),
        ("Column", found.left, found.right, columns),
    ):
        if first < 0 or last < first:
            raise RefusedError(400, f"range.end{name}Index must be after range.start{name}Index")
        if last > most:
            kind = name.lower()
            raise RefusedError(
                400, f"Range exceeds grid limits. Attempting to reach {kind}: {last}, max {kind}s: {most}"
            )
    return found
