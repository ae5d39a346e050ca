"""References to cells in ranges and formulas: how they follow rows that come and go, and how copies differ."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator

from flows.adapters.excel.cells import column_of, letters

LAST_ROW = 1_048_576
LAST_COLUMN = 16_383
_LOST = "#REF!"
_PLACE = r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})"
_AREA = re.compile(rf"{_PLACE}(?::{_PLACE})?")
_IN_FORMULA = re.compile(
    rf"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|\[[^\[\]]*\]|(?<![\w.$:!]){_PLACE}(?::{_PLACE})?(?![\w.(!])"
)
_IN_NAME = re.compile(rf"(?:'((?:[^']|'')+)'|([\w.]+))!{_PLACE}(?::{_PLACE})?")


class Moves:
    """Rows that are taken out of a sheet or put in (counted from 1), and what happens to references to its cells."""

    def __init__(self, removed: Iterable[int], inserted: Iterable[int] = (), first: int = 0) -> None:
        """Keep which rows are taken out, and before which rows, as often as it is named, a new one comes.

        Areas that begin in the row `first`, the one below the header, take in what comes before it.
        """
        self._removed = sorted(set(removed))
        self._inserted = sorted(inserted)
        self._first = first

    def __contains__(self, number: int) -> bool:
        """Tell whether a row is taken out."""
        place = bisect_left(self._removed, number)
        return place < len(self._removed) and self._removed[place] == number

    def __bool__(self) -> bool:
        """Tell whether any row moves."""
        return bool(self._removed or self._inserted)

    def row(self, number: int) -> int:
        """Return the number that a row moves to."""
        return number - bisect_left(self._removed, number) + bisect_right(self._inserted, number)

    def places(self) -> Iterator[int]:
        """Yield the numbers of the rows that are put in, in their order."""
        for order, number in enumerate(self._inserted):
            yield number - bisect_left(self._removed, number) + order

    def area(self, reference: str) -> str:
        """Return where an area such as A2:C9 stands afterwards, "" when it is gone."""
        found = _AREA.fullmatch(reference)
        return self._moved(found) if found else reference

    def areas(self, references: str) -> str:
        """Return where areas parted by spaces stand afterwards, "" when all are gone."""
        return " ".join(moved for one in references.split() if (moved := self.area(one)))

    def formula(self, formula: str) -> str:
        """Return a formula of the same sheet as it reads afterwards."""
        return _IN_FORMULA.sub(lambda found: (self._moved(found) or _LOST) if found[2] else found[0], formula)

    def name(self, formula: str, title: str) -> str:
        """Return a formula of another place, such as a defined name, as it reads afterwards; `title` is the sheet's."""

        def moved(found: re.Match[str]) -> str:
            if (found[1] or found[2]).replace("''", "'") != title:
                return found[0]
            area = found[0][found[0].rindex("!") + 1 :]
            return found[0].removesuffix(area) + (self.area(area) or _LOST)

        return _IN_NAME.sub(moved, formula)

    def _moved(self, found: "re.Match[str]") -> str:
        first_dollar, first_column, row_dollar, row, *rest = found.groups()
        first = int(row)
        moved = f"{first_dollar}{first_column}{row_dollar}{self.row(first)}"
        if rest[3] is None:
            return "" if first in self else moved
        last = int(rest[3])
        if first == self._first and last > first:
            moved = f"{first_dollar}{first_column}{row_dollar}{first - bisect_left(self._removed, first)}"
        gone = bisect_right(self._removed, last)
        end = last if last == LAST_ROW else last - gone + bisect_right(self._inserted, last)
        return "" if end < self.row(first) else f"{moved}:{''.join(rest[:3])}{end}"


def translated(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it reads in a cell that lies some rows below and some columns to the right."""
    if not (rows or columns):
        return formula
    return _IN_FORMULA.sub(_translation(rows, columns), formula)


def _translation(rows: int, columns: int) -> "Callable[[re.Match[str]], str]":
    def place(column_dollar: str, column: str, row_dollar: str, row: str) -> str:
        to_column = column_of(column) + (0 if column_dollar else columns)
        to_row = int(row) + (0 if row_dollar else rows)
        if not (0 <= to_column <= LAST_COLUMN and 1 <= to_row <= LAST_ROW):
            return _LOST
        return f"{column_dollar}{letters(to_column)}{row_dollar}{to_row}"

    def moved(found: re.Match[str]) -> str:
        if not found[2]:
            return found[0]
        parts = found.groups()
        ends = [place(*parts[:4])] + ([place(*parts[4:])] if parts[7] is not None else [])
        return _LOST if _LOST in ends else ":".join(ends)

    return moved


def rows_of(area: str) -> tuple[int, int] | None:
    """Return the first and the last row of an area such as A2:C9, None for other text."""
    found = _AREA.fullmatch(area)
    return (int(found[4]), int(found[8] or found[4])) if found else None


def reaching(area: str, row: int, column: int = -1) -> str:
    """Return an area with its last row moved to `row`, and its last column at least `column` (counted from 0)."""
    found = _AREA.fullmatch(area)
    if not found:
        return area
    first = f"{found[1]}{found[2]}{found[3]}{found[4]}"
    last = (found[5], found[6], found[7]) if found[6] else (found[1], found[2], found[3])
    wide = letters(max(column_of(last[1]), column))
    return f"{first}:{last[0]}{wide}{last[2]}{max(row, int(found[4]))}"
