"""Putting back what landed beside its row, because people sorted, inserted or deleted while we wrote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flows.adapters.google.batch import Batch
from flows.adapters.google.checking import Misplaced, cell_of, misplaced, rows_before, strays, titles_of
from flows.adapters.google.columns import Titles, moved_to, spans_of
from flows.adapters.google.matching_rows import rows_moved_to
from flows.adapters.google.state import LiveTab, State
from flows.adapters.google.work import Kept, Place, Work
from forms.cells import Cell
from forms.sheets import TabChange

TRIES = 3
"""How often people may come between while everything is put back, before they are asked to look."""

Carry = Callable[[State, Batch], State]
"""Carries a batch out and returns the state as answered; raises OutsideError."""


@dataclass(slots=True)
class _Pending:
    """What is yet to be put right in one tab; all numbers are those of the tab as it was answered last."""

    change: TabChange
    cells: dict[Place, Place] = field(default_factory=dict[Place, Place])
    """With the cell of the hidden tab that belongs there."""
    back: list[tuple[int, int, Titles]] = field(default_factory=list[tuple[int, int, Titles]])
    """Rows that come back: before which, which of the hidden tab, and the titles of its columns there."""
    gone: set[int] = field(default_factory=set[int])
    """Rows of ours that stand in columns that are not theirs."""

    @property
    def is_done(self) -> bool:
        return not (self.cells or self.back or self.gone)


def seen_edits(
    batch: Batch, state: State
) -> tuple[bool, dict[int, list[Misplaced]], dict[int, list[tuple[Cell, ...]]]]:
    """Return what the answer to a batch tells of people's hands.

    Whether they changed anything since the reading; what of our work landed beside its row, by the tab's number; and
    the new rows of ours that do not stand in their columns.
    """
    tabs = {tab.number: tab for tab in state.tabs}
    edited = any(tabs[tab.number].rows for tab in batch.hidden if tab.number in tabs)
    wrong: dict[int, list[Misplaced]] = {}
    stray: dict[int, list[tuple[Cell, ...]]] = {}
    for work in batch.works:
        after = tabs[work.tab.number]
        before = rows_before(work, after, state.scratch)
        edited = edited or before != work.tab.rows
        wrong[after.number] = list(misplaced(work, before, after))
        stray[after.number] = list(strays(work, before, after))
    return edited, wrong, stray


def mended(batch: Batch, state: State, carry: Carry) -> bool:
    """Put everything back that a batch changed and was not meant to; tell whether it is all back.

    Each try is a change like any other: what it writes over is kept first. Its answer tells what people did just
    before; then that try is undone and the rest is looked for where they moved it.
    """
    _, wrong, stray = seen_edits(batch, state)
    tabs = {tab.number: tab for tab in state.tabs}
    shown = tuple(tabs[tab.number] for tab in batch.hidden if tab.number in tabs and tabs[tab.number].rows)
    pending = {
        number: _pending(work.change, tabs[number], wrong[number], stray[number])
        for work in batch.works
        for number in (work.tab.number,)
    }
    disturbed = 0
    while disturbed < TRIES:
        pending = {number: one for number, one in pending.items() if not one.is_done}
        if not pending and not shown:
            return True
        state, pending, calm = _tried(pending, shown, state, carry)
        shown = ()
        disturbed += not calm
    return all(one.is_done for one in pending.values())


def _pending(change: TabChange, tab: LiveTab, wrong: list[Misplaced], stray: list[tuple[Cell, ...]]) -> _Pending:
    made = _Pending(change)
    for one in wrong:
        if one.column is None:
            made.back.append((one.at, one.source[0], one.titles))
        else:
            made.cells[one.at, one.column] = one.source
    rows = [tuple(row) for row in tab.rows]
    made.gone.update(rows.index(one) for one in stray if one in rows)
    return made


def _tried(
    pending: Mapping[int, _Pending], shown: tuple[LiveTab, ...], state: State, carry: Carry
) -> tuple[State, dict[int, _Pending], bool]:
    """Return the state after a try, what is yet to be done, and whether nobody came between."""
    tabs = {tab.number: tab for tab in state.tabs}
    base = state.scratch.row_count if state.scratch else 0
    works: list[Work] = []
    for number, one in pending.items():
        works.append(_work(one, tabs[number], base, state.scratch))
        base += works[-1].kept_rows()
    state = carry(state, Batch({}, tuple(works), shown=shown, mending=True))
    after = {tab.number: tab for tab in state.tabs}
    left: dict[int, _Pending] = {}
    calm = True
    for work in works:
        one, there = pending[work.tab.number], after[work.tab.number]
        before = rows_before(work, there, state.scratch)
        if before == work.tab.rows:
            gone = set[int]() if work.change.remove else {work.now_at(row) for row in one.gone}
            left[work.tab.number] = _Pending(one.change, gone=gone)
        else:
            calm = False
            left[work.tab.number] = _left(one, work, before)
    return state, left, calm


def _work(pending: _Pending, tab: LiveTab, base: int, scratch: LiveTab | None) -> Work:
    """Return the next thing to do in a tab: what was lost comes back first, and only then anything goes."""
    change = TabChange(tab.title, pending.change.columns, header_row=pending.change.header_row)
    if not pending.cells and not pending.back:
        return Work(tab, _removing(change, pending.gone), base)
    titles = titles_of(tab.rows, change.header_row)
    rows: dict[int, tuple[Kept, ...]] = {}
    for at, source, was in pending.back:
        wide = tab.column_count
        if was != titles and scratch and source < len(scratch.rows):
            wide = max(len(scratch.rows[source]), len(was))
        rows[at] = (*rows.get(at, ()), Kept(source, spans_of(was, titles, wide)))
    return Work(tab, change, base, pending.cells, rows)


def _removing(change: TabChange, gone: set[int]) -> TabChange:
    """Return a change that removes rows."""
    return TabChange(change.title, change.columns, header_row=change.header_row, remove=tuple(sorted(gone)))


def _left(pending: _Pending, work: Work, before: list[list[Cell]]) -> _Pending:
    """Return what is to be done after a try that people came before: undo it, and go on where they moved the rest."""
    header = work.change.header_row
    was, now = titles_of(work.tab.rows, header), titles_of(before, header)
    column_of = moved_to(was, now)
    row_of = rows_moved_to(work.tab.rows, before, column_of, work.key)
    left = _Pending(pending.change)
    wanted: dict[Place, Place] = {}
    for (row, column), source in pending.cells.items():
        place = column_of(column)
        # What somebody typed over a cell of ours meanwhile is their last word.
        if row in row_of and place is not None and cell_of(before, row_of[row], place) == work.tab.cell(row, column):
            wanted[row_of[row], place] = source
    for row, column in work.written():
        if wanted.get((row, column)) != work.restored[row, column]:
            left.cells[work.now_at(row), column] = (work.base + row, column)
    for (row, column), source in wanted.items():
        if work.restored.get((row, column)) != source:
            left.cells[work.now_at(row), column] = source
    # A row in which somebody typed meanwhile stays, wherever it stands: no word is thrown away.
    gone = {row_of[row] for row in pending.gone if row in row_of and _same(before[row_of[row]], work.tab.rows[row])}
    removed = set(work.removed())
    left.gone.update(work.now_at(row) for row in gone - removed)
    left.back += [(work.now_at(row), work.base + row, now) for row in sorted(removed - gone)]
    titles = {source: titles for _, source, titles in pending.back}
    for at, kept in work.put_back_at():
        if was != now:
            left.gone.add(at)
            left.back.append((at, kept.row, titles[kept.row]))
    return left


def _same(one: list[Cell], other: list[Cell]) -> bool:
    """Tell whether two rows hold the same, in whichever columns."""
    return sorted(repr(cell) for cell in one if cell != "") == sorted(repr(cell) for cell in other if cell != "")
