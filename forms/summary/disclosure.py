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
    hidden = list(few)
    while others and hidden and _is_found([numbers[place] for place in hidden], least):
        hidden.append(others.pop(0)[1])
    return tuple(
        number if place not in hidden else Hidden.FEW if place in few else Hidden.KEPT
        for place, number in enumerate(numbers)
    )


def _is_found(hidden: Sequence[int], least: int) -> bool:
    """Tell whether the sum of the hidden counts gives one of them away."""
    if len(hidden) == 1:
        return True
    return max(hidden) < least and sum(hidden) in {len(hidden), len(hidden) * (least - 1)}
