"""Putting back what landed beside its row, because people sorted, inserted or deleted while we wrote."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.adapters.google.batch import Batch
from flows.adapters.google.checking import Misplaced, misplaced, rows_before, strays, titles_of
from flows.adapters.google.columns import spans_of
from flows.adapters.google.state import LiveTab, State
from flows.adapters.google.work import Kept, Place, Work
from forms.cells import Cell
from forms.sheets import TabChange

TRIES = 3
"""How often it is tried to put everything back before people are asked to look."""

Carry = Callable[[State, Batch], State]
"""Carries a batch out and returns the state as answered; raises OutsideError."""


@dataclass(slots=True)
class _Pending:
    """What is yet to be put right in one tab."""

    change: TabChange
    misplaced: list[Misplaced] = field(default_factory=list[Misplaced])
    strays: list[tuple[Cell, ...]] = field(default_factory=list[tuple[Cell, ...]])


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

    Each try is a change like any other: what it writes over is kept first, and it is looked at where it landed.
    """
    _, wrong, stray = seen_edits(batch, state)
    tabs = {tab.number: tab for tab in state.tabs}
    shown = tuple(tabs[tab.number] for tab in batch.hidden if tab.number in tabs and tabs[tab.number].rows)
    pending = {
        work.tab.number: _Pending(work.change, wrong[work.tab.number], stray[work.tab.number]) for work in batch.works
    }
    for _ in range(TRIES):
        pending = {number: one for number, one in pending.items() if one.misplaced or one.strays}
        if not pending and not shown:
            return True
        state, pending = _tried(pending, shown, state, carry)
        shown = ()
    return not any(one.misplaced for one in pending.values())


def _tried(
    pending: Mapping[int, _Pending], shown: tuple[LiveTab, ...], state: State, carry: Carry
) -> tuple[State, dict[int, _Pending]]:
    tabs = {tab.number: tab for tab in state.tabs}
    base = state.scratch.row_count if state.scratch else 0
    works: list[Work] = []
    purposes: dict[int, Mapping[Place, Misplaced]] = {}
    for number, one in pending.items():
        work, purposes[number] = _restoring(one, tabs[number], base, state.scratch)
        base += work.kept_rows()
        works.append(work)
    state = carry(state, Batch({}, tuple(works), shown=shown, mending=True))
    after = {tab.number: tab for tab in state.tabs}
    left = {
        number: _left(work, pending[number], purposes[number], after[number], state.scratch)
        for work in works
        for number in (work.tab.number,)
    }
    return state, left


def _left(
    work: Work, pending: _Pending, purposes: Mapping[Place, Misplaced], after: LiveTab, scratch: LiveTab | None
) -> _Pending:
    """Return what is yet to be put right in a tab after a try: people may have come between once more."""
    before = rows_before(work, after, scratch)
    missed = {one.source: one for one in misplaced(work, before, after)}
    strayed: list[tuple[Cell, ...]] = []
    for row in work.removed():
        meant = work.tab.rows[row] if row < len(work.tab.rows) else []
        if row < len(before) and _content(before[row]) == _content(meant):
            missed.pop((work.base + row, 0), None)  # it was that row, though in other columns
        elif (work.base + row, 0) in missed:
            strayed.append(tuple(meant))
    for (row, column), one in purposes.items():
        if (work.base + row, column) not in missed:
            continue
        # Where it ought to have landed may itself have been hit by what ought to have landed elsewhere.
        meant = _located(replace(one, at=row, stood=tuple(work.tab.rows[row])), before)
        if meant is None:
            continue
        at = work.now_at(meant)
        stood = tuple(after.rows[at]) if at < len(after.rows) else ()
        hit = (work.base + meant, column)
        wrong = after.cell(at, column)
        missed[hit if hit in missed else one.source] = Misplaced(one.source, at, stood, column, wrong)
    header = work.change.header_row
    if titles_of(before, header) != titles_of(work.tab.rows, header):
        # Rows that came back did so in columns that are others by now: away with them, and once more.
        sources = {one.source[0]: one for one in pending.misplaced if one.column is None}
        for at, kept in work.put_back_at():
            stood = tuple(after.rows[at]) if at < len(after.rows) else ()
            missed[sources[kept.row].source] = replace(sources[kept.row], at=at, stood=stood)
            strayed.append(stood)
    return _Pending(work.change, list(missed.values()), strayed)


def _restoring(
    pending: _Pending, tab: LiveTab, base: int, scratch: LiveTab | None
) -> tuple[Work, Mapping[Place, Misplaced]]:
    """Return the work that puts back what was misplaced in a tab, and what of it each cell is for."""
    cells: dict[Place, Misplaced] = {}
    rows: dict[int, tuple[Kept, ...]] = {}
    titles = titles_of(tab.rows, pending.change.header_row)
    for one in pending.misplaced:
        at = _located(one, tab.rows)
        if one.column is None:
            at = len(tab.rows) if at is None else at
            wide = tab.column_count
            if one.titles != titles and scratch and one.source[0] < len(scratch.rows):
                wide = max(len(scratch.rows[one.source[0]]), len(one.titles))
            rows[at] = (*rows.get(at, ()), Kept(one.source[0], spans_of(one.titles, titles, wide)))
        elif at is not None:
            cells[at, one.column] = one
    remove = tuple({row for stray in pending.strays if (row := _strayed_to(stray, tab.rows)) is not None})
    change = TabChange(tab.title, pending.change.columns, header_row=pending.change.header_row, remove=remove)
    return Work(tab, change, base, {place: one.source for place, one in cells.items()}, rows), cells


def _strayed_to(stray: tuple[Cell, ...], rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return where a row stands that is to go; None when that is not certain, for its like may be the right one."""
    for likeness in (tuple, _in_order, _content):
        like = [row for row, there in enumerate(rows) if likeness(there) == likeness(stray)]
        if like:
            return like[0] if likeness is not _content or len(like) == 1 else None
    return None


def _in_order(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell != ""]


def _content(row: Sequence[Cell]) -> list[str]:
    return sorted(repr(cell) for cell in _in_order(row))


def _located(one: Misplaced, rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return where the row stands by now in which something landed; None when it is no longer there.

    It is the one that still holds what we wrote there and is most like the row as it was seen.
    """
    if one.at < len(rows) and tuple(rows[one.at]) == one.stood:
        return one.at
    stood = set(one.stood) - {""}
    likeness = {
        number: len(stood.intersection(row))
        for number, row in enumerate(rows)
        if one.column is None or (row[one.column] if one.column < len(row) else "") == one.wrong
    }
    best = max(likeness, key=lambda number: likeness[number], default=None)
    return best if best is not None and likeness[best] else None
