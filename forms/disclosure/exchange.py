"""By how much hidden counts can make way for each other while every published total stays what it is.

A small count is safe when it could as well be any other small number: when other hidden counts, which stand in the same
published totals, can take up the difference. That is shown by construction, in whole numbers, so whoever reckons with
everything published cannot rule any of those numbers out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.disclosure.published import Cell, Hidden

Signature = frozenset[int]
"""The published totals that a cell is part of."""


@dataclass(frozen=True, slots=True)
class Room:
    """How far the hidden cells of one signature may together fall, and rise (None: without end)."""

    fall: int
    rise: int | None


def rooms_of(
    hidden: Mapping[Cell, Hidden], signatures: Mapping[Cell, Signature], least: int
) -> Mapping[Signature, Room]:
    """Return the room that the hidden cells of each signature have."""
    rooms: dict[Signature, Room] = {}
    for cell, mark in hidden.items():
        signature = signatures[cell]
        before = rooms.get(signature, Room(0, 0))
        if mark is Hidden.KEPT:
            rooms[signature] = Room(before.fall + cell.value - least, None)
        else:
            rise = None if before.rise is None else before.rise + least - 1 - cell.value
            rooms[signature] = Room(before.fall + cell.value - 1, rise)
    return rooms


def is_safe(value: int, signature: Signature, rooms: Mapping[Signature, Room], least: int) -> bool:
    """Tell whether a hidden small count could be any number from 1 to less than the least shown."""
    if not signature:
        return True
    own = rooms[signature]
    others = dict(rooms)
    others[signature] = Room(own.fall - (value - 1), None if own.rise is None else own.rise - (least - 1 - value))
    falling = [one for one, room in others.items() if room.fall >= least - 1 - value]
    rising = [one for one, room in others.items() if room.rise is None or room.rise >= value - 1]
    return (value == least - 1 or _covers(signature, falling)) and (value == 1 or _covers(signature, rising))


def _covers(wanted: Signature, parts: Iterable[Signature]) -> bool:
    """Tell whether some of the parts, no two of which overlap, make up the whole."""
    usable = sorted((part for part in set(parts) if part and part <= wanted), key=lambda part: (-len(part), min(part)))
    reached = {frozenset[int]()}
    for part in usable:
        reached |= {known | part for known in reached if not known & part}
        if wanted in reached:
            return True
        if len(reached) > _MOST_WAYS:
            return False
    return False


_MOST_WAYS = 4_096
"""So many ways to put signatures together are tried; beyond, a count is held to be unsafe and more is hidden."""
