"""What a tab showed when it was last written: enough to tell a person's typing from news of our own."""

from collections.abc import Iterator, Mapping
from zlib import crc32

from forms.sheets import Owner, TabChange
from forms.tabs.columns import Tab
from forms.tabs.difference import Line, View
from forms.tabs.finding import Found

Marks = tuple[int, int]
"""Of a row: of the answers in it, and of all else that the program fills in."""

Shown = Mapping[str, Marks]
"""By the row's key."""


def marks_of(view: View) -> Shown:
    """Return the marks of the rows that a tab should show."""
    answers, others = (_columns(view.tab, answers=wanted) for wanted in (True, False))
    return {key: (_mark(line, answers), _mark(line, others)) for key, line in view.lines.items()}


def _columns(tab: Tab, *, answers: bool) -> tuple[str, ...]:
    ours = (column for column in tab.columns if column.owner is Owner.PIPELINE and column.key != "key")
    return tuple(column.key for column in ours if column.is_answer is answers)


def _mark(line: Line, columns: tuple[str, ...]) -> int:
    return crc32(repr([line.get(column) for column in columns]).encode("utf-8", "replace"))


def typed_over(view: View, found: Found, change: TabChange, shown: Shown) -> Iterator[tuple[str, str]]:
    """Yield the key and the column of every cell that is put back though the program had nothing new to say there.

    A cell whose own kind of content changed tonight tells nothing: it may be old, or typed.
    """
    key_of = {row: key for key, row in found.rows.items()}
    column_of = {place: key for key, place in found.columns.items()}
    keys = {key_of.get(row, "") for row, _ in change.cells}
    now = marks_of(View(view.tab, {key: view.lines[key] for key in keys if key in view.lines}))
    for row, place in sorted(change.cells):
        key, column = key_of.get(row, ""), column_of.get(place)
        if column is None or key not in now or key not in shown or place in change.new_columns:
            continue
        which = 0 if view.tab.column(column).is_answer else 1
        if view.tab.column(column).owner is Owner.PIPELINE and now[key][which] == shown[key][which]:
            yield key, column
