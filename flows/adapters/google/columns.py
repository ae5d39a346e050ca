"""Where the columns of a row that was kept belong by now, though somebody moved, inserted or deleted columns since."""

from collections.abc import Callable, Sequence

from forms.cells import Cell

Titles = tuple[Cell, ...]

Span = tuple[int, int, int]
"""Columns of a kept row: the first, the one after the last, and where the first belongs."""


def spans_of(was: Sequence[Cell], now: Sequence[Cell], width: int) -> tuple[Span, ...]:
    """Return the columns of a kept row with their places.

    Args:
        was: The titles when it was kept.
        now: The titles where it is put back.
        width: How many columns of it are kept.

    A column whose title is gone was deleted, and stays so; one that never had a title follows its neighbour.
    """
    if tuple(was) == tuple(now):
        return ((0, width, 0),)
    places = _places(was, now)
    end = max(len(now), *(place + 1 for place in places if place is not None), 0)
    spans = [(column, column + 1, place) for column, place in enumerate(places) if place is not None]
    if width > len(was):
        spans.append((len(was), width, end))
    return tuple(_joined(spans))


def moved_to(was: Sequence[Cell], now: Sequence[Cell]) -> Callable[[int], int | None]:
    """Return what tells where a column went; None where it was deleted. Those right of all titles stay there."""
    places = _places(was, now) if tuple(was) != tuple(now) else list(range(len(was)))
    return lambda column: places[column] if column < len(places) else column - len(was) + len(now)


def _places(was: Sequence[Cell], now: Sequence[Cell]) -> list[int | None]:
    free = {title: [place for place, one in enumerate(now) if one == title] for title in set(now)}
    places: list[int | None] = []
    beyond = len(now)
    for title in was:
        if title != "":
            places.append(free[title].pop(0) if free.get(title) else None)
            continue
        beside = next((place for place in reversed(places) if place is not None), -1) + 1
        if beside in free.get("", ()):
            free[""].remove(beside)
            places.append(beside)
        else:
            places.append(beyond)
            beyond += 1
    return places


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return spans of which none goes on where the one before it ends, both where they come from and where they go."""
    joined: list[Span] = []
    for first, end, to in spans:
        if joined and (joined[-1][1], joined[-1][2] + joined[-1][1] - joined[-1][0]) == (first, to):
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((first, end, to))
    return joined
