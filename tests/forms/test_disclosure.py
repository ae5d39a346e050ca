"""An attacker who knows the rule and all that was ever published learns of no small count more than that it is small.

The attack is written without the protector: whole-number bounds by mixed-integer programming over all publications.
"""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from forms.disclosure import Cell, Hidden, Protection, Published, Sum, mark_of, protect

LEAST = 5


def printed_totals(publications: Sequence[Published], place: dict[Cell, int]) -> tuple[list[np.ndarray], list[int]]:
    """Return the totals that are printed: a row of coefficients each, and their values."""
    rows, totals = [], []
    for one in publications:
        for total in one.sums:
            if total.name not in one.hidden_sums:
                row = np.zeros(len(place))
                for part in total.parts:
                    row[place[part]] += 1
                rows.append(row)
                totals.append(sum(part.value for part in total.parts))
    return rows, totals


def bounds_found_by_the_attacker(publications: Sequence[Published], least: int = LEAST) -> dict[Cell, tuple[int, int]]:
    """Return, for each small count that is hidden, the least and the most that it can be for all the attacker knows."""
    cells = list(
        dict.fromkeys(cell for one in publications for cell in (*one.cells, *(p for s in one.sums for p in s.parts)))
    )
    place = {cell: number for number, cell in enumerate(cells)}
    low, high = np.zeros(len(cells)), np.full(len(cells), 1e5)
    for one in publications:
        for cell in one.cells:
            mark = one.hidden_cells.get(cell)
            if mark is Hidden.FEW:
                low[place[cell]], high[place[cell]] = max(low[place[cell]], 1), min(high[place[cell]], least - 1)
            elif mark is Hidden.KEPT:
                low[place[cell]] = max(low[place[cell]], least)
            else:
                low[place[cell]] = high[place[cell]] = cell.value
    rows, totals = printed_totals(publications, place)
    constraints = [LinearConstraint(np.array(rows), totals, totals)] if rows else []
    found = {}
    for cell in dict.fromkeys(c for one in publications for c, mark in one.hidden_cells.items() if mark is Hidden.FEW):
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(cells))
            aim[place[cell]] = sign
            answer = milp(aim, integrality=np.ones(len(cells)), bounds=Bounds(low, high), constraints=constraints)
            assert answer.success
            ends.append(round(answer.x[place[cell]]))
        found[cell] = (ends[0], ends[1])
    return found


def assert_nothing_is_found(publications: Sequence[Published]) -> None:
    found = bounds_found_by_the_attacker(publications)
    assert found == dict.fromkeys(found, (1, LEAST - 1))


def cells_of(*values: int) -> tuple[Cell, ...]:
    return tuple(Cell(f"E-{number}", value) for number, value in enumerate(values))


def shown(cells: Sequence[Cell], protection: Protection) -> list[int | Hidden]:
    return [protection.shown(cell) for cell in cells]


def test_smallest_other_count_is_hidden_with_a_small_one() -> None:
    cells = cells_of(3, 12, 40)
    total = Sum("total", cells)
    protection = protect(cells, [total], LEAST)
    assert shown(cells, protection) == [Hidden.FEW, Hidden.KEPT, 40]
    assert protection.shown_sum(total) == 55
    assert_nothing_is_found([protection.published])


def test_total_of_small_counts_alone_is_hidden() -> None:
    cells = cells_of(1, 2)
    total = Sum("total", cells)
    protection = protect(cells, [total], LEAST)
    assert (shown(cells, protection), protection.shown_sum(total)) == ([Hidden.FEW, Hidden.FEW], Hidden.KEPT)


def test_nothing_is_hidden_where_no_count_is_small() -> None:
    cells = cells_of(0, 5, 60)
    assert protect(cells, [Sum("total", cells)], LEAST).published == Published(cells, (Sum("total", cells),))


def test_total_of_a_part_goes_before_the_total_of_all() -> None:
    cells = cells_of(3, 30, 40)
    everything, part = Sum("all", cells), Sum("part", cells[:1])
    protection = protect(cells, [everything, part], LEAST)
    assert protection.published.hidden_sums == {"part"}
    assert shown(cells, protection) == [Hidden.FEW, Hidden.KEPT, 40]


def test_totals_of_overlapping_periods_are_not_subtracted() -> None:
    january, february = cells_of(30, 40), (Cell("E-9", 3),)
    first = protect(january, [Sum("total", january)], LEAST).published
    both = (*january, *february)
    second = protect(both, [Sum("total", both)], LEAST, [first]).published
    assert second.hidden_sums == {"total"}
    assert_nothing_is_found([first, second])
    assert bounds_found_by_the_attacker([first, protect(both, [Sum("total", both)], LEAST).published]) == {
        february[0]: (3, 3)
    }, "without the earlier publication the protector could not know"


def test_corrected_count_of_a_hidden_event_stays_hidden_and_the_total_is_told() -> None:
    before, after = cells_of(3, 12, 40), cells_of(3, 14, 40)
    first = protect(before, [Sum("total", before)], LEAST).published
    protection = protect(after, [Sum("total", after)], LEAST, [first])
    assert shown(after, protection) == [Hidden.FEW, Hidden.KEPT, 40]
    assert protection.published.hidden_sums == frozenset()
    assert_nothing_is_found([first, protection.published])


def test_count_told_by_another_rule_before_is_named() -> None:
    cells = cells_of(3, 40)
    careless = Published(cells, (Sum("total", cells),), {cells[0]: Hidden.FEW})
    assert protect(cells, [Sum("total", cells)], LEAST, [careless]).unsafe == (cells[0],)


@pytest.mark.parametrize(("value", "told"), [(0, 0), (1, Hidden.FEW), (4, Hidden.FEW), (5, 5)])
def test_count_that_stands_alone_is_hidden_when_small(value: int, told: int | Hidden) -> None:
    assert mark_of(value, LEAST) == told


VALUES = st.one_of(st.integers(0, 9), st.integers(0, 60))


@st.composite
def publications(draw: st.DrawFn) -> list[tuple[tuple[Cell, ...], list[Sum]]]:
    """Draw releases of overlapping groups of the same events, some corrected in between, with any totals."""
    values = draw(st.lists(VALUES, min_size=1, max_size=7))
    made = []
    for release in range(draw(st.integers(1, 3))):
        values = [draw(VALUES) if draw(st.integers(0, 5)) == 0 else value for value in values]
        everything = cells_of(*values)
        chosen = tuple(sorted(draw(st.sets(st.sampled_from(everything), min_size=1)), key=lambda cell: cell.thing))
        groups = draw(st.lists(st.sets(st.sampled_from(chosen), min_size=1), max_size=4))
        sums = [Sum("all", chosen)]
        sums += [
            Sum(f"{release}-{n}", tuple(sorted(group, key=lambda one: one.thing))) for n, group in enumerate(groups)
        ]
        made.append((chosen, sums))
    return made


@settings(max_examples=250, deadline=None)
@given(publications())
def test_nobody_finds_a_small_count_from_any_publications(drawn: list[tuple[tuple[Cell, ...], list[Sum]]]) -> None:
    told: list[Published] = []
    for cells, sums in drawn:
        protection = protect(cells, sums, LEAST, told)
        assert protection.unsafe == ()
        told.append(protection.published)
    assert_nothing_is_found(told)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=2, max_size=4))
def test_nobody_finds_a_small_count_from_rows_and_columns(grid: list[list[int]]) -> None:
    cells = [[Cell(f"{row}-{column}", value) for column, value in enumerate(line)] for row, line in enumerate(grid)]
    flat = tuple(cell for line in cells for cell in line)
    sums = [
        Sum("all", flat),
        *(Sum(f"row {n}", tuple(line)) for n, line in enumerate(cells)),
        *(Sum(f"column {n}", column) for n, column in enumerate(zip(*cells, strict=True))),
    ]
    assert_nothing_is_found([protect(flat, sums, LEAST).published])
