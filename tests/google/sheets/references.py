"""References inside formulas: how they change when their cell is copied, or rows and columns come and go."""

import re
from collections.abc import Callable

from tests.google.sheets.book import Book, Sheet
from tests.google.sheets.ranges import column_of, letters, split

_PARTS = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<sheet>(?:'(?:[^']|'')*'|[A-Za-z_]\w*)!)?"""
    r"""(?<![A-Za-z0-9_.])(?P<c>\$?)(?P<column>[A-Za-z]{1,3})(?P<r>\$?)(?P<row>[0-9]+)(?![A-Za-z0-9_(.])"""
    r"""(?::(?P<c2>\$?)(?P<column2>[A-Za-z]{1,3})(?P<r2>\$?)(?P<row2>[0-9]+))?"""
)

Move = Callable[[int, bool], int]
"""A place and whether it is fixed by a dollar sign; returns the new place, below 0 where it is gone."""


def rewritten(formula: str, home: str, tab: str | None, rows: Move, columns: Move) -> str:
    """Return a formula standing on tab `home` with its references to a tab moved; None: to whichever."""

    def one(found: re.Match[str]) -> str:
        if found["text"]:
            return found[0]
        title = split(found["sheet"] + "A1")[0] if found["sheet"] else home
        if tab is not None and (title or "").casefold() != tab.casefold():
            return found[0]
        first = column_of(found["column"]), int(found["row"]) - 1
        last = (column_of(found["column2"]), int(found["row2"]) - 1) if found["row2"] else first
        x = _ends(columns, first[0], last[0], (found["c"], found["c2"]))
        y = _ends(rows, first[1], last[1], (found["r"], found["r2"]))
        if min(*x, *y) < 0:
            return "#REF!"
        made = f"{found['sheet'] or ''}{found['c']}{letters(x[0])}{found['r']}{y[0] + 1}"
        return made + (f":{found['c2']}{letters(x[1])}{found['r2']}{y[1] + 1}" if found["row2"] else "")

    return _PARTS.sub(one, formula)


def _ends(move: Move, first: int, last: int, fixed: tuple[str, str | None]) -> tuple[int, int]:
    """Return where the ends of a range are; where an end is gone, its nearest neighbour inside that is left."""
    top = next((place for at in range(first, last + 1) if (place := move(at, bool(fixed[0]))) >= 0), -1)
    bottom = next((place for at in range(last, first - 1, -1) if (place := move(at, bool(fixed[1]))) >= 0), -1)
    return top, bottom


def copied(formula: str, down: int, right: int) -> str:
    """Return a formula as it stands after its cell was copied so far."""
    return rewritten(
        formula, "", None,
        lambda place, fixed: place if fixed else place + down,
        lambda place, fixed: place if fixed else place + right,
    )  # fmt: skip


def follow(book: Book, sheet: Sheet, rows: Move, columns: Move) -> None:
    """Let all formulas of a spreadsheet follow rows and columns of a tab that come, go or move."""
    for there in book.sheets:
        for place, cells in enumerate(there.rows):
            for column, cell in enumerate(cells):
                entered = cell.get("userEnteredValue") if cell else None
                if not cell or not entered or "formulaValue" not in entered:
                    continue
                made = rewritten(entered["formulaValue"], there.title, sheet.title, rows, columns)
                if made != entered["formulaValue"]:
                    there.put(place, column, [{**cell, "userEnteredValue": {"formulaValue": made}}])
