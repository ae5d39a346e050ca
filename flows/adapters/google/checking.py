"""What people changed between our reading and our writing, told from Google's answer; and what landed beside its row.

The answer shows a tab after our work, and the hidden tab what our work was done to. Work is done by number, so it can
be undone in thought: what remains is the tab as people had left it just before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.adapters.excel.cells import kept
from flows.adapters.google.state import LiveTab
from flows.adapters.google.work import Place, Work
from forms.cells import Cell, DaysSince, Link

Rows = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A cell that was written over, or a row that was removed, where another was meant.

    `stood` is the row as it is now, for a removed one that which follows it; `at` where that stood when it was seen.
    """

    source: Place
    """The cell of the hidden tab that holds what was there; for a row its first."""
    at: int
    stood: tuple[Cell, ...]
    column: int | None = None
    """None for a whole row."""
    wrong: Cell = ""
    """What we wrote there."""
    titles: tuple[Cell, ...] = ()
    """Of a whole row: the titles of its columns when it was kept."""


def rows_before(work: Work, after: LiveTab, scratch: LiveTab | None) -> Rows:
    """Return the rows of a tab as they were just before our work was done in it."""
    removed, coming = set(work.removed()), work.coming()
    last = max([*removed, *coming], default=-1)
    rows: Rows = []
    place = number = 0
    while place < len(after.rows) or number <= last:
        place += coming.get(number, 0)
        if number in removed:
            rows.append(_kept(work, scratch, number))
        else:
            rows.append(list(after.rows[place]) if place < len(after.rows) else [])
            place += 1
        number += 1
    _take_off_appended(work, rows)
    for row, column in work.written():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        cells = rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = scratch.cell(work.base + row, column) if scratch else ""
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _kept(work: Work, scratch: LiveTab | None, number: int) -> list[Cell]:
    place = work.base + number
    return list(scratch.rows[place]) if scratch and place < len(scratch.rows) else []


def _take_off_appended(work: Work, rows: Rows) -> None:
    """Let the rows that we appended be no more: they are the last ones that hold anything."""
    count = len(work.change.append)
    while count and not any(kept(cell) is not None for cell in work.change.append[count - 1]):
        count -= 1
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    del rows[max(len(rows) - count, 0) :]


def misplaced(work: Work, before: Rows, after: LiveTab) -> Iterator[Misplaced]:
    """Yield what our work hit that it was not meant for."""
    moved = heads_moved(work, before)
    for row, column in sorted(work.written()):
        if not moved and _is_meant(work, before, row) and cell_of(before, row, column) == work.tab.cell(row, column):
            continue
        at = work.now_at(row)
        if row in work.removed():
            continue
        stood = tuple(after.rows[at]) if at < len(after.rows) else ()
        yield Misplaced((work.base + row, column), at, stood, column, after.cell(at, column))
    for row in work.removed():
        if moved or not _is_meant(work, before, row) or _said_more(work, before, row):
            at = work.now_at(row)
            stood = tuple(after.rows[at]) if at < len(after.rows) else ()
            yield Misplaced((work.base + row, 0), at, stood, titles=titles_of(before, work.change.header_row))


def strays(work: Work, before: Rows, after: LiveTab) -> Iterator[tuple[Cell, ...]]:
    """Yield the new rows of ours that do not stand in their columns, for those were moved just before."""
    if not heads_moved(work, before):
        return
    there = {tuple(row) for row in after.rows}
    for values in (*work.change.append, *(values for _, values in work.change.insert)):
        row = ["" if (cell := kept(value)) is None else cell for value in values]
        while row and row[-1] == "":
            row.pop()
        if row and tuple(row) in there:
            yield tuple(row)


def titles_of(rows: Sequence[Sequence[Cell]], header_row: int) -> tuple[Cell, ...]:
    """Return the titles of a tab's columns."""
    return tuple(rows[header_row]) if header_row < len(rows) else ()


def heads_moved(work: Work, before: Rows) -> bool:
    """Tell whether a column of ours stands elsewhere than it was read, or one of theirs where we make a new one."""
    header = work.change.header_row
    return any(cell_of(before, header, column) != work.tab.cell(header, column) for column in work.change.columns)


def _is_meant(work: Work, before: Rows, row: int) -> bool:
    """Tell whether the row of that number was still the one that was read."""
    return cell_of(before, row, work.key) == work.tab.cell(row, work.key)


def _said_more(work: Work, before: Rows, row: int) -> bool:
    """Tell whether somebody typed into a row just before we removed it, or it is one without a key and another.

    In columns that are not ours a formula may come to something else by itself, all the more in the hidden tab.
    """
    there = before[row] if row < len(before) else []
    if work.tab.cell(row, work.key) == "" and there != (work.tab.rows[row] if row < len(work.tab.rows) else []):
        return True
    for column, cell in enumerate(there):
        was = work.tab.cell(row, column)
        if cell in {"", was}:
            continue
        if column in work.change.columns:
            return True
        is_typed = was == "" or isinstance(cell, str)
        if is_typed and not str(cell).startswith("#"):
            return True
    return False


def took(work: Work, after: LiveTab) -> bool:
    """Tell whether the answer shows the texts that we wrote and the rows that we appended."""
    removed = set(work.removed())
    for (row, column), value in work.change.cells.items():
        if row not in removed and _is_text(value) and after.cell(work.now_at(row), column) != kept(value):
            return False
    keys = [kept(row[work.key]) for row in work.change.append if work.key < len(row) and _is_text(row[work.key])]
    there = {row[work.key] for row in after.rows if work.key < len(row)} if keys else set[Cell]()
    return all(key in there for key in keys if key is not None)


def _is_text(value: Cell) -> bool:
    return isinstance(value, str) and not isinstance(value, (Link, DaysSince)) and kept(value) is not None


def cell_of(rows: Rows, row: int, column: int) -> Cell:
    """Return a cell, "" where there is none."""
    if row >= len(rows):
        return ""
    cells = rows[row]
    return cells[column] if column < len(cells) else ""
