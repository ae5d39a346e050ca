"""What is to change in a tab so that it shows what it should: only the cells that differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from forms.cells import Cell, DaysSince, cell_text
from forms.dates import VILNIUS, read_date, read_moment
from forms.sheets import Chart, Owner, Sheet, TabChange
from forms.tabs.columns import Column, Tab
from forms.tabs.finding import Found, find_tab
from forms.words import Language

Line = Mapping[str, Cell | Decimal]
"""One row by the columns' keys; a coordinator's column in it is where a new row begins."""

LONGEST_CELL = 32_000
"""A spreadsheet program cuts a cell at 32,767 characters; the ledger keeps the whole."""

_ROWS_OF_A_CHART = 20
"""Of one line each, with some room below it."""


@dataclass(frozen=True, slots=True)
class View:
    """What a tab should show: its lines by key, in the order in which new ones are added."""

    tab: Tab
    lines: Mapping[str, Line] = field(repr=False)
    left: Mapping[str, Line] = field(default_factory=dict[str, Line], repr=False)
    """Rows that stand without anything behind them any more: only the cells that are named are made right."""


def difference(view: View, sheets: Sequence[Sheet], language: Language) -> TabChange | None:
    """Return what is to change for a tab to show its view; None when it does already."""
    found = find_tab(view.tab, sheets)
    if found is None:
        columns = dict(enumerate(column.look(language) for column in view.tab.columns))
        places = {column.key: place for place, column in enumerate(view.tab.columns)}
        rows = tuple(_whole_row(view.tab, key, line, places, len(columns)) for key, line in view.lines.items())
        title = free_title(view.tab.title.say(language), sheets)
        charts = _charts(view, places, language)
        return TabChange(title, columns, create=True, new_columns=frozenset(columns), append=rows, charts=charts)
    places = dict(found.columns)
    fresh = [column for column in view.tab.columns if column.key not in places]
    for place, column in enumerate(fresh, _width(found.sheet) if fresh else 0):
        places[column.key] = place
    cells = _differing(view, found, places) | _restored(view, found, places, fresh)
    width = max(places.values()) + 1
    new = {
        key: _whole_row(view.tab, key, line, places, width) for key, line in view.lines.items() if key not in found.rows
    }
    coming_before = _rows_below(view, found) if view.tab.passing and new else dict[str, int]()
    insert = tuple((coming_before[key], row) for key, row in new.items() if key in coming_before)
    append = tuple(row for key, row in new.items() if key not in coming_before)
    keyed = sorted((*found.rows.items(), *found.copies), key=lambda pair: pair[1])
    gone = tuple(row for key, row in keyed if key not in view.lines) if view.tab.passing else ()
    if not (fresh or cells or new or gone):
        return None
    looks = {places[column.key]: column.look(language) for column in view.tab.columns}
    made = frozenset(places[column.key] for column in fresh)
    return TabChange(
        found.sheet.title,
        looks,
        header_row=found.header_row,
        new_columns=made,
        cells=cells,
        append=append,
        insert=insert,
        remove=gone,
    )


def _charts(view: View, places: Mapping[str, int], language: Language) -> tuple[Chart, ...]:
    rows = {key: number for number, key in enumerate(view.lines, 1)}
    drawn = [one for one in view.tab.charts if one.row in rows]
    return tuple(
        Chart(
            title=one.title.say(language),
            description=one.description.say(language),
            rows=(rows[one.row],),
            name_column=places[one.name],
            first_column=places[one.first],
            last_column=places[one.last],
            at=(len(rows) + 3 + number * _ROWS_OF_A_CHART, places[one.name]),
        )
        for number, one in enumerate(drawn)
    )


def _rows_below(view: View, found: Found) -> Mapping[str, int]:
    """Return, by new key, the row before which it comes: the first of those that the view has below it."""
    order = {key: number for number, key in enumerate(view.lines)}
    standing = sorted((row, order[key]) for key, row in found.rows.items() if key in order)
    below: dict[str, int] = {}
    for key, number in order.items():
        if key not in found.rows:
            row = next((row for row, other in standing if other > number), None)
            if row is not None:
                below[key] = row
    return below


def free_title(title: str, sheets: Sequence[Sheet]) -> str:
    """Return a title that no tab has yet: the wanted one, or with a number behind it."""
    taken = {sheet.title.casefold() for sheet in sheets}
    number = 1
    wanted = title
    while wanted.casefold() in taken:
        number += 1
        wanted = f"{title} {number}"
    return wanted


def _differing(view: View, found: Found, places: Mapping[str, int]) -> dict[tuple[int, int], Cell]:
    ours = [column for column in view.tab.columns if column.owner is Owner.PIPELINE and column.key != "key"]
    cells: dict[tuple[int, int], Cell] = {}
    for key, line in (*view.lines.items(), *view.left.items()):
        row = found.rows.get(key)
        if row is None:
            continue
        actual = found.sheet.rows[row]
        for column in ours if key in view.lines else [column for column in ours if column.key in line]:
            place = places[column.key]
            wanted = as_cell(line.get(column.key))
            stands = actual[place] if place < len(actual) else None
            if wanted != stands and not _reads_as(wanted, stands):
                cells[row, place] = wanted
    return cells


def _reads_as(wanted: Cell, stands: Cell) -> bool:
    """Tell whether a cell says what it should: a day or a moment also as a serial number, as Google has it.

    Days that the spreadsheet counts by itself are right whatever their number.
    """
    if isinstance(wanted, DaysSince):
        return isinstance(stands, (int, float))
    text = cell_text(stands)
    if cell_text(wanted) == text:
        return True
    if isinstance(wanted, datetime):
        return read_moment(text) == wanted.replace(tzinfo=VILNIUS).astimezone(UTC)
    return isinstance(wanted, date) and read_date(text) == wanted


def _restored(
    view: View, found: Found, places: Mapping[str, int], fresh: Sequence[Column]
) -> dict[tuple[int, int], Cell]:
    """Return what people had said in a column of theirs that was deleted and is now made anew.

    Left empty, it would read as if they had taken every word back.
    """
    return {
        (found.rows[key], places[column.key]): cell
        for column in fresh
        if column.owner is Owner.COORDINATOR
        for key, line in view.lines.items()
        if key in found.rows and (cell := as_cell(line.get(column.key))) is not None
    }


def _width(sheet: Sheet) -> int:
    """Return the first column in which, and to the right of which, no cell holds anything."""
    filled = (place for row in sheet.rows for place, cell in enumerate(row, 1) if cell is not None and cell != "")
    return max(filled, default=0)


def _whole_row(tab: Tab, key: str, line: Line, places: Mapping[str, int], width: int) -> tuple[Cell, ...]:
    row: list[Cell] = [None] * width
    for column in tab.columns:
        row[places[column.key]] = key if column.key == "key" else as_cell(line.get(column.key))
    return tuple(row)


def as_cell(value: Cell | Decimal) -> Cell:
    """Return a value as a cell holds it: text within a cell's length, moments in Vilnius time to the second."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value if len(value) <= LONGEST_CELL else value[:LONGEST_CELL] + " …"
    if isinstance(value, datetime):
        local = value.astimezone(VILNIUS).replace(tzinfo=None) if value.tzinfo else value
        return local.replace(microsecond=0)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def stands_in(row: Sequence[Cell], column: Column, places: Mapping[str, int]) -> Cell:
    """Return the cell of a column in a row, None where the row ends before it."""
    place = places.get(column.key, len(row))
    return row[place] if place < len(row) else None


def as_day(cell: Cell) -> date | None:
    """Return the day that a date cell holds, None for any other."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None
