"""Small counts of people are not printed, nor is what they could be subtracted from (DOMAIN §7)."""

from collections.abc import Sequence
from enum import Enum

LEAST_PEOPLE_SHOWN = 5


class Hidden(Enum):
    """Why a count is not printed."""

    FEW = "few"
    """It is smaller than the least that is shown, and not nought."""
    KEPT = "kept"
    """A small one could be found by subtracting it from the total."""


Shown = int | Hidden


def hide_small(numbers: Sequence[int], least: int = LEAST_PEOPLE_SHOWN) -> tuple[Shown, ...]:
    """Return, for each count of people that together make a printed total, what may be printed.

    Counts from 1 to less than `least` are hidden; with them the smallest others, until what the total leaves for the
    hidden ones could be shared out in more than one way. Where there are no others, the total itself tells.
    """
    few = [place for place, number in enumerate(numbers) if 0 < number < least]
    others = sorted((number, place) for place, number in enumerate(numbers) if number >= least)
    small, kept = [numbers[place] for place in few], 0
    while kept < len(others) and _is_found(small, [number for number, _ in others[:kept]], least):
        kept += 1
    beside = {place for _, place in others[:kept]}
    return tuple(
        Hidden.FEW if place in few else Hidden.KEPT if place in beside else number
        for place, number in enumerate(numbers)
    )


def _is_found(small: Sequence[int], kept: Sequence[int], least: int) -> bool:
    """Tell whether the sum of the hidden counts leaves but one way to share it out, for who knows the rule."""
    left, lowest = sum(small) + sum(kept), len(small) + len(kept) * least
    if not small:
        return False
    return left == lowest or (not kept and (len(small) == 1 or left == len(small) * (least - 1)))
