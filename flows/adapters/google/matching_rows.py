"""Which row is which after people sorted, inserted or deleted rows, moved columns, or typed."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from forms.cells import Cell

Rows = Sequence[Sequence[Cell]]
_Content = frozenset[tuple[int, str]]


def rows_moved_to(was: Rows, now: Rows, column_of: Callable[[int], int | None], key: int) -> dict[int, int]:
    """Return for each row where it stands now; those that were deleted are left out.

    A row is known by its whole content, else by its key, else it is the one most like it.

    Args:
        was: The rows as they were.
        now: The rows as they are.
        column_of: Where each of the former columns stands now.
        key: The column, as it was, that holds the keys.
    """
    columns = {place for column in range(max(map(len, was), default=0)) if (place := column_of(column)) is not None}
    before = [_content([(column_of(column), cell) for column, cell in enumerate(row)]) for row in was]
    after = [
        _content([(column if column in columns else None, cell) for column, cell in enumerate(row)]) for row in now
    ]
    found: dict[int, int] = {}
    waiting: defaultdict[_Content, list[int]] = defaultdict(list)
    for place, content in enumerate(after):
        waiting[content].append(place)
    for row, content in enumerate(before):
        if waiting[content]:
            found[row] = waiting[content].pop(0)
    place_of_key = column_of(key)
    for alike in (lambda one, other: (place_of_key in {column for column, _ in one & other}) * 1, _likeness):
        free = sorted(set(range(len(after))) - set(found.values()))
        for row in [row for row in range(len(before)) if row not in found]:
            best = max(free, key=lambda place: (alike(before[row], after[place]), -place), default=None)
            if best is not None and alike(before[row], after[best]) > 0:
                found[row] = best
                free.remove(best)
    return found


def _content(cells: Sequence[tuple[int | None, Cell]]) -> _Content:
    return frozenset((column, repr(cell)) for column, cell in cells if column is not None and cell != "")


def _likeness(one: _Content, other: _Content) -> float:
    return len(one & other) / max(len(one | other), 1)
